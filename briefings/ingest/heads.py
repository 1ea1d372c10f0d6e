"""Which of the lines above a text is its headline: all of them are judged together.

On a page there stand, from the top down, an outlet and its sections, perhaps the title of the page, a kicker, the headline,
a deck, who and when, a picture with its caption, and the text. What tells the headline from the others: it has the length
of one and ends no sentence, who and when stand below it with at most a deck between, and above all its words come back in
the text. Those of a deck do as well, so of two such lines the upper one is the headline.

Source: a title is told by what it looks like, where it stands and what stands around it, as in Xue et al. 2007, "Web page
title extraction and its application"; words that come back are ours. The weights were found by measuring.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefings.ingest import datelines, echoes, layout, meta, shape
from briefings.ingest.layout import Block
from briefings.model import LineLabel

_ASKED = 1.5  # what a question must have more: texts ask, too
_TURNED = 1.0  # what a change of script is worth
_STAMPED, _DATED = 2.5, 2.0  # who and when below the line, and a dateline in the text
_BELOW, _TOP = 2.0, 1.0  # below another line that speaks of the text, and the first of a page that does
_NEAR = 40
"""How many lines above a text are looked at for its headline."""
_TEXT, _READ = 4, 10
"""How many paragraphs are heard for words of the headline, among how many blocks."""
_SHORT, _BETWEEN = 3, 6


@dataclass(frozen=True, slots=True)
class Page:
    """The blocks of a paste, and which of them are running text."""

    blocks: Sequence[Block]
    prose: Sequence[bool]

    def text(self, where: range) -> list[str]:
        """Gives the running text of a stretch."""
        return [self.blocks[at].text for at in where if self.prose[at]]


def best(
    page: Page, run: range, body: int, first: Block | None, *, overlap: bool = True
) -> tuple[float, int] | None:
    """Gives what the likeliest headline in a run of lines above a text scores, and its index."""
    found = page.blocks
    near = range(max(run.start, body - _NEAR), body)
    lines = [index for index in near if may_head(page, index)]
    if not lines:
        return None
    below = echoes.stems_of(page.text(range(body, min(body + _READ, len(found))))[:_TEXT])
    above = echoes.stems_of(page.text(range(max(0, run.start - 3), run.start)))
    last = found[run.start - 1].text if run.start else ""
    echo = {index: echoes.echo(found[index].text, below) for index in lines}
    top = next((index for index in lines if echo[index] > echoes.CHANCE), None) if first is None else None
    return max(
        (
            _looks(found[index], first)
            + _TURNED * layout.turns(last, found[index].text, found[body].text)
            + _place(page, index, body)
            + _TOP * (index == top)
            - _BELOW * _is_below(page, index, echo)
            + (_speaks_of(found[index].text, echo[index], above) if overlap else 0.0),
            index,
        )
        for index in lines
    )


def may_head(page: Page, index: int) -> bool:
    """Tells whether a line can be a headline: no rule knows it for something else, and it is no text and no date."""
    block = page.blocks[index]
    return block.label is None and not page.prose[index] and not meta.is_stamp(block.text)


def is_stamped(block: Block) -> bool:
    """Tells whether a line says who or when."""
    return block.label is LineLabel.META or (block.label is None and meta.is_stamp(block.text))


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


def _place(page: Page, index: int, body: int) -> float:
    """Scores where a line stands: who and when below it, with at most a deck between, or a dateline in the text."""
    score = _STAMPED * _is_above_stamp(page, index, body)
    score += _DATED * (datelines.dateline(page.blocks[body].text)[0] is not None)
    return score - 0.25 * sum(page.blocks[other].label is None for other in range(index + 1, body))


def _is_above_stamp(page: Page, index: int, body: int) -> bool:
    decks = 0
    for other in range(index + 1, min(index + 1 + _BETWEEN, body)):
        block = page.blocks[other]
        if is_stamped(block):
            return True
        decks += block.label is None and shape.weight(block.text) > _SHORT
        if decks > 1:
            return False
    return False


def _is_below(page: Page, index: int, echo: dict[int, float]) -> bool:
    """Tells whether a line stands right below another that speaks of the text as well: it is the deck of that one."""
    upper = next(
        (
            other
            for other in (index - 1, index - 2)
            if other in echo and shape.weight(page.blocks[other].text) > _SHORT
        ),
        None,
    )
    return upper is not None and echo[upper] > echoes.CHANCE and 2 * echo[upper] >= echo[index]


def _speaks_of(line: str, echo: float, above: set[str]) -> float:
    """Scores how much of the line comes back in the text below it, and how much it goes on with the one above."""
    if echo < 0.15:
        return -1.5
    return min(3.0, 5 * echo) - 2 * max(0.0, echoes.echo(line, above) - echo)
