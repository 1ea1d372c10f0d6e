"""Whether two texts are the same article: again, edited, cut, or with another headline.

    text -> shingles (three words in a row) -> signature (128 minima in 516 bytes, to be stored)
    resemblance of signatures names the likely ones, containment of shingles decides, names and numbers may object

Sources: shingles and MinHash, Broder 1997; one permutation hashing with optimal densification, Li, Owen & Zhang
2012 and Shrivastava 2017 (one hash per shingle instead of 128).
"""

from __future__ import annotations

import struct
from collections.abc import Iterable
from hashlib import blake2b
from itertools import chain
from operator import eq

from briefings.analysis import details
from briefings.analysis.words import UNSPACED, WORD, fold

LIKELY = 0.09
"""The resemblance from which a pair is worth comparing by its texts: half of what the weakest duplicate has."""

DUPLICATE = 0.28
"""The containment, or overlap, from which two texts are one article."""

_SURELY = 0.6
"""From here on two texts are one article, whatever names stand in them."""

_MINIMA = 128
_SHINGLE = 3
_EMPTY = 1 << 32
_LAYOUT = struct.Struct(f"<{_MINIMA + 1}I")  # how many shingles there were, then the minima


def shingles(text: str) -> frozenset[int]:
    """The hashes of every three words in a row; of characters in scripts without spaces."""
    words = [fold(word) for word in WORD.findall(text)]
    if not text.isascii():
        words = list(chain.from_iterable(word if UNSPACED.match(word) else (word,) for word in words))
    runs = {" ".join(words[at : at + _SHINGLE]) for at in range(max(1, len(words) - _SHINGLE + 1))} - {""}
    return frozenset(_hash(run) for run in runs)


def signature(text: str | frozenset[int]) -> bytes:
    """Returns what to keep of a text (or its shingles) to find its duplicates later."""
    values = shingles(text) if isinstance(text, str) else text
    minima = [_EMPTY] * _MINIMA
    for value in values:
        place, rest = value % _MINIMA, value >> 32
        minima[place] = min(minima[place], rest)
    return _LAYOUT.pack(min(len(values), _EMPTY - 1), *_filled(minima))


def resemblance(one: bytes, other: bytes) -> float:
    """Returns the estimated share of shingles that the texts of two signatures have in common (Jaccard)."""
    return _compare(one, other)[0]


def is_likely(one: bytes, other: bytes) -> bool:
    """Tells whether two signatures make it worth comparing the texts: alike, or one a part of the other."""
    alike, contained = _compare(one, other)
    return alike >= LIKELY or contained >= DUPLICATE


def likely(wanted: bytes, known: Iterable[tuple[int, bytes]]) -> list[int]:
    """Returns the keys of the signatures worth comparing with `wanted`, most alike first."""
    found = [(resemblance(wanted, kept), key) for key, kept in known if is_likely(wanted, kept)]
    return [key for _, key in sorted(found, reverse=True)]


def overlap(one: str, other: str) -> float:
    """Returns the share of the shorter text that stands in the longer one, 0 to 1."""
    first, second = shingles(one), shingles(other)
    return len(first & second) / max(1, min(len(first), len(second)))


def likeness(one: str, other: str) -> float:
    """Returns the overlap of two texts, and 0 where they are written to one pattern about two happenings."""
    share = overlap(one, other)
    return 0.0 if DUPLICATE <= share < _SURELY and details.differ(one, other) else share


def _compare(one: bytes, other: bytes) -> tuple[float, float]:
    """The estimated resemblance, and the containment that follows from it and the sizes."""
    (size, *minima), (other_size, *other_minima) = _LAYOUT.unpack(one), _LAYOUT.unpack(other)
    if not size or not other_size:
        return 0.0, 0.0
    alike = sum(map(eq, minima, other_minima)) / _MINIMA
    return alike, alike * (size + other_size) / (1 + alike) / min(size, other_size)


def _hash(run: str) -> int:
    return int.from_bytes(blake2b(run.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


def _filled(minima: list[int]) -> list[int]:
    """Empty places borrow from a place drawn by their number, so that both texts borrow alike."""
    if min(minima) == _EMPTY:
        return [0] * _MINIMA
    return [_borrowed(minima, place) if value == _EMPTY else value for place, value in enumerate(minima)]


def _borrowed(minima: list[int], place: int) -> int:
    attempt = 0
    while (value := minima[_draw(place, attempt)]) == _EMPTY:
        attempt += 1
    return value


def _draw(place: int, attempt: int) -> int:
    """A place that depends on both numbers, evenly spread (multiplicative hashing, Knuth)."""
    mixed = ((place * 0x9E3779B1) ^ (attempt * 0x85EBCA77)) & 0xFFFFFFFF
    return (mixed * 0xC2B2AE3D & 0xFFFFFFFF) >> 25
