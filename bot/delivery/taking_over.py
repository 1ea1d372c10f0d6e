"""What becomes of what a process that died was sending.

alone            at the start: all that is in sending was this process's own, and its departures tell what of it had left
among others     every half lease: what others claimed and did not record within their lease
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import structlog

from bot.delivery.courier import Courier
from bot.delivery.departures import Departures
from bot.delivery.letters import Letters, owe_parts
from bot.delivery.recorder import Recorder
from briefings.model import Clock, Delivery, DeliveryState
from briefings.store import Database, outbox

TO_RECORD = timedelta(seconds=15)
"""What others have, once the store is back, to record what they sent before it was away."""
_AT_ONCE = 500
_END_OF_TIME = datetime.max.replace(tzinfo=UTC) - timedelta(days=1)

log = structlog.get_logger(__name__)


class TakingOver:
    """Looks for the interrupted, and has the policy decide over each."""

    def __init__(  # noqa: PLR0917  the parts of the worker it looks for
        self,
        database: Database,
        courier: Courier,
        recorder: Recorder,
        letters: Letters,
        clock: Clock,
        departures: Departures | None,
        *,
        lease: timedelta,
        alone: bool,
    ) -> None:
        """Nothing happens before `look`."""
        self._database = database
        self._courier = courier
        self._recorder = recorder
        self._letters = letters
        self._clock = clock
        self._departures = departures
        self._lease = lease
        self._alone = alone
        self._next = datetime.min.replace(tzinfo=UTC)

    async def look(self) -> None:
        """Decide over what was interrupted, if it is time to look for it. Raises `StoreError`."""
        now = self._clock()
        if now < self._next:
            return
        before = _END_OF_TIME if self._alone else now
        if self._alone and self._departures is not None:
            await self._departures.read()
        while True:
            async with self._database.write() as tx:
                found = await outbox.overdue(tx, before=before, limit=_AT_ONCE, until=now + self._lease)
            if not found:
                break
            await self._decide(found)
            log.info("deliveries were interrupted", number=len(found))
            await self._recorder.flush()
        if self._alone and self._departures is not None:
            await self._departures.begin()
        # From here on, what is in sending is this process's own until its lease ends.
        self._alone = False
        self._next = now + self._lease / 2

    def store_was_away(self) -> None:
        """Others could record nothing either: they are given time to, before what they sent is taken over."""
        if not self._alone:
            self._next = max(self._next, self._clock() + TO_RECORD)

    async def _decide(self, found: Sequence[Delivery]) -> None:
        records = [self._courier.interrupted(delivery) for delivery in found]
        held = [each.outcome.delivery for each in records if each.outcome.state is DeliveryState.UNCERTAIN]
        if held:  # who claimed them may have died before it owed their further parts
            async with self._database.read() as connection:
                written = await self._letters.write(connection, held, self._clock())
            await owe_parts(self._database, written, self._clock())
        for record in records:
            self._recorder.add(record)
