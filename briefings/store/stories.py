"""Stories, with the topics they stand under."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

import sqlalchemy as sa

from briefings.model import Amendment, DraftStory, Joined, Story, StoryState, TopicMatch
from briefings.store import matches
from briefings.store.engine import Connection
from briefings.store.schema import EPOCH, Instant, stories, story_topics

IDS: sa.BindParameter[int] = sa.bindparam("ids", expanding=True)
BY_ID = sa.select(stories).where(stories.c.id.in_(IDS)).order_by(stories.c.submission_id, stories.c.position)
BY_SUBMISSION = (
    sa.select(stories)
    .where(stories.c.submission_id.in_(IDS))
    .order_by(stories.c.submission_id, stories.c.position)
)
_MOST_BESIDE = 100
OWN = tuple(
    field.name for field in fields(DraftStory) if field.name not in {"topics", "paragraphs", "retold"}
)


async def add(
    tx: Connection,
    submission_id: int,
    drafts: Sequence[DraftStory],
    topic_ids: dict[str, int],
    *,
    first: int = 0,
) -> list[int]:
    """Keeps drafts in their order, from the position `first` on, with their matches; returns their ids.

    Topics not in `topic_ids` are left out.
    """
    made = []
    for position, draft in enumerate(drafts, start=first):
        values = {name: getattr(draft, name) for name in OWN}
        new = sa.insert(stories).values(
            submission_id=submission_id,
            position=position,
            version=1,
            state=StoryState.DRAFT,
            paragraphs=list(draft.paragraphs),
            retold=list(draft.retold),
            **values,
        )
        story_id = int((await tx.execute(new.returning(stories.c.id))).scalar_one())
        for match in draft.topics:
            if match.slug in topic_ids:
                await matches.add(tx, story_id, topic_ids[match.slug], match)
        made.append(story_id)
    return made


async def insert_after(tx: Connection, story: Story, topic_ids: dict[str, int]) -> int:
    """Keeps a draft like the given story as a new one, right after it in its submission; returns its id."""
    later = (stories.c.submission_id == story.submission_id) & (stories.c.position > story.position)
    await tx.execute(sa.update(stories).where(later).values(position=stories.c.position + 1))
    return (await add(tx, story.submission_id, [story], topic_ids, first=story.position + 1))[0]


async def set_state(tx: Connection, story_id: int, state: StoryState) -> None:
    """Drops a draft or takes it back; publishing is `publish`'s."""
    await tx.execute(sa.update(stories).where(stories.c.id == story_id).values(state=state))


async def set_joined(tx: Connection, story_id: int, joined: Joined | None) -> None:
    """Drops a draft that was joined on to another, or takes it back as one of its own."""
    state = StoryState.DROPPED if joined else StoryState.DRAFT
    kept = [joined.to, list(joined.topics)] if joined else None
    await tx.execute(sa.update(stories).where(stories.c.id == story_id).values(state=state, joined=kept))


async def set_update_of(tx: Connection, story_id: int, earlier_id: int | None) -> None:
    """Says which earlier story this one goes on from, if any."""
    await tx.execute(sa.update(stories).where(stories.c.id == story_id).values(update_of=earlier_id))


async def publish(tx: Connection, submission_id: int, *, at: datetime) -> None:
    """Publishes the drafts of a submission, so that from then on they are latest under every chosen topic."""
    drafts = (stories.c.submission_id == submission_id) & (stories.c.state == StoryState.DRAFT)
    matches = story_topics.c.story_id.in_(sa.select(stories.c.id).where(drafts)) & story_topics.c.chosen
    await tx.execute(sa.update(story_topics).where(matches).values(published_at=at))
    await tx.execute(sa.update(stories).where(drafts).values(state=StoryState.PUBLISHED, published_at=at))


async def find(connection: Connection, story_id: int) -> Story | None:
    """The story in whatever state, or none."""
    found = await _whole(connection, BY_ID, {"ids": [story_id]})
    return found[0] if found else None


async def in_order(connection: Connection, story_ids: Sequence[int]) -> tuple[Story, ...]:
    """The stories in the order of the ids; those that do not exist are left out."""
    found = {story.id: story for story in await _whole(connection, BY_ID, {"ids": list(story_ids)})}
    return tuple(found[story_id] for story_id in story_ids if story_id in found)


async def of_submission(connection: Connection, submission_id: int) -> tuple[Story, ...]:
    """All stories of one submission, in their order, in whatever state."""
    return (await of_submissions(connection, [submission_id]))[submission_id]


async def of_submissions(
    connection: Connection, submission_ids: Iterable[int]
) -> dict[int, tuple[Story, ...]]:
    """All stories of each submission, in their order, in whatever state; every id asked for is a key. Two queries."""
    found: dict[int, list[Story]] = {submission_id: [] for submission_id in submission_ids}
    for story in await _whole(connection, BY_SUBMISSION, {"ids": list(found)}):
        found[story.submission_id].append(story)
    return {submission_id: tuple(of_it) for submission_id, of_it in found.items()}


async def for_submissions(
    connection: Connection, submission_ids: Iterable[int]
) -> dict[int, tuple[Story, ...]]:
    """The published stories of each submission as they are now: `of_submissions` without the others.

    Called by the delivery worker for each batch; a story retracted meanwhile is not among them.
    """
    found = await of_submissions(connection, submission_ids)
    return {
        submission_id: tuple(story for story in of_it if story.state is StoryState.PUBLISHED)
        for submission_id, of_it in found.items()
    }


async def latest(
    connection: Connection, topic_ids: Sequence[int], *, now: datetime, limit: int, offset: int = 0
) -> tuple[Story, ...]:
    """The newest stories published under any of the topics by now, newest first.

    Reads `offset + limit` entries of the index for each topic, however many stories there are.
    """
    if not topic_ids:
        return ()
    values: dict[str, Any] = {f"topic_{n}": topic_id for n, topic_id in enumerate(topic_ids)}
    values |= {"reach": offset + limit, "limit": limit, "offset": offset, "now": now}
    return tuple(await _whole(connection, _latest(len(topic_ids)), values))


async def newest(connection: Connection, limit: int) -> tuple[Story, ...]:
    """The newest published stories, newest first."""
    statement = (
        sa.select(stories.c.id)
        .where(stories.c.state == StoryState.PUBLISHED)
        .order_by(stories.c.id.desc())
        .limit(limit)
    )
    return await in_order(connection, list(await connection.scalars(statement)))


async def beside(connection: Connection, found: Sequence[Story], *, now: datetime) -> tuple[Story, ...]:
    """The other stories on the same happenings that are published by now, newest first; a hundred at most."""
    events = {story.event_id for story in found if story.event_id is not None}
    if not events:
        return ()
    others = (
        sa.select(stories.c.id)
        .where(
            stories.c.event_id.in_(sorted(events)),
            stories.c.id.not_in([story.id for story in found]),
            stories.c.state == StoryState.PUBLISHED,
            stories.c.published_at <= now,
        )
        .order_by(stories.c.id.desc())
        .limit(_MOST_BESIDE)
    )
    return await in_order(connection, list(await connection.scalars(others)))


async def by_state(connection: Connection) -> dict[StoryState, int]:
    """How many stories there are, by state."""
    statement = sa.select(stories.c.state, sa.func.count()).group_by(stories.c.state)
    return dict((await connection.execute(statement)).all())


@lru_cache(maxsize=64)
def _latest(number: int) -> sa.Select[Any]:
    """The statement for so many topics: the newest of each through the index, merged."""
    newest = [
        sa.select(story_topics.c.story_id, story_topics.c.published_at)
        .where(
            story_topics.c.topic_id == sa.bindparam(f"topic_{n}"),
            story_topics.c.published_at <= sa.bindparam("now", type_=Instant),
        )
        .order_by(story_topics.c.published_at.desc(), story_topics.c.story_id.desc())
        .limit(sa.bindparam("reach"))
        .subquery(f"newest_{n}")
        for n in range(number)
    ]
    merged = sa.union(*(sa.select(one.c.story_id, one.c.published_at) for one in newest)).subquery("merged")
    page = (
        sa.select(merged.c.story_id)
        .order_by(merged.c.published_at.desc(), merged.c.story_id.desc())
        .limit(sa.bindparam("limit"))
        .offset(sa.bindparam("offset"))
        .subquery("page")
    )
    newest_first = (stories.c.published_at.desc(), stories.c.id.desc())
    return sa.select(stories).join(page, page.c.story_id == stories.c.id).order_by(*newest_first)


async def _whole(
    connection: Connection, statement: sa.Select[Any], values: Mapping[str, object]
) -> list[Story]:
    rows = (await connection.execute(statement, values)).all()
    stands = await matches.of(connection, [row.id for row in rows])
    return [_story(row, stands[row.id]) for row in rows]


def _story(row: Any, matches: Sequence[TopicMatch]) -> Story:
    return Story(
        id=row.id,
        submission_id=row.submission_id,
        position=row.position,
        version=row.version,
        state=row.state,
        published_at=row.published_at,
        event_id=row.event_id,
        paragraphs=tuple(row.paragraphs),
        retold=tuple(row.retold),
        topics=tuple(matches),
        claim=row.claim,
        amendments=tuple(_amendment(*kept) for kept in row.amendments),
        retraction=row.retraction,
        update_of=row.update_of,
        joined=row.joined and Joined(row.joined[0], tuple(row.joined[1])),
        **{name: getattr(row, name) for name in OWN},
    )


def _amendment(at: int, field: str, was: str, now: str) -> Amendment:
    return Amendment(EPOCH + timedelta(milliseconds=at), field, was, now)
