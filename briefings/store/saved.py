"""Stories that subscribers saved for later, and stories whose course they follow."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa

from briefings.store.dialects import insert
from briefings.store.engine import Connection
from briefings.store.schema import followed_stories, saved_stories, subscribers

OF_CHAT = (subscribers.c.chat_id == sa.bindparam("chat_id")) & (subscribers.c.thread_id == 0)
SAVED = (
    sa.select(saved_stories.c.story_id)
    .join(subscribers, subscribers.c.id == saved_stories.c.subscriber_id)
    .where(OF_CHAT)
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


async def listed(connection: Connection, chat_id: int, *, limit: int, offset: int = 0) -> list[int]:
    """The ids of the stories a chat saved, last saved first."""
    return list(await connection.scalars(SAVED, {"chat_id": chat_id, "limit": limit, "offset": offset}))


async def marks(connection: Connection, chat_id: int, story_id: int) -> tuple[bool, bool]:
    """Whether a chat saved a story, and whether it follows it."""
    found = [
        await connection.scalar(
            sa.select(table.c.story_id)
            .join(subscribers, subscribers.c.id == table.c.subscriber_id)
            .where(OF_CHAT, table.c.story_id == story_id),
            {"chat_id": chat_id},
        )
        for table in (saved_stories, followed_stories)
    ]
    return found[0] is not None, found[1] is not None


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
