"""The outbox: deliveries still owed, and what became of them.

    queued --claim--> sending --record--> sent | failed | uncertain | cancelled
       ^                 |                 or queued again, to be tried at `retry_at`
       +-----------------+--overdue--> whoever held it died: the message may have left

A claim is committed before the request leaves, and lasts until its lease ends. Its fence grows each time, so that
an outcome of a claim that was lost meanwhile changes nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from briefings.model import Delivery, DeliveryCounts, DeliveryState, Outcome
from briefings.store import claims
from briefings.store.claims import AMISS, OWED, QUEUED, SENDING
from briefings.store.dialects import insert
from briefings.store.engine import Connection
from briefings.store.prepared import Prepared
from briefings.store.schema import (
    BY_NUMBER,
    NUMBER,
    Instant,
    deliveries,
    publications,
    receipts,
    to_ms,
)

BLOCKED = "blocked"
"""The `error` of deliveries that came to nothing because the reader blocked the bot."""

SETTLE = Prepared(
    lambda _: (
        sa.update(deliveries)
        .where(
            deliveries.c.id == sa.bindparam("delivery"), deliveries.c.fence == sa.bindparam("held"), SENDING
        )
        .values(
            state=sa.bindparam("new_state"),
            message_id=sa.bindparam("message"),
            error=sa.bindparam("reason"),
            ready_at=sa.func.coalesce(sa.bindparam("retry", type_=Instant), deliveries.c.ready_at),
            attempts=deliveries.c.attempts - sa.bindparam("untried"),
            resends=deliveries.c.resends + sa.bindparam("again"),
            lease_until=sa.null(),
            updated_at=sa.bindparam("at", type_=Instant),
        )
    )
)
SHOWN = Prepared(lambda dialect: insert(dialect, receipts).on_conflict_do_nothing())


@dataclass(frozen=True, slots=True)
class Backlog:
    """What is owed at a moment: `ready` may be sent now, `oldest_at` since when, `next_at` when the next becomes so."""

    ready: int
    sending: int
    oldest_at: datetime | None
    next_at: datetime | None


async def claim(tx: Connection, *, now: datetime, limit: int, lease: timedelta) -> list[Delivery]:
    """Takes up to `limit` deliveries that are ready, longest ready first, and marks them as sending.

    Called by the delivery worker, which commits before it sends. Of one reader only the first that is owed is taken:
    a later one waits until that is settled. On PostgreSQL several workers claim at once and never the same.
    """
    return await claims.take(tx, claims.READY, by=now, limit=limit, until=now + lease, tries=1)


async def overdue(tx: Connection, *, before: datetime, limit: int, until: datetime) -> list[Delivery]:
    """Takes over deliveries in sending whose lease ended before: their message may have left or not.

    Called by the delivery worker for its policy to decide; each must then be recorded as queued (with `resend`, a
    copy being possible), uncertain, or what else applies. At the start of the only process, all that are in sending
    are its predecessor's: pass `before` in the far future instead of waiting for their leases.
    """
    return await claims.take(tx, claims.OVERDUE, by=before, limit=limit, until=until, tries=0)


async def record(tx: Connection, outcomes: Sequence[Outcome], *, now: datetime) -> int:
    """Settles claimed deliveries, in one batch; returns how many were refused because the claim was lost meanwhile.

    Receipts are kept in either case, for the message is there. Idempotent.
    """
    if not outcomes:
        return 0
    at = to_ms(now)
    settled = await SETTLE.each(tx, [_settled(outcome, at) for outcome in outcomes])
    shown = [
        {
            "story_id": story,
            "subscriber_id": each.delivery.subscriber_id,
            "message_id": each.message_id,
            "version": v,
        }
        for each in outcomes
        if each.message_id is not None
        for story, v in each.stories
    ]
    if shown:
        await SHOWN.each(tx, shown)
    return len(outcomes) - settled


async def split(tx: Connection, delivery: Delivery, parts: int, *, now: datetime) -> None:
    """Makes rows for the further parts of a claimed delivery that turned out to need `parts` messages. Idempotent.

    They follow it before anything published later reaches this reader.
    """
    for part in range(delivery.part + 1, parts):
        row = sa.select(
            deliveries.c.publication_id,
            deliveries.c.subscriber_id,
            sa.literal(part),
            *[sa.literal(0)] * 4,
            sa.literal(now, Instant),
        ).where(deliveries.c.id == delivery.id)
        columns = (
            "publication_id",
            "subscriber_id",
            "part",
            "state",
            "attempts",
            "resends",
            "fence",
            "ready_at",
        )
        made = await tx.execute(
            insert(tx.dialect.name, deliveries).from_select(columns, row).on_conflict_do_nothing()
        )
        await tx.execute(
            sa.update(publications)
            .where(publications.c.submission_id == delivery.submission_id)
            .values(deliveries=publications.c.deliveries + made.rowcount)
        )


async def cancel_for(tx: Connection, subscriber_id: int, *, error: str = BLOCKED, now: datetime) -> int:
    """Cancels all that is queued for a subscriber, for the reason given; returns how many. What is being sent goes on."""
    statement = (
        sa.update(deliveries)
        .where(deliveries.c.subscriber_id == subscriber_id, OWED, QUEUED)
        .values(state=NUMBER[DeliveryState.CANCELLED], error=error, updated_at=now)
    )
    return (await tx.execute(statement)).rowcount


async def counts(connection: Connection, submission_id: int | None = None) -> DeliveryCounts:
    """The deliveries of one submission, or all, by state. Looks only at those not sent: the rest is subtraction."""
    total = sa.select(sa.func.sum(publications.c.deliveries))
    which: sa.ColumnElement[bool] = sa.true()
    if submission_id is not None:
        total = total.where(publications.c.submission_id == submission_id)
        publication = sa.select(publications.c.id).where(publications.c.submission_id == submission_id)
        which = deliveries.c.publication_id == publication.scalar_subquery()
    count = sa.select(sa.func.count()).select_from(deliveries)
    all_made = await connection.scalar(total) or 0
    owed = await connection.scalar(count.where(OWED, which)) or 0
    sending = await connection.scalar(count.where(SENDING, which)) or 0
    blocked = sa.func.sum(sa.case((deliveries.c.error == BLOCKED, 1), else_=0))
    amiss = (
        await connection.execute(
            sa.select(deliveries.c.state, sa.func.count(), blocked)
            .where(AMISS, which)
            .group_by(deliveries.c.state)
        )
    ).all()
    by_state = {str(BY_NUMBER[state]): number for state, number, _ in amiss}
    return DeliveryCounts(
        queued=owed - sending,
        sending=sending,
        sent=all_made - owed - sum(by_state.values()),
        blocked=sum(number for *_, number in amiss),
        **by_state,
    )


async def backlog(connection: Connection, now: datetime) -> Backlog:
    """How much is owed and since when; for metrics, and for the worker to know how long it may rest."""
    count = sa.select(sa.func.count()).select_from(deliveries)
    ready_at = deliveries.c.ready_at
    return Backlog(
        ready=await connection.scalar(count.where(QUEUED, ready_at <= now)) or 0,
        sending=await connection.scalar(count.where(SENDING)) or 0,
        oldest_at=await connection.scalar(
            sa.select(sa.func.min(ready_at, type_=Instant)).where(QUEUED, ready_at <= now)
        ),
        next_at=await connection.scalar(
            sa.select(sa.func.min(ready_at, type_=Instant)).where(QUEUED, ready_at > now)
        ),
    )


def _settled(outcome: Outcome, at: int) -> dict[str, Any]:
    return {
        "delivery": outcome.delivery.id,
        "held": outcome.delivery.fence,
        "new_state": NUMBER[outcome.state],
        "message": outcome.message_id,
        "reason": outcome.error,
        "retry": to_ms(outcome.retry_at) if outcome.retry_at else None,
        "untried": 0 if outcome.counted else 1,
        "again": 1 if outcome.resend else 0,
        "at": at,
    }
