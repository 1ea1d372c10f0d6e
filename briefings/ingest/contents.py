"""The list of what is in a newsletter, above it: lines that come back below as headlines, or stand under In this issue."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from briefings.ingest import mailings, shape
from briefings.ingest.layout import Row
from briefings.model import LineLabel

_MARK = re.compile(r"(?:[•‣◦⁃∙▪●■*+–—-]|(?:№ ?|#)?\(?\d{1,2}[.):])\s+")
_FEWEST, _MOST_WORDS, _HEADING = 2, 24, 6


def without(lines: Sequence[Row]) -> list[Row]:
    """Returns the rows; a list of two entries at least is furniture, and so is the short line above it."""
    found = list(lines)
    keys = [_key(row) for row in lines]
    last = {key: index for index, key in enumerate(keys) if key}
    start = 0
    while start < len(lines):
        stop = start
        while stop < len(lines) and (last.get(keys[stop], stop) > stop or _is_named(lines, start, stop)):
            stop += 1
        if stop - start >= _FEWEST:
            first = start - 1 if start and _heads(lines[start - 1]) else start
            for index in range(first, stop):
                found[index] = replace(lines[index], level=0, label=LineLabel.CHROME, sure=True)
        start = max(stop, start + 1)
    return found


def _is_named(lines: Sequence[Row], start: int, index: int) -> bool:
    """Tells whether a row is an item of the list that a heading announces; one with a text below it is a headline."""
    if not (start and mailings.lists(lines[start - 1].text) and _MARK.match(lines[index].text)):
        return False
    return bool(_key(lines[index])) and not (
        index + 1 < len(lines) and shape.ends_sentence(lines[index + 1].text)
    )


def _heads(row: Row) -> bool:
    return mailings.lists(row.text) or (shape.weight(row.text) <= _HEADING and row.text.endswith((":", "：")))


def _key(row: Row) -> str:
    """What two writings of a headline have in common; nothing for what is none."""
    if row.label or not 1 < shape.weight(row.text) <= _MOST_WORDS:
        return ""
    text = _MARK.sub("", row.text, count=1)
    return "" if shape.ends_sentence(text) and not shape.asks(text) else text.casefold().strip()
