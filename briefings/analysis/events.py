"""Which stories tell of one happening.

    story -> weighted terms of its first words (a signature to be stored)
    signature x those of the last days -> the event it belongs to, or none: a new one

Source: single-pass clustering for topic detection (Allan, Papka & Lavrenko 1998) over tf-idf, with the names
weighted up: two earthquakes share their words, not their places. The caller keeps the window of days.
"""

from __future__ import annotations

import math
import struct
from collections import Counter
from collections.abc import Sequence
from itertools import islice
from zlib import crc32

from briefings.analysis.words import WORD, content_terms, stem

_READ = 300  # words: what comes later is background, which events share
_NAME, _NUMBER = 3.0, 1.3  # weights of what is capitalised, and of numbers
_LINKED = 0.24  # cosine
_NEAREST = 2  # stories of an event that are compared
_SEEN_BEFORE = 300  # stories assumed to have gone before, so that the first ones are not all rare words
_PAIR = struct.Struct("<IH")
TERM_BYTES = _PAIR.size
"""What a term takes in a signature."""
_SCALE = 1000


def signature(headline: str, paragraphs: Sequence[str], language: str) -> bytes:
    """Returns what to keep of a story to link others to it later: some 6 bytes a term, 1 KB a story."""
    text = _beginning("\n".join((headline, *paragraphs)))
    terms = Counter(content_terms(text, language))
    names = Counter(stem(word) for word in WORD.findall(text) if word[0].isupper())
    return b"".join(
        _PAIR.pack(crc32(term.encode("utf-8", "surrogatepass")), _weight(term, count, names[term]))
        for term, count in sorted(terms.items())
    )


class Window:
    """The stories of the last days, each with its event; in memory, made anew from stored signatures."""

    def __init__(self) -> None:
        self._events: dict[int, list[dict[int, int]]] = {}
        self._seen: Counter[int] = Counter()
        self._stories = 0
        self._rarity: dict[int, float] = {}
        self._unseen = 0.0

    def add(self, event: int, signature: bytes) -> None:
        """Adds a story to an event, known or new."""
        terms = _unpack(signature)
        self._events.setdefault(event, []).append(terms)
        self._seen.update(terms.keys())
        self._stories += 1

    def match(self, signature: bytes) -> tuple[int, float] | None:
        """Returns the event a story belongs to and how near it is (0 to 1), or None for a new event."""
        return next(iter(self.matches(signature)), None)

    def matches(self, signature: bytes) -> list[tuple[int, float]]:
        """Returns the events a story may belong to and how near they are (0 to 1), the nearest first."""
        terms = _unpack(signature)
        self._weigh(terms)
        length = self._length(terms) or 1.0
        near: list[tuple[int, float]] = []
        for event, stories in self._events.items():
            nearest = sorted(self._dot(terms, story) / (self._length(story) or 1.0) for story in stories)[
                -_NEAREST:
            ]
            score = sum(nearest) / len(nearest) / length
            if score >= _LINKED:
                near.append((event, score))
        return sorted(near, key=lambda one: -one[1])

    def _weigh(self, terms: dict[int, int]) -> None:
        """Makes the rarities as they are with this story among the others."""
        stories = self._stories + 2 + _SEEN_BEFORE
        self._rarity = {
            term: math.log(stories / (seen + (term in terms))) for term, seen in self._seen.items()
        }
        self._unseen = math.log(stories)

    def _dot(self, one: dict[int, int], other: dict[int, int]) -> float:
        rarity = self._rarity
        return sum(weight * other[term] * rarity[term] ** 2 for term, weight in one.items() if term in other)

    def _length(self, terms: dict[int, int]) -> float:
        rarity, unseen = self._rarity, self._unseen
        return math.sqrt(sum((weight * rarity.get(term, unseen)) ** 2 for term, weight in terms.items()))


def _beginning(text: str) -> str:
    last = next(islice(WORD.finditer(text), _READ - 1, None), None)
    return text[: last.end()] if last else text


def _weight(term: str, count: int, capitalised: int) -> int:
    weight = 1 + math.log(count)
    if capitalised * 2 > count:
        weight *= _NAME
    if term[0].isdigit():
        weight *= _NUMBER
    return min(round(weight * _SCALE), 0xFFFF)


def _unpack(signature: bytes) -> dict[int, int]:
    return dict(_PAIR.iter_unpack(signature))
