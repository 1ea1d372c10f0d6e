"""All that is kept about one chat: to hand over, and to forget."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa

from briefings.store.engine import Connection
from briefings.store.forget_lock import take_forget_lock
from briefings.store.schema import (
    BY_NUMBER,
    acts,
    card_copies,
    deliveries,
    followed_stories,
    inbox,
    mailings,
    metadata,
    proposals,
    receipts,
    rules,
    saved_stories,
    schedules,
    staff,
    submission_parts,
    submissions,
    subscribers,
    subscriptions,
    topic_threads,
    topics,
)

# What belongs to a subscriber, in an order in which it can be deleted. The engines' cascades are not relied on:
# what is not listed here is found by the test that scans the whole database.
OWNED = (
    deliveries,
    receipts,
    subscriptions,
    schedules,
    rules,
    saved_stories,
    followed_stories,
    topic_threads,
)
_ACTORS = {"published_by", "created_by", "author_id", "by", "asked_by", "granted_by"}
OF_CHAT = subscribers.c.chat_id == sa.bindparam("chat_id")


async def export(connection: Connection, chat_id: int) -> dict[str, Any]:
    """Everything kept about a chat, by table, as JSON can hold it; of a person also which chats they set up, and their role.

    Messages not handled yet are left out, and what somebody did at the desk, which is the newsroom's.
    """
    ids = list(await connection.scalars(sa.select(subscribers.c.id).where(OF_CHAT), {"chat_id": chat_id}))
    set_up = sa.select(subscribers.c.chat_id).where(subscribers.c.set_up_by == chat_id)
    kept: dict[str, Any] = {
        "subscribers": await _rows(connection, subscribers, subscribers.c.chat_id == chat_id),
        "set_up": list(await connection.scalars(set_up.order_by(subscribers.c.id))),
        "staff": await _rows(connection, staff, staff.c.user_id == chat_id),
    }
    for table in OWNED:
        kept[table.name] = await _rows(connection, table, table.c.subscriber_id.in_(ids))
    slugs = dict((await connection.execute(sa.select(topics.c.id, topics.c.slug))).all())
    for row in (*kept["subscriptions"], *kept["rules"], *kept["topic_threads"]):
        row["topic"] = slugs.get(row.pop("topic_id"))
    for row in kept["deliveries"]:
        row["state"] = str(BY_NUMBER[row["state"]])
    for row in kept["staff"]:
        del row["granted_by"]  # who that was is theirs
    return kept


async def forget_reader(tx: Connection, chat_id: int) -> bool:
    """Deletes a chat as a subscriber, and all that it has as one; false when there was nothing. First in its transaction."""
    await take_forget_lock(tx)
    whose = sa.select(subscribers.c.id).where(OF_CHAT).with_for_update()
    ids = list(await tx.scalars(whose, {"chat_id": chat_id}))
    for table in OWNED:
        await tx.execute(sa.delete(table).where(table.c.subscriber_id.in_(ids)))
    await tx.execute(sa.delete(subscribers).where(subscribers.c.id.in_(ids)))
    return bool(ids)


async def forget_person(tx: Connection, chat_id: int) -> None:
    """Deletes what else tells of a chat, or of a person in their own.

    What they published as editors stays, without saying who did; what made them editors here does not.
    """
    await _forget_messages(tx, chat_id)
    await _forget_authorship(tx, chat_id)


async def _forget_messages(tx: Connection, chat_id: int) -> None:
    """Stored updates: those of the chat, and those in which the person acts elsewhere, once handled."""
    named = inbox.c.payload.contains(f'"id":{chat_id},') | inbox.c.payload.contains(f'"id": {chat_id},')
    elsewhere = named & (inbox.c.state > 1)
    await tx.execute(sa.delete(inbox).where((inbox.c.chat_id == chat_id) | elsewhere))


async def _forget_authorship(tx: Connection, chat_id: int) -> None:
    await tx.execute(sa.delete(submission_parts).where(submission_parts.c.chat_id == chat_id))
    await tx.execute(sa.delete(proposals).where(proposals.c.chat_id == chat_id))
    await tx.execute(sa.delete(card_copies).where(card_copies.c.chat_id == chat_id))
    await tx.execute(sa.delete(staff).where(staff.c.user_id == chat_id))
    for table in metadata.tables.values():
        for name in _ACTORS & set(table.c.keys()):
            await tx.execute(sa.update(table).where(table.c[name] == chat_id).values({name: 0}))
    await tx.execute(sa.update(subscribers).where(subscribers.c.set_up_by == chat_id).values(set_up_by=None))
    await tx.execute(
        sa.update(mailings).where(mailings.c.chat_id == chat_id).values(chat_id=None, card_message_id=None)
    )
    await tx.execute(
        sa.update(submissions)
        .where(submissions.c.chat_id == chat_id)
        .values(chat_id=0, card_message_id=None, thread_id=None)
    )
    await _forget_in_log(tx, chat_id)


async def _forget_in_log(tx: Connection, chat_id: int) -> None:
    """Takes the id out of what the log of acts says in words, as when somebody was made an editor."""
    told = sa.select(acts.c.id, acts.c.detail).where(acts.c.detail.contains(str(chat_id)))
    for act_id, detail in (await tx.execute(told)).all():
        without = re.sub(rf"(?<!\d){chat_id}(?!\d)", "0", detail)
        await tx.execute(sa.update(acts).where(acts.c.id == act_id).values(detail=without))


async def _rows(
    connection: Connection, table: sa.Table, which: sa.ColumnElement[bool]
) -> list[dict[str, Any]]:
    rows: Sequence[Any] = (await connection.execute(sa.select(table).where(which))).mappings().all()
    return [{name: _plain(value) for name, value in row.items()} for row in rows]


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, StrEnum):
        return str(value)
    return json.loads(json.dumps(value))
