"""What a scheduled briefing holds: what its reader was not told of yet, and what became of what they were told.

digest     stories under the topics that come in the digest
catch_up   stories under the topics that come at once, held back by quiet hours, a pause or a block
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from briefings.digest import compose
from briefings.model import Change, Delivery, Digest, MailingKind, Story
from briefings.preferences import Following, Mode, Preferences
from briefings.schedule import Timeliness, next_due_at, timeliness
from briefings.store import Connection, briefing, stories
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
    changes: Sequence[tuple[int, str, datetime]]


async def briefed(
    connection: Connection, deliveries: Sequence[Delivery], readers: Mapping[int, Reader], now: datetime
) -> list[tuple[Delivery, Digest | None]]:
    """The digest for each; none where it is too late, so that the next one takes it in."""
    wanted = {each.id: _heard(each, readers[each.subscriber_id], now) for each in deliveries}
    archive = await _archive(connection, deliveries, wanted, now)
    return [
        (each, _digest(each, readers[each.subscriber_id], wanted[each.id], archive, now))
        for each in deliveries
    ]


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
    candidates = await briefing.candidates(connection, sorted(slugs), since=now - REACH, most=3 * MOST)
    changes = await briefing.changed(connection, now - REACH, most=10 * MOST_CHANGES)
    ids = {one.story_id for one in candidates} | {story_id for story_id, *_ in changes}
    told = await briefing.told(connection, {each.subscriber_id for each in deliveries}, ids)
    found = {story.id: story for story in await stories.in_order(connection, sorted(ids))}
    return _Archive(candidates, told, found, changes)


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


def _changes(subscriber_id: int, since: datetime | None, archive: _Archive) -> tuple[Change, ...]:
    """What became, since the last briefing, of stories that the reader was told of."""
    if since is None:
        return ()
    changed = [
        Change(archive.found[story_id], note)
        for story_id, note, at in archive.changes
        if at > since and (subscriber_id, story_id) in archive.told and story_id in archive.found
    ]
    return tuple(changed[:MOST_CHANGES])
