"""How values are kept: times as milliseconds, words of an enumeration as text, delivery states as numbers."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy import Index
from sqlalchemy.types import TypeDecorator

from briefings.model import DeliveryState

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MILLISECOND = timedelta(milliseconds=1)


def to_ms(moment: datetime) -> int:
    """Milliseconds since 1970, rounded down."""
    return (moment - EPOCH) // MILLISECOND


def from_ms(value: int | None) -> datetime | None:
    """The moment that `to_ms` made a number of."""
    return None if value is None else EPOCH + value * MILLISECOND


class Instant(TypeDecorator[datetime]):
    """An aware `datetime` in UTC, to the millisecond."""

    impl = sa.BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: sa.Dialect) -> int | None:  # noqa: ARG002 - the base class asks for it
        return None if value is None else to_ms(value)

    def process_result_value(self, value: int | None, dialect: sa.Dialect) -> datetime | None:  # noqa: ARG002 - same
        return from_ms(value)


class Word(TypeDecorator[StrEnum]):
    """A member of a `StrEnum`, as its word."""

    impl = sa.Text
    cache_ok = True

    def __init__(self, kind: type[StrEnum]) -> None:
        """Keeps the kind, which is part of what statements are cached by."""
        super().__init__()
        self.kind = kind

    def process_bind_param(self, value: StrEnum | None, dialect: sa.Dialect) -> str | None:  # noqa: ARG002 - same
        return None if value is None else str(value)

    def process_result_value(self, value: str | None, dialect: sa.Dialect) -> StrEnum | None:  # noqa: ARG002 - same
        return None if value is None else self.kind(value)


BY_NUMBER = (
    DeliveryState.QUEUED,
    DeliveryState.SENDING,
    DeliveryState.SENT,
    DeliveryState.FAILED,
    DeliveryState.UNCERTAIN,
    DeliveryState.CANCELLED,
)
NUMBER = {state: number for number, state in enumerate(BY_NUMBER)}
"""Delivery states are kept as numbers: there are millions. Below 2 is owed, above 2 went wrong."""

BigId = sa.BigInteger().with_variant(sa.Integer, "sqlite")
"""SQLite numbers rows by itself in columns of the type INTEGER only."""

metadata = sa.MetaData(
    naming_convention={
        "ix": "%(table_name)s_%(column_0_N_name)s",
        "uq": "%(table_name)s_%(column_0_N_name)s_unique",
        "fk": "%(table_name)s_%(column_0_N_name)s_references",
        "pk": "%(table_name)s_pk",
    }
)


def partial(name: str, column: str, *columns: str, where: str) -> Index:
    """An index of the rows that are still to be worked on."""
    return Index(name, column, *columns, sqlite_where=sa.text(where), postgresql_where=sa.text(where))
