"""How far sending has come, as a number that only grows: what a file outside the database is compared with.

An older copy of the database has a smaller number, and owes messages that went out long ago.
"""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from briefings.store import flags
from briefings.store.claims import OWED
from briefings.store.engine import Connection
from briefings.store.schema import deliveries, mailings, stories

KEY = "watermark"


@dataclass(frozen=True, slots=True)
class Stake:
    """A mailing that is still owed to some: its first headline, and to how many."""

    headline: str
    messages: int


async def position(connection: Connection) -> int:
    """The number; 0 before anything was sent."""
    return int(await flags.get(connection, KEY) or 0)


async def advance(tx: Connection) -> int:
    """Make it greater by one, and return it. Called after what was sent is recorded."""
    number = await position(tx) + 1
    await flags.put(tx, KEY, str(number))
    return number


async def catch_up(tx: Connection, number: int) -> None:
    """Make it at least `number`."""
    if await position(tx) < number:
        await flags.put(tx, KEY, str(number))


async def is_new(connection: Connection) -> bool:
    """Whether nothing was ever published: then there is nothing to send again."""
    return await connection.scalar(sa.select(mailings.c.id).limit(1)) is None


async def stakes(connection: Connection) -> list[Stake]:
    """What is owed, by mailing, oldest first."""
    headline = (
        sa.select(stories.c.headline)
        .where(
            sa.or_(stories.c.id == mailings.c.story_id, stories.c.submission_id == mailings.c.submission_id)
        )
        .order_by(stories.c.position)
        .limit(1)
        .scalar_subquery()
    )
    statement = (
        sa.select(headline, sa.func.count())
        .select_from(deliveries)
        .join(mailings, mailings.c.id == deliveries.c.mailing_id)
        .where(OWED)
        .group_by(mailings.c.id, mailings.c.submission_id)
        .order_by(mailings.c.id)
    )
    return [Stake(text or "", messages) for text, messages in await connection.execute(statement)]
