"""The taking of deliveries from the outbox: what is next, whatever the number of those sent or waiting."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from briefings.model import Delivery, MailingKind, SubscriberKind
from briefings.store.dialects import among, in_index_order, listed
from briefings.store.engine import Connection
from briefings.store.prepared import Prepared
from briefings.store.schema import Instant, deliveries, mailings, subscribers, to_ms

KINDS = {str(kind): kind for kind in SubscriberKind}
MAILINGS = {str(kind): kind for kind in MailingKind}

LEAVING = "under way"
"""Stands where the error would, from before a request leaves until what came of it is recorded."""

# Partial indexes serve only conditions that are spelled like theirs, so these are literal.
QUEUED = deliveries.c.state == sa.literal_column("0")
SENDING = deliveries.c.state == sa.literal_column("1")
OWED = deliveries.c.state < sa.literal_column("2")
AMISS = deliveries.c.state > sa.literal_column("2")

_owed = deliveries.alias("owed")
# A subquery with a limit, because PostgreSQL cannot turn it into a join that walks through all that is owed.
FIRST_OF_READER = (
    sa.select(_owed.c.id)
    .where(_owed.c.subscriber_id == deliveries.c.subscriber_id, _owed.c.state < sa.literal_column("2"))
    .order_by(_owed.c.mailing_id, _owed.c.part)
    .limit(sa.literal_column("1"))
    .scalar_subquery()
)
_now: sa.ColumnElement[Any] = sa.bindparam("now", type_=Instant)


def _claimed(first: sa.Column[Any], *conditions: sa.ColumnElement[bool]) -> Prepared:
    """Locks up to `limit` deliveries that nobody else holds, by the order of a column, and then looks up their rest."""
    held = (
        sa.select(deliveries)
        .where(*conditions)
        .order_by(first, deliveries.c.id)
        .limit(sa.bindparam("limit"))
        .with_for_update(skip_locked=True)
        .subquery("held")
    )
    statement = (
        sa.select(
            held.c.id,
            held.c.mailing_id,
            mailings.c.kind,
            mailings.c.submission_id,
            mailings.c.story_id,
            mailings.c.silent,
            mailings.c.breaking,
            held.c.subscriber_id,
            subscribers.c.chat_id,
            subscribers.c.thread_id,
            subscribers.c.kind,
            subscribers.c.language,
            held.c.part,
            held.c.message_id,
            held.c.attempts,
            held.c.resends,
            held.c.fence,
            held.c.error,
        )
        .join(subscribers, subscribers.c.id == held.c.subscriber_id)
        .join(mailings, mailings.c.id == held.c.mailing_id)
        .order_by(held.c[first.name], held.c.id)
    )
    return Prepared(lambda _: statement)


READY = _claimed(
    deliveries.c.ready_at, QUEUED, deliveries.c.ready_at <= _now, deliveries.c.id == FIRST_OF_READER
)
OVERDUE = _claimed(deliveries.c.lease_until, SENDING, deliveries.c.lease_until <= _now)
TAKE = Prepared(
    lambda dialect: (
        sa.update(deliveries)
        .where(among(dialect, deliveries.c.id, "ids"))
        .values(
            state=sa.literal_column("1"),
            lease_until=sa.bindparam("until", type_=Instant),
            fence=deliveries.c.fence + sa.literal_column("1"),
            attempts=deliveries.c.attempts + sa.bindparam("tries"),
        )
    )
)

NEXT = Prepared(
    lambda dialect: (
        sa.update(deliveries)
        .where(
            deliveries.c.id.in_(
                sa.select(deliveries.c.id)
                .where(
                    among(dialect, deliveries.c.subscriber_id, "readers"),
                    OWED,
                    QUEUED,
                    deliveries.c.ready_at < sa.bindparam("until", type_=Instant),
                    deliveries.c.id == FIRST_OF_READER,
                )
                .correlate(None)
                # What another session holds is being cancelled, or will not be taken sooner.
                .with_for_update(skip_locked=True)
            )
        )
        .values(ready_at=sa.bindparam("until", type_=Instant))
    )
)


async def postpone(tx: Connection, readers: Sequence[int], *, until: datetime) -> None:
    """Has what is owed next to each of these readers wait until then, if it is queued already."""
    if readers:
        await in_index_order(tx)
        await NEXT.run(tx, readers=listed(tx.dialect.name, readers), until=to_ms(until))


async def take(
    tx: Connection, which: Prepared, *, by: datetime, limit: int, until: datetime, tries: int
) -> list[Delivery]:
    """Marks up to `limit` of those that are ready (or overdue) `by` a moment as sending, and returns them in order.

    `tries` is added to their attempts, so that the try counts even if the program ends in it.
    """
    await in_index_order(tx)
    rows: Sequence[Any] = await which.rows(tx, now=to_ms(by), limit=limit)
    if rows:
        numbers = listed(tx.dialect.name, [row[0] for row in rows])
        await TAKE.run(tx, ids=numbers, until=to_ms(until), tries=tries)
    return [_delivery(row, tries) for row in rows]


def _delivery(row: Any, tries: int) -> Delivery:
    # Unpacked, because a row's attributes cost 0.5 us each.
    (
        number,
        mailing_id,
        mailing,
        submission_id,
        story_id,
        silent,
        breaking,
        subscriber_id,
        chat_id,
        thread_id,
        kind,
        language,
        part,
        message_id,
        attempts,
        resends,
        fence,
        error,
    ) = row
    return Delivery(
        id=number,
        mailing_id=mailing_id,
        subscriber_id=subscriber_id,
        chat_id=chat_id,
        mailing=MAILINGS[mailing],
        submission_id=submission_id,
        story_id=story_id,
        message_id=message_id,
        silent=bool(silent),
        breaking=bool(breaking),
        thread_id=thread_id or None,
        kind=KINDS[kind],
        language=language,
        part=part,
        attempts=attempts + tries,
        resends=resends,
        fence=fence + 1,
        leaving=error == LEAVING,
    )
