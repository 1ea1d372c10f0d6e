"""Where the opening paragraph of a story says to have been written, and for which agency: PARIS (AFP) —, Pune:, 新华社北京8月3日电.

A dateline is told by its form: a place, a date, a house in brackets or between slashes, and a sign that parts them from
the sentence. A known agency, a date, capitals or a long dash are enough. A colon, a full stop or a hyphen behind a word
with a capital is not: then the place must be one, by the list of cities, or because the rest of the text goes there (in
Pune, the Pune police). What follows begins with a capital, as a sentence does (Tehran: the new normal? stays whole).
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from briefings.ingest import places, shape
from briefings.ingest.meta import AGENCY, DATE, MONTH, WEEKDAY

_UP = "".join(char for char in map(chr, (*range(ord("A"), 0x530), *range(0x1E00, 0x1F00))) if char.isupper())
_CITY = rf"[{_UP}][\w.'’-]*(?:[ -](?:(?:de|del|la|am|an der|on|the|do|da|di|d')[ -])?[{_UP}][\w.'’-]*){{0,3}}"
_PLACE = rf"{_CITY}(?:/{_CITY})?(?:, {_CITY}){{0,2}}?"
_CAPITALS = rf"[{_UP}]{{3}}[{_UP}.'’/ -]{{0,24}}(?:, {_CITY})?"
_WIRE = rf"\s?[(/\[](?:[^()/\[\]]{{0,24}}[ ,/])?{AGENCY}(?:[ ,/][^()/\[\]]{{0,24}})?[)/\]]"
_HOUSE = r"\s?(?:\([^\W\d_][\w.-]{1,14}(?: [^\W\d_][\w.-]{0,14}){0,2}\)|/\s?[^\W\d_][^/\n]{1,24}/)"
_NO_HOUSE = r"(?:pictured|left|right|above|below|photo|foto|links|rechts|oben|izquierda|derecha|à gauche|à droite|NYSE|NASDAQ|LSE|AMEX)"
_SHORT_HOUSE = rf"\s?\((?!{_NO_HOUSE}\b)[{_UP}]{{2,6}}\)"
_DASH = r"(?:\s*(?:[-–—―_]{1,2}|\.\s?[-–—]{1,2}|:)\s+|\s*[—―]\s*)"
_SENTENCE = rf"(?=[\"'“‘«„»(\[¿¡—-]*\s?(?:[{_UP}]|\d))"
_SITE = r"[^\W_][\w-]{1,20}\.(?i:com|net|org|id|co|tv|info)(?:\.[A-Za-z]{2})?"

_HAN = "\u3400-\u4dbf\u4e00-\u9fff"
_NAME_OF_PRESS = rf"[{_HAN}]{{1,10}}?[社报報网網台讯訊]"
_SENT = r"[电電讯訊]"
_REPORTER = r"(?:특파원|기자|통신원)"
_NO_DATELINE = r"速報|独自|写真|動画|映像|解説|更新|訂正|特集|図解|図表|グラフ|地図|表|ルポ|社説|随時|号外|関連|ＰＲ|PR|快讯|突发|图集|视频"
_ARABIC, _HINDI = "[\u0620-\u065f\u0670-\u06d3]", "[\u0900-\u0963\u0970-\u097f]"
_HIJRI = rf"(?:\d{{1,2}} {_ARABIC}+(?: {_ARABIC}+)? \d{{4}} ?هـ,? ?(?:الموافق )?)?"
_DESK = r"(?:संवाददाता|ब्यूरो|डेस्क|एजेंसी|भाषा|वार्ता|एएनआई|आईएएनएस|पीटीआई|रॉयटर्स|प्रतिनिधि|न्यूज)"

_SURE = (
    rf"[(\[]{AGENCY}[)\]]{_DASH}(?P<place>{_CAPITALS}),? (?i:{DATE})\.?{_DASH}{_SENTENCE}",  # (ANSA) - ROMA, 5 MAR -
    rf"(?P<place>)[(\[](?:{AGENCY}|[{_UP}]{{2,6}})[)\]]{_DASH}{_SENTENCE}",  # (CNN) —
    # Site.com, City - | CITY, SITE.com —
    rf"{_SITE}(?:, (?P<place>{_CITY}))?{_DASH}{_SENTENCE}",
    rf"(?P<place>{_CITY}), {_SITE}{_DASH}{_SENTENCE}",
    # City, Oct 5 (AFP) - | City, Oct 5: | MOSCOW, 5 may. /TASS/. | ROME, 5 May — The House.
    rf"(?P<place>{_PLACE}),? (?:le )?(?i:{DATE})\.?(?:{_WIRE}|{_HOUSE})?\.?{_DASH}(?:[{_UP}][\w-]*(?: [{_UP}\d][\w-]*){{0,2}}\.\s+)?{_SENTENCE}",
    rf"(?P<place>{_PLACE}),? (?i:{DATE})\.?(?:{_WIRE}|{_HOUSE})[.:]?\s+{_SENTENCE}",
    rf"(?P<place>{_PLACE}){_WIRE}[.:]?{_DASH}?\s*{_SENTENCE}",
    rf"(?P<place>{_PLACE})[,.]? {AGENCY}{_DASH}{_SENTENCE}",
    rf"(?P<place>{_PLACE}){_SHORT_HOUSE}{_DASH}{_SENTENCE}",  # City (an agency nobody knows) -
    rf"(?P<place>{_CAPITALS}){_HOUSE}{_DASH}{_SENTENCE}",
    # CITY. 5 May. HOUSE - | 5 May, City /House/. | CITY (5 May) – | CITY--(A WIRE)--
    rf"(?P<place>{_PLACE})\. (?i:{DATE})\. [{_UP}][\w.]{{1,20}}?(?:\.\s+|{_DASH}){_SENTENCE}",
    rf"(?i:{DATE}), (?P<place>{_CITY})(?:{_HOUSE})?(?:\.\s|{_DASH}){_SENTENCE}",
    rf"(?P<place>{_PLACE}) \((?i:{DATE})\){_DASH}{_SENTENCE}",
    rf"(?P<place>{_PLACE})--\([{_UP} ]{{3,20}}\)--{_SENTENCE}",
    # Korean: (City=agency) Reporter = | [Paper, reporter]
    rf"[(（\[【](?P<place>)[가-힣A-Za-z0-9 ]{{2,14}}[ =/|ㅣ]\s?[가-힣]{{2,4}}\s?{_REPORTER}[)）\]】]\s*",
    rf"[(（\[【](?P<place>[^\W\d_]{{1,12}})\s?[=＝]\s?[^()（）\[\]【】]{{1,24}}[)）\]】]\s*(?:[가-힣]{{2,4}}(?:[·,]\s?[가-힣]{{2,4}}){{0,2}}\s?{_REPORTER}\s?=?\s*)?",
    # Chinese: 新华社北京8月3日电（记者…） | （中央社記者王安娜台北21日電） | 本报讯（记者…） | （記者王安娜／台北報導）
    rf"[（(【]?{_NAME_OF_PRESS}(?:[记記]者[{_HAN}]{{3}})?(?P<place>[{_HAN}]{{2,6}}?)?(?:\d{{1,2}}月)?\d{{1,2}}日{_SENT}[）)】]?(?:\s?[（(][^（）()]{{1,40}}[）)])?[：:]?\s*",
    rf"[（(【]?{AGENCY}(?P<place>[{_HAN}]{{2,6}}?){_SENT}[）)】]?(?:\s?[（(][^（）()]{{1,40}}[）)])?[：:]?\s*",
    rf"(?P<place>)[（(【]?{_NAME_OF_PRESS}{_SENT}[）)】]?\s?[（(][^（）()]{{0,16}}[记記]者[^（）()]{{1,30}}[）)][：:]?\s*",
    rf"[（(〔【]?[{_HAN}]{{0,8}}[记記]者[{_HAN}、]{{2,10}}[／/](?P<place>[{_HAN}]{{2,6}})(?:综合|綜合|即時)?(?:[报報][导導道])[）)〕】]?[：:]?\s*",
    rf"[（(〔【][{_HAN}]{{0,8}}[记記]者[{_HAN}]{{3}}(?P<place>[{_HAN}]{{2,4}})[报報][导導道][）)〕】]\s*",
    rf"(?P<place>)【[{_HAN}]{{2,8}}[訊讯]】\s*",
    # Japanese: 【ロンドン時事】 | 【カイロ＝田中】 | [東京 5日 ロイター] -
    rf"【(?!{_NO_DATELINE})(?P<place>[\u30a0-\u30ff{_HAN}]{{2,10}}?)(?:{AGENCY}|[＝=・／/ ][^】]{{1,16}})?】\s*(?=[^\s])",
    rf"[（(](?P<place>[{_HAN}\u30a0-\u30ff]{{2,8}})[／/・=＝]?{AGENCY}[）)]\s*",
    rf"(?P<place>[{_HAN}\u30a0-\u30ff]{{2,8}})[（(]{AGENCY}[）)][：:—–-]*\s*",
    rf"(?P<place>)[（(]{AGENCY}[）)]\s*(?=[{_HAN}\u3040-\u30ff])",
    rf"[［\[](?P<place>[{_HAN}\u30a0-\u30ff]{{2,10}})[ 　]\d{{1,2}}日[ 　]{AGENCY}[］\]]\s?[-–—―]?\s*",
    # Arabic, Hindi
    rf"(?P<place>{_ARABIC}+(?: {_ARABIC}+){{0,2}}?)[،,]?(?: في)? {_HIJRI}(?i:{DATE})(?: م)?[،,]?\s?(?:/\s?[^/]{{2,24}}\s?/|\([^()]{{2,24}}\)|{AGENCY}|{_ARABIC}{{2,8}}\s?[-–—])\s?[-–—:.]*\s*",
    rf"(?P<place>{_ARABIC}+(?: {_ARABIC}+){{0,2}}?)(?:{_WIRE}\s?[-–—:]*|\s?[-–—]\s?{AGENCY}\s?[-–—:]*|\s?/\s?{_ARABIC}{{2,12}}\s?/\s?[-–—:]*)\s*",
    rf"(?P<place>{_HINDI}+(?: {_HINDI}+)?)(?:, (?i:{DATE}))?(?:{_WIRE}|\s?[:：])[.।]?{_DASH}?\s*",
    rf"(?P<place>{_HINDI}+(?: {_HINDI}+)?), (?i:{DATE})\s?\([^()]{{2,20}}\)[.।:]?{_DASH}?\s*",
    rf"[^,।:]{{0,24}}{_DESK}[,،]\s?(?P<place>{_HINDI}+(?: {_HINDI}+)?)\s?[।:.]\s*",
)
_MARKED = (
    rf"(?P<place>{_CITY})(?:, {_CITY})?\s--\s+{_SENTENCE}",  # City, House --
    rf"(?P<place>{_CITY}) \((?!{_NO_HOUSE}\b)[^\W\d_][\w.-]{{2,14}}\){_DASH}{_SENTENCE}",  # City (house) -
    rf"(?P<place>{_PLACE}),? \d{{1,2}}(?:{_WIRE}|{_HOUSE})?{_DASH}{_SENTENCE}",  # CITY, 5 —
    rf"(?P<place>{_CAPITALS}){_DASH}{_SENTENCE}",
    rf"(?P<place>{_CITY}(?:, {_CITY})?)\s?\.\s?[-–—]{{1,2}}\s*{_SENTENCE}",  # Ciudad.-
)
_LIKELY = (rf"(?P<place>{_CITY}(?:, {_CITY})?)\s*[—–―]{{1,2}}\s+{_SENTENCE}",)  # City —
_PERHAPS = (
    rf"(?P<place>{_CITY}(?:, {_CITY})?)(?:\s?:|\.|,? [-–]|{_HOUSE}\s?[-–—:])\s+{_SENTENCE}",
    rf"(?P<place>{_HINDI}+(?: {_HINDI}+)?)\s?।\s+",
)
_STATE = rf"(?P<place>{_CITY}, (?!(?:Jr|Sr|Inc|Ltd|Co|Corp|Bros|Dr|St)\.)[{_UP}][^\W\d_]{{1,5}}\.(?:[{_UP}]\.)*)\s+{_SENTENCE}"
"""Puebla, Pue. | Austin, Tex.: the state is cut short."""
_SURELY, _SET_OFF, _MOSTLY, _DOUBTFUL, _BY_STATE = (
    tuple(re.compile(pattern) for pattern in patterns)
    for patterns in (_SURE, _MARKED, _LIKELY, _PERHAPS, (_STATE,))
)
_SIGN = re.compile(r"[)\]】）〕/:—–―।]|\.?-[ -]|\.[-–]|日[电電讯訊]|م واس")
"""What every dateline that is sure has near its beginning."""
_AGENCY = re.compile(rf"(?<![^\W_]){AGENCY}(?![a-z])")
_NO_PLACE = re.compile(
    rf"^(?:{WEEKDAY}|{MONTH}|on|in|at|by|since|from|until|am|le|el|em|il|update|correction|note|editor|exclusive|breaking|watch|read|live|opinion|analysis|video|photo|explained|related|summary|warning|factbox|q|a|question|answer|interviewer|part|source|key)\b",
    re.IGNORECASE,
)
_LOCATIVE = r"(?:in|near|outside|around|en|em|bei|aus|nach|w|we|в|во|из|под|di|ke|dari)"
_CIVIC = r"(?:Municipal|City|Police|District|County|High Court|civic|municipality|airport|port|police|court)"
_REACH, _SIGN_REACH, _LEAD, _READ = 160, 60, 7, 20_000


def dateline(paragraph: str, beside: Iterable[str] = ()) -> tuple[str | None, str]:
    """Gives the place an opening paragraph was written at, and the paragraph without it.

    `beside` is what else the page says: a place may be known by it.
    """
    head = paragraph[:_REACH]
    match = _first((*_SURELY, *_SET_OFF, *_MOSTLY), head)
    if match is None or match.end() >= len(paragraph):
        match = _in_doubt(head, paragraph, beside)
    if match is None:
        return None, paragraph
    place = (match["place"] or "").strip(" ,")
    return (place if "," in place else place.rstrip(".")) or None, paragraph[match.end() :]


def opens(text: str, *, marked: bool = False) -> bool:
    """Tells whether a line begins with a dateline that no sentence can be mistaken for.

    `marked` takes capitals or a full stop and a dash for enough.
    """
    if not _SIGN.search(text, 0, _SIGN_REACH) or shape.starts_lower(text):
        return False
    match = _first((*_SURELY, *_SET_OFF) if marked else _SURELY, text[:_REACH])
    return match is not None and match.end() < len(text)


def wire(paragraph: str) -> str | None:
    """Gives the agency that the dateline of an opening paragraph names."""
    _, opening = dateline(paragraph)
    named = _AGENCY.search(paragraph, 0, len(paragraph) - len(opening))
    return named[0] if named else None


def _first(patterns: Iterable[re.Pattern[str]], head: str) -> re.Match[str] | None:
    for pattern in patterns:
        match = pattern.match(head)
        if match and not _NO_PLACE.match(match["place"] or ""):
            return match
    return None


def _in_doubt(head: str, paragraph: str, beside: Iterable[str]) -> re.Match[str] | None:
    """Gives what looks like a dateline and is one if its place is known, and the lead of a story follows."""
    match = _first(_BY_STATE, head) or _first(_DOUBTFUL, head)
    if match is None or shape.weight(paragraph[match.end() :]) < _LEAD:
        return None
    if match.re in _BY_STATE:
        return match
    name = match["place"].partition(",")[0]
    name = name.title() if name.isupper() else name
    return match if places.is_city(name) or _goes_to(name, paragraph[match.end() :], beside) else None


def _goes_to(name: str, rest: str, beside: Iterable[str]) -> bool:
    """Tells whether a text speaks of a name as of a place; its last two letters may be of a case."""
    stem = re.escape(name[: max(4, len(name) - 2)])
    known = re.compile(rf"\b{_LOCATIVE} {stem}\w{{0,4}}\b|\b{re.escape(name)} {_CIVIC}\b")
    alone = re.compile(rf"[/|>›»] ?{re.escape(name)}\b|\b{re.escape(name)} ?[/|>›»]|^{re.escape(name)}$")
    size = 0
    for text in (rest, *beside):
        if known.search(text) or (len(text) < _REACH and alone.search(text)):
            return True
        size += len(text)
        if size > _READ:
            break
    return False
