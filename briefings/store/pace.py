"""One pace for all processes on PostgreSQL: a row says when the next turn is free.

    reserve 3 turns:   next_free = max(next_free, now) + 3 intervals        (GCRA, in one statement)
    hold for 30 s:     next_free = max(next_free, now + 30 s)

Only the server's clock counts, so that machines need not agree on the time.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from briefings.store.engine import Connection
from briefings.store.schema import flags

KEY = "pace"

_now: sa.ColumnElement[float] = sa.cast(
    sa.func.extract("epoch", sa.func.clock_timestamp()), postgresql.DOUBLE_PRECISION
)
_free = sa.cast(flags.c.value, postgresql.DOUBLE_PRECISION)
_seconds: sa.BindParameter[float] = sa.bindparam("seconds", type_=postgresql.DOUBLE_PRECISION)


def _moved(to: sa.ColumnElement[float]) -> Any:
    return (
        sa.update(flags).where(flags.c.key == KEY).values(value=sa.cast(to, sa.Text)).returning(_free, _now)
    )


RESERVE = _moved(sa.func.greatest(_free, _now) + _seconds)
HOLD = _moved(sa.func.greatest(_free, _now + _seconds))
FIRST = postgresql.insert(flags).values(key=KEY, value="0").on_conflict_do_nothing()


async def reserve(tx: Connection, turns: int, interval: float) -> tuple[float, float]:
    """Take so many turns, `interval` seconds apart; returns when the first is due, and the time now, by the server's clock."""
    free, now = await _run(tx, RESERVE, turns * interval)
    return free - turns * interval, now


async def hold(tx: Connection, seconds: float) -> None:
    """Give no turn for so many seconds: Telegram asked everybody to wait."""
    await _run(tx, HOLD, seconds)


async def _run(tx: Connection, statement: Any, seconds: float) -> tuple[float, float]:
    # A turn that a crash of the server forgets costs nothing, so nobody waits for its disk.
    await tx.exec_driver_sql("SET LOCAL synchronous_commit = off")
    moved = (await tx.execute(statement, {"seconds": seconds})).one_or_none()
    if moved is None:
        await tx.execute(FIRST)
        moved = (await tx.execute(statement, {"seconds": seconds})).one()
    free, now = moved
    return free, now
