"""An open store with the use cases over it, and the hands to work them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from briefings.desk.newsroom import Newsroom, Preview, Publication, Read
from briefings.model import DraftStory, Reading, TopicMatch
from briefings.readers.archive import Archive
from briefings.readers.readership import Readership
from briefings.store import Database

START = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)
EDITOR, DESK = 1001, -3001


@dataclass
class Hands:
    """A clock that stands until it is turned."""

    now: datetime = START

    def __call__(self) -> datetime:
        return self.now

    def turn(self, **by: float) -> datetime:
        self.now += timedelta(**by)
        return self.now


def read(raw: str, topics: object) -> Reading:
    """Reads `headline | topic topic` a line, so that a test says in one line what a story is about."""
    drafts = []
    for line in raw.splitlines():
        headline, _, slugs = line.partition(" | ")
        matches = tuple(TopicMatch(slug, 1.0, ("word",), f"{headline} on {slug}") for slug in slugs.split())
        drafts.append(
            DraftStory(headline=headline, paragraphs=("One.", "Two."), summary="One.", topics=matches)
        )
    return Reading(tuple(drafts))


@dataclass
class House:
    """An open store with the use cases over it."""

    database: Database
    clock: Hands = field(default_factory=Hands)
    messages: int = 0
    reads: Read = read

    @property
    def newsroom(self) -> Newsroom:
        return Newsroom(self.database, self.clock, self.reads)

    @property
    def readership(self) -> Readership:
        return Readership(self.database, self.clock)

    @property
    def archive(self) -> Archive:
        return Archive(self.database, self.clock)

    async def draft(self, text: str) -> Preview:
        self.messages += 1
        submission = await self.newsroom.begin(DESK, EDITOR, self.messages, text, wait=timedelta(seconds=2))
        return await self.newsroom.finish(submission.id)

    async def publish(self, text: str) -> Publication:
        preview = await self.draft(text)
        return await self.newsroom.publish(preview.submission.id, by=EDITOR)

    async def readers(self, *chats: int, follow: str = "us-russia") -> None:
        for chat in chats:
            await self.readership.subscribe(chat, follow)
