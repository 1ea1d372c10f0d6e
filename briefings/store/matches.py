"""Which topics stories stand under, and when how many came out under each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa

from briefings.model import Story, TopicMatch
from briefings.store.engine import Connection
from briefings.store.schema import story_topics, topics

IDS: sa.BindParameter[int] = sa.bindparam("ids", expanding=True)
MATCHES = (
    sa.select(
        story_topics.c.story_id,
        topics.c.slug,
        story_topics.c.score,
        story_topics.c.evidence,
        story_topics.c.summary,
        story_topics.c.chosen,
    )
    .join(topics, topics.c.id == story_topics.c.topic_id)
    .where(story_topics.c.story_id.in_(IDS), ~topics.c.removed)
    .order_by(topics.c.position, topics.c.id)
)


async def of(connection: Connection, story_ids: Sequence[int]) -> dict[int, list[TopicMatch]]:
    """The matches of each story, in the order of the topics; every id asked for is a key."""
    found: dict[int, list[TopicMatch]] = {story_id: [] for story_id in story_ids}
    if found:
        for story_id, slug, score, evidence, summary, chosen in await connection.execute(
            MATCHES, {"ids": list(found)}
        ):
            found[story_id].append(TopicMatch(slug, score, tuple(evidence), summary, chosen))
    return found


async def published_under(connection: Connection, topic_id: int) -> list[int]:
    """The ids of the stories that stand published under a topic, oldest first."""
    which = (story_topics.c.topic_id == topic_id) & story_topics.c.published_at.is_not(None)
    statement = sa.select(story_topics.c.story_id).where(which)
    return list(await connection.scalars(statement.order_by(story_topics.c.story_id)))


async def add(tx: Connection, story_id: int, topic_id: int, match: TopicMatch) -> None:
    """Puts a story that is not published under a topic."""
    await tx.execute(
        sa.insert(story_topics).values(
            story_id=story_id,
            topic_id=topic_id,
            score=match.score,
            evidence=list(match.evidence),
            summary=match.summary,
            chosen=match.chosen,
        )
    )


async def choose(tx: Connection, story_id: int, topic_id: int, *, chosen: bool) -> None:
    """Sets the editor's decision on a match."""
    await tx.execute(
        sa.update(story_topics)
        .where(story_topics.c.story_id == story_id, story_topics.c.topic_id == topic_id)
        .values(chosen=chosen)
    )


async def replace(tx: Connection, story: Story, topic_id: int, match: TopicMatch | None) -> None:
    """Puts a published story under a topic by its words, or takes it away."""
    own = (story_topics.c.story_id == story.id) & (story_topics.c.topic_id == topic_id)
    await tx.execute(sa.delete(story_topics).where(own))
    if match is not None:
        await add(tx, story.id, topic_id, match)
        await tx.execute(sa.update(story_topics).where(own).values(published_at=story.published_at))


async def recent(connection: Connection, since: datetime, now: datetime) -> dict[str, int]:
    """How many stories were published under each topic from then to now, by slug; topics with none are left out."""
    statement = (
        sa.select(topics.c.slug, sa.func.count())
        .join(story_topics, story_topics.c.topic_id == topics.c.id)
        .where(story_topics.c.published_at.between(since, now))
        .group_by(topics.c.slug)
    )
    return dict((await connection.execute(statement)).all())


async def moments(connection: Connection, since: datetime) -> dict[str, list[datetime]]:
    """When stories were published under each topic since then, by slug, oldest first; topics with none are left out."""
    statement = (
        sa.select(topics.c.slug, story_topics.c.published_at)
        .join(story_topics, story_topics.c.topic_id == topics.c.id)
        .where(story_topics.c.published_at >= since)
        .order_by(story_topics.c.published_at)
    )
    found: dict[str, list[datetime]] = {}
    for slug, at in await connection.execute(statement):
        found.setdefault(slug, []).append(at)
    return found
