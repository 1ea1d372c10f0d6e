"""Publications: one for each submission that was published, and the making of its deliveries.

Who gets one is decided row by row inside the database. A large audience is cut into chunks, each a
transaction of its own, so that nobody waits long for the writer and a crash goes on where it was: the
cursor moves in the transaction that makes the rows. The first chunk belongs to the publishing itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from briefings.model import DeliveryState, StoryState
from briefings.store.dialects import insert
from briefings.store.engine import Connection
from briefings.store.schema import (
    NUMBER,
    deliveries,
    publications,
    stories,
    story_topics,
    subscribers,
    subscriptions,
)
from briefings.store.subscribers import at_once

CHUNK = 10_000
MADE = (
    "publication_id",
    "subscriber_id",
    "part",
    "state",
    "attempts",
    "resends",
    "fence",
    "ready_at",
)
UNFINISHED = (
    sa.select(publications.c.id, publications.c.submission_id, publications.c.fanout_cursor)
    .where(publications.c.fanout_cursor.is_not(None))
    .order_by(publications.c.id)
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
LAST_OF_CHUNK = (
    sa.select(subscriptions.c.subscriber_id)
    .where(
        subscriptions.c.topic_id == sa.bindparam("topic_id"),
        subscriptions.c.subscriber_id > sa.bindparam("cursor"),
    )
    .order_by(subscriptions.c.subscriber_id)
    .limit(1)
    .offset(sa.bindparam("size"))
)


async def publish(tx: Connection, submission_id: int, *, by: int, now: datetime) -> None:
    """Owes the published stories of a submission to their readers, and makes the first chunk of deliveries.

    Called by the newsroom once it has published the stories in the same transaction.
    """
    new = sa.insert(publications).values(
        submission_id=submission_id, published_at=now, published_by=by, fanout_cursor=0, deliveries=0
    )
    await tx.execute(new)
    await fan_out(tx, now=now)


async def fan_out(tx: Connection, *, now: datetime, size: int = CHUNK) -> bool:
    """Makes the next chunk of deliveries that are owed but not written yet; tells whether there are more.

    Called by the delivery worker before it claims; costs one look at an empty index when nothing is left. Works
    on the oldest publication first, so that a reader's messages stay in the order of publishing. Each active
    follower who wants them at once of any topic of the stories gets one row, however often it is called.
    """
    unfinished = (await tx.execute(UNFINISHED.with_for_update())).one_or_none()
    if unfinished is None:
        return False
    topic_ids = list(await tx.scalars(TOPICS, {"submission_id": unfinished.submission_id}))
    upto = await _end_of_chunk(tx, topic_ids, unfinished.fanout_cursor, size)
    made = await tx.execute(
        insert(tx.dialect.name, deliveries)
        .from_select(MADE, _owed(unfinished.id, topic_ids, unfinished.fanout_cursor, upto, now))
        .on_conflict_do_nothing()
    )
    await tx.execute(
        sa.update(publications)
        .where(publications.c.id == unfinished.id)
        .values(fanout_cursor=upto, deliveries=publications.c.deliveries + made.rowcount)
    )
    return upto is not None or (await tx.execute(UNFINISHED)).one_or_none() is not None


async def report(tx: Connection, submission_id: int, *, now: datetime) -> None:
    """Notes that the final result was shown to the editors; not while some deliveries are still to be written."""
    await tx.execute(
        sa.update(publications)
        .where(publications.c.submission_id == submission_id, publications.c.fanout_cursor.is_(None))
        .values(reported_at=now)
    )


async def _end_of_chunk(tx: Connection, topic_ids: Sequence[int], cursor: int, size: int) -> int | None:
    """The subscriber a chunk of at most `size` subscriptions ends with; none when it is the last chunk."""
    share = max(1, size // max(1, len(topic_ids))) - 1
    ends = [
        await tx.scalar(LAST_OF_CHUNK, {"topic_id": topic_id, "cursor": cursor, "size": share})
        for topic_id in topic_ids
    ]
    return min((end for end in ends if end is not None), default=None)


def _owed(
    publication_id: int, topic_ids: Sequence[int], cursor: int, upto: int | None, now: datetime
) -> sa.Select[Any]:
    statement = (
        sa.select(
            sa.literal(publication_id),
            subscribers.c.id,
            sa.literal(0),
            sa.literal(NUMBER[DeliveryState.QUEUED]),
            sa.literal(0),
            sa.literal(0),
            sa.literal(0),
            sa.literal(now, deliveries.c.ready_at.type),
        )
        .join(subscriptions, subscriptions.c.subscriber_id == subscribers.c.id)
        .where(subscriptions.c.topic_id.in_(topic_ids), subscriptions.c.subscriber_id > cursor, at_once(now))
        # Said of both tables, for PostgreSQL does not conclude the one from the other.
        .where(subscribers.c.id > cursor)
        .distinct()
        .order_by(subscribers.c.id)
    )
    if upto is None:
        return statement
    return statement.where(subscriptions.c.subscriber_id <= upto, subscribers.c.id <= upto)
