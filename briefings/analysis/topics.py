"""Which topics a story belongs to, and by which words.

    aliases -> keys in a table, looked up by first word: two hundred topics cost what two cost
    mentions -> a score by place: headline, first lines, body; or a passage that turns to the topic

The score is a saturated count by place, its constants found by measuring; evidence is the words as they stand.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from enum import StrEnum
from itertools import groupby, pairwise
from typing import NamedTuple

from briefings.analysis.mentions import ALONE, EXCLUDED, MentionFinder
from briefings.analysis.words import count_words
from briefings.model import Topic, TopicMatch

THRESHOLD = 1.25
"""The score from which a story belongs to a topic."""

_READ = 60_000  # characters of a body: ten times an article
_TITLE_WEIGHT, _TITLE_MOST = 2.0, 2
_LEAD_WORDS, _LEAD_MOST = 60, 2
_BODY_WEIGHT, _BODY_WORDS = 0.5, 100
_FEWEST_WORDS = 120  # in a text of fewer words one mention is as much by the way
_PASSAGE_PARAGRAPHS, _PASSAGE_HITS = 3, 4
_PASSAGE_WORDS, _STRETCH_HITS = 120, 6
_EVIDENCE = 6
_BETWEEN = 2  # words
_ONE_BREATH = 4  # words: "German Chancellor Angela Merkel" says once that it is about Germany
_NAME_OF_TWO = re.compile(r"([^–]*[^\W\d_])–([^\W\d_][^–]*)")


class Place(StrEnum):
    """Where in a story a word stands."""

    HEADLINE = "headline"
    LEAD = "lead"
    BODY = "body"


class Hit(NamedTuple):
    """A mention of a topic: the words as they stand and where.

    `paragraph` is -1 in the headline; `at` counts the characters of the body before it.
    """

    words: str
    place: Place
    paragraph: int
    at: int
    group: int = ALONE


class Matcher:
    """Finds the topics of stories; make it once for a catalogue and use it for many stories."""

    def __init__(self, topics: Iterable[Topic]) -> None:
        self.topics = tuple(topics)
        self._groups = [len(groups_of(topic)) for topic in self.topics]
        self._finder = MentionFinder(
            (alias, (index, group))
            for index, topic in enumerate(self.topics)
            for group, aliases in _alias_groups(topic)
            for alias in aliases
        )

    def match(self, headline: str, paragraphs: Sequence[str]) -> tuple[TopicMatch, ...]:
        """Returns the topics of a story, best first; evidence is the words that matched, headline first."""
        found, length = self._read(headline, paragraphs)
        matches = []
        for index, hits in found.items():
            score = _score_of(hits, self._groups[index], length)
            if score >= THRESHOLD:
                matches.append(TopicMatch(self.topics[index].slug, round(score, 3), _evidence(hits)))
        return tuple(sorted(matches, key=lambda match: -match.score))

    def hits(self, headline: str, paragraphs: Sequence[str]) -> dict[str, tuple[Hit, ...]]:
        """Returns every mention by slug in reading order, also where they are too few for a match."""
        found, _ = self._read(headline, paragraphs)
        return {self.topics[index].slug: tuple(hits) for index, hits in found.items()}

    def _read(self, headline: str, paragraphs: Sequence[str]) -> tuple[dict[int, list[Hit]], _Length]:
        paragraphs = _beginning(paragraphs)
        length = _Length(sum(map(len, paragraphs)), sum(map(count_words, paragraphs)))
        lead = length.characters_of(_LEAD_WORDS)
        found: dict[int, list[Hit]] = {}
        before = 0
        for number, text in enumerate((headline[:_READ], *paragraphs), start=-1):
            for mention in self._finder.find(text):
                index, group = mention.owner
                at = before + mention.at
                place = Place.HEADLINE if number < 0 else Place.LEAD if at < lead else Place.BODY
                found.setdefault(index, []).append(Hit(mention.words, place, number, at, group))
            before += len(text) if number >= 0 else 0
        return found, length


def _beginning(paragraphs: Sequence[str]) -> list[str]:
    left = _READ
    read = []
    for text in paragraphs:
        if left <= 0:
            break
        read.append(text[:left])
        left -= len(text)
    return read


class _Length(NamedTuple):
    """How long a body is; scripts differ in how many characters they spend on a word."""

    characters: int
    words: int

    def characters_of(self, words: int) -> float:
        return words * self.characters / max(self.words, 1)


def groups_of(topic: Topic) -> tuple[tuple[str, ...], ...]:
    """The groups of which a story must name one word each; a name such as `US–Iran` has its two sides without saying so."""
    sides = _NAME_OF_TWO.fullmatch(topic.name)
    return topic.groups or (tuple((side.strip(),) for side in sides.groups()) if sides else ())


def _alias_groups(topic: Topic) -> Iterable[tuple[int, tuple[str, ...]]]:
    """The aliases of a topic by group; a topic without any is found by its name."""
    yield ALONE, topic.aliases if topic.aliases or topic.groups else (topic.name,)
    yield EXCLUDED, topic.excluded
    yield from enumerate(groups_of(topic))


def _score_of(hits: Sequence[Hit], groups: int, length: _Length) -> float:
    """The score of a topic's mentions in a body; 0 where an excluded word stands among them."""
    if any(hit.group == EXCLUDED for hit in hits):
        return 0.0
    alone = [hit for hit in hits if hit.group == ALONE]
    score = _score(alone, length)
    if groups:
        by_group = ([*alone, *(hit for hit in hits if hit.group == group)] for group in range(groups))
        score = max(score, min(_score(found, length, fewest=_FEWEST_WORDS) for found in by_group))
    if score < THRESHOLD and (
        _turns_to(hits, groups, length.characters_of(_PASSAGE_WORDS))
        or (length.words < _FEWEST_WORDS and _side_by_side(hits, groups, length.characters_of(_BETWEEN)))
    ):
        return THRESHOLD
    return score


def _side_by_side(hits: Sequence[Hit], groups: int, reach: float) -> bool:
    """Tells whether the first lines name both sides at once, as `the United States and Russia` does."""
    lead = [hit for hit in hits if hit.place == Place.LEAD]
    return groups > 1 and any(
        second.at - first.at - len(first.words) <= reach and _names_it((first, second), groups)
        for first, second in pairwise(lead)
    )


def _score(hits: Sequence[Hit], length: _Length, *, fewest: int = 0) -> float:
    title = sum(hit.place == Place.HEADLINE for hit in hits)
    named = _breaths([hit for hit in hits if hit.place != Place.HEADLINE], length.characters_of(_ONE_BREATH))
    lead = sum(hit.place == Place.LEAD for hit in named)
    density = len(named) * _BODY_WORDS / (max(length.words, fewest) + _BODY_WORDS)
    return _TITLE_WEIGHT * min(title, _TITLE_MOST) + min(lead, _LEAD_MOST) + _BODY_WEIGHT * density


def _breaths(hits: Sequence[Hit], reach: float) -> list[Hit]:
    """The mentions, without those that follow the one before within `reach` characters."""
    ends = [-math.inf, *(hit.at + len(hit.words) for hit in hits)]
    return [hit for hit, end in zip(hits, ends, strict=False) if hit.at - end > reach]


def _turns_to(hits: Sequence[Hit], groups: int, reach: float) -> bool:
    """Tells whether a passage speaks of the topic, wherever it stands: paragraphs in a row, or one dense stretch."""
    if len(hits) < _PASSAGE_HITS:
        return False
    body = [hit for hit in hits if hit.paragraph >= 0]
    return _in_a_row(body, groups) or _in_a_stretch(body, groups, reach)


def _in_a_row(body: Sequence[Hit], groups: int) -> bool:
    run = mentions = 0
    last = -1
    for paragraph, there in groupby(body, key=lambda hit: hit.paragraph):
        present = list(there)
        if not _names_it(present, groups):
            continue
        run, mentions = (run + 1, mentions) if paragraph == last + 1 else (1, 0)
        mentions, last = mentions + len(present), paragraph
        if run >= _PASSAGE_PARAGRAPHS and mentions >= _PASSAGE_HITS:
            return True
    return False


def _in_a_stretch(body: Sequence[Hit], groups: int, reach: float) -> bool:
    start = 0
    for end, hit in enumerate(body, start=1):
        while hit.at - body[start].at > reach:
            start += 1
        if end - start >= _STRETCH_HITS and _names_it(body[start:end], groups):
            return True
    return False


def _names_it(hits: Sequence[Hit], groups: int) -> bool:
    """Tells whether the mentions are of the whole topic: an alias, or every group."""
    present = {hit.group for hit in hits}
    return ALONE in present or len(present) >= max(groups, 1)


def _evidence(hits: Sequence[Hit]) -> tuple[str, ...]:
    """The first different words in reading order, each group's first among them."""
    firsts = {hit.group: hit for hit in reversed(hits)}
    ordered = [*sorted(firsts.values(), key=hits.index), *hits]
    words = dict.fromkeys(hit.words for hit in ordered)
    return tuple(words)[:_EVIDENCE]
