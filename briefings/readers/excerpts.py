"""Why a search found a story, where its headline does not tell. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from briefings.analysis.sentences import split
from briefings.model import Story
from briefings.parsing.searching import words

_MOST_PARAGRAPHS = 200
Phrase = tuple[str, ...]


def excerpt(story: Story, phrases: Sequence[Phrase]) -> str:
    """The first of the sentences that hold most of what was looked for; empty where the headline holds all, or none does."""
    if _held(story.headline, phrases) == len(phrases):
        return ""
    paragraph = _richest(story.paragraphs[:_MOST_PARAGRAPHS], phrases)
    return _richest(split(paragraph, story.language), phrases)


def _richest(texts: Sequence[str], phrases: Sequence[Phrase]) -> str:
    held = [_held(text, phrases) for text in texts]
    most = max(held, default=0)
    return texts[held.index(most)] if most else ""


def _held(text: str, phrases: Sequence[Phrase]) -> int:
    """How many of the phrases a text holds."""
    listed = list(words(text))
    return sum(_holds(listed, phrase) for phrase in phrases)


def _holds(listed: Sequence[str], phrase: Phrase) -> bool:
    *first, last = phrase
    ends = range(len(first), len(listed))
    return any(
        listed[end - len(first) : end] == first and (listed[end] == last or _begins(last, listed[end]))
        for end in ends
    )


def _begins(one: str, pair: str) -> bool:
    """Whether a single character of a script that is kept in pairs begins this one."""
    return len(one) == 1 and not one.isascii() and pair.startswith(one)
