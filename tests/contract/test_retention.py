"""What is let go in time, and what stays."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import pytest
import sqlalchemy as sa
from house import DESK, EDITOR, House

from briefings.desk.copies import Copies
from briefings.model import CardCopy, Delivery, DeliveryCounts, DeliveryState, MailingKind, Outcome, Shown
from briefings.retention import Retention
from briefings.store import inbox, mailings, outbox, receipts, retention, schema

KEEP = timedelta(days=90)
PARTS = schema.submission_parts
LEASE = timedelta(seconds=60)


async def claimed(house: House, limit: int = 100) -> list[Delivery]:
    async with house.database.write() as tx:
        return await outbox.claim(tx, now=house.clock(), limit=limit, lease=LEASE)


async def settled(
    house: House, deliveries: Sequence[Delivery], story_id: int, state: DeliveryState = DeliveryState.SENT
) -> None:
    shown = (Shown(story_id, 1, "us-russia"),) if state is DeliveryState.SENT else ()
    outcomes = [
        Outcome(delivery=one, state=state, message_id=one.id if shown else None, shown=shown)
        for one in deliveries
    ]
    async with house.database.write() as tx:
        await outbox.record(tx, outcomes, now=house.clock())


async def sent(house: House, headline: str) -> int:
    """A story that all who follow its topic got; its id."""
    story = (await house.publish(f"{headline} | us-russia")).stories[0]
    await settled(house, await claimed(house), story.id)
    return story.id


async def cleared(house: House) -> None:
    retention = Retention(house.database, house.clock, KEEP)
    while await retention.work() < timedelta(minutes=1):
        pass


async def rows(house: House, table: sa.Table) -> int:
    async with house.database.read() as connection:
        return await connection.scalar(sa.select(sa.func.count()).select_from(table)) or 0


async def counts(house: House) -> DeliveryCounts:
    async with house.database.read() as connection:
        return await outbox.counts(connection)


async def copies(house: House, story_id: int) -> int:
    async with house.database.read() as connection:
        return sum(one.messages for one in await receipts.reach(connection, story_id))


async def test_old_messages_are_let_go_and_newer_ones_stay(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retention, "BATCH", 2)
    await house.readers(*range(2001, 2006))
    old = await sent(house, "Old")
    house.clock.turn(days=60)
    new = await sent(house, "New")
    house.clock.turn(days=31)
    await cleared(house)
    assert (await copies(house, old), await copies(house, new)) == (0, 5)
    assert (await rows(house, schema.deliveries), await rows(house, schema.receipts)) == (5, 5)
    assert (await counts(house)).sent == 10
    assert await rows(house, schema.stories) == 2


async def test_what_is_owed_stays_however_old_and_holds_up_nothing(house: House) -> None:
    await house.readers(2001, 2002, 2003)
    story = (await house.publish("Old | us-russia")).stories[0]
    first, second = await claimed(house, limit=2)
    await settled(house, [first], story.id)
    await settled(house, [second], story.id, DeliveryState.FAILED)
    house.clock.turn(days=1)
    later = (await house.publish("Later | us-russia")).stories[0]
    await settled(
        house, [one for one in await claimed(house) if one.mailing_id != first.mailing_id], later.id
    )
    before = await counts(house)
    house.clock.turn(days=200)
    await cleared(house)
    after = await counts(house)
    assert (after.sent, after.queued, after.sending) == (before.sent, before.queued, before.sending)
    assert (before.failed, after.failed) == (1, 0)
    assert await rows(house, schema.deliveries) == before.queued + before.sending


async def test_old_briefings_at_their_hour_become_one_that_keeps_the_count(house: House) -> None:
    await house.readers(2001, 2002)
    for day in range(4):
        house.clock.turn(days=1)
        async with house.database.write() as tx:
            made = await mailings.create(
                tx, MailingKind.DIGEST, by=0, now=house.clock(), reported_at=house.clock()
            )
            await mailings.owe(tx, made, [1, 2], now=house.clock())
        if day < 3:
            await settled(house, await claimed(house), 1)
    await sent(house, "Told")
    await cleared(house)
    assert await rows(house, schema.mailings) == 5
    before = await counts(house)
    house.clock.turn(days=89)  # two of the four are older than ninety days by now
    await cleared(house)
    assert await rows(house, schema.mailings) == 4
    house.clock.turn(days=30)
    await cleared(house)
    assert await rows(house, schema.mailings) == 2
    assert await counts(house) == before


async def test_updates_go_two_days_after_they_were_handled_and_open_ones_never(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retention, "BATCH", 2)
    async with house.database.write() as tx:
        await inbox.put(tx, [(number, number, "{}") for number in range(1, 8)], now=house.clock())
        await inbox.done(tx, range(1, 6))
        for _ in range(inbox.TRIES):
            await inbox.take(tx, now=house.clock(), limit=1, lease=LEASE)
            await inbox.failed(tx, 6, "error")
    await cleared(house)
    assert await rows(house, schema.inbox) == 7
    house.clock.turn(days=2, seconds=1)
    await cleared(house)
    assert await rows(house, schema.inbox) == 2
    house.clock.turn(days=28)
    await cleared(house)
    async with house.database.read() as connection:
        assert (await inbox.lag(connection)).open == await rows(house, schema.inbox) == 1


async def test_what_editors_sent_is_let_go_once_it_is_decided_and_old(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retention, "TEXTS", 1)
    waits = await house.draft("Waits | us-russia")
    await house.newsroom.begin(DESK, EDITOR, 900, "Comes", wait=timedelta(days=900))
    cancelled = await house.newsroom.begin(DESK, EDITOR + 1, 901, "Never read", wait=timedelta(days=900))
    await house.newsroom.cancel(cancelled.id, by=EDITOR + 1)
    old = [(await house.publish(f"{headline} | us-russia")).submission.id for headline in ("Old", "Older")]
    house.clock.turn(days=80)
    new = (await house.publish("New | us-russia")).submission.id
    house.clock.turn(days=20)
    await cleared(house)
    async with house.database.read() as connection:
        whole = await connection.execute(sa.select(*schema.submissions.c["id", "text"]))
        kept = {row.id: row.text for row in whole}
        parts = set(await connection.scalars(sa.select(PARTS.c.text)))
    assert {kept[one] for one in (*old, cancelled.id)} == {""}
    assert (kept[waits.submission.id], kept[new]) == ("Waits | us-russia", "New | us-russia")
    assert parts == {"Waits | us-russia", "Comes", "New | us-russia"}
    for number, one in enumerate((old[0], new)):
        await Copies(house.database).keep(CardCopy(DESK, number, "asked", submission_id=one))
    await cleared(house)
    assert await rows(house, schema.card_copies) == 1
    again = await house.draft("Old | us-russia")
    assert again.earlier is not None, "the same text is still known to have come before"
    assert again.earlier.id == old[0]


@pytest.mark.parametrize("owed", [0, 1])
async def test_to_find_nothing_old_costs_the_same_however_much_there_is(house: House, owed: int) -> None:
    if house.database.is_postgresql:
        pytest.skip("there it keeps no other writer waiting")
    costs = []
    for acts in (2_000, 10_000):
        async with house.database.write() as tx:
            await tx.execute(MANY_ACTS, {"acts": acts, "at": round(house.clock().timestamp() * 1000)})
            if owed:
                await tx.execute(MANY_DELIVERIES, {"each": acts})
        costs.append(await _cost(house))
    assert costs[1] < 2 * costs[0] + 5


MANY_ACTS = sa.text(
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :acts) "
    "INSERT INTO mailings (kind, created_at, created_by, silent, breaking, deliveries) "
    "SELECT 'digest', :at, 0, 0, 0, 0 FROM n"
)
MANY_DELIVERIES = sa.text(
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :each) "
    "INSERT INTO deliveries (mailing_id, subscriber_id, part, state, attempts, resends, fence, ready_at) "
    "SELECT (SELECT max(id) FROM mailings), i, 0, 0, 0, 0, 0, 0 FROM n"
)


async def _cost(house: House) -> int:
    """Hundreds of SQLite's own steps that looking for what is old takes."""
    steps = 0

    def step() -> int:
        nonlocal steps
        steps += 1
        return 0

    async with house.database.write() as tx:
        sqlite = (await tx.get_raw_connection()).driver_connection
        assert sqlite is not None
        await sqlite.set_progress_handler(step, 100)
        before = house.clock() - KEEP
        assert await retention.deliveries(tx, before=before) == 0
        assert await retention.digests(tx, before=before) == 0
        await sqlite.set_progress_handler(None, 100)
    return steps
