"""Topics: what readers follow. Their order is the catalogue's, everywhere."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import sqlalchemy as sa

from briefings.model import Topic
from briefings.store.engine import Connection
from briefings.store.schema import topics

LISTED = sa.select(
    topics.c.id,
    topics.c.slug,
    topics.c.name,
    topics.c.emoji,
    topics.c.description,
    sa.cast(topics.c.rules, sa.Text),
).order_by(topics.c.position, topics.c.id)


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
    return {number: _topic(*columns) for number, *columns in await connection.execute(LISTED)}


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


@lru_cache(maxsize=1024)  # they seldom change, and are asked for at every turn
def _topic(slug: str, name: str, emoji: str, description: str, rules: str) -> Topic:
    lists = json.loads(rules)
    return Topic(
        slug=slug,
        name=name,
        emoji=emoji,
        description=description,
        aliases=tuple(lists["aliases"]),
        groups=tuple(tuple(group) for group in lists["groups"]),
        excluded=tuple(lists["excluded"]),
    )
