"""The outbox in numbers: what is owed, and what became of the rest."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from briefings.model import DeliveryCounts
from briefings.store.claims import AMISS, OWED, QUEUED, SENDING
from briefings.store.engine import Connection
from briefings.store.schema import BY_NUMBER, Instant, deliveries, mailings

BLOCKED = "blocked"
"""The `error` of deliveries that came to nothing because the reader blocked the bot."""
HELD_BACK = "It was held back: quiet hours or a pause; its reader gets it when they end."
"""The `error` of deliveries that were called off because their readers get it later, with what came meanwhile."""
UNCHANGED = "unchanged"
"""The `error` of edits after which the message is as it was."""
MISSING = "missing"
"""The `error` of edits of a message that its reader had deleted."""


@dataclass(frozen=True, slots=True)
class Backlog:
    """What is owed at a moment: `ready` may be sent now, `oldest_at` since when, `next_at` when the next becomes so."""

    ready: int
    sending: int
    oldest_at: datetime | None
    next_at: datetime | None


async def counts(
    connection: Connection, submission_id: int | None = None, *, mailing_id: int | None = None
) -> DeliveryCounts:
    """The deliveries of one submission or mailing, or all, by state. Looks only at those not sent: the rest is subtraction.

    Edits that changed nothing are counted for one mailing only.
    """
    total = sa.select(sa.func.sum(mailings.c.deliveries))
    which: sa.ColumnElement[bool] = sa.true()
    if submission_id is not None:
        total = total.where(mailings.c.submission_id == submission_id)
        mailing = sa.select(mailings.c.id).where(mailings.c.submission_id == submission_id)
        which = deliveries.c.mailing_id == mailing.scalar_subquery()
    elif mailing_id is not None:
        total = total.where(mailings.c.id == mailing_id)
        which = deliveries.c.mailing_id == mailing_id
    count = sa.select(sa.func.count()).select_from(deliveries)
    all_made = await connection.scalar(total) or 0
    owed = await connection.scalar(count.where(OWED, which)) or 0
    sending = await connection.scalar(count.where(SENDING, which)) or 0
    amiss = (
        await connection.execute(
            sa.select(deliveries.c.state, sa.func.count(), _sum(BLOCKED), _sum(MISSING), _sum(HELD_BACK))
            .where(AMISS, which)
            .group_by(deliveries.c.state)
        )
    ).all()
    by_state = {str(BY_NUMBER[state]): number for state, number, *_ in amiss}
    same = deliveries.c.error == UNCHANGED
    return DeliveryCounts(
        queued=owed - sending,
        sending=sending,
        sent=all_made - owed - sum(by_state.values()),
        blocked=sum(blocked for _, _, blocked, *_ in amiss),
        gone=sum(missing for *_, missing, _ in amiss),
        later=sum(later for *_, later in amiss),
        unchanged=await connection.scalar(count.where(which, same)) or 0 if mailing_id is not None else 0,
        **by_state,
    )


async def owed(connection: Connection) -> int:
    """How many are still to come."""
    return await connection.scalar(sa.select(sa.func.count()).select_from(deliveries).where(OWED)) or 0


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


def _sum(error: str) -> sa.ColumnElement[int]:
    return sa.func.sum(sa.case((deliveries.c.error == error, 1), else_=0))
