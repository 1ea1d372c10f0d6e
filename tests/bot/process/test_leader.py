"""One is on duty, the others stand by and take over."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest

from bot.process.leader import LEASE, Leader
from briefings.store import Database, leases

NOW = datetime(2026, 3, 1, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.process.leader.ASKED_EVERY", 0.02)
    monkeypatch.setattr("bot.process.leader.RENEWED_EVERY", 0.02)


@pytest.fixture
async def database(postgresql_url: str) -> AsyncIterator[Database]:
    opened = await Database.open(postgresql_url)
    yield opened
    await opened.close()


class Post:
    """A duty and whether it is being done."""

    def __init__(self, database: Database) -> None:
        self.working = asyncio.Event()
        self.task = asyncio.create_task(Leader(database, "desk", self.work, clock=lambda: NOW).run())

    async def work(self) -> None:
        self.working.set()
        try:
            await asyncio.Event().wait()
        finally:
            self.working.clear()

    async def leave(self) -> None:
        self.task.cancel()
        with suppress(asyncio.CancelledError):
            await self.task


async def test_the_next_takes_over_when_the_first_leaves(database: Database) -> None:
    async with asyncio.timeout(10):
        first = Post(database)
        await first.working.wait()
        second = Post(database)
        await asyncio.sleep(0.1)
        assert not second.working.is_set()
        await first.leave()
        assert not first.working.is_set()
        await second.working.wait()
        await second.leave()


async def test_who_lost_the_lease_stops(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.process.leader.LEASE", timedelta(seconds=0.1))
    async with asyncio.timeout(10):
        post = Post(database)
        await post.working.wait()
        async with database.write() as tx:  # its lease ended unnoticed, say in a process that stood still
            assert await leases.hold(tx, "desk", "other", now=NOW + timedelta(hours=1), lease=LEASE)
        while post.working.is_set():  # noqa: ASYNC110 - an event has no bell for being cleared
            await asyncio.sleep(0.01)
        await post.leave()


async def test_a_lease_is_renewed_by_its_holder_and_taken_when_it_ended(database: Database) -> None:
    async with database.write() as tx:
        assert await leases.hold(tx, "desk", "one", now=NOW, lease=LEASE)
        assert await leases.hold(tx, "desk", "one", now=NOW, lease=LEASE)
        assert not await leases.hold(tx, "desk", "two", now=NOW + LEASE / 2, lease=LEASE)
        assert await leases.hold(tx, "desk", "two", now=NOW + LEASE, lease=LEASE)
        await leases.let_go(tx, "desk", "one")
        assert not await leases.hold(tx, "desk", "one", now=NOW + LEASE, lease=LEASE)
