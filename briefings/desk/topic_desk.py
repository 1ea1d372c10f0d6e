"""What editors do with topics: add, edit, merge, remove, and see first what that would change.

text --topic_text--> change, kept --trial on the newest stories--> looked at --confirm--> done
                                                                    then, if the editor says so, --reread-->
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from briefings.desk import topic_stories, topic_text
from briefings.desk.topic_trial import Proposal, Trial, tried
from briefings.errors import Conflict, NotFound
from briefings.model import Clock, DraftStory, Story, Topic, TopicAct, TopicChange, TopicMatch
from briefings.parsing.topic_names import leading
from briefings.store import (
    Connection,
    Database,
    acts,
    stories,
    subscribers,
    topic_changes,
    topics,
)

__all__ = ["Proposal", "TopicDesk", "Trial"]

Match = Callable[[DraftStory, Topic], TopicMatch | None]
"""Tells whether a story belongs to a topic, and what it says about it. It is `briefings.reading.match`."""

TRIED = 200
"""A topic is tried on so many of the newest stories."""
REREAD = timedelta(days=30)
MOST_TOPICS = 200


@dataclass(frozen=True, slots=True)
class Overview:
    """The topics there are, in their order, each with its followers."""

    topics: tuple[tuple[Topic, int], ...]


class TopicDesk:
    """The use cases; who may is for the caller to know."""

    def __init__(self, database: Database, clock: Clock, match: Match) -> None:
        """Works on `database`, and matches stories with `match`, in a thread of its own."""
        self._database = database
        self._clock = clock
        self._match = match

    async def overview(self) -> Overview:
        """All topics with their followers."""
        async with self._database.read() as connection:
            followers = await subscribers.by_topic(connection)
            known = await topics.listed(connection)
        return Overview(tuple((topic, followers.get(topic.slug, 0)) for topic in known))

    async def named(self, text: str) -> tuple[Topic, str]:
        """The topic that a text begins with, and the rest of the text. Raises `UnknownTopic`."""
        async with self._database.read() as connection:
            return leading(text, await topics.listed(connection))

    async def add(self, text: str, *, by: int) -> Proposal:
        """Proposes a new topic. Raises `BadTopic`; `Conflict` when there is one of that name."""
        topic = topic_text.new(text)
        async with self._database.write() as tx:
            _check_new(topic, await topics.listed(tx))
            return await self._proposed(tx, TopicAct.ADD, topic, by=by)

    async def edit(self, topic: Topic, text: str, *, by: int) -> Proposal:
        """Proposes other fields for a topic. Raises `BadTopic`; `Conflict` for the name of another."""
        after = topic_text.edited(topic, text)
        async with self._database.write() as tx:
            _check_name(after, [one for one in await topics.listed(tx) if one.slug != topic.slug])
            return await self._proposed(tx, TopicAct.EDIT, after, made_from=topic, by=by)

    async def alias(self, topic: Topic, text: str, *, by: int) -> Proposal:
        """Proposes more aliases for a topic, or fewer. Raises `BadTopic`."""
        after = topic_text.with_aliases(topic, text)
        async with self._database.write() as tx:
            return await self._proposed(tx, TopicAct.EDIT, after, made_from=topic, by=by)

    async def merge(self, topic: Topic, into: Topic, *, by: int) -> Proposal:
        """Proposes to make one topic of two: `into` takes over aliases, followers and stories. Raises `BadTopic`."""
        merged = topic_text.merged(topic, into)
        async with self._database.write() as tx:
            return await self._proposed(
                tx, TopicAct.MERGE, merged, made_from=into, slug=topic.slug, into=into.slug, by=by
            )

    async def remove(self, topic: Topic, *, by: int) -> Proposal:
        """Proposes to remove a topic."""
        async with self._database.write() as tx:
            return await self._proposed(tx, TopicAct.REMOVE, None, slug=topic.slug, by=by)

    async def take_up(self, change_id: int, number: int) -> Proposal:
        """Adds a name that was suggested, counted from 0, to the aliases of a change. Raises `NotFound`, `Conflict`."""
        async with self._database.write() as tx:
            change = await _open(tx, change_id)
            proposal = await self._look(tx, change)
            if proposal.after is None or number >= len(proposal.missing):
                raise NotFound("That suggestion is no longer there.")
            after = topic_text.with_aliases(proposal.after, proposal.missing[number])
            fields = topic_text.as_fields(after)
            await topic_changes.change(tx, change_id, fields=fields)
            return await self._look(tx, replace(change, fields=fields))

    async def trial(self, topic: Topic) -> Proposal:
        """The topic as it is, tried on the newest stories; nothing is kept."""
        async with self._database.read() as connection:
            change = TopicChange(
                id=0,
                act=TopicAct.EDIT,
                slug=topic.slug,
                by=0,
                at=self._clock(),
                fields=topic_text.as_fields(topic),
            )
            return await self._look(connection, change)

    async def concerned(self, change_id: int) -> tuple[str, ...]:
        """The slugs of the topics that a change is about; none when it is no longer there, or makes a new one."""
        async with self._database.read() as connection:
            change = await topic_changes.find(connection, change_id)
            if change is None or change.act is TopicAct.ADD:
                return ()
            return tuple(slug for slug in (change.slug, change.into) if slug)

    async def confirm(self, change_id: int, *, by: int) -> Proposal:
        """Does what was proposed.

        Raises `NotFound`; `Conflict` when it was done before, or the topic is gone or another one by now.
        """
        async with self._database.write() as tx:
            change = await _open(tx, change_id)
            await topics.lock(tx)
            ids, known = await topics.ids(tx), await topics.listed(tx)
            gone = [slug for slug in (change.slug, change.into) if slug and slug not in ids]
            if change.act is TopicAct.ADD:
                _check_new(topic_text.from_fields(change.fields or {}), known)
            elif gone:
                raise Conflict(f"There is no topic “{gone[0]}” any more.")
            elif change.made_from and topic_text.from_fields(change.made_from) not in known:
                raise Conflict("That topic was changed since this was written: write it again.")
            proposal = await self._look(tx, change)
            if proposal.after is not None:
                await topics.put(tx, proposal.after)
            if change.act in {TopicAct.MERGE, TopicAct.REMOVE}:
                await topic_stories.end(tx, ids[change.slug], ids[change.into] if change.into else None)
            await topic_changes.change(tx, change_id, done=True)
            await acts.note(tx, f"topic {change.act}", by=by, now=self._clock(), detail=change.slug)
            return replace(proposal, change=replace(change, done=True))

    async def discard(self, change_id: int) -> None:
        """Gives a change up. Idempotent; `Conflict` once it was done."""
        async with self._database.write() as tx:
            await _open(tx, change_id)
            await topic_changes.discard(tx, change_id)

    async def reread(self, change_id: int) -> tuple[Topic, int]:
        """Puts the stories of the last thirty days under the changed topic, or takes them away, by its words of now.

        Returns the topic and how many stories changed. What an editor decided by hand stays, and nothing is sent.
        Raises `NotFound`, also when the topic is gone.
        """
        async with self._database.read() as connection:
            change = await topic_changes.find(connection, change_id)
            slug = (change.into or change.slug) if change else ""
            topic_id = (await topics.ids(connection)).get(slug)
            if topic_id is None:
                raise NotFound("That topic is not there any more.")
            topic = (await topics.by_id(connection))[topic_id]
            since = self._clock() - REREAD
            recent = [one for one in await stories.newest(connection, TRIED) if _since(one, since)]
        made = await asyncio.to_thread(lambda: {one.id: self._match(one, topic) for one in recent})
        async with self._database.write() as tx:
            return topic, await topic_stories.put_under(tx, topic, topic_id, made)

    async def _proposed(
        self,
        tx: Connection,
        act: TopicAct,
        after: Topic | None,
        *,
        made_from: Topic | None = None,
        slug: str | None = None,
        into: str | None = None,
        by: int,
    ) -> Proposal:
        slug = slug or (after.slug if after else "")
        made = await topic_changes.create(
            tx,
            act,
            slug,
            fields=topic_text.as_fields(after) if after else None,
            made_from=topic_text.as_fields(made_from) if made_from else None,
            into=into,
            by=by,
            now=self._clock(),
        )
        return await self._look(tx, await _open(tx, made))

    async def _look(self, connection: Connection, change: TopicChange) -> Proposal:
        known = {topic.slug: topic for topic in await topics.listed(connection)}
        followers = await subscribers.by_topic(connection)
        after = topic_text.from_fields(change.fields) if change.fields else None
        proposal = Proposal(
            change,
            known.get(change.slug),
            after,
            known.get(change.into or ""),
            followers.get(change.slug, 0),
        )
        if after is None:
            return proposal
        newest = await stories.newest(connection, TRIED)
        return await asyncio.to_thread(tried, proposal, after, newest)


async def _open(tx: Connection, change_id: int) -> TopicChange:
    change = await topic_changes.lock(tx, change_id)
    if change is None:
        raise NotFound("That change is no longer there: write it again.")
    if change.done:
        raise Conflict("That was done already.")
    return change


def _check_new(topic: Topic, known: Sequence[Topic]) -> None:
    _check_name(topic, known)
    if len(known) >= MOST_TOPICS:
        raise Conflict(f"There are {MOST_TOPICS} topics, and no room for more: remove or merge one first.")


def _check_name(topic: Topic, others: Sequence[Topic]) -> None:
    for other in others:
        if topic.slug == other.slug or not _names(topic).isdisjoint(_names(other)):
            raise Conflict(
                f"There is a topic “{other.name}” ({other.slug}) already: edit it, or take another name."
            )


def _names(topic: Topic) -> set[str]:
    return {name.casefold() for name in (topic.name, *topic.names.values())}


def _since(story: Story, moment: datetime) -> bool:
    return story.published_at is not None and story.published_at >= moment
