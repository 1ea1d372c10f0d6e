"""Submissions: what editors pushed, with the messages it came in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from briefings.model import LeftOut, LineLabel, Submission, SubmissionState
from briefings.store.dialects import insert
from briefings.store.engine import Connection
from briefings.store.schema import inbox, mailings, submission_parts, submissions

WAITING = (SubmissionState.PREVIEW, SubmissionState.ASKED, SubmissionState.SCHEDULED)
OPEN = (SubmissionState.AWAITING, SubmissionState.COLLECTING)
PUBLISHED = (
    mailings.c.created_at.label("published_at"),
    mailings.c.created_by.label("published_by"),
    mailings.c.held_until,
)
ROWS = sa.select(submissions, *PUBLISHED).outerjoin(mailings, mailings.c.submission_id == submissions.c.id)


async def create(
    tx: Connection,
    chat_id: int,
    author_id: int,
    *,
    state: SubmissionState,
    due_at: datetime,
    now: datetime,
    answers: str = "",
) -> int:
    """Opens a submission and returns its id."""
    new = sa.insert(submissions).values(
        chat_id=chat_id,
        author_id=author_id,
        state=state,
        text="",
        due_at=due_at,
        created_at=now,
        answers=answers,
    )
    return int((await tx.execute(new.returning(submissions.c.id))).scalar_one())


async def find(connection: Connection, submission_id: int) -> Submission | None:
    """The submission, or none."""
    row = (await connection.execute(ROWS.where(submissions.c.id == submission_id))).one_or_none()
    return _submission(row) if row else None


async def lock(tx: Connection, submission_id: int) -> Submission | None:
    """The submission, which nobody else can change before this transaction ends."""
    await tx.execute(sa.select(submissions.c.id).where(submissions.c.id == submission_id).with_for_update())
    return await find(tx, submission_id)


async def change(tx: Connection, submission_id: int, **values: Any) -> None:
    """Sets columns, such as `state`, `text`, `card_message_id`, `due_at`."""
    await tx.execute(sa.update(submissions).where(submissions.c.id == submission_id).values(**values))


async def keep_left_out(tx: Connection, submission_id: int, lines: Sequence[LeftOut]) -> None:
    """Keeps the lines that went into no story, as they are now."""
    kept = [(line.text, line.label, line.story, line.place, line.taken) for line in lines]
    await change(tx, submission_id, left_out=kept)


async def left_out(connection: Connection, submission_id: int) -> tuple[LeftOut, ...]:
    """The lines that went into no story, in their order."""
    statement = sa.select(submissions.c.left_out).where(submissions.c.id == submission_id)
    return tuple(
        LeftOut(text, LineLabel(label), story, place, taken)
        for text, label, story, place, taken in await connection.scalar(statement) or ()
    )


async def add_part(
    tx: Connection, submission_id: int, chat_id: int, message_id: int, text: str | None
) -> bool:
    """Keeps a message of the submission, without zero characters; false when that message was kept before."""
    kept = text and text.replace("\0", "")  # PostgreSQL takes none, and a file may hold some
    new = insert(tx.dialect.name, submission_parts).values(
        submission_id=submission_id, chat_id=chat_id, message_id=message_id, text=kept
    )
    return (await tx.execute(new.on_conflict_do_nothing())).rowcount == 1


async def of_message(connection: Connection, chat_id: int, message_id: int) -> Submission | None:
    """The submission that a message is part of, or none."""
    part = sa.select(submission_parts.c.submission_id).where(
        submission_parts.c.chat_id == chat_id, submission_parts.c.message_id == message_id
    )
    row = (await connection.execute(ROWS.where(submissions.c.id == part.scalar_subquery()))).one_or_none()
    return _submission(row) if row else None


async def parts(connection: Connection, submission_id: int) -> list[str]:
    """The texts of its messages, in the order they were written in."""
    statement = (
        sa.select(submission_parts.c.text)
        .where(submission_parts.c.submission_id == submission_id, submission_parts.c.text.is_not(None))
        .order_by(submission_parts.c.message_id)
    )
    return [text for text in await connection.scalars(statement) if text is not None]


async def last_message(connection: Connection, submission_id: int, chat_id: int) -> int | None:
    """The newest of its messages in this chat."""
    statement = sa.select(sa.func.max(submission_parts.c.message_id)).where(
        submission_parts.c.submission_id == submission_id, submission_parts.c.chat_id == chat_id
    )
    found: int | None = await connection.scalar(statement)
    return found


async def open_in(connection: Connection, chat_id: int, author_id: int) -> list[Submission]:
    """What this author is still writing in this chat, newest first."""
    statement = ROWS.where(
        submissions.c.state.in_(OPEN), submissions.c.chat_id == chat_id, submissions.c.author_id == author_id
    )
    return await _listed(connection, statement.order_by(submissions.c.id.desc()))


async def due(connection: Connection, now: datetime) -> list[Submission]:
    """Open submissions whose wait is over and whose chat has no update unhandled, which may be a further part."""
    waiting = sa.select(inbox.c.update_id).where(
        inbox.c.chat_id == submissions.c.chat_id, inbox.c.state < sa.literal_column("2")
    )
    statement = ROWS.where(submissions.c.state.in_(OPEN), submissions.c.due_at <= now, ~waiting.exists())
    return await _listed(connection, statement.order_by(submissions.c.id))


async def collecting(connection: Connection) -> list[Submission]:
    """Open submissions, soonest due first."""
    return await _listed(connection, ROWS.where(submissions.c.state.in_(OPEN)).order_by(submissions.c.due_at))


async def scheduled(connection: Connection, *, due_by: datetime | None = None) -> list[Submission]:
    """What waits for its time, soonest first; with `due_by`, what is due by then."""
    statement = ROWS.where(submissions.c.state == SubmissionState.SCHEDULED)
    if due_by is not None:
        statement = statement.where(submissions.c.due_at <= due_by)
    return await _listed(connection, statement.order_by(submissions.c.due_at, submissions.c.id))


async def drafts(connection: Connection, limit: int) -> list[Submission]:
    """What waits for a decision, newest first."""
    statement = ROWS.where(submissions.c.state.in_(WAITING))
    return await _listed(connection, statement.order_by(submissions.c.id.desc()).limit(limit))


async def asked(connection: Connection, limit: int) -> list[Submission]:
    """What waits for a second person, newest first."""
    statement = ROWS.where(submissions.c.state == SubmissionState.ASKED)
    return await _listed(connection, statement.order_by(submissions.c.id.desc()).limit(limit))


async def earlier(connection: Connection, submission_id: int) -> Submission | None:
    """The newest submission of the same text before this one, unless it was cancelled."""
    own = sa.select(submissions.c.fingerprint).where(submissions.c.id == submission_id)
    statement = ROWS.where(
        submissions.c.fingerprint == own.scalar_subquery(),
        submissions.c.id < submission_id,
        submissions.c.state != SubmissionState.CANCELLED,
    )
    found = await _listed(connection, statement.order_by(submissions.c.id.desc()).limit(1))
    return found[0] if found else None


async def unreported(connection: Connection) -> list[Submission]:
    """Published ones whose card does not show the final result yet, oldest first."""
    statement = (
        sa.select(submissions, *PUBLISHED)
        .join(mailings, mailings.c.submission_id == submissions.c.id)
        .where(mailings.c.reported_at.is_(None))
    )
    return await _listed(connection, statement.order_by(mailings.c.id))


async def _listed(connection: Connection, statement: sa.Select[Any]) -> list[Submission]:
    return [_submission(row) for row in await connection.execute(statement)]


def _submission(row: Any) -> Submission:
    return Submission(
        id=row.id,
        chat_id=row.chat_id,
        author_id=row.author_id,
        state=row.state,
        created_at=row.created_at,
        text=row.text,
        card_message_id=row.card_message_id,
        thread_id=row.thread_id,
        due_at=row.due_at,
        published_at=row.published_at,
        published_by=row.published_by,
        held_until=row.held_until,
        embargo_until=row.embargo_until,
        asked_by=row.asked_by,
        manner=tuple(row.manner.split()),
        answers=row.answers,
    )
