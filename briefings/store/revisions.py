"""Stories that are out: changing them, and finding those that the desk should know of."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from datetime import datetime

import sqlalchemy as sa

from briefings.model import Claim, Story, StoryState
from briefings.store.engine import Connection
from briefings.store.schema import stories, story_topics, to_ms, topics
from briefings.store.stories import OWN, in_order

AT_ONCE = 500


async def revise(tx: Connection, story: Story) -> None:
    """Keeps a story as it is given, with its topics' summaries; a retracted one stands under no topic any more."""
    values = {name: getattr(story, name) for name in OWN}
    kept = [(to_ms(one.at), one.field, one.was, one.now) for one in story.amendments]
    await tx.execute(
        sa.update(stories)
        .where(stories.c.id == story.id)
        .values(
            version=story.version,
            state=story.state,
            paragraphs=list(story.paragraphs),
            retold=list(story.retold),
            claim=story.claim,
            amendments=kept,
            retraction=story.retraction,
            update_of=story.update_of,
            **values,
        )
    )
    of_story = story_topics.c.story_id == story.id
    for match in story.topics:
        topic_id = sa.select(topics.c.id).where(topics.c.slug == match.slug).scalar_subquery()
        await tx.execute(
            sa.update(story_topics)
            .where(of_story, story_topics.c.topic_id == topic_id)
            .values(summary=match.summary)
        )
    if story.state is StoryState.RETRACTED:
        await tx.execute(sa.update(story_topics).where(of_story).values(published_at=None))


async def lock(tx: Connection, story_id: int) -> Story | None:
    """The story, which nobody else can change before this transaction ends."""
    return next(iter(await lock_all(tx, [story_id])), None)


async def lock_all(tx: Connection, story_ids: Sequence[int]) -> tuple[Story, ...]:
    """The stories in the order of the ids, which nobody else can change before this transaction ends."""
    which = sa.select(stories.c.id).where(stories.c.id.in_(story_ids))
    await tx.execute(which.order_by(stories.c.id).with_for_update())
    return await in_order(tx, story_ids)


async def published_since(connection: Connection, since: datetime, limit: int) -> list[Story]:
    """The stories that went out since then, newest first, retracted ones too."""
    newest = sa.select(stories.c.id).where(stories.c.published_at >= since)
    ids = list(await connection.scalars(newest.order_by(stories.c.id.desc()).limit(limit)))
    return list(await in_order(connection, ids))


async def unconfirmed(connection: Connection, limit: int) -> list[Story]:
    """The published stories that are marked unconfirmed or disputed, newest first."""
    marked = stories.c.claim.in_([Claim.UNCONFIRMED, Claim.DISPUTED])
    newest = sa.select(stories.c.id).where(marked, stories.c.state == StoryState.PUBLISHED)
    ids = list(await connection.scalars(newest.order_by(stories.c.id.desc()).limit(limit)))
    return list(await in_order(connection, ids))


async def published(connection: Connection) -> AsyncIterator[tuple[Story, ...]]:
    """All published stories in the order of their ids, some at a time."""
    oldest = sa.select(stories.c.id).where(stories.c.state == StoryState.PUBLISHED).order_by(stories.c.id)
    last = 0
    while ids := (await connection.scalars(oldest.where(stories.c.id > last).limit(AT_ONCE))).all():
        yield await in_order(connection, ids)
        last = ids[-1]
