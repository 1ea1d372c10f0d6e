"""What a search asks for, and the words that texts are found by. Pure; `store/search.py` keeps and finds them.

    text, query -> folded (case, accents, width) -> words, without the endings that cases and numbers of one noun have;
                   scripts without blanks in overlapping pairs of characters

The same is done to both, so that what matters is only that it is the same. 北朝鮮 is kept as 北朝 朝鮮 鮮: then any
run of two characters or more is a phrase, and a single one the beginning of a word.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from briefings.errors import BadSearch
from briefings.parsing import dates

MOST_WORDS = 12
_LONGEST_WORD = 40
_SHORTEST_PLURAL, _SHORTEST_CASE = 4, 5
_LONGEST_DATE = 5
"""Words of a date: 31 de diciembre de 2026."""

# Scripts written without blanks (Han, kana, Thai, Lao, Burmese, Khmer), and Korean, whose particles cling to words.
_PAIRED = r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
_RUN = re.compile(rf"[{_PAIRED}]+|[^\W_{_PAIRED}]+")
_IS_PAIRED = re.compile(rf"[{_PAIRED}]")
_WORD = re.compile(r"\S+")
_CYRILLIC = re.compile("[\u0400-\u052f]")
# Folded as the words are, so that й stands as и.
_CASES = (
    # of Китай, Корея, герой, линия, and of adjectives
    "[аеио](?:ями|ям|ях|еи|ем|[еияю])"
    "|ыми|ими|ого|его|ому|ему|ами|ями|ых|их|ыи|ым|яя|ые|ую|юю|ом|ем|ам|ям|ах|ях|ью|[аяоеыиуюь]"
)
_CYRILLIC_ENDING = re.compile(
    # Many a place and a name ends in ов: its last two letters are no case where they leave Льв.
    rf"(?:(?<=....)(?:ов|ев)(?:{_CASES})?|(?<=...)(?:[аеио]ев(?:{_CASES})?|{_CASES}))$"
)
_ARABIC = re.compile("[\u0621-\u064a]")
_ARABIC_ARTICLE = re.compile("^(?:[وفبك]?ال|لل)(?=...)")
_ARABIC_ENDING = re.compile("(?<=...)(?:ات|ة)$")
_NO_PLURALS = frozenset({"news", "mars"})
_ENGLISH_IES = re.compile("(?<=...)ies?$")
_ENGLISH_ES = re.compile("(?:ss|sh|ch|x|zz)es$")
_SPANISH_ES = re.compile("(?:ion|dad|dor)es$")
_PARTS = re.compile(
    r"(?P<no>[-−–](?=topic:|from:))?(?P<key>topic|from|since):(?:[\"“”](?P<quoted>[^\"“”]*)[\"“”]|(?P<value>\S*))"
    r"|(?P<minus>[-−–])?(?:[\"“”](?P<phrase>[^\"“”]*)[\"“”]|(?P<word>\S+))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Search:
    """What is looked for: all of the phrases, a phrase being words in a row; the last of one may be a beginning.

    What holds any phrase of `without` is not, nor what stands under one of `without_topics` or is from one of
    `without_sources`. Topics are as they were written.
    """

    phrases: tuple[tuple[str, ...], ...] = ()
    topic: str | None = None
    source: tuple[str, ...] = ()
    since: date | None = None
    without: tuple[tuple[str, ...], ...] = ()
    without_topics: tuple[str, ...] = ()
    without_sources: tuple[tuple[str, ...], ...] = ()


def parse(query: str, today: date) -> Search:
    """Reads `words "a phrase" -word topic:… -topic:… from:… since:2026-01-31`; the day as `dates.read` does, of several words too.

    Raises `BadSearch` when nothing is left to look for, or the date is none.
    """
    phrases: list[tuple[str, ...]] = []
    without: list[tuple[str, ...]] = []
    named: dict[str, str] = {}
    unnamed: dict[str, list[str]] = {"topic": [], "from": []}
    since, place = None, 0
    while part := _PARTS.search(query, place):
        place = part.end()
        key = (part["key"] or "").lower()
        if key == "since":
            since, place = _since(query, part, today)
        elif key:
            value = (part["quoted"] or part["value"] or "").strip()
            if part["no"]:
                unnamed[key].append(value)
            else:
                named[key] = value
        else:
            wanted = without if part["minus"] else phrases
            wanted += _phrases(part["phrase"] if part["phrase"] is not None else part["word"])
    search = Search(
        tuple(phrases[:MOST_WORDS]),
        named.get("topic") or None,
        tuple(words(named.get("from", ""))),
        since,
        tuple(without[:MOST_WORDS]),
        tuple(filter(None, unnamed["topic"]))[:MOST_WORDS],
        tuple(filter(None, (tuple(words(source)) for source in unnamed["from"])))[:MOST_WORDS],
    )
    if not (search.phrases or search.topic or search.source or search.since):
        raise BadSearch("Write what to look for after /search, such as /search sanctions since:2026-01-31.")
    return search


def words(text: str) -> Iterator[str]:
    """The words that a text is found by, in their order."""
    for run in _RUN.findall(fold(text)):
        if not _IS_PAIRED.match(run):
            yield _stem(run[:_LONGEST_WORD])
        else:
            yield from (run[place : place + 2] for place in range(len(run)))


def fold(text: str) -> str:
    """The text without case, accents and differences of width."""
    if text.isascii():
        return text.casefold()
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    bare = "".join(
        character for character in decomposed if not unicodedata.category(character).startswith("M")
    )
    return unicodedata.normalize("NFC", bare)


def _phrases(text: str) -> list[tuple[str, ...]]:
    """A phrase for what was written in one go. The end of a run of pairs need not be the end of one in the text."""
    found = list(words(text))
    if len(found) > 1 and len(found[-1]) == 1 and _IS_PAIRED.match(found[-1]) and _IS_PAIRED.match(found[-2]):
        del found[-1]
    return [tuple(found)] if found else []


@lru_cache(maxsize=50_000)
def _stem(word: str) -> str:
    """Tells sanctions from sanction no more, nor санкций from санкции, nor العقوبات from عقوبة.

    Light on purpose: it joins forms of one noun, and leaves verbs and families of words alone. What the rules for one
    language do to another they do to text and query alike.
    """
    if len(word) < _SHORTEST_PLURAL:
        return word
    if _CYRILLIC.match(word):
        return _CYRILLIC_ENDING.sub("", word) if len(word) >= _SHORTEST_CASE else word
    if _ARABIC.match(word):
        return _ARABIC_ENDING.sub("", _ARABIC_ARTICLE.sub("", word))
    return _singular(word)


def _singular(word: str) -> str:
    if word in _NO_PLURALS:
        return word
    if found := _ENGLISH_IES.search(word):
        return word[: found.start()] + "y"
    if _ENGLISH_ES.search(word) or _SPANISH_ES.search(word):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def _since(query: str, part: re.Match[str], today: date) -> tuple[date, int]:
    """The day and where it ends, which may be words after `part`: since:31 Dec, since:31 de diciembre."""
    if part["quoted"] is None:
        start = part.start("value")
        ends = [word.end() for word in _WORD.finditer(query, start)][:_LONGEST_DATE]
        told = [(query[start:end], end) for end in reversed(ends)]
    else:
        told = [(part["quoted"], part.end())]
    for text, end in told:
        if day := dates.read(text, today, past=True):
            return day, end
    raise BadSearch(
        "“%(text)s” is not a date: write it as year-month-day, such as since:2026-01-31.",
        text=part["quoted"] or part["value"] or "",
    )
