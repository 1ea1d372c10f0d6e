"""Pull quotes: a sentence of the article set again in large letters, with who said it below.

Told by comparing: the words of a line, or of a few short lines, come back in their order within a longer paragraph. What an
editor left out between two sentences of a speaker may be missing. A headline ends no sentence, and stays; and so does all of a page
that has much of its text twice.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from briefings.ingest import layout, shape
from briefings.ingest.layout import Row
from briefings.model import LineLabel

_WORD = re.compile(rf"[{shape.CJK}]|[^\W_{shape.CJK}]+")
_SIGN, _LETTERS = re.compile(f"[{shape.CJK}]"), re.compile(r"[^\W_]+")
_GRAM, _LINES, _PLACES = 5, 5, 3
"""Words looked for at once, lines that a quote runs over, places it is looked for in."""
_WORDS, _CHARACTERS = 20_000, 20_000
"""Words of a text that are compared, and characters of one line of it: no article has more."""
_MOST, _PLAIN, _PLAIN_MOST, _PLAIN_TIMES = 45, 9, 30, 4
"""Words that no pull quote has; those that a sentence needs and may have which is no quote, and how many there are."""
_LEFT_OUT, _AGAIN, _OFTEN = 30, 3, 2
"""Words left out at once, words that say where it goes on, and how often."""
_SPEAKER, _SPEAKER_LINES = 8, 2
_QUOTED = re.compile(r"[\W_]*[\"“”«»„‘'「『]")


def without(lines: Sequence[Row]) -> list[Row]:
    """Returns the rows; pull quotes and the names below them are furniture."""
    text = _Text(lines[: layout.MOST_LINES])
    pulled: list[range] = []
    index = 0
    while index < len(text.starts) - 1:
        stop = text.pulled(index)
        if stop > index:
            pulled.append(range(index, _named(lines, stop, text)))
        index = max(stop, index + 1)
    found = list(lines)
    for run in _alone(lines, pulled):
        for place in run:
            found[place] = replace(
                lines[place], level=0, label=LineLabel.CHROME, sure=True, goes_on=place > run.start
            )
    return found


def _alone(lines: Sequence[Row], pulled: Sequence[range]) -> list[range]:
    """Gives those that have text of the article beside them; several in a row, or many, are a second copy of it."""
    if sum(not _is_quoted(lines[run.start].text) for run in pulled) > _PLAIN_TIMES:
        pulled = [run for run in pulled if _is_quoted(lines[run.start].text)]
    joined = {
        place
        for place, (run, following) in enumerate(pairwise(pulled))
        if all(row.label for row in lines[run.stop : following.start])
    }
    return [run for place, run in enumerate(pulled) if not {place, place - 1} & joined]


def _is_quoted(text: str) -> bool:
    return _QUOTED.match(text) is not None


class _Text:
    """The words of all lines that no rule knows, one after another, and where each line begins."""

    def __init__(self, lines: Sequence[Row]) -> None:
        self.lines = lines
        self.words: list[str] = []
        self.starts: list[int] = []
        for row in lines:
            self.starts.append(len(self.words))
            if row.label is None and len(self.words) < _WORDS:
                self.words += _words(row.text[:_CHARACTERS])
        self.starts.append(len(self.words))
        self.known = set(self.words)
        self._bounds = set(self.starts)
        self._places: dict[tuple[str, ...], list[int]] = defaultdict(list)
        begun = {self._gram(start) for start in self.starts}
        first = {gram[0] for gram in begun if gram}
        for place in range(len(self.words) - _GRAM + 1):
            if self.words[place] not in first:
                continue
            gram = self._gram(place)
            if gram in begun and len(self._places[gram]) < _PLACES:
                self._places[gram].append(place)

    def pulled(self, index: int) -> int:
        """Gives where a pull quote ends that begins with the row at `index`; `index` when none does."""
        start = self.starts[index]
        places = [place for place in self._places.get(self._gram(start), ()) if place != start]
        if not places:
            return index
        for stop in range(min(index + _LINES, len(self.lines)), index, -1):
            rows, end = self.lines[index:stop], self.starts[stop]
            if any(row.label or row.level or (row.gap and row is not rows[0]) for row in rows):
                continue
            if self._may_be_pulled(rows, end - start) and any(
                self._tells(start, end, place) for place in places
            ):
                return stop
        return index

    def _may_be_pulled(self, rows: Sequence[Row], size: int) -> bool:
        if not _GRAM <= size <= _MOST or not shape.ends_sentence(rows[-1].text):
            return False
        text = " ".join(row.text for row in rows)
        return _is_quoted(text) or (_PLAIN <= size <= _PLAIN_MOST and not shape.holds_sentence(text))

    def _tells(self, start: int, end: int, place: int) -> bool:
        """Tells whether the words from `start` to `end` are told at another place, within a longer text."""
        here, there, left_out = start, place, 0
        while here < end:
            if start <= there < end or there >= len(self.words):
                return False
            if self.words[here] == self.words[there]:
                here, there = here + 1, there + 1
                continue
            left_out += 1
            again = self._again(here, end, there)
            if again is None or left_out > _OFTEN:
                return False
            there = again
        return left_out > 0 or place not in self._bounds or there not in self._bounds

    def _again(self, here: int, end: int, there: int) -> int | None:
        """Gives where the words go on behind something that was left out."""
        wanted = self.words[here : min(here + _AGAIN, end)]
        if len(wanted) < _AGAIN:
            return None
        near = range(there, there + _LEFT_OUT)
        return next((place for place in near if self.words[place : place + _AGAIN] == wanted), None)

    def _gram(self, start: int) -> tuple[str, ...]:
        return tuple(self.words[start : start + _GRAM])


def _words(text: str) -> list[str]:
    folded = text.casefold()
    return (_WORD if _SIGN.search(folded) else _LETTERS).findall(folded)


def _named(lines: Sequence[Row], stop: int, text: _Text) -> int:
    """Gives where the lines end that say whose words those above are: short, and known to the text."""
    for row in lines[stop : stop + _SPEAKER_LINES]:
        words = _words(row.text)
        if row.label or row.gap or len(words) > _SPEAKER or shape.ends_sentence(row.text):
            break
        told = sum(text.words.count(word) > 1 for word in words)
        if 2 * told < len(words):
            break
        stop += 1
    return stop
