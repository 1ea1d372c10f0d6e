"""The fan-out: who is owed a mailing, decided row by row inside the database.

A large audience is cut into chunks, each a transaction of its own, so that nobody waits long for the writer and a
crash goes on where it was: the cursor moves in the transaction that makes the rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from briefings.model import DeliveryState, MailingKind, StoryState
from briefings.store.dialects import insert
from briefings.store.engine import Connection
from briefings.store.forget_lock import share_forget_lock
from briefings.store.schema import (
    NUMBER,
    deliveries,
    mailings,
    receipts,
    stories,
    story_topics,
    subscribers,
    subscriptions,
)
from briefings.store.subscribers import at_once

CHUNK = 10_000
MADE = (
    "mailing_id",
    "subscriber_id",
    "part",
    "message_id",
    "state",
    "attempts",
    "resends",
    "fence",
    "ready_at",
)
UNFINISHED = (
    sa.select(*mailings.c["id", "kind", "submission_id", "story_id", "held_until", "fanout_cursor"])
    .where(mailings.c.fanout_cursor.is_not(None))
    .order_by(mailings.c.id)
    .limit(1)
)
TOPICS = (
    sa.select(story_topics.c.topic_id)
    .join(stories, stories.c.id == story_topics.c.story_id)
    .where(
        stories.c.submission_id == sa.bindparam("submission_id"),
        stories.c.state == StoryState.PUBLISHED,
        story_topics.c.published_at.is_not(None),
    )
    .distinct()
)


async def fan_out(tx: Connection, *, now: datetime, size: int = CHUNK) -> bool:
    """Makes the next chunk of deliveries that are owed but not written yet; tells whether there are more.

    Called by the delivery worker before it claims; costs one look at an empty index when nothing is left. Works
    on the oldest mailing first, so that a reader's messages stay in the order of the acts. However often it is
    called, nobody is owed the same twice.
    """
    unfinished = (await tx.execute(UNFINISHED.with_for_update())).one_or_none()
    if unfinished is None:
        return False
    cursor = unfinished.fanout_cursor
    column: sa.ColumnElement[int]
    columns: tuple[sa.ColumnElement[int], ...]
    if unfinished.kind is MailingKind.PUSH:
        topic_ids = list(await tx.scalars(TOPICS, {"submission_id": unfinished.submission_id}))
        upto = await _end_of_topics(tx, topic_ids, cursor, size)
        ready_at = max(unfinished.held_until or now, now)
        rows = _followers(unfinished.id, topic_ids, now, ready_at)
        # Said of both tables, for PostgreSQL does not conclude the one from the other.
        columns = (subscriptions.c.subscriber_id, subscribers.c.id)
    elif unfinished.kind is MailingKind.NOTICE:
        edited = await _edited_before(tx, unfinished)
        column = edited.c.subscriber_id
        upto = await _end(tx, sa.select(column).where(column > cursor), column, size)
        rows = sa.select(*row(unfinished.id, column, now)).distinct().order_by(column)
        columns = (column,)
    else:
        column = receipts.c.subscriber_id
        shown = _outdated(unfinished.story_id)
        upto = await _end(tx, sa.select(column).where(shown, column > cursor), column, size)
        rows = _copies(unfinished.id, shown, now)
        columns = (column, subscribers.c.id)
    await make(tx, unfinished.id, _between(rows, cursor, upto, *columns))
    await tx.execute(sa.update(mailings).where(mailings.c.id == unfinished.id).values(fanout_cursor=upto))
    return upto is not None or (await tx.execute(UNFINISHED)).one_or_none() is not None


def _between(
    rows: sa.Select[Any], after: int, upto: int | None, *columns: sa.ColumnElement[int]
) -> sa.Select[Any]:
    for column in columns:
        rows = rows.where(column > after)
        if upto is not None:
            rows = rows.where(column <= upto)
    return rows


async def make(tx: Connection, mailing_id: int, rows: sa.Select[Any]) -> None:
    """Makes these deliveries, but none that is there already, and counts them."""
    await share_forget_lock(tx)
    made = await tx.execute(
        insert(tx.dialect.name, deliveries).from_select(MADE, rows).on_conflict_do_nothing()
    )
    await tx.execute(
        sa.update(mailings)
        .where(mailings.c.id == mailing_id)
        .values(deliveries=mailings.c.deliveries + made.rowcount)
    )


def row(
    mailing_id: int,
    subscriber: sa.ColumnElement[int],
    now: datetime,
    *,
    part: Any = None,
    message: Any = None,
) -> list[sa.ColumnElement[Any]]:
    """The columns of a new delivery, in the order of `MADE`."""
    return [
        sa.literal(mailing_id),
        subscriber,
        sa.literal(0) if part is None else part,
        sa.cast(sa.null(), sa.BigInteger) if message is None else message,
        sa.literal(NUMBER[DeliveryState.QUEUED]),
        sa.literal(0),
        sa.literal(0),
        sa.literal(0),
        sa.literal(now, deliveries.c.ready_at.type),
    ]


async def _end_of_topics(tx: Connection, topic_ids: Sequence[int], cursor: int, size: int) -> int | None:
    """The subscriber a chunk of at most `size` subscriptions ends with; none when it is the last chunk."""
    share = max(1, size // max(1, len(topic_ids)))
    column = subscriptions.c.subscriber_id
    ends = [
        await _end(
            tx, sa.select(column).where(subscriptions.c.topic_id == topic_id, column > cursor), column, share
        )
        for topic_id in topic_ids
    ]
    return min((end for end in ends if end is not None), default=None)


async def _end(tx: Connection, rows: sa.Select[Any], column: sa.ColumnElement[int], size: int) -> int | None:
    """The subscriber in the `size`th row; none when there are fewer."""
    end: int | None = await tx.scalar(rows.order_by(column).limit(1).offset(size - 1))
    return end


def _followers(
    mailing_id: int, topic_ids: Sequence[int], now: datetime, ready_at: datetime
) -> sa.Select[Any]:
    return (
        sa.select(*row(mailing_id, subscribers.c.id, ready_at))
        .join(subscriptions, subscriptions.c.subscriber_id == subscribers.c.id)
        .where(subscriptions.c.topic_id.in_(topic_ids), at_once(now))
        .distinct()
        .order_by(subscribers.c.id)
    )


def _outdated(story_id: int) -> sa.ColumnElement[bool]:
    newest = sa.select(stories.c.version).where(stories.c.id == story_id).scalar_subquery()
    return (receipts.c.story_id == story_id) & (receipts.c.version < newest)


def _copies(mailing_id: int, shown: sa.ColumnElement[bool], now: datetime) -> sa.Select[Any]:
    """The messages of those who are readers still; their parts in the order in which each reader got them."""
    number = sa.func.row_number().over(partition_by=receipts.c.subscriber_id, order_by=receipts.c.message_id)
    return (
        sa.select(
            *row(mailing_id, receipts.c.subscriber_id, now, part=number - 1, message=receipts.c.message_id)
        )
        .join(subscribers, subscribers.c.id == receipts.c.subscriber_id)
        .where(shown)
        .order_by(receipts.c.subscriber_id)
    )


async def _edited_before(tx: Connection, notice: sa.Row[Any]) -> sa.Subquery:
    """The deliveries of the correction that a notice tells of."""
    last = sa.select(sa.func.max(mailings.c.id)).where(
        mailings.c.story_id == notice.story_id,
        mailings.c.kind == MailingKind.CORRECTION,
        mailings.c.id < notice.id,
    )
    correction = await tx.scalar(last)
    return (
        sa.select(deliveries.c.subscriber_id).where(deliveries.c.mailing_id == correction).subquery("edited")
    )
