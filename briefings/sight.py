"""What a reader may open: stories that are out."""

from __future__ import annotations

from datetime import datetime

from briefings.errors import NotFound
from briefings.model import Story, StoryState
from briefings.store import Connection, receipts, stories


async def in_sight(connection: Connection, chat_id: int, story_id: int, *, now: datetime) -> Story:
    """A story that is published by now, or is with this chat already where it went to a few first. Raises `NotFound`."""
    story = await stories.find(connection, story_id)
    if story is not None and story.state is StoryState.PUBLISHED:
        held = story.published_at is not None and story.published_at > now
        if not held or await receipts.has(connection, chat_id, story_id):
            return story
    raise NotFound("That story is not available any more.")
