"""What the ends of the lines of a PDF tell: whether a word goes on in the next line, in scripts that break words anywhere.

Office programs draw the space after the last word of a line. Where lines have one, a Korean line without it ends inside a
word; and between Thai words, which no space parts, there is one only where it is drawn.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from briefings.ingest.documents.pdf_rows import Row
from briefings.ingest.joints import GOES_ON

_FEWEST, _SHARE = 2, 0.1
_KOREAN = re.compile("[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]")
_THAI = re.compile("[\u0e00-\u0eff]$")


def with_ends(rows: Sequence[Row]) -> list[Row]:
    """Gives the rows with what ends their text: a space, or the sign that a word goes on."""
    if sum(row.spaced for row in rows) < max(_FEWEST, _SHARE * len(rows)):
        return list(rows)
    return [replace(row, text=row.text + _end(row)) for row in rows]


def _end(row: Row) -> str:
    if row.spaced:
        return " " if _THAI.search(row.text) else ""
    return GOES_ON if row.text[-1].isalnum() and _KOREAN.search(row.text) else ""
