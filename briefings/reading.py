"""A submission as it was pasted -> its stories, with language, topics and summaries.

    raw --text.normalise--> lines --articles--> what is known to be one article
                                  `--split--> draft stories, labelled lines
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
from briefings.ingest import articles
from briefings.ingest.split import split
from briefings.ingest.text import normalise
from briefings.model import DraftStory, Line, LineLabel, Reading, Topic, TopicMatch

_LONGEST_ARTICLE = 60_000


def read(raw: str, topics: Sequence[Topic] = (), *, furniture: frozenset[str] = frozenset()) -> Reading:
    """Gives what is in a submission: stories in order, and every line with its label.

    `furniture` are the lines, by their keys, that were learned to be part of no story.

    Raises `UnreadableInput` with one clear sentence when no story can be found; nothing else, whatever the
    text. Linear in its length.
    """
    if not raw.strip():
        raise UnreadableInput("There is no text in it.")
    found = _found(normalise(raw), furniture)
    known = {topic.slug: topic for topic in topics}
    language = detect("\n".join(text for story in found.stories for text in story.paragraphs[:3]))
    stories = tuple(_understood(story, language, known) for story in found.stories)
    return replace(found, stories=stories)


def _found(text: str, furniture: frozenset[str]) -> Reading:
    """Gives the drafts in normalised text: articles that are known to be such as they are, the rest split."""
    parts = list(articles.parts(text))
    if parts == [text]:
        return split(text, furniture=furniture)
    stories: list[DraftStory] = []
    lines: list[Line] = []
    for part in parts:
        made, labelled = _drafts(part, len(stories), furniture)
        stories += made
        lines += labelled
    if not stories:
        raise UnreadableInput("There is no article in it, only headings, links or a few words.")
    return Reading(tuple(stories), tuple(lines))


def _drafts(
    part: str | articles.Article, first: int, furniture: frozenset[str]
) -> tuple[Sequence[DraftStory], Sequence[Line]]:
    """Gives the drafts of a part and its lines, counting stories from `first`; words beside an article may be none."""
    if isinstance(part, articles.Article):
        story, lines = articles.story(part, first, furniture=furniture)
        return [story] if story else [], lines
    try:
        found = split(part, furniture=furniture)
    except UnreadableInput:
        return [], [Line(line, LineLabel.CHROME) for line in part.split("\n") if line]
    return found.stories, [
        replace(line, story=None if line.story is None else line.story + first) for line in found.lines
    ]


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


def match(story: DraftStory, topic: Topic) -> TopicMatch | None:
    """Gives why a story belongs to a topic and what it says about it, or None."""
    body = _looked_at(story.paragraphs)
    found = next(iter(_matcher((topic,)).match(story.headline, body)), None)
    summary = summarise(body, story.language, headline=story.headline, focus=topic) if found else ""
    return replace(found, summary=summary) if found else None


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
        "url": story.url,
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
