"""Publishing to many readers: how fast deliveries are made, what one weighs, and how long others wait for it.

    python benchmarks/fanout.py [1000 10000 100000 1000000] [--url postgresql://...]

Readers follow the first of two topics, every third both; the story stands under both, so that each reader must be
found once. Then every delivery is claimed and recorded as sent, in batches as the worker does. Lock: the longest
transaction, from the first statement to the commit; CPU is the process's, SQLite's work included.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import sqlalchemy as sa

from briefings.desk.newsroom import Newsroom
from briefings.model import DeliveryState, DraftStory, Outcome, Reading, Shown, TopicMatch
from briefings.store import Database, mailings, outbox, schema

NOW = datetime(2026, 1, 1, tzinfo=UTC)
BATCH = 200
LEASE = timedelta(minutes=1)


@dataclass
class Watch:
    """Adds up what happens under it."""

    wall: float = 0.0
    cpu: float = 0.0
    longest: float = 0.0
    longest_cpu: float = 0.0
    times: int = 0

    @contextlib.contextmanager
    def running(self) -> Iterator[None]:
        wall, cpu = time.perf_counter(), time.process_time()
        yield
        wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
        self.times, self.wall, self.cpu = self.times + 1, self.wall + wall, self.cpu + cpu
        self.longest, self.longest_cpu = max(self.longest, wall), max(self.longest_cpu, cpu)


def read(raw: str, _topics: object) -> Reading:
    """One story under both topics."""
    matches = tuple(TopicMatch(slug, 1.0, (), "Summary.") for slug in ("us-russia", "north-korea"))
    return Reading(
        (DraftStory(headline=raw, paragraphs=("Paragraph.",), summary="Summary.", topics=matches),)
    )


async def seed(database: Database, readers: int) -> None:
    """Makes the readers anew and forgets all else."""
    numbers = sa.text(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :readers) "
        "INSERT INTO subscribers (id, chat_id, thread_id, kind, language, state, created_at) "
        "SELECT i, 1000000000 + i, 0, 'private', 'en', 'active', 0 FROM n"
    )
    follow = sa.text(
        "INSERT INTO subscriptions (topic_id, subscriber_id, mode, created_at) "
        "SELECT t.id, s.id, 'instant', 0 FROM topics t, subscribers s WHERE t.position = 0 OR s.id % 3 = 0"
    )
    async with database.write() as tx:
        for table in ("deliveries", "receipts", "submissions", "subscriptions", "subscribers"):
            await tx.execute(sa.delete(schema.metadata.tables[table]))
        await tx.execute(numbers, {"readers": readers})
        await tx.execute(follow)
    if database.is_postgresql:
        async with database.write() as tx:
            await tx.execute(sa.text("ANALYZE"))


async def owe(url: str, readers: int) -> None:
    """Leaves a database in which a story is owed to so many readers."""
    database = await Database.open(url)
    try:
        await seed(database, readers)
        newsroom = Newsroom(database, now, read)
        begun = await newsroom.begin(0, 0, time.monotonic_ns() // 1000, "Ministers meet", wait=timedelta())
        await newsroom.finish(begun.id)
        await newsroom.publish(begun.id, by=0)
        more = True
        while more:
            async with database.write() as tx:
                more = await mailings.fan_out(tx, now=now())
    finally:
        await database.close()


def now() -> datetime:
    """The time, in UTC."""
    return datetime.now(UTC)


async def size(database: Database) -> int:
    """Bytes of the database that are in use."""
    async with database.write() as tx:
        if database.is_postgresql:
            return int(await tx.scalar(sa.text("SELECT pg_total_relation_size('deliveries')")) or 0)
        pages, free, page = [
            (await tx.exec_driver_sql(f"PRAGMA {name}")).scalar_one()
            for name in ("page_count", "freelist_count", "page_size")
        ]
        return int((pages - free) * page)


async def fan_out(database: Database) -> Watch:
    """Publishes, and makes all deliveries."""
    watch = Watch()
    newsroom = Newsroom(database, lambda: NOW, read)
    begun = await newsroom.begin(1, 1, time.monotonic_ns() // 1000, "Headline", wait=timedelta())
    await newsroom.finish(begun.id)
    async with (
        database.write() as tx
    ):  # one delivery to warm up what is built once, on a publication of nothing
        await mailings.fan_out(tx, now=NOW)
    more = True
    with watch.running():
        await newsroom.publish(begun.id, by=1)
    counted = watch.wall  # the first includes counting the readers, before the lock
    watch.longest = watch.longest_cpu = 0.0
    while more:
        with watch.running():
            async with database.write() as tx:
                more = await mailings.fan_out(tx, now=NOW)
    assert counted > 0
    return watch


async def deliver(database: Database) -> tuple[Watch, Watch, int]:
    """Claims and records everything; returns what each cost and how many there were."""
    claims, records, done = Watch(), Watch(), 0
    while True:
        with claims.running():
            async with database.write() as tx:
                batch = await outbox.claim(tx, now=NOW, limit=BATCH, lease=LEASE)
        if not batch:
            return claims, records, done
        outcomes = [
            Outcome(
                delivery=each, state=DeliveryState.SENT, message_id=each.id, shown=(Shown(1, 1, "us-russia"),)
            )
            for each in batch
        ]
        with records.running():
            async with database.write() as tx:
                refused = await outbox.record(tx, outcomes, now=NOW)
        assert not refused
        done += len(batch)


async def measure(url: str, readers: int) -> None:
    """Prints one row of the table."""
    database = await Database.open(url)
    try:
        await seed(database, readers)
        before = await size(database)
        made = await fan_out(database)
        weight = (await size(database) - before) / readers
        claims, records, done = await deliver(database)
        assert done == readers
        print(
            f"{readers:>9,} {made.wall:>8.2f} s {readers / made.wall:>10,.0f}/s {readers / made.cpu:>10,.0f}/s"
            f" {weight:>7.0f} B {made.longest * 1000:>7.0f} ms {made.longest_cpu * 1000:>7.0f} ms"
            f" {claims.cpu / done * 1e6:>7.1f} us {records.cpu / done * 1e6:>7.1f} us"
            f" {max(claims.longest, records.longest) * 1000:>7.0f} ms",
            flush=True,
        )
    finally:
        await database.close()


def main() -> None:
    """Measures each size on a database of its own (SQLite), or one after the other on `--url`."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("readers", nargs="*", type=int, default=[1_000, 10_000, 100_000])
    parser.add_argument(
        "--url", help="an empty PostgreSQL database; without it, SQLite in a temporary folder"
    )
    options = parser.parse_args()
    print(
        f"{'readers':>9} {'time':>10} {'rows':>12} {'rows, CPU':>12} {'a row':>9} {'lock':>10} {'its CPU':>10}"
        f" {'claim':>10} {'record':>10} {'lock':>10}"
    )
    for readers in options.readers:
        with tempfile.TemporaryDirectory() as folder:
            asyncio.run(measure(options.url or f"sqlite:///{Path(folder) / 'store.db'}", readers))


if __name__ == "__main__":
    main()
