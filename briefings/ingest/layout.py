"""How a text is laid out: wrapped by a machine or not, blank lines between its paragraphs or not.

Whether a break is soft is told by greedy wrapping: in text wrapped at a width, a line is broken where the next
word would not have fitted; where it would have, the writer broke the line.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from briefings.ingest import joints, meta, shape
from briefings.ingest.echoes import CHANCE, echo, echoed, stems, stems_of
from briefings.model import LineLabel

_MIN_WIDTH, _MAX_WIDTH = 34, 110
_LOOKED_AT = 2000
_HEAD, _PAGE_HEAD, _BELOW_HEAD, _GLANCE, _FEW_WORDS, _NAME = 12, 40, 12, 300, 3, 5
"""How far down a headline stands, also on a page, how far below it its text may begin, and words of no text, and of a name."""
_LITTLE, SURELY = 0.15, 0.5
"""The echo that a headline with articles in it needs."""


MOST_LINES = 2000
"""No page has more lines: those beyond are taken one by one, as text where they end a sentence."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line: its text, the blank lines before it, its level when marked as a heading (1-6, else 0).

    `label` is what the rules take it for by itself; `sure` when no context can change that; `goes_on` when it is known to
    be the next line of what stands above.
    """

    text: str
    gap: int
    level: int = 0
    label: LineLabel | None = None
    sure: bool = False
    goes_on: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or another unit: its text, the rows it was joined from, and what its first row said."""

    text: str
    rows: tuple[int, ...]
    gap: int
    level: int
    label: LineLabel | None


@dataclass(frozen=True, slots=True)
class Layout:
    """The column that lines were wrapped at, if any.

    `tight`: no blank lines part the paragraphs. `gapless`: none stands before the headlines either. `typeset`: words are
    broken at the ends of lines.
    """

    column: int | None
    tight: bool = True
    gapless: bool = False
    typeset: bool = False

    def is_soft(self, text: str, following: str) -> bool:
        """Tells whether the break after `text` is where wrapping would put one."""
        if self.column is None:
            return False
        return len(text) <= self.column < needed(text, following)


def needed(text: str, following: str) -> int:
    """Gives the width the line would have had with the next word; scripts without spaces break anywhere."""
    spaceless = shape.is_spaceless(following[:8])
    return len(text) + (3 if spaceless else 1 + len(following.split(" ", 1)[0]))


def see(lines: Sequence[Row], *, without: frozenset[str] = frozenset()) -> Layout:
    """Gives the layout of a text by looking at all its lines."""
    plan = Layout(None if "wrapped" in without else _column(lines))
    after_text = [row.gap for before, row in pairwise(lines) if _ends_paragraph(before, row, plan)]
    before_titles = [
        row.gap
        for before, row in pairwise(lines)
        if _ends_paragraph(before, row, plan)
        and not shape.ends_sentence(row.text)
        and shape.weight(row.text) > 3
    ]
    tight = 2 * sum(map(bool, after_text)) < len(after_text)
    inner = [
        (before.text, row.text)
        for before, row in pairwise(lines)
        if not (row.gap or row.label or shape.ends_sentence(before.text))
    ]
    typeset = plan.column is not None and joints.is_typeset(inner)
    return Layout(plan.column, tight, gapless=tight and not any(before_titles), typeset=typeset)


def _ends_paragraph(before: Row, row: Row, plan: Layout) -> bool:
    if row.label or not shape.ends_sentence(before.text) or shape.weight(before.text) < 3:
        return False
    return not plan.is_soft(before.text, row.text)


def _column(lines: Sequence[Row]) -> int | None:
    """Gives the column that explains most of the breaks inside sentences.

    A break speaks for a column when the next word would not have fitted, against it when it would have, and
    more so when the line is longer yet goes on.
    """
    breaks = Counter(
        (len(before.text), needed(before.text, row.text))
        for before, row in pairwise(lines[:_LOOKED_AT])
        if not row.gap and not row.label and not shape.ends_sentence(before.text) and _may_break(before, row)
    )
    if breaks.total() < 3:
        return None
    votes = {
        column: sum(count * _vote(column, *found) for found, count in breaks.items())
        for column in {length for length, _ in breaks if length <= _MAX_WIDTH}
    }
    best = max(votes, key=lambda column: (votes[column], -column), default=None)
    return best if best is not None and votes[best] >= max(3, 0.3 * breaks.total()) else None


def _may_break(before: Row, row: Row) -> bool:
    least = _MIN_WIDTH // 2 if shape.is_spaceless(before.text) else _MIN_WIDTH
    return len(before.text) >= least and (shape.starts_lower(row.text) or not shape.ends_sentence(row.text))


def _vote(column: int, length: int, needed: int) -> int:
    if length > column:
        return -2
    return 1 if needed > column else -1


def titled(lines: Sequence[Row], index: int, plan: Layout) -> bool:
    """Tells whether a row is the headline of the rows right below it rather than the first line of their text.

    A headline looks like one, and its words come back at once, as those of a sentence do not. How much of
    that is asked for depends on where blank lines stand in the whole text.
    """
    row = lines[index]
    below = lines[index + 1 : index + 5]
    if not below or below[0].gap or len(row.text) > 180 or not may_title(row.text, below[0].text):
        return False
    if shape.is_shouted(row.text) and not shape.is_shouted(below[0].text):
        return True
    if tops(lines, index, plan):
        return True
    heard = echoed(row.text, (other.text for other in below))
    if _heads(lines, index):
        return heard >= (SURELY if shape.runs_on(row.text) else CHANCE)
    if (
        plan.column is None
        and (is_free(lines[index - 1]) or shape.ends_sentence(below[0].text))
        and turns(lines[index - 1].text, row.text, below[0].text)
    ):
        return heard >= CHANCE
    before = echoed(row.text, (other.text for other in lines[max(0, index - 4) : index]))
    return is_free(lines[index - 1]) and heard >= _asked(row, plan, before)


def turns(above: str, line: str, below: str) -> bool:
    """Tells whether a line and the text below it are in another script than the text above it: another story."""
    own = shape.script(line)
    return own not in (0, shape.script(above)) and own == shape.script(below)


def is_signature(lines: Sequence[Row], index: int) -> bool:
    """Tells whether a row is a name that the text below does not know: who wrote it, below its headline."""
    if index >= len(lines) or not meta.is_person(lines[index].text):
        return False
    below = [row.text for row in lines[index + 1 : index + 5] if row.label is None]
    return bool(below) and not echoed(lines[index].text, below)


def is_free(above: Row) -> bool:
    """Tells whether nothing goes on from the row above."""
    return above.label is not None or shape.ends_sentence(above.text) or shape.weight(above.text) < 4


def _asked(row: Row, plan: Layout, before: float) -> float:
    """Gives the echo that a headline needs; `before` is what it shares with the rows above, more than 1 is never."""
    set_off = bool(row.gap) and plan.tight
    if shape.runs_on(row.text) or shape.ends_hanging(row.text):
        return 0.5 if set_off and before < 0.5 else 2.0
    if set_off or (plan.column is not None and len(row.text) > plan.column):
        return 0.25
    if plan.gapless:
        return max(0.4, before / 0.7)
    return max(0.5, before / 0.7) if row.gap else 2.0


def _heads(lines: Sequence[Row], index: int) -> bool:
    """Tells whether nothing but short lines stands above: a text begins with a headline."""
    return index < _HEAD and all(
        row.label or (shape.weight(row.text) <= _FEW_WORDS and not shape.ends_sentence(row.text))
        for row in lines[:index]
    )


def tops(lines: Sequence[Row], index: int, plan: Layout) -> bool:
    """Tells whether a row is the first of a page that speaks of what stands below, where nothing is wrapped.

    Above it stand names of the page and its sections, and no sentence.
    """
    row = lines[index]
    if plan.column is not None or index >= _PAGE_HEAD or shape.holds_sentence(row.text):
        return False
    above = [
        other for other in lines[:index] if other.label is None and shape.weight(other.text) > _FEW_WORDS
    ]
    if any(shape.ends_sentence(other.text) for other in above):
        return False
    names = {other.text for other in above}
    below = stems_of(
        other.text[:_GLANCE]
        for other in lines[index + 1 : index + 1 + _BELOW_HEAD]
        if other.label is None and other.text not in names
    )
    if echo(row.text, below) < _LITTLE:
        return False
    heard = below | stems(row.text)
    return all(shape.weight(other.text) <= _NAME or echo(other.text, heard) <= CHANCE for other in above)


def may_title(text: str, following: str) -> bool:
    if (
        (shape.ends_sentence(text) and not shape.asks(text))
        or text.endswith(":")
        or shape.is_cut(text)
        or shape.is_bullet(text)
    ):
        return False
    if shape.starts_lower(following) or following[0] in "—–-,;:)":
        return False
    return shape.weight(text) > 2 and not shape.tells(text)
