"""Which stories stand under a topic: by its words of now, and when it ends. Searches by topic find them accordingly."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager

from briefings.model import Story, StoryState, Topic, TopicMatch
from briefings.store import Connection, matches, revisions, search, stories, topics

_AT_ONCE = 500


async def put_under(
    tx: Connection, topic: Topic, topic_id: int, made: Mapping[int, TopicMatch | None]
) -> int:
    """Puts stories under a topic, or takes them away, by what was made of each; returns how many.

    What an editor decided by hand stays.
    """
    found = {one.id: one for one in _published(await revisions.lock_all(tx, list(made)))}
    stands = {number: _standing(story, topic) for number, story in found.items()}
    changed = [
        number
        for number, match in stands.items()
        if made[number] != match and (match is None or (match.chosen and match.evidence))
    ]
    moved = [number for number in changed if (made[number] is None) != (stands[number] is None)]
    async with _found_anew(tx, moved):
        for number in changed:
            await matches.replace(tx, found[number], topic_id, made[number])
    return len(moved)


async def end(tx: Connection, topic_id: int, into_id: int | None) -> None:
    """Ends a topic, whose followers and stories another takes over, if one does; half a second for a thousand stories."""
    async with _found_anew(tx, await matches.published_under(tx, topic_id)):
        if into_id is not None:
            await topics.hand_over(tx, topic_id, into_id)
        await topics.remove(tx, topic_id)


@asynccontextmanager
async def _found_anew(tx: Connection, story_ids: Sequence[int]) -> AsyncIterator[None]:
    """Makes published stories be found by the topics that they stand under when the block ends.

    Nobody else changes them meanwhile.
    """
    batches = [story_ids[place : place + _AT_ONCE] for place in range(0, len(story_ids), _AT_ONCE)]
    for some in batches:
        await search.remove(tx, _published(await revisions.lock_all(tx, some)))
    yield
    for some in batches:
        await search.add(tx, _published(await stories.in_order(tx, some)))


def _published(found: Iterable[Story]) -> Iterable[Story]:
    return (story for story in found if story.state is StoryState.PUBLISHED)


def _standing(story: Story, topic: Topic) -> TopicMatch | None:
    return next((match for match in story.topics if match.slug == topic.slug), None)
