"""One door to the database, the same over SQLite and PostgreSQL.

    async with database.read() as connection:    a snapshot that cannot write; many at once
    async with database.write() as tx:           one transaction: kept whole when the block ends, else nothing of it

SQLite has one writer: a second `write()` waits for the first, in this process by a lock and between
processes by SQLite's own (`BEGIN IMMEDIATE` takes it at the start, so no transaction fails half-way for
having begun as a reader). WAL lets readers go on meanwhile, and `synchronous=FULL` keeps what was
committed through a power cut. On PostgreSQL, writers run side by side and lock the rows they touch.

Whatever the database refuses comes out as `StoreError`, with a sentence for the operator.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager, closing, suppress
from pathlib import Path
from time import perf_counter
from typing import Any, Self, TypeVar

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from briefings.errors import StoreError, Unavailable
from briefings.store import refusals, sqlite_driver

Connection = AsyncConnection
"""What `read()` and `write()` hand out, and every function of the store takes first."""

READERS = 4
POSTGRES_CONNECTIONS = 10
BUSY_MS = 10_000
CLOSING_SECONDS = 5.0
# Plans for the parameters at hand: one for any number of rows would walk through tables for a batch of ten.
POSTGRES_OPTIONS = f"-c lock_timeout={BUSY_MS} -c plan_cache_mode=force_custom_plan -c jit=off"
_DURABLE = ("journal_mode = WAL", "synchronous = FULL")
DRIVERS = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+psycopg"}

T = TypeVar("T")


class Database:
    """An open database whose schema is the program's. Made by `open`, ended by `close`."""

    def __init__(self, writer: AsyncEngine, reader: AsyncEngine, *, one_writer: bool) -> None:
        """Takes the two engines; call `open` instead, which also brings the schema up to date."""
        self._writer = writer
        self._reader = reader
        self._turn = asyncio.Lock() if one_writer else None
        self._busy = 0
        self._idle = asyncio.Event()
        self._idle.set()
        self._closed = False
        self.on_commit: Callable[[float], object] = _ignore
        """Told the seconds that each commit took."""
        self.on_refusal: Callable[[StoreError], object] = _ignore
        """Told of everything that the database refused, before it is raised."""

    @classmethod
    async def open(cls, url: str, *, prepare: bool = True) -> Self:
        """Opens `sqlite:///relative.db`, `sqlite:////absolute.db` or `postgresql://user@host/name`.

        Creates or migrates the schema first, unless told not to `prepare`; several processes may do so at once. Raises `StoreError`
        for a URL it does not know, a database out of reach, or a schema newer than the program.
        """
        parsed = _parse(url)
        sqlite = parsed.get_backend_name() == "sqlite"
        if sqlite:
            with refusals.told():
                await asyncio.to_thread(_try_out, parsed)
        database = cls(*(_sqlite(parsed) if sqlite else _postgresql(parsed)), one_writer=sqlite)
        try:
            if prepare:
                await database._prepare(parsed)
        except BaseException:
            await database.close()
            raise
        return database

    async def _prepare(self, url: sa.URL) -> None:
        from briefings.store import upgrade  # noqa: PLC0415 - upgrade needs the schema, which needs nothing of this

        async with self.read() as connection:
            current = await upgrade.is_current(connection)
        if current:
            return
        migrator = self._writer if self.is_postgresql else _sqlite_migrator(url)
        try:
            async with self._connection(migrator) as tx:
                await upgrade.bring_up_to_date(tx)
                await self._commit(tx)
        finally:
            await _to_the_end(migrator.dispose())

    @property
    def is_postgresql(self) -> bool:
        """Whether several processes may write at once, so that leases of others are to be waited for."""
        return self._turn is None

    @asynccontextmanager
    async def read(self) -> AsyncIterator[Connection]:
        """A consistent snapshot; writing through it fails. Raises `StoreError`."""
        async with self._connection(self._reader) as connection:
            yield connection

    @asynccontextmanager
    async def write(self) -> AsyncIterator[Connection]:
        """One transaction, committed when the block ends and rolled back when it raises or is cancelled.

        A cancellation that comes during the commit waits for it to end: the outcome is never half.
        Do nothing slow inside: everybody else waits. Raises `StoreError`, then nothing was kept.
        """
        if self._turn is None:
            async with self._connection(self._writer) as connection:
                yield connection
                await self._commit(connection)
            return
        async with self._turn, self._connection(self._writer) as connection:
            yield connection
            await self._commit(connection)

    async def _commit(self, connection: Connection) -> None:
        began = perf_counter()
        await _to_the_end(connection.commit())
        self.on_commit(perf_counter() - began)

    @asynccontextmanager
    async def _connection(self, engine: AsyncEngine) -> AsyncIterator[Connection]:
        if self._closed:
            raise Unavailable("The database is closed.")
        self._busy += 1
        self._idle.clear()
        try:
            with refusals.told():
                connection = await _connect(engine)
                try:
                    yield connection
                finally:
                    # Closing rolls back whatever was not committed.
                    await _to_the_end(connection.close())
        except StoreError as error:
            self.on_refusal(error)
            raise
        finally:
            self._busy -= 1
            if not self._busy:
                self._idle.set()

    async def close(self) -> None:
        """Ends every connection, after waiting a little for those in use. May be called twice."""
        self._closed = True
        with suppress(TimeoutError):
            await asyncio.wait_for(self._idle.wait(), CLOSING_SECONDS)
        for engine in {id(self._writer): self._writer, id(self._reader): self._reader}.values():
            await _to_the_end(engine.dispose())


def _ignore(_: object) -> None:
    pass


async def _connect(engine: AsyncEngine) -> Connection:
    """A connection, never one that is open and known to nobody: aiosqlite's threads would keep the process."""
    connection = engine.connect()
    try:
        await _to_the_end(connection.start())
    except asyncio.CancelledError:
        with suppress(sa.exc.InvalidRequestError):  # it did not even start
            await _to_the_end(connection.close())
        raise
    return connection


async def _to_the_end(work: Coroutine[Any, Any, T]) -> T:
    """Finishes `work` even when cancelled meanwhile, and only then lets the cancellation through."""
    task = asyncio.ensure_future(work)
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        while not task.done():
            with suppress(asyncio.CancelledError):
                await asyncio.wait([task])
        task.exception()
        raise


def _parse(url: str) -> sa.URL:
    try:
        parsed = sa.make_url(url)
    except (sa.exc.ArgumentError, ValueError):  # it may hold a password, so it is not repeated
        raise StoreError(
            "The database URL cannot be read: write sqlite:///briefings.sqlite or postgresql://user@host:port/name."
        ) from None
    backend = parsed.get_backend_name()
    if backend not in DRIVERS:
        raise StoreError(f"Databases of the kind “{backend}” are not supported: use sqlite or postgresql.")
    if backend == "sqlite" and parsed.database in {None, "", ":memory:"}:
        raise StoreError("The database URL names no file: write sqlite:///briefings.sqlite.")
    return parsed.set(drivername=DRIVERS[backend])


def sqlite_file(url: str) -> Path | None:
    """The file of an SQLite database, None for PostgreSQL. Raises `StoreError` for a URL that is none."""
    parsed = _parse(url)
    return Path(parsed.database or "") if parsed.get_backend_name() == "sqlite" else None


def _try_out(url: sa.URL) -> None:
    """Raises when the file cannot be opened or is none of SQLite's; aiosqlite would leave a thread behind."""
    with closing(sqlite3.connect(url.database or "")) as connection:
        connection.execute("PRAGMA schema_version")


def _sqlite(url: sa.URL) -> tuple[AsyncEngine, AsyncEngine]:
    writer = _sqlite_engine(url, 1, _take_the_lock, "foreign_keys = ON", *_DURABLE)
    return writer, _sqlite_engine(url, READERS, _begin_to_read, "query_only = ON")


def _sqlite_migrator(url: sa.URL) -> AsyncEngine:
    """A writer that can drop a table, to make it anew, without the rows that name its rows going with it."""
    return _sqlite_engine(url, 1, _take_the_lock, "foreign_keys = OFF", *_DURABLE)


def _sqlite_engine(
    url: sa.URL, size: int, begin: Callable[[sa.Connection], None], *pragmas: str
) -> AsyncEngine:
    made = create_async_engine(
        url,
        pool_size=size,
        max_overflow=0,
        pool_timeout=BUSY_MS / 1000,
        connect_args={"isolation_level": None, "async_creator_fn": sqlite_driver.connect},
    )

    @sa.event.listens_for(made.sync_engine, "connect")
    def set_up(connection: Any, _record: object) -> None:
        try:
            cursor = connection.cursor()
            for setting in (f"busy_timeout = {BUSY_MS}", *pragmas):
                cursor.execute(f"PRAGMA {setting}")
            cursor.close()
        except BaseException:
            # The pool forgets a connection that fails here, and its thread would keep the process.
            connection.close()
            raise

    sa.event.listen(made.sync_engine, "begin", begin)
    return made


def _take_the_lock(connection: sa.Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _begin_to_read(connection: sa.Connection) -> None:
    driver: Any = connection.connection.driver_connection
    driver.begin_with("BEGIN")


def _postgresql(url: sa.URL) -> tuple[AsyncEngine, AsyncEngine]:
    writer = create_async_engine(
        url,
        pool_size=POSTGRES_CONNECTIONS,
        max_overflow=0,
        pool_timeout=BUSY_MS / 1000,
        pool_pre_ping=True,  # so that a restarted server costs nobody an error
        connect_args={"connect_timeout": BUSY_MS // 1000, "options": POSTGRES_OPTIONS},
    )
    return writer, writer.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
