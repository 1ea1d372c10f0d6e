"""A store and a clock for the ways in."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from structlog.testing import capture_logs

from bot.updates import raw
from briefings.store import Database, inbox


class Hand:
    """A clock whose hand only the test moves, or each look at it by `drift`."""

    def __init__(self) -> None:
        self.now = datetime(2026, 1, 1, tzinfo=UTC)
        self.drift = timedelta()

    def __call__(self) -> datetime:
        self.now += self.drift
        return self.now

    def move(self, **by: float) -> None:
        self.now += timedelta(**by)


@pytest.fixture
def clock() -> Hand:
    return Hand()


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    opened = await Database.open(f"sqlite:///{tmp_path}/b.sqlite")
    yield opened
    await opened.close()


class Inbox:
    """Looks into the inbox and fills it."""

    def __init__(self, database: Database, clock: Hand) -> None:
        self._database = database
        self._clock = clock

    async def put(self, *updates: dict[str, Any]) -> None:
        rows = [row for update in updates if (row := raw.row(update))]
        async with self._database.write() as tx:
            await inbox.put(tx, rows, now=self._clock())

    async def open(self) -> int:
        async with self._database.read() as connection:
            return (await inbox.lag(connection)).open

    async def dead(self) -> list[int]:
        async with self._database.read() as connection:
            return [update.update_id for update in await inbox.dead(connection)]

    async def taken(self) -> list[dict[str, Any]]:
        """The first open update of each chat."""
        async with self._database.write() as tx:
            taken = await inbox.take(tx, now=self._clock(), limit=100, lease=timedelta(minutes=5))
        return [json.loads(update.payload) for update in taken]


@pytest.fixture
def box(database: Database, clock: Hand) -> Inbox:
    return Inbox(database, clock)


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    with capture_logs():
        yield
