"""An old backup is noticed before anything is sent twice."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest

from bot.delivery import watermark
from bot.delivery.watermark import Mark, Watermark, check, read, write
from briefings.store import Database, backup, flags


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "b.sqlite.watermark"


def spoil(path: Path) -> None:
    path.write_text("half a li")


async def sent(house: Any, path: Path, text: str = "Talks resume | us-russia") -> None:
    """Publish, send and mark."""
    submission = await house.publish(text)
    worker = house.work()
    await house.settled(submission)
    await house.stop()
    marks = Watermark(house.database, path, sent=lambda: sum(worker.outcomes.values()), clock=house.clock)
    await marks.mark()


async def halted(database: Database) -> str | None:
    async with database.read() as connection:
        return await flags.get(connection, "halted")


async def test_a_database_that_knows_all_that_was_sent_is_not_halted(house: Any, path: Path) -> None:
    await house.reader("us-russia")
    await sent(house, path)
    await sent(house, path, "More talks | us-russia")
    mark = read(path)
    assert mark is not None
    assert mark.position == 2
    assert await check(house.database, path) is None
    assert await halted(house.database) is None


async def test_a_restored_older_backup_is_halted_and_says_what_would_go_twice(
    house: Any, path: Path, tmp_path: Path
) -> None:
    await house.reader("us-russia")
    await house.reader("us-russia", name="Other reader")
    await house.publish("Talks resume | us-russia")
    backup.write(f"sqlite:///{tmp_path}/b.sqlite", tmp_path / "old.sqlite")
    await sent(house, path, "More talks | us-russia")

    old = await Database.open(f"sqlite:///{tmp_path}/old.sqlite")
    sentence = await watermark.look(old, path)
    assert await halted(old) is None
    assert await check(old, path) == sentence == await halted(old)
    assert "older than what was sent, last at 2026-03-01 08:00 UTC" in str(sentence)
    assert "2 messages may go out a second time: “Talks resume” (2)." in str(sentence)

    async with old.write() as tx:  # the owner resumes
        await flags.drop(tx, "halted")
    assert await check(old, path) is None
    await old.close()


async def test_a_new_database_beside_an_old_mark_is_not_halted(house: Any, path: Path) -> None:
    write(path, Mark(5, house.clock()))
    assert await check(house.database, path) is None


async def test_a_mark_that_cannot_be_read_counts_as_none(house: Any, path: Path) -> None:
    spoil(path)
    assert read(path) is None
    await house.reader("us-russia")
    await sent(house, path)
    assert read(path) is not None


async def test_nothing_is_written_while_nothing_is_sent_and_the_last_is_marked_at_the_stop(
    house: Any, path: Path
) -> None:
    number = 0
    marks = Watermark(house.database, path, sent=lambda: number, clock=house.clock)
    await marks.mark()
    assert read(path) is None
    running = asyncio.create_task(marks.run())
    number = 7
    marks.stop()
    await running
    assert read(path) is not None


async def test_a_folder_that_cannot_be_written_ends_nothing(house: Any, tmp_path: Path) -> None:
    marks = Watermark(house.database, tmp_path / "no" / "mark", sent=lambda: 1, clock=house.clock)
    running = asyncio.create_task(marks.run())
    marks.stop()
    await running
