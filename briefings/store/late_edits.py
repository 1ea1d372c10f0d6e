"""Edits of messages that the fan-out of a correction or a retraction missed: they came too late, or their reader was away."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from briefings.model import DeliveryState, MailingKind
from briefings.store.engine import Connection
from briefings.store.schema import NUMBER, deliveries, mailings, receipts, stories, subscribers


async def owe_outdated(tx: Connection, subscriber_id: int, *, now: datetime) -> None:
    """Owes a reader who is back the changes of their messages that did not reach them."""
    statement = (
        sa.select(receipts.c.story_id, receipts.c.subscriber_id, receipts.c.message_id)
        .join(stories, stories.c.id == receipts.c.story_id)
        .where(receipts.c.subscriber_id == subscriber_id, receipts.c.version < stories.c.version)
    )
    for row in (await tx.execute(statement)).mappings().all():
        await owe(tx, dict(row), now)


async def owe(tx: Connection, row: Mapping[str, Any], now: datetime) -> None:
    """Owes the newest change of a story to a message that came too late for its fan-out."""
    known = sa.select(subscribers.c.id).where(subscribers.c.id == row["subscriber_id"])
    if await tx.scalar(known) is None:
        return  # forgotten meanwhile
    mailing = (
        await tx.execute(
            sa.select(mailings.c.id, mailings.c.fanout_cursor)
            .where(
                mailings.c.story_id == row["story_id"],
                mailings.c.kind.in_([MailingKind.CORRECTION, MailingKind.RETRACTION]),
            )
            .order_by(mailings.c.id.desc())
            .limit(1)
            .with_for_update()
        )
    ).one_or_none()
    if mailing is None or (
        mailing.fanout_cursor is not None and mailing.fanout_cursor < row["subscriber_id"]
    ):
        return  # the fan-out will come to it
    own = (deliveries.c.mailing_id == mailing.id) & (deliveries.c.subscriber_id == row["subscriber_id"])
    this = own & (deliveries.c.message_id == row["message_id"])
    if await tx.scalar(sa.select(deliveries.c.id).where(this)):
        await _owe_again(tx, mailing.id, this, now)
        return
    part = await tx.scalar(sa.select(sa.func.coalesce(sa.func.max(deliveries.c.part) + 1, 0)).where(own))
    await tx.execute(
        sa.insert(deliveries).values(
            mailing_id=mailing.id,
            subscriber_id=row["subscriber_id"],
            message_id=row["message_id"],
            part=part,
            state=0,
            attempts=0,
            resends=0,
            fence=0,
            ready_at=now,
        )
    )
    await tx.execute(
        sa.update(mailings)
        .where(mailings.c.id == mailing.id)
        .values(deliveries=mailings.c.deliveries + 1, reported_at=None)
    )


async def _owe_again(tx: Connection, mailing_id: int, which: sa.ColumnElement[bool], now: datetime) -> None:
    """Queues an edit again that was called off because its reader was away."""
    called_off = deliveries.c.state == NUMBER[DeliveryState.CANCELLED]
    again = (
        sa.update(deliveries)
        .where(which, called_off)
        .values(state=NUMBER[DeliveryState.QUEUED], error=None, ready_at=now)
    )
    if (await tx.execute(again)).rowcount:
        await tx.execute(sa.update(mailings).where(mailings.c.id == mailing_id).values(reported_at=None))
