"""Edits of delivered messages, through the real worker, to the sandbox's Bot API."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
import sqlalchemy as sa

from briefings.model import DeliveryCounts, MailingKind
from briefings.store import mailings, outbox, schema

BOTH = "First | us-russia\nSecond | north-korea"
REFUSALS = [
    (
        "message is not modified: specified new message content is the same",
        DeliveryCounts(sent=1, unchanged=1),
    ),
    ("message to edit not found", DeliveryCounts(failed=1, gone=1)),
    ("MESSAGE_ID_INVALID", DeliveryCounts(failed=1, gone=1)),
]


async def change(house: Any, headline: str, story: int = 1) -> int:
    """A new version of a story, owed to all who have an older one; returns the mailing."""
    async with house.database.write() as tx:
        await tx.execute(
            sa.update(schema.stories)
            .where(schema.stories.c.id == story)
            .values(headline=headline, version=schema.stories.c.version + 1)
        )
        return await mailings.amend(tx, MailingKind.CORRECTION, story, by=1, now=house.clock())


async def counts(house: Any, mailing: int) -> DeliveryCounts:
    async with house.database.read() as connection:
        return await outbox.counts(connection, mailing_id=mailing)


async def settled(house: Any, mailing: int) -> DeliveryCounts:
    async with asyncio.timeout(8):
        while (now := await counts(house, mailing)).owed:
            house.clock.turn(seconds=1)
            await asyncio.sleep(0.01)
    return now


async def versions(house: Any) -> list[int]:
    async with house.database.read() as connection:
        rows = schema.receipts.c
        return list(await connection.scalars(sa.select(rows.version).where(rows.story_id == 1)))


async def test_in_a_digest_the_entry_changes_at_its_place_whatever_is_followed_now(house: Any) -> None:
    reader, other = await house.reader("us-russia", "north-korea"), await house.reader("north-korea")
    house.work()
    await house.settled(await house.publish(BOTH))
    await house.readership.unsubscribe(reader, "us-russia")
    assert await settled(house, await change(house, "Better")) == DeliveryCounts(sent=1)
    assert house.texts(reader) == ["US–Russia\nBetter\nNorth Korea\nSecond"]
    assert house.texts(other) == ["North Korea\nSecond"]
    assert house.sends() == 2
    assert await versions(house) == [2]


async def test_what_is_still_queued_goes_out_as_it_is_now(house: Any) -> None:
    reader = await house.reader("us-russia")
    submission = await house.publish(BOTH)
    mailing = await change(house, "Better")
    house.work()
    await house.settled(submission)
    assert (await counts(house, mailing)).total == 0
    assert house.texts(reader) == ["US–Russia\nBetter"]


@pytest.mark.parametrize(("refusal", "expected"), REFUSALS)
async def test_an_edit_that_telegram_refuses_is_recorded_for_what_it_is(
    house: Any, refusal: str, expected: DeliveryCounts
) -> None:
    await house.reader("us-russia")
    house.work()
    await house.settled(await house.publish(BOTH))
    house.sandbox.fault("editMessageText", 400, description=f"Bad Request: {refusal}")
    assert await settled(house, await change(house, "Better")) == expected


async def test_an_edit_for_a_reader_who_blocked_the_bot_is_recorded_so(house: Any) -> None:
    reader = await house.reader("us-russia")
    house.work()
    await house.settled(await house.publish(BOTH))
    await house.sandbox.block(reader)
    assert await settled(house, await change(house, "Better")) == DeliveryCounts(cancelled=1, blocked=1)


async def test_an_edit_whose_answer_was_lost_is_done_again_in_groups_too(house: Any) -> None:
    group = await house.group("us-russia")
    house.work()
    await house.settled(await house.publish(BOTH))
    house.sandbox.fault("editMessageText", "dropped", after=True)
    assert await settled(house, await change(house, "Better")) == DeliveryCounts(sent=1, unchanged=1)
    assert house.texts(group) == ["US–Russia\nBetter"]


async def test_of_two_changes_in_flight_the_last_stands_and_the_other_finds_it_done(house: Any) -> None:
    reader = await house.reader("us-russia")
    worker = house.work()
    await house.settled(await house.publish(BOTH))
    await house.stop()
    first, second = await change(house, "Better"), await change(house, "Best")
    assert worker is not house.work()
    assert await settled(house, first) == DeliveryCounts(sent=1)
    assert await settled(house, second) == DeliveryCounts(sent=1, unchanged=1)
    assert house.texts(reader) == ["US–Russia\nBest"]
    assert [entry.method for entry in house.sandbox.ledger].count("editMessageText") == 1


async def test_two_stories_of_one_digest_that_change_at_once_both_stand_in_it(house: Any) -> None:
    reader = await house.reader("us-russia", "north-korea")
    house.work()
    await house.settled(await house.publish(BOTH))
    await house.stop()
    changes = [await change(house, "Better", 1), await change(house, "Better still", 2)]
    house.work()
    for mailing in changes:
        assert (await settled(house, mailing)).sent == 1
    assert house.texts(reader) == ["US–Russia\nBetter\nNorth Korea\nBetter still"]
