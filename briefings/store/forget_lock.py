"""Nobody is forgotten while rows with their number are being made.

Deliveries and receipts have no foreign keys, which would double the time of a fan-out. Instead, who makes such rows
shares a lock that who deletes a reader takes alone, each before the first row of a reader is locked in their transaction:
so the one sees all that the other did, and neither waits for the other in a circle. SQLite's one writer needs neither.
"""

from __future__ import annotations

import sqlalchemy as sa

from briefings.store.dialects import take_turns
from briefings.store.engine import Connection

NUMBER = 0x6C656176696E67
"""The number of PostgreSQL's advisory lock: shared by all who make rows, alone for who deletes a reader."""


async def share_forget_lock(tx: Connection) -> None:
    """Holds off that a reader is forgotten until the transaction ends."""
    if tx.dialect.name == "postgresql":
        await tx.execute(sa.select(sa.func.pg_advisory_xact_lock_shared(NUMBER)))


async def take_forget_lock(tx: Connection) -> None:
    """Waits for the transactions that are making rows, and holds off others until this one ends."""
    await take_turns(tx, NUMBER)
