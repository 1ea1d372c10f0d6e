from __future__ import annotations

import asyncio
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from briefings.errors import StoreError, Unavailable
from briefings.store import Database, flags, schema, topics, upgrade


async def write(database: Database, **values: str) -> None:
    async with database.write() as tx:
        for key, value in (values or {"a": "1"}).items():
            await flags.put(tx, key, value)


async def test_the_migrations_make_exactly_the_schema(database: Database) -> None:
    def differences(connection: sa.Connection) -> list[object]:
        # The full text index is the engine's own kind of table.
        known = {
            "include_name": lambda name, kind, _: not (kind == "table" and name.startswith("story_search"))
        }
        return list(compare_metadata(MigrationContext.configure(connection, opts=known), schema.metadata))

    async with database.read() as connection:
        assert await connection.run_sync(differences) == []


async def test_the_first_topics_are_stored_once_and_later_edits_stay(new_url: str) -> None:
    database = await Database.open(new_url)
    async with database.write() as tx:
        assert [topic.slug for topic in await topics.listed(tx)] == ["us-russia", "north-korea"]
        await tx.execute(sa.update(schema.topics).values(name="Edited"))
        await tx.execute(sa.delete(schema.topics).where(schema.topics.c.slug == "north-korea"))
    await database.close()
    database = await Database.open(new_url)
    async with database.read() as connection:
        assert [topic.name for topic in await topics.listed(connection)] == ["Edited"]
    await database.close()


async def test_a_transaction_is_kept_whole_or_not_at_all(database: Database) -> None:
    async def fail() -> None:
        async with database.write() as tx:
            await flags.put(tx, "a", "1")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fail()
    await write(database, b="1")
    async with database.read() as connection:
        assert await flags.get(connection, "a") is None
        assert await flags.get(connection, "b") == "1"


async def test_a_reader_cannot_write(database: Database) -> None:
    async def write_anyway() -> None:
        async with database.read() as connection:
            await flags.put(connection, "a", "1")

    with pytest.raises(StoreError, match="read"):
        await write_anyway()


async def test_a_reader_sees_one_moment_and_no_half_done_work(database: Database) -> None:
    async with database.read() as connection:
        assert await flags.get(connection, "a") is None
        async with database.write() as tx:
            await flags.put(tx, "a", "1")
            async with database.read() as another:
                assert await flags.get(another, "a") is None
        assert await flags.get(connection, "a") is None


async def test_a_cancelled_transaction_leaves_nothing_and_frees_the_writer(database: Database) -> None:
    inside = asyncio.Event()

    async def hold() -> None:
        async with database.write() as tx:
            await flags.put(tx, "a", "1")
            inside.set()
            await asyncio.Event().wait()

    task = asyncio.create_task(hold())
    await inside.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    async with database.write() as tx:
        assert await flags.get(tx, "a") is None
        await flags.put(tx, "a", "2")


@pytest.mark.parametrize("step", range(3))
async def test_a_cancellation_at_any_step_leaves_whole_transactions(database: Database, step: int) -> None:
    steps = iter(range(10))
    task = asyncio.create_task(write(database, a="1", b="1"))

    def cancel(*_: object) -> None:
        if next(steps) == step:
            task.cancel()

    for event in ("before_cursor_execute", "commit"):
        sa.event.listen(database._writer.sync_engine, event, cancel)
    assert isinstance((await asyncio.gather(task, return_exceptions=True))[0], asyncio.CancelledError)
    async with database.write() as tx:
        assert await flags.get(tx, "a") == await flags.get(tx, "b")


async def test_many_writers_at_once_all_get_their_turn(database: Database) -> None:
    async with database.write() as tx:
        await flags.put(tx, "n", "0")

    async def add() -> None:
        async with database.write() as tx:
            statement = sa.select(schema.flags.c.value).where(schema.flags.c.key == "n").with_for_update()
            await flags.put(tx, "n", str(int((await tx.execute(statement)).scalar_one()) + 1))

    await asyncio.gather(*(add() for _ in range(30)))
    async with database.read() as connection:
        assert await flags.get(connection, "n") == "30"


async def test_a_schema_newer_than_the_program_is_refused_in_one_sentence(new_url: str) -> None:
    database = await Database.open(new_url)
    async with database.write() as tx:
        await tx.execute(sa.update(upgrade.STATED).values(version_num="9999"))
    await database.close()
    with pytest.raises(StoreError, match="newer version"):
        await Database.open(new_url)


async def test_another_programs_file_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "accounts.sqlite"
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE accounts (id INTEGER PRIMARY KEY)")
    before = path.read_bytes()
    with pytest.raises(StoreError, match="another program's tables"):
        await Database.open(f"sqlite:///{path}")
    assert path.read_bytes() == before


NEXT = f"""
from alembic import op
revision, down_revision = "9999", "{schema.REVISION}"
def upgrade():
    op.execute("ALTER TABLE topics ADD COLUMN colour TEXT")
    op.execute("DROP TABLE staff")
"""


async def test_an_older_database_is_brought_up_to_date_and_left_whole_when_that_fails(
    new_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await (await Database.open(new_url)).close()
    newer = Path(shutil.copytree(upgrade.MIGRATIONS, tmp_path / "newer"))
    monkeypatch.setattr(upgrade, "MIGRATIONS", newer)
    monkeypatch.setattr(schema, "REVISION", "9999")

    async def columns_and_tables() -> tuple[bool, bool, int]:
        database = await Database.open(new_url, prepare=False)
        async with database.read() as connection:
            colour = await connection.run_sync(
                lambda sync: "colour" in {column["name"] for column in sa.inspect(sync).get_columns("topics")}
            )
            staff = await connection.run_sync(lambda sync: sa.inspect(sync).has_table("staff"))
            kept = len(await topics.listed(connection))
        await database.close()
        return colour, staff, kept

    step = newer / "versions" / "v9999_next.py"
    step.write_text(NEXT + '    op.execute("DROP TABLE nowhere")\n')
    with pytest.raises(StoreError):
        await Database.open(new_url)
    assert await columns_and_tables() == (False, True, 2)
    step.write_text(NEXT)
    await (await Database.open(new_url)).close()
    assert await columns_and_tables() == (True, False, 2)


async def test_a_closed_database_says_so_and_closes_twice(database: Database) -> None:
    await database.close()
    await database.close()
    with pytest.raises(StoreError, match="closed"):
        async with database.read():
            pass


async def test_times_come_back_aware_and_to_the_millisecond(database: Database) -> None:
    moment = datetime(2026, 3, 1, 8, 0, 0, 123456, tzinfo=UTC)
    async with database.read() as connection:
        assert await connection.scalar(sa.select(sa.literal(moment, schema.Instant))) == moment.replace(
            microsecond=123000
        )


OPENER = """
import asyncio, sys
from briefings.store import Database, topics
async def main():
    database = await Database.open(sys.argv[1])
    async with database.read() as connection:
        print(len(await topics.listed(connection)))
    {ending}
asyncio.run(main())
"""


def opened_by(url: str, ending: str = "await database.close()") -> subprocess.Popen[str]:
    code = OPENER.format(ending=ending)
    return subprocess.Popen([sys.executable, "-c", code, url], stdout=subprocess.PIPE, text=True)


def test_processes_that_start_at_once_make_the_schema_once(new_url: str) -> None:
    processes = [opened_by(new_url) for _ in range(2)]
    assert [process.communicate(timeout=60)[0] for process in processes] == ["2\n"] * 2


def test_a_program_that_forgets_to_close_ends_all_the_same(tmp_path: Path) -> None:
    process = opened_by(f"sqlite:///{tmp_path}/new.db", ending="pass")
    assert process.communicate(timeout=30)[0] == "2\n"


@pytest.mark.parametrize(
    ("bad", "sentence"),
    [
        ("nonsense", "cannot be read"),
        ("mysql://host/name", "not supported"),
        ("sqlite://", "names no file"),
        ("sqlite:////no/such/folder/store.db", "cannot be opened"),
        ("postgresql://user:secret@127.0.0.1:1/name", "out of reach: .* Connection refused\\.$"),
    ],
)
async def test_what_cannot_be_opened_is_one_sentence_without_the_password(bad: str, sentence: str) -> None:
    with pytest.raises(StoreError, match=sentence) as caught:
        await Database.open(bad)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [({"database": "nosuch"}, "no such database"), ({"username": "nosuch"}, "no such user")],
)
async def test_a_postgresql_without_the_database_or_the_user_says_which(
    new_postgresql_url: str, wrong: dict[str, str], sentence: str
) -> None:
    url = sa.make_url(new_postgresql_url).set(**wrong)
    with pytest.raises(StoreError, match=sentence):
        await Database.open(url.render_as_string(hide_password=False))


async def test_a_postgresql_whose_text_does_not_hold_every_language_is_refused(postgresql: str) -> None:
    with psycopg.connect(postgresql, autocommit=True) as server:
        server.execute("CREATE DATABASE latin TEMPLATE template0 ENCODING 'LATIN1' LOCALE 'C'")
    with pytest.raises(StoreError, match="keeps text as LATIN1"):
        await Database.open(postgresql.replace("/postgres?", "/latin?"))


async def test_a_postgresql_that_became_a_standby_is_out_of_reach_for_now(postgresql_url: str) -> None:
    database = await Database.open(postgresql_url)

    async def write_on_a_standby() -> None:
        async with database.write() as tx:
            await tx.exec_driver_sql("SET TRANSACTION READ ONLY")
            await flags.put(tx, "a", "1")

    with pytest.raises(Unavailable, match="takes no changes"):
        await write_on_a_standby()
    await database.close()


async def test_a_postgresql_where_the_user_may_make_no_tables_says_how_to_let_it(
    new_postgresql_url: str, postgresql: str
) -> None:
    with psycopg.connect(postgresql, autocommit=True) as server:
        server.execute("CREATE ROLE guest LOGIN")
    with pytest.raises(StoreError, match="make it the database's owner"):
        await Database.open(new_postgresql_url.replace("postgres@", "guest@"))


async def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    path.write_text("Not a database at all. " * 100, "utf-8")
    with pytest.raises(StoreError, match="not an SQLite database"):
        await Database.open(f"sqlite:///{path}")


async def test_a_lock_held_by_another_program_is_told_and_over_when_it_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("briefings.store.engine.BUSY_MS", 50)
    url = f"sqlite:///{tmp_path}/store.db"
    one, other = await Database.open(url), await Database.open(url)
    async with one.write() as tx:
        await flags.put(tx, "a", "0")
        with pytest.raises(StoreError, match="locked"):
            await write(other)
    await write(other)
    await one.close()
    await other.close()


async def test_a_full_disk_is_told_and_nothing_is_kept(tmp_path: Path) -> None:
    database = await Database.open(f"sqlite:///{tmp_path}/store.db")
    async with database.write() as tx:
        await tx.exec_driver_sql("PRAGMA max_page_count = 60")
    with pytest.raises(StoreError, match="disk is full"):
        await write(database, small="1", large="x" * 1_000_000)
    async with database.write() as tx:
        assert await flags.get(tx, "small") is None
        await flags.put(tx, "small", "2")
    await database.close()


async def test_sqlite_keeps_what_is_committed_through_a_power_cut(tmp_path: Path) -> None:
    database = await Database.open(f"sqlite:///{tmp_path}/store.db")
    async with database.write() as tx:
        assert (await tx.exec_driver_sql("PRAGMA journal_mode")).scalar() == "wal"
        assert (await tx.exec_driver_sql("PRAGMA synchronous")).scalar() == 2
        assert (await tx.exec_driver_sql("PRAGMA foreign_keys")).scalar() == 1
    await database.close()
