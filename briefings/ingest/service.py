"""Sentences in which a site speaks to its readers of itself: what to follow, where to write, what may not be copied.

A call begins with what to do and names where (Follow us on ...), a note names the site's own things (this article, all rights).
Both are short and quote nobody.
"""

from __future__ import annotations

import re

from briefings.ingest import shape

_LONGEST, _MOST_WORDS = 200, 24
_SPEECH = re.compile(r"[\"“”«»‘「]|\bsa(?:id|ys)\b")
_OURS = re.compile(
    r"\b(?:inbox|mailing (?:address|list)|newsletters?|unsubscribe|subscri(?:be|bers?|ptions?)|e-?mails?|account|cookies?|reading list|apps?|notifications?|alerts|privacy policy"
    r"|user agreement|browser|web ?sites?|sites?|journalism|comments?|ad-?blockers?|javascript|articles?|stories|feed|bookmarks?)\b",
    re.IGNORECASE,
)
_YOURS = re.compile(
    r"\b(?:you|your|our|(?-i:us))\b|\b(?:this|external) (?:e-?mail|sites?|websites?|newsletter|article|story|video|content)\b",
    re.IGNORECASE,
)
_DO = (
    r"(?:sigue|síguenos|siga|recibe|reciba|apúntate|suscríbete|regístrate|descarga|consulta|únete|suivez|recevez|inscrivez-vous|abonnez-vous|retrouvez|téléchargez|rejoignez"
    r"|folgen sie|folge|abonnieren sie|laden sie|hören sie|segui|seguici|iscriviti|ricevi|scarica|unisciti|receba|inscreva-se|baixe|participe|acompanhe|entre no|ikuti|dapatkan|gabung|bergabung\w*|unduh|cek"
    r"|obserwuj|bądź|zapisz się|pobierz|śledź|dołącz|подписывайтесь|подпишитесь|читайте|следите|присоединяйтесь|скачивайте|скачайте|підписуйтесь|volg|följ|takip edin|indirin|katılın"
    r"|تابعوا|تابعنا|تابعونا|اشترك|اشتركوا|انضم|انضموا|حمل|حمّل|关注|扫码|扫描|下载|下載|關注)"
)
_WHERE = (
    r"(?:facebook|twitter|(?-i:\bX\b)|instagram|whats ?app|telegram|you ?tube|tik ?tok|viber|threads|linkedin|google|newsletter|boletín|(?:nuestr|noss|unser|nasz)\w* (?:canal|kanal|kanał)\w*|kanalımız\w*|aplikasi|\bapp\b|podcast"
    r"|рассылк\w*|наш\w* канал\w*|телеграм\w*|дзен\w*|приложени\w*|wiadomości|uygulama\w*|واتساب|تلغرام|تليغرام|فيسبوك|يوتيوب|تطبيق|قناتنا|النشرة|جوجل|غوغل|微信|微博|公众号|客户端|二维码|व्हाट्सएप)"
)
_ENGLISH = re.compile(
    r"\W*(?:please |kindly )?(?:join|get|follow|subscribe|sign up|download|install|turn on|choose|become|unlock|register|tap|click|share (?=this))\b"
    r".*\b(?:channels?|communit(?:y|ies)|newsletters?|apps?|alerts|inbox|updates|stories|coverage|preferred source|whatsapp|telegram|breaking news|this (?:story|article|post))\b.*[.!:]",
    re.IGNORECASE,
)
"""An order to the reader; a headline that opens with one ends in no full stop."""
_THANKS = re.compile(
    r"\W*(?:(?:many )?thanks for|thank you for|gracias por|obrigad[oa] por|merci (?:de|d['’]|pour)|danke, dass|vielen dank|grazie per|спасибо(?:,? что| за)|terima kasih (?:telah|sudah|atas)|شكرا (?:ل|على)|감사합니다|ありがとうございま|感谢(?:您|你)?)\b",
    re.IGNORECASE,
)
_FEW_WORDS, _THANKING = 8, 16
_FAULTS = re.compile(
    r"\b(?:something went wrong|an error (?:has )?occurred|please try again|(?:could|can)(?: ?not|n['’]t) (?:be )?(?:saved?|loaded?|played?)|failed to load|modal window|embed (?:code|link)|(?:content|page|video|stream|feature)\b.{0,40}\b(?:not available|unavailable|does not exist|not supported)|comments\b.{0,40}\bmoderated|AI[- ]generated (?:summar\w+|translation|text|audio)|(?:summary|translation|audio) (?:is|was) (?:AI|machine|automatically)[- ](?:generated|translated|made)|unsupported browser|(?:video|audio) (?:player )?(?:is )?(?:loading|unavailable)|has not loaded)\b",
    re.IGNORECASE,
)
_TO_DO = re.compile(
    r"(?:click|open|tap|share|copy|download|view|zoom|swipe|scroll)\b[^.!?:]{2,60}:", re.IGNORECASE
)
_KNOW = re.compile(
    r"(?:here['’]s )?what (?:you|we) (?:need to |should )?know\b.{0,30}[:.]?|(?:key|main) (?:points|facts|takeaways):?",
    re.IGNORECASE,
)
_HELPED = re.compile(
    r"\b(?:journalists?|reporters?|writers?|correspondents?|videojournalists?|photographers?|producers?)\b.{0,60}\bcontributed\.$"
)
_CALL = re.compile(rf"^\W*(?:[^\W\d_]+[,!]? ){{0,3}}?{_DO}\b.*{_WHERE}", re.IGNORECASE)
_NOTES = (
    r"нашли (?:опечатку|ошибку)|заметили (?:опечатку|ошибку)|ctrl ?\+ ?enter|(?:мнение|позиция) (?:автора|редакции) может|перепечатка|использование материалов",
    r"vous avez (?:repéré|vu|constaté|remarqué) une (?:erreur|faute)|une erreur dans|temps de lecture|cet article (?:est|a été) (?:réservé|publié|mis à jour|extrait|paru|traduit|modifié)|article (?:est )?réservé aux abonnés|toute reproduction",
    r"lesezeit|dieses thema im programm|dieser (?:artikel|beitrag|text) (?:ist (?:zuerst )?(?:in|auf|am)|wurde (?:zuerst|am|aktualisiert|automatisch|mit)|erschien)|mit material von|haben sie (?:einen fehler|fragen|hinweise)",
    r"este (?:artículo|texto|contenido) (?:ha sido|fue) (?:publicado|actualizado|traducido|elaborado|editado)|has (?:visto|encontrado) un error|tiempo de lectura|prohibida (?:su|la) reproducción|quiero recibir",
    r"esta (?:matéria|reportagem) (?:foi|está) (?:publicad|atualizad|produzid|em atualiz)|encontrou (?:um|algum) erro|tempo de leitura|este conteúdo (?:foi|é) (?:publicado|exclusivo|restrito|produzido)",
    r"tempo di lettura|questo (?:articolo|contenuto) è (?:stato )?(?:pubblicato|aggiornato|tradotto|riservato)|riproduzione riservata|hai trovato un errore",
    r"artikel ini (?:telah|sudah|pertama)|dilarang (?:mengutip|menyalin)|hak cipta",
    r"yasal uyarı|tüm hakları|bu haber .{0,30}(?:yayınlan|hazırlan)|izinsiz",
    r"dziękujemy, że|masz dla nas|napisz do nas|znalazłeś błąd|wszelkie prawa|dalsz\w+ (?:część|ciąg)",
    r"이 기사는|기사 제보|무단 ?(?:전재|복제|배포)|저작권자|제보는|ai ?학습",
    r"無断(?:転載|複製)|この記事(?:は|を書いた|へ)|会員(?:登録|限定)|残り\d+文字|ご(?:登録|購読|意見)",
    r"特别声明|免责声明|版权(?:声明|所有)|未经(?:授权|许可|書面)|本文(?:仅|為|为|来源)|以上内容|(?:禁止|请勿)转载|转载(?:请|須)|来源[:：]|責任編輯|责任编辑",
    r"جميع الحقوق|هل أعجبك|يمنع (?:نسخ|نشر)|هل وجدت خطأ|مدة القراءة",
    r"सर्वाधिकार|इनपुट|यह (?:खबर|लेख) .{0,20}(?:फीड|संपादित)",
)
_NOTE = re.compile(
    rf"^\W*(?:{'|'.join(_NOTES)})|(?:फॉलो|सब्सक्राइब|डाउनलोड|ज्वाइन|ज्वॉइन) कर(?:ें|े)\W*$|चैनल से जुड़ें\W*$",
    re.IGNORECASE,
)


def speaks(text: str) -> bool:
    """Tells whether the line speaks to the reader of what the site is, has or wants."""
    if len(text) > _LONGEST or shape.weight(text) > _MOST_WORDS or _SPEECH.search(text):
        return False
    if _OURS.search(text) and _YOURS.search(text):
        return True
    words = shape.weight(text)
    if (words <= _THANKING and _THANKS.match(text)) or (
        words <= _FEW_WORDS and (_HELPED.search(text) or _KNOW.fullmatch(text) or _TO_DO.fullmatch(text))
    ):
        return True
    return bool(_ENGLISH.fullmatch(text) or _FAULTS.search(text) or _CALL.match(text) or _NOTE.search(text))
