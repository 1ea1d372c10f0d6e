"""What is kept of a story to find others on the same happening: the terms of its first words, and what they are.

headline, paragraphs -> terms, each with how often it stands there and its kinds -> 6 bytes a term, 1 KB a story
"""

from __future__ import annotations

import math
import re
import struct
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Self
from zlib import crc32

from briefings.analysis import proper_names, sentences
from briefings.analysis.calendar_words import weekdays
from briefings.analysis.words import WORD, content_terms, stem

_READ = 300  # words: what comes later is background, which events share
_LONGEST = 6000  # characters, however few words they are
_TERM = struct.Struct("<IBB")
TERM_BYTES = _TERM.size
"""What a term takes in a signature."""
_MOST = 0xFF
_CAPITAL, _NUMBER, _NAME, _FIRST, _LEADING, _DAY = (1 << bit for bit in range(6))
_WEIGHTS = {_NUMBER: 2.0, _CAPITAL: 3.0, _NAME: 3.0}
"""How much more than a word a term of a kind weighs; the last that fits counts."""
_HIRAGANA = re.compile("[\u3040-\u309f]")
_CAPITAL_SAYS_NOTHING = frozenset({"de", "lb"})


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

    @classmethod
    def of(cls, signature: bytes) -> Self:
        """Reads a signature."""
        found = list(_TERM.iter_unpack(signature))
        kinds = (
            frozenset(key for key, _, kind in found if kind & bit) for bit in (_NAME, _FIRST, _LEADING, _DAY)
        )
        return cls({key: _weight(count, kind) for key, count, kind in found}, *kinds)


def signature(headline: str, paragraphs: Sequence[str], language: str) -> bytes:
    """Returns what to keep of a story to link others to it later."""
    text = _beginning("\n".join((headline, *paragraphs)))
    counts = Counter(term for term in content_terms(text, language) if not _HIRAGANA.search(term))
    kinds = _kinds(text, len(headline), language)
    return b"".join(
        _TERM.pack(crc32(term.encode("utf-8", "surrogatepass")), min(count, _MOST), kinds[term])
        for term, count in sorted(counts.items())
    )


def _weight(count: int, kind: int) -> float:
    weight = 1.0
    for bit, factor in _WEIGHTS.items():
        weight = factor if kind & bit else weight
    return weight * (1 + math.log(count))


def _kinds(text: str, headline: int, language: str) -> Counter[str]:
    """The kinds of terms, as bits, where the first `headline` characters are the headline."""
    kinds: Counter[str] = Counter()
    words, days = WORD.findall(text), weekdays(language)
    capitals = Counter(stem(word) for word in words if word[0].isupper())
    for term, often in Counter(map(stem, words)).items():
        if capitals[term] * 2 > often and language not in _CAPITAL_SAYS_NOTHING:
            kinds[term] |= _CAPITAL
        if term[0].isdigit():
            kinds[term] |= _NUMBER
        if term in days:
            kinds[term] |= _DAY
    names = proper_names.find(text, language)
    if proper_names.is_title(text[:headline]):
        names = [name for name in names if name.at > headline]
    seen: set[str] = set()
    for name in names:
        term = stem(name.word)
        kinds[term] |= _NAME | (_FIRST if name.first and term not in seen else 0)
        seen.add(term)
    for term in _leading(text, headline, language, kinds):
        kinds[term] |= _LEADING
    return kinds


def _leading(text: str, headline: int, language: str, kinds: Counter[str]) -> set[str]:
    for passage in (text[:headline], next(sentences.iterate(text[headline:], language), "")):
        named = {term for term in content_terms(passage, language) if kinds[term] & _NAME}
        if named:
            return named
    return set()


def _beginning(text: str) -> str:
    read = text[:_LONGEST]
    last = next(islice(WORD.finditer(read), _READ - 1, None), None)
    return read[: last.end()] if last else read
