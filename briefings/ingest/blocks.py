"""Rows -> blocks: sentences broken over lines are joined."""

from __future__ import annotations

from collections.abc import Sequence

from briefings.ingest import breaks, cards, datelines, echoes, joints, layout, shape, titles
from briefings.ingest.layout import Block, Layout, Row
from briefings.model import LineLabel

_TITLE, _SIGNS = 24, "▼▲◆◇★☆※▶▷☞"
"""Words of a title, and signs that stand before a heading."""


def blocks(lines: Sequence[Row], *, without: frozenset[str] = frozenset()) -> list[Block]:
    """Labels the rows that the rules know and joins the others where a sentence runs on."""
    plan = layout.see(lines, without=without)
    made: list[Block] = []
    start = 0
    most = min(len(lines), layout.MOST_LINES)
    while start < most:
        stop = start + 1
        begun = "broken" not in without and breaks.is_begun(lines, start)
        label = None if begun else lines[start].label
        if label is None:
            heading = 0 if "headline lines" in without else titles.lines_of(lines, start, plan)
            stop = start + heading if heading else stop
            while not heading and stop < most and _continues(lines, start, stop, plan, without):
                stop += 1
        elif not lines[start].sure:
            stop += stop < len(lines) and _carries(lines[start], lines[stop], plan)
        while stop < most and lines[stop].goes_on:
            stop += 1
        made.append(_joined(lines, range(start, stop), label, typeset=plan.typeset))
        start = stop
    made = made if "interrupted" in without else _mended(made)
    return made + [_joined(lines, range(index, index + 1), None) for index in range(start, len(lines))]


def _continues(lines: Sequence[Row], start: int, index: int, plan: Layout, without: frozenset[str]) -> bool:
    """Tells whether the row at `index` goes on with the paragraph that began at `start`."""
    before, row = lines[index - 1], lines[index]
    opened = "datelines" not in without and datelines.opens(row.text)
    if row.goes_on or row.level or before.level or opened or _is_item(row.text, before.text):
        return row.goes_on
    if row.gap:
        is_headline = index - 1 == start and layout.tops(lines, start, plan)
        return "broken" not in without and not is_headline and _bridges(lines, index)
    if index - 1 == start and (_stands_alone(lines, start, plan) or layout.is_signature(lines, index)):
        return False
    if plan.is_soft(before.text, row.text):
        return _wraps(lines, start, index, plan)
    if shape.is_bullet(lines[start].text) and not (shape.starts_lower(row.text) or shape.hangs(before.text)):
        return False
    return "broken" not in without and breaks.breaks_off(lines, start, index, plan)


def _bridges(lines: Sequence[Row], index: int) -> bool:
    """Tells whether a sentence goes on behind a blank line."""
    before, row = lines[index - 1], lines[index]
    heavy = shape.weight(before.text)
    if row.label or shape.ends_sentence(before.text) or heavy < 4:
        return False
    if shape.starts_lower(row.text):
        return True
    if heavy < 7:
        return False
    if shape.is_cut(before.text):
        return True
    if len(row.text) < 40 or not shape.runs_on(before.text):
        return False
    below = (other.text for other in lines[index : index + 3])
    return shape.hangs(before.text) or (len(before.text) > 80 and echoes.echoed(before.text, below) < 0.4)


def _stands_alone(lines: Sequence[Row], index: int, plan: Layout) -> bool:
    """Tells whether a row is a headline or a link although text follows right below it."""
    if shape.starts_lower(lines[index + 1].text):
        return False
    if plan.column is None and _is_set_off(lines, index):
        return True
    return _is_link(lines[index].text) or layout.titled(lines, index, plan)


def _is_set_off(lines: Sequence[Row], index: int) -> bool:
    """Tells whether a row without a full stop is the title of another article below a heading of such, or has the sign of a heading."""
    text = lines[index].text
    if shape.ends_sentence(text) or shape.weight(text) > _TITLE or shape.runs_on(text):
        return False
    return text[0] in _SIGNS or (index > 0 and cards.heads(lines[index - 1].text))


def _is_link(text: str) -> bool:
    """Tells whether a line reads like the title of another article behind a word and a colon."""
    return shape.is_prefixed(text) and not shape.runs_on(text) and not shape.hangs(text)


def _is_item(text: str, before: str) -> bool:
    """Tells whether the row is an item of a list; a dash or a number within a sentence may come to stand first."""
    if not shape.is_bullet(text):
        return False
    if text[0] in "•‣◦▪●■":
        return True
    return (
        shape.is_bullet(before)
        or before.endswith(":")
        or shape.ends_sentence(before)
        or shape.weight(before) < 6
    )


def _wraps(lines: Sequence[Row], start: int, index: int, plan: Layout) -> bool:
    """Tells whether a paragraph goes on after a line that is as long as wrapped lines are."""
    before, row = lines[index - 1], lines[index]
    if shape.ends_sentence(before.text):
        following = lines[index + 1] if index + 1 < len(lines) else None
        if row.label or layout.titled(lines, index, plan) or titles.lines_of(lines, index, plan, 0.4):
            return False
        return _fits(row, following, plan)
    if shape.starts_lower(row.text) or shape.hangs(before.text):
        return True
    return not (row.label if index - 1 == start else row.sure)


def _fits(row: Row, following: Row | None, plan: Layout) -> bool:
    """Tells whether a row can be the next line of wrapped text: no wider, and broken where wrapping breaks."""
    if plan.column is not None and len(row.text) > plan.column:
        return False
    if shape.ends_sentence(row.text):
        return True
    return following is not None and not following.gap and plan.is_soft(row.text, following.text)


def _carries(before: Row, row: Row, plan: Layout) -> bool:
    """Tells whether a caption or teaser was wrapped and goes on in the next row."""
    if row.gap or row.sure or row.level or shape.ends_sentence(before.text) or shape.weight(before.text) < 6:
        return False
    return plan.is_soft(before.text, row.text) and shape.starts_lower(row.text)


def _joined(lines: Sequence[Row], indexes: range, label: LineLabel | None, *, typeset: bool = False) -> Block:
    first = lines[indexes[0]]
    text = joints.join((lines[index].text for index in indexes), typeset=typeset)
    return Block(text, tuple(indexes), first.gap, first.level, label)


def _mended(made: list[Block]) -> list[Block]:
    """Joins the halves of a sentence that furniture was put into."""
    whole: list[Block] = []
    last: int | None = None
    for block in made:
        if block.label is None:
            if last is not None and last < len(whole) - 1 and _halves(whole[last], block):
                half = whole[last]
                whole[last] = Block(
                    joints.join((half.text, block.text)), half.rows + block.rows, half.gap, half.level, None
                )
                continue
            last = len(whole)
        whole.append(block)
    return whole


def _halves(first: Block, second: Block) -> bool:
    if first.level or second.level or shape.ends_sentence(first.text) or not shape.starts_lower(second.text):
        return False
    return shape.weight(first.text) > 6 and not shape.is_bullet(second.text)
