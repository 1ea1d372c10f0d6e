"""Statements of the sending loop, compiled once for each database.

SQLAlchemy prepares a statement anew at each execution, which costs 10 us a row in a batch. At a thousand messages a
second that is felt, so these go to the driver as text. The price: parameters and results are what the columns
hold (milliseconds, numbers, words), not what their types make of it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from operator import itemgetter
from typing import Any

import sqlalchemy as sa
from sqlalchemy.types import TypeEngine

from briefings.store.engine import Connection

Statement = sa.Select[Any] | sa.Insert | sa.Update
Bind = Callable[[Mapping[str, Any]], Any]
Given = Mapping[str, sa.ColumnElement[Any]]


class Prepared:
    """A statement that differs by dialect at most; every parameter must be given by name."""

    def __init__(self, build: Callable[[str], Statement]) -> None:
        """Takes what makes the statement for the dialect of a name."""
        self._build = build
        self._ready: dict[str, tuple[str, Bind]] = {}

    async def rows(self, connection: Connection, **parameters: Any) -> Sequence[Any]:
        """Runs it once and returns all rows."""
        text, bind = self._compiled(connection)
        return (await connection.exec_driver_sql(text, bind(parameters))).all()

    async def run(self, tx: Connection, **parameters: Any) -> None:
        """Runs it once."""
        text, bind = self._compiled(tx)
        await tx.exec_driver_sql(text, bind(parameters))

    async def touching(self, tx: Connection, *rows: Mapping[str, Any]) -> int:
        """Runs it for each row of parameters; returns how many rows of the table it touched in all."""
        text, bind = self._compiled(tx)
        keep = {"preserve_rowcount": True}
        result = await tx.exec_driver_sql(text, [bind(row) for row in rows], execution_options=keep)
        return result.rowcount

    def _compiled(self, connection: Connection) -> tuple[str, Bind]:
        dialect = connection.dialect
        if dialect.name not in self._ready:
            compiled: Any = self._build(dialect.name).compile(dialect=dialect)
            # SQLite takes parameters by position, PostgreSQL by name.
            bind: Bind = _positional(compiled.positiontup) if compiled.positional else dict
            fixed = {name: value for name, value in compiled.params.items() if value is not None}
            if fixed:
                bind = _filling(bind, fixed)
            self._ready[dialect.name] = (str(compiled), bind)
        return self._ready[dialect.name]


class Bulk:
    """A statement for many rows: run for each by SQLite; once by PostgreSQL, where each run costs a trip of its own."""

    def __init__(
        self, columns: Mapping[str, TypeEngine[Any]], build: Callable[[str, Given], Statement]
    ) -> None:
        """`build` makes the statement from the columns of a row that is given."""
        self._columns = columns
        self._one = Prepared(lambda dialect: build(dialect, self._bound()))
        self._all = Prepared(lambda dialect: build(dialect, self._unnested()))

    async def run(self, tx: Connection, rows: Sequence[Mapping[str, Any]]) -> int:
        """Runs it for all rows; returns how many rows of the table it touched."""
        if tx.dialect.name == "postgresql":
            return await self._all.touching(tx, {name: [row[name] for row in rows] for name in self._columns})
        return await self._one.touching(tx, *rows)

    def _bound(self) -> Given:
        return {name: sa.bindparam(name, type_=kind) for name, kind in self._columns.items()}

    def _unnested(self) -> Given:
        arrays = [sa.bindparam(name, type_=sa.ARRAY(kind)) for name, kind in self._columns.items()]
        table = sa.func.unnest(*arrays).table_valued(*self._columns, name="given").render_derived()
        return {name: sa.type_coerce(table.c[name], kind) for name, kind in self._columns.items()}


def _positional(names: Sequence[str]) -> Bind:
    if len(names) > 1:
        return itemgetter(*names)
    return lambda parameters: tuple(parameters[name] for name in names)


def _filling(bind: Bind, fixed: Mapping[str, Any]) -> Bind:
    """Adds the parameters that SQLAlchemy made of constants, such as SQLite's `OFFSET 0`."""
    return lambda parameters: bind({**fixed, **parameters})
