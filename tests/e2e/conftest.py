"""The whole bot against the sandbox, over real HTTP."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from copy import deepcopy
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from telegram.ext import ApplicationBuilder

from bot import commands, desk, handlers
from bot.delivery.messenger import Messenger, RenderedMessage
from bot.delivery.pace import Pace
from bot.delivery.pacer import Pacer
from bot.delivery.worker import Worker
from bot.house import House
from bot.render import Renderer, digests
from bot.sandbox import Sandbox
from bot.transport import AiohttpRequest
from bot.updates import Dispatcher, Poller
from briefings import catalogue, reading
from briefings.model import Digest
from briefings.newsroom import Newsroom
from briefings.readership import Readership
from briefings.store import Database, inbox, topics

EDITOR, SECOND_EDITOR, READER, OTHER_READER = 1001, 1002, 2001, 2002
Json = dict[str, Any]


def now() -> datetime:
    return datetime.now(UTC)


async def eventually(holds: Callable[[], Awaitable[bool]]) -> None:
    """Wait for something that shows in the store only, which rings no bell for tests."""
    async with asyncio.timeout(10):
        while not await holds():  # noqa: ASYNC110 - as said above
            await asyncio.sleep(0.01)


@dataclass
class Chat:
    """What the tests see of one chat, as a person would."""

    sandbox: Sandbox
    user_id: int
    chat_id: int

    @property
    def last(self) -> Json:
        """The newest message of the bot, as it is now."""
        return deepcopy(self.bots[-1])

    @property
    def bots(self) -> list[Json]:
        """The messages of the bot."""
        return [message for message in self.sandbox.messages(self.chat_id) if message["from"]["is_bot"]]

    async def say(self, text: str, **how: Any) -> Json:
        """Write something, and wait for the bot's next message."""
        seen = len(self.sandbox.messages(self.chat_id))
        sent = await self.sandbox.say(self.user_id, text, chat_id=self.chat_id, **how)
        await self.until(lambda: len(self.sandbox.messages(self.chat_id)) > seen + len(sent))
        return self.last

    async def until(self, holds: Any) -> Any:
        return await self.sandbox.until(holds, within=15)

    async def until_text(self, text: str) -> Json:
        """Wait until the newest message of the bot holds a text."""
        await self.until(lambda: self.bots and text in self.last["text"])
        return self.last

    def labels(self, message: Json | None = None) -> list[str]:
        rows = (message or self.last).get("reply_markup", {}).get("inline_keyboard", [])
        return [button["text"] for row in rows for button in row]

    def data(self, label: str, message: Json | None = None) -> str:
        rows = (message or self.last).get("reply_markup", {}).get("inline_keyboard", [])
        (found, *_) = (str(b["callback_data"]) for row in rows for b in row if label in b["text"])
        return found

    async def tap(self, label: str, message: Json | None = None, *, by: int | None = None) -> str | None:
        """Tap a button, wait for the answer, and return the toast, if there was one."""
        target = message or self.last
        query = await self.sandbox.press(by or self.user_id, target, self.data(label, target))
        return await self.answer(query)

    async def press(self, data: str, message: Json | None = None) -> str | None:
        return await self.answer(await self.sandbox.press(self.user_id, message or self.last, data))

    async def answer(self, query: str) -> str | None:
        def answered() -> Any:
            return [
                entry
                for entry in self.sandbox.ledger
                if entry.method.lower() == "answercallbackquery"
                and entry.params["callback_query_id"] == query
            ]

        (entry,) = await self.until(answered)
        return entry.params.get("text")


class Running:
    """The bot at work: everything the program wires, on one database."""

    def __init__(self, sandbox: Sandbox, url: str) -> None:
        self.sandbox = sandbox
        self.url = url
        self.collect_wait_seconds = 0.1
        self.delivers = True

    @asynccontextmanager
    async def started(self) -> AsyncIterator[House]:
        database = await Database.open(self.url)
        async with database.write() as tx:
            await topics.seed(tx, catalogue.load(None))
        transport = AiohttpRequest()
        url = f"{self.sandbox.url}/bot{self.sandbox.token}"
        renderer = Renderer(now)

        def letter(shown: Digest, _language: str) -> list[RenderedMessage]:
            screens = digests.delivered(renderer, shown)
            return [RenderedMessage(one.html, one.keyboard and one.keyboard.to_dict()) for one in screens]

        pacer = Pacer(Pace(rate=1000, per_chat=0))
        worker = Worker(database, Messenger(transport, url), pacer, letter, clock=now)
        house = House(
            newsroom=Newsroom(database, now, reading.read),
            readership=Readership(database, now),
            renderer=renderer,
            clock=now,
            editors=frozenset({EDITOR, SECOND_EDITOR}),
            collect_wait=timedelta(seconds=self.collect_wait_seconds),
            outbox_bell=worker.bell,
        )
        application = (
            ApplicationBuilder()
            .token(self.sandbox.token)
            .base_url(f"{self.sandbox.url}/bot")
            .base_file_url(f"{self.sandbox.url}/file/bot")
            .request(transport)
            .get_updates_request(transport)
            .updater(None)
            .build()
        )
        handlers.register(application, house)
        trouble: list[Exception] = []

        async def give_up(_update: inbox.Update, error: Exception) -> None:
            trouble.append(error)

        dispatcher = Dispatcher(application, database, clock=now, give_up=give_up)
        poller = Poller(
            transport,
            url,
            database,
            wake=dispatcher.wake,
            clock=now,
            long_poll=timedelta(seconds=5),
        )
        async with application:
            await commands.register(application.bot, house.renderer, house.editors)
            tasks = [
                asyncio.create_task(work)
                for work in (
                    poller.run(),
                    dispatcher.run(),
                    desk.run(house, application.bot),
                    *([worker.run()] if self.delivers else []),
                )
            ]
            try:
                yield house
            finally:
                tasks[0].cancel()
                await dispatcher.stop()
                worker.stop(timedelta(seconds=1))
                if self.delivers:
                    await tasks[-1]
                for task in tasks:
                    task.cancel()
                await asyncio.gather(*tasks, return_exceptions=True)
        await database.close()
        assert not trouble, trouble


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
    """A database with nothing in it, so that not every test has to make its schema."""
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
