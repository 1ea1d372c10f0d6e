"""Editors change topics, on both engines."""

from __future__ import annotations

import asyncio

import pytest
from house import EDITOR, House

from briefings import reading
from briefings.desk import topic_desk
from briefings.desk.topic_desk import TopicDesk
from briefings.errors import BadTopic, Conflict, NotFound, UnknownTopic
from briefings.model import Topic
from briefings.store import Database

FERRY = """Ferry line to the islands opens a month early

The ferry line from Rosario Quay to the outer islands opens on the first of May, a month early, the port office said. Boats
of the Coastal Ferry Company sail at eight and at noon.

Islanders had asked Moscow for it since the winter, the port office said.
"""
TRAM = """Night trams are to run again from June

The city council wants night trams back from June, on two lines. Moscow pays half of the cost, the council said on Friday.

The drivers of the trams had asked for eleven hours of rest, which they get.
"""


@pytest.fixture
def house(database: Database) -> House:
    return House(database, reads=reading.read)


@pytest.fixture
def desk(house: House) -> TopicDesk:
    return TopicDesk(house.database, house.clock, reading.match)


async def added(desk: TopicDesk, text: str) -> Topic:
    proposal = await desk.add(text, by=EDITOR)
    await desk.confirm(proposal.change.id, by=EDITOR)
    assert proposal.after is not None
    return proposal.after


async def slugs(house: House) -> list[str]:
    return [standing.topic.slug for standing in await house.readership.topics(2001)]


async def sent(house: House, text: str, slug: str = "us-russia") -> int:
    preview = await house.draft(text)
    story = preview.stories[0]
    await house.newsroom.toggle_topic(story.id, slug, by=EDITOR, chosen=True)
    await house.newsroom.publish(preview.submission.id, by=EDITOR)
    return story.id


async def searched(house: House, query: str) -> list[int]:
    return [story.id for story in (await house.archive.search(query)).stories]


async def latest(house: House, slug: str) -> list[int]:
    page = await house.readership.latest(2001, slug=slug)
    return sorted(story.id for story in page.digest.stories)


async def test_a_topic_is_there_once_it_is_confirmed(house: House, desk: TopicDesk) -> None:
    proposal = await desk.add("⛴ Islands: ferry line, islanders", by=EDITOR)
    assert "islands" not in await slugs(house)
    await desk.confirm(proposal.change.id, by=EDITOR)
    assert (await slugs(house))[-1] == "islands"
    preview = await house.draft(FERRY)
    assert "islands" in [match.slug for match in preview.stories[0].topics]


async def test_a_change_is_made_once(desk: TopicDesk) -> None:
    proposal = await desk.add("Islands: ferry", by=EDITOR)
    await desk.confirm(proposal.change.id, by=EDITOR)
    with pytest.raises(Conflict, match="done already"):
        await desk.confirm(proposal.change.id, by=EDITOR)


async def test_a_change_names_the_topics_that_it_is_about(desk: TopicDesk) -> None:
    boats, islands = await added(desk, "Boats: ferry"), await added(desk, "Islands: islanders")
    proposals = await desk.add("Trams: tram", by=EDITOR), await desk.merge(boats, islands, by=EDITOR)
    named = [await desk.concerned(proposal.change.id) for proposal in proposals]
    assert named == [(), ("boats", "islands")]


async def test_a_discarded_change_cannot_be_made(desk: TopicDesk) -> None:
    proposal = await desk.add("Islands: ferry", by=EDITOR)
    await desk.discard(proposal.change.id)
    with pytest.raises(NotFound):
        await desk.confirm(proposal.change.id, by=EDITOR)


async def test_of_two_topics_of_one_name_the_second_is_refused(desk: TopicDesk) -> None:
    one, other = [await desk.add("Islands: ferry", by=EDITOR) for _ in range(2)]
    await desk.confirm(one.change.id, by=EDITOR)
    with pytest.raises(Conflict, match="already"):
        await desk.confirm(other.change.id, by=EDITOR)
    with pytest.raises(Conflict, match="already"):
        await desk.add("islands: boats", by=EDITOR)


async def test_of_changes_made_from_one_topic_the_second_does_not_undo_the_first(desk: TopicDesk) -> None:
    boats = await added(desk, "Boats: ferry")
    changes = await desk.alias(boats, "steamer", by=EDITOR), await desk.edit(boats, "not: toy", by=EDITOR)
    confirmed = (desk.confirm(each.change.id, by=EDITOR) for each in changes)
    outcomes = await asyncio.gather(*confirmed, return_exceptions=True)
    assert [str(each) for each in outcomes if isinstance(each, Conflict)] == [
        "That topic was changed since this was written: write it again."
    ]
    now, _ = await desk.named("boats")
    assert now in {each.after for each in changes}
    again = await desk.edit(now, "emoji: ⛴", by=EDITOR)
    await desk.confirm(again.change.id, by=EDITOR)


async def test_there_is_no_room_for_more_topics_than_there_may_be(
    desk: TopicDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(topic_desk, "MOST_TOPICS", 3)
    first, second = [await desk.add(text, by=EDITOR) for text in ("Boats: ferry", "Trams: tram")]
    await desk.confirm(first.change.id, by=EDITOR)
    with pytest.raises(Conflict, match="no room"):
        await desk.confirm(second.change.id, by=EDITOR)


async def test_the_last_stories_that_would_match_are_shown_with_their_words(
    house: House, desk: TopicDesk
) -> None:
    ferry = await sent(house, FERRY)
    await sent(house, TRAM)
    proposal = await desk.add("Islands: ferry line, islanders", by=EDITOR)
    assert [(one.story.id, one.stands) for one in proposal.found] == [(ferry, False)]
    assert "Ferry line" in proposal.found[0].evidence
    assert proposal.tried == 2


async def test_stories_that_would_no_longer_match_are_shown(house: House, desk: TopicDesk) -> None:
    topic = await added(desk, "Islands: ferry line")
    ferry = await sent(house, FERRY)
    proposal = await desk.edit(topic, "aliases: lighthouse", by=EDITOR)
    assert [story.id for story in proposal.lost] == [ferry]
    assert not proposal.found


async def test_recent_stories_are_read_again_only_when_the_editor_says_so(
    house: House, desk: TopicDesk
) -> None:
    ferry = await sent(house, FERRY)
    proposal = await desk.add("Islands: ferry line", by=EDITOR)
    await desk.confirm(proposal.change.id, by=EDITOR)
    assert await latest(house, "islands") == []
    assert (await desk.reread(proposal.change.id))[1] == 1
    assert await latest(house, "islands") == await searched(house, "ferry topic:islands") == [ferry]
    assert (await desk.reread(proposal.change.id))[1] == 0


async def test_reading_again_leaves_what_an_editor_decided(house: House, desk: TopicDesk) -> None:
    await added(desk, "Islands: ferry line")
    tram = await sent(house, TRAM, "islands")
    topic, _ = await desk.named("islands")
    proposal = await desk.alias(topic, "boats", by=EDITOR)
    await desk.confirm(proposal.change.id, by=EDITOR)
    await desk.reread(proposal.change.id)
    assert await latest(house, "islands") == [tram]


async def test_a_name_that_its_stories_share_is_suggested_and_taken_up(house: House, desk: TopicDesk) -> None:
    for day in ("Monday", "Friday"):
        await sent(house, FERRY.replace("a month early", f"on a {day}"))
    proposal = await desk.add("Islands: ferry line", by=EDITOR)
    number = proposal.missing.index("Rosario Quay")
    taken = await desk.take_up(proposal.change.id, number)
    assert taken.after is not None
    assert taken.after.aliases == ("ferry line", "Rosario Quay")
    assert "Rosario Quay" not in taken.missing
    await desk.confirm(proposal.change.id, by=EDITOR)
    assert (await desk.named("islands"))[0].aliases == ("ferry line", "Rosario Quay")


async def test_merging_keeps_followers_aliases_and_stories(house: House, desk: TopicDesk) -> None:
    boats, islands = await added(desk, "Boats: ferry"), await added(desk, "Islands: islanders")
    ferry = await sent(house, FERRY, "boats")
    for chat, slug in ((2001, "boats"), (2002, "boats"), (2002, "islands")):
        await house.readership.subscribe(chat, slug)
    proposal = await desk.merge(boats, islands, by=EDITOR)
    assert proposal.followers == 2
    await desk.confirm(proposal.change.id, by=EDITOR)
    assert (await house.newsroom.stats()).subscriptions["islands"] == 2
    assert "boats" not in await slugs(house)
    assert (await desk.named("islands"))[0].aliases == ("islanders", "ferry")
    assert await latest(house, "islands") == [ferry]


async def test_stories_are_found_by_the_topics_that_mergers_and_removals_leave_them_under(
    house: House, desk: TopicDesk
) -> None:
    boats, islands = await added(desk, "Boats: steamer"), await added(desk, "Islands: lagoon")
    tram = await sent(house, TRAM, "boats")
    assert await searched(house, "tram topic:boats") == [tram]
    merged = await desk.merge(boats, islands, by=EDITOR)
    await desk.confirm(merged.change.id, by=EDITOR)
    assert await searched(house, "tram topic:islands") == [tram]
    assert await searched(house, "tram -topic:islands") == []
    removed = await desk.remove(islands, by=EDITOR)
    await desk.confirm(removed.change.id, by=EDITOR)
    for name in ("Boats: steamer", "Islands: lagoon"):
        topic = await added(desk, name)
        assert await searched(house, f"tram topic:{topic.slug}") == []
    assert await searched(house, "tram") == [tram]


async def test_a_name_in_another_language_belongs_to_one_topic_and_a_merger_keeps_it(
    house: House, desk: TopicDesk
) -> None:
    sea = await added(desk, "Sea: ferry\nname es: Mar\nname ru: Море")
    with pytest.raises(Conflict, match="“Sea”"):
        await desk.add("Tuesday: tram\nslug: tuesday\nname es: mar", by=EDITOR)
    ships = await added(desk, "Ships: tanker\nname es: Barcos")
    proposal = await desk.merge(sea, ships, by=EDITOR)
    await desk.confirm(proposal.change.id, by=EDITOR)
    assert (await desk.named("barcos"))[0].names == {"es": "Barcos"}
    with pytest.raises(UnknownTopic):
        await desk.named("море")


async def test_a_topic_is_not_merged_into_itself(desk: TopicDesk) -> None:
    topic = await added(desk, "Boats: ferry")
    with pytest.raises(BadTopic, match="itself"):
        await desk.merge(topic, topic, by=EDITOR)


async def test_a_removed_topic_tells_its_followers_first_and_may_come_back(
    house: House, desk: TopicDesk
) -> None:
    topic = await added(desk, "Boats: ferry")
    preview = await house.draft(FERRY)
    await house.readership.subscribe(2001, "boats")
    proposal = await desk.remove(topic, by=EDITOR)
    assert proposal.followers == 1
    await desk.confirm(proposal.change.id, by=EDITOR)
    with pytest.raises(UnknownTopic):
        await house.readership.find_topic("boats")
    assert "boats" not in [
        match.slug for match in (await house.newsroom.preview(preview.submission.id)).stories[0].topics
    ]
    assert "boats" not in (await house.newsroom.stats()).subscriptions
    await added(desk, "Boats: ships")
    assert (await desk.named("Boats"))[0].aliases == ("ships",)
    assert (await house.newsroom.stats()).subscriptions["boats"] == 0


@pytest.mark.parametrize("text", ["us-russia x, y", "US-Russia: x, y", "US Russia x, y", "us-russia\nx, y"])
async def test_a_topic_is_named_before_what_is_said_of_it(desk: TopicDesk, text: str) -> None:
    topic, rest = await desk.named(text)
    assert (topic.slug, rest) == ("us-russia", "x, y")


async def test_an_unknown_topic_names_the_nearest(desk: TopicDesk) -> None:
    with pytest.raises(UnknownTopic) as unknown:
        await desk.named("us-rusia x")
    assert unknown.value.nearest == ("us-russia",)
