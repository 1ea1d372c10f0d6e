"""Makes scheduled briefings due: one for each slot of each reader, and one when a silence ends.

    schedules.next_due_at <= now -> on time or a little late: owed, in a mailing of kind digest
                                    too late, paused, overtaken by the next slot: folded into the next one
    schedules.wake_at <= now     -> what was held back is owed, in a mailing of kind catch_up

Owing and moving on are one transaction, so that each slot is owed once, however often this is interrupted. What a
briefing holds is decided when it is written.
"""

from __future__ import annotations

from datetime import datetime

from briefings.model import Clock, MailingKind
from briefings.preferences import Preferences
from briefings.schedule import Timeliness, last_due_at, next_due_at, timeliness
from briefings.store import Connection, Database, briefing, mailings, preferences

CHUNK = 500
"""So many readers are dealt with in one transaction: all others wait meanwhile."""


class Briefer:
    """The scheduler's use case."""

    def __init__(self, database: Database, clock: Clock) -> None:
        """Works on `database`."""
        self._database = database
        self._clock = clock

    async def work(self) -> int:
        """Owes everything that is due by now; returns to how many readers."""
        owed = 0
        for step in (self._digests, self._wakings):
            while (done := await step()) is not None:
                owed += done
        return owed

    async def _digests(self) -> int | None:
        """A chunk of digests that are due; none when there are no more."""
        if not await self._is_any_due():
            return None
        async with self._database.write() as tx:
            now = self._clock()
            due = await briefing.due(tx, now, limit=CHUNK)
            if not due:
                return None
            own = await preferences.of(tx, [reader for reader, _ in due])
            active = await briefing.active(tx, own)
            rows = []
            for reader, first_due_at in due:
                slots, tz = own[reader].slots, own[reader].tz
                due_at = last_due_at(slots, tz, first_due_at, now)
                is_owed = reader in active and _is_to_come(own[reader], due_at, now)
                rows.append((reader, next_due_at(slots, tz, now), due_at if is_owed else None))
            await briefing.advance(tx, rows)
            return await _owe(tx, MailingKind.DIGEST, [reader for reader, _, owed in rows if owed], now)

    async def _wakings(self) -> int | None:
        """A chunk of silences that have ended; none when there are no more."""
        if not await self._is_any_due():
            return None
        async with self._database.write() as tx:
            now = self._clock()
            woken = await briefing.waking(tx, now, limit=CHUNK)
            if not woken:
                return None
            own = await preferences.of(tx, woken)
            still = {reader: own[reader].holds_back(now) for reader in woken}
            await briefing.rewake(
                tx, [(reader, still[reader] or own[reader].wakes_at(now)) for reader in woken]
            )
            return await _owe(tx, MailingKind.CATCH_UP, [each for each in woken if not still[each]], now)

    async def _is_any_due(self) -> bool:
        """Looked at as a reader, so that nobody who writes has to wait when there is nothing to do."""
        now = self._clock()
        async with self._database.read() as connection:
            return await briefing.is_any_due(connection, now)


def _is_to_come(own: Preferences, due_at: datetime, now: datetime) -> bool:
    """Whether a digest is owed for this slot; else the next one takes it in."""
    if own.paused_until is not None and own.paused_until > now:
        return False
    following = next_due_at(own.slots, own.tz, due_at)
    return timeliness(due_at, following, now) is not Timeliness.FOLDED


async def _owe(tx: Connection, kind: MailingKind, readers: list[int], now: datetime) -> int:
    if readers:
        made = await mailings.create(tx, kind, by=0, now=now, reported_at=now)
        await mailings.owe(tx, made, readers, now=now)
    return len(readers)
