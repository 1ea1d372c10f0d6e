"""What a push holds for each of its readers, and where it hangs.

stories under topics that come at once, as the reader's words let them in
+ updates of stories that the reader follows
under the reader's own message that told of the earlier story, if there is one
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.delivery.briefings import Reader
from briefings.digest import compose, joined
from briefings.model import Delivery, Digest, Story, SubscriberKind, Topic
from briefings.preferences import Mode, Rule
from briefings.store import Connection, matches, receipts, saved, stories, topics

MANY = 12
"""So many stories on one topic in a day are many."""
_A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Push:
    """What one reader is pushed; equal keys make equal digests. `offer` is a topic of which a digest is offered."""

    stories: tuple[Story, ...]
    topics: tuple[Topic, ...]
    rules: tuple[Rule, ...]
    pursued: tuple[Story, ...]
    known: Mapping[str, Topic]
    offer: str | None

    @property
    def key(self) -> Hashable:
        """What the digest depends on."""
        # A topic hashes slowly.
        slugs = tuple(topic.slug for topic in self.topics)
        versions = tuple((story.id, story.version) for story in self.stories)
        return versions, slugs, self.rules, tuple(story.id for story in self.pursued)

    def digest(self) -> Digest:
        """The stories by topic."""
        return joined(compose(self.stories, self.topics, rules=self.rules), self.pursued, self.known)


@dataclass(frozen=True, slots=True)
class Batch:
    """What the pushes of a batch are made of, gathered for all of its readers at once."""

    published: Mapping[int, tuple[Story, ...]]
    busy: Mapping[int, frozenset[str]]
    known: Mapping[str, Topic]
    pursuing: frozenset[tuple[int, int]]
    messages: Mapping[tuple[int, int], int]

    def push(self, delivery: Delivery, reader: Reader, now: datetime) -> Push:
        """What a delivery brings its reader."""
        found = self.published[delivery.submission_id or 0]
        heard = [one for one in reader.following if one.is_heard(Mode.INSTANT, now)]
        pursued: tuple[Story, ...] = ()
        if self.pursuing:
            pursued = tuple(
                story for story in found if (delivery.subscriber_id, story.update_of or 0) in self.pursuing
            )
        busy = self.busy[delivery.submission_id or 0]
        offer = None
        if delivery.kind is SubscriberKind.PRIVATE:
            offer = next((one.topic.slug for one in heard if one.topic.slug in busy), None)
        return Push(
            found,
            tuple(one.topic for one in heard),
            tuple(rule for one in heard for rule in one.rules),
            pursued,
            self.known,
            offer,
        )

    def likeness(self, delivery: Delivery, reader: Reader) -> Hashable:
        """Equal for deliveries of the batch that bring their readers the same, told at a glance: others may, too."""
        own = delivery.subscriber_id if self.pursuing else None
        followed = [
            (one.topic.slug, one.mode is Mode.INSTANT, one.muted_until, one.rules) for one in reader.following
        ]
        # Readers who set the same have the same object, and they hold it as long as the batch lasts.
        return delivery.submission_id, delivery.kind, delivery.breaking, id(reader.own), own, *followed

    def hung(self, delivery: Delivery) -> Delivery:
        """The delivery, to hang under the message that told its reader of what its only story goes on from."""
        found = self.published[delivery.submission_id or 0]
        earlier = _earlier(found[0]) if len(found) == 1 else None
        message_id = self.messages.get((delivery.subscriber_id, earlier or 0))
        return delivery if message_id == delivery.message_id else replace(delivery, message_id=message_id)


async def gather(connection: Connection, deliveries: Sequence[Delivery]) -> Batch:
    """Look up what the pushes hold; a handful of queries, and fewer where nothing goes on from anything."""
    published = await stories.for_submissions(connection, {each.submission_id or 0 for each in deliveries})
    busy = await _busy(connection, published)
    earlier = {one for found in published.values() for story in found if (one := _earlier(story))}
    if not earlier:
        return Batch(published, busy, {}, frozenset(), {})
    readers = {each.subscriber_id for each in deliveries}
    return Batch(
        published,
        busy,
        {topic.slug: topic for topic in await topics.listed(connection)},
        await saved.pursuing(connection, readers, earlier),
        await receipts.last_messages(
            connection, {(reader, story) for reader in readers for story in earlier}
        ),
    )


def _earlier(story: Story) -> int | None:
    """The story that one goes on from: the one an editor named, or the first report of the same happening."""
    first = story.event_id if story.event_id != story.id else None
    return story.update_of or first


async def _busy(
    connection: Connection, published: Mapping[int, Sequence[Story]]
) -> Mapping[int, frozenset[str]]:
    """The topics, by submission, on which its stories made many in one day: then a digest is offered, and not again."""
    at = {number: found[0].published_at for number, found in published.items() if found}
    first = min(filter(None, at.values()), default=None)
    if first is None:
        return {number: frozenset() for number in published}
    moments = await matches.moments(connection, first - _A_DAY)
    return {
        number: frozenset(
            slug
            for slug, own in _counted(found).items()
            if _made_many(moments.get(slug, ()), at.get(number), own)
        )
        for number, found in published.items()
    }


def _counted(found: Sequence[Story]) -> Counter[str]:
    return Counter(match.slug for story in found for match in story.topics if match.chosen)


def _made_many(moments: Sequence[datetime], at: datetime | None, own: int) -> bool:
    """Whether the stories published at a moment were the ones that made them many in a day."""
    if at is None:
        return False
    that_day = bisect_right(moments, at) - bisect_left(moments, at - _A_DAY)
    return that_day - own < MANY <= that_day
