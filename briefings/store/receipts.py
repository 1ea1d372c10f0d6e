"""Receipts: which message shows which version of which story, under which topic and at which place.

They are what a correction needs to find every copy and to build each digest anew as it was.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from operator import itemgetter
from typing import Any

import sqlalchemy as sa

from briefings.model import Copies, MailingKind, Outcome, Shown
from briefings.store import late_edits
from briefings.store.dialects import among, insert, listed
from briefings.store.engine import Connection
from briefings.store.forget_lock import share_forget_lock
from briefings.store.prepared import Bulk, Given, Prepared
from briefings.store.schema import (
    receipts,
    stories,
    subscribers,
    to_ms,
    topics,
)

Occasion = tuple[MailingKind, bool]
"""Why a message was sent, and whether it says that it is late."""
OCCASIONS: tuple[Occasion, ...] = (
    (MailingKind.PUSH, False),
    (MailingKind.DIGEST, False),
    (MailingKind.CATCH_UP, False),
    (MailingKind.DIGEST, True),
    (MailingKind.OPENED, False),
)
"""Only ever added to, since receipts keep the number."""
NUMBERED = {occasion: number for number, occasion in enumerate(OCCASIONS)}
TOLD = receipts.c.position >= 0
UNASKED = receipts.c.occasion != NUMBERED[MailingKind.OPENED, False]
"""Of messages that came by themselves."""


def _kept(dialect: str, given: Given) -> Any:
    # Who was forgotten while the message was on its way leaves no receipt.
    known = sa.exists().where(subscribers.c.id == given["subscriber_id"])
    new = insert(dialect, receipts).from_select(list(given), sa.select(*given.values()).where(known))
    newer = sa.case(
        (new.excluded.version > receipts.c.version, new.excluded.version), else_=receipts.c.version
    )
    return new.on_conflict_do_update(
        index_elements=["story_id", "subscriber_id", "message_id"], set_={"version": newer}
    )


_WHICH = itemgetter("story_id", "subscriber_id", "message_id")
KEEP = Bulk({column.name: column.type for column in receipts.c}, _kept)
TOPICS = Prepared(lambda _: sa.select(topics.c.slug, topics.c.id))
# Locked, so that a correction on PostgreSQL either sees these receipts or is seen here.
VERSIONS = Prepared(
    lambda dialect: (
        sa.select(stories.c.id, stories.c.version)
        .where(among(dialect, stories.c.id, "ids"))
        .with_for_update(read=True)
    )
)


async def keep(tx: Connection, outcomes: Sequence[Outcome], *, now: datetime) -> None:
    """Keeps what the messages of these outcomes show; owes the edit of one that shows an old version already."""
    delivered = [
        (
            each.delivery.subscriber_id,
            each.message_id,
            (each.delivery.mailing, each.delivery.late),
            each.shown,
        )
        for each in outcomes
        if each.shown and each.message_id is not None
    ]
    if delivered:
        await _put(tx, delivered, now)


async def opened(tx: Connection, subscriber_id: int, message_id: int, shown: Shown, *, now: datetime) -> None:
    """Keeps that a message shows a whole story, as it was asked for; owes its edit if that is an old version already."""
    await share_forget_lock(tx)
    await _put(tx, [(subscriber_id, message_id, (MailingKind.OPENED, False), (shown,))], now)


async def _put(
    tx: Connection, messages: Iterable[tuple[int, int, Occasion, Sequence[Shown]]], now: datetime
) -> None:
    topic_ids: dict[str, int] = dict(await TOPICS.rows(tx))
    made: list[dict[str, Any]] = [
        {
            "story_id": one.story_id,
            "subscriber_id": subscriber_id,
            "message_id": message_id,
            "version": one.version,
            "topic_id": topic_ids.get(one.topic, 0),
            "position": one.position,
            "occasion": NUMBERED.get(occasion, 0),
            "told_at": to_ms(now),
        }
        for subscriber_id, message_id, occasion, shown in messages
        for one in shown
    ]
    # A lost claim and its successor may tell of the same message, which PostgreSQL would not insert twice at once.
    made.sort(key=itemgetter("version"))
    rows = list({_WHICH(row): row for row in made}.values())
    await KEEP.run(tx, rows)
    ids = {row["story_id"] for row in rows}
    found = await VERSIONS.rows(tx, ids=listed(tx.dialect.name, list(ids)))
    versions: dict[int, int] = dict(found)
    for row in rows:
        if row["version"] < versions.get(row["story_id"], 0):
            await late_edits.owe(tx, row, now)


async def of_stories(
    connection: Connection, pairs: Iterable[tuple[int, int]]
) -> Mapping[tuple[int, int], tuple[Shown, ...]]:
    """How each (subscriber, story) was shown last, alone; those never shown are left out."""
    wanted = set(pairs)
    statement = (
        sa.select(receipts.c.subscriber_id, receipts.c.story_id, receipts.c.version, topics.c.slug)
        .join(topics, topics.c.id == receipts.c.topic_id)
        .where(
            receipts.c.subscriber_id.in_([subscriber for subscriber, _ in wanted]),
            receipts.c.story_id.in_([story for _, story in wanted]),
            TOLD,
        )
        .order_by(receipts.c.message_id)
    )
    found = {
        (subscriber, story): (Shown(story, version, slug),)
        for subscriber, story, version, slug in await connection.execute(statement)
    }
    return {pair: found[pair] for pair in wanted if pair in found}


async def reach(connection: Connection, story_id: int) -> list[Copies]:
    """How many messages, and of how many readers, show each version of a story; oldest version first."""
    statement = (
        sa.select(receipts.c.version, sa.func.count(), sa.func.count(sa.distinct(receipts.c.subscriber_id)))
        .where(receipts.c.story_id == story_id)
        .group_by(receipts.c.version)
        .order_by(receipts.c.version)
    )
    return [Copies(*row) for row in await connection.execute(statement)]


async def readers(connection: Connection, story_id: int) -> list[tuple[int, str, str, str, int, int]]:
    """Every copy of a story that was sent: chat, kind of chat, state of the reader, topic, message, version.

    What its readers opened by themselves is nobody's business.
    """
    statement = (
        sa.select(
            subscribers.c.chat_id,
            subscribers.c.kind,
            subscribers.c.state,
            topics.c.slug,
            receipts.c.message_id,
            receipts.c.version,
        )
        .join(subscribers, subscribers.c.id == receipts.c.subscriber_id)
        .join(topics, topics.c.id == receipts.c.topic_id)
        .where(receipts.c.story_id == story_id, UNASKED)
        .order_by(receipts.c.subscriber_id, receipts.c.message_id)
    )
    return [tuple(row) for row in await connection.execute(statement)]


async def has(connection: Connection, chat_id: int, story_id: int) -> bool:
    """Whether a message in this chat, or in a thread of it, shows the story."""
    own = sa.select(subscribers.c.id).where(subscribers.c.chat_id == chat_id)
    statement = sa.select(receipts.c.message_id).where(
        receipts.c.story_id == story_id, receipts.c.subscriber_id.in_(own)
    )
    return await connection.scalar(statement.limit(1)) is not None


async def last_messages(
    connection: Connection, pairs: Iterable[tuple[int, int]]
) -> Mapping[tuple[int, int], int]:
    """The last message that shows each (subscriber, story); those never shown are left out."""
    wanted = set(pairs)
    statement = (
        sa.select(
            receipts.c.subscriber_id, receipts.c.story_id, sa.func.max(receipts.c.message_id).label("last")
        )
        .where(
            receipts.c.subscriber_id.in_([subscriber for subscriber, _ in wanted]),
            receipts.c.story_id.in_([story for _, story in wanted]),
            TOLD,
        )
        .group_by(receipts.c.subscriber_id, receipts.c.story_id)
    )
    found = {(row[0], row[1]): int(row[2]) for row in await connection.execute(statement)}
    return {pair: found[pair] for pair in wanted if pair in found}
