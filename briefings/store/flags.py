"""Flags: a few words that must survive a restart, such as “sending is halted”."""

from __future__ import annotations

import sqlalchemy as sa

from briefings.store.dialects import insert
from briefings.store.engine import Connection
from briefings.store.schema import flags

PROBE = "probe"
"""Written only to see whether something can be."""


async def get(connection: Connection, key: str) -> str | None:
    """The value, or none."""
    return await connection.scalar(sa.select(flags.c.value).where(flags.c.key == key))


async def put(tx: Connection, key: str, value: str) -> None:
    """Sets the value, whatever it was."""
    new = insert(tx.dialect.name, flags).values(key=key, value=value)
    await tx.execute(new.on_conflict_do_update(index_elements=["key"], set_={"value": value}))


async def drop(tx: Connection, key: str) -> None:
    """Unsets it; nothing happens where it is not set."""
    await tx.execute(sa.delete(flags).where(flags.c.key == key))
