"""Mailings: one for each act that owes messages, and the making of its deliveries.

    push                      a delivery for each active follower, at once, of any topic of the stories, and for who
                              follows a story that they go on from
    correction | retraction   one for each message that shows an older version of the story: it is edited
    notice                    one for each reader whose message the correction before it edits
    digest | catch_up         those that `owe` is told

`fanout` makes the deliveries, chunk by chunk; the first chunk belongs to the act itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from briefings.model import DeliveryCounts, Mailing, MailingKind
from briefings.store import saved
from briefings.store.claims import OWED
from briefings.store.dialects import take_turns
from briefings.store.engine import Connection
from briefings.store.fanout import CHUNK, fan_out, make, row
from briefings.store.schema import (
    deliveries,
    mailings,
    subscribers,
)
from briefings.store.subscribers import ACTIVE

__all__ = [
    "CHUNK",
    "amend",
    "attach_card",
    "breaking_since",
    "create",
    "fan_out",
    "find",
    "owe",
    "publish",
    "report",
    "send_ahead",
    "unreported",
]

COUNTING_BREAKING = 0x627265616B696E67
"""The number under which those who count breaking pushes take turns."""


async def create(
    tx: Connection,
    kind: MailingKind,
    *,
    by: int,
    now: datetime,
    fan_out: bool = False,
    **values: Any,
) -> int:
    """Makes a mailing that owes nothing yet and returns its id; `values` are further columns, as in `Mailing`.

    With `fan_out` its deliveries are made by `fan_out`, else by `owe`.
    """
    new = sa.insert(mailings).values(
        kind=kind, created_by=by, created_at=now, fanout_cursor=0 if fan_out else None, **values
    )
    return int((await tx.execute(new.returning(mailings.c.id))).scalar_one())


async def publish(tx: Connection, submission_id: int, *, by: int, now: datetime, **values: Any) -> int:
    """Owes the published stories of a submission to their readers, and makes the first chunk of deliveries.

    Called by the newsroom once it has published the stories in the same transaction.
    """
    made = await create(
        tx, MailingKind.PUSH, by=by, now=now, fan_out=True, submission_id=submission_id, **values
    )
    await fan_out(tx, now=now)
    await owe(tx, made, saved.pursuers(submission_id, now), now=values.get("held_until") or now)
    return made


async def send_ahead(
    tx: Connection, mailing_id: int, chats: Iterable[int], number: int, *, now: datetime
) -> None:
    """Lets these chats, and so many others, have a mailing now that is held for everybody else."""
    own = deliveries.c.mailing_id == mailing_id
    sample = sa.select(deliveries.c.id).where(own).order_by(deliveries.c.subscriber_id).limit(number)
    desk = sa.select(subscribers.c.id).where(subscribers.c.chat_id.in_(list(chats)))
    ahead = sa.or_(deliveries.c.id.in_(sample), deliveries.c.subscriber_id.in_(desk))
    await tx.execute(sa.update(deliveries).where(own, ahead).values(ready_at=now))


async def amend(
    tx: Connection, kind: MailingKind, story_id: int, *, by: int, now: datetime, **values: Any
) -> int:
    """Owes the newest version of a story to every message that shows an older one, or a notice of it to their readers.

    Called in the transaction that made the version.
    """
    made = await create(tx, kind, by=by, now=now, fan_out=True, story_id=story_id, **values)
    await fan_out(tx, now=now)
    return made


async def owe(
    tx: Connection, mailing_id: int, subscriber_ids: Sequence[int] | sa.Select[tuple[int]], *, now: datetime
) -> None:
    """Owes a mailing that makes new messages to these subscribers; those who are owed it already are left out."""
    chosen = sa.select(*row(mailing_id, subscribers.c.id, now)).where(
        subscribers.c.id.in_(subscriber_ids), ACTIVE
    )
    await make(tx, mailing_id, chosen)


async def find(connection: Connection, mailing_id: int) -> Mailing | None:
    """The mailing, or none."""
    row = (await connection.execute(sa.select(mailings).where(mailings.c.id == mailing_id))).one_or_none()
    return _mailing(row) if row else None


async def unreported(connection: Connection) -> list[Mailing]:
    """Those without a submission's card whose final result was not shown yet, where it is to be shown; oldest first."""
    statement = sa.select(mailings).where(
        mailings.c.reported_at.is_(None), mailings.c.chat_id.is_not(None), mailings.c.submission_id.is_(None)
    )
    return [_mailing(row) for row in await connection.execute(statement.order_by(mailings.c.id))]


async def breaking_since(tx: Connection, moment: datetime) -> int:
    """How many breaking pushes were published since then; nobody else counts them before this transaction ends."""
    await take_turns(tx, COUNTING_BREAKING)
    statement = sa.select(sa.func.count()).where(mailings.c.breaking, mailings.c.created_at >= moment)
    return await tx.scalar(statement) or 0


async def attach_card(tx: Connection, mailing_id: int, message_id: int) -> None:
    """Remembers which message shows the result."""
    await tx.execute(
        sa.update(mailings).where(mailings.c.id == mailing_id).values(card_message_id=message_id)
    )


async def report(
    tx: Connection,
    counts: DeliveryCounts,
    *,
    submission_id: int | None = None,
    mailing_id: int | None = None,
    now: datetime,
) -> None:
    """Notes that these numbers were shown to the editors; not where they are not the final ones any more.

    An edit for a message that came late may be owed between their counting and this.
    """
    which = mailings.c.submission_id == submission_id if submission_id else mailings.c.id == mailing_id
    owed = sa.exists().where(deliveries.c.mailing_id == mailings.c.id, OWED)
    are_final = mailings.c.fanout_cursor.is_(None) & (mailings.c.deliveries == counts.total) & ~owed
    await tx.execute(sa.update(mailings).where(which, are_final).values(reported_at=now))


def _mailing(row: Any) -> Mailing:
    return Mailing(
        id=row.id,
        kind=row.kind,
        created_at=row.created_at,
        created_by=row.created_by,
        submission_id=row.submission_id,
        story_id=row.story_id,
        silent=row.silent,
        breaking=row.breaking,
        chat_id=row.chat_id,
        card_message_id=row.card_message_id,
    )
