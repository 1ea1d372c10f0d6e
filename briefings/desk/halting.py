"""Halting all sending, and letting it go on. Replies to people are not sending: they always go."""

from __future__ import annotations

from briefings.errors import Conflict
from briefings.model import Clock
from briefings.store import Database, halts, outbox, watermark
from briefings.store.halts import Cause, Halt
from briefings.store.watermark import Stake

__all__ = ["Cause", "Halt", "Halting", "Stake"]


class Halting:
    """The one switch for all processes on a database; who may turn it is for the caller to know."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def look(self) -> Halt | None:
        """The halt in force, or none."""
        async with self._database.read() as connection:
            return await halts.find(connection)

    async def halt(self, reason: str, cause: Cause = Cause.EDITOR) -> bool:
        """Halt all sending, within two seconds everywhere; false, and nothing changed, if it is halted already."""
        async with self._database.write() as tx:
            if await halts.find(tx):
                return False
            await halts.put(tx, Halt(reason, cause, self._clock()))
            return True

    async def resume(self, halt: Halt) -> None:
        """End that very halt. Raises `Conflict` if it is over, or another is in force by now."""
        async with self._database.write() as tx:
            if await halts.find(tx) != halt:
                raise Conflict("This halt is over already.")
            await halts.drop(tx)

    async def waiting(self) -> int:
        """How many messages wait to go out, or are under way."""
        async with self._database.read() as connection:
            return await outbox.owed(connection)

    async def stakes(self) -> list[Stake]:
        """What waits to go out, by mailing, oldest first."""
        async with self._database.read() as connection:
            return await watermark.stakes(connection)
