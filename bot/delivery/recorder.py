"""Writes down what came of deliveries, many in one commit."""

from __future__ import annotations

import asyncio
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from bot.delivery.shared import apart
from briefings.errors import StoreError
from briefings.model import Clock, DeliveryState, Outcome, SubscriberState
from briefings.store import Connection, Database, outbox, subscribers

SIZE = 200
LONGEST_WAIT = 0.05
AFTER_REFUSAL = 1.0
GONE = "gone"

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Record:
    """An outcome, and what it tells of its reader; for a reader not active any more, the rest of their queue ends."""

    outcome: Outcome
    reader: SubscriberState = SubscriberState.ACTIVE
    shut: bool = False
    """Whether the chat lets us write no more; who hears of that marks it."""


class Recorder:
    """Collects records for 50 ms or until there are two hundred, and commits them; keeps them while the store refuses."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        recorded: Callable[[Sequence[Record]], None],
        *,
        alone: bool = True,
    ) -> None:
        """Nothing is written until `run` runs, or `flush` is called; `recorded` is told what each commit held.

        Unless `alone`, other processes do not know what went to a chat just now, so its next is to wait.
        """
        self._recorded = recorded
        self._alone = alone
        self.outcomes: Counter[DeliveryState] = Counter()
        """What was committed so far; queued stands for given back."""
        self._ending = False
        self._database = database
        self._clock = clock
        self._pending: list[Record] = []
        self._some = asyncio.Event()
        self._many = asyncio.Event()
        self._turn = asyncio.Lock()

    @property
    def behind(self) -> int:
        """Records not yet committed."""
        return len(self._pending)

    def add(self, record: Record) -> None:
        """Take a record; returns before it is committed."""
        self._pending.append(record)
        self._some.set()
        if len(self._pending) >= SIZE:
            self._many.set()

    async def run(self) -> None:
        """Commit what is added, until `end`; a store that refuses is asked again each second."""
        while not self._ending:
            await self._some.wait()
            with suppress(TimeoutError):
                async with asyncio.timeout(LONGEST_WAIT):
                    await self._many.wait()
            try:
                await self.flush()
            except StoreError as error:
                log.error("outcomes cannot be recorded", error=str(error), waiting=self.behind)  # noqa: TRY400  told in a sentence
                await asyncio.sleep(AFTER_REFUSAL)

    def end(self) -> None:
        """Let `run` commit what is there and return."""
        self._ending = True
        self._some.set()
        self._many.set()

    async def flush(self) -> None:
        """Commit all there is. Raises `StoreError`, and then still has it."""
        async with self._turn:
            batch = self._pending[:]
            if batch:
                async with self._database.write() as tx:
                    await self._write(tx, batch)
            del self._pending[: len(batch)]
            if len(self._pending) < SIZE:
                self._many.clear()
            if not self._pending:
                self._some.clear()
        if batch:
            self.outcomes.update(each.outcome.state for each in batch)
            self._recorded(batch)

    async def _write(self, tx: Connection, batch: Sequence[Record]) -> None:
        now = self._clock()
        refused = await outbox.record(tx, [each.outcome for each in batch], now=now)
        if refused:
            log.warning("claims were lost before they were recorded", deliveries=refused)
        if not self._alone:
            await self._space(tx, batch, now)
        for each in batch:
            if each.reader is not SubscriberState.ACTIVE:
                reader = each.outcome.delivery.subscriber_id
                await subscribers.mark(tx, reader, each.reader, now=now)
                reason = outbox.BLOCKED if each.reader is SubscriberState.BLOCKED else GONE
                await outbox.cancel_for(tx, reader, error=reason, now=now)

    @staticmethod
    async def _space(tx: Connection, batch: Sequence[Record], now: datetime) -> None:
        gone = {DeliveryState.SENT, DeliveryState.UNCERTAIN}
        by_wait: defaultdict[timedelta, list[int]] = defaultdict(list)
        for outcome in (each.outcome for each in batch if each.outcome.state in gone):
            by_wait[apart(outcome.delivery)].append(outcome.delivery.subscriber_id)
        for wait, readers in by_wait.items():
            await outbox.postpone(tx, readers, until=now + wait)
