"""Running heads: a short line that comes back again and again in one text, whatever number of a page stands beside it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from briefings.ingest import learned, shape
from briefings.ingest.layout import Row

_SEEN, _LONGEST, _MOST_WORDS = 3, 120, 14
_PAGE = re.compile(r"^\W*\d{1,4}\W+|\W+\d{1,4}\W*$")


def heads(lines: Sequence[Row]) -> frozenset[str]:
    """Gives the keys (see `learned`) of the lines that stand in a text three times at least and are no sentences."""
    short = [row.text for row in lines if len(row.text) <= _LONGEST and row.label is None and not row.level]
    seen = Counter(map(_words, short))
    often = {text for text in short if seen[_words(text)] >= _SEEN}
    return frozenset(learned.key(text) for text in often if _may_head(text))


def _words(text: str) -> str:
    """What a line is counted by: its words without the number of a page; of one word, whatever numbers are in it."""
    return _PAGE.sub("", text) if " " in text else learned.key(text)


def _may_head(text: str) -> bool:
    return shape.weight(text) <= _MOST_WORDS and not (shape.ends_sentence(text) or shape.is_bullet(text))
