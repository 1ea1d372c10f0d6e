"""The rules that know a line by itself: each a small pure test with a name and the label it gives.

Order matters: the first rule that says yes labels the line. A rule may be left out by its name, which is how
the benchmark shows what each is worth.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from briefings.ingest import (
    captions,
    chats,
    mailings,
    meta,
    phrases,
    pointers,
    shape,
    voice,
    weblinks,
)
from briefings.model import LineLabel


@dataclass(frozen=True, slots=True)
class Rule:
    """Gives `label` to the lines for which `test` holds."""

    name: str
    label: LineLabel
    test: Callable[[str], bool]


_LONGEST = 400
"""No line beyond this length is furniture, which also bounds the time of every rule."""
_COPYRIGHT = re.compile(
    r"^(?:©|\(c\)\s|copyright\b|&copy;)|\ball rights reserved\b|版权所有|無断転載|무단 ?전재|все права защищены|droits réservés|alle rechte vorbehalten|todos los derechos|todos os direitos|جميع الحقوق محفوظة|सर्वाधिकार",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"^\W{0,6}[\d.,]+\s?[km]?\+?\s?(?:comments?|shares?|likes?|views?|replies|reactions?|retweets?|followers|min(?:ute)?s?(?: read)?|reads?|votes?"
    r"|комментари\w+|просмотр\w+|мин\w*|comentarios?|comentários?|commentaires?|kommentare?|yorum|komentar|komentarzy|commenti|条评论|评论|댓글|件のコメント|تعليق\w*|टिप्पणियां)\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"(?!(?:19|20)\d\d$)\d{1,3}(?:[.,]?\d{3})*(?:[.,]\d{1,2})?\s?[KkMm]?\+?|(?:\(\d{1,5}\)\s?)+"
)
_PAGE = re.compile(
    r"\W{0,3}(?:(?:page|p\.|pg\.|seite|стр(?:аница|\.)|página|pagina|pág\.|sayfa|halaman|hal\.|strona|str\.|쪽|صفحة|पृष्ठ)\s*\d{1,4}(?:\s*(?:/|of|von|из|de|di|sur|z|dari|من)\s*\d{1,4})?"
    r"|\d{1,4}\s*(?:/|of)\s*\d{1,4}|[-–—]\s?\d{1,4}\s?[-–—]|第?\s?\d{1,4}\s?(?:页|頁|ページ|쪽))\W{0,3}",
    re.IGNORECASE,
)
_LABELLED = re.compile(
    r"^(?:tags?|topics?|keywords?|filed under|categor(?:y|ies)|labels?|more about|published in|posted in|section|теги|тег|метки|etiquetas|temas|mots-clés|schlagw(?:ö|o)rter|themen|etiketler|tagi|tag|标签|關鍵詞|关键词|タグ|キーワード|태그|الكلمات المفتاحية|وسوم|टैग)\s?[:：|]",
    re.IGNORECASE,
)
_NOTE = re.compile(
    r"\bcontributed to this (?:report|article|story)\.?$|\b(?:journalists?|reporters?|writers?|correspondents?|producers?)\b.{0,60}\bcontributed\.$|^[(\[*（]*(?:this (?:story|article|report|copy|post) (?:has not|has been|was|is|first|originally)\b.{0,160}(?:feed|edited|generated|published|updated|appeared|syndicated|translated|corrected|agency|wire)"
    r"|with (?:inputs|agency inputs|input|reporting) from|\(?(?:additional )?(?:reporting|writing|editing|compiled|edited|written) by\b|the views expressed|disclaimer|this is a (?:developing|breaking) (?:news )?story|a version of this|originally published|published by arrangement"
    r"|(?:this|the) (?:content|material) (?:is|was|may)\b|to (?:report|contact)\b.{0,60}(?:error|reporter|newsroom|e-?mail)|(?:our|the) (?:standards|trust principles)\b|编辑[:：]|責任編輯|（?责任编辑|（完）$|редактор:|source\s*:)",
    re.IGNORECASE,
)
_MAIL = re.compile(
    r"^(?:from|to|cc|bcc|sent|subject|reply-to|von|an|gesendet|betreff|para|enviado|asunto|assunto|à|envoyé|objet|inviato|oggetto|от|кому|тема|보낸 사람|받는 사람|제목|发件人|收件人|主题|差出人|宛先|件名)\s?[:：]\s"
    r"|^(?:on|am|le|el|em|il) .{6,120}\b(?:wrote|schrieb|a écrit|escribió|escreveu|ha scritto)\b.{0,40}:$|^.{6,120}<\S+@\S+>.{0,60}:$"
    r"|^-{2,}\s?[^\W\d_][^-]{4,40}-{2,}$|^sent from my \w+",
    re.IGNORECASE,
)
_TEASE = (
    r"(?:also|read|watch|see|listen|look|related|more|must[- ]read|must[- ]watch|don['’]t miss|recommended|suggested|trending|explained|explainer|in pictures|in pics|photos|video|gallery|podcast|live|you may|you might|editor['’]?s|next|previous|up next|latest|opinion|analysis|click|from the archives?|background|factbox|timeline|discover|check"
    r"|читайте|смотрите|ранее|по теме|материалы|видео|фото|подробнее|см|lee|lea|leer|le puede|te puede|ver|vea|mira|además|más|lire|voir|à lire|sur le même|notre|lesen|siehe|mehr|auch|leia|veja|saiba|mais|baca|simak|lihat|tonton|oku|okuyun|izleyin|ilgili|ayrıca|czytaj|zobacz|przeczytaj|więcej|leggi|guarda|vedi"
    r"|(?:相关|相關|延伸|推荐|更多)(?:报道|報導|新闻|新聞|阅读|閱讀|文章|链接)?|阅读|閱讀|另见|関連(?:記事|ニュース)?|合わせて|あわせて|続き|관련 ?(?:기사|뉴스)?|더|함께|또|اقرأ|شاهد|طالع|المزيد|मزيد|यह भी|ये भी|और|पढ़ें|देखें|संबंधित)"
)
_TEASER = re.compile(
    rf"^[\W_]{{0,6}}(?:[^\s:：|>»→]+\s){{0,2}}?{_TEASE}(?![\w])[^:：|>»→.!?]{{0,28}}(?:[:：|>»→]+|\s[-–—]\s)\s*\S",
    re.IGNORECASE,
)
_ARROW = re.compile(r"^(?![»›]\s*[,.;:])(?:[»›▶►▸→➤☞👉📷🎥]|>>+|\[[^\W\d_][^\]]{2,20}\]\s)\s*\S")
_HANDLES = re.compile(r"^(?:[@#][\w-]+[\s,|]*)+$")
_CRUMBS = re.compile(r"^[^.!?。>›»→]{1,40}(?:\s+[>›»→/]\s+[^.!?。>›»→]{1,60})+$")
_RULED = re.compile(r"^[\W_]+$|^(?:\(\d{1,4}\)\s*)+$")
_BARRED = re.compile(r"^\|[^|]*\|[^|]*\|(?:[^|]*\|)*$")  # a row of a table


def _is_the_sites(text: str) -> bool:
    return not shape.starts_lower(text) and voice.appeal(text) >= voice.SURE


def _is_teaser(text: str) -> bool:
    return (
        shape.weight(text) <= 32
        and bool(_TEASER.match(text))
        and not (len(text) > 60 and text.endswith((".", '."')))
    )


def _is_page_number(text: str) -> bool:
    return len(text) < 40 and _PAGE.fullmatch(text) is not None


def _is_crumbs(text: str) -> bool:
    return shape.weight(text) <= 12 and "«" not in text and bool(_CRUMBS.match(text))


RULES: tuple[Rule, ...] = (
    Rule("furniture", LineLabel.CHROME, phrases.is_furniture),
    Rule("ornament", LineLabel.CHROME, lambda text: bool(_RULED.match(text))),
    Rule("table", LineLabel.CHROME, lambda text: bool(_BARRED.match(text))),
    Rule("copyright", LineLabel.CHROME, lambda text: len(text) < 200 and bool(_COPYRIGHT.search(text))),
    Rule("counter", LineLabel.CHROME, lambda text: len(text) < 40 and bool(_COUNTED.match(text))),
    Rule("number", LineLabel.CHROME, lambda text: bool(_NUMBER.fullmatch(text))),
    Rule("page number", LineLabel.CHROME, _is_page_number),
    Rule("tags", LineLabel.CHROME, lambda text: len(text) < 200 and bool(_LABELLED.match(text))),
    Rule("link", LineLabel.CHROME, lambda text: bool(weblinks.is_link(text) or _HANDLES.match(text))),
    Rule(
        "arrow",
        LineLabel.CHROME,
        lambda text: (
            shape.weight(text) <= 32
            and bool(_ARROW.match(text))
            and not (shape.ends_sentence(text) or shape.starts_lower(text.lstrip("»› ")))
        ),
    ),
    Rule("breadcrumbs", LineLabel.CHROME, _is_crumbs),
    Rule("mail", LineLabel.CHROME, lambda text: len(text) < 160 and bool(_MAIL.search(text))),
    Rule("byline", LineLabel.META, lambda text: meta.read(text) is not None),
    Rule("note", LineLabel.CHROME, lambda text: len(text) < 240 and bool(_NOTE.search(text))),
    Rule("caption", LineLabel.CAPTION, captions.tells),
    Rule("credit", LineLabel.CAPTION, captions.credits_somebody),
    Rule("voice", LineLabel.CHROME, _is_the_sites),
    Rule("letter", LineLabel.CHROME, mailings.speaks),
    Rule("chat", LineLabel.CHROME, chats.speaks),
    Rule("pointer", LineLabel.CHROME, pointers.points_elsewhere),
    Rule("teaser", LineLabel.CHROME, _is_teaser),
)


def label(text: str, *, without: frozenset[str] = frozenset()) -> LineLabel | None:
    """Gives what the line is taken for by the first rule that knows it, or None."""
    if len(text) > _LONGEST:
        return LineLabel.CHROME if shape.is_blank(text) else None
    for rule in RULES:
        if rule.name not in without and rule.test(text):
            return rule.label
    return None


def are_tables(lines: Sequence[str]) -> bool:
    """Tells whether rows of tables are most of an article, a ranking say: then they are what it has to say."""
    barred = sum(len(line) for line in lines if _BARRED.match(line))
    return 2 * barred > sum(map(len, lines))


def is_sure(text: str) -> bool:
    """Tells whether a line is furniture wherever it stands, even inside a sentence."""
    return phrases.is_furniture(text) or weblinks.is_link(text) or _is_page_number(text)
