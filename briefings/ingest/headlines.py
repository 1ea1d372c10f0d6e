"""Which of the short lines are headlines.

Between two paragraphs of running text stands a handful of lines: the end of a page, teasers, bylines, and perhaps
the headline of what follows. At most one of them is chosen, by what it looks like, where it stands, and above all
by whether the text below speaks of the same things: a teaser for another article does not.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from briefings.ingest import decks, heads, layout, meta, shape
from briefings.ingest.heads import Page
from briefings.ingest.layout import Block

_THRESHOLD = 2.5
_FEW_QUESTIONS = 3
_SOME_WORDS = 5
_LINE, _UNMARKED_LINE, _UNMARKED_TEXT = 14, 4, 14
"""Words of a line that is text although it ends no sentence; in a script without full stops, of any, and of what no headline is."""


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
        return heavy > 2 and not (heavy < _SOME_WORDS and meta.is_person(block.text.rstrip(".")))
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
    if meta.is_stamp(block.text):
        return False
    return shape.holds_sentence(block.text) or not shape.is_prefixed(block.text)


def has_prose(found: Iterable[Block]) -> bool:
    """Tells whether there is any running text among the blocks."""
    return any(is_prose(block) for block in found)


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which blocks are headlines, in order, and which are decks."""

    starts: Sequence[int]
    decks: frozenset[int]


def choose(found: Sequence[Block], *, without: frozenset[str] = frozenset()) -> Chosen:
    """Chooses the headlines among the blocks, and what stands between them and who and when."""
    chosen: list[int] = []
    below: set[int] = set()
    before = -1
    asking = frozenset() if "asking" in without else _asking(found)
    most = min(len(found), layout.MOST_LINES)
    page = Page(found, [is_prose(block) and at not in asking for at, block in enumerate(found[:most])])
    for body in (at for at in range(most) if page.prose[at]):
        if body in below:
            before = body
            continue
        if before not in below:
            best = heads.best(page, range(before + 1, body), body, chosen, overlap="overlap" not in without)
            if not chosen and "decks" not in without and heads.may_be_sentence(page, body, best and best[1]):
                page.prose[body] = False
                continue
            if best is not None and (before < 0 or best[0] >= _THRESHOLD):
                chosen.append(best[1])
                if "decks" not in without:
                    below.update(decks.below(page, best[1], body))
        before = body
    return Chosen(chosen, frozenset(below))


def _asking(found: Sequence[Block]) -> frozenset[int]:
    """Gives the questions that may be headlines of the text below them; where many are asked, they are an interview's."""
    asked = [
        index
        for index, block in enumerate(found[: layout.MOST_LINES])
        if is_prose(block) and shape.asks(block.text)
    ]
    return frozenset(asked if len(asked) <= _FEW_QUESTIONS else ())
