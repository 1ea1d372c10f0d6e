"""Tables in a PDF: rows one below the other that are parted at the same places by gaps that nothing fills.

A list is not taken for a table, nor are columns of running text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from briefings.ingest import shape
from briefings.ingest.documents.pdf_rows import Row

_FEWEST = 3  # rows that are needed where no gap is as wide as a letter
_STEP = 4.0  # of the size of the letters: how far below a row the next may stand
_MEAN, _MOST = 4.0, 14  # words of a cell

Gaps = list[tuple[float, float]]


def with_tables(rows: Sequence[Row]) -> list[Row]:
    """Gives the rows, those of tables with bars between their cells."""
    made = list(rows)
    for start, stop, gaps in _groups(rows):
        group = rows[start:stop]
        is_wide = any(right - left > group[0].size for left, right in gaps)
        if (is_wide or len(group) >= _FEWEST) and _is_data(group):
            made[start:stop] = [replace(row, text=_barred(row), in_table=True) for row in group]
    return made


def _barred(row: Row) -> str:
    return f"| {' | '.join(cell.text for cell in row.cells)} |"


def _groups(rows: Sequence[Row]) -> Iterator[tuple[int, int, Gaps]]:
    """Gives where rows begin and end that are parted at the same places, and these places."""
    start, kept = 0, list[tuple[float, float]]()
    for number, row in enumerate(rows):
        gaps = _gaps(row)
        common = _common(kept, gaps) if number and _is_below(rows[number - 1], row) else []
        if not common:
            if number - start > 1:
                yield start, number, kept
            start, common = number, gaps
        kept = common
    if len(rows) - start > 1:
        yield start, len(rows), kept


def _gaps(row: Row) -> Gaps:
    """Gives the gaps of a row from left to right."""
    cells = sorted(row.cells, key=lambda cell: cell.x)
    return [(left.end, right.x) for left, right in pairwise(cells)]


def _is_below(row: Row, below: Row) -> bool:
    if row.page != below.page:
        return below.page == row.page + 1
    return 0 < row.y - below.y < _STEP * max(row.size, below.size)


def _common(some: Gaps, others: Gaps) -> Gaps:
    """Gives what two rows of gaps have in common."""
    found: Gaps = []
    one = other = 0
    while one < len(some) and other < len(others):
        left, right = max(some[one][0], others[other][0]), min(some[one][1], others[other][1])
        if right - left > 1:
            found.append((left, right))
        if some[one][1] < others[other][1]:
            one += 1
        else:
            other += 1
    return found


def _is_data(table: Sequence[Row]) -> bool:
    """Tells whether the cells are short, and more than names or numbers of what stands beside them."""
    words = [shape.weight(cell.text) for row in table for cell in row.cells]
    if max(words) > _MOST or sum(words) > _MEAN * len(words):
        return False
    names = [row.cells[0].text for row in table] if all(len(row.cells) < 3 for row in table) else []
    return not any(shape.is_bullet(f"{name} x") or name.endswith(":") for name in names)
