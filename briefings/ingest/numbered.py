"""Headlines that a newsletter or a list numbers: 1. Port reopens / its text / 2. Trams to run at night / its text.

The numbers count up from one, each stands above a text that speaks of the same, and no text stands above the first: below
an introduction they would be the parts of one article.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from briefings.ingest import echoes, shape
from briefings.ingest.layout import Row

_NUMBERED = re.compile(r"(?:№ ?|No\. ?|#)?(\d{1,2})(?:[.):]\s+|[.):](?=\D)|\ufe0f?\u20e3\s*)(\S.*)")
_LONGEST, _MOST_WORDS, _TEXT, _FEWEST, _MOSTLY = 180, 24, 12, 2, 0.6


def without_numbers(lines: Sequence[Row]) -> list[Row]:
    """Returns the rows; the headlines among them lose their numbers and are marked as headings."""
    found = list(lines)
    places: list[tuple[int, str]] = []
    echoed = 0
    for index, row in enumerate(lines):
        text = _numbered(row, len(places) + 1)
        below = (
            [other for other in lines[index + 1 : index + 5] if not _NUMBERED.match(other.text)]
            if text
            else []
        )
        if text and any(map(_is_text, below)):
            places.append((index, text))
            echoed += echoes.echoed(text, (other.text for other in below)) >= echoes.CHANCE
        elif not places and _is_text(row):
            return found
    for index, text in places if echoed >= max(_FEWEST, _MOSTLY * len(places)) else ():
        found[index] = replace(lines[index], text=text, level=2, label=None, sure=False)
    return found


def _numbered(row: Row, number: int) -> str:
    """Gives a line that may be a headline without its number; nothing where it has another or none."""
    found = _NUMBERED.fullmatch(row.text) if len(row.text) < _LONGEST else None
    if found is None or int(found[1]) != number or shape.weight(found[2]) > _MOST_WORDS:
        return ""
    return "" if shape.ends_sentence(found[2]) and not shape.asks(found[2]) else found[2]


def _is_text(row: Row) -> bool:
    return row.label is None and shape.weight(row.text) >= _TEXT
