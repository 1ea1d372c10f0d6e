"""What may or may not have arrived, and is with nobody to decide over but an editor.

Left out is whoever cannot be written to: readers who blocked the bot, chats that are gone.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from briefings.model import DeliveryState, SubscriberKind
from briefings.store.claims import AMISS
from briefings.store.engine import Connection
from briefings.store.schema import NUMBER, Instant, deliveries, mailings, subscribers
from briefings.store.subscribers import ACTIVE

PLACES_NAMED = 5

_UNCERTAIN = deliveries.c.state == NUMBER[DeliveryState.UNCERTAIN]
_PUBLIC = subscribers.c.kind != SubscriberKind.PRIVATE


@dataclass(frozen=True, slots=True)
class Place:
    """A group or a channel, or a thread in one."""

    chat_id: int
    thread_id: int | None = None


@dataclass(frozen=True, slots=True)
class InDoubt:
    """So many messages, to so many people and chats, of which the first few are named; `until`: the last became so then."""

    messages: int = 0
    people: int = 0
    chats: int = 0
    places: tuple[Place, ...] = ()
    until: datetime | None = None


async def look(connection: Connection, submission_id: int) -> InDoubt:
    """What is in doubt of a publication now; two queries, however much it is."""
    statement = (
        sa.select(
            _PUBLIC,
            sa.func.count(),
            sa.func.count(sa.distinct(deliveries.c.subscriber_id)),
            sa.func.max(deliveries.c.updated_at, type_=Instant),
        )
        .join(subscribers, subscribers.c.id == deliveries.c.subscriber_id)
        .where(_of(submission_id), AMISS, _UNCERTAIN, ACTIVE)
        .group_by(_PUBLIC)
    )
    found = {bool(row[0]): row for row in await connection.execute(statement)}
    if not found:
        return InDoubt()
    named = (
        sa.select(subscribers.c.chat_id, subscribers.c.thread_id)
        .join(deliveries, subscribers.c.id == deliveries.c.subscriber_id)
        .where(_of(submission_id), AMISS, _UNCERTAIN, ACTIVE, _PUBLIC)
        .distinct()
        .order_by(subscribers.c.chat_id, subscribers.c.thread_id)
        .limit(PLACES_NAMED)
    )
    return InDoubt(
        messages=sum(row[1] for row in found.values()),
        people=found[False][2] if False in found else 0,
        chats=found[True][2] if True in found else 0,
        places=tuple(Place(chat, thread or None) for chat, thread in await connection.execute(named)),
        until=max(row[3] for row in found.values()),
    )


async def send_again(tx: Connection, submission_id: int, *, until: datetime, now: datetime) -> int:
    """Queues what was in doubt `until` then, as copies; returns how many. What was sent again since is left alone.

    Called by who holds the submission. The result is owed to its card anew.
    """
    mailing = sa.select(mailings.c.id).where(mailings.c.submission_id == submission_id).scalar_subquery()
    return await _queue(tx, mailing, deliveries.c.updated_at <= until, now=now)


async def edit_again(tx: Connection, mailing_id: int, *, now: datetime) -> int:
    """Queues the edits of a change that are in doubt; returns how many. Its report is owed anew."""
    return await _queue(tx, sa.literal(mailing_id), sa.true(), now=now)


async def _queue(
    tx: Connection, mailing: sa.ColumnElement[int], which: sa.ColumnElement[bool], *, now: datetime
) -> int:
    reachable = sa.select(subscribers.c.id).where(subscribers.c.id == deliveries.c.subscriber_id, ACTIVE)
    statement = (
        sa.update(deliveries)
        .where(deliveries.c.mailing_id == mailing, AMISS, _UNCERTAIN, which, reachable.exists())
        .values(
            state=NUMBER[DeliveryState.QUEUED],
            resends=deliveries.c.resends + 1,
            ready_at=now,
            error=sa.null(),
            updated_at=now,
        )
    )
    queued = (await tx.execute(statement)).rowcount
    if queued:
        await tx.execute(sa.update(mailings).where(mailings.c.id == mailing).values(reported_at=None))
    return queued


def _of(submission_id: int) -> sa.ColumnElement[bool]:
    mailing = sa.select(mailings.c.id).where(mailings.c.submission_id == submission_id)
    return deliveries.c.mailing_id == mailing.scalar_subquery()
