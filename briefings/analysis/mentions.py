"""Where given phrases stand in a text, whatever their case, accents, dashes and common endings.

A phrase is a tuple of word keys (`words.stem`) found by its first key in a table, longest first, so the time
does not grow with the number of phrases. Scripts without spaces are searched by character.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from briefings.analysis import particles
from briefings.analysis.words import UNSPACED, WORD, fold, stem

ALONE, EXCLUDED = -1, -2
Owner = tuple[int, int]
"""Whose a phrase is: the index of the topic, and its group, ALONE or EXCLUDED."""

_CAPITALS = re.compile(r"(?:[A-ZА-Я]\.?){2,3}")
_GAP = re.compile(r"\s{0,2}[-–—‐‑'’·]?\s{0,2}|\.")
_DOTTED_GAP = re.compile(r"\.?\s{0,2}[-–—‐‑'’·]?\s{0,2}")
_FIRST_HANGUL = "가"
_LONGEST_PREFIX = 12
PARTICLES = re.compile(f"(?:들|군|측|인|정부|당국|내|간|등)?(?:{particles.PARTICLES})?")


class Mention(NamedTuple):
    """A phrase found: the words as they stand, whose phrase it is, and the character it begins at."""

    words: str
    owner: Owner
    at: int


@dataclass(slots=True)
class _Phrase:
    keys: tuple[str, ...]
    written: tuple[str, ...] = ()  # the words as written where case matters, otherwise none
    dotted: bool = False
    owners: list[Owner] = field(default_factory=list)

    @property
    def length(self) -> int:
        return sum(map(len, self.keys))


class MentionFinder:
    """Finds the phrases of many owners in one pass over a text."""

    def __init__(self, phrases: Iterable[tuple[str, Owner]]) -> None:
        self._spaced: dict[str, list[_Phrase]] = {}
        self._unspaced: dict[str, list[_Phrase]] = {}
        known: dict[str, _Phrase] = {}
        for text, owner in phrases:
            if text not in known:
                known[text] = self._enter(text)
            known[text].owners.append(owner)
        for table in (self._spaced, self._unspaced):
            for entries in table.values():
                entries.sort(key=lambda phrase: -phrase.length)

    def _enter(self, text: str) -> _Phrase:
        if UNSPACED.search(text):
            key = "".join(text.lower().split())
            phrase, table, first = _Phrase((key,)), self._unspaced, key[0]
        else:
            words = tuple(WORD.findall(text)) or ("",)
            written = words if _CAPITALS.fullmatch(text) else ()
            phrase = _Phrase(tuple(map(stem, words)), written, "." in text)
            table, first = self._spaced, phrase.keys[0]
        table.setdefault(first, []).append(phrase)
        return phrase

    def find(self, text: str) -> list[Mention]:
        """Returns the mentions in reading order; of one owner's phrases the longest counts, and no word twice."""
        mentions = list(self._in_words(text))
        if self._unspaced and not text.isascii():
            mentions += self._in_runs(text)
            mentions.sort(key=lambda mention: mention.at)
        return mentions

    def _in_words(self, text: str) -> Iterator[Mention]:
        spans: list[tuple[int, int]] = []
        words = WORD.findall(text)
        taken: dict[Owner, int] = {}
        for index, phrases in self._candidates(words):
            spans = spans or [found.span() for found in WORD.finditer(text)]
            start = spans[index][0]
            for phrase in phrases:
                last = index + len(phrase.keys) - 1
                whole = last == index and not phrase.written
                if not (whole or _stands(phrase, text, words[index : last + 1], spans[index : last + 1])):
                    continue
                end = spans[last][0] + _without_particles(words[last], phrase.keys[-1])
                for owner in phrase.owners:
                    if taken.get(owner, 0) <= start:
                        taken[owner] = end
                        yield Mention(text[start:end], owner, start)

    def _candidates(self, words: list[str]) -> Iterator[tuple[int, Sequence[_Phrase]]]:
        """The phrases that may begin at each word; hardly any word begins one, so this must be cheap."""
        table = self._spaced
        for index, word in enumerate(words):
            phrases: Sequence[_Phrase] | None = table.get(stem(word))
            if word[-1] >= _FIRST_HANGUL:
                phrases = [*(phrases or ()), *self._with_particles(word)]
            if phrases:
                yield index, phrases

    def _with_particles(self, word: str) -> Iterator[_Phrase]:
        """The Korean phrases that `word` begins with, where only particles follow."""
        for length in range(min(len(word) - 1, _LONGEST_PREFIX), 1, -1):
            for phrase in self._spaced.get(fold(word[:length]), ()):
                if PARTICLES.fullmatch(word, length):
                    yield phrase

    def _in_runs(self, text: str) -> Iterator[Mention]:
        lower = text.lower() if len(text.lower()) == len(text) else text
        taken: dict[Owner, int] = {}
        for run in UNSPACED.finditer(lower):
            for at in range(*run.span()):
                for phrase in self._unspaced.get(lower[at], ()):
                    if not lower.startswith(phrase.keys[0], at):
                        continue
                    end = at + len(phrase.keys[0])
                    for owner in phrase.owners:
                        if taken.get(owner, 0) <= at:
                            taken[owner] = end
                            yield Mention(text[at:end], owner, at)


def _stands(phrase: _Phrase, text: str, words: list[str], spans: list[tuple[int, int]]) -> bool:
    """Tells whether the words, whose first is known to fit, are the phrase."""
    if len(words) < len(phrase.keys) or (phrase.written and tuple(words) != phrase.written):
        return False
    if not all(map(_is_key, words[1:], phrase.keys[1:])):
        return False
    gap = _DOTTED_GAP if phrase.dotted else _GAP
    return all(gap.fullmatch(text, one[1], other[0]) for one, other in pairwise(spans))


def _without_particles(word: str, key: str) -> int:
    """The length of a word that stands for a key, less the particles that Korean writes on it."""
    return len(key) if word[-1] >= _FIRST_HANGUL and word.startswith(key) else len(word)


def _is_key(word: str, key: str) -> bool:
    if stem(word) == key:
        return True
    return word[-1] >= _FIRST_HANGUL and word.startswith(key) and bool(PARTICLES.fullmatch(word, len(key)))
