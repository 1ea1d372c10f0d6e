"""A digest in the manner its reader wants it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from time import process_time

from bot.render import Renderer, Screen
from bot.render.screens import digests
from briefings.model import Digest, DigestEntry, DigestSection, MailingKind, Story, StoryState, Topic
from briefings.preferences import Length, Manner

NOW = datetime(2025, 11, 24, 14, 5, tzinfo=UTC)
RENDERER = Renderer(lambda: NOW)
STORY = Story(
    id=7,
    submission_id=1,
    headline="Envoys meet",
    paragraphs=("They met on Monday.", "Nothing came of it."),
    state=StoryState.PUBLISHED,
    published_at=NOW,
)
DIGEST = Digest((DigestSection(Topic("talks", "Talks"), (DigestEntry(STORY, "They met."),)),))


def letter(manner: Manner, digest: Digest = DIGEST) -> Screen:
    ((screen, _),) = digests.letters(RENDERER, digest, manner, lambda: "a_bot")
    return screen


def test_in_a_channel_each_button_leads_to_the_bot() -> None:
    (row,) = letter(Manner(linked=True)).buttons
    assert [button.url for button in row] == ["https://t.me/a_bot?start=s-7"]


def test_the_length_is_as_asked() -> None:
    assert "They met." in letter(Manner()).html
    assert "met" not in letter(Manner(length=Length.HEADLINES)).html.removeprefix("Envoys meet")
    assert "Nothing came of it." in letter(Manner(length=Length.FULL)).html


def test_an_empty_briefing_says_so() -> None:
    assert "nothing new" in letter(Manner(), Digest(kind=MailingKind.DIGEST)).html


def test_long_stories_cost_no_more_than_they_must() -> None:
    long = replace(STORY, paragraphs=("The envoys met on Monday. Nothing came of it. " * 20,) * 40)
    entries = tuple(DigestEntry(replace(long, id=number), "") for number in range(60))
    briefing = Digest((DigestSection(Topic("talks", "Talks"), entries),), MailingKind.DIGEST)
    began = process_time()
    messages = digests.letters(RENDERER, briefing, Manner(length=Length.FULL), lambda: "a_bot")
    assert process_time() - began < 2  # it was minutes
    assert sum(len(part.stories) for _, part in messages) == 60
