"""The lines that keep coming back in the pastes of a source, and those that an editor wants as text all the same."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

import sqlalchemy as sa

from briefings.ingest.learned import SEEN
from briefings.store.dialects import insert
from briefings.store.engine import Connection
from briefings.store.schema import source_lines

FORGOTTEN_AFTER = timedelta(days=90)
"""A line that was not seen for so long, and not often enough before, is forgotten."""


async def learned(connection: Connection, source: str) -> frozenset[str]:
    """The keys of the lines that are furniture of a source."""
    statement = sa.select(source_lines.c.line).where(
        source_lines.c.source == source.casefold(), source_lines.c.pastes >= SEEN, ~source_lines.c.wanted
    )
    return frozenset(await connection.scalars(statement))


async def count(tx: Connection, source: str, lines: Collection[str], *, now: datetime) -> None:
    """Counts lines by their keys as seen in one more paste of a source."""
    own = source_lines.c.source == source.casefold()
    rare = (source_lines.c.pastes < SEEN) & ~source_lines.c.wanted
    await tx.execute(sa.delete(source_lines).where(own, rare, source_lines.c.seen_at < now - FORGOTTEN_AFTER))
    if lines:
        new = insert(tx.dialect.name, source_lines)
        counted = new.on_conflict_do_update(
            index_elements=["source", "line"],
            set_={"pastes": source_lines.c.pastes + 1, "seen_at": new.excluded.seen_at},
        )
        row = {"source": source.casefold(), "pastes": 1, "seen_at": now, "wanted": False}
        await tx.execute(counted, [{**row, "line": line} for line in sorted(lines)])


async def want(tx: Connection, source: str, line: str, *, now: datetime) -> None:
    """Takes a line of a source for text from now on, by its key, however often it comes back."""
    new = insert(tx.dialect.name, source_lines).values(
        source=source.casefold(), line=line, pastes=0, seen_at=now, wanted=True
    )
    await tx.execute(
        new.on_conflict_do_update(index_elements=["source", "line"], set_={"wanted": True, "pastes": 0})
    )
