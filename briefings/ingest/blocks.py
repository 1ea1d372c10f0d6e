"""Lines -> blocks: sentences broken over lines are joined, furniture glued to a sentence is cut off.

Whether a break is soft is told by greedy wrapping: in text wrapped at a width, a line is broken where the next
word would not have fitted; where it would have, the writer broke the line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from briefings.ingest import phrases, rules, shape
from briefings.model import LineLabel

_MARK = re.compile(r"^(#{1,6})\s+(?=\S)(.*?)\s*#*$")
_BOLD = re.compile(r"^(\*\*|__)(?=\S)(.+?)(?<=\S)\1$")
_MIN_WIDTH, _MAX_WIDTH = 34, 110


@dataclass(frozen=True, slots=True)
class Row:
    """A line: its text, the blank lines before it, its level when marked as a heading (1-6, else 0)."""

    text: str
    gap: int
    level: int = 0
    label: LineLabel | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or another unit: its text, the rows it was joined from, and what its first row said."""

    text: str
    rows: tuple[int, ...]
    gap: int
    level: int
    label: LineLabel | None


def rows(text: str, *, without: frozenset[str] = frozenset()) -> list[Row]:
    """Gives the non-empty lines of normalised text, furniture at their ends as rows of its own."""
    found: list[Row] = []
    gap = 0
    for line in text.split("\n"):
        if not line:
            gap += 1
            continue
        body, level = _unmarked(line)
        cut = None if "glued" in without else phrases.glued_at(body)
        if cut is None:
            found.append(Row(body, gap, level))
        else:
            found.append(Row(body[:cut].rstrip(), gap, level))
            found.append(Row(body[cut:].strip(), 0, 0, LineLabel.CHROME))
        gap = 0
    return found


def _unmarked(line: str) -> tuple[str, int]:
    if match := _MARK.match(line):
        return match[2], len(match[1])
    if (match := _BOLD.match(line)) and not shape.ends_sentence(match[2]):
        return match[2], 2
    return line, 0


def width(lines: list[Row]) -> int | None:
    """Gives the column at which the text was wrapped by a machine, or None when it was not."""
    pairs = [
        (len(a.text), len(a.text) + 1 + len(b.text.split(" ", 1)[0]))
        for a, b in pairwise(lines)
        if b.gap == 0 and not shape.ends_sentence(a.text) and len(a.text) >= _MIN_WIDTH
    ]
    if len(pairs) < 3:
        return None
    lengths = sorted(length for length, _ in pairs)
    column = lengths[min(len(lengths) - 1, int(0.92 * len(lengths)))]
    filled = sum(length <= column < needed for length, needed in pairs)
    return column if column <= _MAX_WIDTH and filled >= 0.6 * len(pairs) else None


def blocks(lines: list[Row], *, without: frozenset[str] = frozenset()) -> list[Block]:
    """Labels the rows that the rules know and joins the others where a sentence runs on."""
    column = None if "wrapped" in without else width(lines)
    made: list[Block] = []
    open_rows: list[int] = []
    for index, row in enumerate(lines):
        if open_rows and _continues(lines[open_rows[-1]], row, column, without, first=len(open_rows) == 1):
            open_rows.append(index)
            continue
        if open_rows:
            made.append(_joined(lines, open_rows))
        open_rows = []
        label = row.label or (None if row.level else rules.label(row.text, without=without))
        if label:
            made.append(Block(row.text, (index,), row.gap, row.level, label))
        else:
            open_rows = [index]
    if open_rows:
        made.append(_joined(lines, open_rows))
    return made


def _continues(before: Row, row: Row, column: int | None, without: frozenset[str], *, first: bool) -> bool:
    """Tells whether `row` goes on with the paragraph that `before` is the last line of."""
    if row.label or row.level or before.level or shape.is_bullet(row.text):
        return False
    open_end = not shape.ends_sentence(before.text)
    lower = shape.starts_lower(row.text)
    if row.gap:
        return "broken" not in without and open_end and lower and shape.weight(before.text) > 6
    if column is not None and _soft(before.text, row.text, column):
        return _wraps(before, row, without, first=first, lower=lower)
    if phrases.is_furniture(row.text) or not open_end or "broken" in without:
        return False
    return _breaks_off(before.text, lower=lower) and (lower or rules.label(row.text) is None)


def _wraps(before: Row, row: Row, without: frozenset[str], *, first: bool, lower: bool) -> bool:
    """Tells whether a line as long as wrapped ones goes on; a headline may be of that length by chance."""
    if shape.ends_sentence(before.text):
        return rules.label(row.text, without=without) is None
    if lower or not first or shape.hangs(before.text) or shape.runs_on(before.text):
        return lower or not phrases.is_furniture(row.text)
    return False


def _breaks_off(text: str, *, lower: bool) -> bool:
    """Tells whether a line was broken in the middle of a sentence, whatever its length."""
    heavy = shape.weight(text)
    return shape.hangs(text) or (lower and heavy > 3) or (heavy > 14 and shape.runs_on(text))


def _soft(text: str, following: str, column: int) -> bool:
    return len(text) <= column < len(text) + 1 + len(following.split(" ", 1)[0])


def _joined(lines: list[Row], indexes: list[int]) -> Block:
    first = lines[indexes[0]]
    text = join(lines[index].text for index in indexes)
    return Block(text, tuple(indexes), first.gap, first.level, first.label)


def join(parts: Iterable[str]) -> str:
    """Joins the lines of one paragraph: no space inside a hyphenated word nor between Chinese or Japanese."""
    made: list[str] = []
    for part in parts:
        if made and not _sticks(made[-1], part):
            made.append(" ")
        made.append(part)
    return "".join(made)


def _sticks(before: str, after: str) -> bool:
    if re.search(r"[^\W_]-$", before[-2:]) and re.match(r"[^\W_]", after):
        return True
    return bool(
        re.search(f"[{shape.CJK}，。、！？：；」』”）]$", before[-1:])
        and re.match(f"[{shape.CJK}「『“（]", after)
    )
