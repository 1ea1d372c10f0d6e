"""What all tests may ask for."""

from __future__ import annotations

import asyncio
import gc
import itertools
import os
from collections.abc import Generator, Iterator
from pathlib import Path

import cluster
import compiled
import pytest

from bot.process import garbage
from briefings import catalogue
from briefings.store import Database, schema

pytest_plugins = ("browser",)

compiled.once()
gc.disable()  # until all is collected, for nothing of that is ever let go

NUMBERS = itertools.count(1)
ROOT = Path(__file__).resolve().parent.parent

# Words that no skip may mention: what is optional on a laptop must run where this is set (`chromium,postgresql`).
REQUIRED = tuple(word for word in os.environ.get("BRIEFING_TESTS_REQUIRE", "").lower().split(",") if word)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with measuring data beside the checkout; a test that reads it is skipped where it is absent."""
    folder = Path(os.environ.get("BRIEFING_SHARED", ROOT.parent / "shared"))
    if not folder.is_dir():
        pytest.skip("the measuring data is not beside this checkout")
    return folder


def pytest_collection_finish() -> None:
    """From here on as in a program that has started: the garbage collector leaves alone what is there already."""
    garbage.settle()
    gc.enable()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Turn a skip for want of something required into a failure."""
    report = yield
    if report.skipped and any(word in str(report.longrepr).lower() for word in REQUIRED):
        report.outcome = "failed"
    return report


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The URL of a PostgreSQL server of its own; a test that needs it is skipped where it is not installed."""
    programs = cluster.binaries()
    if programs is None:
        pytest.skip("postgresql is not installed (Debian: apt install postgresql)")
    with cluster.running(programs) as url:
        yield url


@pytest.fixture
def new_postgresql_url(postgresql: str) -> str:
    """The URL of a new database on PostgreSQL, without a schema yet."""
    return cluster.make(postgresql, f"test_{next(NUMBERS)}")


@pytest.fixture(scope="session")
def kept_postgresql_url(postgresql: str) -> str:
    url = cluster.make(postgresql, "kept")
    asyncio.run(make_schema(url))
    return url


@pytest.fixture
def postgresql_url(kept_postgresql_url: str) -> Iterator[str]:
    """The URL of a database on PostgreSQL that holds the schema and the first topics; tests leave these as they are."""
    yield kept_postgresql_url
    kept = [table.name for table in reversed(schema.metadata.sorted_tables) if table is not schema.topics]
    first = [topic.slug for topic in catalogue.load()]
    cluster.empty(kept_postgresql_url, ["story_search", *kept], topics=first)


async def make_schema(url: str) -> None:
    database = await Database.open(url)
    await database.close()
