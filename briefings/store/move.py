"""Copies an SQLite database to PostgreSQL, in steps that can be taken up again.

    every table, parents first:  the next rows by primary key --> one transaction of the target
    then                         the full text anew, sequences, and rows and checksums of both compared

How far a table has come is the greatest key in the target, so whatever ends a move, the next goes on from there. While
it is unfinished, the target holds a flag that keeps bots away. The source is only read.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import AsyncIterator, Callable, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from briefings.errors import StoreError
from briefings.store import backup, flags, revisions, schema, search, upgrade
from briefings.store.engine import Connection, Database, sqlite_file
from briefings.store.file_lock import locked

UNFINISHED = "moving from"
"""The flag of a target that does not hold everything yet; its value is the file the rest is in."""
BATCH = 5000
Row = tuple[Any, ...]
Step = Callable[[str, int], object]


async def move(url: str, to: str, *, told: Step = lambda _table, _rows: None) -> dict[str, int]:
    """Copy everything, or the rest of it; returns the rows by table. `told` hears of each table that is done.

    Raises `StoreError`, and may then be called again: for a source that a bot works on, that is damaged or of another
    version, for a target that holds anything else, and when the two differ in the end.
    """
    path = sqlite_file(url)
    if path is None or sqlite_file(to) is not None:
        raise StoreError(
            "A move goes from SQLite (BRIEFING_DATABASE_URL) to PostgreSQL (--to postgresql://...)."
        )
    with locked(url):
        if backup.look(path).revision != schema.REVISION:
            raise StoreError(f"{path} is of an older version: start the bot on it once, then move.")
        source = await Database.open(url)
        try:
            await _refuse_another_version(to)
            target = await Database.open(to)
            try:
                async with source.read() as snapshot:
                    return await _Move(snapshot, target, str(path.resolve()), told).run()
            finally:
                await target.close()
        finally:
            await source.close()


async def refuse_unfinished(connection: Connection) -> None:
    """Raises `StoreError` for a database that a move has not filled yet."""
    origin = await flags.get(connection, UNFINISHED)
    if origin is not None:
        raise StoreError(
            f"The move from {origin} into this database is unfinished: run briefing-bot move again."
        )


async def _refuse_another_version(to: str) -> None:
    """Somebody's database must not be migrated before it is found to be in use."""
    target = await Database.open(to, prepare=False)
    try:
        async with target.read() as connection:
            found = await upgrade.revision(connection)
    finally:
        await target.close()
    if found not in {None, schema.REVISION}:
        raise StoreError(
            f"The target is of another version ({found}): name a PostgreSQL database that is new and empty."
        )


class _Move:
    def __init__(self, source: Connection, target: Database, origin: str, told: Step) -> None:
        self._source = source
        self._target = target
        self._origin = origin
        self._told = told

    async def run(self) -> dict[str, int]:
        await self._begin()
        tables = [table for table in schema.metadata.sorted_tables if table is not schema.flags]
        for table in tables:
            await self._copy(table)
        await self._index()
        rows = {table.name: await self._compare(table) for table in tables}
        await self._finish(tables)
        return rows

    async def _begin(self) -> None:
        """Mark the target, or find our own mark; anything else in it is somebody's."""
        async with self._target.write() as tx:
            found = await flags.get(tx, UNFINISHED)
            if found is None:
                await self._refuse_what_is_in_use(tx)
                await tx.execute(sa.delete(schema.topics))  # the first ones, which every new database gets
                await flags.put(tx, UNFINISHED, self._origin)
            elif found != self._origin:
                raise StoreError(
                    f"A move from {found} into that database is unfinished: finish it, or name another."
                )

    @staticmethod
    async def _refuse_what_is_in_use(tx: Connection) -> None:
        for table in schema.metadata.sorted_tables:
            if table is not schema.topics and (await tx.execute(sa.select(table).limit(1))).first():
                raise StoreError("The target is in use: name a PostgreSQL database that is new and empty.")

    async def _copy(self, table: sa.Table) -> None:
        key = list(table.primary_key)
        async with self._target.read() as connection:
            newest = sa.select(*key).order_by(*[column.desc() for column in key]).limit(1)
            last = (await connection.execute(newest)).first()
        async for rows in _rows(self._source, table, last):
            async with self._target.write() as tx:
                await tx.execute(
                    sa.insert(table), [dict(zip(table.c.keys(), row, strict=True)) for row in rows]
                )

    async def _index(self) -> None:
        """Make the stories that are published be found in the target."""
        async for some in revisions.published(self._source):
            async with self._target.write() as tx:
                await search.add(tx, some)

    async def _compare(self, table: sa.Table) -> int:
        """The number of rows, when both have the same."""
        here = await _sum(self._source, table)
        async with self._target.read() as connection:
            there = await _sum(connection, table)
        if here != there:
            raise StoreError(
                f"The table {table.name} came out different ({here[0]} rows here, {there[0]} there): "
                "somebody wrote meanwhile. Make the target anew and move again; the source is unharmed."
            )
        self._told(table.name, here[0])
        return here[0]

    async def _finish(self, tables: Sequence[sa.Table]) -> None:
        kept = (await self._source.execute(sa.select(schema.flags))).all()
        async with self._target.write() as tx:
            for table in tables:
                if table.autoincrement_column is not None and table.name != schema.inbox.name:
                    await _set_sequence(tx, table)
            for flag in kept:
                await flags.put(tx, flag.key, flag.value)
            await flags.drop(tx, UNFINISHED)


async def _rows(connection: Connection, table: sa.Table, after: Any = None) -> AsyncIterator[list[Row]]:
    """All rows after a key, in its order, in batches."""
    key = list(table.primary_key)
    places = [list(table.c).index(column) for column in key]
    while True:
        statement = sa.select(table).order_by(*key).limit(BATCH)
        if after is not None:
            bound = [sa.literal(value, column.type) for value, column in zip(after, key, strict=True)]
            statement = statement.where(sa.tuple_(*key) > sa.tuple_(*bound))
        rows = [_storable(row) for row in await connection.execute(statement)]
        if not rows:
            return
        yield rows
        after = [rows[-1][place] for place in places]


def _storable(row: sa.Row[Any]) -> Row:
    """PostgreSQL keeps no text with a zero character; nobody misses one."""
    return tuple(
        value.replace("\0", "") if isinstance(value, str) and "\0" in value else value for value in row
    )


async def _sum(connection: Connection, table: sa.Table) -> tuple[int, int]:
    """Rows, and a sum of their digests: equal for equal rows, in whatever order an engine sorts them."""
    count = total = 0
    async for rows in _rows(connection, table):
        count += len(rows)
        for row in rows:
            written = json.dumps(row, default=_written, sort_keys=True).encode()
            total += int.from_bytes(hashlib.blake2b(written, digest_size=8).digest())
    return count, total % 2**64


def _written(value: datetime | bytes) -> str:
    return value.hex() if isinstance(value, bytes) else value.isoformat()


async def _set_sequence(tx: Connection, table: sa.Table) -> None:
    """The next row that PostgreSQL numbers by itself comes after all that were copied."""
    column = table.autoincrement_column
    assert column is not None  # noqa: S101  the caller looked
    highest = sa.select(sa.func.max(column)).scalar_subquery()
    sequence = sa.func.pg_get_serial_sequence(table.name, column.name)
    await tx.execute(sa.select(sa.func.setval(sequence, sa.func.coalesce(highest, 1), highest.is_not(None))))
