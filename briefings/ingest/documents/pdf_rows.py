"""A page of a PDF -> its rows: the text of each line, where it stands and how it looks, and the parts that gaps make of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from pypdf import PageObject

from briefings.ingest.documents import bidi
from briefings.ingest.documents.pdf_fonts import Faces
from briefings.ingest.documents.pdf_lines import draws_spaces, lines, parts, text
from briefings.ingest.documents.pdf_notes import without_notes
from briefings.ingest.documents.pdf_shown import Piece, pieces
from briefings.ingest.joints import GOES_ON


@dataclass(frozen=True, slots=True)
class Cell:
    """A part of a line, and from where to where it goes."""

    text: str
    x: float
    end: float


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a page: where its first letter stands, in points from the lower left, and how large it is."""

    text: str
    page: int
    x: float
    y: float
    size: float
    bold: bool = False
    cells: tuple[Cell, ...] = ()  # in the order of reading, where there are more than one
    spaced: bool = False  # whether a space is drawn at the end
    in_table: bool = False


def page_rows(page: PageObject, number: int, faces: Faces) -> Iterator[Row]:
    """Gives the rows in the order in which they were written, which is that of columns too."""
    shown = pieces(page, faces)
    found = lines(shown)
    leftward, mirrored = _direction(found)
    spaced = draws_spaces(shown)
    read = partial(text, leftward=leftward, spaced=spaced, mirrored=mirrored)
    for line in without_notes(found, leftward=leftward):
        words = read(line)
        inked = [piece for piece in line if piece.text.strip()]
        if not words.strip() or not inked:
            continue
        parted = parts(line, spaced=spaced)
        cells = [
            Cell(read(part).strip(), part[0].x, max(piece.end for piece in part))
            for part in parted
            if len(parted) > 1
        ]
        yield Row(
            " ".join(words.split()) if not _is_broken(inked) else f"{' '.join(words.split())[:-1]}{GOES_ON}",
            number,
            0.0 if leftward else inked[0].x,
            inked[0].y,
            inked[0].size,
            bold=all(piece.bold for piece in inked),
            spaced=words.endswith(" "),
            cells=tuple(reversed(cells) if leftward else cells),
        )


def _direction(page: Sequence[Sequence[Piece]]) -> tuple[bool, bool]:
    """Tells whether the text of a page goes from right to left, and whether its brackets are told as they look."""
    whole = "".join(piece.text for line in page for piece in line)
    if not bidi.has_leftward(whole):
        return False, True
    drawn = ["".join(" " if piece.told else piece.text for piece in line) for line in page]
    leftward = bidi.is_leftward(whole) and sum(map(bidi.stops, drawn)) >= 0
    return leftward, sum(map(bidi.looks, drawn)) >= 0


def _is_broken(line: Sequence[Piece]) -> bool:
    """Tells whether a line ends in a hyphen that was drawn by itself, as office programs do that break a word there."""
    *_, before, last = (line[0], *line)
    return last.text.strip() in {"-", "\u2010"} and len(before.text) > 1 and before.text[-1].isalpha()
