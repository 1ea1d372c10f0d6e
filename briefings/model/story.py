"""Stored stories, what is claimed of them, and what was put right."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from briefings.model.reading import DraftStory


class Claim(StrEnum):
    """How sure the newsroom is of what a story claims; unmarked stories say nothing of it."""

    UNMARKED = "unmarked"
    UNCONFIRMED = "unconfirmed"
    CONFIRMED = "confirmed"
    DISPUTED = "disputed"


@dataclass(frozen=True, slots=True)
class Amendment:
    """A correction that readers are told of: which field, what stood there, what stands there now."""

    at: datetime
    field: str
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class Joined:
    """Which story a draft was joined on to, and the topics that this one was put under for it."""

    to: int
    topics: tuple[str, ...] = ()


class StoryState(StrEnum):
    """draft -> published | dropped; published -> retracted."""

    DRAFT = "draft"
    DROPPED = "dropped"
    PUBLISHED = "published"
    RETRACTED = "retracted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Story(DraftStory):
    """A stored news item. Editors see it as `#id`; `version` grows with every change after publishing.

    `update_of` is the earlier story that it goes on from; `event_id` is that of the first published story on the same
    happening, its own where it is the first, None for a draft. `amendments` are the corrections that readers are told
    of, oldest first; `retraction` the reason of one that was retracted; `joined` is there for
    a dropped one whose text went into another.
    """

    id: int
    submission_id: int
    position: int = 0
    version: int = 1
    state: StoryState = StoryState.DRAFT
    published_at: datetime | None = None
    update_of: int | None = None
    event_id: int | None = None
    claim: Claim = Claim.UNMARKED
    amendments: tuple[Amendment, ...] = ()
    retraction: str | None = None
    joined: Joined | None = None
