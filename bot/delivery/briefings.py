"""What a scheduled briefing holds: what its reader was not told of yet, and what became of what they were told.

digest     stories under the topics that come in the digest; with them, what else still goes on
catch_up   stories under the topics that come at once, and updates of stories that are followed, held back by quiet
           hours, a pause or a block, or gathered for a digest that was ended
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from briefings import ongoing
from briefings.digest import compose, joined
from briefings.model import Change, Delivery, Digest, MailingKind, StillOpen, Story, Topic
from briefings.ongoing import Ongoing
from briefings.preferences import Following, Mode, Preferences
from briefings.schedule import Timeliness, next_due_at, timeliness
from briefings.store import Connection, briefing, stories, topics
from briefings.store.briefing import Candidate

REACH = timedelta(days=7)
"""How far back a briefing looks."""
MOST = 20
"""So many stories are in one briefing at most, the newest."""
MOST_CHANGES = 5


@dataclass(frozen=True, slots=True)
class Reader:
    """Who a delivery is for: their settings, and what they follow."""

    own: Preferences
    following: tuple[Following, ...]


@dataclass(frozen=True, slots=True)
class _Archive:
    """What could be told to the readers of a batch."""

    candidates: Sequence[Candidate]
    told: frozenset[tuple[int, int]]
    found: Mapping[int, Story]
    changes: Sequence[int]
    pursued: Sequence[tuple[int, int]]
    topics: Mapping[str, Topic]


async def briefed(
    connection: Connection, deliveries: Sequence[Delivery], readers: Mapping[int, Reader], now: datetime
) -> list[tuple[Delivery, Digest | None]]:
    """The digest for each; none where it is too late, so that the next one takes it in."""
    wanted = {each.id: _heard(each, readers[each.subscriber_id], now) for each in deliveries}
    archive = await _archive(connection, deliveries, wanted, now)
    made = [
        (each, _digest(each, readers[each.subscriber_id], wanted[each.id], archive, now))
        for each in deliveries
    ]
    return await _with_open(connection, made, now)


def _heard(delivery: Delivery, reader: Reader, now: datetime) -> tuple[Following, ...]:
    """The topics that such a briefing tells of."""
    if delivery.mailing is MailingKind.DIGEST:
        return tuple(one for one in reader.following if one.is_heard(Mode.DIGEST, now))
    return tuple(
        one
        for one in reader.following
        if not one.is_muted(now) and (one.mode is Mode.INSTANT or not reader.own.slots)
    )


async def _archive(
    connection: Connection,
    deliveries: Sequence[Delivery],
    wanted: Mapping[int, tuple[Following, ...]],
    now: datetime,
) -> _Archive:
    slugs = {one.topic.slug for heard in wanted.values() for one in heard}
    candidates = await briefing.candidates(
        connection, sorted(slugs), since=now - REACH, now=now, most=3 * MOST
    )
    changes = await briefing.changed(connection, now - REACH, most=10 * MOST_CHANGES)
    silent = {each.subscriber_id for each in deliveries if each.mailing is MailingKind.CATCH_UP}
    pursued = await briefing.pursued(connection, silent, since=now - REACH, now=now) if silent else []
    known = {topic.slug: topic for topic in await topics.listed(connection)} if pursued else {}
    ids = {one.story_id for one in candidates} | set(changes) | {story_id for _, story_id in pursued}
    told = await briefing.told(connection, {each.subscriber_id for each in deliveries}, ids)
    found = {story.id: story for story in await stories.in_order(connection, sorted(ids))}
    return _Archive(candidates, told, found, changes, pursued, known)


def _digest(
    delivery: Delivery, reader: Reader, heard: tuple[Following, ...], archive: _Archive, now: datetime
) -> Digest | None:
    own, scheduled = reader.own, delivery.mailing is MailingKind.DIGEST
    late = False
    if scheduled and own.due_at is not None:
        following = next_due_at(own.slots, own.tz, own.due_at)
        how = timeliness(own.due_at, following, now)
        if how is Timeliness.FOLDED:
            return None
        late = how is Timeliness.LATE
    rules = tuple(rule for one in heard for rule in one.rules)
    digest = compose(
        _new(delivery.subscriber_id, heard, archive),
        [one.topic for one in heard],
        delivery.mailing,
        rules=rules,
    )
    if not scheduled:
        digest = joined(digest, _pursued(delivery.subscriber_id, archive), archive.topics)
    changes = _changes(delivery.subscriber_id, own.briefed_at, archive) if scheduled else ()
    return replace(digest, late=late, changes=changes)


def _new(subscriber_id: int, heard: tuple[Following, ...], archive: _Archive) -> list[Story]:
    """The newest stories that the reader followed a topic in time for and was not told of."""
    since = {one.topic.slug: max(filter(None, (one.since, one.muted_until)), default=None) for one in heard}
    chosen: dict[int, Story] = {}
    for one in archive.candidates:
        start = since.get(one.slug)
        if start is None or one.published_at < start or (subscriber_id, one.story_id) in archive.told:
            continue
        if one.story_id in archive.found and len(chosen) < MOST:
            chosen.setdefault(one.story_id, archive.found[one.story_id])
    return list(chosen.values())


def _pursued(subscriber_id: int, archive: _Archive) -> list[Story]:
    """What goes on from stories whose course the reader follows, and was not told to them."""
    own = [story_id for reader, story_id in archive.pursued if reader == subscriber_id]
    untold = [one for one in own if (subscriber_id, one) not in archive.told]
    return [archive.found[one] for one in untold if one in archive.found][:MOST]


def _changes(subscriber_id: int, since: datetime | None, archive: _Archive) -> tuple[Change, ...]:
    """What was put right, since the last briefing, in stories that the reader was told of; not what was done silently."""
    if since is None:
        return ()
    known = [archive.found[one] for one in archive.changes if (subscriber_id, one) in archive.told]
    changed = [Change(story, _topic(story)) for story in known if story.amendments]
    return tuple([change for change in changed if change.amendment.at > since][:MOST_CHANGES])


def _topic(story: Story) -> str:
    return next((match.slug for match in story.topics if match.chosen), "")


async def _with_open(
    connection: Connection, made: Sequence[tuple[Delivery, Digest | None]], now: datetime
) -> list[tuple[Delivery, Digest | None]]:
    """Scheduled digests that have news name what their readers were told of before and what still goes on."""
    still = {
        each.id: await _still_open(connection, each, digest, now)
        for each, digest in made
        if digest and digest.kind is MailingKind.DIGEST
    }
    ids = sorted({one.story_id for going_on in still.values() for one in going_on})
    found = {story.id: story for story in await stories.in_order(connection, ids)} if ids else {}

    def named(each: Delivery) -> tuple[StillOpen, ...]:
        return tuple(StillOpen(found[one.story_id], one.topic, one.since) for one in still.get(each.id, ()))

    return [(each, digest and replace(digest, still_open=named(each))) for each, digest in made]


async def _still_open(
    connection: Connection, delivery: Delivery, digest: Digest, now: datetime
) -> list[Ongoing]:
    news = [*digest.stories, *(change.story for change in digest.changes)]
    if not news:
        return []
    told = await briefing.told_lately(connection, delivery.subscriber_id, since=now - ongoing.REACH, now=now)
    about = {known for story in news for known in (story.id, story.event_id, story.update_of) if known}
    return ongoing.still_open(told, now, news=about)
