"""Where the text of a story begins: at its dateline, when a deck or a caption stands above that."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from briefings.ingest import datelines, headlines, shape
from briefings.ingest.layout import Block
from briefings.model import LineLabel

_ABOVE, _DECK = 3, 60
"""Paragraphs among which a dateline begins the text, and words of those above it: a deck and a caption have no more."""


def without(part: Sequence[Block]) -> list[Block]:
    """Returns the blocks of a story; what stands between its headline and the dateline of its lead is labelled as furniture."""
    prose = [index for index, block in enumerate(part) if headlines.is_body(block)][:_ABOVE]
    begin = next((index for index in prose if _is_dated(part[index].text)), 0)
    above = {index for index in prose if 0 < index < begin}
    if sum(shape.weight(part[index].text) for index in above) > _DECK:
        return list(part)
    return [
        replace(block, label=LineLabel.CHROME) if index in above else block
        for index, block in enumerate(part)
    ]


def _is_dated(text: str) -> bool:
    return datelines.opens(text, marked=True) and not shape.asks(text)
