"""What scheduled briefings need: who is due, and which stories a reader was not told of yet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from briefings.model import StoryState
from briefings.ongoing import Told
from briefings.store.engine import Connection
from briefings.store.forget_lock import share_forget_lock
from briefings.store.receipts import TOLD, UNASKED
from briefings.store.schema import (
    Instant,
    followed_stories,
    receipts,
    schedules,
    stories,
    story_topics,
    story_versions,
    subscribers,
    topics,
)
from briefings.store.subscribers import ACTIVE

DUE = (
    sa.select(schedules.c.subscriber_id, schedules.c.next_due_at)
    .where(schedules.c.next_due_at <= sa.bindparam("now", type_=schedules.c.next_due_at.type))
    .order_by(schedules.c.next_due_at, schedules.c.subscriber_id)
    .limit(sa.bindparam("limit"))
    .with_for_update(skip_locked=True)
)
WAKING = (
    sa.select(schedules.c.subscriber_id, schedules.c.wake_at)
    .where(schedules.c.wake_at <= sa.bindparam("now", type_=schedules.c.wake_at.type))
    .order_by(schedules.c.wake_at, schedules.c.subscriber_id)
    .limit(sa.bindparam("limit"))
    .with_for_update(skip_locked=True)
)

_LATEST_TOLD = (
    sa.select(receipts.c.story_id, receipts.c.topic_id, receipts.c.told_at)
    .where(receipts.c.subscriber_id == sa.bindparam("reader"), TOLD, UNASKED)
    .order_by(receipts.c.message_id.desc())
    .limit(60)
    .subquery()
)
_OTHER = stories.alias()
_REPORTED_AT = (
    sa.select(sa.func.max(_OTHER.c.published_at))
    .where(
        _OTHER.c.event_id == stories.c.event_id,
        _OTHER.c.id != stories.c.id,
        _OTHER.c.state == StoryState.PUBLISHED,
        _OTHER.c.published_at <= sa.bindparam("now", type_=Instant),
    )
    .scalar_subquery()
)
_PURSUED = sa.exists().where(
    followed_stories.c.story_id == stories.c.id,
    followed_stories.c.subscriber_id == sa.bindparam("reader"),
)
_TOLD_AT = sa.func.coalesce(sa.func.min(_LATEST_TOLD.c.told_at), stories.c.published_at)
TOLD_LATELY = (
    sa.select(
        stories.c.id,
        sa.func.min(topics.c.slug),
        sa.type_coerce(_TOLD_AT, Instant),
        stories.c.event_id,
        stories.c.claim,
        _PURSUED,
        sa.type_coerce(_REPORTED_AT, Instant),
    )
    .join(_LATEST_TOLD, _LATEST_TOLD.c.story_id == stories.c.id)
    .join(topics, topics.c.id == _LATEST_TOLD.c.topic_id)
    .where(
        stories.c.state == StoryState.PUBLISHED,
        sa.func.coalesce(_LATEST_TOLD.c.told_at, stories.c.published_at)
        >= sa.bindparam("since", type_=Instant),
    )
    .group_by(stories.c.id)
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A published story under a topic."""

    story_id: int
    slug: str
    published_at: datetime


async def is_any_due(connection: Connection, now: datetime) -> bool:
    """Whether a digest is due or a silence has ended."""
    for column in (schedules.c.next_due_at, schedules.c.wake_at):
        if await connection.scalar(sa.select(schedules.c.subscriber_id).where(column <= now).limit(1)):
            return True
    return False


async def due(tx: Connection, now: datetime, *, limit: int) -> list[tuple[int, datetime]]:
    """The subscribers whose digest is due, and since when; longest due first. Looks at an index of what is to come."""
    await share_forget_lock(tx)
    return [(row[0], row[1]) for row in await tx.execute(DUE, {"now": now, "limit": limit})]


async def waking(tx: Connection, now: datetime, *, limit: int) -> list[int]:
    """The subscribers whose silence has ended."""
    await share_forget_lock(tx)
    return [row[0] for row in await tx.execute(WAKING, {"now": now, "limit": limit})]


async def active(tx: Connection, subscriber_ids: Iterable[int]) -> frozenset[int]:
    """Those of them who can be written to."""
    statement = sa.select(subscribers.c.id).where(subscribers.c.id.in_(list(subscriber_ids)), ACTIVE)
    return frozenset(await tx.scalars(statement))


async def advance(tx: Connection, rows: Sequence[tuple[int, datetime | None, datetime | None]]) -> None:
    """Sets when the next digest of each subscriber is due, and the time of the one that is owed, if one is."""
    if rows:
        owed: sa.ColumnElement[Any] = sa.bindparam("owed", type_=schedules.c.due_at.type)
        # What is set is reckoned from the row as it was.
        statement = (
            sa.update(schedules)
            .where(schedules.c.subscriber_id == sa.bindparam("reader"))
            .values(
                next_due_at=sa.bindparam("next"),
                briefed_at=sa.case((owed.is_(None), schedules.c.briefed_at), else_=schedules.c.due_at),
                due_at=sa.func.coalesce(owed, schedules.c.due_at),
            )
        )
        await tx.execute(
            statement,
            [{"reader": reader, "next": following, "owed": owed} for reader, following, owed in rows],
        )


async def rewake(tx: Connection, rows: Sequence[tuple[int, datetime | None]]) -> None:
    """Sets when the next silence of each subscriber ends."""
    if rows:
        statement = (
            sa.update(schedules)
            .where(schedules.c.subscriber_id == sa.bindparam("reader"))
            .values(wake_at=sa.bindparam("wake"))
        )
        await tx.execute(statement, [{"reader": reader, "wake": wake_at} for reader, wake_at in rows])


async def candidates(
    connection: Connection, slugs: Iterable[str], *, since: datetime, now: datetime, most: int
) -> list[Candidate]:
    """The newest stories published under each topic from then to now, at most so many of each, newest first."""
    found: list[Candidate] = []
    for slug in slugs:
        statement = (
            sa.select(story_topics.c.story_id, story_topics.c.published_at)
            .join(topics, topics.c.id == story_topics.c.topic_id)
            .where(topics.c.slug == slug, story_topics.c.published_at.between(since, now))
            .order_by(story_topics.c.published_at.desc(), story_topics.c.story_id.desc())
            .limit(most)
        )
        found += [Candidate(story_id, slug, at) for story_id, at in await connection.execute(statement)]
    return sorted(found, key=lambda one: (one.published_at, one.story_id), reverse=True)


async def told(
    connection: Connection, subscriber_ids: Iterable[int], story_ids: Iterable[int]
) -> frozenset[tuple[int, int]]:
    """Which of the stories each of the subscribers was told of, in any version: pairs of subscriber and story."""
    statement = sa.select(receipts.c.subscriber_id, receipts.c.story_id).where(
        receipts.c.story_id.in_(list(story_ids)), receipts.c.subscriber_id.in_(list(subscriber_ids))
    )
    return frozenset((reader, story) for reader, story in await connection.execute(statement))


async def told_lately(
    connection: Connection, subscriber_id: int, *, since: datetime, now: datetime
) -> list[Told]:
    """What a reader was told of since then, as it stands now; of their newest messages only, however many they have.

    What they opened by themselves, which may be old or of other topics, is nothing they were told of.
    """
    rows = await connection.execute(TOLD_LATELY, {"reader": subscriber_id, "since": since, "now": now})
    return [Told(*row) for row in rows]


async def pursued(
    connection: Connection, subscriber_ids: Iterable[int], *, since: datetime, now: datetime
) -> list[tuple[int, int]]:
    """What was published from then to now, newest first, that goes on from a story whose course a subscriber follows."""
    earlier = stories.alias()
    # An update is of the same event, whose stories an index finds.
    statement = (
        sa.select(followed_stories.c.subscriber_id, stories.c.id)
        .join(earlier, earlier.c.id == followed_stories.c.story_id)
        .join(
            stories,
            sa.and_(stories.c.event_id == earlier.c.event_id, stories.c.update_of == earlier.c.id),
        )
        .where(
            followed_stories.c.subscriber_id.in_(list(subscriber_ids)),
            stories.c.state == StoryState.PUBLISHED,
            stories.c.published_at.between(since, now),
            stories.c.published_at >= followed_stories.c.followed_at,
        )
        .order_by(stories.c.published_at.desc())
    )
    return [(reader, story) for reader, story in await connection.execute(statement)]


async def changed(connection: Connection, since: datetime, *, most: int) -> list[int]:
    """The published stories of which a newer version was made since then, changed last first."""
    statement: sa.Select[Any] = (
        sa.select(story_versions.c.story_id)
        .join(stories, stories.c.id == story_versions.c.story_id)
        .where(
            story_versions.c.at > since,
            story_versions.c.version == stories.c.version,
            story_versions.c.version > 1,
            stories.c.state == StoryState.PUBLISHED,
        )
        .order_by(story_versions.c.at.desc())
        .limit(most)
    )
    return list(await connection.scalars(statement))
