"""What a page of a PDF shows, piece by piece in the order of the file: the text, and from where to where it goes.

The library (pypdf) takes a file apart into operations and fonts. What they draw is followed here, for its own reading of a page
has no places for single letters, without which scripts with marks and what is drawn font by font cannot be put in order.
Where the file says which text some glyphs stand for (ActualText: clusters of Indic and Arabic letters, hyphens at the
ends of lines), that text is taken instead.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from copy import copy
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from pypdf import PageObject
from pypdf.errors import PyPdfError
from pypdf.generic import ContentStream

from briefings.ingest.documents import bidi
from briefings.ingest.documents.pdf_fonts import Faces
from briefings.ingest.documents.pdf_pen import OPERATORS, Pen, matrix

_KERNING = 0.12  # of the size of the letters: what moves the pen further parts two pieces
_DEEPEST, _MOST_FORMS = 8, 500
_BROKEN = (LookupError, TypeError, ValueError, ArithmeticError, AttributeError, PyPdfError)


@dataclass(frozen=True, slots=True)
class Piece:
    """What is shown in one go, in the order of its letters on the page, and in that of reading where the file `told` it.

    Glyphs that stand for no letter take their place without a text.
    """

    text: str
    x: float
    y: float
    size: float
    end: float
    bold: bool = False
    told: bool = False
    turn: int = 0


def pieces(page: PageObject, faces: Faces) -> list[Piece]:
    """Gives what a page shows, with the fonts of its file."""
    shown = _Shown(page.pdf, faces)
    contents = page.get("/Contents")
    if contents is not None:
        shown.follow(contents.get_object(), page.get("/Resources"))
    return shown.pieces


class _Shown:
    """A page as far as its operations have been followed."""

    def __init__(self, file: Any, faces: Faces) -> None:
        self.pieces: list[Piece] = []
        self._file, self._faces = file, faces
        self._pen = Pen()
        self._spans: list[str | None] = []
        self._replaced: list[Piece] = []
        self._resources: Any = {}
        self._open: list[int] = []  # the forms that are drawn now
        self._replacing = self._forms = 0

    def follow(self, stream: Any, resources: Any) -> None:
        """Follows the operations of a page or of a form on it; one that makes no sense is passed over."""
        self._resources = resources.get_object() if resources is not None else {}
        for operands, operator in ContentStream(stream, self._file, "bytes").operations:
            moves = OPERATORS.get(operator)
            try:
                if moves:
                    moves(self._pen, operands)
                else:
                    self._do(operator, operands)
            except _BROKEN:
                continue

    def _do(self, operator: bytes, operands: Any) -> None:
        match operator:
            case b"TJ":
                self._show(operands[0])
            case b"Tj":
                self._show(operands)
            case b"Tf":
                self._pen.hand.size = float(operands[1])
                fonts = self._resources["/Font"].get_object()
                self._pen.hand.face = self._faces.of(fonts[operands[0]].get_object())
            case b"BDC" | b"BMC":
                self._spans.append(_told(operands))
                self._replacing += self._spans[-1] is not None
            case b"EMC":
                self._end_span()
            case b"Do":
                self._draw_form(operands[0])
            case b"'":
                OPERATORS[b"T*"](self._pen, ())
                self._show(operands)
            case b'"':
                self._pen.hand.at_space, self._pen.hand.between = float(operands[0]), float(operands[1])
                self._do(b"'", operands[2:])

    def _show(self, items: Sequence[Any]) -> None:
        pen, hand = self._pen, self._pen.hand
        if hand.face is None:
            return
        run = _Run(pen)
        for item in items:
            if isinstance(item, bytes):
                for text, width, is_space in hand.face.shown(item):
                    run.add(text)
                    more = hand.between + hand.at_space if is_space else hand.between
                    pen.x += (width * hand.size + more) * hand.stretch
                continue
            parts = abs(item) > 1000 * _KERNING
            if parts:
                self._add(run.pieces())
            pen.x -= float(item) / 1000 * hand.size * hand.stretch
            run = _Run(pen) if parts else run
        self._add(run.pieces())

    def _add(self, pieces: Iterable[Piece]) -> None:
        (self._replaced if self._replacing else self.pieces).extend(pieces)

    def _end_span(self) -> None:
        told = self._spans.pop()
        self._replacing -= told is not None
        if told is None or self._replacing:
            return
        shown, self._replaced = self._replaced, []
        if told and shown:
            # A mark has no width, and stands above the line.
            wide = [piece for piece in shown if piece.end > piece.x] or shown
            x, end = min(piece.x for piece in wide), max(piece.end for piece in wide)
            self.pieces.append(replace(wide[0], text=told, x=x, end=end, told=True))

    def _draw_form(self, name: str) -> None:
        form = self._resources["/XObject"].get_object()[name].get_object()
        self._forms += 1
        is_too_much = id(form) in self._open or len(self._open) >= _DEEPEST or self._forms > _MOST_FORMS
        if is_too_much or form.get("/Subtype") != "/Form":
            return
        pen, resources = self._pen, self._resources
        self._pen = Pen(copy(pen.hand))
        self._open.append(id(form))
        try:
            if "/Matrix" in form:
                self._pen.turn(matrix(form["/Matrix"].get_object()))
            self.follow(form, form.get("/Resources", resources))
        finally:
            self._open.pop()
            self._pen, self._resources = pen, resources


class _Run:
    """Glyphs that are shown from where the pen is on, without a gap."""

    def __init__(self, pen: Pen) -> None:
        self._pen = pen
        self._texts: list[str] = []
        self._steps: list[float] = []
        self._start = pen.x

    def add(self, text: str) -> None:
        """Adds a glyph where the pen is."""
        self._texts.append(text)
        self._steps.append(self._pen.x)

    def pieces(self) -> Iterator[Piece]:
        """Gives what was shown as one piece, or glyph by glyph where it is of a script that is written from right to left."""
        if not self._texts:
            return
        text = "".join(self._texts)
        self._steps.append(self._pen.x)
        leftward = not text.isascii() and bidi.has_leftward(text)
        parts = [part[::-1] for part in self._texts] if leftward else [text]
        edges = self._steps if leftward else [self._start, self._pen.x]
        face = self._pen.hand.face
        for part, (first, last) in zip(parts, pairwise(edges), strict=True):
            place = self._pen.place(first)
            end = place.x + (last - first) * place.scale
            bold = face is not None and face.bold
            yield Piece(part, place.x, place.y, place.size, end, bold, turn=place.turn)


def _told(operands: Sequence[Any]) -> str | None:
    """Gives the text that marked glyphs stand for, None when it is not told; heads and feet of pages stand for none."""
    about = operands[1] if len(operands) > 1 else None
    if not isinstance(about, dict):
        return None
    if operands[0] == "/Artifact" and about.get("/Type") == "/Pagination":
        return ""
    text = about.get("/ActualText")
    if isinstance(text, bytes):
        wide = text.startswith(b"\xfe\xff")
        return text[2:].decode("utf-16-be", "replace") if wide else text.decode("latin-1")
    return str(text) if isinstance(text, str) else None
