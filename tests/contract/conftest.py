"""One suite over every store: each test here runs on SQLite and on PostgreSQL."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from house import House

from briefings.store import Database


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("pattern") / "store.db"

    async def make() -> None:
        database = await Database.open(f"sqlite:///{path}")
        await database.close()

    asyncio.run(make())
    return path


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of a new database with the schema and the first topics."""
    if request.param == "postgresql":
        made: str = request.getfixturevalue("postgresql_url")
        return made
    path = tmp_path / "store.db"
    shutil.copy(request.getfixturevalue("sqlite_template"), path)
    return f"sqlite:///{path}"


@pytest.fixture(params=["sqlite", "postgresql"])
def new_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of a new database without a schema."""
    if request.param == "postgresql":
        made: str = request.getfixturevalue("new_postgresql_url")
        return made
    return f"sqlite:///{tmp_path}/new.db"


@pytest.fixture
async def database(url: str) -> AsyncIterator[Database]:
    opened = await Database.open(url)
    yield opened
    await opened.close()


@pytest.fixture
def house(database: Database) -> House:
    return House(database)
