"""`INSERT ... ON CONFLICT`, which SQLAlchemy spells per database."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlalchemy as sa

from briefings.store.engine import Connection

if TYPE_CHECKING:
    from sqlalchemy.dialects.sqlite import Insert


def insert(connection: Connection, table: sa.Table) -> Insert:
    """An insert that knows `on_conflict_do_nothing` and `on_conflict_do_update` in the database's own dialect.

    Its `rowcount` tells how many rows were new, on either. Typed as SQLite's; PostgreSQL's has the same methods.
    """
    if connection.dialect.name == "postgresql":
        from sqlalchemy.dialects import postgresql  # noqa: PLC0415 - SQLite need not pay 60 ms for it

        new = postgresql.insert(table)
        return new.execution_options(preserve_rowcount=True)  # type: ignore[return-value]  # the same methods
    from sqlalchemy.dialects import sqlite  # noqa: PLC0415 - symmetrical with the branch above

    return sqlite.insert(table).execution_options(preserve_rowcount=True)
