"""Over how many lines a headline runs: wrapped where its text is, or at a width of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from briefings.ingest import layout, shape
from briefings.ingest.echoes import CHANCE, echo, echoed, stems, stems_of
from briefings.ingest.layout import Layout, Row

_LINES = 3
_READ, _LONG = 600, 3
_WORD = re.compile(r"[^\W\d_]+")
_YEAR = re.compile(r"(?:19|20)\d\d")
_WORDS, _NARROW = 3, 0.85  # what the first of them holds, and how wide they are beside the text
_WIDEST, _PARAGRAPH = 60, 2  # characters of a line, and how many of them a paragraph has at least


def lines_of(lines: Sequence[Row], start: int, plan: Layout, least: float = CHANCE) -> int:
    """Gives over how many rows the headline that begins at `start` was wrapped; 0 when none was.

    Its rows but the last are broken where wrapping would break them, the last by the writer, and none ends a
    sentence: no other paragraph is such. `least` is the echo it needs.
    """
    if start and not (lines[start].gap or layout.is_free(lines[start - 1])):
        return 0
    for count in range(_LINES, 1, -1):
        if layout.is_signature(lines, start + count - 1):
            continue
        if _is_narrow_title(lines[start : start + count], lines[start + count : start + count + 4], plan):
            return count
    stop = start
    while stop + 1 < len(lines) and _goes_on(lines[stop], lines[stop + 1], plan):
        stop += 1
        if stop - start == _LINES:
            return 0
    if stop > start and layout.is_signature(lines, stop):
        stop -= 1
    text = " ".join(row.text for row in lines[start : stop + 1])
    below = lines[stop + 1 : stop + 5]
    if stop == start or not below or not layout.may_title(text, below[0].text):
        return 0
    heard = echoed(text, (other.text for other in below if not other.label))
    return stop + 1 - start if heard >= (layout.SURELY if shape.runs_on(text) else least) else 0


def _is_narrow_title(rows: Sequence[Row], below: Sequence[Row], plan: Layout) -> bool:
    """Tells whether rows are a headline wrapped at a width of its own, as large letters are.

    They break where greedy wrapping at that width does, all speak of the text below, and a blank line, a byline or
    the wider text below says that they are no paragraph.
    """
    if not below or not _may_be_one(rows):
        return False
    width = max(len(row.text) for row in rows)
    if any(after.gap or layout.needed(row.text, after.text) <= width for row, after in pairwise(rows)):
        return False
    text = " ".join(row.text for row in rows)
    if shape.weight(rows[0].text) < _WORDS or not layout.may_title(text, below[0].text):
        return False
    heard = stems_of(row.text for row in below if not row.label)
    shouted = shape.is_shouted(text) and not shape.is_shouted(below[0].text)
    set_off = below[0].gap or below[0].label is not None or shouted
    if shape.runs_on(text) and not shouted and not (set_off and echo(text, heard) >= layout.SURELY):
        return False
    if not (set_off or _is_wider(below[0], width, plan)) or not _all_speak_of(heard, rows):
        return False
    return not any(_is_second(row, below) and not shape.hangs(above.text) for above, row in pairwise(rows))


def _may_be_one(rows: Sequence[Row]) -> bool:
    """Tells whether no row ends a sentence, or is known for something else."""
    if rows[0].label or any(row.level or shape.ends_sentence(row.text) for row in rows):
        return False
    if any(_repeats(row.text, above.text) for above, row in pairwise(rows)):
        return False
    return all(row.label is None or _is_last_number(above, row) for above, row in pairwise(rows))


def _repeats(text: str, above: str) -> bool:
    """Tells whether a row says what the one above says, as the title of a page does, with the name of its site."""
    shorter, longer = sorted((text, above), key=len)
    return shape.weight(shorter) > _WORDS and shorter in longer


def _all_speak_of(heard: set[str], rows: Sequence[Row]) -> bool:
    """Tells whether each row has a word of those heard, or goes on from the one above."""
    return bool(stems(rows[0].text) & heard) and all(
        stems(row.text) & heard
        or (shape.is_shouted(row.text) and shape.is_shouted(above.text) and shape.weight(row.text) > 1)
        or shape.starts_lower(row.text)
        or shape.hangs(above.text)
        or _YEAR.fullmatch(row.text)
        for above, row in pairwise(rows)
    )


def _is_last_number(above: Row, row: Row) -> bool:
    """Tells whether a number alone on a line goes on from the one above: `dies at`, `103`."""
    return row.text.isdigit() and shape.ends_hanging(above.text)


def _is_second(row: Row, below: Sequence[Row]) -> bool:
    """Tells whether a row begins a headline of its own: with a capital that makes no name, before small letters."""
    first = _WORD.search(row.text)
    if first is None or first[0].isupper() or not first[0][0].isupper() or _in_capitals(row.text):
        return False
    name = re.compile(rf"\w[,;]? {re.escape(first[0])}\b")
    return not any(name.search(other.text[:_READ]) for other in below)


def _in_capitals(text: str) -> bool:
    long = [found[0] for found in _WORD.finditer(text) if len(found[0]) > _LONG]
    return 2 * sum(word[0].isupper() for word in long) > len(long)


def _is_wider(row: Row, width: int, plan: Layout) -> bool:
    """Tells whether a row is of text that is set wider than `width`; where nothing is wrapped, it is a paragraph."""
    if plan.column is None:
        return width <= _WIDEST and len(row.text) > _PARAGRAPH * width
    return width < _NARROW * plan.column and len(row.text) > width


def _goes_on(row: Row, following: Row, plan: Layout) -> bool:
    if following.gap or following.label or following.level or shape.ends_sentence(row.text):
        return False
    return plan.is_soft(row.text, following.text)
