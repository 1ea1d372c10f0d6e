"""A house that owes messages: store, newsroom, sandbox, and workers over them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from structlog.testing import capture_logs

from bot.delivery.messenger import Messenger, Render, RenderedMessage
from bot.delivery.pace import Pace
from bot.delivery.pacer import Pacer
from bot.delivery.worker import Worker
from bot.sandbox import Sandbox
from bot.transport import AiohttpRequest
from briefings.desk.newsroom import Newsroom
from briefings.model import DeliveryCounts, Digest, DraftStory, Reading, SubscriberKind, TopicMatch
from briefings.readers.readership import Readership
from briefings.store import Database

EDITOR = 1001


@dataclass
class Hands:
    """A clock that stands until it is turned."""

    now: datetime = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def turn(self, **by: float) -> None:
        self.now += timedelta(**by)


def read(raw: str, _: object) -> Reading:
    """Reads `headline | topic topic` a line."""
    drafts = []
    for line in raw.splitlines():
        headline, _, slugs = line.partition(" | ")
        matches = tuple(TopicMatch(slug, 1.0, (), f"{headline} on {slug}") for slug in slugs.split())
        drafts.append(DraftStory(headline=headline, paragraphs=("One.",), topics=matches))
    return Reading(tuple(drafts))


@dataclass
class House:
    """Everything a delivery passes through."""

    database: Database
    sandbox: Sandbox
    clock: Hands
    transport: AiohttpRequest = field(default_factory=AiohttpRequest)
    rendered: list[Digest] = field(default_factory=list)
    workers: list[tuple[Worker, asyncio.Task[None]]] = field(default_factory=list)
    message_number: int = 0

    def __post_init__(self) -> None:
        self.newsroom = Newsroom(self.database, self.clock, read)
        self.readership = Readership(self.database, self.clock)

    async def reader(self, *slugs: str, name: str = "Reader") -> int:
        person = (await self.sandbox.person(name, "reader")).id
        await self.sandbox.start(person)
        await self.readership.welcome(person, language="en")
        for slug in slugs:
            await self.readership.subscribe(person, slug)
        return person

    async def group(self, *slugs: str) -> int:
        chat = (await self.sandbox.group("Newsgroup", [EDITOR])).id
        await self.readership.welcome(chat, kind=SubscriberKind.GROUP)
        for slug in slugs:
            await self.readership.subscribe(chat, slug)
        return chat

    async def publish(self, text: str) -> int:
        """Publish; returns the submission. Nobody is woken."""
        self.message_number += 1
        opened = await self.newsroom.begin(EDITOR, EDITOR, self.message_number, text, wait=timedelta())
        await self.newsroom.finish(opened.id)
        await self.newsroom.publish(opened.id, by=EDITOR)
        return opened.id

    def render(self, digest: Digest, _: str) -> list[RenderedMessage]:
        self.rendered.append(digest)
        lines = [
            f"<b>{section.topic.name}</b>\n{entry.story.headline}"
            for section in digest.sections
            for entry in section.entries
        ]
        keyboard = {"inline_keyboard": [[{"text": "Read", "callback_data": "1:story"}]]}
        return [RenderedMessage("\n".join(lines), keyboard)]

    def work(self, *, render: Render | None = None, **how: Any) -> Worker:
        """Start a worker at a thousand a second and with no spacing, so that tests need not wait."""
        url = f"{self.sandbox.url}/bot{self.sandbox.token}"
        worker = Worker(
            self.database,
            Messenger(self.transport, url),
            Pacer(Pace(rate=1000, per_chat=0)),
            render or self.render,
            clock=self.clock,
            **{"rate": 30, "idle": timedelta(milliseconds=20), **how},
        )
        self.workers.append((worker, asyncio.create_task(worker.run())))
        return worker

    async def stop(self) -> None:
        for worker, task in self.workers:
            worker.stop(timedelta(seconds=2))
            with suppress(asyncio.CancelledError):
                await asyncio.wait_for(task, 5)
        self.workers.clear()

    async def settled(self, submission: int, **turn: float) -> DeliveryCounts:
        """Wait until nothing of a submission is owed any more, turning the clock at each look."""
        async with asyncio.timeout(8):
            while (counts := await self.newsroom.progress(submission)).owed:
                self.clock.turn(**turn)
                await asyncio.sleep(0.01)
        return counts

    async def until(self, holds: Callable[[], bool]) -> None:
        """Wait for what neither the sandbox nor the store tells of."""
        async with asyncio.timeout(8):
            while not holds():  # noqa: ASYNC110  a log line sets no event
                await asyncio.sleep(0.01)

    def texts(self, chat: int) -> list[str]:
        """What the bot said in a chat."""
        return [m["text"] for m in self.sandbox.messages(chat) if m["from"]["is_bot"]]

    def sends(self) -> int:
        return sum(entry.method == "sendMessage" for entry in self.sandbox.ledger)


@asynccontextmanager
async def opened(url: str) -> AsyncIterator[House]:
    database = await Database.open(url)
    async with Sandbox(readers=()) as sandbox:
        made = House(database, sandbox, Hands())
        async with made.transport:
            yield made
            await made.stop()
    await database.close()


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    async with opened(f"sqlite:///{tmp_path}/b.sqlite") as made:
        yield made


@pytest.fixture
async def house_on_postgresql(postgresql_url: str) -> AsyncIterator[House]:
    async with opened(postgresql_url) as made:
        yield made


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    with capture_logs():
        yield
