"""What may or may not have arrived, and is with nobody to decide over but an editor.

Of a publication, by its card; or of what has no card, which are notices, and what was held back and told in one. What
a briefing at its hour may not have told the next one tells, and edits are made again from the report of their change.
Left out is whoever cannot be written to: readers who blocked the bot, chats that are gone.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa

from briefings.model import DeliveryState, MailingKind, SubscriberKind
from briefings.store.claims import AMISS
from briefings.store.engine import Connection
from briefings.store.schema import NUMBER, Instant, deliveries, mailings, subscribers
from briefings.store.subscribers import ACTIVE

PLACES_NAMED = 5
REACH = timedelta(days=7)
"""What has no card is asked about for as long as a briefing looks back."""

_UNCERTAIN = deliveries.c.state == NUMBER[DeliveryState.UNCERTAIN]
_EDITS = mailings.c.kind.in_([kind for kind in MailingKind if kind.edits])
_PUBLIC = subscribers.c.kind != SubscriberKind.PRIVATE


@dataclass(frozen=True, slots=True)
class Place:
    """A group or a channel, or a thread in one."""

    chat_id: int
    thread_id: int | None = None


@dataclass(frozen=True, slots=True)
class InDoubt:
    """So many messages, to so many people and chats, of which the first few are named; `until`: the last became so then."""

    messages: int = 0
    people: int = 0
    chats: int = 0
    places: tuple[Place, ...] = ()
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class EditsInDoubt:
    """So many messages that show a story, and that a change of it may not have reached."""

    mailing_id: int
    story_id: int
    kind: MailingKind
    messages: int


async def edits(connection: Connection, *, now: datetime, limit: int) -> list[EditsInDoubt]:
    """The changes whose edits are in doubt, newest first: an undone publication shows no report of its own."""
    statement = (
        sa.select(mailings.c.id, mailings.c.story_id, mailings.c.kind, sa.func.count())
        .join(deliveries, deliveries.c.mailing_id == mailings.c.id)
        .join(subscribers, subscribers.c.id == deliveries.c.subscriber_id)
        .where(_EDITS, mailings.c.created_at >= now - REACH, AMISS, _UNCERTAIN, ACTIVE)
        .group_by(mailings.c.id, mailings.c.story_id, mailings.c.kind)
        .order_by(mailings.c.id.desc())
        .limit(limit)
    )
    return [EditsInDoubt(*row) for row in await connection.execute(statement)]


async def look(connection: Connection, submission_id: int | None, *, now: datetime) -> InDoubt:
    """What is in doubt of a publication, or of what has no card; two queries, however much it is."""
    which = sa.and_(_of(submission_id, now), AMISS, _UNCERTAIN, ACTIVE)
    statement = (
        sa.select(
            _PUBLIC,
            sa.func.count(),
            sa.func.count(sa.distinct(deliveries.c.subscriber_id)),
            sa.func.max(deliveries.c.updated_at, type_=Instant),
        )
        .join(subscribers, subscribers.c.id == deliveries.c.subscriber_id)
        .where(which)
        .group_by(_PUBLIC)
    )
    found = {bool(row[0]): row for row in await connection.execute(statement)}
    if not found:
        return InDoubt()
    named = (
        sa.select(subscribers.c.chat_id, subscribers.c.thread_id)
        .join(deliveries, subscribers.c.id == deliveries.c.subscriber_id)
        .where(which, _PUBLIC)
        .distinct()
        .order_by(subscribers.c.chat_id, subscribers.c.thread_id)
        .limit(PLACES_NAMED)
    )
    return InDoubt(
        messages=sum(row[1] for row in found.values()),
        people=found[False][2] if False in found else 0,
        chats=found[True][2] if True in found else 0,
        places=tuple(Place(chat, thread or None) for chat, thread in await connection.execute(named)),
        until=max(row[3] for row in found.values()),
    )


async def send_again(tx: Connection, submission_id: int | None, *, until: datetime, now: datetime) -> int:
    """Queues what was in doubt `until` then, as copies; returns how many. What was sent again since is left alone.

    Called by who holds the submission, if it is of one. The result is owed to its card anew.
    """
    queued = await _queue(tx, _of(submission_id, now), deliveries.c.updated_at <= until, now=now)
    if queued and submission_id is not None:
        await _report_anew(tx, mailings.c.submission_id == submission_id)
    return queued


async def edit_again(tx: Connection, mailing_id: int, *, now: datetime) -> int:
    """Queues the edits of a change that are in doubt; returns how many. Its report is owed anew."""
    queued = await _queue(tx, deliveries.c.mailing_id == mailing_id, now=now)
    if queued:
        await _report_anew(tx, mailings.c.id == mailing_id)
    return queued


async def _queue(tx: Connection, *which: sa.ColumnElement[bool], now: datetime) -> int:
    reachable = sa.select(subscribers.c.id).where(subscribers.c.id == deliveries.c.subscriber_id, ACTIVE)
    statement = (
        sa.update(deliveries)
        .where(*which, AMISS, _UNCERTAIN, reachable.exists())
        .values(
            state=NUMBER[DeliveryState.QUEUED],
            resends=deliveries.c.resends + 1,
            ready_at=now,
            error=sa.null(),
            updated_at=now,
        )
    )
    return (await tx.execute(statement)).rowcount


async def _report_anew(tx: Connection, which: sa.ColumnElement[bool]) -> None:
    await tx.execute(sa.update(mailings).where(which).values(reported_at=None))


def _of(submission_id: int | None, now: datetime) -> sa.ColumnElement[bool]:
    mailing = sa.select(mailings.c.id)
    if submission_id is None:
        without_card = mailings.c.kind.in_([MailingKind.NOTICE, MailingKind.CATCH_UP])
        return deliveries.c.mailing_id.in_(mailing.where(without_card, mailings.c.created_at >= now - REACH))
    return (
        deliveries.c.mailing_id == mailing.where(mailings.c.submission_id == submission_id).scalar_subquery()
    )
