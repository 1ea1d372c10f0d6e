"""One trial: the real program on one database, killed again and again; then the ledger is held against the database.

readers, publications -> lives, kills -> what arrived, what is on record -> verdict
"""

from __future__ import annotations

import asyncio
import shutil
import signal
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

import sqlalchemy as sa
from lives import LONGEST, Life, Message, Nursery, Telegram, until

from briefings import catalogue
from briefings.desk.newsroom import Newsroom
from briefings.model import DeliveryState, DraftStory, Reading, SubscriberKind, TopicMatch
from briefings.store import Database, subscribers, topics
from briefings.store.schema import NUMBER, deliveries
from briefings.store.schema import subscribers as subscribers_table

TOPIC = "us-russia"
SENT, SENDING, UNCERTAIN = (
    NUMBER[s] for s in (DeliveryState.SENT, DeliveryState.SENDING, DeliveryState.UNCERTAIN)
)

T = TypeVar("T")


def now() -> datetime:
    return datetime.now(UTC)


def read(raw: str, _: object) -> Reading:
    """Reads `headline` a line: all are about one topic."""
    match = TopicMatch(TOPIC, 1.0, (), "In short.")
    return Reading(
        tuple(
            DraftStory(headline=line, paragraphs=("One.", line), topics=(match,)) for line in raw.splitlines()
        )
    )


@dataclass
class Trial:
    """Readers, what they are owed, and the lives of the program that sends it."""

    url: str
    telegram: Telegram
    nursery: Nursery
    role: str = "all"
    rate: int = 400
    chats: Sequence[int] = ()
    owed: list[Message] = field(default_factory=list)
    """The messages that every reader is to have, in their order."""
    lives: int = 0
    sending: list[tuple[str, int, Message]] = field(default_factory=list)
    constants: dict[str, float] = field(default_factory=dict)

    def start(self, failpoint: str | None = None, hits: int = 1, **more: str) -> Life:
        self.lives += 1
        env = {
            "BRIEFING_TOKEN": "1:chaos",
            "BRIEFING_DATABASE_URL": self.url,
            "BRIEFING_API_URL": f"{self.telegram.url}/{self.role}{self.lives}",
            "BRIEFING_MESSAGES_PER_SECOND": str(self.rate),
            "BRIEFING_ADMIN_IDS": "",
            "BRIEFING_LOG_LEVEL": "warning",
            **more,
        }
        args = ["run", "--role", self.role]
        order = {"env": env, "args": args, "failpoint": failpoint, "hits": hits, "constants": self.constants}
        return self.nursery.start(**order)

    def open(self, chats: Iterable[int]) -> None:
        """Make the database, with readers; groups are those with negative numbers."""
        self.chats = list(chats)

        async def fill(database: Database) -> None:
            async with database.write() as tx:
                await topics.seed(tx, catalogue.load())
                topic = (await topics.ids(tx))[TOPIC]
                for chat in self.chats:
                    kind = SubscriberKind.PRIVATE if chat > 0 else SubscriberKind.GROUP
                    reader = await subscribers.welcome(tx, chat, kind=kind, now=now())
                    await subscribers.subscribe(tx, reader.id, topic, now=now())

        self.on(fill)

    def on(self, act: Callable[[Database], Awaitable[T]]) -> T:
        """Do something with the database, through another door than the program's."""

        async def opened() -> T:
            database = await Database.open(self.url)
            try:
                return await act(database)
            finally:
                await database.close()

        return asyncio.run(opened())

    def publish(self, *, long: bool = False) -> None:
        """Owe every reader one message more, or, of a long one, two."""
        number = self.owed[-1][0] + 1 if self.owed else 0
        stories = range(3 if long else 1)
        lines = [f"⟦{number}.{story}⟧ " + "word " * (350 if long else 1) for story in stories]

        async def act(database: Database) -> None:
            newsroom = Newsroom(database, now, read)
            opened = await newsroom.begin(0, 0, number + 1, "\n".join(lines), wait=timedelta())
            await newsroom.finish(opened.id)
            await newsroom.publish(opened.id, by=0)

        self.on(act)
        self.owed += [(number, 0), (number, 1)] if long else [(number, 0)]

    @property
    def messages(self) -> int:
        """How many messages are owed by what was published so far."""
        return len(self.owed) * len(self.chats)

    def missing(self) -> int:
        """How many of those to people have not come in at Telegram; of those to groups, kills leave some held for ever."""
        self.telegram.look()
        people = sum(chat > 0 for chat in self.chats)
        return len(self.owed) * people - sum(chat > 0 for chat, _ in self.telegram.arrived)

    def standings(self, *, alive: bool = False) -> list[Standing]:
        """The outbox as it is on disk, while no process of the program is `alive` or some are."""
        with looked_into(self.url, alive=alive) as connection:
            return [
                Standing(row.chat_id, (row.number - 1, row.part), row.state, row.resends)
                for row in connection.execute(OUTBOX)
            ]

    def remember(self, life: str) -> None:
        """After a kill: what is on record as being sent. What of it that process had sent, the ledger tells in the end."""
        self.sending += [(life, one.chat, one.message) for one in self.standings() if one.state == SENDING]

    def in_flight(self) -> Counter[tuple[int, Message]]:
        """What had come in at Telegram and was not on record as sent, at kills."""
        sent = {(send.life, send.chat, send.message) for send in self.telegram.look() if send.arrived}
        return Counter(
            (chat, message) for life, chat, message in self.sending if (life, chat, message) in sent
        )

    def settle(self, lives: Sequence[Life] = (), within: float = LONGEST) -> None:
        """Let the program end its work undisturbed, and then itself."""
        lives = lives or [self.start()]
        until(lambda: any(one.over for one in lives) or self.is_settled(), within, every=0.2)
        assert not any(one.over for one in lives), self.said()
        for one in lives:
            one.kill(signal.SIGTERM)

    def is_settled(self) -> bool:
        return not any(one.state < SENT for one in self.standings(alive=True))

    def said(self) -> str:
        """The end of the program's log."""
        return self.nursery.log.read_text("utf-8")[-3000:]

    def verdict(self) -> Verdict:
        """Hold what arrived against what was owed and what is on record."""
        came: dict[int, list[Message]] = {chat: [] for chat in self.chats}
        for send in self.telegram.look():
            if send.arrived and send.message:
                came[send.chat].append(send.message)
        in_flight = self.in_flight()
        verdict = Verdict(in_flight=in_flight.total(), claimed=len(self.sending))
        record = {(one.chat, one.message): one for one in self.standings()}
        for chat, messages in came.items():
            verdict.out_of_order += messages != sorted(messages)
            for message in self.owed:
                copies = messages.count(message) - 1
                on_record = record.get((chat, message))
                if on_record is None or on_record.state < SENT:
                    verdict.lost.append((chat, message, on_record))
                    continue
                held = on_record.state == UNCERTAIN
                verdict.uncertain += held
                if copies < 0 and not (held and chat < 0):
                    verdict.lost.append((chat, message, on_record))
                if copies > 0:
                    verdict.copies += copies
                    if copies > min(on_record.resends, in_flight[chat, message]):
                        verdict.unexplained.append((chat, message, copies, on_record))
        return verdict


@dataclass(frozen=True)
class Standing:
    """A delivery as it is on record."""

    chat: int
    message: Message
    state: int
    resends: int


@dataclass
class Verdict:
    """What the comparison found."""

    lost: list[Any] = field(default_factory=list)
    out_of_order: int = 0
    copies: int = 0
    uncertain: int = 0
    in_flight: int = 0
    claimed: int = 0
    unexplained: list[Any] = field(default_factory=list)
    """Copies that no kill explains, or that are not on record."""

    def must_be_good(self) -> None:
        assert not self.lost, f"{len(self.lost)} lost: {self.lost[:5]}"
        assert not self.out_of_order
        assert not self.unexplained, f"{len(self.unexplained)}: {self.unexplained[:5]}"
        assert self.copies <= self.in_flight


_number = sa.func.dense_rank().over(order_by=deliveries.c.mailing_id).label("number")
OUTBOX = sa.select(
    subscribers_table.c.chat_id, _number, deliveries.c.part, deliveries.c.state, deliveries.c.resends
).join(subscribers_table, subscribers_table.c.id == deliveries.c.subscriber_id)


@contextmanager
def looked_into(url: str, *, alive: bool = False) -> Iterator[sa.Connection]:
    """The database as it is; of SQLite a copy unless the program is alive, so that it must recover by itself what a kill left."""
    if alive or url.startswith("postgresql"):
        engine = sa.create_engine(url.replace("postgresql", "postgresql+psycopg", 1), poolclass=sa.NullPool)
        with engine.connect() as connection:
            yield connection
        return
    file = Path(url.removeprefix("sqlite:///"))
    with TemporaryDirectory(dir=file.parent) as folder:
        for each in (file, file.with_name(f"{file.name}-wal")):
            if each.exists():
                shutil.copy(each, folder)
        engine = sa.create_engine(f"sqlite:///{folder}/{file.name}", poolclass=sa.NullPool)
        with engine.connect() as connection:
            yield connection


@contextmanager
def trial(folder: Path, url: str, **how: Any) -> Iterator[Trial]:
    """A trial in an empty folder."""
    with Telegram(folder) as telegram, Nursery(folder) as nursery:
        yield Trial(url, telegram, nursery, **how)
