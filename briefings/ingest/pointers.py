"""Sentences of a site that send the reader elsewhere (Read it here, Hier weiterlesen, Читать здесь).

A line of a few words that begins with a word for reading or watching and ends with one for here. An article that says so
within a longer sentence, or of somebody, keeps it.
"""

from __future__ import annotations

import re

from briefings.ingest import shape

_MOST_WORDS, _LONGEST = 9, 90
_READ = (
    r"read|watch|see|listen|hear|find|view|click|tap|get|check|download|learn|browse|explore|catch|follow|register|subscribe|vote"
    r"|sign up|buy|order|book|donate|apply|join|visit|details|more|full (?:story|report|text|video|interview|list|results)"
)
_HERE = "here|below|at (?:the|this) link|on this link|via this link|at the link (?:below|above|here)"
_POINTERS = (
    rf"(?:please |to |you can |(?:and )?you(?:'|’)ll |also )?(?:{_READ})\b.{{0,60}}\b(?:{_HERE})",
    r"(?:find out|learn|read|see|hear|watch) more(?: (?:about|on) .{2,40})?",
    r"(?:lesen|sehen|hören|finden|erfahren) sie\b.{0,40}\b(?:hier|mehr)|hier (?:weiterlesen|klicken|lesen|ansehen|geht es|geht(?:'|’)?s|finden sie|lesen sie|sehen sie)\b.{0,50}|mehr dazu(?: lesen sie)? hier",
    r"(?:lea|léalo|léala|lee|vea|véalo|mira|mire|consulta|consulte|descarga|descargue|accede|puede (?:leer|ver|consultar))\b.{0,50}\baquí",
    r"(?:leia|veja|assista|confira|clique|baixe|saiba mais|acesse)\b.{0,50}\b(?:aqui|neste link)",
    r"(?:leggi|guarda|scarica|clicca|scopri)\b.{0,50}\bqui",
    r"(?:lire|lisez|voir|voyez|regardez|retrouvez|téléchargez|cliquez|à lire|à voir)\b.{0,50}\bici",
    r"(?:lees|bekijk|klik|luister)\b.{0,50}\bhier|(?:läs|se|klicka|lyssna)\b.{0,50}\bhär",
    r"(?:читайте|читать|прочитать|смотрите|смотреть|посмотреть|скачать|скачайте|узнать|узнайте|подробнее|подробности|дивіться|читайте|докладніше)\b.{0,50}\b(?:здесь|тут|по ссылке|по этой ссылке|за посиланням)",
    r"(?:czytaj|przeczytaj|zobacz|sprawdź|obejrzyj|kliknij|więcej)\b.{0,50}\b(?:tutaj|tu)",
    r".{0,50}\b(?:buradan|burada|buraya)\b.{0,12}\b(?:oku\w*|izle\w*|tıkla\w*|ulaş\w*|bak\w*)|.{0,30}için (?:buraya )?tıklayın",
    r"(?:baca|simak|lihat|tonton|klik|cek|unduh)\b.{0,50}\bdi ?sini",
    r"(?:请)?(?:点击|點擊|戳|按)?(?:这里|這裡|此处|此處|下方链接)(?:阅读|閱讀|查看|观看|觀看|了解|下载).{0,10}|(?:请)?(?:点击|點擊|按)(?:这里|這裡|此处|此處|下方链接).{0,10}|(?:全文|详情|詳情|更多)(?:请)?(?:点击|點擊|见|見|看)(?:这里|這裡|此处|此處|此)",
    r".{0,20}(?:は|を)?(?:こちら|ここ(?=から|まで|を|で読))(?:から|まで|をクリック|で読む|で読めます|をご覧ください|をご覧下さい)?",
    r".{0,20}(?:여기|이곳)(?:에서|를|을|서)?\s?(?:보기|읽기|확인|클릭|보세요|보실 수 있습니다|읽어보세요|읽을 수 있습니다|확인하세요|확인할 수 있습니다|클릭하세요|누르세요)",
    r"(?:اقرأ|اقرأها|اقرأه|شاهد|شاهدها|اضغط|انقر|تابع|حمل|للمزيد|للاطلاع|لقراءة)\b.{0,50}\bهنا",
    r".{0,40}(?:यहां|यहाँ)\s?(?:पढ़ें|देखें|सुनें|क्लिक करें|जानें)",
)
_POINTER = re.compile(rf"^\W*(?:{'|'.join(_POINTERS)})\W*$", re.IGNORECASE)


def points_elsewhere(text: str) -> bool:
    """Tells whether the line does nothing but send the reader to another place."""
    return len(text) <= _LONGEST and shape.weight(text) <= _MOST_WORDS and bool(_POINTER.match(text))
