"""Searches find a word in all its forms: the index of published stories is made anew from the stories."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import sqlalchemy as sa
from alembic import op

from briefings.model import Story, StoryState, TopicMatch
from briefings.store import search
from briefings.store.schema import Instant

revision = "0012"
down_revision = "0011"

_AT_ONCE = 1000
_STORIES = sa.text(
    "SELECT id, submission_id, headline, paragraphs, source, published_at FROM stories"
    " WHERE state = 'published' AND id > :last ORDER BY id LIMIT :at_once"
).columns(
    sa.column("id"),
    sa.column("submission_id"),
    sa.column("headline"),
    sa.column("paragraphs", sa.JSON),
    sa.column("source"),
    sa.column("published_at", Instant),
)
_TOPICS = sa.text(
    "SELECT story_id, slug FROM story_topics JOIN topics ON topics.id = topic_id"
    " WHERE chosen AND story_id BETWEEN :first AND :last"
)


def upgrade() -> None:
    """Takes ten to twenty seconds for a hundred thousand stories."""
    connection = op.get_bind()
    if connection.dialect.name != "postgresql":
        search.begin_anew(connection, _published(connection))
        return
    op.execute("DROP INDEX story_search_words")  # to make it at the end takes a fraction of the time
    search.begin_anew(connection, _published(connection))
    op.execute("CREATE INDEX story_search_words ON story_search USING gin (words) WITH (fastupdate = off)")


def _published(connection: sa.Connection) -> Iterator[Story]:
    last = 0
    while rows := connection.execute(_STORIES, {"last": last, "at_once": _AT_ONCE}).all():
        first, last = rows[0].id, rows[-1].id
        slugs = defaultdict(list)
        for story_id, slug in connection.execute(_TOPICS, {"first": first, "last": last}):
            slugs[story_id].append(TopicMatch(slug))
        for row in rows:
            yield Story(
                id=row.id,
                submission_id=row.submission_id,
                headline=row.headline,
                paragraphs=tuple(row.paragraphs),
                source=row.source,
                state=StoryState.PUBLISHED,
                published_at=row.published_at,
                topics=tuple(slugs[row.id]),
            )
