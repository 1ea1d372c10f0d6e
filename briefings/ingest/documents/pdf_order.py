"""Shows of a PDF put in the order of their places where a program drew a line font by font, as LibreOffice does.

It draws the spaces and marks of a stretch first, in the font that was chosen, then goes back and draws in another the letters
that this one lacks, with gaps between the words. Both are cut at their gaps, and drawn from left to right.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from pypdf.generic import ArrayObject, FloatObject

from briefings.ingest.documents.pdf_fonts import Widths

_GAP = -200  # in thousandths of the size of the letters
_KNOWN = frozenset({b"Tf", b"Td", b"Tm", b"Tj", b"TJ"})
_TURNED = (1, 0, 0, 1)

Operation = tuple[Any, bytes]
Part = tuple[float, Operation, ArrayObject]


def in_place(operations: Iterable[Operation], fonts: Mapping[str, Widths]) -> Iterator[Operation]:
    """Gives the operations, with those of a stretch that was drawn font by font in their order on the line."""
    block: list[Operation] | None = None
    for operands, operator in operations:
        if operator == b"BT":
            yield from block or ()
            block = []
        elif operator == b"ET" and block is not None:
            yield from _ordered(block, fonts)
            block = None
        elif block is not None:
            block.append((operands, operator))
            continue
        yield operands, operator
    yield from block or ()


def _ordered(block: list[Operation], fonts: Mapping[str, Widths]) -> list[Operation]:
    if sum(operator == b"Tf" for _, operator in block) < 2 or not _KNOWN.issuperset(
        operator for _, operator in block
    ):
        return block
    try:
        y, parts = _parts(block, fonts)
    except (LookupError, TypeError, ValueError):
        return block
    starts = [x for x, _, _ in parts]
    if starts == sorted(starts):
        return block
    ordered: list[Operation] = []
    for x, font, letters in sorted(parts, key=lambda part: part[0]):
        place = ArrayObject(FloatObject(number) for number in (*_TURNED, x, y))
        ordered += [font, (place, b"Tm"), (ArrayObject([letters]), b"TJ")]
    return ordered


def _parts(block: Sequence[Operation], fonts: Mapping[str, Widths]) -> tuple[float, list[Part]]:
    """Gives the height of the only line in a block, and what stands on it. Raises `ValueError` when it is not as simple."""
    parts: list[Part] = []
    x = y = 0.0
    heights: set[float] = set()
    font: Operation | None = None
    for operands, operator in block:
        if operator == b"Tf":
            font = operands, operator
        elif operator == b"Td":
            x, y = x + float(operands[0]), y + float(operands[1])
        elif operator == b"Tm":
            if tuple(operands[:4]) != _TURNED:
                raise ValueError(operands)
            x, y = float(operands[4]), float(operands[5])
        elif font:
            heights.add(y)
            shown = operands[0] if operator == b"TJ" else operands
            parts += _cut(shown, x, font, fonts[font[0][0]])
    if len(heights) != 1:
        raise ValueError(heights)
    return y, parts


def _cut(shown: Sequence[Any], x: float, font: Operation, widths: Widths) -> Iterator[Part]:
    size = float(font[0][1])
    part = ArrayObject()
    start = x
    for item in shown:
        if isinstance(item, bytes):
            part.append(item)
            x += widths.of(item) * size / 1000
            continue
        x -= float(item) * size / 1000
        if item > _GAP:
            part.append(item)
            continue
        if part:
            yield start, font, part
        part, start = ArrayObject(), x
    if part:
        yield start, font, part
