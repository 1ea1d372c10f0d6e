"""Sentences of no story: a greeting above the first headline, a sentence or two among buttons that speaks of nothing in the text.

A sentence of an article has its neighbours, or at least their words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from briefings.ingest import echoes, headlines, meta, shape
from briefings.ingest.layout import Block
from briefings.model import LineLabel

_SHORT, _SHORTER, _NEAR, _LEAST_TEXT = 14, 8, 10, 25
_GREETING, _SENTENCES = 20, 2
_SPEECH = re.compile(r"[\"“”«»‘「『]")
_AROUND = frozenset((LineLabel.CHROME, LineLabel.CAPTION))


def without(part: Sequence[Block]) -> list[Block]:
    """Returns the blocks of a story; the sentences that stand alone among furniture are furniture.

    A last paragraph may stand between an advertisement and the end of the page: beside one line of furniture few words
    are enough, beside more of them more.
    """
    prose = [headlines.is_body(block) for block in part]
    if (
        sum(shape.weight(block.text) for block, is_text in zip(part, prose, strict=True) if is_text)
        < _LEAST_TEXT
    ):
        return list(part)
    return [
        replace(block, label=LineLabel.CHROME) if prose[index] and _is_stray(part, prose, index) else block
        for index, block in enumerate(part)
    ]


def is_greeting(part: Sequence[Block]) -> bool:
    """Tells whether what stands above the first headline is a word to the reader rather than a story."""
    said = [block for block in part if headlines.is_body(block)]
    if len(said) > _SENTENCES or meta.dateline(said[0].text)[0]:
        return False
    return sum(shape.weight(block.text) for block in said) <= _GREETING


def _is_stray(part: Sequence[Block], prose: Sequence[bool], index: int) -> bool:
    text = part[index].text
    words = shape.weight(text)
    if words > _SHORT or shape.is_bullet(text) or _SPEECH.search(text):
        return False
    above, below = part[max(0, index - 2) : index], part[index + 1 : index + 2]
    if not above or above[-1].label not in _AROUND or any(prose[index + 1 : index + 2]):
        return False
    if any(block.label is LineLabel.META for block in below):
        return False
    if (words > _SHORTER or not shape.has_case(text)) and not all(block.label in _AROUND for block in above):
        return False
    near = range(max(0, index - _NEAR), min(len(part), index + _NEAR))
    heard = echoes.stems_of(
        part[other].text for other in near if other != index and part[other].label is None
    )
    return not echoes.stems(text) & heard
