from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from house import EDITOR, House

from briefings.model import (
    Delivery,
    DeliveryCounts,
    DeliveryState,
    Outcome,
    Shown,
    SubscriberKind,
    SubscriberState,
)
from briefings.readers.reader_settings import ReaderSettings
from briefings.store import mailings, outbox, preferences, schema, stories, subscribers

LEASE = timedelta(seconds=60)


async def claim(house: House, limit: int = 100) -> list[Delivery]:
    async with house.database.write() as tx:
        return await outbox.claim(tx, now=house.clock(), limit=limit, lease=LEASE)


async def overdue(house: House) -> list[Delivery]:
    async with house.database.write() as tx:
        return await outbox.overdue(tx, before=house.clock(), limit=100, until=house.clock() + LEASE)


async def record(house: House, deliveries: Sequence[Delivery], state: DeliveryState, **more: Any) -> int:
    outcomes = [Outcome(delivery=delivery, state=state, **more) for delivery in deliveries]
    async with house.database.write() as tx:
        return await outbox.record(tx, outcomes, now=house.clock())


async def counts(house: House) -> DeliveryCounts:
    async with house.database.read() as connection:
        return await outbox.counts(connection)


async def forget_deliveries(house: House) -> None:
    """As if the program had ended before the first chunk."""
    async with house.database.write() as tx:
        await tx.execute(sa.delete(schema.deliveries))
        await tx.execute(sa.update(schema.mailings).values(fanout_cursor=0, deliveries=0))


async def receipts(house: House) -> list[Any]:
    async with house.database.read() as connection:
        return list((await connection.execute(sa.select(schema.receipts))).all())


async def test_every_active_follower_is_owed_one_message_however_many_topics_match(house: House) -> None:
    await house.readers(2001, 2002)
    await house.readers(2002, 2003, follow="north-korea")
    await house.readers(2004)
    await house.readership.blocked(2004)
    await house.publish("A | us-russia north-korea\nB | us-russia")
    assert sorted(delivery.chat_id for delivery in await claim(house)) == [2001, 2002, 2003]


async def test_topics_that_no_editor_chose_reach_nobody(house: House) -> None:
    await house.readers(2001, follow="north-korea")
    preview = await house.draft("A | us-russia north-korea")
    await house.newsroom.toggle_topic(preview.stories[0].id, "north-korea", by=EDITOR)
    await house.newsroom.publish(preview.submission.id, by=EDITOR)
    assert await claim(house) == []


async def test_a_dropped_story_reaches_nobody(house: House) -> None:
    await house.readers(2001, follow="north-korea")
    preview = await house.draft("A | us-russia\nB | north-korea")
    await house.newsroom.drop_story(preview.stories[1].id, by=EDITOR)
    await house.newsroom.publish(preview.submission.id, by=EDITOR)
    assert await claim(house) == []


async def test_a_large_audience_is_owed_in_chunks_that_a_crash_resumes(house: House) -> None:
    await house.readers(*range(2001, 2010))
    await house.readers(*range(2005, 2013), follow="north-korea")
    published = await house.publish("A | us-russia\nB | north-korea")
    await forget_deliveries(house)
    chunks = 0
    more = True
    while more:
        async with house.database.write() as tx:
            more = await mailings.fan_out(tx, now=house.clock(), size=4)
        chunks += 1
    assert chunks > 3
    assert sorted(delivery.chat_id for delivery in await claim(house)) == list(range(2001, 2013))
    assert (await house.newsroom.progress(published.submission.id)).total == 12


async def test_a_claim_is_never_given_twice_while_its_lease_holds(house: House) -> None:
    await house.readers(*range(2001, 2041))
    await house.publish("A | us-russia")
    claims = await asyncio.gather(*(claim(house, 10) for _ in range(6)))
    taken = [delivery.id for claimed in claims for delivery in claimed]
    while more := await claim(house, 10):
        taken += [delivery.id for delivery in more]
    assert len(taken) == len(set(taken)) == 40


async def test_of_one_reader_the_earlier_message_is_settled_before_the_later_is_taken(house: House) -> None:
    await house.readers(2001, 2002)
    first = await house.draft("A | us-russia")
    second = await house.draft("B | us-russia")
    for preview in (second, first):
        await house.newsroom.publish(preview.submission.id, by=EDITOR)
    claimed = await claim(house)
    assert [delivery.submission_id for delivery in claimed] == [second.submission.id] * 2
    assert await claim(house) == []
    later = house.clock() + timedelta(seconds=30)
    await record(house, claimed[:1], DeliveryState.QUEUED, retry_at=later)
    await record(house, claimed[1:], DeliveryState.SENT, message_id=1)
    assert [delivery.chat_id for delivery in await claim(house)] == [claimed[1].chat_id]


async def test_the_next_for_a_reader_can_be_made_to_wait_and_nobody_elses(house: House) -> None:
    await house.readers(2001, 2002)
    first, second = await house.publish("A | us-russia"), await house.publish("B | us-russia")
    claimed = await claim(house)
    await record(house, claimed, DeliveryState.SENT, message_id=1)
    async with house.database.write() as tx:
        waiting = [claimed[0].subscriber_id]
        await outbox.postpone(tx, waiting, until=house.clock() + timedelta(seconds=1))
    assert {delivery.submission_id for delivery in claimed} == {first.submission.id}
    assert [delivery.chat_id for delivery in await claim(house)] == [claimed[1].chat_id]
    house.clock.turn(seconds=1)
    [last] = await claim(house)
    assert (last.chat_id, last.submission_id) == (claimed[0].chat_id, second.submission.id)


async def test_a_postponed_message_comes_back_at_its_time_and_not_before(house: House) -> None:
    await house.readers(2001)
    await house.publish("A | us-russia")
    claimed = await claim(house)
    await record(
        house, claimed, DeliveryState.QUEUED, retry_at=house.clock() + timedelta(seconds=30), error="429"
    )
    assert await claim(house) == []
    async with house.database.read() as connection:
        backlog = await outbox.backlog(connection, house.clock())
    assert (backlog.ready, backlog.next_at) == (0, house.clock() + timedelta(seconds=30))
    house.clock.turn(seconds=30)
    assert [delivery.attempts for delivery in await claim(house)] == [2]


async def test_a_try_in_which_nothing_can_have_left_is_free(house: House) -> None:
    await house.readers(2001)
    await house.publish("A | us-russia")
    await record(house, await claim(house), DeliveryState.QUEUED, counted=False)
    assert [delivery.attempts for delivery in await claim(house)] == [1]


async def test_a_claim_of_a_worker_that_died_is_taken_over_once_and_the_copy_is_on_record(
    house: House,
) -> None:
    await house.readers(2001)
    await house.publish("A | us-russia")
    lost = await claim(house)
    assert await overdue(house) == []
    house.clock.turn(seconds=61)
    taken = await overdue(house)
    assert [delivery.id for delivery in taken] == [delivery.id for delivery in lost]
    assert await overdue(house) == []
    await record(house, taken, DeliveryState.QUEUED, resend=True)
    assert [delivery.resends for delivery in await claim(house)] == [1]


async def test_an_outcome_of_a_lost_claim_changes_nothing_but_leaves_its_receipt(house: House) -> None:
    await house.readers(2001)
    published = await house.publish("A | us-russia")
    lost = await claim(house)
    house.clock.turn(seconds=61)
    await overdue(house)
    shows = (Shown(published.stories[0].id, 1, "us-russia"),)
    assert await record(house, lost, DeliveryState.SENT, message_id=7, shown=shows) == 1
    assert (await counts(house)).sending == 1
    assert [(row.story_id, row.message_id, row.version) for row in await receipts(house)] == [
        (shows[0].story_id, 7, 1)
    ]


async def test_recording_twice_counts_once(house: House) -> None:
    await house.readers(2001)
    published = await house.publish("A | us-russia")
    claimed = await claim(house)
    shows = (Shown(published.stories[0].id, 1, "us-russia"),)
    assert await record(house, claimed, DeliveryState.SENT, message_id=7, shown=shows) == 0
    assert await record(house, claimed, DeliveryState.SENT, message_id=7, shown=shows) == 1
    assert await counts(house) == DeliveryCounts(sent=1)
    assert len(await receipts(house)) == 1


async def test_a_lost_claim_and_its_successor_may_be_recorded_together(house: House) -> None:
    await house.readers(2001, 2002)
    published = await house.publish("A | us-russia")
    lost = await claim(house)
    house.clock.turn(seconds=61)
    now, story = await overdue(house), published.stories[0].id
    both = [
        Outcome(
            delivery=delivery,
            state=DeliveryState.SENT,
            message_id=7,
            shown=(Shown(story, version, "us-russia"),),
        )
        for version, claimed in ((2, now), (1, lost))
        for delivery in claimed
    ]
    async with house.database.write() as tx:
        assert await outbox.record(tx, both, now=house.clock()) == 2
    assert await counts(house) == DeliveryCounts(sent=2)
    assert [(row.message_id, row.version) for row in await receipts(house)] == [(7, 2)] * 2


async def test_counts_tell_every_state_of_one_publication_and_of_all(house: House) -> None:
    await house.readers(*range(2001, 2008))
    published = await house.publish("A | us-russia")
    await house.publish("B | us-russia")
    claimed = (await claim(house))[:6]
    await record(house, claimed[:1], DeliveryState.SENT, message_id=1)
    await record(house, claimed[1:2], DeliveryState.FAILED, error="bad request")
    await record(house, claimed[2:3], DeliveryState.FAILED, error=outbox.BLOCKED)
    await record(house, claimed[3:4], DeliveryState.UNCERTAIN)
    await record(house, claimed[4:5], DeliveryState.CANCELLED)
    await record(house, claimed[5:6], DeliveryState.QUEUED)
    expected = DeliveryCounts(queued=1, sending=1, sent=1, failed=2, uncertain=1, cancelled=1, blocked=1)
    assert await house.newsroom.progress(published.submission.id) == expected
    assert (await counts(house)).queued == 8
    assert (await counts(house)).total == 14


async def test_parts_of_a_long_digest_come_in_order_before_what_was_published_later(house: House) -> None:
    await house.readers(2001)
    first = await house.publish("A | us-russia")
    await house.publish("B | us-russia")
    [claimed] = await claim(house)
    async with house.database.write() as tx:
        await outbox.split(tx, [(claimed, 3)], now=house.clock())
        await outbox.split(tx, [(claimed, 3)], now=house.clock())
    sent: list[tuple[bool, int]] = []
    while True:
        await record(house, [claimed], DeliveryState.SENT, message_id=len(sent) + 1)
        sent.append((claimed.submission_id == first.submission.id, claimed.part))
        following = await claim(house)
        if not following:
            break
        [claimed] = following
    assert sent == [(True, 0), (True, 1), (True, 2), (False, 0)]
    assert await counts(house) == DeliveryCounts(sent=4)


async def test_two_who_split_the_same_do_not_wait_for_each_other_in_a_circle(house: House) -> None:
    await house.readers(2001, 2002)
    await house.publish("A | us-russia")
    first, second = await claim(house)
    other: list[asyncio.Task[None]] = []

    async def split_the_second() -> None:
        async with house.database.write() as tx:
            await outbox.split(tx, [(second, 2)], now=house.clock())

    async with house.database.write() as tx:
        await outbox.split(tx, [(first, 2)], now=house.clock())
        other.append(asyncio.create_task(split_the_second()))
        await asyncio.wait(other, timeout=0.2)
        await outbox.split(tx, [(second, 2)], now=house.clock())
    await asyncio.gather(*other)
    assert (await counts(house)).total == 4


async def test_a_block_cancels_the_queue_and_keeps_what_was_followed(house: House) -> None:
    await house.readers(2001)
    await house.publish("A | us-russia")
    await house.publish("B | us-russia")
    await house.readership.blocked(2001)
    assert await counts(house) == DeliveryCounts(cancelled=2, blocked=2)
    assert await house.readership.returned(2001)
    assert not await house.readership.returned(2001)
    standing = await house.readership.topics(2001)
    assert [topic.followed for topic in standing] == [True, False]


async def test_the_worker_loads_what_a_batch_needs_as_it_is_now(house: House) -> None:
    await house.readers(2001, 2002)
    published = await house.publish("A | us-russia north-korea\nB | us-russia")
    await house.readers(2001, follow="north-korea")
    claimed = await claim(house)
    async with house.database.read() as connection:
        ids = [delivery.subscriber_id for delivery in claimed]
        followed = await preferences.followings(connection, ids)
        found = await stories.for_submissions(connection, {delivery.submission_id for delivery in claimed})
    slugs = {
        delivery.chat_id: [one.topic.slug for one in followed[delivery.subscriber_id]] for delivery in claimed
    }
    assert slugs == {2001: ["us-russia", "north-korea"], 2002: ["us-russia"]}
    [(submission_id, shown)] = found.items()
    assert submission_id == published.submission.id
    assert [(story.id, story.headline) for story in shown] == [(s.id, s.headline) for s in published.stories]


async def test_a_group_that_moved_is_owed_under_its_new_number(house: House) -> None:
    await house.readers(-500)
    await house.publish("A | us-russia")
    await house.readership.moved(-500, -100500)
    await house.readership.moved(-500, -100500)
    [claimed] = await claim(house)
    assert (claimed.chat_id, claimed.kind) == (-100500, SubscriberKind.GROUP)


async def test_a_group_keeps_what_it_follows_though_its_new_chat_was_welcomed_first(house: House) -> None:
    await house.readers(-500)
    await house.publish("A | us-russia")
    await house.readership.set_up(-100500, SubscriberKind.GROUP, by=EDITOR)
    for _ in range(2):
        await house.readership.moved(-500, -100500)
    assert [standing.followed for standing in await house.readership.topics(-100500)] == [True, False]
    assert [claimed.chat_id for claimed in await claim(house)] == [-100500]


@pytest.mark.parametrize("follows", ["a topic", "a story"])
async def test_a_group_that_moved_to_a_chat_known_already_is_gone(house: House, follows: str) -> None:
    story = (await house.publish("A | us-russia")).stories[0]
    await house.readers(-500)
    if follows == "a topic":
        await house.readers(-100500)
    else:
        await house.archive.follow(-100500, story.id, on=True)
    await house.readership.moved(-500, -100500)
    async with house.database.read() as connection:
        old = await subscribers.find(connection, -500)
        assert old is not None
        assert old.state is SubscriberState.GONE


async def test_a_publication_waits_for_the_deliveries_of_an_earlier_one_to_be_made(house: House) -> None:
    await house.readers(2001, 2002)
    first = await house.publish("A | us-russia")
    await forget_deliveries(house)
    second = await house.publish("B | us-russia")
    while True:
        async with house.database.write() as tx:
            if not await mailings.fan_out(tx, now=house.clock()):
                break
    assert {delivery.submission_id for delivery in await claim(house)} == {first.submission.id}
    assert (await house.newsroom.progress(second.submission.id)).queued == 2


async def test_what_is_under_way_to_who_was_forgotten_is_never_taken_for_another_readers(
    house: House,
) -> None:
    await house.readers(2001)
    await house.publish("A | us-russia")
    gone = await claim(house)
    await ReaderSettings(house.database, house.clock).forget(2001)
    await house.readers(2002)
    await house.publish("B | us-russia")
    others = await claim(house)
    assert others[0].subscriber_id != gone[0].subscriber_id
    assert await record(house, gone, DeliveryState.SENT, message_id=7) == 1
    assert await record(house, others, DeliveryState.SENT, message_id=7) == 0
