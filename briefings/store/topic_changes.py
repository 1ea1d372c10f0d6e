"""Changes of topics that wait for an editor to confirm them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from briefings.model import TopicAct, TopicChange
from briefings.store.engine import Connection
from briefings.store.schema import topic_changes


async def create(
    tx: Connection,
    act: TopicAct,
    slug: str,
    *,
    fields: Mapping[str, Any] | None = None,
    made_from: Mapping[str, Any] | None = None,
    into: str | None = None,
    by: int,
    now: datetime,
) -> int:
    """Keeps a change and returns its id; `fields` are the topic as it is to be, `made_from` as it is."""
    new = sa.insert(topic_changes).values(
        act=act, slug=slug, fields=fields, made_from=made_from, into=into, by=by, at=now, done=False
    )
    return int((await tx.execute(new.returning(topic_changes.c.id))).scalar_one())


async def find(connection: Connection, change_id: int) -> TopicChange | None:
    """The change, or none."""
    return _change(await connection.execute(_of(change_id)))


async def lock(tx: Connection, change_id: int) -> TopicChange | None:
    """The change, which nobody else can carry out before this transaction ends, or none."""
    return _change(await tx.execute(_of(change_id).with_for_update()))


async def change(tx: Connection, change_id: int, **values: Any) -> None:
    """Sets columns: `fields`, `done`."""
    await tx.execute(sa.update(topic_changes).where(topic_changes.c.id == change_id).values(**values))


async def discard(tx: Connection, change_id: int) -> None:
    """Forgets a change."""
    await tx.execute(sa.delete(topic_changes).where(topic_changes.c.id == change_id))


def _of(change_id: int) -> sa.Select[Any]:
    return sa.select(topic_changes).where(topic_changes.c.id == change_id)


def _change(found: sa.CursorResult[Any]) -> TopicChange | None:
    row = found.mappings().one_or_none()
    return TopicChange(**row) if row else None
