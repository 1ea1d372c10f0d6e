"""Where on a whole page, pasted with all its menus and lists, the article stands.

    blocks --words of text for, lines of anything else against--> the contiguous run that weighs most, and its equals

Source: the best contiguous subsequence (Kadane) over tagged blocks, as in Pasternack & Roth 2009, "Extracting Article
Text from the Web with Maximum Subsequence Segmentation"; the weights were found by measuring.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from briefings.ingest import echoes, headlines, shape
from briefings.ingest.layout import Block
from briefings.model import LineLabel

MANY = 40
"""From so many lines that are no text on, a paste is a whole page."""

_ASIDE = 3  # a paragraph of so few words weighs nothing
_MOST = 60  # words of a paragraph that count, so that one legal notice does not weigh as much as an article
_MOST_ARTICLES = 12
_STORY, _ABOVE, _ECHO = 60, 6, 0.4
_NEARLY, _MOSTLY = 0.35, 0.6
_REPEATED, _COPY = (
    6,
    1,
)  # words of a text that nobody says twice, and what it weighs when it stands there again
_STAMP = 90  # what who and when cost: an article has them above its text, each comment on it has its own
_FIRST_BREAK, _BREAK = 25, 8  # what a line between paragraphs costs; lists and captions come in rows


def without_asides(found: Sequence[Block]) -> list[Block]:
    """Returns the blocks; of a whole page, what reads like text beside its articles is labelled as furniture.

    The headline of an article may stand further above, so other lines stay what they are.
    """
    texts = [headlines.is_body(block) for block in found]
    lines = sum(
        not is_text and not shape.ends_sentence(block.text)
        for block, is_text in zip(found, texts, strict=True)
    )
    if lines < MANY or _are_briefs(found, texts):
        return list(found)
    inside = [index for run in _articles(found, texts) for index in run]
    copies = _copies([found[index].text for index in inside])
    kept = {index for index, copied in zip(inside, copies, strict=True) if not copied}
    return [
        replace(block, label=LineLabel.CHROME) if is_text and index not in kept else block
        for index, (block, is_text) in enumerate(zip(found, texts, strict=True))
    ]


def _are_briefs(found: Sequence[Block], texts: Sequence[bool]) -> bool:
    """Tells whether most lines that are no text are the headlines of the text below them: news in brief, and no page."""
    lines = [index for index, block in enumerate(found[:-1]) if not texts[index] and block.label is None]
    headed = [index for index in lines if texts[index + 1] and _speaks_of(found[index], found[index + 1])]
    return len(headed) > _MOSTLY * len(lines)


def _speaks_of(line: Block, text: Block) -> bool:
    return echoes.echoed(line.text, (text.text,)) >= _ECHO


def _articles(found: Sequence[Block], texts: Sequence[bool]) -> list[range]:
    """The places of the page's articles among the blocks, in order.

    Besides the run that weighs most there may be others that weigh nearly as much: a page with several stories.
    """
    copies = _copies([block.text for block in found])
    weights = list(map(_weight, found, texts, copies))
    best, run = _heaviest(weights, range(len(weights)))
    runs, rest = [run], [range(run.start), range(run.stop, len(weights))]
    while rest and len(runs) < _MOST_ARTICLES:
        weight, run = _heaviest(weights, where := rest.pop())
        if weight >= max(_STORY, _NEARLY * best) and _is_headed(found, run):
            runs.append(run)
            rest += [range(where.start, run.start), range(run.stop, where.stop)]
    return sorted(runs, key=lambda one: one.start)


def _copies(texts: Sequence[str]) -> list[bool]:
    """Tells of each text whether it stood there before, as captions do that a gallery shows again."""
    seen: set[str] = set()
    copies = []
    for text in texts:
        copies.append(text in seen)
        if shape.weight(text) >= _REPEATED:
            seen.add(text)
    return copies


def _weight(block: Block, is_text: bool, is_copy: bool) -> int | None:  # noqa: FBT001 - three columns of one table
    """What a block adds to a run; None for a line that breaks it."""
    if is_text:
        return _COPY if is_copy else min(shape.weight(block.text), _MOST) - _ASIDE
    return -_STAMP if block.label is LineLabel.META else None


def _is_headed(found: Sequence[Block], run: range) -> bool:
    """Tells whether a line above a run is its headline: words of it come back at once."""
    below = echoes.stems_of(found[index].text for index in run[:3])
    above = found[max(0, run.start - _ABOVE) : run.start]
    return any(block.label is None and echoes.echo(block.text, below) >= _ECHO for block in above)


def _heaviest(weights: Sequence[int | None], where: range) -> tuple[int, range]:
    """The run of the greatest weight in a stretch, and the weight."""
    best, run = 0, range(where.start, where.start)
    weight = gap = 0
    start = where.start
    for index in where:
        words = weights[index]
        weight += words if words is not None else -(_BREAK if gap else _FIRST_BREAK)
        gap = gap + 1 if words is None else 0
        if weight <= 0:
            weight, gap, start = 0, 0, index + 1
        elif words is not None and weight > best:
            best, run = weight, range(start, index + 1)
    return best, run
