"""From SQLite to PostgreSQL: everything, once, in steps."""

from __future__ import annotations

import hashlib
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa
from house import House

from briefings.errors import StoreError
from briefings.parsing import searching
from briefings.store import Database, flags, inbox, move, outbox, schema, search, upgrade
from briefings.store.file_lock import locked


@pytest.fixture
async def source(sqlite_template: Path, tmp_path: Path) -> str:
    """A database with two publications, one of them half delivered, a draft, an inbox and flags."""
    path = shutil.copy(sqlite_template, tmp_path / "store.db")
    database = await Database.open(f"sqlite:///{path}")
    house = House(database)
    await house.readers(11, 12, 13)
    await house.publish("Talks resume | us-russia\nMissile test | north-korea us-russia")
    async with database.write() as tx:
        claimed = await outbox.claim(
            tx, now=house.clock(), limit=2, lease=house.clock.turn(minutes=1) - house.clock()
        )
        await outbox.record(tx, [], now=house.clock())
        await inbox.put(tx, [(7, 11, '{"text": "ü"}'), (8, None, "{}")], now=house.clock())
        await flags.put(tx, "watermark", "5")
        assert claimed
    await house.publish("More talks | us-russia")
    await house.draft("A draft with a \0 in it | us-russia")
    await database.close()
    return f"sqlite:///{path}"


def digest(url: str) -> str:
    return hashlib.sha256(Path(url.removeprefix("sqlite:///")).read_bytes()).hexdigest()


async def test_everything_arrives_and_the_source_is_unharmed(source: str, new_postgresql_url: str) -> None:
    before, told = digest(source), []
    rows = await move.move(source, new_postgresql_url, told=lambda table, count: told.append((table, count)))
    assert digest(source) == before
    assert rows["deliveries"] == 6
    assert (rows["inbox"], rows["mailings"], rows["submissions"]) == (2, 2, 3)
    assert dict(told) == rows
    database = await Database.open(new_postgresql_url)
    async with database.read() as connection:
        assert await flags.get(connection, "watermark") == "5"
        assert await flags.get(connection, move.UNFINISHED) is None
        now = datetime.now(UTC)
        found = await search.find(connection, searching.parse("missile", now.date()), now=now, limit=5)
        assert len(found) == 1
    house = House(database, messages=100)
    assert (await house.publish("New | us-russia")).readers == 3  # numbered after what was moved
    await database.close()


async def interrupted(source: str, to: str, monkeypatch: pytest.MonkeyPatch, batches: int) -> None:
    """A move that ends before one of its batches."""
    insert, left = sa.insert, batches

    def counted(table: sa.Table) -> sa.Insert:
        nonlocal left
        left -= 1
        if not left:
            raise KeyboardInterrupt
        return insert(table)

    with monkeypatch.context() as patched:
        patched.setattr(move, "BATCH", 2)
        patched.setattr(move.sa, "insert", counted)
        with pytest.raises(KeyboardInterrupt):
            await move.move(source, to)


async def test_a_move_that_was_interrupted_goes_on_and_keeps_bots_away_meanwhile(
    source: str, new_postgresql_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    await interrupted(source, new_postgresql_url, monkeypatch, batches=6)
    database = await Database.open(new_postgresql_url)
    async with database.read() as connection:
        with pytest.raises(StoreError, match="unfinished: run briefing-bot move again"):
            await move.refuse_unfinished(connection)
    await database.close()
    assert (await move.move(source, new_postgresql_url))["deliveries"] == 6


async def test_a_target_that_came_out_different_is_not_released(
    source: str, new_postgresql_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    await interrupted(source, new_postgresql_url, monkeypatch, batches=11)
    database = await Database.open(new_postgresql_url)
    async with database.write() as tx:
        await tx.execute(sa.update(schema.deliveries).values(error="edited"))
    await database.close()
    with pytest.raises(StoreError, match="deliveries came out different"):
        await move.move(source, new_postgresql_url)
    with pytest.raises(StoreError, match="deliveries came out different"):
        await move.move(source, new_postgresql_url)


async def test_a_target_in_use_is_refused(source: str, postgresql_url: str) -> None:
    database = await Database.open(postgresql_url)
    await House(database).readers(11)
    await database.close()
    with pytest.raises(StoreError, match="in use"):
        await move.move(source, postgresql_url)


@pytest.mark.parametrize("version", ["0000", "9999"])
async def test_a_target_of_another_version_is_left_as_it_is(
    source: str, new_postgresql_url: str, version: str
) -> None:
    database = await Database.open(new_postgresql_url)
    async with database.write() as tx:
        await tx.execute(sa.update(upgrade.STATED).values(version_num=version))
    await database.close()
    with pytest.raises(StoreError, match=f"another version \\({version}\\)"):
        await move.move(source, new_postgresql_url)


async def test_a_source_that_a_bot_works_on_is_refused(source: str, postgresql_url: str) -> None:
    with locked(source), pytest.raises(StoreError, match="Another briefing-bot works on"):
        await move.move(source, postgresql_url)


async def test_a_move_goes_from_sqlite_to_postgresql_only(source: str) -> None:
    with pytest.raises(StoreError, match="goes from SQLite"):
        await move.move(source, "sqlite:///other.db")
