"""Topics: what readers follow. Their order is the catalogue's, everywhere."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import sqlalchemy as sa

from briefings.model import Topic
from briefings.store.dialects import insert
from briefings.store.engine import Connection
from briefings.store.schema import rules, story_topics, subscriptions, topics

EVER = sa.select(
    topics.c.id,
    topics.c.slug,
    topics.c.name,
    topics.c.emoji,
    topics.c.description,
    sa.cast(topics.c.rules, sa.Text),
    sa.cast(topics.c.local, sa.Text),
).order_by(topics.c.position, topics.c.id)
LISTED = EVER.where(~topics.c.removed)


async def seed(tx: Connection, catalogue: Sequence[Topic]) -> None:
    """Stores the first topics of a new database; does nothing where there are topics already."""
    if await tx.scalar(sa.select(topics.c.id).limit(1)) is not None:
        return
    rows = [_row(topic, position) for position, topic in enumerate(catalogue)]
    if rows:
        await tx.execute(sa.insert(topics), rows)


async def listed(connection: Connection) -> tuple[Topic, ...]:
    """All topics, in their order."""
    return tuple((await by_id(connection)).values())


async def by_id(connection: Connection) -> dict[int, Topic]:
    """All topics by the id they have inside the store, in their order."""
    return {number: topic(*columns) for number, *columns in await connection.execute(LISTED)}


async def lock(tx: Connection) -> None:
    """Nobody else changes topics before this transaction ends; they can be followed meanwhile."""
    every = sa.select(topics.c.id).order_by(topics.c.id)
    await tx.execute(every.with_for_update(key_share=True))


async def ids(connection: Connection) -> dict[str, int]:
    """The id inside the store of every slug."""
    statement = sa.select(topics.c.slug, topics.c.id).where(~topics.c.removed)
    return {row.slug: row.id for row in await connection.execute(statement)}


async def ever(connection: Connection) -> dict[str, Topic]:
    """All topics by slug, those that were removed among them: what messages out there may show."""
    return {row[1]: topic(*row[1:]) for row in await connection.execute(EVER)}


async def put(tx: Connection, topic: Topic) -> None:
    """Stores a topic: changed where it stands, back where it was removed, or new and last."""
    last = await tx.scalar(sa.select(sa.func.coalesce(sa.func.max(topics.c.position) + 1, 0)))
    row = _row(topic, last or 0)
    new = insert(tx.dialect.name, topics).values(**row)
    changed = {name: value for name, value in row.items() if name not in {"slug", "position"}}
    await tx.execute(
        new.on_conflict_do_update(index_elements=["slug"], set_=changed | {"removed": sa.false()})
    )


async def remove(tx: Connection, topic_id: int) -> None:
    """Ends a topic: nobody follows it any more and no story stands under it. Messages that show it stay."""
    for table in (subscriptions, rules, story_topics):
        await tx.execute(sa.delete(table).where(table.c.topic_id == topic_id))
    await tx.execute(sa.update(topics).where(topics.c.id == topic_id).values(removed=True))


async def hand_over(tx: Connection, topic_id: int, into_id: int) -> None:
    """Gives the followers of a topic, their words and its stories to another; what that one has already stays so."""
    for table, columns in (
        (subscriptions, ("subscriber_id", "created_at", "mode", "muted_until")),
        (rules, ("subscriber_id", "words", "wanted")),
        (story_topics, ("story_id", "score", "evidence", "summary", "chosen", "published_at")),
    ):
        old = sa.select(sa.literal(into_id), *(table.c[name] for name in columns)).where(
            table.c.topic_id == topic_id
        )
        new = insert(tx.dialect.name, table).from_select(["topic_id", *columns], old)
        await tx.execute(new.on_conflict_do_nothing())


def _row(topic: Topic, position: int) -> dict[str, Any]:
    return {
        "slug": topic.slug,
        "name": topic.name,
        "emoji": topic.emoji,
        "description": topic.description,
        "rules": {"aliases": topic.aliases, "groups": topic.groups, "excluded": topic.excluded},
        "local": {"names": topic.names, "descriptions": topic.descriptions},
        "position": position,
    }


@lru_cache(maxsize=1024)  # they seldom change, and are asked for at every turn
def topic(slug: str, name: str, emoji: str, description: str, *more: str) -> Topic:
    """A topic of the columns of `LISTED` after its id."""
    rules, local = more
    lists = json.loads(rules)
    return Topic(
        slug=slug,
        name=name,
        emoji=emoji,
        description=description,
        aliases=tuple(lists["aliases"]),
        groups=tuple(tuple(group) for group in lists["groups"]),
        excluded=tuple(lists["excluded"]),
        **json.loads(local),
    )
