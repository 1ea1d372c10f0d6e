"""Statements are compiled once for the whole run, as in a program that has been up for a while.

Every test has databases of its own, and SQLAlchemy keeps what it compiled for one engine: a fifth of what tests of
the whole program cost. Here its two dialects say that all engines of their kind are alike.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg, PGDialectAsync_psycopg
from sqlalchemy.dialects.sqlite.aiosqlite import SQLiteDialect_aiosqlite
from sqlalchemy.util import LRUCache

STATEMENTS: LRUCache[Any, Any] = LRUCache(2000)


class Alike(sa.Dialect):
    """Equal to all of its kind, whose engines share what was compiled."""

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other)

    def __hash__(self) -> int:
        return hash(type(self))

    @classmethod
    def engine_created(cls, engine: sa.Engine) -> None:
        engine._compiled_cache = STATEMENTS


class SQLite(Alike, SQLiteDialect_aiosqlite):
    supports_statement_cache = True


class AsyncPostgreSQL(Alike, PGDialectAsync_psycopg):
    supports_statement_cache = True


class PostgreSQL(PGDialect_psycopg):
    """Stands under the name of both: as it is for a program that blocks, the other for one that does not."""

    supports_statement_cache = True

    @classmethod
    def get_async_dialect_cls(cls, url: sa.URL) -> type[sa.Dialect]:  # noqa: ARG003 - the same for any URL
        return AsyncPostgreSQL


def once() -> None:
    registry.register("sqlite.aiosqlite", __name__, SQLite.__name__)
    registry.register("postgresql.psycopg", __name__, PostgreSQL.__name__)
