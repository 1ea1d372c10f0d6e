"""How a story is related to those already known: the same text again, a rewrite, another report of one happening.

signatures of what is known x the drafts --likely--> texts compared --> shares, kept with each draft
published stories of the last days x a story --> the event it belongs to
"""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import chain

from briefings.analysis import duplicates, events
from briefings.model import DraftStory, Story, StoryState
from briefings.store import Connection, signatures, stories, topics, versions

COMPARED = 5000
"""So many of the newest stories are compared by their signatures, in about 10 us each."""
_LIKELY = 12
_FEWEST_TERMS = 12
"""A text of fewer terms is too short to tell what it is about."""
EVENT_DAYS = timedelta(days=3)
EVENT_STORIES = 500


@dataclass(frozen=True, slots=True)
class RelatedStory:
    """An earlier story as it is now, and the share of the shorter of the two texts that stands in the other.

    `share` is 0 when only the happening is the same.
    """

    story: Story
    share: float

    @property
    def was_retracted(self) -> bool:
        """Whether this text was taken back once."""
        return self.story.state is StoryState.RETRACTED and self.share > 0

    @property
    def can_be_updated(self) -> bool:
        """Whether readers have it, so that a new story may go on from it."""
        return self.story.state is StoryState.PUBLISHED


@dataclass(frozen=True, slots=True)
class Findings:
    """What is kept of a draft's text, and the earlier stories that it is like, by their share."""

    shingles: bytes
    likes: Mapping[int, float]


async def find(
    connection: Connection, drafts: Sequence[DraftStory], *, now: datetime, but: Collection[int] = ()
) -> list[Findings]:
    """Compares the drafts of a submission with what is known, `but` these; the comparing is done in a thread."""
    known = [one for one in await signatures.newest(connection, COMPARED) if one[0] not in but]
    window = [one for one in await _window(connection, now) if one.story_id not in but]
    usual = await _usual(connection)
    happenings = await asyncio.to_thread(_happenings, drafts, window, usual)
    found = []
    for draft, (_, event) in zip(drafts, happenings, strict=True):
        signature, likely = await asyncio.to_thread(_likely, draft, known)
        # What was retracted is told of, however many are more alike.
        likely = list(
            dict.fromkeys([*likely[:_LIKELY], *await signatures.retracted(connection, likely[_LIKELY:])])
        )
        texts = await _texts(connection, likely)
        likes = await asyncio.to_thread(_shares, _text(draft), texts)
        same = _newest_on(event, window)
        found.append(Findings(signature, {same: 0.0} | likes if same else likes))
    return found


async def _texts(connection: Connection, story_ids: Sequence[int]) -> list[tuple[int, str]]:
    """What these stories say, and what they said before they were corrected."""
    now = [(story.id, _text(story)) for story in await stories.in_order(connection, story_ids)]
    before = await versions.bodies(connection, story_ids)
    return list(dict.fromkeys([*now, *((story_id, "\n".join(body)) for story_id, body in before)]))


async def keep(tx: Connection, story_ids: Sequence[int], findings: Sequence[Findings]) -> None:
    """Keeps what was found with the drafts, which are new."""
    pairs = list(zip(story_ids, findings, strict=True))
    await signatures.add(tx, [(story_id, found.shingles) for story_id, found in pairs])
    for story_id, found in pairs:
        await signatures.add_kin(tx, story_id, found.likes)


async def find_anew(tx: Connection, story: Story, *, now: datetime) -> None:
    """Finds and keeps what a draft is like whose text has changed; it is not compared with those it stands beside."""
    beside = {one.id for one in await stories.of_submission(tx, story.submission_id)}
    found = await find(tx, [story], now=now, but=beside)
    await signatures.forget(tx, story.id)
    await keep(tx, [story.id], found)


async def nearest(connection: Connection, drafts: Iterable[Story]) -> dict[int, RelatedStory]:
    """The one earlier story that an editor should know of, by draft: what was retracted before what is most alike."""
    return {
        story_id: max(related, key=_weight)
        for story_id, related in (await of_drafts(connection, drafts)).items()
    }


async def of_drafts(connection: Connection, drafts: Iterable[Story]) -> dict[int, list[RelatedStory]]:
    """The earlier stories that each draft is like, by its id; drafts that are like none are left out."""
    kept = await signatures.kin(connection, [story.id for story in drafts])
    ids = {like for likes in kept.values() for like in likes}
    found = {story.id: story for story in await stories.in_order(connection, sorted(ids))}
    return {
        story_id: [RelatedStory(found[like], share) for like, share in likes.items()]
        for story_id, likes in kept.items()
    }


async def link(tx: Connection, published: Sequence[Story]) -> None:
    """Links stories that were just published to the events they belong to, or makes each the first of its own.

    Stories of one submission stood beside each other as different ones, so no two of them share an event.
    """
    known = await _window(tx, max(story.published_at for story in published if story.published_at))
    earlier = await stories.in_order(tx, [story.update_of for story in published if story.update_of])
    event_of = {story.id: story.event_id for story in earlier}
    given = {
        place: event
        for place, story in enumerate(published)
        if story.update_of and (event := event_of.get(story.update_of))
    }
    usual = await _usual(tx)
    happenings = await asyncio.to_thread(_happenings, published, known, usual, given)
    for story, (terms, event) in zip(published, happenings, strict=True):
        await signatures.link(tx, story.id, event or story.id, terms)


async def _window(connection: Connection, now: datetime) -> list[signatures.Recent]:
    """The published stories whose happenings a story of now can belong to."""
    recent = await signatures.recent(connection, EVENT_STORIES)
    return [one for one in recent if one.published_at >= now - EVENT_DAYS]


async def _usual(connection: Connection) -> str:
    """The words of the topics, which stories here have in common whatever they tell of."""
    return "\n".join(
        word
        for topic in await topics.listed(connection)
        for word in (topic.name, *topic.aliases, *chain.from_iterable(topic.groups))
    )


def _likely(draft: DraftStory, known: Sequence[tuple[int, bytes]]) -> tuple[bytes, list[int]]:
    signature = duplicates.signature(_text(draft))
    return signature, duplicates.likely(signature, known)


def _shares(text: str, others: Iterable[tuple[int, str]]) -> dict[int, float]:
    shares: dict[int, float] = {}
    for story_id, other in others:
        shares[story_id] = max(duplicates.likeness(text, other), shares.get(story_id, 0))
    return {story_id: round(share, 3) for story_id, share in shares.items() if share >= duplicates.DUPLICATE}


def _happenings(
    told: Sequence[DraftStory], known: Iterable[signatures.Recent], usual: str, given: Mapping[int, int] = {}
) -> list[tuple[bytes, int | None]]:
    """What to keep of each of these stories, and the event it belongs to: no two to one, the nearest before all others.

    `given` has the events of those, by their place, whose event is known already.
    """
    window = events.Window(usual)
    for one in known:
        window.add(one.event_id, one.terms)
    terms = [events.signature(story.headline, story.paragraphs, story.language) for story in told]
    pairs = [
        (nearness, place, event)
        for place, kept in enumerate(terms)
        if events.count(kept) >= _FEWEST_TERMS
        for event, nearness in window.matches(kept)
    ]
    found = dict(given)
    for _, place, event in sorted(pairs, key=lambda pair: -pair[0]):
        if place not in found and event not in found.values():
            found[place] = event
    return [(kept, found.get(place)) for place, kept in enumerate(terms)]


def _newest_on(event: int | None, known: Iterable[signatures.Recent]) -> int | None:
    """The newest story on a happening."""
    return max((one.story_id for one in known if one.event_id == event), default=None) if event else None


def _weight(related: RelatedStory) -> tuple[bool, float, bool, int]:
    return related.was_retracted, related.share, related.can_be_updated, related.story.id


def _text(story: DraftStory) -> str:
    return "\n".join(story.paragraphs)
