"""Where a story ends: what stands further down is the page's, however much it reads like text.

Each paragraph speaks for going on by its words, the more so the more of them the story has said before; each line of
furniture speaks against it, and so does what the site says. The story ends where most has spoken for it.

Source: maximum subsequence segmentation (Pasternack & Roth 2009), here with one free end; that a text goes on with words it
has said before is lexical cohesion (Halliday & Hasan 1976). The weights were found by measuring.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from briefings.ingest import echoes, headlines, shape, strays, voice
from briefings.ingest.layout import Block
from briefings.model import LineLabel

_LEAST = 40  # words: a shorter text has not begun to end
_MOST = 40  # words of a paragraph that count
_STRANGE, _SHARE = 0.3, 0.25
"""What a word weighs in a paragraph that has none said before, and what each of those adds."""

_QUOTING = 0.5
"""What a word weighs at least where somebody is quoted."""

_LINE, _MORE, _MOST_LINES = 2, 6, 20
"""What a line of furniture costs, another below it, and all in a row."""


def without(part: Sequence[Block]) -> list[Block]:
    """Returns the blocks of a story; what reads like text below its end is labelled as furniture."""
    stop = _end(part) if part else 0
    return [
        replace(block, label=LineLabel.CHROME) if index >= stop and headlines.is_body(block) else block
        for index, block in enumerate(part)
    ]


def _end(part: Sequence[Block]) -> int:
    """The index behind the last block of the story."""
    said = echoes.stems(part[0].text)
    may_appeal = strays.speaks_to_readers(part, [headlines.is_body(block) for block in part])
    weight = most = cost = words = 0.0
    stop = len(part)
    for index, block in enumerate(part[1:], start=1):
        if headlines.is_body(block):
            own = echoes.stems(block.text)
            weight += (
                _worth(block.text, len(own & said), may_appeal=may_appeal)
                if words > _LEAST
                else shape.weight(block.text)
            )
            words += shape.weight(block.text)
            said |= own
            cost = 0
            if weight >= most:
                most, stop = weight, index + 1
        elif words > _LEAST and block.label is not LineLabel.META:
            before, cost = cost, min(_MOST_LINES, cost + _MORE if cost else _LINE)
            weight -= cost - before
    return stop


def _worth(text: str, shared: int, *, may_appeal: bool) -> float:
    """What a paragraph speaks for the story's going on, of whose words it has so many."""
    words = min(shape.weight(text), _MOST)
    if voice.appeal(text) >= voice.HINTED and not may_appeal:
        return -_STRANGE * words
    return words * min(1.0, max(_STRANGE + _SHARE * shared, _QUOTING if voice.quotes(text) else 0.0))
