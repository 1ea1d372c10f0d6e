"""What no two happenings share: the names and numbers of a text.

Reports that are written to one pattern (a fire here, a fire there) have most of their words in common, but not these; an
article that was edited or cut keeps them.
"""

from __future__ import annotations

import re

from briefings.analysis.words import fold

_NAME = re.compile(r"(?<=[^\W\d_A-Z],|.[^\W\d_A-Z]) ([^\W\d_a-z][^\W\d_]+)")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*|[一二三四五六七八九十百千万萬亿億两]{2,}")
_FEWEST_NAMES, _FEWEST_NUMBERS = 3, 2
_NAMES, _NUMBERS = 0.25, 0.2
"""The shares of the smaller set from which two texts may tell of one happening."""


def differ(one: str, other: str) -> bool:
    """Tells whether the names or the numbers of two texts say that they tell of two happenings."""
    return _apart(_names(one), _names(other), _FEWEST_NAMES, _NAMES) or _apart(
        _numbers(one), _numbers(other), _FEWEST_NUMBERS, _NUMBERS
    )


def _apart(one: set[str], other: set[str], fewest: int, share: float) -> bool:
    least = min(len(one), len(other))
    return least >= fewest and len(one & other) < share * least


def _names(text: str) -> set[str]:
    """The words within sentences that begin with a capital letter."""
    return {fold(word) for word in _NAME.findall(text) if word[0].isupper()}


def _numbers(text: str) -> set[str]:
    return set(_NUMBER.findall(text))
