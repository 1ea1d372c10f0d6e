"""What SQLite and PostgreSQL spell differently."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from briefings.store.engine import Connection

if TYPE_CHECKING:
    from sqlalchemy.dialects.sqlite import Insert


def insert(dialect: str, table: sa.Table) -> Insert:
    """An insert that knows `on_conflict_do_nothing` and `on_conflict_do_update` in the dialect of that name.

    Its `rowcount` tells how many rows were new, on either. Typed as SQLite's; PostgreSQL's has the same methods.
    """
    if dialect == "postgresql":
        from sqlalchemy.dialects import postgresql  # noqa: PLC0415 - SQLite need not pay 60 ms for it

        new = postgresql.insert(table)
        return new.execution_options(preserve_rowcount=True)  # type: ignore[return-value]  # the same methods
    from sqlalchemy.dialects import sqlite  # noqa: PLC0415 - symmetrical with the branch above

    return sqlite.insert(table).execution_options(preserve_rowcount=True)


def among(dialect: str, column: sa.Column[int], name: str) -> sa.ColumnElement[bool]:
    """The column is one of the numbers that `listed` put into the one parameter of that name."""
    if dialect == "postgresql":
        return column == sa.func.any(sa.bindparam(name, type_=sa.ARRAY(sa.BigInteger)))
    numbers = sa.func.json_each(sa.bindparam(name, type_=sa.Text)).table_valued("value")
    return column.in_(sa.select(numbers.c.value))


def listed(dialect: str, numbers: Sequence[int]) -> Any:
    """The numbers as a parameter for `among`."""
    return list(numbers) if dialect == "postgresql" else json.dumps(numbers)


async def take_turns(tx: Connection, number: int) -> None:
    """Has transactions that ask with the same number wait for one another on PostgreSQL; SQLite has one writer anyway."""
    if tx.dialect.name == "postgresql":
        await tx.execute(sa.select(sa.func.pg_advisory_xact_lock(number)))


async def in_index_order(tx: Connection) -> None:
    """Has PostgreSQL read by index for the rest of the transaction rather than sort all there is.

    Its statistics lag behind a queue that grows by a million in seconds, and lead it to the latter. SQLite needs no
    telling.
    """
    if tx.dialect.name == "postgresql":
        await tx.exec_driver_sql(
            "SELECT set_config('enable_sort', 'off', true), set_config('enable_bitmapscan', 'off', true)"
        )
