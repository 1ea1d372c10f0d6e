from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from house import House

from briefings.desk.approvals import Approvals
from briefings.desk.copies import Copies
from briefings.desk.publishing_rules import Rules
from briefings.model import DeliveryState, Outcome, Shown
from briefings.readers.archive import Archive
from briefings.store import (
    Database,
    briefing,
    compositions,
    in_doubt,
    inbox,
    mailings,
    outbox,
    preferences,
    retention,
)

LEASE = timedelta(seconds=60)
GROWING = "deliveries|owed|earlier|subscriptions|subscribers|stories|story_topics|receipts|inbox|submissions|submission_parts|story_kin|proposals|acts"


async def work(house: House) -> None:
    """What happens all day."""
    await house.readers(2001, 2002)
    published = await house.publish("A | us-russia north-korea")
    now = house.clock()
    async with house.database.write() as tx:
        await mailings.fan_out(tx, now=now)
        first, second = await outbox.claim(tx, now=now, limit=2, lease=LEASE)
        named = (Shown(published.stories[0].id, 1, "us-russia", -1),)
        sent = Outcome(delivery=first, state=DeliveryState.SENT, message_id=1, shown=named)
        await outbox.record(tx, [sent], now=now)
        await compositions.of_messages(tx, [(first.subscriber_id, 1)])
        await outbox.overdue(tx, before=now + 2 * LEASE, limit=2, until=now)
        await outbox.split(tx, [(second, 2)], now=now)
        await outbox.cancel_for(tx, second.subscriber_id, now=now)
        await outbox.counts(tx, published.submission.id)
        await outbox.backlog(tx, now)
        for submission in (published.submission.id, None):
            await in_doubt.look(tx, submission, now=now)
            await in_doubt.edits(tx, now=now, limit=2)
            await in_doubt.send_again(tx, submission, until=now, now=now)
        await inbox.put(tx, [(1, 5, "{}")], now=now)
        await inbox.bury(tx, now=now)
        await inbox.take(tx, now=now, limit=2, lease=LEASE)
        await inbox.failed(tx, 1, "error")
        await inbox.lag(tx)
        await retention.updates(tx, handled_before=now, given_up_before=now)
        await retention.texts(tx, before=now)
        await retention.copies(tx, before=now)
        await inbox.newest(tx)
        await preferences.followings(tx, [first.subscriber_id])
        await briefing.pursued(tx, [first.subscriber_id], since=now, now=now)
        await briefing.told_lately(tx, first.subscriber_id, since=now, now=now)
    await house.newsroom.due()
    await house.newsroom.running()
    await house.newsroom.add_part(1, 1, 99, "x", wait=LEASE)
    await Copies(house.database).stale()
    await Approvals(house.database, Rules(two_people=True)).untold([])
    await house.readership.topics(2001)
    await house.readership.set_up_by(2001)
    await house.readership.latest(2001)
    await Archive(house.database, house.clock).search("since:2026-03-01")
    await house.readership.unsubscribe(2001, "us-russia")
    await house.readership.subscribe(2001, "us-russia")
    await house.readership.story(2001, published.stories[0].id)


async def test_nothing_that_happens_all_day_walks_through_a_table_that_grows(tmp_path: Path) -> None:
    database = await Database.open(f"sqlite:///{tmp_path}/store.db")
    seen: dict[str, Any] = {}

    def note(_connection: object, _cursor: object, statement: str, parameters: Any, *_: object) -> None:
        seen[statement] = parameters[0] if parameters and isinstance(parameters[0], tuple) else parameters

    for engine in (database._writer, database._reader):
        sa.event.listen(engine.sync_engine, "before_cursor_execute", note)
    await work(House(database))
    walks = []
    async with database.write() as tx:
        for statement, parameters in list(seen.items()):
            if not statement.startswith(("BEGIN", "PRAGMA")):
                plan = await tx.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
                walks += [(row[-1], statement) for row in plan if re.fullmatch(rf"SCAN ({GROWING})", row[-1])]
    await database.close()
    assert walks == []
    assert len(seen) > 40
