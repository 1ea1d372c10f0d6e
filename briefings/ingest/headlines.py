"""Which of the short lines are headlines.

Between two paragraphs of running text stands a handful of lines: the end of a page, teasers, bylines, and perhaps
the headline of what follows. At most one of them is chosen, by what it looks like, where it stands, and above all
by whether the text below speaks of the same things: a teaser for another article does not.
"""

from __future__ import annotations

import re
from itertools import pairwise

from briefings.ingest import shape
from briefings.ingest.blocks import Block
from briefings.model import LineLabel

_WORD = re.compile(rf"[{shape.CJK}]|[^\W_{shape.CJK}]+")
_STEM = 5
_THRESHOLD = 2.0


def stems(text: str) -> set[str]:
    """Gives the beginnings of the words of weight: five letters, which few endings change; pairs in CJK."""
    words = _WORD.findall(text.casefold())
    found = {word[:_STEM] for word in words if len(word) > 3 or word.isdigit()}
    cjk = [word for word in words if shape.CJK and len(word) == 1 and not word.isascii()]
    return found | {a + b for a, b in pairwise(cjk)}


def is_prose(block: Block) -> bool:
    """Tells whether the block is running text by itself."""
    if block.label is not None or block.level:
        return False
    heavy = shape.weight(block.text)
    if shape.is_bullet(block.text):
        return True
    return (
        (shape.ends_sentence(block.text) and heavy > 2)
        or heavy > 28
        or (heavy > 14 and shape.runs_on(block.text))
    )


def choose(found: list[Block], *, without: frozenset[str] = frozenset()) -> list[int]:
    """Gives the indexes of the blocks that are headlines, in order."""
    chosen: list[int] = []
    before = -1
    level = 0
    for body in (index for index, block in enumerate(found) if is_prose(block)):
        best = _best(found, range(before + 1, body), body, level=level, without=without)
        if best is not None and (before < 0 or best[0] >= _THRESHOLD):
            chosen.append(best[1])
            level = level or found[best[1]].level
        before = body
    return chosen


def _best(
    found: list[Block], run: range, body: int, *, level: int, without: frozenset[str]
) -> tuple[float, int] | None:
    candidates = [index for index in run if found[index].label is None]
    if not candidates:
        return None
    below = stems(" ".join(block.text[:600] for block in found[body : body + 4] if is_prose(block)))
    return max(
        (_looks(found, index, body, level) + _speaks_of(found[index], below, without), index)
        for index in candidates
    )


def _looks(found: list[Block], index: int, body: int, level: int) -> float:
    """Scores the look and the place of a line: its words, its mark, what stands before and after it."""
    block = found[index]
    words = shape.weight(block.text)
    score = 2.0 if words >= 4 else 0.0 if words >= 3 else -2.0
    if block.level:
        score += 3.0 if level in (0, block.level) else -3.0
    elif level:
        score -= 3.0
    between = found[index + 1 : body]
    score += 0.5 * bool(block.gap) + any(other.label is LineLabel.META for other in between)
    return score - sum(0.25 for other in between if other.label is None)


def _speaks_of(block: Block, below: set[str], without: frozenset[str]) -> float:
    """Scores how much of the line comes back in the text below it."""
    own = stems(block.text)
    if "overlap" in without or not own:
        return 0.0
    shared = len(own & below)
    return float(min(shared, 3)) if shared else -2.0
