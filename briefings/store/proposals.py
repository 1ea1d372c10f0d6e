"""Proposals: changes of published stories that wait to be confirmed."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from briefings.model import MailingKind, Proposal, ProposalState, Story, StoryState
from briefings.store.engine import Connection
from briefings.store.schema import proposals, stories


async def create(
    tx: Connection,
    *,
    story_id: int,
    version: int,
    kind: MailingKind,
    changes: dict[str, str],
    state: ProposalState,
    chat_id: int,
    by: int,
    now: datetime,
) -> Proposal:
    """Makes a proposal. One that still awaits its text from the same person in the same chat is given up."""
    await tx.execute(
        sa.update(proposals)
        .where(
            proposals.c.chat_id == chat_id,
            proposals.c.by == by,
            proposals.c.state == ProposalState.AWAITING,
        )
        .values(state=ProposalState.CANCELLED)
    )
    new = sa.insert(proposals).values(
        story_id=story_id,
        version=version,
        kind=kind,
        changes=changes,
        state=state,
        chat_id=chat_id,
        by=by,
        at=now,
    )
    return _proposal((await tx.execute(new.returning(*proposals.c))).one())


async def find(connection: Connection, proposal_id: int) -> Proposal | None:
    """The proposal, or none."""
    row = (await connection.execute(sa.select(proposals).where(proposals.c.id == proposal_id))).one_or_none()
    return _proposal(row) if row else None


async def lock(tx: Connection, proposal_id: int) -> Proposal | None:
    """The proposal, which nobody else can change before this transaction ends."""
    await tx.execute(sa.select(proposals.c.id).where(proposals.c.id == proposal_id).with_for_update())
    return await find(tx, proposal_id)


async def awaited(connection: Connection, chat_id: int, by: int, *, since: datetime) -> Proposal | None:
    """The proposal, made since then, whose text this person is to write in this chat, or none."""
    statement = sa.select(proposals).where(
        proposals.c.chat_id == chat_id,
        proposals.c.by == by,
        proposals.c.state == sa.literal_column("'awaiting'"),
        proposals.c.at >= since,
    )
    row = (await connection.execute(statement.order_by(proposals.c.id.desc()).limit(1))).one_or_none()
    return _proposal(row) if row else None


async def undecided(connection: Connection, limit: int) -> list[Proposal]:
    """What waits to be written or confirmed and still fits its story, newest first."""
    undecided = sa.text("proposals.state IN ('awaiting', 'open')")  # as the index has it
    fits = sa.or_(
        proposals.c.state == ProposalState.AWAITING,
        sa.and_(
            proposals.c.state == ProposalState.OPEN,
            sa.or_(proposals.c.version == stories.c.version, proposals.c.kind == MailingKind.RETRACTION),
        ),
    )
    statement = (
        sa.select(proposals)
        .join(stories, stories.c.id == proposals.c.story_id)
        .where(undecided, fits, stories.c.state == StoryState.PUBLISHED)
        .order_by(proposals.c.id.desc())
        .limit(limit)
    )
    return [_proposal(row) for row in await connection.execute(statement)]


async def open_for(connection: Connection, story: Story, limit: int) -> list[Proposal]:
    """What waits to be confirmed for a story and still fits it, newest first."""
    statement = sa.select(proposals).where(
        proposals.c.story_id == story.id,
        proposals.c.state == ProposalState.OPEN,
        sa.or_(proposals.c.version == story.version, proposals.c.kind == MailingKind.RETRACTION),
    )
    rows = await connection.execute(statement.order_by(proposals.c.id.desc()).limit(limit))
    return [_proposal(row) for row in rows]


async def change(tx: Connection, proposal_id: int, **values: Any) -> None:
    """Sets columns: `state`, `changes`, `version`, `at`."""
    await tx.execute(sa.update(proposals).where(proposals.c.id == proposal_id).values(**values))


def _proposal(row: Any) -> Proposal:
    return Proposal(
        id=row.id,
        story_id=row.story_id,
        version=row.version,
        kind=row.kind,
        changes=dict(row.changes),
        state=row.state,
        chat_id=row.chat_id,
        by=row.by,
        at=row.at,
    )
