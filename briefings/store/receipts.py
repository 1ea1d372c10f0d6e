"""Receipts: which message shows which version of which story, under which topic and at which place.

They are what a correction needs to find every copy and to build each digest anew as it was.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from operator import itemgetter
from typing import Any

import sqlalchemy as sa

from briefings.model import Copies, MailingKind, Outcome, Shown
from briefings.store import late_edits
from briefings.store.dialects import among, insert, listed
from briefings.store.engine import Connection
from briefings.store.prepared import Bulk, Given, Prepared
from briefings.store.schema import (
    Instant,
    receipts,
    stories,
    subscribers,
    to_ms,
    topics,
)

Message = tuple[int, int]
"""A subscriber and the message they have."""
OCCASIONS = (
    (MailingKind.PUSH, False),
    (MailingKind.DIGEST, False),
    (MailingKind.CATCH_UP, False),
    (MailingKind.DIGEST, True),
)
"""Why a message was sent, and whether it says that it is late; only ever added to, since receipts keep the number."""
NUMBERED = {occasion: number for number, occasion in enumerate(OCCASIONS)}
TOLD = receipts.c.position >= 0


@dataclass(frozen=True, slots=True)
class Composition:
    """How a message is made up: why it was sent, what it shows, and since when its reader knows what it only names.

    `late`: it says that it comes late.
    """

    occasion: MailingKind = MailingKind.PUSH
    late: bool = False
    shown: tuple[Shown, ...] = ()
    since: Mapping[int, datetime] = field(default_factory=dict)


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
    delivered = [each for each in outcomes if each.shown and each.message_id is not None]
    if not delivered:
        return
    topic_ids: dict[str, int] = dict(await TOPICS.rows(tx))
    made: list[dict[str, Any]] = [
        {
            "story_id": shown.story_id,
            "subscriber_id": each.delivery.subscriber_id,
            "message_id": each.message_id,
            "version": shown.version,
            "topic_id": topic_ids.get(shown.topic, 0),
            "position": shown.position,
            "occasion": NUMBERED.get((each.delivery.mailing, each.delivery.late), 0),
            "told_at": to_ms(now),
        }
        for each in delivered
        for shown in each.shown
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


async def of_messages(connection: Connection, messages: Iterable[Message]) -> Mapping[Message, Composition]:
    """How each of the messages is made up; those known by no receipt are left out."""
    wanted = set(messages)
    columns = (receipts.c.subscriber_id, receipts.c.message_id)
    statement = (
        sa.select(*columns, receipts.c.occasion, receipts.c.story_id, receipts.c.version)
        .add_columns(topics.c.slug, receipts.c.position)
        .join(topics, topics.c.id == receipts.c.topic_id)
        .where(
            receipts.c.subscriber_id.in_([subscriber for subscriber, _ in wanted]),
            receipts.c.message_id.in_([message for _, message in wanted]),
        )
        .order_by(*columns, receipts.c.position)
    )
    found: dict[Message, tuple[tuple[MailingKind, bool], list[Shown]]] = {}
    for subscriber, message, occasion, *shown in await connection.execute(statement):
        if (subscriber, message) in wanted:
            found.setdefault((subscriber, message), (OCCASIONS[occasion], []))[1].append(Shown(*shown))
    since = await _first_told(
        connection,
        [
            (reader, one.story_id)
            for (reader, _), (_, shown) in found.items()
            for one in shown
            if not one.told
        ],
    )
    return {
        message: Composition(*occasion, tuple(shown), since.get(message[0], {}))
        for message, (occasion, shown) in found.items()
    }


async def _first_told(
    connection: Connection, pairs: Iterable[tuple[int, int]]
) -> dict[int, dict[int, datetime]]:
    """When each of the subscribers was told first of what their stories are about, by subscriber and story."""
    wanted = set(pairs)
    if not wanted:
        return {}
    report = stories.alias()
    first = sa.func.min(sa.func.coalesce(receipts.c.told_at, report.c.published_at))
    statement = (
        sa.select(receipts.c.subscriber_id, stories.c.id, sa.type_coerce(first, Instant))
        .join(report, report.c.event_id == stories.c.event_id)
        .join(receipts, receipts.c.story_id == report.c.id)
        .where(
            stories.c.id.in_([story for _, story in wanted]),
            receipts.c.subscriber_id.in_([subscriber for subscriber, _ in wanted]),
            TOLD,
        )
        .group_by(receipts.c.subscriber_id, stories.c.id)
    )
    found: dict[int, dict[int, datetime]] = {}
    for subscriber, story, moment in await connection.execute(statement):
        found.setdefault(subscriber, {})[story] = moment
    return found


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
    """Every copy of a story: chat, kind of chat, state of the reader, topic, message, version."""
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
        .where(receipts.c.story_id == story_id)
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
