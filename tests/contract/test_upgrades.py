"""A database of every earlier version keeps all it has when the program is upgraded, on both engines."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from briefings.store import Connection, Database, schema, topics, upgrade

VERSIONS = sorted((upgrade.MIGRATIONS / "versions").glob("v*_*.py"))
MADE_FROM_THE_REST = "story_search"


def tables(connection: sa.Connection) -> list[sa.Table]:
    """The tables as they are, those first that others refer to."""
    found = sa.MetaData()
    found.reflect(connection, only=lambda name, _: not name.startswith((MADE_FROM_THE_REST, "alembic")))
    return found.sorted_tables


def value(column: sa.Column[Any], number: int) -> object:
    """Something that the column takes; all numbers are one, so that every row refers to those of its version."""
    if isinstance(column.type, sa.JSON):
        return [number]
    return b"%d" % number if isinstance(column.type, sa.LargeBinary) else column.type.python_type(number)


def fill(connection: sa.Connection, number: int) -> dict[str, dict[str, object]]:
    """Puts a row into every table; returns them by table."""
    rows = {table: {column.name: value(column, number) for column in table.c} for table in tables(connection)}
    for table, row in rows.items():
        connection.execute(sa.insert(table).values(row))
    return {table.name: row for table, row in rows.items()}


def kept(connection: sa.Connection) -> dict[str, list[dict[str, object]]]:
    return {
        table.name: [dict(row) for row in connection.execute(sa.select(table)).mappings()]
        for table in tables(connection)
    }


def without_migrations(tmp_path: Path) -> Path:
    """A folder as Alembic wants it, for those migrations that a version knew."""
    ignored = shutil.ignore_patterns("v*_*.py")
    return Path(shutil.copytree(upgrade.MIGRATIONS, tmp_path / "known", ignore=ignored))


async def no_topics(_tx: Connection, _catalogue: object) -> None:
    """The program's topics do not fit into every earlier schema; the rows that are put there stand for them."""


async def test_a_row_of_every_version_in_every_table_is_there_after_all_upgrades(
    new_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = without_migrations(tmp_path)
    monkeypatch.setattr(upgrade, "MIGRATIONS", known)
    monkeypatch.setattr(upgrade, "seed", no_topics)
    put = []
    for number, version in enumerate(VERSIONS, start=1001):
        shutil.copy(version, known / "versions")
        monkeypatch.setattr(schema, "REVISION", version.name[1:5])
        database = await Database.open(new_url)
        async with database.write() as tx:
            put.append(await tx.run_sync(fill, number))
        await database.close()
    database = await Database.open(new_url)
    async with database.read() as connection:
        found = await connection.run_sync(kept)
    await database.close()
    lost = [
        (VERSIONS[at].stem, table)
        for at, rows in enumerate(put)
        for table, row in rows.items()
        if not any(row.items() <= now.items() for now in found[table])
    ]
    assert lost == []
    assert len(put[0]) > 20


async def test_a_topic_that_was_not_renamed_gets_its_names_in_other_languages(
    new_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = {"us-russia": ("US–Russia", "Two powers"), "north-korea": ("Korea", "Pyongyang")}
    known = without_migrations(tmp_path)
    for version in VERSIONS:
        if version.name < "v0016":
            shutil.copy(version, known / "versions")
    with monkeypatch.context() as patch:
        patch.setattr(upgrade, "MIGRATIONS", known)
        patch.setattr(upgrade, "seed", no_topics)
        patch.setattr(schema, "REVISION", "0015")
        database = await Database.open(new_url)
    async with database.write() as tx:
        for slug, (name, description) in before.items():
            row = {"slug": slug, "name": name, "description": description, "emoji": "", "position": 0}
            rules = {"aliases": [], "groups": [], "excluded": []}
            columns = [sa.column(field, schema.topics.c[field].type) for field in (*row, "rules")]
            await tx.execute(sa.insert(sa.table("topics", *columns)).values(**row, rules=rules))
    await database.close()
    database = await Database.open(new_url)
    async with database.read() as connection:
        russia, korea = await topics.listed(connection)
    await database.close()
    assert (russia.names["ko"], russia.descriptions) == ("미국·러시아", {})
    assert (korea.names, korea.descriptions) == ({}, {})
