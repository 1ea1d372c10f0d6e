"""Which of the short lines are headlines.

Between two paragraphs of running text stands a handful of lines: the end of a page, teasers, bylines, and perhaps
the headline of what follows. At most one of them is chosen, by what it looks like, where it stands, and above all
by whether the text below speaks of the same things: a teaser for another article does not.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from briefings.ingest import echoes, layout, meta, shape
from briefings.ingest.layout import Block
from briefings.model import LineLabel

_THRESHOLD = 2.5
_ASKED = 1.5  # what a question must have more: texts ask, too
_TURNED = 1.0  # what a change of script is worth
_FEW_QUESTIONS = 3
_LINE, _UNMARKED_LINE, _UNMARKED_TEXT = 14, 4, 14
"""Words of a line that is text although it ends no sentence; in a script without full stops, of any, and of what no headline is."""
_NEAR = 40
"""How many lines above a text are looked at for its headline."""


def is_prose(block: Block) -> bool:
    """Tells whether the block is running text beyond doubt."""
    if block.label is not None or block.level:
        return False
    heavy = shape.weight(block.text)
    if shape.is_bullet(block.text) or heavy > 40:
        return True
    if shape.is_shouted(block.text):
        return False
    if shape.ends_sentence(block.text):
        return heavy > 2
    if shape.is_unmarked(block.text):
        return heavy > _UNMARKED_TEXT
    return heavy > 28 or (heavy > 3 and block.text.endswith(":")) or (heavy > 14 and shape.tells(block.text))


def is_body(block: Block) -> bool:
    """Tells whether the block belongs to the text of a story, when it is not its headline.

    A line of more than 14 words is text even when it ends no sentence; a shorter one is furniture.
    """
    if is_prose(block):
        return True
    least = _UNMARKED_LINE if shape.is_unmarked(block.text) else _LINE
    if block.label is not None or block.level or shape.weight(block.text) <= least:
        return False
    return shape.holds_sentence(block.text) or not shape.is_prefixed(block.text)


def has_prose(found: Iterable[Block]) -> bool:
    """Tells whether there is any running text among the blocks."""
    return any(is_prose(block) for block in found)


def choose(found: Sequence[Block], *, without: frozenset[str] = frozenset()) -> list[int]:
    """Gives the indexes of the blocks that are headlines, in order."""
    chosen: list[int] = []
    before = -1
    asking = frozenset() if "asking" in without else _asking(found)
    for body in (index for index, block in enumerate(found[: layout.MOST_LINES]) if is_prose(block)):
        if body in asking:
            continue
        first = found[chosen[0]] if chosen else None
        best = _best(found, range(before + 1, body), body, first, without)
        if best is not None and (before < 0 or best[0] >= _THRESHOLD):
            chosen.append(best[1])
        before = body
    return chosen


def _asking(found: Sequence[Block]) -> frozenset[int]:
    """Gives the questions that may be headlines of the text below them; where many are asked, they are an interview's."""
    asked = [
        index
        for index, block in enumerate(found[: layout.MOST_LINES])
        if is_prose(block) and shape.asks(block.text)
    ]
    return frozenset(asked if len(asked) <= _FEW_QUESTIONS else ())


def _best(
    found: Sequence[Block], run: range, body: int, first: Block | None, without: frozenset[str]
) -> tuple[float, int] | None:
    near = range(max(run.start, body - _NEAR), body)
    candidates = [index for index in near if found[index].label is None]
    if not candidates:
        return None
    below = echoes.stems_of(block.text for block in found[body : body + 3] if is_prose(block))
    above = echoes.stems_of(
        block.text for block in found[max(0, run.start - 3) : run.start] if is_prose(block)
    )
    last = found[run.start - 1].text if run.start else ""
    return max(
        (
            _looks(found[index], first)
            + _TURNED * layout.turns(last, found[index].text, found[body].text)
            + _place(found[index + 1 : body], found[body])
            + (0.0 if "overlap" in without else _speaks_of(found[index].text, below, above)),
            index,
        )
        for index in candidates
    )


def _looks(block: Block, first: Block | None) -> float:
    """Scores what a line looks like, by itself and beside the first headline of the text."""
    words = shape.weight(block.text)
    score = 1.0 if words >= 4 else 0.0 if words >= 3 else -1.0 if words == 2 else -2.0
    score += (
        0.5 * bool(block.gap)
        - 1.0 * shape.is_prefixed(block.text)
        - 3.0 * shape.tells(block.text)
        - _ASKED * shape.asks(block.text)
        - 3.0 * shape.is_cut(block.text)
    )
    if block.level:
        score += 3.0 if first is None or first.level == block.level else -3.0
    elif first is not None and first.level:
        score -= 1.0
    if shape.is_shouted(block.text):
        score += 1.0
    elif first is not None and shape.is_shouted(first.text) and shape.has_case(block.text):
        score -= 2.0
    return score


def _place(between: Sequence[Block], body: Block) -> float:
    """Scores where a line stands: right above a byline or a dateline is where headlines do."""
    score = 2.5 * bool(between and between[0].label is LineLabel.META)
    score += 2.0 * (meta.dateline(body.text)[0] is not None)
    return score - 0.25 * sum(other.label is None for other in between)


def _speaks_of(line: str, below: set[str], above: set[str]) -> float:
    """Scores how much of the line comes back in the text below it, and how much it goes on with the one above."""
    echo = echoes.echo(line, below)
    if echo < 0.15:
        return -1.5
    return min(3.0, 5 * echo) - 2 * max(0.0, echoes.echo(line, above) - echo)
