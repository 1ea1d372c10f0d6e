"""The program as its tests drive it: people in their chats, and the house through another door."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from copy import deepcopy
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from bot import app
from bot import sandbox as sandbox_package
from bot.background.loops import Rhythm
from bot.delivery.pace import Pace
from bot.sandbox import Sandbox
from bot.settings import Settings
from briefings import reading
from briefings.desk.drafting import Drafting
from briefings.desk.newsroom import Newsroom
from briefings.intake import Intake
from briefings.readers.reader_settings import ReaderSettings
from briefings.readers.readership import Readership
from briefings.store import Database, inbox

SAMPLE = Path(sandbox_package.__file__).with_name("sample.txt").read_text("utf-8")
SHORT = (
    "Envoys of Washington and Moscow meet\n\n"
    "The envoys of Washington and Moscow met on Monday to speak about arms control, officials said.\n\n"
    "Nobody expected a result, and there was none, the foreign ministry said in a statement."
)
EDITOR, SECOND_EDITOR, READER, OTHER_READER = 1001, 1002, 2001, 2002
NO_CHAT = 0
SOON = timedelta(seconds=0.1)
QUICK = Rhythm(
    outbox=SOON,
    briefings=SOON,
    again=timedelta(seconds=0.02),
    longest=SOON,
    cards=(timedelta(seconds=0.05),),
    late=SOON,
)
Json = dict[str, Any]


def now() -> datetime:
    return datetime.now(UTC)


@dataclass
class Turned:
    """The time, as far ahead as it was turned."""

    ahead: timedelta = timedelta()

    def __call__(self) -> datetime:
        return now() + self.ahead

    def turn_to(self, moment: datetime) -> None:
        """It is that moment now, and time goes on from there."""
        self.ahead = moment - now()


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
        """The messages of the bot, without what Telegram notes of its acts."""
        written = self.sandbox.messages(self.chat_id)
        return [m for m in written if self._is_bots(m) and "forum_topic_created" not in m]

    def _is_bots(self, message: Json) -> bool:
        if "from" in message:
            return bool(message["from"]["is_bot"])
        return self.sandbox.world.author(message) == self.sandbox.world.bot["id"]

    async def say(self, text: str, **how: Any) -> Json:
        """Write something, and wait for the bot's next message."""
        seen = len(self.sandbox.messages(self.chat_id))
        sent = await self.sandbox.say(self.user_id, text, chat_id=self.chat_id, **how)
        await self.until(lambda: len(self.sandbox.messages(self.chat_id)) > seen + len(sent))
        return self.last

    async def reply(self, text: str) -> None:
        """Answer the bot's newest message."""
        await self.sandbox.say(self.user_id, text, chat_id=self.chat_id, reply_to=self.last["message_id"])

    def now(self, message: Json) -> Json:
        """A message of the bot as it is now."""
        return next(shown for shown in self.bots if shown["message_id"] == message["message_id"])

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
    """The unmodified program on one database, at a pace that does not keep tests waiting."""

    def __init__(self, sandbox: Sandbox, url: str) -> None:
        self.sandbox = sandbox
        self.url = url
        self.collect_seconds = 0.1
        self.intake = Intake()
        self.set_aside = 0
        self.two_people = False
        self.more: dict[str, Any] = {}
        self.clock: Any = Turned()  # whatever tells the time

    @asynccontextmanager
    async def started(self) -> AsyncIterator[House]:
        """The program at work, and the house as it looks through another door to its database."""
        settings = Settings(
            _env_file=None,
            token=self.sandbox.token,
            admin_ids=f"{EDITOR},{SECOND_EDITOR}",
            api_url=self.sandbox.url,
            database_url=self.url,
            collect_seconds=self.collect_seconds,
            two_people=self.two_people,
            **self.more,
        )
        clock = self.clock
        async with (
            app.running(
                settings,
                clock=clock,
                pace=Pace(rate=1000, per_chat=0),
                taking_in=self.intake,
                rhythm=QUICK,
            ),
            self.database() as database,
        ):
            yield House(
                Newsroom(database, clock, reading.read),
                Readership(database, clock),
                ReaderSettings(database, clock),
                Drafting(database, clock),
                database,
            )
            async with database.read() as connection:
                assert len(await inbox.dead(connection)) == self.set_aside

    @asynccontextmanager
    async def database(self) -> AsyncIterator[Database]:
        """The database, opened once more."""
        database = await Database.open(self.url)
        try:
            yield database
        finally:
            await database.close()


@dataclass(frozen=True)
class House:
    """The use cases, for tests to prepare things and to look at what came of them."""

    newsroom: Newsroom
    readership: Readership
    own: ReaderSettings
    drafting: Drafting
    database: Database


async def nothing_is_stored(house: House) -> bool:
    stats = await house.newsroom.stats()
    return not stats.stories and not await house.newsroom.collecting()


async def nothing_waits(house: House) -> bool:
    """Whether all updates that came are handled."""
    async with house.database.read() as connection:
        return not (await inbox.lag(connection)).open


async def preview(editor: Chat, text: str = SHORT) -> None:
    await editor.say(f"/push {text}")
    await editor.until_text("found")


_MESSAGES = itertools.count(900_000)


def article(number: int, *, topic: str = "Washington and Moscow") -> str:
    return (
        f"Envoys of {topic} meet for round {number} of the talks\n\n"
        f"The envoys of {topic} met on Monday for round {number} of the talks on arms control, officials said.\n\n"
        f"Nobody expected the round to bring a result, and it did not, the foreign ministry said in a statement."
    )


async def publish(house: House, *texts: str) -> list[int]:
    """Publish articles as from a shell, which no card in anybody's chat tells of; returns the ids of the stories."""
    ids: list[int] = []
    for text in texts:
        submission = await house.newsroom.begin(NO_CHAT, EDITOR, next(_MESSAGES), text, wait=timedelta())
        preview = await house.newsroom.finish(submission.id)
        await house.newsroom.publish(submission.id, by=EDITOR)
        ids += [story.id for story in preview.stories]
    return ids
