"""Stories that subscribers saved for later, and stories whose course they follow."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

import sqlalchemy as sa

from briefings.model import StoryState
from briefings.preferences import Marks
from briefings.store.dialects import insert
from briefings.store.engine import Connection
from briefings.store.schema import followed_stories, saved_stories, stories, subscribers
from briefings.store.subscribers import is_awake

OF_CHAT = (subscribers.c.chat_id == sa.bindparam("chat_id")) & (
    subscribers.c.thread_id == sa.bindparam("thread")
)
SAVED = (
    sa.select(saved_stories.c.story_id)
    .join(subscribers, subscribers.c.id == saved_stories.c.subscriber_id)
    .join(stories, stories.c.id == saved_stories.c.story_id)
    .where(OF_CHAT, stories.c.state == StoryState.PUBLISHED)
    .order_by(saved_stories.c.saved_at.desc(), saved_stories.c.story_id.desc())
    .limit(sa.bindparam("limit"))
    .offset(sa.bindparam("offset"))
)


async def save(tx: Connection, subscriber_id: int, story_id: int, *, on: bool, now: datetime) -> None:
    """Saves a story, or lets it go. Idempotent."""
    await _set(tx, saved_stories, "saved_at", subscriber_id, story_id, on=on, now=now)


async def follow(tx: Connection, subscriber_id: int, story_id: int, *, on: bool, now: datetime) -> None:
    """Follows a story, or follows it no more. Idempotent."""
    await _set(tx, followed_stories, "followed_at", subscriber_id, story_id, on=on, now=now)


async def listed(
    connection: Connection, chat_id: int, thread_id: int | None = None, *, limit: int, offset: int = 0
) -> list[int]:
    """The ids of the stories a chat saved, last saved first; without those that were retracted."""
    asked = {"chat_id": chat_id, "thread": thread_id or 0, "limit": limit, "offset": offset}
    return list(await connection.scalars(SAVED, asked))


async def marks(connection: Connection, chat_id: int, story_id: int, thread_id: int | None = None) -> Marks:
    """Whether a chat saved a story, and whether it follows it."""
    found = [
        await connection.scalar(
            sa.select(table.c.story_id)
            .join(subscribers, subscribers.c.id == table.c.subscriber_id)
            .where(OF_CHAT, table.c.story_id == story_id),
            {"chat_id": chat_id, "thread": thread_id or 0},
        )
        for table in (saved_stories, followed_stories)
    ]
    return found[0] is not None, found[1] is not None


async def marks_of(
    connection: Connection, pairs: Iterable[tuple[int, int]]
) -> Mapping[tuple[int, int], Marks]:
    """The marks of stories: those of each pair of a subscriber and a story."""
    wanted = set(pairs)
    readers, about = {reader for reader, _ in wanted}, {story for _, story in wanted}
    is_saved = await _marked(connection, saved_stories, readers, about)
    is_followed = await _marked(connection, followed_stories, readers, about)
    return {pair: (pair in is_saved, pair in is_followed) for pair in wanted}


def pursuers(submission_id: int, now: datetime) -> sa.Select[tuple[int]]:
    """Selects who follows a story that a published one of the submission goes on from, whatever topics they follow."""
    earlier = sa.select(stories.c.update_of).where(
        stories.c.submission_id == submission_id,
        stories.c.state == StoryState.PUBLISHED,
        stories.c.update_of.is_not(None),
    )
    return (
        sa.select(subscribers.c.id)
        .join(followed_stories, followed_stories.c.subscriber_id == subscribers.c.id)
        .where(followed_stories.c.story_id.in_(earlier), is_awake(now))
    )


async def pursuing(
    connection: Connection, subscriber_ids: Iterable[int], story_ids: Iterable[int]
) -> frozenset[tuple[int, int]]:
    """Who of the subscribers follows which of the stories: pairs of subscriber and story."""
    return await _marked(connection, followed_stories, subscriber_ids, story_ids)


async def _marked(
    connection: Connection, table: sa.Table, subscriber_ids: Iterable[int], story_ids: Iterable[int]
) -> frozenset[tuple[int, int]]:
    statement = sa.select(table.c.subscriber_id, table.c.story_id).where(
        table.c.story_id.in_(list(story_ids)), table.c.subscriber_id.in_(list(subscriber_ids))
    )
    return frozenset((reader, story) for reader, story in await connection.execute(statement))


async def _set(
    tx: Connection,
    table: sa.Table,
    moment: str,
    subscriber_id: int,
    story_id: int,
    *,
    on: bool,
    now: datetime,
) -> None:
    if on:
        values = {"subscriber_id": subscriber_id, "story_id": story_id, moment: now}
        await tx.execute(insert(tx.dialect.name, table).values(values).on_conflict_do_nothing())
    else:
        await tx.execute(
            sa.delete(table).where(table.c.subscriber_id == subscriber_id, table.c.story_id == story_id)
        )
