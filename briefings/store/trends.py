"""The house over time, by days in UTC."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import sqlalchemy as sa

from briefings.store.engine import Connection
from briefings.store.schema import EPOCH, mailings, subscribers, to_ms

DAY = 86_400_000


async def messages(connection: Connection, since: datetime) -> dict[date, int]:
    """How many messages were owed by the acts of each day; days without any are left out."""
    return await _by_day(connection, mailings.c.created_at, sa.func.sum(mailings.c.deliveries), since)


async def newcomers(connection: Connection, since: datetime) -> dict[date, int]:
    """How many readers came on each day; days without any are left out."""
    return await _by_day(connection, subscribers.c.created_at, sa.func.count(), since)


async def readers_before(connection: Connection, moment: datetime) -> int:
    """How many readers had come before then."""
    statement = sa.select(sa.func.count()).where(subscribers.c.created_at < moment)
    return await connection.scalar(statement) or 0


async def _by_day(
    connection: Connection, column: sa.Column[datetime], value: sa.ColumnElement[int], since: datetime
) -> dict[date, int]:
    day = sa.type_coerce(column, sa.BigInteger) / sa.literal_column(str(DAY))
    number = (
        sa.cast(sa.func.floor(day), sa.BigInteger)
        if connection.dialect.name == "postgresql"
        else sa.cast(day, sa.Integer)
    )
    statement = (
        sa.select(number, value).where(sa.type_coerce(column, sa.BigInteger) >= to_ms(since)).group_by(number)
    )
    return {
        (EPOCH + timedelta(days=int(when))).date(): int(count or 0)
        for when, count in await connection.execute(statement)
    }
