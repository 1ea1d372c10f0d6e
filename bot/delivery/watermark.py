"""A mark outside the database of how far sending has come, so that an old backup is noticed.

    sending     recorded -> the database's number grows, once a second at most -> the file gets the number
    starting    the file's number is greater than the database's -> the database is old: halt, and say what is at stake

The file is written after the database, so it is never ahead of the one it belongs to.
"""

from __future__ import annotations

import asyncio
import json
import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import structlog

from briefings.errors import StoreError
from briefings.model import Clock
from briefings.store import Connection, Database, halts, watermark
from briefings.store.halts import Cause, Halt

EVERY = 1.0
NAMED = 5

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Mark:
    """The number, and when it was written."""

    position: int
    at: datetime


def read(path: Path) -> Mark | None:
    """What the file says; None where there is none or nothing readable in it."""
    try:
        return _told(path)
    except (OSError, ValueError, TypeError, KeyError) as error:
        log.warning("the watermark cannot be read", path=str(path), error=str(error))
        return None


def is_readable(path: Path) -> bool:
    """Whether the file says something, or is not there."""
    try:
        _told(path)
    except (OSError, ValueError, TypeError, KeyError):
        return False
    return True


def _told(path: Path) -> Mark | None:
    try:
        told = json.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return None
    return Mark(int(told["position"]), datetime.fromisoformat(told["at"]))


def write(path: Path, mark: Mark) -> None:
    """Replace the file, safe on disk."""
    fresh = path.with_name(f"{path.name}.{os.getpid()}")
    with fresh.open("w", encoding="utf-8") as file:
        json.dump({"position": mark.position, "at": mark.at.isoformat()}, file)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)


async def check(database: Database, path: Path) -> str | None:
    """Halt all sending if the database is older than the mark; returns what to tell the owners then, else None.

    Afterwards the database counts as caught up: who resumes is not halted again by the next start.
    """
    mark = await asyncio.to_thread(read, path)
    async with database.read() as connection:
        if mark is None or (sentence := await _behind(connection, mark)) is None:
            return None
    async with database.write() as tx:
        await watermark.catch_up(tx, mark.position)
        await halts.put(tx, Halt(sentence, Cause.WATERMARK, mark.at))
    log.error("an older database was restored; sending is halted", reason=sentence)
    return sentence


async def look(database: Database, path: Path) -> str | None:
    """What `check` would tell, changing nothing."""
    mark = await asyncio.to_thread(read, path)
    async with database.read() as connection:
        return None if mark is None else await _behind(connection, mark)


async def _behind(connection: Connection, mark: Mark) -> str | None:
    if await watermark.position(connection) >= mark.position or await watermark.is_new(connection):
        return None
    return _sentence(await watermark.stakes(connection), mark)


def _sentence(stakes: list[watermark.Stake], mark: Mark) -> str:
    beginning = f"This database is older than what was sent, last at {mark.at:%Y-%m-%d %H:%M} UTC: an old backup was restored."
    if not stakes:
        return f"{beginning} Nothing in it would be sent again; what was published since is not in it."
    total = sum(stake.messages for stake in stakes)
    named = "; ".join(f"“{stake.headline}” ({stake.messages})" for stake in stakes[:NAMED])
    more = f"; and {len(stakes) - NAMED} more" if len(stakes) > NAMED else ""
    return f"{beginning} After /resume {total} {'message' if total == 1 else 'messages'} may go out a second time: {named}{more}."


class Watermark:
    """Keeps the mark while messages are sent. `sent` tells a number that changes whenever something was recorded."""

    def __init__(self, database: Database, path: Path, *, sent: Callable[[], int], clock: Clock) -> None:
        """Nothing is written before `run`."""
        self._database = database
        self._path = path
        self._sent = sent
        self._clock = clock
        self._marked = 0
        self._stop = asyncio.Event()

    async def run(self) -> None:
        """Mark once a second at most, until `stop`, and then once more. A database or disk that refuses is asked again."""
        stopping = False
        while not stopping:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._stop.wait(), EVERY)
            stopping = self._stop.is_set()
            try:
                await self.mark()
            except (StoreError, OSError) as error:
                log.warning("the watermark could not be written", error=str(error))

    def stop(self) -> None:
        """Let `run` mark what came last, and return."""
        self._stop.set()

    async def mark(self) -> None:
        """Write down how far it is, if anything was sent since. Raises `StoreError` and `OSError`."""
        sent = self._sent()
        if sent == self._marked:
            return
        async with self._database.write() as tx:
            position = await watermark.advance(tx)
        await asyncio.to_thread(write, self._path, Mark(position, self._clock()))
        self._marked = sent
