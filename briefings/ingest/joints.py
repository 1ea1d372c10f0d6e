"""How the lines of one paragraph are put together: with a space, with nothing, or without the hyphen between them.

A hyphen at the end of a line is of the word (`two-year`) or of the typesetter (`govern-ment`). Text that is wrapped at
words alone has few there, typeset text many: where there are many, a hyphen goes unless its halves say otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from briefings.ingest import shape

GOES_ON = "\u00ad"
"""A soft hyphen: a line that ends in it ends inside a word."""
_HYPHENS = ("-", "\u2010")
_SOFT = "\u2010"  # what is left of a soft hyphen that was printed
_HALF = re.compile(rf"([^\W\d_]+)[{''.join(_HYPHENS)}]$")
_WORD = re.compile(r"[^\W\d_]+")
_REACH = 40
_FEWEST, _SHARE = 2, 0.04


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


_AND = _listed("und oder bzw and or y e ou et i og och en of или и")
_FIRST_HALVES = _listed(
    """one two three four five six seven eight nine ten half mid non self ex co anti pro pre post multi semi vice
    cross well long short high low full part so old year far left right north south east west all bi counter
    by on off in out up re de e hard soft из по кое во кто что где как когда peut rendez avant après mi demi
    celui celle ceux bem mal sub sul norte auto socio político económico"""
)
_SECOND_HALVES = _listed(
    """то нибудь либо за под таки il elle on ils elles je tu nous vous le la les lui leur y en ci là même mêmes
    être lhe lhes lo los las se me te nos os as year old day week month in up off out by to and based led"""
)
_SYLLABLES = {
    "de": re.compile(r"e"),
    "ex": re.compile(r"(?:president|minister|premier|chief|leader|soldier|police|army|wife|husband|partner)"),
    "in": re.compile(r"(?:depth|house|person|laws?|between|flight|kind)\b"),
    "on": re.compile(r"(?:site|air|duty|demand|board|screen|time|call|camera|again|off)\b"),
    "out": re.compile(r"of\b"),
    "pre": re.compile(r"(?:e|(?:war|trial|tax|dawn|recorded|existing|school|pandemic|invasion)\b)"),
    "pro": re.compile(r"(?:government|democracy|independence|war|peace|life|choice|business|western|reform)"),
    "re": re.compile(r"e"),
    "so": re.compile(r"called\b"),
    "во": re.compile(r"(?:перв|втор|трет)ых\b|третьих\b"),
    "из": re.compile(r"(?:за|под)\b"),
    "по": re.compile(r"\w+(?:[оеё]му|[сц]ки|ьи)\b"),
}
"""First halves that begin many a word without a hyphen: what follows them where there is one."""
_SHORT_HALVES = _listed(
    "co re de pre pro en la por as on out high part so all anti multi semi self non mi sub sul"
)
_SPANISH = re.compile(r"\b(?:el|los|las|del|una|y)\b")
_DAYS = _listed("mon tues wednes thurs fri satur sun")
_EAST_CLOSERS = "。、，．！？：；」』”）】》〉"
_CLOSER = re.compile(r"[»”’\")]? ?[,.;:]\s")
_EAST = re.compile(f"[{shape.CJK}，。、！？：；」』”）]")
_WESTERN_QUOTE = re.compile(rf"[^\W{shape.CJK}][^\w，。、！？：；」』）]*”$")
_EAST_WORD = re.compile(f"[{shape.CJK}]")
_UNPARTED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")  # Thai, Lao, Burmese and Khmer
_KOREAN = re.compile("[가-힣]")
_ENDING = re.compile(
    r"(?:은|는|가|을|를|의|에|에서|에서는|에게|까지|부터|으로|로|와|과|보다|처럼|이라고|라고|이며|에는|으로는|다|니다|습니다|었다|았다|였다|겠다|들이|들은|들을|들의)(?=[ ,.”])"
)
_COUNTED = re.compile(
    r"\d{0,3}(?:년|월|일|명|원|개|시|분|초|대|억|만|천|조|번|차|회|살|세|곳|건|위|층|호|도|배|주)[가-힣]{0,4}(?=[ ,.”)])"
)
_EAST_NEXT = re.compile(f"[{shape.CJK}「『“（{_EAST_CLOSERS}]")


def join(parts: Iterable[str], *, typeset: bool = False) -> str:
    """Joins the lines of one paragraph: no space inside a hyphenated word nor in Chinese or Japanese.

    `typeset` tells that words are broken at the ends of the lines.
    """
    made: list[str] = []
    lines = list(parts)
    clitic = any(line.endswith(_HYPHENS) for line in lines) and not _is_spanish(lines)
    for part in lines:
        if made:
            made[-1], space = _joint(made[-1], part, typeset=typeset, clitic=clitic)
            made.append(space)
        made.append(part)
    return "".join(made)


def is_typeset(breaks: Sequence[tuple[str, str]]) -> bool:
    """Tells whether so many of the breaks between two lines of a paragraph go through a word that a typesetter made them."""
    broken = sum(_breaks_word(before, after) for before, after in breaks)
    return broken >= max(_FEWEST, _SHARE * len(breaks))


def closes(text: str) -> bool:
    """Tells whether a line begins with a sign that closes what is above, as careless wrapping leaves it."""
    return text[0] in _EAST_CLOSERS or _CLOSER.match(text) is not None


def _is_spanish(lines: Iterable[str]) -> bool:
    """Tells whether this is Spanish, which sets no hyphen before la and te as its neighbours do, nor after co and re."""
    words = set(_SPANISH.findall(" ".join(lines)))
    return "y" in words and len(words) > 1


def _joint(before: str, after: str, *, typeset: bool, clitic: bool) -> tuple[str, str]:
    """Gives the end of a line as it stays, and what comes between it and the next."""
    if before.endswith((GOES_ON, " ")):
        return before.removesuffix(GOES_ON), ""
    if before.endswith(_HYPHENS) and before[-2:-1].isalnum() and after[:1].isalnum():
        if _first_word(after) in _AND:
            return before, " "
        breaks = (typeset or before[-1] == _SOFT) and _breaks_word(before, after, clitic=clitic)
        return before[:-1] if breaks else before, ""
    return before, "" if _is_spaceless(before, after) or _is_ending(before, after) else " "


def _is_spaceless(before: str, after: str) -> bool:
    """Tells whether Thai goes on, or Chinese or Japanese, or turns to a number or a name in Latin or from one."""
    last = before[-1:]
    if _UNPARTED.match(last) and _UNPARTED.match(after):
        return True
    if _EAST.match(last):
        turns = after[:1].isascii() and after[:1].isalnum() and not _WESTERN_QUOTE.search(before[-_REACH:])
        return turns or _EAST_NEXT.match(after) is not None
    return last.isascii() and last.isalnum() and _EAST_WORD.match(after) is not None


def _is_ending(before: str, after: str) -> bool:
    """Tells whether a Korean word was broken before an ending that no word is by itself, or before what is counted."""
    if before[-1:].isdecimal():
        return _COUNTED.match(after) is not None
    return _KOREAN.match(before[-1:]) is not None and _ENDING.match(after) is not None


def _breaks_word(before: str, after: str, *, clitic: bool = True) -> bool:
    """Tells whether a word may be broken between two lines: neither half is used with a hyphen of its own."""
    half = _HALF.search(before, max(0, len(before) - _REACH))
    if half is None or not after[:1].islower():
        return False
    first, second = half[1].lower(), _first_word(after)
    if not clitic and (first in _SHORT_HALVES or second in _SECOND_HALVES):
        return True
    if first in _SYLLABLES:
        return _SYLLABLES[first].match(after) is None
    if first in _DAYS and second == "day":
        return True
    return not (first in _FIRST_HALVES or second in _SECOND_HALVES | _AND or half[1].isupper())


def _first_word(text: str) -> str:
    found = _WORD.match(text[:_REACH])
    return found[0].lower() if found else ""
