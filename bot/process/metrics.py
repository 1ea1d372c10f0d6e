"""What can be measured from outside, in Prometheus' words. No label tells of a chat or a person.

    briefing_inbox_open_updates          updates stored and not yet handled
    briefing_inbox_oldest_seconds        how long the oldest of them waits
    briefing_outbox_ready_deliveries     messages that may go now
    briefing_outbox_sending_deliveries   messages under way, or left under way by a process that died
    briefing_outbox_oldest_seconds       how long the oldest of the ready ones waits
    briefing_outbox_halted               1 while all sending is halted
    briefing_database_up                 0 while the database refuses; when it cannot be read, the six above are missing
    briefing_deliveries_total{outcome}   what became of deliveries; `queued` was given back to be tried again
    briefing_turns_total                 turns given to messages: its rate over the next is how well the pace is used
    briefing_turns_limit_per_second      turns there are at most
    briefing_refusals_total              times that Telegram answered 429
    briefing_commit_seconds              how long the database takes to commit
    process_...                          memory, CPU time, open files

Counters are this process's own; the six of inbox and outbox are the database's, the same from every process.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from prometheus_client import CollectorRegistry, Gauge, Histogram, ProcessCollector, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from briefings.errors import StoreError
from briefings.model import Clock, DeliveryState
from briefings.store import Database, flags, inbox, outbox
from briefings.store.halts import HALTED

PATIENCE = 2.0
"""Seconds that the database may take to answer."""
COMMIT_BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)


class Turns(Protocol):
    """The pace, as far as it is measured."""

    turns: int
    refusals: int
    interval: float


@dataclass(frozen=True, slots=True)
class Owed:
    """What waits in the database."""

    inbox: inbox.Lag
    outbox: outbox.Backlog
    halted: str | None


async def owed(database: Database, now: datetime) -> Owed:
    """Look what waits. Raises `StoreError`, also when the database takes longer than two seconds."""
    try:
        async with asyncio.timeout(PATIENCE), database.read() as connection:
            return Owed(
                await inbox.lag(connection),
                await outbox.backlog(connection, now),
                await flags.get(connection, HALTED),
            )
    except TimeoutError:
        raise StoreError(f"The database takes longer than {PATIENCE:g} s to answer.") from None


class Metrics:
    """Collects and prints them; `read` may be called at any time, by several at once."""

    def __init__(
        self,
        database: Database,
        pace: Turns,
        outcomes: Mapping[DeliveryState, int],
        *,
        clock: Clock,
        trouble: Callable[[], str] = str,
    ) -> None:
        """From here on it is told of every commit of the database; `trouble` is what that refuses to write for, if anything."""
        self._database = database
        self._clock = clock
        self._trouble = trouble
        self._registry = CollectorRegistry()
        self._registry.register(_Counters(pace, outcomes))
        ProcessCollector(registry=self._registry)
        commits = Histogram(
            "briefing_commit_seconds",
            "How long the database takes to commit.",
            buckets=COMMIT_BUCKETS,
            registry=self._registry,
        )
        database.on_commit = commits.observe
        self._up = Gauge(
            "briefing_database_up", "Whether the database takes and gives.", registry=self._registry
        )

    async def read(self) -> bytes:
        """All of them, in the text format."""
        now = self._clock()
        waiting = CollectorRegistry()
        try:
            seen = await owed(self._database, now)
        except StoreError:
            self._up.set(0)
        else:
            self._up.set(0 if self._trouble() else 1)
            waiting.register(_Waiting(seen, now))
        return generate_latest(self._registry) + generate_latest(waiting)


class _Counters(Collector):
    def __init__(self, pace: Turns, outcomes: Mapping[DeliveryState, int]) -> None:
        self._pace = pace
        self._outcomes = outcomes

    def collect(self) -> Iterable[Metric]:
        deliveries = CounterMetricFamily(
            "briefing_deliveries", "What became of deliveries.", labels=["outcome"]
        )
        for state in DeliveryState:
            if state is not DeliveryState.SENDING:
                deliveries.add_metric([state], self._outcomes.get(state, 0))
        yield deliveries
        yield CounterMetricFamily("briefing_turns", "Turns given to messages.", value=self._pace.turns)
        yield GaugeMetricFamily(
            "briefing_turns_limit_per_second", "Turns there are at most.", value=1 / self._pace.interval
        )
        yield CounterMetricFamily(
            "briefing_refusals", "Times that Telegram answered 429.", value=self._pace.refusals
        )


class _Waiting(Collector):
    def __init__(self, seen: Owed, now: datetime) -> None:
        self._seen = seen
        self._now = now

    def collect(self) -> Iterable[Metric]:
        incoming, outgoing = self._seen.inbox, self._seen.outbox
        for name, told, value in (
            ("inbox_open_updates", "Updates stored and not yet handled.", incoming.open),
            ("inbox_oldest_seconds", "How long the oldest of them waits.", self._age(incoming.oldest_at)),
            ("outbox_ready_deliveries", "Messages that may go now.", outgoing.ready),
            ("outbox_sending_deliveries", "Messages under way.", outgoing.sending),
            ("outbox_oldest_seconds", "How long the oldest ready one waits.", self._age(outgoing.oldest_at)),
            ("outbox_halted", "Whether all sending is halted.", self._seen.halted is not None),
        ):
            yield GaugeMetricFamily(f"briefing_{name}", told, value=float(value))

    def _age(self, since: datetime | None) -> float:
        return max(0.0, (self._now - since).total_seconds()) if since else 0.0
