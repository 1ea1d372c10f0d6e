"""Topics: what readers follow. Their order is the catalogue's, everywhere."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from briefings.model import Topic
from briefings.store.engine import Connection
from briefings.store.schema import topics

LISTED = sa.select(topics).order_by(topics.c.position, topics.c.id)


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
    return {row.id: _topic(row) for row in await connection.execute(LISTED)}


async def ids(connection: Connection) -> dict[str, int]:
    """The id inside the store of every slug."""
    return {row.slug: row.id for row in await connection.execute(sa.select(topics.c.slug, topics.c.id))}


def _row(topic: Topic, position: int) -> dict[str, Any]:
    return {
        "slug": topic.slug,
        "name": topic.name,
        "emoji": topic.emoji,
        "description": topic.description,
        "rules": {"aliases": topic.aliases, "groups": topic.groups, "excluded": topic.excluded},
        "position": position,
    }


def _topic(row: Any) -> Topic:
    return Topic(
        slug=row.slug,
        name=row.name,
        emoji=row.emoji,
        description=row.description,
        aliases=tuple(row.rules["aliases"]),
        groups=tuple(tuple(group) for group in row.rules["groups"]),
        excluded=tuple(row.rules["excluded"]),
    )
