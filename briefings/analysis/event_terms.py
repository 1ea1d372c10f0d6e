"""What is kept of a story to find others on the same happening: the terms of its first words, and what they are.

The terms tell reports in one language; how the names sound, and the figures, tell those in others. A term takes 6 bytes,
a story 1 KB.
"""

from __future__ import annotations

import math
import re
import struct
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Self
from zlib import crc32

from briefings.analysis import generic_names, proper_names, sentences, sounds
from briefings.analysis.calendar_words import weekdays
from briefings.analysis.particles import bare
from briefings.analysis.words import UNSPACED, WORD, content_terms, stem

_READ = 300  # words: what comes later is background, which events share
_LONGEST = 6000  # characters, however few words they are
_TERM = struct.Struct("<IBB")
_MOST = 0xFF
_CAPITAL, _NUMBER, _NAME, _FIRST, _LEADING, _DAY, _SOUND, _FIGURE = (1 << bit for bit in range(8))
_LANGUAGE = _SOUND | _FIGURE
_WEIGHTS = {_NUMBER: 2.0, _CAPITAL: 3.0, _NAME: 3.0}
"""How much more than a word a term of a kind weighs; the last that fits counts."""
_CAPITALS = 0.05  # of the terms of a text whose script has capitals
_HIRAGANA = re.compile("[\u3040-\u309f]")
_KATAKANA = re.compile("[ァ-ヴー]{2,}")
_NUMBERS = re.compile(r"\d+(?:[., \u00a0\u202f]\d{3})*(?:[.,]\d+)?")
_YEAR = re.compile("(?:19|20)..")
_UNSPACED = frozenset({"zh", "ja"})
_TELLS_NO_NAMES = _UNSPACED | {"ko", "ar", "fa", "hi", "he", "ur", "mr", "ne"}
_CAPITAL_SAYS_NOTHING = frozenset({"de", "lb"})


@dataclass(frozen=True, slots=True)
class Heard:
    """What of a story is the same in every language: how its names sound, and its figures."""

    language: int
    sounds: frozenset[int]
    leading: frozenset[int]
    """The sounds of the leading names; none where the script does not tell names from words."""
    figures: frozenset[int]


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of a story by their hashes."""

    weights: dict[int, float]
    names: frozenset[int]
    """The words of names."""
    firsts: frozenset[int]
    """The first words of names."""
    leading: frozenset[int]
    """The names of the headline; of the first sentence where the headline has none."""
    days: frozenset[int]
    """Days of the week."""
    capitals: bool
    """Whether words with a capital letter weigh more."""
    heard: Heard
    """What speakers of other languages recognise of it."""

    @classmethod
    def of(cls, signature: bytes) -> Self:
        """Reads a signature."""
        everything = list(_TERM.iter_unpack(signature))
        found = [term for term in everything if not term[2] & _LANGUAGE]
        names, firsts, leading, days = (
            frozenset(key for key, _, kind in found if kind & bit) for bit in (_NAME, _FIRST, _LEADING, _DAY)
        )
        weights = {key: _weight(count, kind) for key, count, kind in found}
        capitals = sum(bool(kind & _CAPITAL) for _, _, kind in found) > _CAPITALS * len(found)
        return cls(weights, names, firsts, leading, days, capitals, _heard(everything))


def signature(headline: str, paragraphs: Sequence[str], language: str) -> bytes:
    """Returns what to keep of a story to link others to it later."""
    text = _beginning("\n".join((headline, *paragraphs)))
    counts = Counter(term for term in content_terms(text, language) if not _HIRAGANA.search(term))
    names = _names(text, len(headline), language)
    kinds = _kinds(text, len(headline), language, names)
    heard = {("language", language): _LANGUAGE, **_sounds(text, language, names, kinds), **_figures(text)}
    return b"".join(
        [
            *(_pack(term, count, kinds[term]) for term, count in sorted(counts.items())),
            *(_pack(" ".join(what), 1, kind) for what, kind in sorted(heard.items())),
        ]
    )


def keys(text: str) -> frozenset[int]:
    """What signatures call the terms of a text by."""
    terms = (term for word in WORD.findall(text) for term in _terms_of(word))
    return frozenset(_key(term) for term in terms)


def count(signature: bytes) -> int:
    """Returns how many terms a signature has, without what is there for other languages."""
    return sum(not kind & _LANGUAGE for _, _, kind in _TERM.iter_unpack(signature))


def _pack(term: str, count: int, kind: int) -> bytes:
    return _TERM.pack(_key(term), min(count, _MOST), kind)


def _key(term: str) -> int:
    return crc32(term.encode("utf-8", "surrogatepass"))


def _weight(count: int, kind: int) -> float:
    weight = 1.0
    for bit, factor in _WEIGHTS.items():
        weight = factor if kind & bit else weight
    return weight * (1 + math.log(count))


def _heard(found: Sequence[tuple[int, int, int]]) -> Heard:
    kinds = {
        bits: frozenset(key for key, _, kind in found if kind & _LANGUAGE == bits)
        for bits in (_SOUND, _FIGURE)
    }
    leading = frozenset(key for key, _, kind in found if kind & _LANGUAGE == _SOUND and kind & _LEADING)
    language = next((key for key, _, kind in found if kind & _LANGUAGE == _LANGUAGE), 0)
    return Heard(language, kinds[_SOUND], leading, kinds[_FIGURE])


def _names(text: str, headline: int, language: str) -> list[proper_names.Name]:
    names = proper_names.find(text, language)
    if proper_names.is_title(text[:headline]):
        names = [name for name in names if name.at > headline]
    return names


def _kinds(text: str, headline: int, language: str, names: Sequence[proper_names.Name]) -> Counter[str]:
    """The kinds of terms, as bits, where the first `headline` characters are the headline."""
    kinds: Counter[str] = Counter()
    words = WORD.findall(text)
    capitals = Counter(stem(word) for word in words if word[0].isupper())
    for term, often in Counter(map(stem, words)).items():
        if capitals[term] * 2 > often and language not in _CAPITAL_SAYS_NOTHING:
            kinds[term] |= _CAPITAL
        if term[0].isdigit():
            kinds[term] |= _NUMBER
    for day in weekdays(language):
        for term in _terms_of(day):
            kinds[term] |= _DAY
    seen: set[str] = set()
    for name in names:
        for at, term in enumerate(_terms_of(name.word)):
            kinds[term] |= _NAME | (_FIRST if name.first and not at and term not in seen else 0)
            seen.add(term)
    for term in _leading(text, headline, language, kinds):
        kinds[term] |= _LEADING
    return kinds


def _terms_of(word: str) -> list[str]:
    """The terms of a word: its stem, or pairs of characters where the script writes no spaces."""
    return [word[at : at + 2] for at in range(len(word) - 1)] if UNSPACED.match(word) else [stem(word)]


def _sounds(
    text: str, language: str, names: Sequence[proper_names.Name], kinds: Mapping[str, int]
) -> dict[tuple[str, str], int]:
    """How names sound, with their kinds; where the script does not tell names, how all words do."""
    heard: Counter[tuple[str, str]] = Counter()
    if language in _TELLS_NO_NAMES:
        for word in _KATAKANA.findall(text) if language in _UNSPACED else WORD.findall(text):
            # The last letters of a Korean name may look like a particle.
            heard["sound", sounds.of(word)] = heard["sound", sounds.of(bare(word))] = _SOUND
    for name in names if language not in _TELLS_NO_NAMES else ():
        heard["sound", sounds.of(name.word)] |= _SOUND | kinds[stem(name.word)] & _LEADING
    del heard["sound", ""]
    return heard


def _figures(text: str) -> dict[tuple[str, str], int]:
    """Numbers of two digits and more, but years."""
    found = {
        "".join(str(unicodedata.decimal(digit)) for digit in re.sub(r"\D", "", figure))
        for figure in _NUMBERS.findall(text)
    }
    return {
        ("figure", figure): _FIGURE for figure in found if len(figure) > 1 and not _YEAR.fullmatch(figure)
    }


def _leading(text: str, headline: int, language: str, kinds: Counter[str]) -> set[str]:
    for passage in (text[:headline], next(sentences.iterate(text[headline:], language), "")):
        named = {term for term in content_terms(passage, language) if kinds[term] & _NAME}
        if named:
            return named - generic_names.STEMS or named
    return set()


def _beginning(text: str) -> str:
    read = text[:_LONGEST]
    last = next(islice(WORD.finditer(read), _READ - 1, None), None)
    return read[: last.end()] if last else read
