"""PDF -> text: lines with their places (pypdf) --running heads off--> paragraphs, headings marked by their size."""

from __future__ import annotations

import io
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from pypdf import PageObject, PdfReader
from pypdf.errors import DependencyError

from briefings.errors import UnreadableInput
from briefings.ingest import rules, shape
from briefings.ingest.documents.kinds import PROTECTED
from briefings.ingest.documents.pdf_ends import with_ends
from briefings.ingest.documents.pdf_fonts import Faces
from briefings.ingest.documents.pdf_rows import Row, page_rows
from briefings.ingest.documents.pdf_tables import with_tables
from briefings.ingest.joints import GOES_ON, join

_SCAN = "The PDF is a scan: it holds pictures of the pages and no text, so please send the text itself."
_EMPTY = "There is no text in the PDF."
_EDGE = 3
_PAGE_NUMBER = re.compile(
    r"\W*(?:page|p\.|seite|стр\.|página|pagina|sayfa|halaman|strona)?\s*\d{1,4}(?:\s*(?:/|of|von|из|de|di)\s*\d{1,4})?\W*",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d+")


def read(data: bytes) -> str:
    """Gives the paragraphs of a PDF. Raises `UnreadableInput` for a scan, a password, or nothing in it."""
    pages = _pages(data)
    faces = Faces()
    rows = [row for number, page in enumerate(pages) for row in page_rows(page, number, faces)]
    if sum(len(row.text) for row in rows) < 25 * len(pages) + 25:
        raise UnreadableInput(_SCAN if any(map(_has_pictures, pages[:3])) else _EMPTY)
    kept = with_ends(with_tables(_without_running_heads(rows)))
    body = _body_size(kept)
    sizes = sorted({row.size for row in kept if _is_large(row, body)}, reverse=True)
    levels = {size: min(number, 6) for number, size in enumerate(sizes, 1)}
    return "\n\n".join(_paragraphs(kept, levels))


def _pages(data: bytes) -> list[PageObject]:
    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted:
        try:
            opened = bool(reader.decrypt(""))
        except (DependencyError, NotImplementedError):
            opened = False
        if not opened:
            raise UnreadableInput(PROTECTED)
    return list(reader.pages)


def _has_pictures(page: PageObject) -> bool:
    resources = page.get("/Resources")
    return resources is not None and "/XObject" in resources.get_object()


def _without_running_heads(rows: Sequence[Row]) -> list[Row]:
    """Drops what comes back at the edge of the pages, whatever number stands in it, and page numbers."""
    edges = list(_edges(rows))
    pages = {row.page for row in rows}
    seen = Counter(key for _, key in {(row.page, _key(row)) for row in edges})
    often = max(2, math.ceil(len(pages) / 2))
    running = {key for key, times in seen.items() if times >= often}
    dropped = {id(row) for row in edges if _key(row) in running or _PAGE_NUMBER.fullmatch(row.text)}
    return [row for row in rows if id(row) not in dropped]


def _key(row: Row) -> str:
    return _DIGITS.sub("#", row.text).casefold()


def _edges(rows: Sequence[Row]) -> Iterator[Row]:
    pages: dict[int, list[Row]] = {}
    for row in rows:
        pages.setdefault(row.page, []).append(row)
    for page in pages.values():
        ordered = sorted(page, key=lambda row: row.y)
        yield from {id(row): row for row in (*ordered[:_EDGE], *ordered[-_EDGE:])}.values()


def _body_size(rows: Iterable[Row]) -> float:
    letters: Counter[float] = Counter()
    for row in rows:
        letters[row.size] += len(row.text)
    return letters.most_common(1)[0][0] if letters else 0.0


def _is_large(row: Row, body: float) -> bool:
    return row.size > 1.12 * body


def _paragraphs(rows: Sequence[Row], levels: dict[float, int]) -> Iterator[str]:
    leading = _leading(rows)
    widest = {} if _are_spaced(rows, leading) else _widths(rows)
    group: list[Row] = []
    for row in rows:
        if group and (
            row.in_table != group[-1].in_table
            or (not row.in_table and _parts(group[-1], row, group, leading, widest))
        ):
            yield _paragraph(group, levels)
            group = []
        group.append(row)
    if group:
        yield _paragraph(group, levels)


def _leading(rows: Sequence[Row]) -> float:
    """The distance of two lines of a paragraph, which is less than that of two paragraphs."""
    steps = [
        a.y - b.y
        for a, b in pairwise(rows)
        if a.page == b.page and a.size == b.size and 0.8 * a.size < a.y - b.y < 3 * a.size
    ]
    return sorted(steps)[len(steps) // 5] if steps else 0.0


def _widths(rows: Sequence[Row]) -> dict[float, int]:
    """How many letters a full line has, by size: nine in ten have no more."""
    lengths: dict[float, list[int]] = {}
    for row in rows:
        lengths.setdefault(row.size, []).append(len(row.text))
    return {size: sorted(found)[int(0.9 * (len(found) - 1))] for size, found in lengths.items()}


def _are_spaced(rows: Sequence[Row], leading: float) -> bool:
    """Tells whether paragraphs are set apart by space, so that a short line alone ends none."""
    wide = (
        1.35 * leading < a.y - b.y < 3 * a.size
        for a, b in pairwise(rows)
        if a.page == b.page and a.size == b.size
    )
    return leading > 0 and sum(wide) > 1


def _parts(before: Row, row: Row, group: Sequence[Row], leading: float, widest: dict[float, int]) -> bool:
    """Tells whether a paragraph ends between two lines."""
    if before.bold != row.bold and not shape.starts_lower(row.text):
        return before.bold or row.size > 1.12 * before.size or shape.ends_sentence(before.text)
    if before.size != row.size:
        return abs(before.size - row.size) > 0.08 * before.size or shape.ends_sentence(before.text)
    ended = shape.ends_sentence(before.text)
    step = before.y - row.y
    if before.page != row.page or step < -0.5 * row.size:
        return ended and not shape.starts_lower(row.text)
    if leading and step > 1.35 * max(leading, 1.15 * row.size):
        return True
    if _is_indented(row, group):
        return ended or (len(group) > 1 and not shape.starts_lower(row.text))
    return ended and (shape.is_bullet(row.text) or len(before.text) < 0.7 * widest.get(row.size, 0))


def _is_indented(row: Row, group: Sequence[Row]) -> bool:
    """Tells whether a line begins to the right of those before it, and not in the next column."""
    return 0.6 * row.size < row.x - min(other.x for other in group) < 6 * row.size


def _paragraph(group: Sequence[Row], levels: dict[float, int]) -> str:
    if group[0].in_table:
        return "\n".join(row.text for row in group)
    text = join((row.text for row in group), typeset=True).strip(f" {GOES_ON}")
    level = levels.get(group[0].size)
    if (
        level is None
        and all(row.bold for row in group)
        and not shape.ends_sentence(text)
        and not rules.label(text)
    ):
        level = min(len(levels) + 1, 6)
    return f"{'#' * level} {text}" if level and shape.weight(text) <= 25 else text
