"""Every version of a story that went out, as it stood."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from briefings.model import Story
from briefings.store.dialects import insert
from briefings.store.engine import Connection
from briefings.store.schema import story_versions


@dataclass(frozen=True, slots=True)
class Version:
    """A version: its number, the fields as they stood, who made it, when, and in a word why."""

    number: int
    fields: dict[str, Any]
    by: int
    at: datetime
    note: str


async def keep(tx: Connection, story: Story, *, by: int, at: datetime, note: str) -> None:
    """Keeps a story as it stands, under its version's number. Idempotent."""
    fields = {
        "headline": story.headline,
        "source": story.source or "",
        "url": story.url or "",
        "summary": story.summary,
        "body": list(story.paragraphs),
        "topics": {match.slug: match.summary for match in story.topics if match.chosen},
        "claim": story.claim,
        "retraction": story.retraction,
    }
    new = insert(tx.dialect.name, story_versions).values(
        story_id=story.id, version=story.version, fields=fields, by=by, at=at, note=note
    )
    await tx.execute(new.on_conflict_do_nothing())


async def at_the_time(connection: Connection, story_id: int, moment: datetime) -> Version | None:
    """The version that stood at a moment; none where none was kept by then."""
    columns = story_versions.c
    statement = (
        sa.select(columns.version, columns.fields, columns.by, columns.at, columns.note)
        .where(columns.story_id == story_id, columns.at <= moment)
        .order_by(columns.version.desc())
        .limit(1)
    )
    row = (await connection.execute(statement)).one_or_none()
    return Version(*row) if row else None


async def last_changed(connection: Connection, story_ids: Collection[int]) -> dict[int, datetime]:
    """When the newest version of each of the stories was made; those that never changed are left out."""
    columns = story_versions.c
    newest = sa.func.max(columns.at, type_=columns.at.type)
    statement = sa.select(columns.story_id, newest).where(columns.story_id.in_(story_ids))
    return {row[0]: row[1] for row in await connection.execute(statement.group_by(columns.story_id))}


async def bodies(connection: Connection, story_ids: Collection[int]) -> list[tuple[int, list[str]]]:
    """The paragraphs of every version of these stories, each with its story's id; none of a story that never changed."""
    columns = story_versions.c
    statement = sa.select(columns.story_id, columns.fields).where(columns.story_id.in_(story_ids))
    return [(row.story_id, row.fields["body"]) for row in await connection.execute(statement)]


async def listed(connection: Connection, story_id: int) -> list[Version]:
    """All versions of a story, oldest first."""
    columns = story_versions.c
    statement = (
        sa.select(columns.version, columns.fields, columns.by, columns.at, columns.note)
        .where(columns.story_id == story_id)
        .order_by(columns.version)
    )
    return [Version(*row) for row in await connection.execute(statement)]
