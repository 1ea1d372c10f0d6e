"""How delivered messages are made up, as their receipts tell: what is needed to build each of them anew as it was."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

import sqlalchemy as sa

from briefings.model import MailingKind, Shown
from briefings.store.engine import Connection
from briefings.store.receipts import OCCASIONS, TOLD
from briefings.store.schema import Instant, receipts, stories, topics

Message = tuple[int, int]
"""A subscriber and the message they have."""


@dataclass(frozen=True, slots=True)
class Composition:
    """How a message is made up: why it was sent, what it shows, and since when its reader knows what it only names.

    `late`: it says that it comes late.
    """

    occasion: MailingKind = MailingKind.PUSH
    late: bool = False
    shown: tuple[Shown, ...] = ()
    since: Mapping[int, datetime] = field(default_factory=dict)


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
