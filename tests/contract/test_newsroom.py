from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from house import DESK, EDITOR, House

from briefings.desk.newsroom import Newsroom
from briefings.desk.publishing import AHEAD, BREAKING, SAMPLE
from briefings.desk.publishing_rules import Rules
from briefings.errors import Conflict, NotFound, Unavailable, UnreadableInput
from briefings.model import Reading, StoryState, SubmissionState
from briefings.preferences import Mode
from briefings.readers.archive import Archive
from briefings.readers.reader_settings import ReaderSettings
from briefings.store import Database, briefing, inbox, schema, subscribers

WAIT = timedelta(seconds=2)


async def rows(database: Database, table: sa.Table) -> list[Any]:
    async with database.read() as connection:
        return list((await connection.execute(sa.select(table))).all())


async def test_the_messages_of_one_paste_become_one_submission_in_the_order_written(house: House) -> None:
    newsroom = house.newsroom
    begun = await newsroom.begin(DESK, EDITOR, 10, "A | us-russia\n", wait=WAIT)
    await newsroom.add_part(DESK, EDITOR, 12, "ssia\nC | us-russia", wait=WAIT)
    joined = await newsroom.add_part(DESK, EDITOR, 11, "B | us-ru", wait=WAIT)
    assert joined is not None
    assert joined.id == begun.id
    preview = await newsroom.finish(begun.id)
    assert [story.headline for story in preview.stories] == ["A", "B", "C"]
    assert preview.submission.text == "A | us-russia\nB | us-russia\nC | us-russia"


async def test_zero_characters_of_a_file_are_left_out(house: House) -> None:
    begun = await house.newsroom.begin(DESK, EDITOR, 10, "A\0 | us-russia", wait=WAIT)
    await house.newsroom.add_part(DESK, EDITOR, 11, "\0", wait=WAIT)
    assert (await house.newsroom.finish(begun.id)).submission.text == "A | us-russia"


async def test_a_message_told_twice_is_one_message(house: House) -> None:
    newsroom = house.newsroom
    first = await newsroom.begin(DESK, EDITOR, 10, "A | us-russia\n", wait=WAIT)
    assert await newsroom.begin(DESK, EDITOR, 10, "A | us-russia\n", wait=WAIT) == first
    await newsroom.add_part(DESK, EDITOR, 11, "B | us-russia", wait=WAIT)
    await newsroom.add_part(DESK, EDITOR, 11, "B | us-russia", wait=WAIT)
    assert len((await newsroom.finish(first.id)).stories) == 2


async def test_a_part_belongs_to_what_its_author_writes_in_its_chat_only(house: House) -> None:
    newsroom = house.newsroom
    await newsroom.begin(DESK, EDITOR, 10, None, wait=WAIT)
    assert await newsroom.add_part(DESK, EDITOR + 1, 11, "text", wait=WAIT) is None
    assert await newsroom.add_part(EDITOR, EDITOR, 12, "text", wait=WAIT) is None
    joined = await newsroom.add_part(DESK, EDITOR, 13, "A | us-russia", wait=WAIT)
    assert joined is not None
    assert joined.state is SubmissionState.COLLECTING


async def test_what_the_database_refuses_while_a_paste_is_read_loses_nothing(house: House) -> None:
    def out_of_reach(*_: object) -> Reading:
        raise Unavailable("The database is out of reach.")

    begun = await house.newsroom.begin(DESK, EDITOR, 10, "A | us-russia", wait=WAIT)
    with pytest.raises(Unavailable):
        await Newsroom(house.database, house.clock, out_of_reach).finish(begun.id)
    assert [story.headline for story in (await house.newsroom.finish(begun.id)).stories] == ["A"]


async def test_a_push_with_text_ends_the_waiting_for_an_article(house: House) -> None:
    waiting = await house.newsroom.begin(DESK, EDITOR, 10, None, wait=WAIT)
    await house.newsroom.begin(DESK, EDITOR, 11, "A | us-russia", wait=WAIT)
    assert (await house.newsroom.preview(waiting.id)).submission.state is SubmissionState.CANCELLED


async def test_a_collection_is_due_when_its_wait_is_over_and_its_chat_has_no_update_unhandled(
    house: House,
) -> None:
    begun = await house.newsroom.begin(DESK, EDITOR, 10, "A | us-russia", wait=WAIT)
    assert await house.newsroom.due() == []
    house.clock.turn(seconds=2)
    async with house.database.write() as tx:
        await inbox.put(tx, [(1, DESK, "{}"), (2, 77, "{}")], now=house.clock())
    assert await house.newsroom.due() == []
    async with house.database.write() as tx:
        await inbox.done(tx, [1])
    assert [submission.id for submission in await house.newsroom.due()] == [begun.id]


async def test_a_paste_that_is_complete_is_due_at_once_and_once_read_never_again(house: House) -> None:
    begun = await house.newsroom.begin(DESK, EDITOR, 10, "A | us-russia", wait=WAIT)
    assert await house.newsroom.complete(begun.id)
    assert [submission.id for submission in await house.newsroom.due()] == [begun.id]
    await house.newsroom.finish(begun.id)
    assert not await house.newsroom.complete(begun.id)


async def test_a_part_that_comes_while_the_paste_is_read_is_not_lost(house: House) -> None:
    loop = asyncio.get_running_loop()
    readings: list[str] = []

    def read(raw: str, topics: object) -> Reading:
        readings.append(raw)
        if len(readings) == 1:
            late = house.newsroom.add_part(DESK, EDITOR, 11, "second", wait=WAIT)
            asyncio.run_coroutine_threadsafe(late, loop).result(10)
        return Reading(())

    begun = await house.newsroom.begin(DESK, EDITOR, 10, "first ", wait=WAIT)
    preview = await Newsroom(house.database, house.clock, read).finish(begun.id)
    assert readings == ["first ", "first second"]
    assert preview.submission.text == "first second"


async def test_finishing_twice_at_once_stores_the_stories_once(house: House) -> None:
    begun = await house.newsroom.begin(DESK, EDITOR, 10, "A | us-russia", wait=WAIT)
    previews = await asyncio.gather(*(house.newsroom.finish(begun.id) for _ in range(4)))
    assert len(await rows(house.database, schema.stories)) == 1
    assert all(preview == previews[0] for preview in previews)


async def test_what_cannot_be_read_is_cancelled_with_nothing_half_stored(house: House) -> None:
    def read(raw: str, topics: object) -> Reading:
        raise UnreadableInput("No story can be found.")

    begun = await house.newsroom.begin(DESK, EDITOR, 10, "Share it", wait=WAIT)
    with pytest.raises(UnreadableInput):
        await Newsroom(house.database, house.clock, read).finish(begun.id)
    assert await rows(house.database, schema.stories) == []
    with pytest.raises(Conflict):
        await house.newsroom.finish(begun.id)
    house.clock.turn(hours=1)
    assert await house.newsroom.due() == []


async def test_an_article_that_never_came_is_cancelled(house: House) -> None:
    begun = await house.newsroom.begin(DESK, EDITOR, 10, None, wait=WAIT)
    with pytest.raises(UnreadableInput):
        await house.newsroom.finish(begun.id)


async def test_a_preview_tells_stories_topics_and_to_how_many_it_goes(house: House) -> None:
    await house.readers(2001, 2002)
    await house.readers(2002, follow="north-korea")
    preview = await house.draft("A | us-russia north-korea\nB | north-korea")
    assert preview.readers == 2
    assert [topic.slug for topic in preview.topics] == ["us-russia", "north-korea"]
    assert [[match.slug for match in story.topics] for story in preview.stories] == [
        ["us-russia", "north-korea"],
        ["north-korea"],
    ]
    assert preview.stories[0].topics[0].evidence == ("word",)
    assert preview.stories[0].paragraphs == ("One.", "Two.")
    assert await house.newsroom.preview(preview.submission.id) == preview
    assert await house.newsroom.drafts() == [preview]


async def test_a_topic_is_toggled_off_and_on_and_a_new_one_added_with_the_storys_summary(
    house: House,
) -> None:
    await house.readers(2001, follow="north-korea")
    story = (await house.draft("A | us-russia")).stories[0]
    added = await house.newsroom.toggle_topic(story.id, "north-korea", by=EDITOR)
    assert added.readers == 1
    assert added.stories[0].topics[1].summary == "One."
    again = await house.newsroom.toggle_topic(story.id, "north-korea", by=EDITOR)
    assert again.readers == 0
    assert [match.chosen for match in again.stories[0].topics] == [True, False]


async def test_a_dropped_story_can_be_taken_back(house: House) -> None:
    story = (await house.draft("A | us-russia")).stories[0]
    dropped = await house.newsroom.drop_story(story.id, by=EDITOR)
    assert [each.state for each in dropped.stories] == [StoryState.DROPPED]
    with pytest.raises(Conflict, match="nothing to publish"):
        await house.newsroom.publish(dropped.submission.id, by=EDITOR)
    restored = await house.newsroom.restore_story(story.id, by=EDITOR)
    assert [each.state for each in restored.stories] == [StoryState.DRAFT]


async def test_the_same_text_again_offers_the_earlier_one_unless_that_was_cancelled(house: House) -> None:
    first = await house.draft("A | us-russia")
    second = await house.draft("  a |  US-Russia\n")
    assert first.earlier is None
    assert second.earlier is not None
    assert second.earlier.id == first.submission.id
    await house.newsroom.cancel(first.submission.id, by=EDITOR)
    assert (await house.newsroom.preview(second.submission.id)).earlier is None


async def test_of_two_editors_who_publish_at_once_one_is_told_that_it_was_done(house: House) -> None:
    await house.readers(2001, 2002)
    preview = await house.draft("A | us-russia")
    both = await asyncio.gather(
        *(house.newsroom.publish(preview.submission.id, by=EDITOR + n) for n in range(2)),
        return_exceptions=True,
    )
    [refused] = [result for result in both if isinstance(result, Exception)]
    assert isinstance(refused, Conflict)
    assert str(refused) == "This was already published by another editor."
    assert (await house.newsroom.progress(preview.submission.id)).queued == 2


async def test_publishing_is_remembered_with_its_time_and_its_editor(house: House) -> None:
    published = await house.publish("A | us-russia")
    assert published.submission.state is SubmissionState.PUBLISHED
    assert published.submission.published_at == house.clock()
    assert published.submission.published_by == EDITOR
    assert [story.published_at for story in published.stories] == [house.clock()]


async def test_nothing_can_be_decided_twice(house: House) -> None:
    published = await house.publish("A | us-russia")
    cancelled = await house.draft("B | us-russia")
    await house.newsroom.cancel(cancelled.submission.id, by=EDITOR)
    await house.newsroom.cancel(cancelled.submission.id, by=EDITOR)
    for act in (
        house.newsroom.publish(cancelled.submission.id, by=EDITOR),
        house.newsroom.publish(published.submission.id, by=EDITOR),
        house.newsroom.cancel(published.submission.id, by=EDITOR),
        house.newsroom.drop_story(published.stories[0].id, by=EDITOR),
        house.newsroom.toggle_topic(published.stories[0].id, "north-korea", by=EDITOR),
        house.newsroom.restore_story(cancelled.stories[0].id, by=EDITOR),
    ):
        with pytest.raises(Conflict):
            await act


async def test_what_is_not_there_is_not_found(house: House) -> None:
    story = (await house.draft("A | us-russia")).stories[0]
    for act in (
        house.newsroom.preview(99_999),
        house.newsroom.publish(99_999, by=EDITOR),
        house.newsroom.finish(99_999),
        house.newsroom.attach_card(99_999, 1),
        house.newsroom.drop_story(99_999, by=EDITOR),
        house.newsroom.toggle_topic(story.id, "no-topic", by=EDITOR),
    ):
        with pytest.raises(NotFound):
            await act


async def test_a_publication_runs_until_its_card_shows_the_result(house: House) -> None:
    published = await house.publish("A | us-russia")
    await house.newsroom.attach_card(published.submission.id, 55)
    assert [(running.id, running.card_message_id) for running in await house.newsroom.running()] == [
        (published.submission.id, 55)
    ]
    submission_id = published.submission.id
    await house.newsroom.mark_reported(submission_id, await house.newsroom.progress(submission_id))
    assert await house.newsroom.running() == []


async def test_the_numbers_of_the_house(house: House) -> None:
    await house.readers(2001, 2002, 2003)
    await house.readers(2003, follow="north-korea")
    await house.readership.blocked(2002)
    await house.publish("A | us-russia\nB | north-korea")
    await house.draft("C | us-russia")
    stats = await house.newsroom.stats()
    assert (stats.readers, stats.blocked) == (2, 1)
    assert stats.subscriptions == {"us-russia": 2, "north-korea": 1}
    assert stats.stories == {StoryState.PUBLISHED: 2, StoryState.DRAFT: 1}
    assert stats.deliveries.queued == 2


async def test_what_a_second_person_approved_is_not_made_breaking_by_its_author(house: House) -> None:
    newsroom = Newsroom(house.database, house.clock, house.reads, Rules(two_people=True))
    submission = (await house.draft("A | us-russia")).submission.id
    await newsroom.set_manner(submission, BREAKING, on=True, by=EDITOR)
    await newsroom.set_manner(submission, BREAKING, on=False, by=EDITOR)
    await newsroom.decide(submission, by=EDITOR + 1, at=house.clock() + timedelta(hours=1))
    with pytest.raises(Conflict, match="take it back to change it"):
        await newsroom.set_manner(submission, BREAKING, on=True, by=EDITOR)


async def test_what_goes_to_a_few_first_stands_nowhere_until_the_rest_gets_it(house: House) -> None:
    await house.readers(2001, 2002, 2003)
    first = await house.publish("Talks A | us-russia")
    archive = Archive(house.database, house.clock)
    await archive.follow(2004, first.stories[0].id, on=True)
    for number in range(3000, 3000 + SAMPLE):
        await house.readers(number)
    ahead = await house.draft("Talks B | us-russia")
    await house.newsroom.mark_update(ahead.stories[0].id, first.stories[0].id, on=True, by=EDITOR)
    await house.newsroom.set_manner(ahead.submission.id, AHEAD, on=True, by=EDITOR)
    await house.newsroom.publish(ahead.submission.id, by=EDITOR)

    async def standing() -> tuple[int, ...]:
        """The stories of /latest, of search, of inline, and under the topic."""
        latest = await house.readership.latest(2001)
        topic = next(one for one in await house.readership.topics(2001) if one.topic.slug == "us-russia")
        found = await archive.search("talks")
        return (
            len(latest.digest.stories),
            len(found.stories),
            len(await archive.newest(count=5)),
            topic.recent,
        )

    async def may_go() -> int:
        async with house.database.read() as connection:
            ready = sa.select(sa.func.count()).select_from(schema.deliveries)
            return await connection.scalar(ready.where(schema.deliveries.c.ready_at <= house.clock())) or 0

    async def goes_on() -> int:
        """What a briefing tells the one who follows the earlier story."""
        async with house.database.read() as connection:
            (own,) = await subscribers.of_chat(connection, 2004)
            since, now = house.clock() - timedelta(days=1), house.clock()
            return len(await briefing.pursued(connection, [own.id], since=since, now=now))

    assert await standing() == (1, 1, 1, 1)
    assert await goes_on() == 0
    (held,) = ahead.stories
    for peek in (
        house.readership.story(2001, held.id),
        archive.save(2001, held.id, on=True),
        archive.follow(2001, held.id, on=True),
    ):
        with pytest.raises(NotFound):
            await peek
    assert await may_go() == 3 + SAMPLE, "who follows the earlier story waits with the rest"
    house.clock.turn(minutes=2)
    assert await standing() == (2, 2, 2, 2)
    assert await goes_on() == 1
    assert (await house.readership.story(2001, held.id)).headline == "Talks B"
    assert await may_go() == 3 + 3 + SAMPLE + 1


async def test_a_preview_tells_who_gets_it_at_once_and_leaves_out_who_muted_it(house: House) -> None:
    await house.readers(2001, 2002, 2003, 2004)
    await house.readers(2001, follow="north-korea")
    own = ReaderSettings(house.database, house.clock)
    await own.set_mode(2001, "us-russia", Mode.DIGEST)
    await own.set_mode(2002, "us-russia", Mode.DIGEST)
    await own.mute(2003, "us-russia", house.clock() + timedelta(days=1))
    drafts = await house.draft("A | us-russia")
    assert (drafts.readers, drafts.at_once) == (3, 1)
    assert (await house.draft("B | us-russia north-korea")).at_once == 2


async def test_what_has_its_time_waits_for_an_embargo_that_is_set_afterwards(house: House) -> None:
    draft = (await house.draft("A | us-russia")).submission.id
    later = house.clock() + timedelta(hours=2)
    await house.newsroom.decide(draft, by=EDITOR, at=later)
    for until, due_at in ((-1, later), (1, later + timedelta(hours=1))):
        look = await house.newsroom.embargo(draft, later + timedelta(hours=until), by=EDITOR)
        assert look.submission.due_at == due_at
    house.clock.turn(hours=3)
    assert await house.newsroom.publish_due(draft, by=EDITOR)


async def test_what_waits_for_its_time_can_go_out_before_it_but_not_before_its_embargo(house: House) -> None:
    draft = (await house.draft("A | us-russia")).submission.id
    later = house.clock() + timedelta(hours=2)
    await house.newsroom.decide(draft, by=EDITOR, at=later)
    await house.newsroom.embargo(draft, later - timedelta(hours=1), by=EDITOR)
    assert (await house.newsroom.decide(draft, by=EDITOR)).due_at == later - timedelta(hours=1)
    await house.newsroom.embargo(draft, None, by=EDITOR)
    assert (await house.newsroom.decide(draft, by=EDITOR)).state is SubmissionState.PUBLISHED


async def test_what_was_asked_for_at_a_time_is_approved_for_that_time(house: House) -> None:
    newsroom = Newsroom(house.database, house.clock, house.reads, Rules(two_people=True))
    draft, later = (await house.draft("A | us-russia")).submission.id, house.clock() + timedelta(hours=2)
    await newsroom.decide(draft, by=EDITOR, at=later)
    approved = await newsroom.decide(draft, by=EDITOR + 1)
    assert (approved.state, approved.due_at) == (SubmissionState.SCHEDULED, later)
