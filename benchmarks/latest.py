"""The newest stories by topic: how long a reader waits for the store, however many stories it holds.

    python benchmarks/latest.py [1000 100000 1000000] [--url postgresql://...]

One topic, a reader's two topics, the tenth page, and two topics while another task writes without a pause, as in a
broadcast. The whole use case is measured: the query, the five stories with their matches, the digest.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path

import sqlalchemy as sa

from briefings.model import StoryState, SubmissionState
from briefings.readers.readership import Readership
from briefings.store import Database, flags, schema

NOW = datetime(2026, 1, 1, tzinfo=UTC)
READER = 2001
ROUNDS = 300
START = datetime(1970, 1, 1, tzinfo=UTC)
PARAGRAPHS = ["A paragraph of some length, as articles have them. " * 6] * 8
SUMMARY = "A summary of two sentences. This is the second."
TOPICS = sa.text(
    "INSERT INTO story_topics (story_id, topic_id, score, evidence, summary, chosen, published_at) "
    "SELECT s.id, t.id, 1, '[]', 'A summary for this topic. It has two sentences.', true, s.published_at "
    "FROM stories s, topics t WHERE s.id % 3 = 0 OR s.id % 2 = t.position"
)


def made(table: sa.Table, count: int, **values: object) -> sa.Insert:
    """That many rows, numbered from 1; columns not told of get what is usual."""
    n = sa.select(sa.literal(1).label("i")).cte("n", recursive=True)
    n = n.union_all(sa.select(n.c.i + 1).where(n.c.i < count))
    told: dict[str, sa.ColumnElement[object]] = {
        name: value(n.c.i) if callable(value) else sa.literal(value, table.c[name].type)
        for name, value in values.items()
    }
    return sa.insert(table).from_select(["id", *told], sa.select(n.c.i, *told.values()))


def submissions(count: int) -> sa.Insert:
    """Published, each of one story."""
    return made(
        schema.submissions,
        count,
        chat_id=1,
        author_id=1,
        state=SubmissionState.PUBLISHED,
        text="",
        created_at=START,
    )


def published(count: int) -> sa.Insert:
    """One a minute."""
    return made(
        schema.stories,
        count,
        submission_id=lambda i: i,
        position=0,
        version=1,
        state=StoryState.PUBLISHED,
        headline="A headline of usual length",
        paragraphs=PARAGRAPHS,
        language="en",
        summary=SUMMARY,
        published_at=lambda i: sa.type_coerce(i * 60_000, schema.Instant),
    )


async def seed(database: Database, stories: int) -> None:
    """Makes the stories anew, one a minute, in submissions of their own; a third of them under both topics."""
    async with database.write() as tx:
        for table in ("submissions", "stories", "story_topics"):
            await tx.execute(sa.delete(schema.metadata.tables[table]))
        await tx.execute(submissions(stories))
        await tx.execute(published(stories))
        await tx.execute(TOPICS)
        await tx.execute(sa.text("ANALYZE"))


async def timed(act: Callable[[], Awaitable[object]]) -> list[float]:
    """Milliseconds of each round, sorted."""
    times = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        await act()
        times.append((time.perf_counter() - began) * 1000)
    return sorted(times)


async def broadcast(database: Database) -> None:
    """Writes and commits without a pause."""
    number = 0
    while True:
        number += 1
        async with database.write() as tx:
            await flags.put(tx, "number", str(number))


async def measure(url: str, stories: int) -> None:
    """Prints a row for each way to ask."""
    database = await Database.open(url)
    try:
        await seed(database, stories)
        readership = Readership(database, lambda: NOW)
        for slug in ("us-russia", "north-korea"):
            await readership.subscribe(READER, slug)
        asks: dict[str, Callable[[], Awaitable[object]]] = {
            "one topic": lambda: readership.latest(READER, slug="us-russia"),
            "two topics": lambda: readership.latest(READER),
            "tenth page": lambda: readership.latest(READER, page=9),
        }
        for name, ask in asks.items():
            await report(stories, name, ask)
        writing = asyncio.create_task(broadcast(database))
        await report(stories, "while writing", asks["two topics"])
        writing.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await writing
    finally:
        await database.close()


async def report(stories: int, name: str, ask: Callable[[], Awaitable[object]]) -> None:
    """Measures and prints one row."""
    await ask()
    cpu = time.process_time()
    times = await timed(ask)
    cpu = (time.process_time() - cpu) / ROUNDS * 1000
    percentile = statistics.quantiles(times, n=100)
    print(
        f"{stories:>9,}  {name:<14} {percentile[49]:>7.2f} ms {percentile[98]:>7.2f} ms {cpu:>7.2f} ms",
        flush=True,
    )


def main() -> None:
    """Measures each size on a database of its own (SQLite), or one after the other on `--url`."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("stories", nargs="*", type=int, default=[1_000, 100_000])
    parser.add_argument(
        "--url", help="an empty PostgreSQL database; without it, SQLite in a temporary folder"
    )
    options = parser.parse_args()
    print(f"{'stories':>9}  {'asked for':<14} {'p50':>10} {'p99':>10} {'CPU':>10}")
    for stories in options.stories:
        with tempfile.TemporaryDirectory() as folder:
            asyncio.run(measure(options.url or f"sqlite:///{Path(folder) / 'store.db'}", stories))


if __name__ == "__main__":
    main()
