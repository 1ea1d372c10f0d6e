"""Subscribers, the chats that may receive, and what they follow."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from briefings.model import Audience, Subscriber, SubscriberKind, SubscriberState, Topic
from briefings.preferences import Mode
from briefings.store import topics as topic_rows
from briefings.store.claims import OWED
from briefings.store.dialects import insert
from briefings.store.engine import Connection
from briefings.store.schema import (
    Instant,
    deliveries,
    followed_stories,
    receipts,
    saved_stories,
    schedules,
    subscribers,
    subscriptions,
    topics,
)

_KEPT = (subscriptions, schedules, saved_stories, followed_stories, receipts)
"""What tells that a chat is more than welcomed."""
ACTIVE = subscribers.c.state == SubscriberState.ACTIVE


def is_awake(now: datetime) -> sa.ColumnElement[bool]:
    """Whether a subscriber may be sent something now: they are active, and have not paused everything."""
    moment = sa.literal(now, Instant)
    return sa.and_(ACTIVE, sa.or_(subscribers.c.paused_until.is_(None), subscribers.c.paused_until <= moment))


def at_once(now: datetime) -> sa.ColumnElement[bool]:
    """Whether, of a subscriber joined with a subscription, what is published now is to be sent at once."""
    return sa.and_(is_awake(now), subscriptions.c.mode == Mode.INSTANT, _unmuted(now))


def _unmuted(now: datetime) -> sa.ColumnElement[bool]:
    moment = sa.literal(now, Instant)
    return sa.or_(subscriptions.c.muted_until.is_(None), subscriptions.c.muted_until <= moment)


_FOLLOWED_HERE = (
    sa.select(subscriptions.c.topic_id)
    .join(subscribers, subscribers.c.id == subscriptions.c.subscriber_id)
    .where(
        subscribers.c.chat_id == sa.bindparam("chat_id"), subscribers.c.thread_id == sa.bindparam("thread")
    )
    .subquery("followed")
)
STANDING = topic_rows.LISTED.add_columns(_FOLLOWED_HERE.c.topic_id.is_not(None)).outerjoin(
    _FOLLOWED_HERE, _FOLLOWED_HERE.c.topic_id == topics.c.id
)


async def welcome(
    tx: Connection,
    chat_id: int,
    *,
    kind: SubscriberKind | None = None,
    language: str | None = None,
    thread_id: int | None = None,
    now: datetime,
) -> Subscriber:
    """Makes the subscriber, or makes them active again with all they followed. Idempotent.

    Without a kind, one that is there keeps its own, and a new one is taken for a person or a group. A new thread begins
    with the language and the zone of its chat.
    """
    # People have positive chat ids, groups and channels negative ones.
    guessed = SubscriberKind.PRIVATE if chat_id > 0 else SubscriberKind.GROUP
    new = insert(tx.dialect.name, subscribers).values(
        chat_id=chat_id,
        thread_id=thread_id or 0,
        kind=kind or guessed,
        language=language or "en",
        state=SubscriberState.ACTIVE,
        created_at=now,
    )
    if thread_id:
        new = new.values(
            language=sa.func.coalesce(_of_whole_chat(subscribers.c.language, chat_id), language or "en"),
            zone=_of_whole_chat(subscribers.c.zone, chat_id),
        )
    # The language is not set again: they may have chosen another since.
    again: dict[str, Any] = {"state": SubscriberState.ACTIVE, "blocked_at": None}
    if kind:
        again["kind"] = kind
    statement = new.on_conflict_do_update(index_elements=["chat_id", "thread_id"], set_=again)
    return _subscriber((await tx.execute(statement.returning(*subscribers.c))).one())


def _of_whole_chat(column: sa.Column[Any], chat_id: int) -> sa.ScalarSelect[Any]:
    whole = subscribers.alias()
    return (
        sa.select(whole.c[column.name])
        .where(whole.c.chat_id == chat_id, whole.c.thread_id == 0)
        .scalar_subquery()
    )


async def find(connection: Connection, chat_id: int, thread_id: int | None = None) -> Subscriber | None:
    """The subscriber of a chat, whatever their state."""
    statement = sa.select(subscribers).where(
        subscribers.c.chat_id == chat_id, subscribers.c.thread_id == (thread_id or 0)
    )
    row = (await connection.execute(statement)).one_or_none()
    return _subscriber(row) if row else None


async def of_chat(connection: Connection, chat_id: int) -> list[Subscriber]:
    """The chat and its threads, as far as they are subscribers, whatever their state."""
    statement = (
        sa.select(subscribers).where(subscribers.c.chat_id == chat_id).order_by(subscribers.c.thread_id)
    )
    return [_subscriber(row) for row in await connection.execute(statement)]


async def set_up_by(connection: Connection, chat_id: int) -> int | None:
    """Who set a group or a channel up."""
    statement = sa.select(subscribers.c.set_up_by).where(
        subscribers.c.chat_id == chat_id, subscribers.c.thread_id == 0
    )
    found: int | None = await connection.scalar(statement)
    return found


async def set_up_by_person(connection: Connection, user_id: int, *, limit: int) -> list[int]:
    """The active groups and channels that somebody set up, newest first."""
    statement = (
        sa.select(subscribers.c.chat_id)
        .where(subscribers.c.set_up_by == user_id, ACTIVE)
        .order_by(subscribers.c.id.desc())
        .limit(limit)
    )
    return list(await connection.scalars(statement))


async def subscribe(
    tx: Connection, subscriber_id: int, topic_id: int, *, mode: Mode = Mode.INSTANT, now: datetime
) -> bool:
    """Follows a topic; what is followed already keeps its mode; tells whether that changed anything."""
    new = insert(tx.dialect.name, subscriptions).values(
        topic_id=topic_id, subscriber_id=subscriber_id, mode=mode, created_at=now
    )
    return (await tx.execute(new.on_conflict_do_nothing())).rowcount == 1


async def unsubscribe(tx: Connection, subscriber_id: int, topic_id: int) -> bool:
    """Follows a topic no more; tells whether that changed anything."""
    statement = sa.delete(subscriptions).where(
        subscriptions.c.topic_id == topic_id, subscriptions.c.subscriber_id == subscriber_id
    )
    return (await tx.execute(statement)).rowcount == 1


async def standing(
    connection: Connection, chat_id: int, thread_id: int | None = None
) -> dict[int, tuple[Topic, bool]]:
    """All topics by id, in their order, and whether a chat follows them; none for a chat that is not known."""
    rows = await connection.execute(STANDING, {"chat_id": chat_id, "thread": thread_id or 0})
    return {topic_id: (topic_rows.topic(*columns), followed) for topic_id, *columns, followed in rows}


async def mark(tx: Connection, subscriber_id: int, state: SubscriberState, *, now: datetime) -> None:
    """Sets the state; what they follow is kept. Cancelling what they are owed is `outbox.cancel_for`'s."""
    blocked_at = now if state is SubscriberState.BLOCKED else None
    await tx.execute(
        sa.update(subscribers)
        .where(subscribers.c.id == subscriber_id)
        .values(state=state, blocked_at=blocked_at)
    )


async def move(tx: Connection, chat_id: int, new_chat_id: int) -> None:
    """Follows a group that became a supergroup, so that its subscriptions and deliveries go on.

    Where the new chat follows something by itself already, it stays and the old one is marked gone. Idempotent.
    """
    old = subscribers.c.chat_id == chat_id
    if await tx.scalar(sa.select(subscribers.c.id).where(old).limit(1)) is None:
        return
    new = subscribers.c.chat_id == new_chat_id
    # Telegram may tell first that the bot is in the new chat, which was welcomed for it.
    has = [sa.exists().where(table.c.subscriber_id == subscribers.c.id) for table in _KEPT]
    owed = sa.exists().where(deliveries.c.subscriber_id == subscribers.c.id, OWED)
    await tx.execute(sa.delete(subscribers).where(new, ~sa.or_(owed, *has)))
    change: dict[str, Any] = {"chat_id": new_chat_id}
    if await tx.scalar(sa.select(subscribers.c.id).where(new).limit(1)) is not None:
        change = {"state": SubscriberState.GONE}
    await tx.execute(sa.update(subscribers).where(old).values(**change))


async def audience(connection: Connection, topic_ids: Iterable[int], now: datetime) -> Audience:
    """The active subscribers who follow at least one of the topics and did not mute it, and those told at once."""
    soon = sa.func.max(sa.case((at_once(now), 1), else_=0)).label("soon")
    followers = (
        sa.select(subscriptions.c.subscriber_id, soon)
        .join(subscribers, subscribers.c.id == subscriptions.c.subscriber_id)
        .where(subscriptions.c.topic_id.in_(list(topic_ids)), ACTIVE, _unmuted(now))
        .group_by(subscriptions.c.subscriber_id)
        .subquery()
    )
    counted = sa.select(sa.func.count(), sa.func.coalesce(sa.func.sum(followers.c.soon), 0))
    return Audience(*(await connection.execute(counted.select_from(followers))).one())


async def census(connection: Connection) -> dict[SubscriberState, int]:
    """How many subscribers there are, by state."""
    statement = sa.select(subscribers.c.state, sa.func.count()).group_by(subscribers.c.state)
    return dict((await connection.execute(statement)).all())


async def by_topic(connection: Connection) -> dict[str, int]:
    """How many active subscribers follow each topic, by slug, in the topics' order."""
    active = sa.func.count(subscribers.c.id)
    statement = (
        sa.select(topics.c.slug, active)
        .outerjoin(subscriptions, subscriptions.c.topic_id == topics.c.id)
        .outerjoin(subscribers, sa.and_(subscribers.c.id == subscriptions.c.subscriber_id, ACTIVE))
        .where(~topics.c.removed)
        .group_by(topics.c.id, topics.c.slug, topics.c.position)
        .order_by(topics.c.position, topics.c.id)
    )
    return dict((await connection.execute(statement)).all())


def _subscriber(row: Any) -> Subscriber:
    return Subscriber(
        id=row.id,
        chat_id=row.chat_id,
        thread_id=row.thread_id or None,
        kind=row.kind,
        state=row.state,
        language=row.language,
    )
