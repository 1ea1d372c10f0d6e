"""Where given phrases stand in a text, whatever their case, accents, dashes and common endings.

A phrase is a tuple of word keys (`words.stem`) found by its first key in a table, longest first, so the time
does not grow with the number of phrases. Scripts without spaces are searched by character.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from briefings.analysis.words import UNSPACED, WORD, fold, stem

ALONE, EXCLUDED = -1, -2
Owner = tuple[int, int]
"""Whose a phrase is: the index of the topic, and its group, ALONE or EXCLUDED."""

_CAPITALS = re.compile(r"(?:[A-ZА-Я]\.?){2,3}")
_GAP = re.compile(r"\s{0,2}[-–—‐‑'’·]?\s{0,2}|\.")
_DOTTED_GAP = re.compile(r"\.?\s{0,2}[-–—‐‑'’·]?\s{0,2}")
_LONGEST_PREFIX = 12
_PARTICLES = re.compile(
    "(?:들|군|측|인|정부|당국|내|간|등)?(?:은|는|이|가|을|를|의|에|에서|에게|에게서|과|와|도|만|로|으로|까지|부터|보다|처럼|이라|라"
    "|라고|이나|나|이며|며|인|에는|에서는|에도|에서도|와의|과의|로의|으로의|로부터|으로부터|와는|과는|로는|으로는|이자)?"
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A phrase found: the words as they stand, whose phrase it is, and the character it begins at."""

    words: str
    owner: Owner
    at: int


@dataclass(frozen=True, slots=True)
class _Phrase:
    keys: tuple[str, ...]
    owner: Owner
    written: tuple[str, ...] = ()  # the words as written where case matters, otherwise none
    dotted: bool = False


class MentionFinder:
    """Finds the phrases of many owners in one pass over a text."""

    def __init__(self, phrases: Iterable[tuple[str, Owner]]) -> None:
        self._spaced: dict[str, list[_Phrase]] = {}
        self._unspaced: dict[str, list[_Phrase]] = {}
        for text, owner in phrases:
            self._enter(text, owner)
        for table in (self._spaced, self._unspaced):
            for entries in table.values():
                entries.sort(key=lambda phrase: -len("".join(phrase.keys)))

    def _enter(self, text: str, owner: Owner) -> None:
        if UNSPACED.search(text):
            key = "".join(text.lower().split())
            self._unspaced.setdefault(key[0], []).append(_Phrase((key,), owner))
        elif tokens := tuple(WORD.findall(text)):
            written = tokens if _CAPITALS.fullmatch(text) else ()
            phrase = _Phrase(tuple(map(stem, tokens)), owner, written, "." in text)
            self._spaced.setdefault(phrase.keys[0], []).append(phrase)

    def find(self, text: str) -> list[Mention]:
        """Returns the mentions in reading order; of one owner's phrases the longest counts, and no word twice."""
        mentions = list(self._in_words(text))
        if self._unspaced and not text.isascii():
            mentions += self._in_runs(text)
            mentions.sort(key=lambda mention: mention.at)
        return mentions

    def _in_words(self, text: str) -> Iterator[Mention]:
        tokens = [(found.start(), found.end(), found.group()) for found in WORD.finditer(text)]
        taken: dict[Owner, int] = {}
        table = self._spaced
        for index, (start, _, word) in enumerate(tokens):
            phrases = table.get(stem(word))
            if word[-1] >= "가":
                phrases = [*(phrases or ()), *self._with_particles(word)]
            for phrase in phrases or ():
                if taken.get(phrase.owner, 0) > start:
                    continue
                last = index + len(phrase.keys) - 1
                if last < len(tokens) and _stands(phrase, text, tokens[index : last + 1]):
                    taken[phrase.owner] = tokens[last][1]
                    yield Mention(text[start : tokens[last][1]], phrase.owner, start)

    def _with_particles(self, word: str) -> Iterator[_Phrase]:
        """The Korean phrases that `word` begins with, where only particles follow."""
        for length in range(min(len(word) - 1, _LONGEST_PREFIX), 1, -1):
            for phrase in self._spaced.get(fold(word[:length]), ()):
                if _PARTICLES.fullmatch(word, length):
                    yield phrase

    def _in_runs(self, text: str) -> Iterator[Mention]:
        lower = text.lower() if len(text.lower()) == len(text) else text
        taken: dict[Owner, int] = {}
        for run in UNSPACED.finditer(lower):
            for at in range(*run.span()):
                for phrase in self._unspaced.get(lower[at], ()):
                    if lower.startswith(phrase.keys[0], at) and taken.get(phrase.owner, 0) <= at:
                        end = taken[phrase.owner] = at + len(phrase.keys[0])
                        yield Mention(text[at:end], phrase.owner, at)


def _stands(phrase: _Phrase, text: str, tokens: list[tuple[int, int, str]]) -> bool:
    """Tells whether the tokens, whose first is known to fit, are the phrase."""
    if phrase.written:
        return tuple(word for _, _, word in tokens) == phrase.written and _joined(text, tokens, dotted=True)
    keys = phrase.keys
    for (_, _, word), key in zip(tokens[1:], keys[1:], strict=True):
        if stem(word) != key and not (
            word[-1] >= "가" and word.startswith(key) and _PARTICLES.fullmatch(word, len(key))
        ):
            return False
    return _joined(text, tokens, dotted=phrase.dotted)


def _joined(text: str, tokens: list[tuple[int, int, str]], *, dotted: bool) -> bool:
    gap = _DOTTED_GAP if dotted else _GAP
    return all(
        gap.fullmatch(text, tokens[index][1], tokens[index + 1][0]) is not None
        for index in range(len(tokens) - 1)
    )
