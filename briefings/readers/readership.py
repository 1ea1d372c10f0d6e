"""What readers do: come, follow topics, and look at what is new."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from briefings import digest
from briefings.errors import UnknownTopic
from briefings.model import (
    Digest,
    Story,
    Subscriber,
    SubscriberKind,
    SubscriberState,
    Topic,
    TopicStanding,
)
from briefings.parsing.topic_names import leading, match
from briefings.preferences import mode_of_next
from briefings.readers.archive import visible
from briefings.readers.of_chat import OfChat, topic_id
from briefings.store import (
    Connection,
    late_edits,
    matches,
    outbox,
    preferences,
    stories,
    subscribers,
    topics,
)

LATELY = timedelta(days=7)
PER_PAGE = 5
MOST_PER_PAGE = 20
LAST_PAGE = 500
MOST_CHATS = 10


@dataclass(frozen=True, slots=True)
class LatestPage:
    """A page of the newest stories; page 0 is the newest. `topic` is set when only that one was asked for.

    `of_all`: nothing is followed, and so it has the stories of all topics.
    """

    digest: Digest
    page: int
    count: int
    has_older: bool
    topic: Topic | None = None
    of_all: bool = False


class Readership(OfChat):
    """The readers' use cases. A chat that was never welcomed is welcomed by its first act."""

    async def welcome(
        self, chat_id: int, *, kind: SubscriberKind | None = None, language: str | None = None
    ) -> Subscriber:
        """Makes the chat a subscriber, or active again with all it followed. Idempotent."""
        async with self._database.write() as tx:
            return await self._present(tx, chat_id, kind=kind, language=language)

    async def topics(self, chat_id: int) -> tuple[TopicStanding, ...]:
        """Every topic, whether this chat follows it, and how many stories came in the last seven days."""
        now = self._clock()
        async with self._database.read() as connection:
            known = await subscribers.standing(connection, chat_id, self._thread)
            recent = await matches.recent(connection, now - LATELY, now)
        return tuple(
            TopicStanding(topic, followed, recent.get(topic.slug, 0)) for topic, followed in known.values()
        )

    async def find_topic(self, query: str) -> Topic:
        """The topic of that slug, name or alias, in any case, with or without dashes, spaces and accents.

        Raises `UnknownTopic` with the nearest ones.
        """
        async with self._database.read() as connection:
            return match(query, await topics.listed(connection))

    async def leading_topic(self, text: str) -> tuple[Topic, str]:
        """The topic whose name a text begins with, and the rest of the text. Raises `UnknownTopic`."""
        async with self._database.read() as connection:
            return leading(text, await topics.listed(connection))

    async def subscribe(self, chat_id: int, slug: str) -> bool:
        """Follows a topic, in the digest where all else is; tells whether that changed anything. Raises `UnknownTopic`."""
        async with self._database.write() as tx:
            subscriber = await self._present(tx, chat_id)
            number = await topic_id(tx, slug)
            own = (await preferences.of(tx, [subscriber.id]))[subscriber.id]
            mode = mode_of_next(own, await preferences.following(tx, subscriber.id))
            return await subscribers.subscribe(tx, subscriber.id, number, mode=mode, now=self._clock())

    async def unsubscribe(self, chat_id: int, slug: str) -> bool:
        """Follows a topic no more; tells whether that changed anything. Raises `UnknownTopic`."""
        async with self._database.write() as tx:
            subscriber = await self._present(tx, chat_id)
            return await subscribers.unsubscribe(tx, subscriber.id, await topic_id(tx, slug))

    async def latest(
        self, chat_id: int, *, slug: str | None = None, count: int | None = None, page: int = 0
    ) -> LatestPage:
        """The newest stories, `count` a page (five; at most twenty): of one topic, or of those followed, or of all.

        Raises `UnknownTopic`.
        """
        count = min(max(count or PER_PAGE, 1), MOST_PER_PAGE)
        page, now = min(max(page, 0), LAST_PAGE), self._clock()
        async with self._database.read() as connection:
            shown, of_all = await self._shown(connection, chat_id, slug)
            newest = await stories.latest(
                connection, list(shown), now=now, limit=count + 1, offset=page * count
            )
            found = _as_they_stood(newest[:count])
            beside = await stories.beside(connection, found, now=now)
        followed = tuple(shown.values())
        topic = followed[0] if slug else None
        # What is told of together stands where its newest report does, which may be on an earlier page.
        whole = digest.led_by(digest.compose((*found, *beside), followed), {story.id for story in found})
        made = whole if whole.sections else digest.compose(found, followed)
        return LatestPage(made, page, count, len(newest) > count, topic, of_all)

    async def story(self, chat_id: int, story_id: int) -> Story:
        """A story that this chat may open, whole. Raises `NotFound` for any other."""
        async with self._database.read() as connection:
            return await visible(connection, chat_id, story_id, now=self._clock())

    async def blocked(self, chat_id: int) -> None:
        """The reader blocked the bot: what is owed them is cancelled, what they follow is kept. Idempotent."""
        async with self._database.write() as tx:
            await self._block(tx, await subscribers.of_chat(tx, chat_id))

    async def _block(self, tx: Connection, those: Iterable[Subscriber]) -> None:
        now = self._clock()
        for subscriber in those:
            await subscribers.mark(tx, subscriber.id, SubscriberState.BLOCKED, now=now)
            await outbox.cancel_for(tx, subscriber.id, now=now)

    async def returned(self, chat_id: int) -> bool:
        """The reader unblocked the bot; tells whether they were known and away. Idempotent."""
        async with self._database.write() as tx:
            away = [
                each
                for each in await subscribers.of_chat(tx, chat_id)
                if each.state is not SubscriberState.ACTIVE
            ]
            for subscriber in away:
                await subscribers.mark(tx, subscriber.id, SubscriberState.ACTIVE, now=self._clock())
                await late_edits.owe_outdated(tx, subscriber.id, now=self._clock())
                # What came while they were away is told.
                await preferences.set_waking(tx, subscriber.id, self._clock())
            return bool(away)

    async def knows(self, chat_id: int) -> bool:
        """Whether this chat is a subscriber, in whatever state."""
        async with self._database.read() as connection:
            return await subscribers.find(connection, chat_id) is not None

    async def set_up(
        self, chat_id: int, kind: SubscriberKind, *, by: int, language: str | None = None
    ) -> bool:
        """Somebody took the bot into a group or a channel; tells whether it is new there. What was followed is kept.

        A chat that was not known is spoken to in `language`.
        """
        async with self._database.write() as tx:
            known = await subscribers.find(tx, chat_id)
            subscriber = await self._present(tx, chat_id, kind=kind, language=language)
            await preferences.change(tx, subscriber.id, set_up_by=by)
            return known is None or known.state is not SubscriberState.ACTIVE

    async def set_up_by(self, user_id: int) -> list[int]:
        """The groups and channels that somebody set up and that can be written to, newest first, at most ten."""
        async with self._database.read() as connection:
            return await subscribers.set_up_by_person(connection, user_id, limit=MOST_CHATS)

    async def lost(self, chat_id: int, *, told: bool = True) -> int | None:
        """The bot can no longer write to a chat; tells who set it up there, if that is known and news. Idempotent.

        Where they were not `told` of it yet, it is news even if it was known.
        """
        async with self._database.write() as tx:
            known = await subscribers.of_chat(tx, chat_id)
            news = not told or any(each.state is SubscriberState.ACTIVE for each in known)
            await self._block(tx, known)
            return await subscribers.set_up_by(tx, chat_id) if news else None

    async def moved(self, chat_id: int, new_chat_id: int) -> None:
        """A group became a supergroup: what it follows and is owed goes on there. Idempotent."""
        async with self._database.write() as tx:
            await subscribers.move(tx, chat_id, new_chat_id)

    async def _shown(
        self, connection: Connection, chat_id: int, slug: str | None
    ) -> tuple[dict[int, Topic], bool]:
        """The topics of a page by id: the one asked for, or those followed, or all, as nothing is followed."""
        known = await subscribers.standing(connection, chat_id, self._thread)
        if slug is not None:
            asked = {number: topic for number, (topic, _) in known.items() if topic.slug == slug}
            if not asked:
                raise UnknownTopic(slug)
            return asked, False
        followed = {number: topic for number, (topic, follows) in known.items() if follows}
        return followed or {number: topic for number, (topic, _) in known.items()}, not followed


def _as_they_stood(newest: Sequence[Story]) -> list[Story]:
    """The newest first, and what was published together in the order of its article."""
    times = [story.published_at for story in newest]
    return sorted(newest, key=lambda story: (times.index(story.published_at), story.id))
