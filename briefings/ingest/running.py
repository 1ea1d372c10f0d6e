"""Lines that come back in one text: running heads, whatever number of a page stands beside them, and what a site says twice.

A text that was pasted twice comes back as well, all of it: what a site says is a few lines among others.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from briefings.ingest import learned, shape
from briefings.ingest.echoes import echoed
from briefings.ingest.layout import Row, is_free

_SEEN, _LONGEST, _MOST_WORDS = 3, 120, 14
_SAID_TWICE, _FEWEST_WORDS, _MOST_SAID = 20, 3, 40
_NEAR, _CHANCE = 8, 0.34
_NOT_SAID = re.compile(r"[\"“”«»‘「『\d]")
_PAGE = re.compile(r"^\W*\d{1,4}\W+|\W+\d{1,4}\W*$")


def heads(lines: Sequence[Row]) -> frozenset[str]:
    """Gives the keys (see `learned`) of the lines that stand in a text three times at least and are no sentences."""
    short = [row.text for row in lines if len(row.text) <= _LONGEST and row.label is None and not row.level]
    seen = Counter(map(_words, short))
    often = {text for text in short if seen[_words(text)] >= _SEEN}
    return frozenset(learned.key(text) for text in often if _may_head(text)) | frozenset(_said_twice(lines))


def _said_twice(lines: Sequence[Row]) -> Iterator[str]:
    """Gives the keys of short sentences, without speech or numbers, that stand in a line of their own here and again elsewhere."""
    seen = Counter(row.text for row in lines)
    for again, run in groupby(range(len(lines)), key=lambda index: seen[lines[index].text] > 1):
        places = list(run)
        if again and sum(shape.weight(lines[index].text) for index in places) <= _MOST_SAID:
            yield from (learned.key(lines[index].text) for index in places if _is_said(lines, index))


def _is_said(lines: Sequence[Row], index: int) -> bool:
    text = lines[index].text
    if not (shape.ends_sentence(text) and _FEWEST_WORDS <= shape.weight(text) <= _SAID_TWICE):
        return False
    if _NOT_SAID.search(text) or shape.starts_lower(text) or shape.is_bullet(text):
        return False
    if index and not (lines[index].gap or is_free(lines[index - 1])):
        return False
    near = lines[max(0, index - _NEAR) : index + _NEAR + 1]
    return echoed(text, (row.text for row in near if row.label is None and row.text != text)) <= _CHANCE


def _words(text: str) -> str:
    """What a line is counted by: its words without the number of a page; of one word, whatever numbers are in it."""
    return _PAGE.sub("", text) if " " in text else learned.key(text)


def _may_head(text: str) -> bool:
    return shape.weight(text) <= _MOST_WORDS and not (shape.ends_sentence(text) or shape.is_bullet(text))
