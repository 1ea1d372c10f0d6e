"""A digest in the manner its reader wants it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from time import process_time
from urllib.parse import parse_qs, urlsplit

import pytest

from bot.buttons.news import ReadStory
from bot.render import Renderer, Screen
from bot.render.screens import digests, story
from bot.sandbox.html import parse
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


PAGE = "https://www.gazette.example/envoys?id=1&part=2"


def links(html: str) -> dict[str, str]:
    """Where the words lead that Telegram makes links of."""
    text, entities = parse(html)
    return {
        text[one["offset"] : one["offset"] + one["length"]]: one["url"]
        for one in entities
        if one["type"] == "text_link"
    }


def told(*stories: Story) -> Digest:
    return Digest(
        (DigestSection(Topic("talks", "Talks"), (DigestEntry(stories[0], "They met.", stories[1:]),)),)
    )


def test_a_story_is_shared_by_its_headline_and_the_way_to_it() -> None:
    one = replace(STORY, headline="A & B: 5 % – Ünd?")
    for screen in (
        story.read_below(RENDERER, one, 0, username="bot"),
        story.read_in_place(RENDERER, one, ReadStory(one.id, 0, "t", 5, 1), username="bot"),
    ):
        (address,) = [button.url for row in screen.buttons for button in row if button.url]
        assert parse_qs(urlsplit(address).query) == {
            "url": [f"https://t.me/bot?start=s-{one.id}"],
            "text": [one.headline],
        }


@pytest.mark.parametrize(
    ("source", "words"), [("Harbour Gazette", "Harbour Gazette"), (None, "gazette.example"), ('<b>"', '<b>"')]
)
def test_the_name_of_a_source_leads_to_its_article(source: str | None, words: str) -> None:
    one = replace(STORY, source=source, url=PAGE)
    assert links(letter(Manner(), told(one)).html) == {words: PAGE}
    assert links(story.read_below(RENDERER, one, 0, username="bot").html) == {words: PAGE}


def test_of_several_sources_each_leads_to_its_own_article() -> None:
    one = replace(STORY, source="Harbour Gazette", url=PAGE)
    other = replace(STORY, id=6, source="Courier")
    third = replace(STORY, id=5, source="Island Post", url="https://post.example/a")
    html = letter(Manner(), told(one, other, third)).html
    assert "3 sources: Harbour Gazette, Courier, Island Post · " in parse(html)[0]
    assert links(html) == {"Harbour Gazette": PAGE, "Island Post": "https://post.example/a"}
    assert links(letter(Manner(), told(other, one)).html) == {"Harbour Gazette": PAGE}


def test_the_only_source_leads_to_no_older_report_than_the_one_that_is_told() -> None:
    older = replace(STORY, id=6, source="Gazette", url=PAGE)
    assert links(letter(Manner(), told(replace(STORY, source="Gazette"), older)).html) == {}


def test_an_address_cannot_leave_its_link() -> None:
    address = 'https://gazette.example/"><b>&quot;'
    assert links(letter(Manner(), told(replace(STORY, source="Gazette", url=address))).html) == {
        "Gazette": address
    }


def test_addresses_take_no_room_from_the_words() -> None:
    long = replace(STORY, source="Gazette", url=f"https://gazette.example/{'a' * 970}")
    entries = tuple(DigestEntry(replace(long, id=number), "They met. " * 15) for number in range(20))
    digest = Digest((DigestSection(Topic("talks", "Talks"), entries),))
    assert "They met. " * 14 in letter(Manner(), digest).html
