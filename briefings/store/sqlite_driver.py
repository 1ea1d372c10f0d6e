"""An aiosqlite whose statements make one trip to the connection's thread instead of four.

aiosqlite sends each of cursor, execute, fetch and close to the thread on its own, and every trip costs two
switches between threads: more than SQLite's own work on most statements here. SQLAlchemy fetches all rows at
once in any case, so all four can go together. The beginning of a reader's transaction goes with its first
statement.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any, Self

import aiosqlite


class OneTripCursor:
    """As much of a cursor as SQLAlchemy asks for."""

    arraysize = 1

    def __init__(self, connection: OneTripConnection) -> None:
        """Nothing happens before a statement is given."""
        self._connection = connection
        self._rows: list[Any] = []
        self.description: Any = None
        self.rowcount = -1
        self.lastrowid: int | None = None

    async def __aenter__(self) -> Self:
        """Is its own context."""
        return self

    async def execute(self, sql: str, parameters: Sequence[Any] = ()) -> Self:
        """Runs the statement and fetches all of its rows."""
        await self._trip(sqlite3.Cursor.execute, sql, parameters)
        return self

    async def executemany(self, sql: str, parameters: Iterable[Sequence[Any]]) -> Self:
        """Runs the statement for each row of parameters."""
        await self._trip(sqlite3.Cursor.executemany, sql, parameters)
        return self

    async def fetchall(self) -> list[Any]:
        """The rows, which are here already."""
        rows, self._rows = self._rows, []
        return rows

    async def close(self) -> None:
        """Nothing is open between trips."""

    async def _trip(self, execute: Any, sql: str, parameters: Any) -> None:
        # Asked before the trip, so that a rollback after a cancellation knows that something is on its way.
        await self._connection.trip(self._run, self._connection.beginning(), execute, sql, parameters)

    def _run(self, beginning: str | None, execute: Any, sql: str, parameters: Any) -> None:
        cursor = self._connection.cursor_in_thread()
        try:
            if beginning is not None:
                cursor.execute(beginning)
            execute(cursor, sql, parameters)
            self.description = cursor.description
            self._rows = cursor.fetchall() if cursor.description else []
            self.rowcount, self.lastrowid = cursor.rowcount, cursor.lastrowid
        finally:
            cursor.close()


class OneTripConnection(aiosqlite.Connection):
    """An aiosqlite connection with such cursors."""

    _beginning: str | None = None

    def begin_with(self, statement: str) -> None:
        """Begins a transaction with this, in the trip of the first statement in it."""
        self._beginning = statement

    def beginning(self) -> str | None:
        """What the next trip is to begin with; told once."""
        statement, self._beginning = self._beginning, None
        return statement

    async def rollback(self) -> None:
        """Rolls back, without a trip where nothing began."""
        if self.beginning() is None:
            await super().rollback()

    def cursor(self) -> OneTripCursor:  # type: ignore[override]  # as much of it as is used
        """A cursor, without a trip."""
        return OneTripCursor(self)

    def cursor_in_thread(self) -> sqlite3.Cursor:
        """A cursor of SQLite's; to be called in the connection's thread."""
        return self._conn.cursor()

    async def trip(self, work: Any, *arguments: Any) -> Any:
        """Does `work` in the connection's thread."""
        return await self._execute(work, *arguments)  # type: ignore[no-untyped-call]  # aiosqlite leaves it so


def connect(path: str, **settings: Any) -> OneTripConnection:
    """A connection to be awaited, as `aiosqlite.connect` gives; its thread does not keep the process alive."""
    connection = OneTripConnection(partial(sqlite3.connect, path, **settings), iter_chunk_size=64)
    connection._thread.daemon = True  # noqa: SLF001 - as SQLAlchemy does for connections that it makes itself
    return connection
