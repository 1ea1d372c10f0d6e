"""Headlines that a newsletter or a list marks: 1. Port reopens / its text / 2. Trams to run at night / its text.

They count up from one or have the same sign before them, each stands above a text that speaks of the same, and no text
stands above the first: below an introduction, or a headline whose subject all of them tell of, they would be the parts of
one article. A newsletter says that it is one, and then a greeting may stand there, which is no story.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from briefings.ingest import echoes, mailings, shape
from briefings.ingest.layout import Row
from briefings.ingest.source import sounds_like_press
from briefings.model import LineLabel

_NUMBERED = re.compile(
    r"(?:№ ?|No\. ?|#)?(\d{1,2})(?:[.):]\s+|[.):](?=\D)| (?:\w+ )?thing: |\ufe0f?\u20e3\s*)(\S.*)"
)
_SIGNED = re.compile(r"[•▪●■*+–—-]\s+(\S.*)")
_LONGEST, _MOST_WORDS, _FEWEST, _MOSTLY = 180, 24, 2, 0.6
_TEXT, _LINE, _SENTENCE, _GREETING, _HEADLINE = 12, 7, 5, 80, 5
"""Words of a text; of a line of it; of one that ends a sentence, below a headline; of what may stand above the first in a newsletter; of a headline for all."""

Marked = Callable[[str, int], str]


def without_marks(lines: Sequence[Row]) -> list[Row]:
    """Returns the rows; the headlines among them lose their marks and become headings, a greeting above is furniture."""
    headed = _headed(lines, _after_number) or _headed(lines, _after_sign, always=True)
    found = list(lines)
    for index, text in headed.items():
        found[index] = replace(lines[index], text=text, level=2, label=None, sure=False)
        if _is_wrapped(lines[index + 1 : index + 3]):
            found[index + 1] = replace(lines[index + 1], goes_on=True)
    for index, row in enumerate(lines[: min(headed, default=0)]):
        if row.label is None and shape.ends_sentence(row.text):
            found[index] = replace(row, label=LineLabel.CHROME)
    return found


def _headed(lines: Sequence[Row], after: Marked, *, always: bool = False) -> dict[int, str]:
    """Gives the headlines by their places; none when text is above them, or one line has a mark that they `always` have for another reason."""
    places: dict[int, str] = {}
    told: list[set[str]] = []
    echoed = 0
    for index, row in enumerate(lines):
        text = "" if row.sure or len(row.text) >= _LONGEST else after(row.text, len(places) + 1)
        below = (
            [other for other in lines[index + 1 : index + 5] if not after(other.text, len(places) + 2)]
            if text
            else []
        )
        if _may_head(text) and (any(map(_tells, below)) or _runs(below)):
            places[index] = text
            told.append(echoes.stems_of([text, *(other.text for other in below)]))
            echoed += echoes.echoed(text, (other.text for other in below)) >= echoes.CHANCE
        elif text and always:
            return {}
    if echoed < max(_FEWEST, _MOSTLY * len(places)):
        return {}
    if any(mailings.speaks(row.text) for row in lines):
        allowed = _GREETING
    elif _is_about(lines[: min(places)], set.intersection(*told)):
        return {}
    else:
        allowed = 0
    above = sum(shape.weight(row.text) for row in lines[: min(places)] if _is_text(row))
    return places if above <= allowed else {}


def _is_about(above: Sequence[Row], told: set[str]) -> bool:
    """Tells whether a headline stands above whose subject all the parts tell of; the name of a paper or a list is none."""
    return any(
        shape.weight(row.text) >= _HEADLINE
        and not sounds_like_press(row.text)
        and not echoes.stems(row.text).isdisjoint(told)
        for row in above
        if row.label is None and not row.sure and not shape.ends_sentence(row.text)
    )


def _after_number(text: str, number: int) -> str:
    """Gives what a line says after its number; nothing where it has another or none."""
    found = _NUMBERED.fullmatch(text)
    return found[2] if found and int(found[1]) == number else ""


def _after_sign(text: str, _: int) -> str:
    found = _SIGNED.fullmatch(text)
    return found[1] if found else ""


def _may_head(text: str) -> bool:
    if not text or shape.weight(text) > _MOST_WORDS:
        return False
    return shape.asks(text) or not shape.ends_sentence(text)


def _is_wrapped(below: Sequence[Row]) -> bool:
    """Tells whether the headline above goes on in the first of two rows, and its text begins behind a blank line."""
    if len(below) < 2 or below[0].gap or not below[1].gap or not _tells(below[1]):
        return False
    return below[0].label is None and not below[0].level and _may_head(below[0].text)


def _is_text(row: Row) -> bool:
    return row.label is None and shape.weight(row.text) >= _TEXT


def _runs(below: Sequence[Row]) -> bool:
    """Tells whether the two rows below a headline are lines of wrapped text."""
    lines = below[:2]
    return (
        len(lines) > 1
        and not lines[1].gap
        and all(not row.label and shape.weight(row.text) >= _LINE for row in lines)
    )


def _tells(row: Row) -> bool:
    return _is_text(row) or (
        row.label is None and shape.ends_sentence(row.text) and shape.weight(row.text) >= _SENTENCE
    )
