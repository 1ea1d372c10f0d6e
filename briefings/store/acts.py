"""The record of who did what, and when."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

import sqlalchemy as sa

from briefings.model import Act
from briefings.store.engine import Connection
from briefings.store.schema import acts, stories

COLUMNS = (acts.c.at, acts.c.by, acts.c.kind, acts.c.detail, acts.c.submission_id, acts.c.story_id)

DRAFT_CHANGED, LINE_TAKEN_BACK = "draft changed", "line taken back"
ASKED, HANDED_OVER, SCHEDULED = "asked for approval", "handed over", "scheduled"
DECIDING = (ASKED, SCHEDULED)
"""The acts that decide on a submission that still waits."""
WRITING = (DRAFT_CHANGED, LINE_TAKEN_BACK)
"""The acts that change what a draft says."""


async def note(
    tx: Connection,
    kind: str,
    *,
    by: int,
    now: datetime,
    detail: str = "",
    submission_id: int | None = None,
    story_id: int | None = None,
) -> None:
    """Writes an act down, in the transaction that does it."""
    await tx.execute(
        sa.insert(acts).values(
            at=now, by=by, kind=kind, detail=detail, submission_id=submission_id, story_id=story_id
        )
    )


async def of_story(connection: Connection, story_id: int) -> list[Act]:
    """What was done with a story, its submission's acts included, oldest first."""
    submission = sa.select(stories.c.submission_id).where(stories.c.id == story_id).scalar_subquery()
    statement = sa.select(*COLUMNS).where(
        sa.or_(acts.c.story_id == story_id, (acts.c.submission_id == submission) & acts.c.story_id.is_(None))
    )
    return [Act(*row) for row in await connection.execute(statement.order_by(acts.c.id))]


async def writer(connection: Connection, submission_id: int) -> int | None:
    """Who changed the text of a submission's drafts last; none when nobody did."""
    statement = sa.select(acts.c.by).where(acts.c.submission_id == submission_id, acts.c.kind.in_(WRITING))
    return await connection.scalar(statement.order_by(acts.c.id.desc()).limit(1))


async def last(
    connection: Connection, submission_ids: Collection[int], kinds: Collection[str]
) -> dict[int, datetime]:
    """When an act of these kinds was done last for each of the submissions; those without are left out."""
    statement = sa.select(acts.c.submission_id, sa.func.max(acts.c.at, type_=acts.c.at.type)).where(
        acts.c.submission_id.in_(submission_ids), acts.c.kind.in_(kinds)
    )
    return {row[0]: row[1] for row in await connection.execute(statement.group_by(acts.c.submission_id))}


async def since(connection: Connection, moment: datetime, limit: int) -> list[Act]:
    """What was done last since then, oldest first."""
    statement = sa.select(*COLUMNS).where(acts.c.at >= moment).order_by(acts.c.id.desc()).limit(limit)
    return [Act(*row) for row in await connection.execute(statement)][::-1]
