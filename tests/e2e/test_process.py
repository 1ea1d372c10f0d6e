"""The program as a process: told to stop in the middle of its work, and started again."""

from __future__ import annotations

import asyncio
import shutil
import signal
import socket
import sqlite3
import time
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from driving import EDITOR, READER, SHORT, now
from processes import ROOT, process

from bot.sandbox import Sandbox
from briefings import reading
from briefings.desk.newsroom import Newsroom
from briefings.readers.readership import Readership
from briefings.store import Database

pytestmark = pytest.mark.chaos

READERS = 60


async def owed(sandbox: Sandbox, url: str) -> list[int]:
    """Readers to whom a story is owed."""
    database = await Database.open(url)
    readership = Readership(database, now)
    readers = []
    for number in range(READERS):
        person = (await sandbox.person(f"Reader {number}", "reader")).id
        await sandbox.start(person)
        await readership.subscribe(person, "us-russia")
        readers.append(person)
    newsroom = Newsroom(database, now, reading.read)
    submission = await newsroom.begin(EDITOR, EDITOR, 1, SHORT, wait=timedelta())
    await newsroom.finish(submission.id)
    await newsroom.publish(submission.id, by=EDITOR)
    await database.close()
    return readers


def digests(sandbox: Sandbox, reader: int) -> int:
    return sum("Envoys of Washington" in message["text"] for message in sandbox.messages(reader))


@pytest.mark.timeout(100)
async def test_sigterm_in_the_middle_ends_within_ten_seconds_and_the_next_start_goes_on(
    sandbox: Sandbox, empty_store: Path, tmp_path: Path
) -> None:
    url = f"sqlite:///{tmp_path}/b.sqlite"
    readers = await owed(sandbox, url)
    with process(sandbox, url, tmp_path) as running:
        await sandbox.until(lambda: sum(digests(sandbox, reader) for reader in readers) > 10, within=40)
        await sandbox.say(READER, "/topics")  # a command on the way in
        running.send_signal(signal.SIGTERM)
        began = time.monotonic()
        assert await asyncio.to_thread(running.wait, 15) == 0
        assert time.monotonic() - began < 10
    assert "stopped" in (tmp_path / "log").read_text().splitlines()[-1]
    sent = sum(digests(sandbox, reader) for reader in readers)
    assert sent < READERS
    with process(sandbox, url, tmp_path):
        await sandbox.until(lambda: all(digests(sandbox, reader) for reader in readers), within=40)
        await sandbox.until(lambda: any(m["from"]["is_bot"] for m in sandbox.messages(READER)), within=10)
    assert [digests(sandbox, reader) for reader in readers] == [1] * READERS


def appears(path: Path) -> None:
    deadline = time.monotonic() + 20
    while not path.exists() and time.monotonic() < deadline:
        time.sleep(0.02)


@pytest.mark.parametrize("stuck", ["telegram", "sqlite", "postgresql"])
async def test_sigterm_ends_a_start_that_waits(
    sandbox: Sandbox, empty_store: Path, tmp_path: Path, stuck: str
) -> None:
    """Nobody answers where it waits: a Bot API, a database locked by another program, a PostgreSQL."""
    store = tmp_path / "b.sqlite"
    silent = socket.create_server(("127.0.0.1", 0))
    port = silent.getsockname()[1]
    settings = {
        "telegram": {"api_url": f"http://127.0.0.1:{port}"},
        "sqlite": {},
        "postgresql": {"database_url": f"postgresql://u@127.0.0.1:{port}/d"},
    }[stuck]
    with silent, closing(sqlite3.connect(shutil.copy(empty_store, store))) as other:
        if stuck == "sqlite":
            other.execute("BEGIN IMMEDIATE")
        with process(sandbox, f"sqlite:///{store}", tmp_path, **settings) as running:
            if stuck == "sqlite":
                await asyncio.to_thread(appears, tmp_path / "b.sqlite.lock")
            else:
                silent.settimeout(20)
                connection, _ = await asyncio.to_thread(silent.accept)
            running.send_signal(signal.SIGTERM)
            began = time.monotonic()
            await asyncio.to_thread(running.wait, 15)
            assert time.monotonic() - began < 10
        if stuck != "sqlite":
            connection.close()
    assert "Traceback" not in (tmp_path / "log").read_text()
    assert "Unclosed" not in (tmp_path / "log").read_text()


async def test_who_gives_way_ends_so_that_systemd_does_not_start_it_again(
    sandbox: Sandbox, tmp_path: Path
) -> None:
    sandbox.fault("getUpdates", 409, description="Conflict: terminated by other getUpdates request")
    unit = (ROOT / "deploy/briefing-bot.service").read_text().splitlines()
    with process(sandbox, f"sqlite:///{tmp_path}/b.sqlite", tmp_path) as running:
        code = await asyncio.to_thread(running.wait, 20)
    assert f"RestartPreventExitStatus={code}" in unit
    assert "this one stands down. Stop the other first" in (tmp_path / "log").read_text()
