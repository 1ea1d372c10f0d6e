"""What readers do with stories that are published: search them, save them, follow how they go on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time, tzinfo

from briefings.errors import NotFound
from briefings.model import Shown, Story, StoryState, Topic
from briefings.parsing.searching import parse
from briefings.parsing.topic_names import match
from briefings.preferences import Marks
from briefings.readers.excerpts import Phrase, excerpt
from briefings.readers.of_chat import OfChat
from briefings.store import Connection, receipts, saved, search, stories, subscribers, topics

PER_PAGE = 6
LAST_PAGE = 200


@dataclass(frozen=True, slots=True)
class Found:
    """A page of stories, newest first; page 0 is the first. `topic` is the one that was asked for.

    `phrases` are the words that were looked for.
    """

    stories: tuple[Story, ...]
    page: int
    has_older: bool
    topic: Topic | None = None
    phrases: tuple[Phrase, ...] = ()

    def excerpt(self, story: Story) -> str:
        """The sentence that tells why a story was found; empty where its headline does."""
        return excerpt(story, self.phrases)


class Archive(OfChat):
    """The use cases around stories that are out already."""

    async def search(self, query: str, *, page: int = 0, count: int = PER_PAGE, zone: tzinfo = UTC) -> Found:
        """The published stories that hold the words; see `searching.parse` for what may be written.

        A day begins by the clock of `zone`.
        Raises `BadSearch`, and `UnknownTopic` for a topic that there is not.
        """
        wanted = parse(query, self._clock().astimezone(zone).date())
        page = min(max(page, 0), LAST_PAGE)
        since = datetime.combine(wanted.since, time.min, tzinfo=zone) if wanted.since else None
        async with self._database.read() as connection:
            known = await topics.listed(connection) if wanted.topic or wanted.without_topics else []
            topic = match(wanted.topic, known) if wanted.topic else None
            ids = await search.find(
                connection,
                wanted,
                slug=topic.slug if topic else None,
                without_slugs=[match(name, known).slug for name in wanted.without_topics],
                since=since,
                now=self._clock(),
                limit=count + 1,
                offset=page * count,
            )
            found = await stories.in_order(connection, ids[:count])
        return Found(_published(found), page, len(ids) > count, topic, wanted.phrases)

    async def newest(self, *, count: int) -> tuple[Story, ...]:
        """The newest stories under any topic."""
        async with self._database.read() as connection:
            known = list(await topics.by_id(connection))
            return _published(await stories.latest(connection, known, now=self._clock(), limit=count))

    async def saved(self, chat_id: int, *, page: int = 0) -> Found:
        """What this chat saved, newest saved first."""
        page = min(max(page, 0), LAST_PAGE)
        async with self._database.read() as connection:
            ids = await saved.listed(
                connection, chat_id, self._thread, limit=PER_PAGE + 1, offset=page * PER_PAGE
            )
            found = await stories.in_order(connection, ids[:PER_PAGE])
        return Found(_published(found), page, len(ids) > PER_PAGE)

    async def save(self, chat_id: int, story_id: int, *, on: bool) -> None:
        """Keeps a story for later, or no more. Idempotent. Raises `NotFound` for one that is not out."""
        async with self._database.write() as tx:
            subscriber = await self._present(tx, chat_id)
            await visible(tx, chat_id, story_id, now=self._clock())
            await saved.save(tx, subscriber.id, story_id, on=on, now=self._clock())

    async def follow(self, chat_id: int, story_id: int, *, on: bool) -> None:
        """Asks for what comes of a story, whatever topics are followed, or no more. Idempotent. Raises `NotFound`."""
        async with self._database.write() as tx:
            subscriber = await self._present(tx, chat_id)
            await visible(tx, chat_id, story_id, now=self._clock())
            await saved.follow(tx, subscriber.id, story_id, on=on, now=self._clock())

    async def marks(self, chat_id: int, story_id: int) -> Marks:
        """Whether this chat saved a story, and whether it follows it."""
        async with self._database.read() as connection:
            return await saved.marks(connection, chat_id, story_id, self._thread)

    async def opened(self, chat_id: int, story: Story, message_id: int) -> None:
        """A message shows this chat a whole story: a copy from now on, which corrections find."""
        topic = next((match.slug for match in story.topics if match.chosen), "")
        async with self._database.write() as tx:
            subscriber = await subscribers.find(tx, chat_id, self._thread)
            if subscriber and topic:
                shown = Shown(story.id, story.version, topic)
                await receipts.opened(tx, subscriber.id, message_id, shown, now=self._clock())


def _published(found: tuple[Story, ...]) -> tuple[Story, ...]:
    return tuple(story for story in found if story.state is StoryState.PUBLISHED)


async def visible(connection: Connection, chat_id: int, story_id: int, *, now: datetime) -> Story:
    """A story that is published by now, or is with this chat already where it went to a few first. Raises `NotFound`."""
    story = await stories.find(connection, story_id)
    if story is not None and story.state is StoryState.PUBLISHED:
        held = story.published_at is not None and story.published_at > now
        if not held or await receipts.has(connection, chat_id, story_id):
            return story
    raise NotFound("That story is not available any more.")
