"""A submission as it was pasted -> its stories, with language, topics and summaries.

    raw --text.normalise--> lines --split--> draft stories, labelled lines
        --language--> --topics--> --summary, one per topic--> Reading

Pure: no store, no network, no clock.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import accumulate
from typing import Any

from briefings.analysis.language import detect
from briefings.analysis.summary import summarise
from briefings.analysis.topics import Matcher
from briefings.errors import UnreadableInput
from briefings.ingest.split import split
from briefings.ingest.text import normalise
from briefings.model import DraftStory, Reading, Topic

_LONGEST_ARTICLE = 60_000


def read(raw: str, topics: Sequence[Topic] = ()) -> Reading:
    """Gives what is in a submission: stories in order, and every line with its label.

    Raises `UnreadableInput` with one clear sentence when no story can be found; nothing else, whatever the
    text. Linear in its length.
    """
    if not raw.strip():
        raise UnreadableInput("There is no text in it.")
    found = split(normalise(raw))
    known = {topic.slug: topic for topic in topics}
    language = detect("\n".join(text for story in found.stories for text in story.paragraphs[:3]))
    stories = tuple(_understood(story, language, known) for story in found.stories)
    return replace(found, stories=stories)


def _understood(story: DraftStory, language: str, known: dict[str, Topic]) -> DraftStory:
    """Gives the story with its language (the submission's when it is too short to tell), topics and summaries."""
    body = _looked_at(story.paragraphs)
    language = detect("\n".join((*body, story.headline)), language)
    about = [
        replace(match, summary=summarise(body, language, headline=story.headline, focus=known[match.slug]))
        for match in _matcher(tuple(known.values())).match(story.headline, body)
    ]
    summary = summarise(body, language, headline=story.headline)
    return replace(story, language=language, summary=summary, topics=tuple(about))


def _looked_at(paragraphs: tuple[str, ...]) -> tuple[str, ...]:
    """Gives as much of a text as the longest article has: what is beyond is kept, but changes no topic."""
    if sum(map(len, paragraphs)) <= _LONGEST_ARTICLE:
        return paragraphs
    ends = accumulate(map(len, paragraphs))
    return tuple(
        text[: _LONGEST_ARTICLE - end + len(text)]
        for text, end in zip(paragraphs, ends, strict=True)
        if end - len(text) < _LONGEST_ARTICLE
    )


@lru_cache(maxsize=4)
def _matcher(topics: tuple[Topic, ...]) -> Matcher:
    return Matcher(topics)


def as_json(reading: Reading) -> dict[str, Any]:
    """Gives the reading as plain data for `briefing-bot read`, stories only."""
    return {"stories": [_story(story) for story in reading.stories]}


def _story(story: DraftStory) -> dict[str, Any]:
    return {
        "headline": story.headline,
        "paragraphs": list(story.paragraphs),
        "source": story.source,
        "dateline": story.dateline,
        "byline": story.byline,
        "date": story.date,
        "language": story.language,
        "summary": story.summary,
        "topics": [
            {
                "slug": match.slug,
                "score": round(match.score, 3),
                "evidence": list(match.evidence),
                "summary": match.summary,
            }
            for match in story.topics
        ],
    }
