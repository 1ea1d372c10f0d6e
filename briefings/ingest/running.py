"""Running heads: a short line that comes back again and again in one text, whatever numbers stand in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from briefings.ingest import learned, shape
from briefings.ingest.layout import Row

_SEEN, _LONGEST, _MOST_WORDS = 3, 120, 14


def heads(lines: Sequence[Row]) -> frozenset[str]:
    """Gives the keys (see `learned`) of the lines that stand in a text three times at least and are no sentences."""
    short = (row.text for row in lines if len(row.text) <= _LONGEST and row.label is None and not row.level)
    seen = Counter(
        learned.key(text) for text in short if not shape.ends_sentence(text) and not shape.is_bullet(text)
    )
    return frozenset(
        key for key, times in seen.items() if times >= _SEEN and shape.weight(key) <= _MOST_WORDS
    )
