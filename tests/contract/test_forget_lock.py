"""Who is forgotten at the very moment at which rows are made for them leaves none, on two connections at once."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import time, timedelta

import pytest
import sqlalchemy as sa
from house import EDITOR, House

from briefings.model import Delivery, DeliveryState, MailingKind, Outcome, Shown
from briefings.readers.reader_settings import ReaderSettings
from briefings.schedule import EVERY_DAY, Slot
from briefings.store import Connection, briefing, mailings, outbox, privacy, receipts, schema

READER, OTHER = 2001, 2002
LEASE = timedelta(seconds=60)
Act = Callable[[Connection], Awaitable[object]]


async def pushed(house: House) -> Act:
    """A push of which the deliveries are still to be made."""
    published = await house.publish("Talks | us-russia")
    async with house.database.write() as tx:
        await tx.execute(sa.delete(schema.deliveries))
        await tx.execute(sa.update(schema.mailings).values(fanout_cursor=0))
    assert published.stories
    return lambda tx: mailings.fan_out(tx, now=house.clock())


async def due(house: House) -> Act:
    """A digest that is due."""
    own = ReaderSettings(house.database, house.clock)
    for reader in (READER, OTHER):
        await own.set_slots(reader, [Slot(time(9), EVERY_DAY)])
    house.clock.turn(hours=2)

    async def owe(tx: Connection) -> None:
        readers = [reader for reader, _ in await briefing.due(tx, house.clock(), limit=9)]
        made = await mailings.create(tx, MailingKind.DIGEST, by=0, now=house.clock())
        await mailings.owe(tx, made, readers, now=house.clock())

    return owe


async def claimed(house: House) -> list[Delivery]:
    await house.publish("Talks | us-russia")
    async with house.database.write() as tx:
        return await outbox.claim(tx, now=house.clock(), limit=9, lease=LEASE)


async def long(house: House) -> Act:
    """A digest that needs two messages."""
    found = await claimed(house)
    return lambda tx: outbox.split(tx, [(each, 2) for each in found], now=house.clock())


async def arrived(house: House, *, lost: bool) -> Act:
    """Messages that arrived while their story was corrected; `lost`: somebody else has the claims by now."""
    found = await claimed(house)
    async with house.database.write() as tx:
        story = int(await tx.scalar(sa.select(schema.stories.c.id)) or 0)
        await tx.execute(sa.update(schema.stories).values(version=2))
        await mailings.amend(tx, MailingKind.CORRECTION, story, by=EDITOR, now=house.clock())
        if lost:
            await tx.execute(sa.update(schema.deliveries).values(fence=schema.deliveries.c.fence + 1))
    shown = (Shown(story, 1, "us-russia"),)
    outcomes = [Outcome(delivery=each, state=DeliveryState.SENT, message_id=9, shown=shown) for each in found]
    return lambda tx: outbox.record(tx, outcomes, now=house.clock())


async def arrived_late(house: House) -> Act:
    return await arrived(house, lost=False)


async def arrived_for_others(house: House) -> Act:
    return await arrived(house, lost=True)


async def opened(house: House) -> Act:
    """A story that readers opened."""
    published = await house.publish("Talks | us-russia")
    shown = Shown(published.stories[0].id, 1, "us-russia")
    readers = [await number_of(house, chat) for chat in (READER, OTHER)]
    async with house.database.write() as tx:
        await tx.execute(sa.delete(schema.deliveries))

    async def keep(tx: Connection) -> None:
        for reader in readers:
            await receipts.opened(tx, reader, 9, shown, now=house.clock())

    return keep


# SQLite has one writer, so there nothing happens at once.
pytestmark = pytest.mark.parametrize("url", ["postgresql"], indirect=True)
ACTS = pytest.mark.parametrize("prepare", [pushed, due, long, arrived_late, arrived_for_others, opened])


async def numbers(house: House) -> set[int]:
    async with house.database.read() as connection:
        return {
            number
            for table in (schema.deliveries, schema.receipts)
            for number in await connection.scalars(sa.select(table.c.subscriber_id))
        }


async def number_of(house: House, chat: int) -> int:
    async with house.database.read() as connection:
        which = sa.select(schema.subscribers.c.id).where(schema.subscribers.c.chat_id == chat)
        return int(await connection.scalar(which) or 0)


@ACTS
async def test_rows_that_are_being_made_are_forgotten_too(
    house: House, prepare: Callable[[House], Awaitable[Act]]
) -> None:
    await house.readers(READER, OTHER)
    other = await number_of(house, OTHER)
    act = await prepare(house)
    own = ReaderSettings(house.database, house.clock)
    async with house.database.write() as tx:
        await act(tx)
        leaving = asyncio.create_task(own.forget(READER))
        await asyncio.wait([leaving], timeout=0.05)
    assert await leaving
    assert await numbers(house) == {other}


@ACTS
async def test_no_rows_are_made_for_who_is_being_forgotten(
    house: House, prepare: Callable[[House], Awaitable[Act]]
) -> None:
    await house.readers(READER, OTHER)
    other = await number_of(house, OTHER)
    act = await prepare(house)

    async def make() -> None:
        async with house.database.write() as tx:
            await act(tx)

    async with house.database.write() as tx:
        assert await privacy.forget_reader(tx, READER)
        making = asyncio.create_task(make())
        await asyncio.wait([making], timeout=0.05)
    await making
    assert await numbers(house) == {other}
