"""The buttons with which readers follow topics and read what is new; `callback_data` packs them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from bot.buttons.action import Action, ManagerAction


class Place(StrEnum):
    """The message a topic button stands in, to be shown again after the tap."""

    WELCOME = "w"
    TOPICS = "t"
    SETTINGS = "s"


@dataclass(frozen=True, slots=True)
class Follow(ManagerAction):
    """Follow a topic, or follow it no more: what the button says, however often it is tapped."""

    slug: str
    place: Place
    on: bool


@dataclass(frozen=True, slots=True)
class ShowTopics(Action):
    """Show the list of topics here."""


@dataclass(frozen=True, slots=True)
class ShowLatest(Action):
    """Show a page of the newest stories here; page 0 is the newest."""

    slug: str | None = None
    count: int | None = None
    page: int = 0


@dataclass(frozen=True, slots=True)
class ReadStory(Action):
    """Show a whole story here, in place of the page of `/latest` that it was tapped on."""

    story_id: int
    part: int
    slug: str | None
    count: int | None
    page: int

    @property
    def origin(self) -> ShowLatest:
        """The page to come back to."""
        return ShowLatest(self.slug, self.count, self.page)


@dataclass(frozen=True, slots=True)
class OpenStory(Action):
    """Send a whole story below a delivered digest, which stays; with `part`, turn its pages in place."""

    story_id: int
    part: int | None = None


CODES: MappingProxyType[str, type[Action]] = MappingProxyType(
    {
        "f": Follow,
        "t": ShowTopics,
        "l": ShowLatest,
        "r": ReadStory,
        "o": OpenStory,
    }
)
