"""What the next shift should know, and how the house does over time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from briefings.desk.preview import Preview, look_at_all
from briefings.model import Act, Clock, Mailing, Proposal, Story, StoryState
from briefings.store import (
    Connection,
    Database,
    acts,
    in_doubt,
    mailings,
    proposals,
    revisions,
    stories,
    submissions,
    trends,
)
from briefings.store.in_doubt import EditsInDoubt, InDoubt

SHOWN = 12
"""So many of each sort are shown; one more is found, to tell that there are more."""
TREND = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Shift:
    """What went out since `since`, what waits, what is not confirmed, which corrections are owed, what was done last.

    `in_doubt` is what may not have arrived and has no card that tells so.
    `edits_in_doubt` are changes that may not have reached all messages.
    `about` has the stories of an act, without those that were dropped; none where nothing was read yet.
    """

    since: datetime
    sent: tuple[Story, ...]
    waiting: tuple[Preview, ...]
    unconfirmed: tuple[Story, ...]
    proposed: tuple[Proposal, ...]
    changes: tuple[Mailing, ...]
    in_doubt: InDoubt
    edits_in_doubt: tuple[EditsInDoubt, ...]
    acts: tuple[Act, ...]
    about: Mapping[Act, tuple[Story, ...]]


@dataclass(frozen=True, slots=True)
class Trend:
    """The last thirty days, one after the other: messages of each day, and readers at its end."""

    days: tuple[date, ...]
    messages: tuple[int, ...]
    readers: tuple[int, ...]


class Handover:
    """Looks over the desk."""

    def __init__(self, database: Database, clock: Clock) -> None:
        """Works on `database`."""
        self._database = database
        self._clock = clock

    async def shift(self, hours: int = 8) -> Shift:
        """What happened in so many hours, and what is still to be done."""
        now = self._clock()
        since = now - timedelta(hours=hours)
        async with self._database.read() as connection:
            drafts = await submissions.drafts(connection, SHOWN + 1)
            done = await acts.since(connection, since, SHOWN)
            return Shift(
                since,
                tuple(await revisions.published_since(connection, since, SHOWN + 1)),
                tuple(await look_at_all(connection, drafts, now)),
                tuple(await revisions.unconfirmed(connection, SHOWN + 1)),
                tuple(await proposals.undecided(connection, SHOWN + 1)),
                tuple(await mailings.unreported(connection)),
                await in_doubt.look(connection, None, now=now),
                tuple(await in_doubt.edits(connection, now=now, limit=SHOWN)),
                tuple(done),
                await _about(connection, done),
            )

    async def trend(self) -> Trend:
        """How it went in the last thirty days."""
        now = self._clock()
        since = (now - TREND).replace(hour=0, minute=0, second=0, microsecond=0)
        async with self._database.read() as connection:
            sent = await trends.messages(connection, since)
            came = await trends.newcomers(connection, since)
            readers = await trends.readers_before(connection, since)
        days = tuple(since.date() + timedelta(days=number) for number in range((now - since).days + 1))
        totals = []
        for day in days:
            readers += came.get(day, 0)
            totals.append(readers)
        return Trend(days, tuple(sent.get(day, 0) for day in days), tuple(totals))


async def _about(connection: Connection, done: Sequence[Act]) -> dict[Act, tuple[Story, ...]]:
    named = {act.story_id for act in done if act.story_id is not None}
    by_id = {story.id: (story,) for story in await stories.in_order(connection, sorted(named))}
    pushed = {act.submission_id for act in done if act.story_id is None and act.submission_id is not None}
    of_it = await stories.of_submissions(connection, sorted(pushed))
    return {act: by_id.get(act.story_id or 0) or _kept(of_it.get(act.submission_id or 0, ())) for act in done}


def _kept(found: tuple[Story, ...]) -> tuple[Story, ...]:
    return tuple(story for story in found if story.state is not StoryState.DROPPED) or found
