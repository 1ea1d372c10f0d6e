"""The inbox: every update from Telegram, kept before Telegram is told that we have it.

    waiting --take--> taken --done--> done (its payload is emptied, its number kept: a redelivery is known)
       ^                |---failed--> waiting again, or dead at the third try
       +-- its lease ends: whoever held it died. Which of those it held was to blame is unknown, so one that was held at
           two deaths is handed out alone, and given up (`bury`) only when that was tried four times

Updates of one chat are handed out one after the other, in their order; those of different chats side by side.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from briefings.store.dialects import insert
from briefings.store.engine import Connection
from briefings.store.schema import EPOCH, Instant, inbox

TRIES = 3
TOGETHER = 2
CRASHES = 6
WAITING, TAKEN, DONE, DEAD = range(4)
CRASHED = "The program ended while it was handling this."

OPEN = inbox.c.state < sa.literal_column("2")
_earlier = inbox.alias("earlier")
FREE = sa.or_(inbox.c.state == WAITING, inbox.c.lease_until <= sa.bindparam("now", type_=Instant))
FIRST_OF_CHAT = ~(
    sa.select(_earlier.c.update_id)
    .where(
        _earlier.c.chat_id == inbox.c.chat_id,
        _earlier.c.state < sa.literal_column("2"),
        _earlier.c.update_id < inbox.c.update_id,
    )
    .exists()
)
NEXT = (
    sa.select(inbox.c.update_id, inbox.c.chat_id, inbox.c.payload, inbox.c.attempts)
    # A lease that ended by itself: whoever held it died.
    .add_columns(sa.and_(inbox.c.attempts >= TOGETHER, inbox.c.lease_until.is_not(None)).label("suspect"))
    .where(OPEN, FREE, inbox.c.attempts < CRASHES, FIRST_OF_CHAT)
    .order_by(inbox.c.update_id)
    .limit(sa.bindparam("limit"))
    .with_for_update(of=inbox, skip_locked=True)
)
IDS = inbox.c.update_id.in_(sa.bindparam("ids", expanding=True))


@dataclass(frozen=True, slots=True)
class Update:
    """A kept update: `payload` is the JSON as it came; `attempts` counts this try.

    `suspect`: the program may have ended because of it, so it is handled alone.
    """

    update_id: int
    chat_id: int | None
    payload: str
    attempts: int
    error: str | None = None
    suspect: bool = False


@dataclass(frozen=True, slots=True)
class Lag:
    """Updates not yet handled, and since when the oldest of them waits."""

    open: int
    oldest_at: datetime | None


async def put(tx: Connection, updates: Sequence[tuple[int, int | None, str]], *, now: datetime) -> int:
    """Keeps updates `(update_id, chat_id, payload)`; those known already are ignored. Returns how many were new.

    Called by poller and webhook, which tell Telegram that they have them only after the commit.
    """
    if not updates:
        return 0
    rows = [
        {
            "update_id": update_id,
            "chat_id": chat_id,
            "payload": payload,
            "state": WAITING,
            "attempts": 0,
            "received_at": now,
        }
        for update_id, chat_id, payload in updates
    ]
    return (await tx.execute(insert(tx.dialect.name, inbox).on_conflict_do_nothing(), rows)).rowcount


async def take(
    tx: Connection, *, now: datetime, limit: int, lease: timedelta, alone: bool = True
) -> list[Update]:
    """Takes the first open update of each chat, oldest first, until `now + lease`. The try is counted at once.

    `alone`: the caller handles nothing else. Only then is a suspect taken, and nothing with it; while one is next, nothing
    is taken before.
    """
    rows: Sequence[Any] = (await tx.execute(NEXT, {"now": now, "limit": limit})).all()
    if suspects := [row for row in rows if row.suspect]:
        rows = suspects[:1] if alone else []
    if rows:
        await tx.execute(
            sa.update(inbox)
            .where(IDS)
            .values(state=TAKEN, attempts=inbox.c.attempts + 1, lease_until=now + lease),
            {"ids": [row.update_id for row in rows]},
        )
    return [
        Update(row.update_id, row.chat_id, row.payload, row.attempts + 1, suspect=bool(row.suspect))
        for row in rows
    ]


async def bury(tx: Connection, *, now: datetime) -> list[Update]:
    """Gives up the updates at which the program ended time and again, and returns them, so that somebody is told."""
    crashed = (
        sa.update(inbox)
        .where(OPEN, inbox.c.attempts >= CRASHES, inbox.c.lease_until <= now)
        .values(state=DEAD, error=CRASHED)
        .returning(inbox.c.update_id, inbox.c.chat_id, inbox.c.payload, inbox.c.attempts, inbox.c.error)
    )
    return [Update(*row) for row in await tx.execute(crashed)]


async def done(tx: Connection, update_ids: Sequence[int]) -> None:
    """Closes updates that were handled. Idempotent."""
    if update_ids:
        statement = sa.update(inbox).where(IDS).values(state=DONE, payload="", lease_until=None)
        await tx.execute(statement, {"ids": list(update_ids)})


async def failed(tx: Connection, update_id: int, error: str) -> bool:
    """Gives an update back for another try; true when that was the last one and it is dead now."""
    final = inbox.c.attempts >= TRIES
    statement = (
        sa.update(inbox)
        .where(inbox.c.update_id == update_id, OPEN)
        .values(state=sa.case((final, DEAD), else_=WAITING), error=error, lease_until=None)
    )
    state: int | None = (await tx.execute(statement.returning(inbox.c.state))).scalar()
    return state == DEAD


async def postpone(tx: Connection, update_id: int, error: str, *, until: datetime) -> None:
    """Gives an update back for later, the try uncounted: the fault was not in it. Its chat waits meanwhile."""
    statement = (
        sa.update(inbox)
        .where(inbox.c.update_id == update_id, inbox.c.state == TAKEN)
        .values(attempts=inbox.c.attempts - 1, lease_until=until, error=error)
    )
    await tx.execute(statement)


async def release(tx: Connection) -> int:
    """Ends all leases: at the start of the only process, whatever is taken is its predecessor's. Returns how many."""
    statement = sa.update(inbox).where(OPEN, inbox.c.state == TAKEN).values(lease_until=EPOCH)
    return (await tx.execute(statement)).rowcount


async def dead(connection: Connection, limit: int = 20) -> list[Update]:
    """The newest updates that were given up, with the error, for the owners."""
    statement = (
        sa.select(inbox.c.update_id, inbox.c.chat_id, inbox.c.payload, inbox.c.attempts, inbox.c.error)
        .where(inbox.c.state == sa.literal_column("3"))
        .order_by(inbox.c.update_id.desc())
        .limit(limit)
    )
    return [Update(*row) for row in await connection.execute(statement)]


async def lag(connection: Connection) -> Lag:
    """How far handling is behind; for metrics and for the webhook to ask Telegram for patience."""
    oldest = sa.func.min(inbox.c.received_at, type_=Instant)
    row: Any = (await connection.execute(sa.select(sa.func.count(), oldest).where(OPEN))).one()
    return Lag(*row)


async def newest(connection: Connection) -> int | None:
    """The highest update number that was ever kept: polling goes on after it."""
    number: int | None = await connection.scalar(sa.select(sa.func.max(inbox.c.update_id)))
    return number
