"""Which of the lines above a text is its headline: all of them are judged together.

On a page there stand, from the top down, an outlet and its sections, perhaps the title of the page, a kicker, the headline,
a deck, who and when, a picture with its caption, and the text. What tells the headline from the others: it has the length
of one and ends no sentence, who and when stand below it with at most a deck between, and above all its words come back in
the text. Those of a deck do as well, so of two such lines the upper one is the headline.

Source: a title is told by what it looks like, where it stands and what stands around it, as in Xue et al. 2007, "Web page
title extraction and its application"; words that come back are ours. The weights were found by measuring.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from briefings.ingest import chats, datelines, echoes, layout, meta, shape, voice
from briefings.ingest.layout import Block
from briefings.model import LineLabel

_SPEAKING = 2  # words that come back in the text, of which one may be chance
_ASKED = 1.5  # what a question must have more: texts ask, too
_TURNED = 1.0  # what a change of script is worth
_STAMPED, _DATED = 2.5, 2.0  # who and when below the line, and a dateline in the text
_BELOW, _TOP = 2.0, 1.0  # below another line that speaks of the text, and the first of a page that does
_UNSTAMPED, _SAME, _SECTION = (
    1.0,
    3.5,
    3.0,
)  # a second headline unlike the first, of the same text, or within it
_NAMED, _COPY = 2.0, 3.0  # the name of a site stands there again, the title of a page holds the headline
_LONGEST_NAME, _NEAR = 80, 40
"""Characters of a name, and how many lines above a text are looked at for its headline."""
_TEXT, _PAGE_TEXT, _READ = 4, 5, 12
"""How many paragraphs are heard for words of a headline, of the first one, and among how many blocks."""
_LITTLE, _SHORT, _NAME, _MANY, _BETWEEN, _DECK = 0.15, 3, 5, 5, 6, 2
_SPEAKS, _SENTENCE = 2, 30
_SECTIONS = re.compile(r"[◇◆□■▲△▼▽○◎☆★].*|[\"'“”«‘„「『][^\"“”«»„「」『』]+[\"'”»’“」』]|[(（].+[)）]")
"""What heads a part of a text: a line with a mark, nothing but a quotation, or in brackets."""


class Page:
    """The blocks of a paste, which of them are running text, and which say who or when."""

    def __init__(self, blocks: Sequence[Block], prose: list[bool]) -> None:
        self.blocks = blocks
        self.prose = prose
        self.stamped = [
            block.label is LineLabel.META or (block.label is None and meta.is_stamp(block.text))
            for block in blocks[: len(prose)]
        ]
        self.times = Counter(
            block.text for block in blocks[: len(prose)] if len(block.text) < layout.MOST_LINES
        )

    def text(self, where: range) -> list[str]:
        """Gives the running text of a stretch."""
        return [self.blocks[at].text for at in where if self.prose[at]]

    def heard(self, start: int, most: int = _TEXT) -> set[str]:
        """Gives the words of weight of the first paragraphs from a place on, up to a line that is marked as a heading."""
        stop = min(start + _READ, len(self.prose))
        stop = next((at for at in range(start, stop) if self._is_marked(at)), stop)
        return echoes.stems_of(self.text(range(start, stop))[:most])

    def _is_marked(self, index: int) -> bool:
        block = self.blocks[index]
        return bool(block.level) or (
            block.label is None and shape.is_shouted(block.text) and shape.weight(block.text) > _SHORT
        )

    def may_head(self, index: int) -> bool:
        """Tells whether a line can be a headline: no rule knows it for something else, and it is no text and no date."""
        return self.blocks[index].label is None and not self.prose[index] and not self.stamped[index]

    def is_above_stamp(self, index: int, stop: int) -> bool:
        """Tells whether who and when stand below a line, with no more than a deck between."""
        decks = 0
        for other in range(index + 1, min(index + 1 + _BETWEEN, stop)):
            if self.stamped[other] or self.prose[other]:
                return self.stamped[other]
            block = self.blocks[other]
            decks += block.label is None and shape.weight(block.text) > _SHORT
            if decks > 1:
                return False
        return False


@dataclass(frozen=True, slots=True)
class _Run:
    """The lines above a text that may be its headline, with their stems, what is heard above and below, and the headlines before."""

    page: Page
    body: int
    lines: dict[int, set[str]]
    above: set[str]
    below: set[str]
    chosen: Sequence[int]

    def shared(self, index: int) -> int:
        return len(self.lines[index] & self.below)

    def speaks(self, index: int) -> bool:
        """Tells whether a line is long enough for a headline and has words of the text, one of which may be chance."""
        text = self.page.blocks[index].text
        return self.shared(index) >= _SPEAKS and shape.weight(text) > _SHORT and not self.names(text)

    def names(self, text: str) -> bool:
        """Tells whether a line is a name of the site, which stands there again."""
        return self.page.times[text] > 1 and shape.weight(text) <= _NAME


def best(
    page: Page, run: range, body: int, chosen: Sequence[int], *, overlap: bool = True
) -> tuple[float, int] | None:
    """Gives what the likeliest headline in a run of lines above a text scores, and its index.

    `chosen` are the headlines above the run.
    """
    lines = [index for index in range(max(run.start, body - _NEAR), body) if page.may_head(index)]
    if not lines:
        return None
    stems = {index: echoes.stems(page.blocks[index].text) for index in lines}
    above = echoes.stems_of(page.text(range(max(0, run.start - 3), run.start)))
    judged = _Run(page, body, stems, above, page.heard(body, _TEXT if chosen else _PAGE_TEXT), chosen)
    speaking = list(filter(judged.speaks, lines))
    last = page.blocks[run.start - 1].text if run.start else ""
    dated = _DATED * (datelines.dateline(page.blocks[body].text)[0] is not None)
    return max(
        (
            dated
            + _looks(judged, index)
            + _TURNED * layout.turns(last, page.blocks[index].text, page.blocks[body].text)
            + (_second(judged, index) if chosen else _top(judged, index, speaking))
            - _BELOW * _is_below(judged, index, speaking)
            + _speaks_of(judged, index) * overlap,
            index,
        )
        for index in lines
    )


def may_be_sentence(page: Page, body: int, line: int | None) -> bool:
    """Tells whether what ends like a sentence may be the headline: right above who and when, and no other line is.

    `line` is the likeliest headline above it; neither that nor a line below it speaks of the text.
    """
    if shape.weight(page.blocks[body].text) > _SENTENCE or not page.is_above_stamp(body, len(page.prose)):
        return False
    text = next(
        (at for at in range(body + 1, min(body + 1 + _READ, len(page.prose))) if page.prose[at]), None
    )
    if text is None:
        return False
    others = [*([] if line is None else [line]), *filter(page.may_head, range(body + 1, text))]
    heard = page.heard(text) | echoes.stems(page.blocks[body].text)
    return not any(len(echoes.stems(page.blocks[other].text) & heard) >= _SPEAKS for other in others)


def _looks(run: _Run, index: int) -> float:
    """Scores what a line looks like and where it stands, by itself and beside the first headline of the text."""
    block = run.page.blocks[index]
    first = run.page.blocks[run.chosen[0]] if run.chosen else None
    is_stamped = run.page.is_above_stamp(index, run.body)
    words = shape.weight(block.text)
    score = 1.0 if words >= 4 else 0.0 if words >= 3 else -1.0 if words == 2 else -2.0
    score += (
        0.5 * bool(block.gap)
        + _STAMPED * is_stamped
        - 0.25 * sum(run.page.blocks[other].label is None for other in range(index + 1, run.body))
        - 1.0 * shape.is_prefixed(block.text)
        - (1.0 if is_stamped else 3.0) * shape.tells(block.text)
        - 5.0 * (shape.ends_sentence(block.text) and not shape.asks(block.text))
        - _ASKED * shape.asks(block.text)
        - 3.0 * shape.is_cut(block.text)
        - 1.5 * block.text.endswith((")", "）", "]"))
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


def _top(run: _Run, index: int, speaking: Sequence[int]) -> float:
    """Scores a line as the first headline of a page: the first that speaks of the text, neither a name nor a title with names around."""
    text = run.page.blocks[index].text
    holds = any(run.page.blocks[other].text in text for other in speaking if other != index)
    return (
        _TOP * (index in speaking[:1])
        - _NAMED * run.names(text)
        - _COPY * (holds and run.page.times[text] == 1)
    )


def _second(run: _Run, index: int) -> float:
    """Scores a line as a second headline: where the first has who and when below it, so has the second.

    Where many words of the headline above come back below a line, the text is still the same. A picture before it makes it a
    call to the reader where the first headline has none and is not bold, either, unless it speaks of the text below alone, and not to the reader.
    """
    page, score = run.page, 0.0
    if page.is_above_stamp(run.chosen[0], len(page.prose)) and not page.is_above_stamp(index, run.body):
        score -= _UNSTAMPED + page.stamped[index - 1]
    own = echoes.stems(page.blocks[run.chosen[-1]].text)
    heard = len(own & run.below)
    if heard >= _MANY and 2 * heard > len(own) and heard >= run.shared(index):
        score -= _SAME
    text, first = page.blocks[index].text, page.blocks[run.chosen[0]]
    pictured = chats.unadorned(text) != text and chats.unadorned(first.text) == first.text
    is_new = run.shared(index) >= _SPEAKING and not run.lines[index] & run.above and not voice.says_you(text)
    is_call = pictured and not first.level and not is_new
    return score - _SECTION * (is_call or bool(_SECTIONS.fullmatch(text)))


def _is_below(run: _Run, index: int, speaking: Sequence[int]) -> bool:
    """Tells whether a line stands below another that speaks of the text as well: it is the deck of that one, or a caption.

    A deck stands right below its headline, a caption on the other side of who and when.
    """
    for upper in speaking:
        if upper >= index:
            return False
        if 2 * run.shared(upper) < run.shared(index):
            continue
        if run.chosen and shape.is_prefixed(run.page.blocks[upper].text):
            continue
        if index - upper <= _DECK or (not run.chosen and any(run.page.stamped[upper:index])):
            return True
    return False


def _speaks_of(run: _Run, index: int) -> float:
    """Scores how much of the line comes back in the text below it, and how much it goes on with the one above."""
    echo = echoes.share(run.lines[index], run.below)
    if echo < _LITTLE:
        return -1.5
    return min(3.0, 5 * echo) - 2 * max(0.0, echoes.share(run.lines[index], run.above) - echo)
