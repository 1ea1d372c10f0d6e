"""Which stories tell of one happening.

    story -> weighted terms of its first words (a signature to be stored)
    signature x those of the last days -> the event it belongs to, or none: a new one

Source: single-pass clustering by the nearest story (Allan, Papka & Lavrenko 1998) over tf-idf, with the names
weighted up: two earthquakes share their words, not their places. A wrong link hides a story, a missed one shows it twice;
so two stories stay apart when each leads with a name that the other lacks, or when they share little more than a name.
Reports in two languages are linked by how their names sound and by their figures. The caller keeps the window of days.
"""

from __future__ import annotations

import math
from collections import Counter

from briefings.analysis.event_terms import Heard, Terms, count, keys, signature

__all__ = ["Window", "count", "signature"]

_LINKED = 0.27  # cosine
_WITHOUT_CAPITALS = 1.3  # where no word weighs more than others, all are less alike
_SEEN_BEFORE = 300  # stories assumed to have gone before, so that the first ones are not all rare words
_USUAL = 30  # of those, with a word of the topics that stories are here about
_FEWEST_SHARED, _SHARE = 5, 0.25  # terms in common, or a share of the shorter story's
_NAMES_THAT_COUNT = 3  # of those in common: a minister has two, and his country another
_HARDLY = 1 / 3  # of the leading names
_MANY, _FEW = 4, 2  # names that reports in two languages share, unless so many figures do
_ALIKE = 0.3  # the share of them


class Window:
    """The stories of the last days, each with its event; in memory, made anew from stored signatures.

    `usual` are words that many stories have here, such as those of the topics: that two stories name North Korea says
    little where all do.
    """

    def __init__(self, usual: str = "") -> None:
        self._events: dict[int, list[Terms]] = {}
        self._seen: Counter[int] = Counter(dict.fromkeys(keys(usual), _USUAL))
        self._stories = 0
        self._rarity: dict[int, float] = {}
        self._unseen = 0.0

    def add(self, event: int, signature: bytes) -> None:
        """Adds a story to an event, known or new."""
        terms = Terms.of(signature)
        self._events.setdefault(event, []).append(terms)
        self._seen.update(terms.weights.keys())
        self._stories += 1

    def match(self, signature: bytes) -> tuple[int, float] | None:
        """Returns the event a story belongs to and how near it is (0 to 1), or None for a new event."""
        return next(iter(self.matches(signature)), None)

    def matches(self, signature: bytes) -> list[tuple[int, float]]:
        """Returns the events a story may belong to and how near they are (0 to 1), the nearest first."""
        terms = Terms.of(signature)
        self._weigh(terms)
        length = self._length(terms) or 1.0
        near: list[tuple[int, float]] = []
        for event, stories in self._events.items():
            score = max(self._nearness(terms, story, length) for story in stories)
            if score >= _LINKED:
                near.append((event, score))
        return sorted(near, key=lambda one: -one[1])

    def _nearness(self, one: Terms, other: Terms, length: float) -> float:
        if one.heard.language != other.heard.language and (told := _told_alike(one.heard, other.heard)):
            return told
        if _elsewhere(one, other) or _too_little(one, other):
            return 0.0
        score = self._dot(one, other) / (self._length(other) or 1.0) / length
        return score if one.capitals or other.capitals else min(_WITHOUT_CAPITALS * score, 1.0)

    def _weigh(self, terms: Terms) -> None:
        """Makes the rarities as they are with this story among the others."""
        stories = self._stories + 2 + _SEEN_BEFORE
        self._rarity = {
            term: math.log(stories / (seen + (term in terms.weights))) for term, seen in self._seen.items()
        }
        self._unseen = math.log(stories)

    def _dot(self, one: Terms, other: Terms) -> float:
        rarity, others = self._rarity, other.weights
        return sum(
            weight * others[term] * rarity[term] ** 2
            for term, weight in one.weights.items()
            if term in others
        )

    def _length(self, terms: Terms) -> float:
        rarity, unseen = self._rarity, self._unseen
        return math.sqrt(
            sum((weight * rarity.get(term, unseen)) ** 2 for term, weight in terms.weights.items())
        )


def _elsewhere(one: Terms, other: Terms) -> bool:
    """Tells whether each leads with names that the other hardly knows: a fire here, a fire there."""
    return bool(one.leading and other.leading) and all(
        len(told.leading & by.weights.keys()) <= _HARDLY * len(told.leading)
        for told, by in ((one, other), (other, one))
    )


def _too_little(one: Terms, other: Terms) -> bool:
    """Tells whether they share no more than a name or two: what a minister did today, and what else he did."""
    shared = (one.weights.keys() & other.weights.keys()) - one.days
    names = one.names | other.names
    told = len(shared - names) + min(len(shared & (one.firsts | other.firsts)), _NAMES_THAT_COUNT)
    return told < min(_FEWEST_SHARED, _SHARE * min(len(one.weights), len(other.weights)))


def _told_alike(one: Heard, other: Heard) -> float:
    """The share of names and figures that two reports in different languages have in common; 0 where it is small.

    Names alone do not tell what happened, so a figure must be the same too.
    """
    least = min((len(told.sounds) for told in (one, other) if told.leading), default=0)
    figures, sounds = one.figures & other.figures, one.sounds & other.sounds
    enough = len(sounds) >= _MANY if len(figures) < _FEW else bool(sounds)
    leading = any(told.leading & by.sounds for told, by in ((one, other), (other, one)))
    if not (figures and enough and leading and least):
        return 0.0
    shares = len(sounds) / least, len(figures) / min(len(one.figures), len(other.figures))
    return sum(shares) / len(shares) if min(shares) >= _ALIKE else 0.0
