"""Brings a database to the program's schema when it is opened.

Alembic does the work and takes 0.2 s to import, so a database that is current already is told by one look at
Alembic's own table.
"""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from briefings import catalogue
from briefings.errors import StoreError
from briefings.store import revisions, schema, search
from briefings.store.dialects import take_turns
from briefings.store.topics import seed

MIGRATIONS = Path(__file__).parent / "migrations"
MIGRATING = 0x627269656673
"""The number of PostgreSQL's advisory lock under which one process migrates and the others wait."""

STATED = sa.table("alembic_version", sa.column("version_num", sa.Text))


async def is_current(connection: AsyncConnection) -> bool:
    """Tells whether the schema is the program's.

    Raises `StoreError` when it is a newer one, another program's file, or none and cannot be made here.
    """
    return await connection.run_sync(_is_current)


async def revision(connection: AsyncConnection) -> str | None:
    """The schema that the database has; None when it has none."""
    return await connection.run_sync(_revision)


async def postgresql_version(connection: AsyncConnection) -> int:
    """What the server says it is: 15 for all of 15.x."""
    return int(await connection.scalar(sa.text("SHOW server_version_num")) or 0) // 10_000


async def bring_up_to_date(tx: AsyncConnection) -> None:
    """Runs the missing migrations, and makes the index of words anew if it is an old one; all in `tx`.

    On a new database it stores the first topics.

    Safe when several processes start at once: the later ones wait, and find it done.
    """
    await take_turns(tx, MIGRATING)
    if await is_current(tx):
        return
    before = await revision(tx)
    await tx.run_sync(_migrate)
    if before is not None and before < search.SINCE:
        await search.begin_anew(tx, revisions.published(tx))
    await seed(tx, catalogue.load())


def _is_current(connection: sa.Connection) -> bool:
    found = _revision(connection)
    if found is not None and found > schema.REVISION:
        raise StoreError(
            f"The database has the schema {found} of a newer version of this program, which knows {schema.REVISION}:"
            " install the newer version, or restore a backup made before it."
        )
    if found is None and connection.dialect.name == "sqlite" and sa.inspect(connection).get_table_names():
        raise StoreError("The file holds another program's tables: name a file of its own for the briefings.")
    if found is None and connection.dialect.name == "postgresql":
        _refuse_unfit(connection)
    return found == schema.REVISION


def _refuse_unfit(connection: sa.Connection) -> None:
    """A new database must take text of any language, and this user's tables."""
    encoding = connection.scalar(sa.text("SHOW server_encoding"))
    if encoding != "UTF8":
        raise StoreError(
            f"The database keeps text as {encoding}, which not every language fits into: "
            "make one WITH TEMPLATE template0 ENCODING 'UTF8'."
        )
    if not connection.scalar(sa.text("SELECT has_schema_privilege(current_schema(), 'CREATE')")):
        raise StoreError(
            "PostgreSQL lets this user make no tables: make it the database's owner (ALTER DATABASE ... OWNER TO ...)."
        )


def _revision(connection: sa.Connection) -> str | None:
    if not sa.inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.scalar(sa.select(STATED.c.version_num))
    return found


def _migrate(connection: sa.Connection) -> None:
    from alembic import command  # noqa: PLC0415 - only a database behind the program pays for the import
    from alembic.config import Config  # noqa: PLC0415 - same

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
