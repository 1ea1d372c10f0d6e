"""What subscribers set for themselves: zone, length, quiet hours, digest times, modes, mutes and words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, time
from typing import Any

import sqlalchemy as sa

from briefings.preferences import Following, Mode, Preferences, Rule
from briefings.schedule import QuietHours, Slot
from briefings.store import topics as topic_rows
from briefings.store.dialects import insert
from briefings.store.engine import Connection
from briefings.store.schema import rules, schedules, subscribers, subscriptions, topics

OWN = (
    sa.select(
        subscribers.c.id,
        subscribers.c.language,
        subscribers.c.zone,
        subscribers.c.length,
        subscribers.c.quiet_from,
        subscribers.c.quiet_until,
        subscribers.c.paused_until,
        schedules.c.slots,
        schedules.c.tells_nothing,
        schedules.c.next_due_at,
        schedules.c.due_at,
        schedules.c.briefed_at,
    )
    .join_from(subscribers, schedules, schedules.c.subscriber_id == subscribers.c.id, isouter=True)
    .where(subscribers.c.id.in_(sa.bindparam("ids", expanding=True)))
)
FOLLOWING = (
    sa.select(
        subscriptions.c.subscriber_id,
        subscriptions.c.topic_id,
        subscriptions.c.mode,
        subscriptions.c.muted_until,
        subscriptions.c.created_at,
    )
    .join(topics, topics.c.id == subscriptions.c.topic_id)
    .where(subscriptions.c.subscriber_id.in_(sa.bindparam("ids", expanding=True)))
    .order_by(topics.c.position, topics.c.id)
)
RULES = (
    sa.select(rules.c.subscriber_id, rules.c.id, topics.c.slug, rules.c.words, rules.c.wanted)
    .join(topics, topics.c.id == rules.c.topic_id)
    .where(rules.c.subscriber_id.in_(sa.bindparam("ids", expanding=True)))
    .order_by(rules.c.id)
)


async def of(connection: Connection, subscriber_ids: Iterable[int]) -> dict[int, Preferences]:
    """The settings of subscribers, by id; those that are not there are left out. One query."""
    rows = await connection.execute(OWN, {"ids": list(subscriber_ids)})
    return {row.id: _preferences(row) for row in rows}


async def change(tx: Connection, subscriber_id: int, **values: Any) -> None:
    """Sets columns of a subscriber: `language`, `zone`, `length`, `paused_until`, `set_up_by`."""
    await tx.execute(sa.update(subscribers).where(subscribers.c.id == subscriber_id).values(**values))


async def set_quiet(tx: Connection, subscriber_id: int, quiet: QuietHours | None) -> None:
    """Sets the quiet hours, or none."""
    start, end = (_minutes(quiet.start), _minutes(quiet.end)) if quiet else (None, None)
    await change(tx, subscriber_id, quiet_from=start, quiet_until=end)


async def set_slots(
    tx: Connection,
    subscriber_id: int,
    slots: Sequence[Slot],
    *,
    tells_nothing: bool,
    next_due_at: datetime | None,
) -> None:
    """Sets when digests come; `next_due_at` is the first that is due."""
    stored = [[_minutes(slot.at), sorted(slot.days)] for slot in slots]
    await _set(tx, subscriber_id, slots=stored, tells_nothing=tells_nothing, next_due_at=next_due_at)


async def set_waking(tx: Connection, subscriber_id: int, wake_at: datetime | None) -> None:
    """Sets when what was held back is told."""
    await _set(tx, subscriber_id, wake_at=wake_at)


async def _set(tx: Connection, subscriber_id: int, **values: Any) -> None:
    whole = {"subscriber_id": subscriber_id, "slots": [], "tells_nothing": False, **values}
    new = insert(tx.dialect.name, schedules).values(whole)
    await tx.execute(new.on_conflict_do_update(index_elements=["subscriber_id"], set_=values))


async def following(connection: Connection, subscriber_id: int) -> tuple[Following, ...]:
    """What a subscriber follows and how, in the topics' order."""
    return (await followings(connection, [subscriber_id]))[subscriber_id]


async def followings(
    connection: Connection, subscriber_ids: Iterable[int]
) -> dict[int, tuple[Following, ...]]:
    """What each of them follows and how, in the topics' order; every id asked for is a key. Three queries.

    Called by the delivery worker for each batch, so that a message holds what its reader follows at that moment.
    """
    found: dict[int, list[Following]] = {subscriber_id: [] for subscriber_id in subscriber_ids}
    known = await topic_rows.by_id(connection)
    own = await rules_of(connection, found)
    for row in await connection.execute(FOLLOWING, {"ids": list(found)}):
        subscriber_id, topic_id, mode, muted, since = row
        slug = known[topic_id].slug
        rules = tuple(rule for rule in own.get(subscriber_id, ()) if rule.slug == slug)
        found[subscriber_id].append(Following(known[topic_id], mode, muted, rules, since))
    return {subscriber_id: tuple(all_) for subscriber_id, all_ in found.items()}


async def set_subscription(tx: Connection, subscriber_id: int, topic_id: int, **values: Any) -> bool:
    """Sets `mode` or `muted_until` of what is followed; false when it is not followed."""
    statement = (
        sa.update(subscriptions)
        .where(subscriptions.c.subscriber_id == subscriber_id, subscriptions.c.topic_id == topic_id)
        .values(**values)
    )
    return (await tx.execute(statement)).rowcount == 1


async def set_all_modes(tx: Connection, subscriber_id: int, mode: Mode) -> None:
    """Sets how stories on everything that is followed come."""
    await tx.execute(
        sa.update(subscriptions).where(subscriptions.c.subscriber_id == subscriber_id).values(mode=mode)
    )


async def add_rule(tx: Connection, subscriber_id: int, topic_id: int, words: str, *, wanted: bool) -> None:
    """Adds words that stories must or must not hold; the same words told again take the new sense."""
    values = {"subscriber_id": subscriber_id, "topic_id": topic_id, "words": words, "wanted": wanted}
    new = insert(tx.dialect.name, rules).values(values)
    await tx.execute(
        new.on_conflict_do_update(
            index_elements=["subscriber_id", "topic_id", "words"], set_={"wanted": wanted}
        )
    )


async def drop_rule(tx: Connection, subscriber_id: int, rule_id: int) -> bool:
    """Takes a rule back; false when there is none of that id."""
    statement = sa.delete(rules).where(rules.c.id == rule_id, rules.c.subscriber_id == subscriber_id)
    return (await tx.execute(statement)).rowcount == 1


async def rules_of(connection: Connection, subscriber_ids: Iterable[int]) -> Mapping[int, tuple[Rule, ...]]:
    """The rules of subscribers, oldest first; only those who have any are keys."""
    found: dict[int, list[Rule]] = {}
    for subscriber_id, *columns in await connection.execute(RULES, {"ids": list(subscriber_ids)}):
        found.setdefault(subscriber_id, []).append(Rule(*columns))
    return {subscriber_id: tuple(own) for subscriber_id, own in found.items()}


def slots_from(stored: Sequence[tuple[int, Sequence[int]]] | None) -> tuple[Slot, ...]:
    """The slots as they are kept, as they are spoken of."""
    return tuple(Slot(_time(at), frozenset(days)) for at, days in stored or ())


def _preferences(row: Any) -> Preferences:
    quiet = None
    if row.quiet_from is not None:
        quiet = QuietHours(_time(row.quiet_from), _time(row.quiet_until))
    return Preferences(
        language=row.language,
        zone=row.zone,
        length=row.length,
        quiet=quiet,
        paused_until=row.paused_until,
        slots=slots_from(row.slots),
        tells_nothing=bool(row.tells_nothing),
        next_due_at=row.next_due_at,
        due_at=row.due_at,
        briefed_at=row.briefed_at,
    )


def _minutes(at: time) -> int:
    return at.hour * 60 + at.minute


def _time(minutes: int) -> time:
    return time(*divmod(minutes, 60))
