"""One pace for several processes: turns are reserved in the database, a few at a time, and handed out here.

SharedPace   everything `Pace` does, but overall only by turns it was given
Leaser       reserves turns when there are fewer than are waited for, and tells the others of a 429 for all
apart        a chat's own limit, by which the outbox spaces what is owed to it next, whoever sends it
"""

from __future__ import annotations

import asyncio
import math
from collections import deque
from collections.abc import Callable
from datetime import timedelta

import structlog

from bot.delivery.pace import MINUTE, SHARE, Chat, Pace, Ticket
from bot.delivery.pacer import Pacer
from briefings.errors import StoreError
from briefings.model import Delivery, SubscriberKind
from briefings.store import Database, pace

BLOCK_SECONDS = 0.1
"""What is reserved at once: long enough to spare the database, short enough that nobody's reply waits for it."""
LATEST = 0.03
"""Seconds a turn may be taken late. At 95 % of the limit, up to 0.05 no second holds more than the limit; the rest is the
network's."""
AFTER_REFUSAL = 1.0
REMEMBERED = 16
_APART = timedelta(seconds=1 / SHARE)
_APART_IN_GROUPS = timedelta(seconds=MINUTE / (20 * SHARE))

log = structlog.get_logger(__name__)


def apart(delivery: Delivery) -> timedelta:
    """How long after it the next may go to its chat. Evenly in groups too: nobody counts what all sent in a minute."""
    if delivery.kind is not SubscriberKind.PRIVATE:
        return _APART_IN_GROUPS
    return timedelta() if delivery.mailing.edits else _APART


class SharedPace(Pace):
    """A pace whose turns come from `give`. A turn that nobody takes in time is lost: another process has the next."""

    def __init__(self, *, rate: float = 30.0, share: float = SHARE) -> None:
        """`rate` is Telegram's limit for all processes together, and the same in each."""
        super().__init__(rate=rate, share=share)
        self.block = max(1, round(rate * share * BLOCK_SECONDS))
        self.on_want: Callable[[], object] = lambda: None
        """Called when turns are lacking, or all have to wait."""
        self.held = 0.0
        """Until when all processes have to wait and may not know it yet; 0 when there is nothing to tell."""
        self._given: deque[float] = deque()

    def lacking(self, now: float) -> int:
        """How many turns to reserve now."""
        waiting = len(self._ready[0]) + len(self._ready[1])
        if self._halted_until > now or len(self._given) > 3 * self.block // 4:
            return 0
        return max(0, min(self.block, waiting - len(self._given)))

    def give(self, turns: int, first_at: float) -> None:
        """Take turns that were reserved, an interval apart."""
        self._given.extend(first_at + number * self.interval for number in range(turns))

    def due(self, now: float) -> list[Ticket]:
        """Decide the tickets that have a turn."""
        while self._given and self._given[0] < now - LATEST:
            self._given.popleft()
        decided = super().due(now)
        if self.lacking(now):
            self.on_want()
        return decided

    def next_at(self) -> float | None:
        """When `due` should be asked again, unless more turns are given before."""
        if self._given or not (self._ready[0] or self._ready[1]):
            return self._later[0][0] if self._later and not self._given else super().next_at()
        return self._halted_until if math.isfinite(self._halted_until) else None

    def refused(self, chat: Chat, retry_after: float, *, now: float) -> list[Ticket]:
        """A 429; one that concerns all is for the other processes too."""
        before = self._halted_until
        refused = super().refused(chat, retry_after, now=now)
        if self._halted_until > before:
            self.held = self._halted_until
            self.on_want()
        return refused

    def _slot_at(self) -> float:
        return max(self._given[0], self._halted_until) if self._given else math.inf

    def _spend(self, now: float) -> None:  # noqa: ARG002  a turn given is a turn spent, at whatever moment
        self._given.popleft()


class Leaser:
    """Keeps a shared pace in turns while `run` runs."""

    def __init__(self, database: Database, shared: SharedPace, pacer: Pacer) -> None:
        """`pacer` hands the turns of `shared` out; `database` is PostgreSQL."""
        self._database = database
        self._pace = shared
        self._pacer = pacer
        self._wanted = asyncio.Event()
        self._offsets: deque[float] = deque(maxlen=REMEMBERED)
        """From the server's clock to this process's, as the last answers had it. What was long on its way tells too much,
        so the least is used, or turns would come closer together whenever one answer is slower than the next."""
        shared.on_want = self._wanted.set

    async def run(self) -> None:
        """Reserve until cancelled; a database that refuses is asked again each second."""
        while True:
            await self._wanted.wait()
            self._wanted.clear()
            try:
                await self._tell_all()
                await self._reserve()
            except StoreError as error:
                log.warning("no turns can be reserved", error=str(error))
                await asyncio.sleep(AFTER_REFUSAL)
                self._wanted.set()

    async def _tell_all(self) -> None:
        left = self._pace.held - asyncio.get_running_loop().time()
        if left > 0:
            async with self._database.write() as tx:
                await pace.hold(tx, left)
        self._pace.held = 0.0

    async def _reserve(self) -> None:
        loop = asyncio.get_running_loop()
        turns = self._pace.lacking(loop.time())
        if not turns:
            return
        async with self._database.write() as tx:
            first_at, now = await pace.reserve(tx, turns, self._pace.interval)
            answered = loop.time()
        self._offsets.append(answered - now)
        self._pace.give(turns, max(answered, first_at + min(self._offsets)))
        self._pacer.pump()
