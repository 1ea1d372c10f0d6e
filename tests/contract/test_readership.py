from __future__ import annotations

from datetime import time

import pytest
from house import House

from briefings.errors import NotFound, UnknownTopic
from briefings.model import SubscriberKind, SubscriberState
from briefings.preferences import Mode
from briefings.readers.reader_settings import ReaderSettings
from briefings.readers.readership import LatestPage, Readership
from briefings.schedule import Slot
from briefings.store import Database, stories, subscribers

EIGHT = Slot(time(8))


def headlines(page: LatestPage) -> list[str]:
    return [story.headline for story in page.digest.stories]


async def test_a_reader_is_welcomed_once_and_revived_with_what_they_followed(house: House) -> None:
    first = await house.readership.welcome(2001, kind=SubscriberKind.PRIVATE, language="de")
    await house.readership.subscribe(2001, "us-russia")
    await house.readership.blocked(2001)
    again = await house.readership.welcome(2001)
    assert again == first
    assert again.language == "de"
    assert [standing.followed for standing in await house.readership.topics(2001)] == [True, False]


async def test_following_and_ceasing_tell_whether_that_changed_anything(house: House) -> None:
    readership = house.readership
    assert await readership.subscribe(2001, "us-russia")
    assert not await readership.subscribe(2001, "us-russia")
    assert await readership.unsubscribe(2001, "us-russia")
    assert not await readership.unsubscribe(2001, "us-russia")
    with pytest.raises(UnknownTopic):
        await readership.subscribe(2001, "no-topic")


@pytest.mark.parametrize(
    ("times", "came_before", "comes"),
    [
        ([], [], None),
        ([], [Mode.INSTANT], None),
        ([EIGHT], [], Mode.DIGEST),
        ([EIGHT], [Mode.DIGEST], Mode.DIGEST),
        ([EIGHT], [Mode.INSTANT], Mode.INSTANT),
    ],
)
async def test_a_new_topic_comes_with_the_digest_where_nothing_else_comes_at_once(
    house: House, times: list[Slot], came_before: list[Mode], comes: Mode | None
) -> None:
    own = ReaderSettings(house.database, house.clock)
    for mode in came_before:
        await house.readership.subscribe(2001, "us-russia")
        if times:
            await own.set_slots(2001, times)
            await own.set_mode(2001, "us-russia", mode)
    await own.set_slots(2001, times)
    await house.readership.subscribe(2001, "north-korea")
    assert await own.comes(2001, "north-korea") is comes
    followed = {one.topic.slug: one.mode for one in await own.following(2001)}
    assert followed["north-korea"] is (comes or Mode.INSTANT)


async def test_who_follows_nothing_is_told_of_no_way(house: House) -> None:
    own = ReaderSettings(house.database, house.clock)
    await own.set_slots(2001, [EIGHT])
    assert await own.comes(2001, "north-korea") is None


async def test_the_first_act_of_a_chat_makes_it_a_subscriber_of_the_right_kind(house: House) -> None:
    await house.readers(2001, -500)
    async with house.database.read() as connection:
        found = [await subscribers.find(connection, chat) for chat in (2001, -500)]
    assert [each and each.kind for each in found] == [SubscriberKind.PRIVATE, SubscriberKind.GROUP]


async def test_who_acts_is_not_blocking_us(house: House) -> None:
    await house.readers(2001)
    await house.readership.blocked(2001)
    await house.readership.subscribe(2001, "north-korea")
    async with house.database.read() as connection:
        found = await subscribers.find(connection, 2001)
    assert found is not None
    assert found.state is SubscriberState.ACTIVE


async def test_a_block_by_somebody_unknown_is_nothing(house: House) -> None:
    await house.readership.blocked(2999)
    assert not await house.readership.returned(2999)


async def test_topics_tell_how_many_stories_came_lately(house: House) -> None:
    await house.publish("Old | us-russia")
    house.clock.turn(days=8)
    await house.publish("A | us-russia north-korea\nB | us-russia")
    await house.draft("C | us-russia")
    assert [standing.recent for standing in await house.readership.topics(2001)] == [2, 1]


@pytest.mark.parametrize(
    ("query", "slug"),
    [
        ("us-russia", "us-russia"),
        ("US–Russia", "us-russia"),
        ("US Russia", "us-russia"),
        ("usrussia", "us-russia"),
        ("Russo-American", "us-russia"),
        ("north korea", "north-korea"),
        ("  NORTH_KOREA ", "north-korea"),
        ("DPRK", "north-korea"),
        ("КНДР", "north-korea"),
        ("coree du nord", "north-korea"),
        ("북한", "north-korea"),
    ],
)
async def test_a_topic_is_found_by_any_of_its_names_however_written(
    house: House, query: str, slug: str
) -> None:
    assert (await house.readership.find_topic(query)).slug == slug


@pytest.mark.parametrize(
    ("query", "nearest"),
    [
        ("norht korea", ("north-korea",)),
        ("korea", ("north-korea",)),
        ("russia", ("us-russia",)),
        ("football", ()),
        ("", ()),
        ("—", ()),
    ],
)
async def test_an_unknown_topic_comes_with_the_nearest(
    house: House, query: str, nearest: tuple[str, ...]
) -> None:
    with pytest.raises(UnknownTopic) as caught:
        await house.readership.find_topic(query)
    assert caught.value.nearest == nearest


async def test_latest_shows_the_newest_of_what_is_followed_in_pages(house: House) -> None:
    for number in range(5):
        await house.publish(f"R{number} | us-russia\nK{number} | north-korea")
        house.clock.turn(minutes=1)
    await house.readers(2001)
    newest = await house.readership.latest(2001, count=2)
    assert (headlines(newest), newest.has_older) == (["R4", "R3"], True)
    oldest = await house.readership.latest(2001, count=2, page=2)
    assert (headlines(oldest), oldest.has_older) == (["R0"], False)
    beyond = await house.readership.latest(2001, count=2, page=9)
    assert (headlines(beyond), beyond.has_older) == ([], False)


async def test_latest_shows_what_was_published_together_in_the_order_of_the_article(house: House) -> None:
    await house.publish("Before | us-russia")
    house.clock.turn(minutes=1)
    await house.publish("First | us-russia\nSecond | us-russia")
    assert headlines(await house.readership.latest(2001)) == ["First", "Second", "Before"]


async def test_latest_of_one_topic_needs_no_following(house: House) -> None:
    await house.publish("R | us-russia\nK | north-korea")
    await house.readers(2001)
    page = await house.readership.latest(2001, slug="north-korea")
    assert headlines(page) == ["K"]
    assert page.topic is not None
    assert page.topic.slug == "north-korea"
    with pytest.raises(UnknownTopic):
        await house.readership.latest(2001, slug="no-topic")


async def test_latest_for_a_reader_who_follows_nothing_is_of_all_topics(house: House) -> None:
    await house.publish("R | us-russia\nK | north-korea")
    assert sorted(headlines(await house.readership.latest(2001))) == ["K", "R"]


async def test_latest_shows_a_story_once_and_only_published_ones_under_chosen_topics(house: House) -> None:
    await house.publish("Both | us-russia north-korea")
    await house.draft("Draft | us-russia")
    preview = await house.draft("Unchosen | us-russia north-korea")
    await house.newsroom.toggle_topic(preview.stories[0].id, "us-russia", by=1)
    await house.newsroom.publish(preview.submission.id, by=1)
    assert headlines(await house.readership.latest(2001)) == ["Both", "Unchosen"]
    assert headlines(await house.readership.latest(2001, slug="us-russia")) == ["Both"]


async def test_latest_of_no_topics_is_nothing(house: House) -> None:
    async with house.database.read() as connection:
        assert await stories.latest(connection, [], now=house.clock(), limit=5) == ()


async def test_a_whole_story_is_shown_when_published_only(house: House) -> None:
    published = await house.publish("A | us-russia")
    assert (await house.readership.story(2001, published.stories[0].id)).headline == "A"
    draft = await house.draft("B | us-russia")
    with pytest.raises(NotFound):
        await house.readership.story(2001, draft.stories[0].id)
    with pytest.raises(NotFound):
        await house.readership.story(2001, 99_999)


async def test_what_is_followed_survives_a_restart(house: House, url: str) -> None:
    await house.readers(2001)
    await house.database.close()
    opened = await Database.open(url)
    standing = await Readership(opened, house.clock).topics(2001)
    await opened.close()
    assert [topic.followed for topic in standing] == [True, False]


async def test_who_set_chats_up_finds_them_and_is_told_once_of_one_that_is_lost(house: House) -> None:
    readership = house.readership
    assert await readership.set_up(-5, SubscriberKind.GROUP, by=7, language="ru")
    assert await readership.set_up(-6, SubscriberKind.CHANNEL, by=7)
    assert not await readership.set_up(-6, SubscriberKind.CHANNEL, by=7, language="ko")
    await readership.in_thread(3).subscribe(-5, "us-russia")
    assert await readership.set_up_by(7) == [-6, -5]
    assert [(await readership.welcome(chat)).language for chat in (-5, -6)] == ["ru", "en"]
    assert [await readership.lost(-5), await readership.lost(-5)] == [7, None]
    assert await readership.lost(-5, told=False) == 7
    assert await readership.lost(-99) is None
    assert await readership.set_up_by(7) == [-6]
    assert await readership.returned(-5)
    assert await readership.set_up_by(7) == [-6, -5]
