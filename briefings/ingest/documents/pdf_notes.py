"""Footnotes of a page of a PDF: the raised numbers in the text, and the lines below that begin with them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from briefings.ingest.documents.pdf_shown import Piece

_NUMBER = re.compile(r"\s*(\d{1,2})\s*")
_NOTE = re.compile(r"\s*(\d{1,2})[.)\]]?\s*[^\W\d]")
_LEFTWARD_NOTE = re.compile(r"[^\W\d]\s*[.)\]]?(\d{1,2})\s*$")
_SMALL, _RAISED = 0.8, 0.2  # of the letters beside it
_STEP = 1.8  # of the size: how far below a line of a note the next may stand

Line = Sequence[Piece]


def without_notes(lines: Sequence[Line], *, leftward: bool) -> list[list[Piece]]:
    """Gives the lines without them, their places kept; a raised number that no note explains is of the text (km²).

    `leftward` tells that a line begins on the right.
    """
    raised = {
        id(piece): number
        for line in lines
        for piece, number in _raised(line)
        if piece is not _first(line, leftward=leftward)
    }
    notes = dict(_notes(lines, set(raised.values()), leftward=leftward)) if raised else {}
    explained = set(notes.values())
    return [
        [replace(piece, text="") if raised.get(id(piece)) in explained else piece for piece in line]
        for number, line in enumerate(lines)
        if number not in notes
    ]


def _raised(line: Line) -> Iterator[tuple[Piece, str]]:
    """Gives the small numbers that stand above the foot of the letters of their line."""
    size = max((piece.size for piece in line), default=0.0)
    foot = min((piece.y for piece in line if piece.size == size), default=0.0)
    for piece in line:
        found = _NUMBER.fullmatch(piece.text)
        if found and piece.size < _SMALL * size and piece.y > foot + _RAISED * piece.size:
            yield piece, found[1]


def _first(line: Line, *, leftward: bool) -> Piece:
    """Gives what a line begins with as it is read."""
    inked = [piece for piece in line if piece.text.strip()] or line
    return inked[-1 if leftward else 0]


def _notes(lines: Sequence[Line], numbers: Collection[str], *, leftward: bool) -> Iterator[tuple[int, str]]:
    """Gives the places of the lines of notes, and the numbers of these."""
    body = _size([piece for line in lines for piece in line])
    note, last = "", lines[0][0]
    for place, line in enumerate(lines):
        begun = _begun(line, body, leftward=leftward)
        if begun in numbers:
            note = begun
        elif _size(line) != last.size or not 0 < last.y - line[0].y < _STEP * last.size:
            note = ""
        last = replace(line[-1], size=_size(line))
        if note:
            yield place, note


def _begun(line: Line, body: float, *, leftward: bool) -> str:
    """Gives the number of the note that begins here: it is raised, or the line is smaller than the text."""
    first = _first(line, leftward=leftward)
    raised = [number for piece, number in _raised(line) if piece is first]
    if raised or _size(line) >= body:
        return "".join(raised)
    text = "".join(piece.text for piece in line)
    found = _LEFTWARD_NOTE.search(text) if leftward else _NOTE.match(text)
    return found[1] if found else ""


def _size(pieces: Line) -> float:
    """The size of most letters."""
    letters: Counter[float] = Counter()
    for piece in pieces:
        letters[piece.size] += len(piece.text.strip())
    return letters.most_common(1)[0][0] if letters else 0.0
