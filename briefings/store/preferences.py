"""What subscribers set for themselves: zone, length, quiet hours, digest times, modes, mutes and words."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, time
from functools import lru_cache
from typing import Any

import sqlalchemy as sa

from briefings.preferences import Following, Length, Mode, Preferences, Rule
from briefings.schedule import QuietHours, Slot
from briefings.store import topics as topic_rows
from briefings.store.columns import from_ms
from briefings.store.dialects import among, insert, listed
from briefings.store.engine import Connection
from briefings.store.prepared import Prepared
from briefings.store.schema import rules, schedules, subscribers, subscriptions, topics

# Every message asks for these: raw rows, as `prepared` tells.
OWN = Prepared(
    lambda dialect: (
        sa.select(
            subscribers.c.id,
            subscribers.c.language,
            subscribers.c.zone,
            subscribers.c.length,
            subscribers.c.quiet_from,
            subscribers.c.quiet_until,
            subscribers.c.paused_until,
            subscribers.c.threaded,
            sa.cast(schedules.c.slots, sa.Text),
            schedules.c.tells_nothing,
            schedules.c.next_due_at,
            schedules.c.due_at,
            schedules.c.briefed_at,
        )
        .join_from(subscribers, schedules, schedules.c.subscriber_id == subscribers.c.id, isouter=True)
        .where(among(dialect, subscribers.c.id, "ids"))
    )
)
FOLLOWING = Prepared(
    lambda dialect: (
        sa.select(
            subscriptions.c.subscriber_id,
            subscriptions.c.topic_id,
            subscriptions.c.mode,
            subscriptions.c.muted_until,
            subscriptions.c.created_at,
        )
        .join(topics, topics.c.id == subscriptions.c.topic_id)
        .where(among(dialect, subscriptions.c.subscriber_id, "ids"), ~topics.c.removed)
        .order_by(topics.c.position, topics.c.id)
    )
)
MODES = {str(mode): mode for mode in Mode}
RULES = (
    sa.select(rules.c.subscriber_id, rules.c.id, topics.c.slug, rules.c.words, rules.c.wanted)
    .join(topics, topics.c.id == rules.c.topic_id)
    .where(rules.c.subscriber_id.in_(sa.bindparam("ids", expanding=True)))
    .order_by(rules.c.id)
)


async def of(connection: Connection, subscriber_ids: Iterable[int]) -> dict[int, Preferences]:
    """The settings of subscribers, by id; those that are not there are left out. One query."""
    rows = await OWN.rows(connection, ids=listed(connection.dialect.name, list(subscriber_ids)))
    return {row[0]: _preferences(row[1:]) for row in rows}


async def change(tx: Connection, subscriber_id: int, **values: Any) -> None:
    """Sets columns of a subscriber: `language`, `zone`, `length`, `paused_until`, `threaded`, `set_up_by`."""
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
    for row in await FOLLOWING.rows(connection, ids=listed(connection.dialect.name, list(found))):
        subscriber_id, topic_id, mode, muted, since = row
        topic = known[topic_id]
        rules = own.get(subscriber_id, ())
        if rules:
            rules = tuple(rule for rule in rules if rule.slug == topic.slug)
        found[subscriber_id].append(Following(topic, MODES[mode], from_ms(muted), rules, from_ms(since)))
    return {subscriber_id: tuple(all_) for subscriber_id, all_ in found.items()}


async def set_subscription(tx: Connection, subscriber_id: int, topic_id: int, **values: Any) -> bool:
    """Sets `mode` or `muted_until` of what is followed; false when it is not followed."""
    statement = (
        sa.update(subscriptions)
        .where(subscriptions.c.subscriber_id == subscriber_id, subscriptions.c.topic_id == topic_id)
        .values(**values)
    )
    return (await tx.execute(statement)).rowcount == 1


async def begin_digest(tx: Connection, subscriber_id: int) -> None:
    """Takes all that is followed into the digest, but for what came at once beside the last one, if not all did."""
    own = subscriptions.c.subscriber_id == subscriber_id
    in_it = sa.update(subscriptions).where(own).values(mode=Mode.DIGEST)
    if not (await tx.execute(in_it.where(~subscriptions.c.stays_instant))).rowcount:
        await tx.execute(in_it)


async def end_digest(tx: Connection, subscriber_id: int) -> None:
    """Sends all that is followed at once, and keeps in mind what came so before."""
    await tx.execute(
        sa.update(subscriptions)
        .where(subscriptions.c.subscriber_id == subscriber_id)
        .values(mode=Mode.INSTANT, stays_instant=subscriptions.c.mode == Mode.INSTANT)
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


@lru_cache(maxsize=4096)  # most readers set nothing, and every message asks
def _preferences(own: tuple[Any, ...]) -> Preferences:
    language, zone, length, quiet_from, quiet_until, paused, threaded, slots, tells_nothing, *moments = own
    next_due_at, due_at, briefed_at = map(from_ms, moments)
    return Preferences(
        language=language,
        zone=zone,
        length=Length(length),
        quiet=None if quiet_from is None else QuietHours(_time(quiet_from), _time(quiet_until)),
        paused_until=from_ms(paused),
        threaded=bool(threaded),
        slots=slots_from(json.loads(slots or "[]")),
        tells_nothing=bool(tells_nothing),
        next_due_at=next_due_at,
        due_at=due_at,
        briefed_at=briefed_at,
    )


def _minutes(at: time) -> int:
    return at.hour * 60 + at.minute


def _time(minutes: int) -> time:
    return time(*divmod(minutes, 60))
