"""Sentences of Thai, which marks none: each space is judged to be one's end or not.

A space ends none where a side needs the other: a word that opens or hangs on a clause, a condition that waits for its
consequence, who said what was quoted, an open bracket. Elsewhere points are weighed: how much was said, what the words at
the space usually do, how long the pieces beside it are (names and numbers are short, clauses are not).

Source: space classification for Thai (Mittrapiyanuruk & Sornlertlamvanich 2000), with words and points for its tags and
probabilities. Lao has the same habits of writing; only the words are Thai.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from briefings.analysis import clause_words as words

_PIECES = re.compile(r"\S+")
_ENOUGH = 20  # points that end a sentence
_BY_LENGTH, _MOST_LENGTH = 0.15, 120  # points for a character of the sentence so far
_OPENS, _TURNS, _CLOSES, _IS_LONG, _IS_SHORT, _IS_NUMBER = 17, 8, 8, 7, -5, -10
_LONG, _SHORT, _SUBJECT, _QUOTED = 40, 10, 25, 30  # characters of a piece, but for the last: of a sentence
_ATTRIBUTION, _ATTRIBUTION_PIECES = 60, 3
_LONGEST = 400  # an opening mark that nothing closes is given up
_BRACKETS, _OPENING = re.compile("[“”()]"), "“("

Piece = tuple[int, int]


def split(text: str) -> list[str]:
    """Returns the sentences in order, without the spaces between them. Linear in the length."""
    pieces = [found.span() for found in _PIECES.finditer(text)]
    found: list[str] = []
    start = depth = 0
    for at, (left, right) in enumerate(pairwise(pieces)):
        end = left[1]
        depth = max(0, depth + _opened(text, left))
        depth = depth if end - start < _LONGEST else 0
        if not depth and _ends(text, pieces, at, start):
            found.append(text[start:end])
            start = right[0]
    return [*found, text[start:]]


def _opened(text: str, piece: Piece) -> int:
    return sum(+1 if mark in _OPENING else -1 for mark in _BRACKETS.findall(text, *piece))


def _ends(text: str, pieces: Sequence[Piece], at: int, start: int) -> bool:
    left, right = pieces[at], pieces[at + 1]
    if _says(text, left) and left[1] - start > _QUOTED:
        return True
    if _waits(text, left) or _hangs_on(text, right):
        return False
    if _tells_who(text, pieces[at + 1 : at + 1 + _ATTRIBUTION_PIECES]):
        return False
    if text[start] == "“" and text[left[1] - 1] == "”":
        return False
    if text.startswith(words.CONDITIONS, start) and words.THEN in text[right[0] : right[0] + _SUBJECT]:
        return False
    counted = at > 0 and text[pieces[at - 1][1] - 1].isdigit()
    return _points(text, left, right, start, counted=counted) > _ENOUGH


def _waits(text: str, piece: Piece) -> bool:
    """Tells whether the piece before a space wants more: it ends in a word that opens, or is the lesser clause."""
    if text.endswith(words.NEEDS_MORE, *piece) and not text.endswith(words.IS_ENOUGH, *piece):
        return True
    return text.startswith(words.SUBORDINATES, *piece)


def _hangs_on(text: str, piece: Piece) -> bool:
    return text.startswith(words.HANGS_ON, *piece) and not text.startswith(words.STANDS_ALONE, *piece)


def _says(text: str, piece: Piece) -> bool:
    return text.endswith(words.SAID, *piece) and not text.endswith(words.NOT_SAID, *piece)


def _tells_who(text: str, pieces: Sequence[Piece]) -> bool:
    """Tells whether the pieces name, in few letters, who said what stands before."""
    for piece in pieces:
        if piece[1] - pieces[0][0] > _ATTRIBUTION:
            return False
        if _says(text, piece):
            return True
    return False


def _points(text: str, left: Piece, right: Piece, start: int, *, counted: bool) -> float:
    points = _BY_LENGTH * min(left[1] - start, _MOST_LENGTH)
    points += _IS_LONG * ((left[1] - left[0] > _LONG) + (right[1] - right[0] > _LONG))
    if left[1] - left[0] <= _SHORT and not counted and text[left[1] - 1] != "”":
        points += _IS_SHORT
    if right[1] - right[0] <= _SHORT:
        points += _IS_SHORT
    if text[left[1] - 1].isdigit() or text[right[0]].isdigit():
        points += _IS_NUMBER
    if text.startswith(words.TURNS, *right):
        points += _TURNS
    elif text.startswith(words.OPENS, *right) and not (text[right[0]] == "“" and text.find("”", *right) > 0):
        points += _OPENS
    if text.endswith(words.CLOSES, *left):
        points += _CLOSES
    return points
