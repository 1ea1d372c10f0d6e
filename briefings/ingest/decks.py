"""Decks: what stands between a headline and who and when, and says in other words what the text says.

A sentence below a headline is a deck where the byline or the date stands between it and the text, and none between it and
the headline. Where nothing parts it from the text it is the text.
"""

from __future__ import annotations

from collections.abc import Sequence

from briefings.ingest import echoes, shape
from briefings.ingest.heads import Page

_MOST_WORDS, _MOST, _LINES = 60, 2, 15
_HEARD, _SAME, _SURELY = 2, 3, 4
"""Words that make a line below a deck speak of the text, as the next headline does, and that tie it to the headline above."""


def below(page: Page, head: int, body: int) -> Sequence[int]:
    """Gives the places of the deck of a headline, whose text seems to begin at `body`; none when it has none."""
    stamps = [at for at in range(head + 1, body) if page.stamped[at]]
    if stamps:
        return list(filter(page.may_head, range(head + 1, stamps[-1])))
    stop = _end(page, body)
    return range(body, stop) if _may_be(page, body, stop) and _is_parted(page, head, stop) else ()


def _end(page: Page, start: int) -> int:
    """Gives where the paragraphs end that follow each other from a place on."""
    return next((at for at in range(start, len(page.prose)) if not page.prose[at]), len(page.prose))


def _may_be(page: Page, start: int, stop: int) -> bool:
    texts = page.text(range(start, stop))
    return len(texts) <= _MOST and sum(map(shape.weight, texts)) <= _MOST_WORDS


def _is_parted(page: Page, head: int, stop: int) -> bool:
    """Tells whether who and when stand between the deck that ends at `stop` and the text, and no headline of another text."""
    end = min(stop + _LINES, len(page.prose))
    text = next((at for at in range(stop, end) if page.prose[at]), None)
    if text is None or not any(page.stamped[stop:text]):
        return False
    heard = page.heard(text)
    lines = [page.blocks[at] for at in range(stop, text) if page.may_head(at)]
    if any(line.level for line in lines):
        return False
    most = max((len(echoes.stems(line.text) & heard) for line in lines), default=0)
    if most < _HEARD:
        return True
    said = echoes.stems_of([page.blocks[head].text, *page.text(range(head, stop))])
    return len(said & heard) >= min(max(_SAME, most), _SURELY)
