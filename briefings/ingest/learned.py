"""The furniture of one source, learned from its pastes: a line that keeps coming back is none of any story.

    reading --> keys of its short lines, counted once a paste --> seen in three: furniture, from the next paste on

The caller keeps the counts, by source, and leaves out pastes of a text that came before.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from briefings.ingest import rules
from briefings.model import LineLabel, Reading

SEEN = 3
"""In so many pastes of one source a line must have been seen to be furniture."""

_LONGEST = 160
_MOST = 400
_DIGITS = re.compile(r"\d+")


def key(line: str) -> str:
    """What the line is remembered by: its words, whatever the case, the spaces and the numbers in it."""
    return _DIGITS.sub("0", " ".join(line.casefold().split()))


def countable(reading: Reading) -> frozenset[str]:
    """Returns the keys of the lines that may be furniture nobody knows yet; long lines are not among them."""
    lines = (
        line for line in reading.lines if len(line.text) <= _LONGEST and line.label is not LineLabel.META
    )
    unknown = [key(line.text) for line in lines if rules.label(line.text) is None]
    return frozenset(list(dict.fromkeys(unknown))[:_MOST])


def meets(reading: Reading, furniture: Collection[str]) -> bool:
    """Tells whether a line that was taken for something else is furniture."""
    return any(key(line.text) in furniture for line in reading.lines if line.label is not LineLabel.CHROME)
