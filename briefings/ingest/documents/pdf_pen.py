"""The pen that draws the text of a PDF: where it stands, which way it goes, how large it writes (ISO 32000-1, 8.4 and 9.3)."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field
from typing import Any

from briefings.ingest.documents.pdf_fonts import Face

Matrix = tuple[float, float, float, float, float, float]
_UNIT: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_DEEPEST = 1000


@dataclass(frozen=True, slots=True)
class Place:
    """A point of a page that is turned so that the text goes from left to right, in points."""

    x: float
    y: float
    size: float  # of the letters
    scale: float  # points for a unit along the line
    turn: int  # by how many right angles the page was turned


@dataclass(slots=True)
class Hand:
    """What a file saves and brings back."""

    page: Matrix = _UNIT
    face: Face | None = None
    size: float = 0.0
    between: float = 0.0  # what is added to each letter
    at_space: float = 0.0  # and to the space
    stretch: float = 1.0
    leading: float = 0.0
    rise: float = 0.0


@dataclass(slots=True)
class Pen:
    """Where the text goes on."""

    hand: Hand = field(default_factory=Hand)
    line: Matrix = _UNIT
    x: float = 0.0
    saved: list[Hand] = field(default_factory=list)

    def start(self, line: Matrix) -> None:
        """Goes to the start of a line."""
        self.line, self.x = line, 0.0

    def move(self, x: float, y: float) -> None:
        """Goes from the start of a line to that of another."""
        self.start(product((1.0, 0.0, 0.0, 1.0, x, y), self.line))

    def save(self) -> None:
        """Saves the hand. What is nested deeper than any program does is forgotten."""
        if len(self.saved) < _DEEPEST:
            self.saved.append(copy(self.hand))

    def restore(self) -> None:
        """Brings the hand back."""
        if self.saved:
            self.hand = self.saved.pop()

    def turn(self, matrix: Matrix) -> None:
        """Moves, turns or scales the page."""
        self.hand.page = product(matrix, self.hand.page)

    def place(self, along: float) -> Place:
        """Tells where a point of the line is."""
        a, b, c, d, e, f = product(self.line, self.hand.page)
        rise = self.hand.rise
        x, y = along * a + rise * c + e, along * b + rise * d + f
        turns = round(math.atan2(b, a) / (math.pi / 2)) % 4
        for _ in range(turns):
            x, y = y, -x
        size = abs(self.hand.size) * math.hypot(c, d)
        return Place(x, y, round(size * 2) / 2, math.hypot(a, b), turns)


def product(inner: Matrix, outer: Matrix) -> Matrix:
    """Gives the matrix that does what `inner` does, then what `outer` does."""
    a, b, c, d, e, f = inner
    g, h, i, j, k, m = outer
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


def matrix(operands: Sequence[Any]) -> Matrix:
    """Gives the six numbers of a matrix. Raises `TypeError` or `ValueError` for anything else."""
    a, b, c, d, e, f = map(float, operands)
    return a, b, c, d, e, f


def _move_and_lead(pen: Pen, operands: Sequence[Any]) -> None:
    pen.hand.leading = -float(operands[1])
    pen.move(float(operands[0]), float(operands[1]))


def _sets(name: str, unit: float = 1.0) -> Callable[[Pen, Sequence[Any]], None]:
    return lambda pen, operands: setattr(pen.hand, name, float(operands[0]) * unit)


OPERATORS: Mapping[bytes, Callable[[Pen, Sequence[Any]], None]] = {
    b"q": lambda pen, _: pen.save(),
    b"Q": lambda pen, _: pen.restore(),
    b"cm": lambda pen, operands: pen.turn(matrix(operands)),
    b"BT": lambda pen, _: pen.start(_UNIT),
    b"Tm": lambda pen, operands: pen.start(matrix(operands)),
    b"Td": lambda pen, operands: pen.move(float(operands[0]), float(operands[1])),
    b"TD": _move_and_lead,
    b"T*": lambda pen, _: pen.move(0.0, -pen.hand.leading),
    b"TL": _sets("leading"),
    b"Tc": _sets("between"),
    b"Tw": _sets("at_space"),
    b"Tz": _sets("stretch", 0.01),
    b"Ts": _sets("rise"),
}
"""What moves the pen or changes the hand, with the numbers that it takes."""
