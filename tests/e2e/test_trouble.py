"""The running bot and real faults of its database: owners are told once, and it goes on by itself."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from pathlib import Path

import cluster
import pytest
import structlog
from driving import EDITOR, READER, SECOND_EDITOR, Chat, Running, eventually

from bot.sandbox import Sandbox
from bot.updates.dispatcher import OUT_OF_REACH_WAIT
from briefings.store import Database, inbox

ARTICLE = (Path(__file__).parents[2] / "bot/sandbox/sample.txt").read_text("utf-8")


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.background.alarm.ASKED_EVERY", 0.2)


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[Database]:
    """The databases that are opened in the test; the first is the bot's own."""
    databases: list[Database] = []
    open_it = Database.open

    async def remembered(url: str) -> Database:
        databases.append(await open_it(url))
        return databases[-1]

    monkeypatch.setattr(Database, "open", remembered)
    return databases


async def pragma(database: Database, setting: str) -> None:
    """Sets something on the one connection that writes."""
    async with database.write() as tx:
        await tx.exec_driver_sql(f"PRAGMA {setting}")


@asynccontextmanager
async def locked(url: str) -> AsyncIterator[None]:
    """Another program holds SQLite's writer; it waits for it in a thread, for the bot on this loop may hold it."""
    file = url.removeprefix("sqlite:///")
    with closing(sqlite3.connect(file, isolation_level=None, check_same_thread=False)) as other:
        await asyncio.to_thread(other.execute, "BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


def told(sandbox: Sandbox, owner: int, text: str) -> int:
    return sum(text in message["text"] for message in sandbox.messages(owner))


async def goes_on(sandbox: Sandbox, reader: Chat, seen: int) -> None:
    """What was written during the trouble is answered after it, and the owners hear of both once."""
    await reader.until(lambda: len(reader.bots) > seen)
    await sandbox.until(lambda: told(sandbox, EDITOR, "works again"), within=10)
    for owner in (EDITOR, SECOND_EDITOR):
        assert told(sandbox, owner, "works again") == 1
        assert told(sandbox, owner, "nothing is lost") == 1


async def test_a_database_that_another_program_locks(
    program: Running, sandbox: Sandbox, opened: list[Database]
) -> None:
    for owner in (EDITOR, SECOND_EDITOR):
        await sandbox.start(owner)
    reader = Chat(sandbox, READER, READER)
    async with program.started():
        await reader.say("/start")
        seen = len(reader.bots)
        # Only now: whoever opens the database beside the bot may have to wait as long as this machine takes.
        await pragma(opened[0], "busy_timeout = 50")
        async with locked(program.url):
            await sandbox.say(READER, "/topics")
            await sandbox.until(lambda: told(sandbox, EDITOR, "locked by another program"), within=10)
        await goes_on(sandbox, reader, seen)


async def test_a_disk_that_is_full(program: Running, sandbox: Sandbox, opened: list[Database]) -> None:
    for owner in (EDITOR, SECOND_EDITOR):
        await sandbox.start(owner)
    reader = Chat(sandbox, READER, READER)
    async with program.started():
        await reader.say("/start")
        seen = len(reader.bots)
        await pragma(opened[0], "max_page_count = 1")  # no page more than there are
        await sandbox.say(READER, "/topics " + "x" * 4000)
        await sandbox.say(READER, "/topics " + "y" * 4000)
        await sandbox.until(lambda: told(sandbox, EDITOR, "The disk is full"), within=10)
        await pragma(opened[0], "max_page_count = 1000000")
        await goes_on(sandbox, reader, seen)


async def test_a_postgresql_that_is_restarted(sandbox: Sandbox, postgresql_url: str) -> None:
    for owner in (EDITOR, SECOND_EDITOR):
        await sandbox.start(owner)
    reader = Chat(sandbox, READER, READER)
    async with Running(sandbox, postgresql_url).started():
        await reader.say("/start")
        seen = len(reader.bots)
        with cluster.down(postgresql_url):
            await sandbox.say(READER, "/topics")
            await sandbox.until(lambda: told(sandbox, EDITOR, "out of reach"), within=10)
        await goes_on(sandbox, reader, seen)


async def test_what_the_database_refuses_is_done_later_and_no_reader_hears_of_it(
    program: Running, sandbox: Sandbox
) -> None:
    reader = Chat(sandbox, READER, READER)
    async with program.started() as house:
        await reader.say("/start")
        seen = len(reader.bots)
        async with house.database.write() as tx:
            await tx.exec_driver_sql(
                "CREATE TRIGGER broken BEFORE INSERT ON subscriptions "
                "BEGIN SELECT RAISE(ABORT, 'database disk image is malformed'); END"
            )
        with structlog.testing.capture_logs() as lines:
            await sandbox.say(READER, "/subscribe dprk")
            tapped = await sandbox.press(READER, reader.last, reader.data("US–Russia"))

            async def waits() -> bool:
                async with house.database.read() as connection:
                    open_still = (await inbox.lag(connection)).open
                return open_still == 2 and any(line["event"] == "an update waits" for line in lines)

            await eventually(waits)
        async with house.database.write() as tx:
            await tx.exec_driver_sql("DROP TRIGGER broken")
        program.clock.ahead += OUT_OF_REACH_WAIT
        await reader.until_text("You now follow 🇰🇵 North Korea")
        assert "You now follow" in (await reader.answer(tapped) or "")
        assert len(reader.bots) == seen + 1


async def test_what_the_database_refuses_to_the_desk_is_read_later_and_no_editor_hears_of_it(
    program: Running, sandbox: Sandbox
) -> None:
    editor = Chat(sandbox, EDITOR, EDITOR)
    async with program.started() as house:
        async with house.database.write() as tx:
            await tx.exec_driver_sql(
                "CREATE TRIGGER full BEFORE INSERT ON stories "
                "BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END"
            )
        with structlog.testing.capture_logs() as lines:
            await sandbox.say(EDITOR, f"/push {ARTICLE[:3000]}")

            async def tried() -> bool:
                return any(line["event"] == "the desk waits for the database" for line in lines)

            await eventually(tried)
        async with house.database.write() as tx:
            await tx.exec_driver_sql("DROP TRIGGER full")
        await editor.until_text("found")
    assert not [entry for entry in sandbox.ledger if "went wrong" in entry.params.get("text", "")]
