from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.buttons.news import OpenStory
from bot.render import Renderer
from bot.render.story_buttons import read_rows
from briefings.model import Story

NOW = datetime(2026, 3, 1, tzinfo=UTC)
TALKS = "Envoys of Washington and Moscow meet for round {} of the talks in Vienna"


def labels(*headlines: str) -> list[str]:
    stories = [
        Story(id=number, submission_id=1, headline=headline, paragraphs=())
        for number, headline in enumerate(headlines)
    ]
    rows = read_rows(Renderer(lambda: NOW), stories, lambda story: OpenStory(story.id))
    assert [button.action for row in rows for button in row] == [OpenStory(story.id) for story in stories]
    return [button.label for row in rows for button in row]


def test_a_headline_is_cut_at_its_end() -> None:
    assert labels(TALKS.format(1), "A storm") == [
        "📖 Envoys of Washington and Moscow meet for…",
        "📖 A storm",
    ]


def test_headlines_that_begin_alike_are_cut_where_they_differ() -> None:
    assert labels(TALKS.format(1), "A storm", TALKS.format(22)) == [
        "📖 Envoys of Washington… 1 of the talks in…",
        "📖 A storm",
        "📖 Envoys of Washington… 22 of the talks in…",
    ]


def test_headlines_that_are_alike_are_numbered() -> None:
    assert labels("A storm", "A storm", "Storms") == ["📖 A storm (1)", "📖 A storm (2)", "📖 Storms"]


@pytest.mark.parametrize(
    "headlines",
    [
        [TALKS.format(number) for number in range(20)],
        [TALKS.format(1)] * 20,
        [TALKS.format(1), TALKS.format(1), TALKS.format(2)],
        [TALKS.format(1), TALKS.format(1) + ", officials say", TALKS.format(1) + ", officials do not say"],
        ["북한이미사일을" * 20 + end for end in ("가", "나", "", "나")],
        ["x" * 43, "x" * 44, "x" * 45, "x" * 200],
        ["x" * 42 + end for end in ("a", "a", "b", "b")],
        ["A" * 60 + " (1)", "A" * 60 + " (1)", "A" * 60],
    ],
)
def test_no_two_buttons_below_a_message_are_labelled_alike(headlines: list[str]) -> None:
    drawn = labels(*headlines)
    assert len(set(drawn)) == len(headlines)
    assert max(map(len, drawn)) <= len("📖 ") + 44
