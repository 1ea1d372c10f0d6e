"""Notes below a text, and the marks in it, where a program could raise no number.

`a month of repairs.[1]`, and below `[1] The crane was built in 1931.`; Markdown has `[^1]` and `[^1]: The crane`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from briefings.ingest import shape
from briefings.ingest.layout import Row
from briefings.model import LineLabel

_DIGITS = str.maketrans("¹²³⁴⁵⁶⁷⁸⁹⁰", "1234567890")
_SIGN = r"(?:\[\^?(\d{1,2})\]|([¹²³⁴-⁹⁰]{1,2}))"
_MARK = re.compile(rf"(?<=[^\s\[(]) ?{_SIGN}(?!\w)")
_HINT = re.compile(r"[\[¹²³⁴-⁹⁰]")
_NOTE = re.compile(rf"{_SIGN}:?\s*(?=[^\W\d]|[\"'“«„(])")


def without(lines: Sequence[Row]) -> list[Row]:
    """Returns the rows; notes that are marked in the text above are furniture, and their marks are gone."""
    first: dict[str, int] = {}
    for index, row in enumerate(lines):
        if not _HINT.search(row.text):
            continue
        for found in _MARK.finditer(row.text):
            first.setdefault(_number(found), index)
    notes = _notes(lines, first) if first else {}
    if not notes:
        return list(lines)
    explained = set(notes.values())
    return [
        replace(row, level=0, label=LineLabel.CHROME, sure=True)
        if index in notes
        else replace(
            row, text=_MARK.sub(lambda found: "" if _number(found) in explained else found[0], row.text)
        )
        for index, row in enumerate(lines)
    ]


def _number(found: re.Match[str]) -> str:
    return (found[1] or found[2]).translate(_DIGITS)


def _notes(lines: Sequence[Row], marked: dict[str, int]) -> dict[int, str]:
    """Gives the lines of notes, those in which one goes on too, and the numbers of the notes."""
    notes: dict[int, str] = {}
    for index, row in enumerate(lines):
        found = _NOTE.match(row.text)
        if found and marked.get(_number(found), index) < index:
            notes[index] = _number(found)
        elif (
            index - 1 in notes
            and not row.gap
            and not found
            and not shape.ends_sentence(lines[index - 1].text)
        ):
            notes[index] = notes[index - 1]
    return notes
