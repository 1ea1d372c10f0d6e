"""Copies of an SQLite database, made and put back."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from briefings.errors import StoreError
from briefings.store import Database, backup, flags
from briefings.store.file_lock import locked

NOW = datetime(2026, 5, 1, 8, tzinfo=UTC)


@pytest.fixture
async def url(tmp_path: Path) -> str:
    url = f"sqlite:///{tmp_path}/b.sqlite"
    await put(url, "original")
    return url


async def put(url: str, value: str) -> None:
    database = await Database.open(url)
    async with database.write() as tx:
        await flags.put(tx, "value", value)
    await database.close()


async def value(url: str) -> str | None:
    database = await Database.open(url)
    async with database.read() as connection:
        found = await flags.get(connection, "value")
    await database.close()
    return found


def restore(url: str, copy: Path, *, force: bool = True) -> Path | None:
    return backup.restore(url, copy, force=force, now=NOW)[1]


async def test_a_copy_made_while_a_writer_is_at_work_holds_what_was_committed(
    url: str, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.sqlite"
    database = await Database.open(url)
    async with database.write() as tx:
        await flags.put(tx, "value", "not committed")
        backup.write(url, copy)
    await database.close()
    assert await value(f"sqlite:///{copy}") == "original"


async def test_a_copy_is_never_made_over_a_file(url: str, tmp_path: Path) -> None:
    copy = tmp_path / "copy.sqlite"
    copy.write_text("precious")
    with pytest.raises(StoreError, match="is there already"):
        backup.write(url, copy)
    assert copy.read_text() == "precious"


def test_a_copy_that_cannot_be_made_leaves_nothing(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/none.sqlite"
    with pytest.raises(StoreError, match="no file"):
        backup.write(url, tmp_path / "copy")
    (tmp_path / "none.sqlite").write_text("not a database " * 500)
    with pytest.raises(StoreError, match="not an SQLite"):
        backup.write(url, tmp_path / "copy")
    assert not list(tmp_path.glob("*copy*"))


def test_a_copy_into_a_folder_that_is_not_there_is_refused(url: str, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=f"There is no folder {tmp_path}/none."):
        backup.write(url, tmp_path / "none" / "copy")


def test_restoring_a_file_that_a_bot_ran_on_leaves_nothing_beside_it(url: str, tmp_path: Path) -> None:
    assert restore(f"sqlite:///{tmp_path}/new.sqlite", tmp_path / "b.sqlite") is None
    assert not list(tmp_path.glob(".*"))


async def test_restoring_moves_the_old_one_and_its_journal_aside(url: str, tmp_path: Path) -> None:
    copy = tmp_path / "copy.sqlite"
    backup.write(url, copy)
    await put(url, "later")
    journal = tmp_path / "b.sqlite-wal"
    journal.write_bytes(b"a journal that a crash left")
    aside = restore(url, copy)
    assert await value(url) == "original"
    assert aside == tmp_path / "b.sqlite.before-20260501-080000"
    assert (tmp_path / f"{aside.name}-wal").read_bytes() == b"a journal that a crash left"


async def test_restoring_that_is_cut_short_leaves_a_database(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = tmp_path / "copy.sqlite"
    backup.write(url, copy)
    await put(url, "later")

    def cut_short(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", cut_short)
        with pytest.raises(KeyboardInterrupt):
            restore(url, copy)
    assert await value(url) == "later"


async def test_a_database_that_is_there_is_restored_over_by_force_only(url: str, tmp_path: Path) -> None:
    copy = tmp_path / "copy.sqlite"
    backup.write(url, copy)
    with pytest.raises(StoreError, match="--force"):
        restore(url, copy, force=False)
    assert restore(f"sqlite:///{tmp_path}/new.sqlite", copy, force=False) is None


async def test_nothing_is_restored_while_a_bot_runs(url: str, tmp_path: Path) -> None:
    copy = tmp_path / "copy.sqlite"
    backup.write(url, copy)
    with locked(url), pytest.raises(StoreError, match="Another briefing-bot works on"):
        restore(url, copy)
    restore(url, copy)


async def test_a_damaged_copy_is_refused_and_nothing_changes(url: str, tmp_path: Path) -> None:
    copy = tmp_path / "copy.sqlite"
    backup.write(url, copy)
    content = bytearray(copy.read_bytes())
    content[4096 * 5 : 4096 * 12] = b"\xff" * 4096 * 7
    copy.write_bytes(content)
    with pytest.raises(StoreError, match="damaged"):
        restore(url, copy)
    assert await value(url) == "original"


@pytest.mark.parametrize("made", ["another program's", "newer", "text"])
async def test_what_is_not_ours_is_refused(url: str, tmp_path: Path, made: str) -> None:
    copy = tmp_path / "copy.sqlite"
    if made == "newer":
        backup.write(url, copy)
        with closing(sqlite3.connect(copy, isolation_level=None)) as connection:
            connection.execute("UPDATE alembic_version SET version_num = '9999'")
    elif made == "text":
        copy.write_text("not a database " * 100)
    else:
        with closing(sqlite3.connect(copy, isolation_level=None)) as connection:
            connection.execute("CREATE TABLE stories (id)")
    with pytest.raises(StoreError, match=r"newer version|not a database|not an SQLite"):
        restore(url, copy)
    assert await value(url) == "original"


def test_postgresql_is_referred_to_its_own_programs_without_the_password(tmp_path: Path) -> None:
    url = "postgresql://bot:hunter2@db/news"
    with pytest.raises(
        StoreError, match=r"pg_dump --format=custom --file=.*copy postgresql://bot@db/news"
    ) as caught:
        backup.write(url, tmp_path / "copy")
    assert "hunter2" not in str(caught.value)
    with pytest.raises(StoreError, match="pg_restore"):
        restore(url, tmp_path / "copy")
