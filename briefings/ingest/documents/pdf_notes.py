"""Footnotes of a page of a PDF: the raised numbers in the text and the small lines below that explain them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from briefings.ingest.documents.pdf_shown import Piece

_NUMBER = re.compile(r"\s*(\d{1,2})\s*")
_NOTE = re.compile(r"\s*(\d{1,2})[.)\]]?\s*[^\W\d]")
_SMALL, _RAISED = 0.8, 0.2  # of the letters beside it

Lines = Sequence[Sequence[Piece]]


def without_notes(lines: Lines) -> list[list[Piece]]:
    """Gives the lines without them, their places kept; a raised number that no note explains is of the text (km²)."""
    raised = {id(piece): number for line in lines for piece, number in _raised(line)}
    notes = dict(_notes(lines, set(raised.values()))) if raised else {}
    explained = set(notes.values())
    return [
        [replace(piece, text="") if raised.get(id(piece)) in explained else piece for piece in line]
        for number, line in enumerate(lines)
        if number not in notes
    ]


def _raised(line: Sequence[Piece]) -> Iterator[tuple[Piece, str]]:
    """Gives the small numbers that stand above the foot of the letters of their line."""
    size = max((piece.size for piece in line), default=0.0)
    foot = min((piece.y for piece in line if piece.size == size), default=0.0)
    for piece in line:
        found = _NUMBER.fullmatch(piece.text)
        if found and piece.size < _SMALL * size and piece.y > foot + _RAISED * piece.size:
            yield piece, found[1]


def _notes(lines: Lines, raised: Collection[str]) -> Iterator[tuple[int, str]]:
    """Gives the places of the lines of notes, and the numbers of these; they are smaller than the text above them."""
    body = _size([piece for line in lines for piece in line])
    note, size = "", 0.0
    for place, line in enumerate(lines):
        own = _size(line)
        begun = _NOTE.match("".join(piece.text for piece in line)) if own < body else None
        if begun and begun[1] in raised:
            note, size = begun[1], own
        elif own != size:
            note = ""
        if note:
            yield place, note


def _size(pieces: Sequence[Piece]) -> float:
    """The size of most letters."""
    letters: Counter[float] = Counter()
    for piece in pieces:
        letters[piece.size] += len(piece.text.strip())
    return letters.most_common(1)[0][0] if letters else 0.0
