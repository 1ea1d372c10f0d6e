"""What a change of a story owes, on both engines."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from house import EDITOR, House

from briefings.model import Delivery, DeliveryState, MailingKind, Outcome, Shown
from briefings.ongoing import Told
from briefings.store import Connection, briefing, compositions, mailings, outbox, receipts, saved, schema

LEASE = timedelta(seconds=60)


async def claim(house: House) -> list[Delivery]:
    async with house.database.write() as tx:
        return await outbox.claim(tx, now=house.clock(), limit=100, lease=LEASE)


async def first_story(connection: Connection) -> int:
    """The id of the first story, which numbers may begin anywhere."""
    return int(await connection.scalar(sa.select(sa.func.min(schema.stories.c.id))) or 0)


async def sent(house: House, deliveries: Sequence[Delivery], *shown: Shown) -> None:
    """Record that messages arrived; the numbers of `shown` count from the first story."""
    async with house.database.read() as connection:
        base = await first_story(connection) - 1
    shown = tuple(replace(one, story_id=one.story_id + base) for one in shown)
    outcomes = [
        Outcome(
            delivery=each, state=DeliveryState.SENT, message_id=each.message_id or 1000 + each.id, shown=shown
        )
        for each in deliveries
    ]
    async with house.database.write() as tx:
        await outbox.record(tx, outcomes, now=house.clock())


async def change(house: House, kind: MailingKind = MailingKind.CORRECTION) -> int:
    async with house.database.write() as tx:
        await tx.execute(sa.update(schema.stories).values(version=schema.stories.c.version + 1))
        return await mailings.amend(tx, kind, await first_story(tx), by=EDITOR, now=house.clock())


def version(number: int) -> Shown:
    return Shown(1, number, "us-russia")


async def test_every_copy_is_owed_an_edit_in_chunks_and_none_twice(house: House) -> None:
    await house.readers(*range(2001, 2008))
    await house.publish("A | us-russia")
    await sent(house, await claim(house), version(1))
    mailing = await change(house)
    async with house.database.write() as tx:
        await tx.execute(sa.delete(schema.deliveries).where(schema.deliveries.c.mailing_id == mailing))
        await tx.execute(
            sa.update(schema.mailings).where(schema.mailings.c.id == mailing).values(fanout_cursor=0)
        )
    more, chunks = True, 0
    while more:
        async with house.database.write() as tx:
            more = await mailings.fan_out(tx, now=house.clock(), size=3)
        chunks += 1
    edits = await claim(house)
    assert chunks == 3
    assert sorted(each.chat_id for each in edits) == list(range(2001, 2008))
    assert all(each.message_id and each.mailing is MailingKind.CORRECTION for each in edits)


async def test_a_reader_with_two_copies_is_owed_two_edits(house: House) -> None:
    await house.readers(2001)
    await house.publish("A | us-russia")
    claimed = await claim(house)
    await sent(house, claimed, version(1))
    async with house.database.write() as tx:
        shown = (replace(version(1), story_id=await first_story(tx)),)
        copy = Outcome(delivery=claimed[0], state=DeliveryState.SENT, message_id=5, shown=shown)
        await outbox.record(tx, [copy], now=house.clock())
    await change(house)
    (first,) = await claim(house)
    await sent(house, [first], version(2))
    (second,) = await claim(house)
    assert (first.message_id, second.message_id) == (5, 1000 + claimed[0].id)


async def test_a_message_that_was_on_its_way_when_its_story_changed_is_owed_the_edit(house: House) -> None:
    await house.readers(2001)
    await house.publish("A | us-russia")
    claimed = await claim(house)
    await change(house)
    await sent(house, claimed, version(1))
    await sent(house, claimed, version(1))  # told twice
    (edit,) = await claim(house)
    assert edit.message_id == 1000 + claimed[0].id
    await sent(house, [edit], version(2))
    assert await claim(house) == []


async def test_a_notice_goes_to_those_whose_copies_the_correction_edits(house: House) -> None:
    await house.readers(2001)
    await house.publish("A | us-russia")
    await sent(house, await claim(house), version(1))
    await house.readers(2002)
    await change(house)
    async with house.database.write() as tx:
        await mailings.amend(tx, MailingKind.NOTICE, await first_story(tx), by=EDITOR, now=house.clock())
    (edit,) = await claim(house)
    await sent(house, [edit], version(2))
    (notice,) = await claim(house)
    assert (notice.chat_id, notice.mailing, notice.message_id) == (2001, MailingKind.NOTICE, None)
    assert await claim(house) == []


async def test_receipts_tell_how_a_message_is_made_up(house: House) -> None:
    await house.readers(2001)
    a, b = (await house.publish("A | us-russia\nB | us-russia")).stories
    claimed = await claim(house)
    await sent(house, claimed, Shown(2, 1, "us-russia", 0), Shown(1, 1, "us-russia", 1))
    message = (claimed[0].subscriber_id, 1000 + claimed[0].id)
    async with house.database.read() as connection:
        found = await compositions.of_messages(connection, [message, (1, 99)])
    assert found[message].shown == (Shown(b.id, 1, "us-russia", 0), Shown(a.id, 1, "us-russia", 1))
    assert list(found) == [message]


async def test_a_story_that_a_reader_opened_is_a_copy_that_a_correction_finds(house: House) -> None:
    await house.readers(2001)
    (story,) = (await house.publish("A | us-russia")).stories
    await sent(house, await claim(house), version(1))
    await house.archive.opened(2001, story, 5000)
    async with house.database.read() as connection:
        copies = await receipts.readers(connection, story.id)
    assert [message for *_, message, _ in copies] != [5000], "what readers open is told to no editor"
    assert len(copies) == 1
    await change(house)
    edits = await claim(house)
    await sent(house, edits, version(2))
    edits = await claim(house)
    assert [each.message_id for each in edits] == [5000]
    await sent(house, edits, version(2))
    await house.archive.opened(2001, story, 5001)  # and was changed while it was on its way
    (late,) = await claim(house)
    assert late.message_id == 5001
    async with house.database.read() as connection:
        found = await compositions.of_messages(connection, [(late.subscriber_id, 5001)])
    assert found[late.subscriber_id, 5001].occasion is MailingKind.OPENED


async def test_what_a_reader_opened_by_themselves_is_nothing_they_were_told_of_lately(house: House) -> None:
    await house.readers(2001)
    (story,) = (await house.publish("A | us-russia")).stories
    (delivery,) = await claim(house)
    since = house.clock()
    await house.archive.opened(2001, story, 5000)
    async with house.database.read() as connection:
        told = await briefing.told_lately(connection, delivery.subscriber_id, since=since, now=house.clock())
    assert told == []


async def test_what_somebody_opened_who_receives_nothing_leaves_no_receipt(house: House) -> None:
    (story,) = (await house.publish("A | us-russia")).stories
    await house.archive.opened(2001, story, 5000)
    async with house.database.read() as connection:
        assert await receipts.reach(connection, story.id) == []


async def test_what_a_reader_was_told_of_lately_is_known_with_what_became_of_it(house: House) -> None:
    await house.readers(2001, 2002)
    a, b = (await house.publish("A | us-russia\nB | us-russia")).stories
    reader, other = sorted(await claim(house), key=lambda each: each.chat_id)
    await sent(house, [reader], Shown(1, 1, "us-russia"))
    told_at = house.clock()
    async with house.database.write() as tx:
        reported_at = house.clock.turn(days=1)
        await tx.execute(
            sa.update(schema.stories)
            .where(schema.stories.c.id == b.id)
            .values(event_id=a.id, update_of=a.id, published_at=reported_at)
        )
        await saved.follow(tx, reader.subscriber_id, a.id, on=True, now=reported_at)
    await sent(house, [replace(reader, id=77)], Shown(2, 1, "us-russia", 0), Shown(1, 1, "us-russia", -1))
    async with house.database.read() as connection:
        first, second = sorted(
            await briefing.told_lately(connection, reader.subscriber_id, since=told_at, now=house.clock()),
            key=lambda one: one.story_id,
        )
        assert (
            await briefing.told_lately(connection, other.subscriber_id, since=told_at, now=house.clock())
            == []
        )
        pair = (reader.subscriber_id, b.id)
        assert await briefing.pursued(
            connection, [reader.subscriber_id], since=told_at, now=house.clock()
        ) == [pair]
        message = (reader.subscriber_id, 1077)
        found = await compositions.of_messages(connection, [message])
        last = await receipts.last_messages(connection, [(reader.subscriber_id, a.id)])
    assert first == Told(a.id, "us-russia", told_at, a.id, pursued=True, reported_at=reported_at)
    assert (second.story_id, second.told_at, second.pursued) == (b.id, reported_at, False)
    assert found[message].since == {a.id: told_at}
    assert last == {(reader.subscriber_id, a.id): 1000 + reader.id}, "an update hangs under what told of it"


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
async def test_a_story_may_have_more_followers_than_a_statement_takes_parameters(house: House) -> None:
    first = (await house.publish("A | us-russia")).stories[0]
    update = await house.draft("B | us-russia")
    await house.newsroom.mark_update(update.stories[0].id, first.id, on=True, by=EDITOR)
    for chat in range(1, 61):
        await house.archive.follow(chat, first.id, on=True)
    async with house.database.write() as tx:
        driver: Any = (await tx.get_raw_connection()).driver_connection
        await driver.trip(driver._conn.setlimit, sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER, 50)
    await house.newsroom.publish(update.submission.id, by=EDITOR)
    assert (await house.newsroom.progress(update.submission.id)).owed == 60
