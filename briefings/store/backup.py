"""Copies of an SQLite database: made while the bot runs, verified, and put back.

    write      running database --VACUUM INTO--> one file, one moment, no journal beside it
    restore    verified copy --> beside the database --> the old one moves aside, the copy takes its place

PostgreSQL has better programs for it, and the sentence of the refusal names them.
"""

from __future__ import annotations

import os
import shlex
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import sqlalchemy as sa

from briefings.errors import StoreError
from briefings.store import refusals, schema
from briefings.store.engine import sqlite_file
from briefings.store.file_lock import locked

JOURNALS = ("-wal", "-shm")
COUNTED = ("stories", "subscribers", "mailings", "deliveries")


@dataclass(frozen=True, slots=True)
class Contents:
    """What a sound database file holds: its schema's number, and rows by table."""

    revision: str
    rows: Mapping[str, int]

    def __str__(self) -> str:
        """The counts, to be read."""
        return ", ".join(f"{count} {table}" for table, count in self.rows.items())


def write(url: str, target: Path) -> Contents:
    """Copy the database as it is at one moment into a new file, safe on disk and verified.

    The bot may run meanwhile. Raises `StoreError`; then there is no such file.
    """
    source = _file(url, f"pg_dump --format=custom --file={shlex.quote(str(target))}", "backed up")
    if target.exists():
        raise StoreError(f"{target} is there already: name a file that is not.")
    _must_exist(source)
    with _fresh(target) as unfinished:
        with refusals.told(), closing(_opened(source)) as connection:
            connection.execute("VACUUM INTO ?", (str(unfinished),))
        return look(unfinished)


def look(path: Path) -> Contents:
    """Verify a database file: whole, and of a schema that this program knows. Raises `StoreError`."""
    _must_exist(path)
    with refusals.told(), closing(_opened(path)) as connection:
        [verdict] = connection.execute("PRAGMA integrity_check(1)").fetchone()
        if verdict != "ok":
            raise StoreError(f"{path} is damaged: {verdict}.")
        tables = {
            name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        }
        if not {"alembic_version", *COUNTED} <= tables:
            raise StoreError(f"{path} is not a database of this program.")
        [revision] = connection.execute("SELECT version_num FROM alembic_version").fetchone() or ("",)
        if revision > schema.REVISION:
            raise StoreError(
                f"{path} has the schema {revision} of a newer version of this program: install that."
            )
        counts = {
            table: connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608  names of ours
            for table in COUNTED
        }
    return Contents(str(revision), counts)


def restore(url: str, source: Path, *, force: bool, now: datetime) -> tuple[Contents, Path | None]:
    """Put a copy in the database's place; returns what it holds, and where the old one went if there was one.

    The watermark beside the database stays, so that the bot notices at its next start what the copy does not know.
    Raises `StoreError` for a copy that is not sound, for a database that is there unless `force`, and while a bot
    runs on it; then nothing was changed.
    """
    target = _file(url, f"pg_restore --clean --if-exists {shlex.quote(str(source))} --dbname", "restored")
    found = look(source)
    with locked(url):
        if target.exists() and not force:
            raise StoreError(f"{target} is there already; with --force it is moved aside.")
        incoming = target.with_name(f"{target.name}.incoming")
        incoming.unlink(missing_ok=True)
        with _fresh(incoming) as unfinished:
            with (
                refusals.told(),
                closing(_opened(source)) as old,
                closing(sqlite3.connect(unfinished)) as new,
            ):
                old.backup(new)
            look(unfinished)
        existed = target.exists()
        aside = target.with_name(f"{target.name}.before-{now:%Y%m%d-%H%M%S}")
        for journal in JOURNALS:  # one left beside would be taken for the copy's
            with suppress(FileNotFoundError):
                target.with_name(target.name + journal).rename(aside.with_name(aside.name + journal))
        if existed:  # there is a database at every moment, or a bot that is started would make a new one
            try:
                aside.hardlink_to(target)
            except OSError:  # a file system without links
                target.rename(aside)
        incoming.replace(target)
        _sync(target.parent)
    return found, aside if existed else None


@contextmanager
def _fresh(target: Path) -> Iterator[Path]:
    """A file beside the target that becomes it, synced, when the block ends well, and vanishes otherwise."""
    if not target.parent.is_dir():
        raise StoreError(f"There is no folder {target.parent}.")
    unfinished = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        yield unfinished
        _sync(unfinished)
        unfinished.rename(target)
        _sync(target.parent)
    except OSError as error:
        raise StoreError(f"{target} cannot be written: {error.strerror}.") from None
    finally:
        for file in ("", *JOURNALS):  # looking at a copy may have made journals, which hold nothing
            with suppress(OSError):
                unfinished.with_name(unfinished.name + file).unlink(missing_ok=True)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _opened(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None)


def _must_exist(path: Path) -> None:
    if not path.is_file():
        raise StoreError(f"There is no file {path}.")


def _file(url: str, command: str, done: str) -> Path:
    path = sqlite_file(url)
    if path is None:
        shown = sa.make_url(url)._replace(password=None).render_as_string()
        raise StoreError(
            f"PostgreSQL is {done} by its own programs, which ask for the password: {command} {shlex.quote(shown)}"
        )
    return path
