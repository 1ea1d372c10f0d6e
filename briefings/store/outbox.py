"""The outbox: deliveries still owed, and what became of them.

    queued --claim--> sending --record--> sent | failed | uncertain | cancelled
       ^                 |                 or queued again, to be tried at `retry_at`
       +-----------------+--overdue--> whoever held it died: the message may have left

A claim is committed before the request leaves, and lasts until its lease ends. Its fence grows each time, so that
an outcome of a claim that was lost meanwhile changes nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from briefings.model import Delivery, DeliveryState, Outcome
from briefings.store import claims, receipts
from briefings.store.claims import LEAVING, OWED, QUEUED, postpone
from briefings.store.dialects import insert
from briefings.store.engine import Connection
from briefings.store.forget_lock import share_forget_lock
from briefings.store.prepared import Bulk
from briefings.store.schema import NUMBER, deliveries, mailings, subscribers, to_ms
from briefings.store.tally import BLOCKED, HELD_BACK, MISSING, UNCHANGED, Backlog, backlog, counts, owed

__all__ = [
    "BLOCKED",
    "HELD_BACK",
    "MISSING",
    "UNCHANGED",
    "Backlog",
    "backlog",
    "call_off",
    "cancel_for",
    "claim",
    "counts",
    "overdue",
    "owed",
    "postpone",
    "record",
    "split",
]

MOST_CALLED_OFF = 50_000

# A sum, or PostgreSQL would read the index of what is in sending, most of whose entries are of the past.
_STILL_SENDING = deliveries.c.state + sa.literal_column("0") == sa.literal_column("1")
SETTLE = Bulk(
    {
        "delivery": sa.BigInteger(),
        "whose": sa.BigInteger(),
        "held": sa.Integer(),
        "new_state": sa.SmallInteger(),
        "message": sa.BigInteger(),
        "reason": sa.Text(),
        "retry": sa.BigInteger(),
        "untried": sa.SmallInteger(),
        "again": sa.SmallInteger(),
        "at": sa.BigInteger(),
    },
    lambda _, given: (
        sa.update(deliveries)
        .where(
            deliveries.c.id == given["delivery"],
            # SQLite may give a delivery's number anew once its row is gone.
            deliveries.c.subscriber_id == given["whose"],
            deliveries.c.fence == given["held"],
            _STILL_SENDING,
        )
        .values(
            state=given["new_state"],
            message_id=sa.func.coalesce(given["message"], deliveries.c.message_id),
            error=given["reason"],
            ready_at=sa.func.coalesce(given["retry"], deliveries.c.ready_at),
            attempts=deliveries.c.attempts - given["untried"],
            resends=deliveries.c.resends + given["again"],
            lease_until=sa.null(),
            updated_at=given["at"],
        )
    ),
)


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


async def leave(tx: Connection, delivery: Delivery) -> bool:
    """Notes that the request for a claimed delivery is about to leave; false if the claim was lost meanwhile.

    Called where no file tells it, and only for what is not sent again in doubt: of the rest a copy does less harm than
    a commit for each costs.
    """
    noted = await tx.execute(
        sa.update(deliveries)
        .where(deliveries.c.id == delivery.id, deliveries.c.fence == delivery.fence, _STILL_SENDING)
        .values(error=LEAVING)
    )
    return noted.rowcount > 0


async def record(tx: Connection, outcomes: Sequence[Outcome], *, now: datetime) -> int:
    """Settles claimed deliveries, in one batch; returns how many were refused because the claim was lost meanwhile.

    Receipts are kept in either case, for the message is there; where a story changed while a message with its old
    version was on its way, the edit of that message is owed. Idempotent.
    """
    if not outcomes:
        return 0
    await share_forget_lock(tx)
    at = to_ms(now)
    settled = await SETTLE.run(tx, [_settled(outcome, at) for outcome in outcomes])
    await receipts.keep(tx, outcomes, now=now)
    return len(outcomes) - settled


async def split(tx: Connection, long: Sequence[tuple[Delivery, int]], *, now: datetime) -> None:
    """Makes rows for the further parts of claimed deliveries that turned out to need so many messages. Idempotent.

    They follow them before anything published later reaches these readers.
    """
    whose = sa.select(subscribers.c.id).where(
        subscribers.c.id.in_({delivery.subscriber_id for delivery, _ in long})
    )
    await share_forget_lock(tx)
    known = set(await tx.scalars(whose))  # not who was forgotten meanwhile
    long = [(delivery, parts) for delivery, parts in long if delivery.subscriber_id in known]
    for mailing_id in sorted({delivery.mailing_id for delivery, _ in long}):
        rows = [
            row
            for delivery, parts in long
            if delivery.mailing_id == mailing_id
            for row in _parts(delivery, parts)
        ]
        if not rows:
            continue
        # Who holds the mailing makes its rows: two who split the same (one lost its claims) would wait for each other.
        await tx.execute(sa.select(mailings.c.id).where(mailings.c.id == mailing_id).with_for_update())
        new = insert(tx.dialect.name, deliveries).on_conflict_do_nothing()
        made = await tx.execute(new, [{**row, "ready_at": now} for row in rows])
        await tx.execute(
            sa.update(mailings)
            .where(mailings.c.id == mailing_id)
            .values(deliveries=mailings.c.deliveries + made.rowcount)
        )


def _parts(delivery: Delivery, parts: int) -> list[dict[str, Any]]:
    owed = {"state": NUMBER[DeliveryState.QUEUED], "attempts": 0, "resends": 0, "fence": 0}
    whose = {"mailing_id": delivery.mailing_id, "subscriber_id": delivery.subscriber_id}
    return [{**whose, **owed, "part": part} for part in range(delivery.part + 1, parts)]


async def cancel_for(tx: Connection, subscriber_id: int, *, error: str = BLOCKED, now: datetime) -> int:
    """Cancels all that is queued for a subscriber, for the reason given; returns how many. What is being sent goes on."""
    statement = (
        sa.update(deliveries)
        .where(deliveries.c.subscriber_id == subscriber_id, OWED, QUEUED)
        .values(state=NUMBER[DeliveryState.CANCELLED], error=error, updated_at=now)
    )
    return (await tx.execute(statement)).rowcount


async def call_off(tx: Connection, submission_id: int, *, now: datetime) -> int:
    """Cancels what is queued of a publication that has nothing left to show; returns how many.

    The first fifty thousand, so that nobody waits long; of the rest the worker finds that there is nothing to send.
    """
    mailing = sa.select(mailings.c.id).where(mailings.c.submission_id == submission_id).scalar_subquery()
    queued = (
        sa.select(deliveries.c.id).where(deliveries.c.mailing_id == mailing, QUEUED).limit(MOST_CALLED_OFF)
    )
    statement = (
        sa.update(deliveries)
        .where(deliveries.c.id.in_(queued), QUEUED)  # not what is claimed meanwhile
        .values(state=NUMBER[DeliveryState.CANCELLED], updated_at=now)
    )
    return (await tx.execute(statement)).rowcount


def _settled(outcome: Outcome, at: int) -> dict[str, Any]:
    return {
        "delivery": outcome.delivery.id,
        "whose": outcome.delivery.subscriber_id,
        "held": outcome.delivery.fence,
        "new_state": NUMBER[outcome.state],
        "message": outcome.message_id,
        "reason": outcome.error,
        "retry": to_ms(outcome.retry_at) if outcome.retry_at else None,
        "untried": 0 if outcome.counted else 1,
        "again": 1 if outcome.resend else 0,
        "at": at,
    }
