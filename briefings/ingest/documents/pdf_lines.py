"""Pieces of a page of a PDF -> lines: what stands on one height, from left to right, and their text with its spaces.

A line ends where the pen goes to another height. Programs draw a line font by font (LibreOffice), the spaces and marks first;
so what it holds is put in the order of its places, and a mark goes with the letter over or under which it was drawn.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from briefings.ingest import shape
from briefings.ingest.documents import bidi
from briefings.ingest.documents.pdf_shown import Piece

_HEIGHT = 0.7  # of the size: how high the letters stand
_COMMON = 0.35  # of its height: what a piece has in common with the line that it is on
_SPACE, _WIDE_SPACE = (
    0.15,
    0.6,
)  # of the size: what is narrower is none; between ideographs, that are set apart freely
_TURNING = 0.26  # what typesetters leave between scripts where no space is written is less
_HANGUL = "\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3"
_TURN = re.compile(f"[A-Za-z0-9%)][{shape.CJK}{_HANGUL}]|[{shape.CJK}{_HANGUL}][A-Za-z0-9(]")
_IDEOGRAPHS = re.compile(f"[{shape.CJK}\u3000-\u303f\uff00-\uffef]{{2}}")
_KOREAN = re.compile(f"[{_HANGUL}]")


def lines(pieces: Iterable[Piece]) -> list[list[Piece]]:
    """Gives the lines in the order of the file."""
    found: list[list[Piece]] = []
    for piece in pieces:
        if found and (_is_beside(piece, found[-1][-1]) or _is_beside(piece, found[-1][0])):
            found[-1].append(piece)
        else:
            found.append([piece])
    ordered = (sorted(_with_marks(line), key=lambda piece: piece.x) for line in found)
    return [line for line in ordered if line]


def _is_beside(piece: Piece, other: Piece) -> bool:
    """Tells whether two pieces stand on one height, as a raised number and the letters before it do."""
    low, high = max(piece.y, other.y), min(piece.y + _HEIGHT * piece.size, other.y + _HEIGHT * other.size)
    return piece.turn == other.turn and high - low >= _COMMON * _HEIGHT * min(piece.size, other.size)


def _with_marks(line: Iterable[Piece]) -> Iterator[Piece]:
    """Gives the pieces with the marks that were drawn by themselves: from right to left before their letter, else after it."""
    marks = ""
    before: Piece | None = None
    for piece in line:
        if not _is_mark(piece.text):
            if before:
                yield before
            before, marks = replace(piece, text=marks + piece.text) if marks else piece, ""
        elif bidi.has_leftward(piece.text) or before is None:
            marks += piece.text
        else:
            before = replace(before, text=before.text + piece.text)
    if before:
        yield replace(before, text=marks + before.text) if marks else before


def _is_mark(text: str) -> bool:
    return not text.isascii() and all(unicodedata.category(char).startswith("M") for char in text)


def draws_spaces(line: Iterable[Piece]) -> bool:
    """Tells whether there are spaces in what is shown, and not only gaps."""
    return any(" " in piece.text.strip() or piece.text.isspace() for piece in line)


def text(line: Sequence[Piece], *, leftward: bool, spaced: bool, mirrored: bool) -> str:
    """Gives the text of a line, or of a part of it, as it is read, with the spaces that end it.

    `spaced` tells that its page draws spaces, the others are for `bidi`.
    """
    drawn, end = "", line[0].x
    for piece in line:
        part = bidi.drawn(piece.text, mirrored=mirrored) if piece.told else piece.text
        if drawn and part and _is_space(drawn[-1] + part[0], _gap(piece, end), spaced=spaced):
            drawn += " "
        drawn += part
        end = max(end, piece.end)
    return bidi.read(drawn, leftward=leftward, mirrored=mirrored) if bidi.has_leftward(drawn) else drawn


def parts(line: Sequence[Piece], *, spaced: bool) -> list[list[Piece]]:
    """Gives what gaps part that nothing fills; where a page leaves gaps for spaces, those that are wider than a letter."""
    made: list[list[Piece]] = []
    end, before = 0.0, " "
    for piece in line:
        around = before + (piece.text[:1] or " ")
        least = _TURNING if _TURN.fullmatch(around) else _SPACE
        if not made or (" " not in around and _gap(piece, end) > (least if spaced else 1.0)):
            made.append([])
        made[-1].append(piece)
        end, before = max(end, piece.end), piece.text[-1:] or before
    return made


def _gap(piece: Piece, end: float) -> float:
    """Tells how wide the gap before a piece is, in parts of the size of its letters."""
    return (piece.x - end) / (piece.size or 1.0)


def _is_space(around: str, gap: float, *, spaced: bool) -> bool:
    """Tells whether a gap between two letters is a space of the text."""
    if gap < _SPACE or " " in around:
        return False
    if _TURN.fullmatch(around) and gap < _WIDE_SPACE:
        return not spaced and _KOREAN.search(around) is not None
    return gap > _WIDE_SPACE or not _IDEOGRAPHS.fullmatch(around)
