"""The whole bot against the sandbox, over real HTTP."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import structlog
from driving import EDITOR, READER, SHORT, Chat, House, Running, publish
from mornings import MORNING, nothing_is_owed
from putting_right import HEADLINE

from bot.sandbox import Sandbox
from briefings.store import Database


@pytest.fixture(autouse=True)
def _plain_tracebacks() -> Iterator[None]:
    """The console's tracebacks with all locals take seconds each."""
    structlog.configure(
        processors=[structlog.processors.format_exc_info, structlog.processors.KeyValueRenderer()]
    )
    yield
    structlog.reset_defaults()


@pytest.fixture(autouse=True)
def _durations(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "1")


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    async with Sandbox(
        editors=("Editor", "Second editor"), readers=("Reader", "Other reader"), hears_groups=True
    ) as opened:
        yield opened


@pytest.fixture(scope="session")
def empty_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with its schema and nothing in it, so that not every test has to make its schema."""
    path = tmp_path_factory.mktemp("store") / "empty.sqlite"

    async def make() -> None:
        await (await Database.open(f"sqlite:///{path}")).close()

    asyncio.run(make())
    return path


@pytest.fixture
def program(sandbox: Sandbox, empty_store: Path, tmp_path: Path) -> Running:
    """The bot, to be started and stopped."""
    path = shutil.copy(empty_store, tmp_path / "briefings.sqlite")
    return Running(sandbox, f"sqlite:///{path}")


@pytest.fixture
def morning(program: Running) -> None:
    """The program starts on a Monday in June, an hour before eight in Berlin."""
    program.clock.turn_to(MORNING)


@pytest.fixture
async def house(program: Running) -> AsyncIterator[House]:
    """The bot, running."""
    async with program.started() as started:
        yield started


@pytest.fixture
def editor(house: House, sandbox: Sandbox) -> Chat:
    return Chat(sandbox, EDITOR, EDITOR)


@pytest.fixture
def reader(house: House, sandbox: Sandbox) -> Chat:
    return Chat(sandbox, READER, READER)


@pytest.fixture
async def out(house: House, editor: Chat, reader: Chat) -> Chat:
    """The reader's chat, with story #1 in it."""
    await reader.say("/subscribe us-russia")
    await publish(house, SHORT)
    await reader.until_text(HEADLINE)
    await nothing_is_owed(house)  # any more: that it arrived is recorded a little later
    return reader
