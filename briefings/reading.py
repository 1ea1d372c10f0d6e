"""A submission as it was pasted -> its stories, with language, topics and summaries.

    raw --text.normalise--> lines --split--> draft stories, labelled lines
        --language--> --topics--> --summary, one per topic--> Reading

Pure: no store, no network, no clock.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from briefings.errors import UnreadableInput
from briefings.ingest.split import split
from briefings.ingest.text import normalise
from briefings.model import DraftStory, Reading, Topic


def read(
    raw: str,
    topics: Sequence[Topic] = (),  # noqa: ARG001 - the topics come with the analysis
    *,
    without: frozenset[str] = frozenset(),
) -> Reading:
    """Gives what is in a submission: stories in order, and every line with its label.

    `without` names ingest rules to leave out (for measuring). Raises `UnreadableInput` with one clear
    sentence when no story can be found; nothing else, whatever the text. Linear in its length.
    """
    if not raw.strip():
        raise UnreadableInput("There is no text in it.")
    return split(normalise(raw), without=without)


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
