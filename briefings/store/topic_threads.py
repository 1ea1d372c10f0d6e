"""The threads that readers have in their chat, one for each topic."""

from __future__ import annotations

from collections.abc import Iterable

import sqlalchemy as sa

from briefings.store.dialects import insert
from briefings.store.engine import Connection
from briefings.store.schema import topic_threads, topics

OF_READERS = (
    sa.select(topic_threads.c.subscriber_id, topics.c.slug, topic_threads.c.thread_id)
    .join(topics, topics.c.id == topic_threads.c.topic_id)
    .where(topic_threads.c.subscriber_id.in_(sa.bindparam("ids", expanding=True)))
)


async def of(connection: Connection, subscriber_ids: Iterable[int]) -> dict[int, dict[str, int | None]]:
    """The threads of subscribers, by topic; None where a reader deleted it. Who never had one is left out."""
    found: dict[int, dict[str, int | None]] = {}
    for subscriber_id, slug, thread_id in await connection.execute(OF_READERS, {"ids": list(subscriber_ids)}):
        found.setdefault(subscriber_id, {})[slug] = thread_id or None
    return found


async def keep(tx: Connection, subscriber_id: int, topic_id: int, thread_id: int) -> None:
    """Notes the thread of a topic."""
    values = {"subscriber_id": subscriber_id, "topic_id": topic_id, "thread_id": thread_id}
    new = insert(tx.dialect.name, topic_threads).values(values)
    await tx.execute(
        new.on_conflict_do_update(index_elements=["subscriber_id", "topic_id"], set_={"thread_id": thread_id})
    )


async def lost(tx: Connection, subscriber_id: int, thread_id: int) -> None:
    """Notes that a reader deleted a thread."""
    statement = (
        sa.update(topic_threads)
        .where(topic_threads.c.subscriber_id == subscriber_id, topic_threads.c.thread_id == thread_id)
        .values(thread_id=0)
    )
    await tx.execute(statement)


async def forget_lost(tx: Connection, subscriber_id: int) -> None:
    """Lets the threads that a reader deleted be opened anew."""
    await tx.execute(
        sa.delete(topic_threads).where(
            topic_threads.c.subscriber_id == subscriber_id, topic_threads.c.thread_id == 0
        )
    )
