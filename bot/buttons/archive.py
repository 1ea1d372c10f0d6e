"""The buttons of published stories: to find them again, to read, keep and follow them; `callback_data` packs them."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType

from bot.buttons.action import Action, ManagerAction


@dataclass(frozen=True, slots=True)
class Save(Action):
    """Save a story for later, or let it go."""

    story_id: int
    on: bool


@dataclass(frozen=True, slots=True)
class FollowStory(Action):
    """Hear of what comes of a story, or no more."""

    story_id: int
    on: bool


@dataclass(frozen=True, slots=True)
class Why(Action):
    """Say why a story came, and offer less of its like."""

    story_id: int


@dataclass(frozen=True, slots=True)
class LessLike(ManagerAction):
    """Leave out stories on a topic that hold the word of that number among those a story matched by, or no longer."""

    story_id: int
    slug: str
    word: int
    on: bool


@dataclass(frozen=True, slots=True)
class ShowFound(Action):
    """Show a page of what the search that stands in the message finds."""

    page: int


@dataclass(frozen=True, slots=True)
class ShowSaved(Action):
    """Show a page of the saved stories."""

    page: int


@dataclass(frozen=True, slots=True)
class ReadFound(Action):
    """Show a whole story here, in place of the page of the search that stands in the message."""

    story_id: int
    part: int
    page: int

    @property
    def origin(self) -> ShowFound:
        """The page to come back to."""
        return ShowFound(self.page)


@dataclass(frozen=True, slots=True)
class ReadSaved(Action):
    """Show a whole story here, in place of the page of saved stories that it was tapped on."""

    story_id: int
    part: int
    page: int

    @property
    def origin(self) -> ShowSaved:
        """The page to come back to."""
        return ShowSaved(self.page)


CODES: MappingProxyType[str, type[Action]] = MappingProxyType(
    {
        "ys": Save,
        "yf": FollowStory,
        "yw": Why,
        "yl": LessLike,
        "wf": ShowFound,
        "ws": ShowSaved,
        "rf": ReadFound,
        "rs": ReadSaved,
    }
)
