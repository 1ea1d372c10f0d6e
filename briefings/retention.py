"""Letting go of what nobody needs any more, so that the database does not grow for ever."""

from __future__ import annotations

from datetime import timedelta

from briefings.model import Clock
from briefings.store import Database, retention

HANDLED = timedelta(days=2)
GIVEN_UP = timedelta(days=30)
PAUSE = timedelta(seconds=0.5)
EVERY = timedelta(hours=1)


class Retention:
    """Lets old rows go. Stories, what editors did, and what readers set stay."""

    def __init__(self, database: Database, clock: Clock, keep: timedelta) -> None:
        """`keep` is how long it is remembered which messages were sent, what they show, and what editors pasted."""
        self._database = database
        self._clock = clock
        self._keep = keep

    async def work(self) -> timedelta:
        """Lets a little go, in short transactions; returns how long to rest, which is short when there may be more."""
        now = self._clock()
        before = now - self._keep
        async with self._database.write() as tx:
            gone = await retention.updates(tx, handled_before=now - HANDLED, given_up_before=now - GIVEN_UP)
        async with self._database.write() as tx:
            gone += await retention.deliveries(tx, before=before) or await retention.digests(
                tx, before=before
            )
        async with self._database.write() as tx:
            gone += await retention.receipts(tx, before=before)
        async with self._database.write() as tx:
            gone += await retention.texts(tx, before=before)
            await retention.copies(tx, before=before)
        return PAUSE if gone else EVERY
