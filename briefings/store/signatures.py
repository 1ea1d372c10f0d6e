"""What is kept of the texts of stories to find others like them, and the likeness found."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from briefings.model import StoryState, SubmissionState
from briefings.store.engine import Connection
from briefings.store.schema import stories, story_kin, story_signatures, submissions

_MOST_RETRACTED = 50
_RETRACTED_AS_SENT = 2
"""The version of a story that was retracted and never corrected."""
Signature = tuple[int, bytes]
"""A story and what is kept of its text."""


@dataclass(frozen=True, slots=True)
class Recent:
    """A published story, the event it belongs to, and what is kept to link others to it."""

    story_id: int
    event_id: int
    published_at: datetime
    terms: bytes


async def add(tx: Connection, signatures: Sequence[Signature]) -> None:
    """Keeps the shingles of new stories."""
    if signatures:
        rows = [{"story_id": story_id, "shingles": shingles} for story_id, shingles in signatures]
        await tx.execute(sa.insert(story_signatures), rows)


async def forget(tx: Connection, story_id: int) -> None:
    """Lets go of what was kept of a draft's text, and of what it is like."""
    await tx.execute(sa.delete(story_signatures).where(story_signatures.c.story_id == story_id))
    await tx.execute(sa.delete(story_kin).where(story_kin.c.story_id == story_id))


async def newest(connection: Connection, limit: int) -> list[Signature]:
    """The shingles of the newest stories, whatever became of them, newest first."""
    statement = (
        sa.select(story_signatures.c.story_id, story_signatures.c.shingles)
        .order_by(story_signatures.c.story_id.desc())
        .limit(limit)
    )
    return [(row.story_id, row.shingles) for row in await connection.execute(statement)]


async def retracted(connection: Connection, story_ids: Collection[int]) -> list[int]:
    """Those of the stories that were retracted, newest first; and what was corrected before it was; fifty of each at most.

    The shingles are those of the first text, and do not tell what is like a later one.
    """
    newest = sa.select(stories.c.id).order_by(stories.c.id.desc()).limit(_MOST_RETRACTED)
    retracted = sa.text("stories.state = 'retracted'")  # as the index has it
    among = newest.where(stories.c.id.in_(story_ids), retracted)
    corrected = newest.where(stories.c.version > _RETRACTED_AS_SENT, retracted)
    return [*await connection.scalars(among), *await connection.scalars(corrected)]


async def add_kin(tx: Connection, story_id: int, likes: Mapping[int, float]) -> None:
    """Keeps which earlier stories a new one is like, each with the share of text in common."""
    if likes:
        rows = [{"story_id": story_id, "like_id": like, "share": share} for like, share in likes.items()]
        await tx.execute(sa.insert(story_kin), rows)


async def kin(connection: Connection, story_ids: Iterable[int]) -> dict[int, dict[int, float]]:
    """The earlier stories that each is like, with their shares, as found when it came in; those with none are left out.

    What was dropped or cancelled meanwhile is not among them.
    """
    statement = (
        sa.select(story_kin)
        .join(stories, stories.c.id == story_kin.c.like_id)
        .join(submissions, submissions.c.id == stories.c.submission_id)
        .where(
            story_kin.c.story_id.in_(list(story_ids)),
            stories.c.state != StoryState.DROPPED,
            submissions.c.state != SubmissionState.CANCELLED,
        )
    )
    found: dict[int, dict[int, float]] = {}
    for row in await connection.execute(statement):
        found.setdefault(row.story_id, {})[row.like_id] = row.share
    return found


async def recent(connection: Connection, limit: int) -> list[Recent]:
    """The newest stories that are published and linked, in the order they came in."""
    signed = story_signatures.join(stories, stories.c.id == story_signatures.c.story_id)
    statement = (
        sa.select(stories.c.id, stories.c.event_id, stories.c.published_at, story_signatures.c.terms)
        .select_from(signed)
        .where(story_signatures.c.terms.is_not(None), stories.c.state == StoryState.PUBLISHED)
        .order_by(story_signatures.c.story_id.desc())
        .limit(limit)
    )
    return [Recent(*row) for row in await connection.execute(statement)][::-1]


async def link(tx: Connection, story_id: int, event_id: int, terms: bytes) -> None:
    """Puts a published story to an event, and keeps what is needed to link others to it."""
    await tx.execute(sa.update(stories).where(stories.c.id == story_id).values(event_id=event_id))
    await tx.execute(
        sa.update(story_signatures).where(story_signatures.c.story_id == story_id).values(terms=terms)
    )
