"""Sentences that a page lifts out of an article and shows again in large letters: pull quotes.

One is quoted, short, and word for word within another paragraph of the same story.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from briefings.ingest import headlines, shape
from briefings.ingest.layout import Block
from briefings.model import LineLabel

_FEWEST, _MOST_WORDS, _LONGEST, _MOST = 4, 45, 400, 40
_QUOTE = re.compile(r"[\"“”«»„‘「『]")
_MARKS = re.compile(r"[\W_]+")


def without(part: Sequence[Block]) -> list[Block]:
    """Returns the blocks of a story; what is quoted once more by itself is furniture."""
    found = list(part)
    quoted = [index for index in range(1, len(found)) if _may_be_pulled(found[index])][:_MOST]
    if not quoted:
        return found
    said = [_plain(block.text) if headlines.is_body(block) else "" for block in found]
    for index in quoted:
        text = said[index].strip()
        if text and any(
            text in other for at, other in enumerate(said) if at != index and len(other) > len(said[index])
        ):
            found[index] = replace(found[index], label=LineLabel.CHROME)
            said[index] = ""
    return found


def _may_be_pulled(block: Block) -> bool:
    if block.label is not None or not _QUOTE.match(block.text) or len(block.text) > _LONGEST:
        return False
    return _FEWEST <= shape.weight(block.text) <= _MOST_WORDS


def _plain(text: str) -> str:
    return f" {_MARKS.sub(' ', text.lower()).strip()} "
