"""What a page of a PDF shows, piece by piece: the text, whether the file tells it by itself, and where it stands.

Moves of the pen that follow each other are made one: the library (pypdf) takes a way there and back for a space. The font
is named before every piece, upon which it hands out the piece before. Where the file says which text some glyphs stand
for (ActualText: clusters of Indic and Arabic letters, hyphens at the ends of lines), that text is taken instead.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pypdf import PageObject
from pypdf.generic import ArrayObject, ContentStream, FloatObject, NameObject

from briefings.ingest.documents import bidi
from briefings.ingest.documents.pdf_fonts import Widths, give_spaces
from briefings.ingest.documents.pdf_order import Operation, in_place

_BOLD = re.compile(r"(?i)bold|black|heavy|semi-?b|-bd\b")
_EAST = "\u1100-\u11ff\u3040-\u30ff\u3130-\u318f\u3400-\u9fff\uac00-\ud7a3"
_NARROW = re.compile(
    f"[A-Za-z0-9%)] [{_EAST}]|[{_EAST}] [A-Za-z0-9(]"
)  # typesetters part these where no space is written
_SHOWS = frozenset({b"Tj", b"TJ", b"'", b'"'})
_SETTLES = _SHOWS | {b"T*", b"TD", b"ET", b"Do", b"q", b"Q", b"cm"}
_MARKS = frozenset({b"BDC", b"BMC"})
_MOVES = frozenset({b"Tm", b"Td"})
_PARTS = _SHOWS | _MARKS | _MOVES | {b"EMC"}


@dataclass(frozen=True, slots=True)
class Piece:
    """What is shown at once, in the order of its letters on the page, and in that of reading where the file `told` it."""

    text: str
    x: float
    y: float
    size: float
    bold: bool | None = None
    told: bool = False


def lines(page: PageObject) -> list[list[Piece]]:
    """Gives the lines of a page in the order in which they were written, each as its pieces."""
    contents = page.get("/Contents")
    if contents is None:
        return []
    fonts = give_spaces(page)
    stream = ContentStream(contents.get_object(), page.pdf, "bytes")
    operations = list(_moved_once(in_place(stream.operations, fonts)))
    page[NameObject("/Contents")] = stream
    apart = any(operator in _MARKS and _told(operands) is not None for operands, operator in operations)
    stream.operations = list(_apart(operations)) if apart else operations
    seen = _seen(page, fonts)
    if not apart and any(bidi.has_leftward(piece.text) for line in seen for piece in line):
        stream.operations = list(_apart(operations))
        seen = _seen(page, fonts)
    return seen


def _seen(page: PageObject, fonts: Mapping[str, Widths]) -> list[list[Piece]]:
    drawn = any(font.draws_spaces for font in fonts.values())
    seen = _Seen(fonts if drawn else {})
    page.extract_text(visitor_operand_before=seen.operation, visitor_text=seen.text)
    seen.end()
    return seen.lines


class _Seen:
    """What the library tells of a page, operation by operation."""

    def __init__(self, fonts: Mapping[str, Widths]) -> None:
        self._fonts = fonts
        self._font: Widths | None = None
        self._lettered: bool | None = (
            None  # whether the piece begins with a letter, and a space before it is a gap
        )
        self.lines: list[list[Piece]] = []
        self._pieces: list[Piece] = []
        self._spans: list[str | None] = []
        self._place: tuple[float, float, float] | None = None
        self._size = 0.0
        self._leftward = False
        self._spaced = False  # whether spaces are shown like letters

    def operation(
        self, operator: bytes, operands: Any, matrix: Sequence[float], inner: Sequence[float]
    ) -> None:
        if operator in _SHOWS and self._lettered is None and operands:
            self._lettered = self._font is not None and self._font.begins_with_letter(operands[0])
        if operator == b"Tf" and len(operands) > 1 and isinstance(operands[1], int | float):
            self._size = float(operands[1])
            self._font = self._fonts.get(operands[0])
        elif operator in _MARKS:
            self._spans.append(_told(operands))
        elif operator == b"EMC" and self._spans:
            told = self._spans.pop()
            if told and self._place and not self._within():
                self._pieces.append(Piece(told, *self._place, told=True))
            self._place = self._place if self._within() else None
        elif operator in _SHOWS and self._within() and self._place is None:
            self._place = _place(matrix, inner, self._size)

    def text(
        self, text: str, matrix: Sequence[float], inner: Sequence[float], font: object, size: float
    ) -> None:
        if (
            text.startswith(" ")
            and self._lettered
            and self._pieces
            and _NARROW.match(self._pieces[-1].text[-1:] + text)
        ):
            text = text[1:]
        self._lettered = None if text else self._lettered
        for piece in re.split("(\n)", text):
            if piece == "\n":
                self.end()
                continue
            # What has no direction goes the way of the letters before it.
            self._leftward = bidi.has_leftward(piece) or (self._leftward and not bidi.has_rightward(piece))
            shown = piece[::-1] if self._leftward else piece
            if piece.startswith(" ") and piece.strip() and self._spaced and _ends_in_mark(self._pieces):
                shown = shown.removeprefix(" ")  # the pen went back for the mark
            self._spaced = self._spaced or piece.isspace()
            if self._within():
                shown = " " if shown.startswith(" ") else ""
            if shown:
                self._pieces.append(Piece(shown, *_place(matrix, inner, size), _is_bold(font)))

    def end(self) -> None:
        if self._pieces:
            self.lines.append(self._pieces)
        self._pieces = []

    def _within(self) -> bool:
        return any(text is not None for text in self._spans)


def _ends_in_mark(pieces: Sequence[Piece]) -> bool:
    return bool(pieces) and unicodedata.category(pieces[-1].text[-1]).startswith("M")


def _place(matrix: Sequence[float], inner: Sequence[float], size: float) -> tuple[float, float, float]:
    a, b, c, d, e, f = matrix
    x, y = inner[4], inner[5]
    scale = math.hypot(c, d) * math.hypot(inner[2], inner[3])
    return x * a + y * c + e, x * b + y * d + f, round(size * scale * 2) / 2


def _is_bold(font: object) -> bool:
    return isinstance(font, dict) and _BOLD.search(str(font.get("/BaseFont", ""))) is not None


def _moved_once(operations: Iterable[Operation]) -> Iterator[Operation]:
    """Gives the operations with the moves before each piece as one."""
    move: Operation | None = None
    for operands, operator in operations:
        if operator in _MOVES:
            move = _moved(move, operands, operator)
            continue
        if move and operator in _SETTLES:
            yield move
            move = None
        yield operands, operator


def _apart(operations: Iterable[Operation]) -> Iterator[Operation]:
    """Gives the operations with the font named before each piece."""
    font: Operation | None = None
    fonts: list[Operation | None] = []
    before = b""
    for operands, operator in operations:
        if operator == b"Tf":
            font = (operands, operator)
        elif operator == b"q":
            fonts.append(font)
        elif operator == b"Q":
            font = fonts.pop() if fonts else font
        elif font and operator in _PARTS and before not in _MOVES:
            yield font
        yield operands, operator
        before = operator


def _moved(before: Operation | None, operands: Any, operator: bytes) -> Operation:
    """Gives a move after another as one; what is no move is left to the reader."""
    if before is None or operator == b"Tm" or not _are_numbers(operands, 2):
        return operands, operator
    first, kind = before
    x, y = map(float, operands)
    if kind == b"Td" and _are_numbers(first, 2):
        return [FloatObject(float(first[0]) + x), FloatObject(float(first[1]) + y)], kind
    if kind == b"Tm" and _are_numbers(first, 6):
        a, b, c, d, e, f = map(float, first)
        return ArrayObject(map(FloatObject, (a, b, c, d, e + x * a + y * c, f + x * b + y * d))), kind
    return operands, operator


def _are_numbers(operands: Any, count: int) -> bool:
    return len(operands) == count and all(isinstance(operand, int | float) for operand in operands)


def _told(operands: Any) -> str | None:
    """Gives the text that marked glyphs stand for, None when it is not told."""
    about = operands[1] if len(operands) > 1 else None
    text = about.get("/ActualText") if isinstance(about, dict) else None
    if isinstance(text, bytes):
        wide = text.startswith(b"\xfe\xff")
        return text[2:].decode("utf-16-be", "replace") if wide else text.decode("latin-1")
    return str(text) if isinstance(text, str) else None
