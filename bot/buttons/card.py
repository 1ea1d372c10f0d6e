"""The buttons of the card of a submission, down to publishing it; `callback_data` packs them."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType

from bot.buttons.action import Action, StaffAction


@dataclass(frozen=True, slots=True)
class FinishCollecting(StaffAction):
    """The paste is complete: read it now."""

    submission_id: int


@dataclass(frozen=True, slots=True)
class ShowCard(StaffAction):
    """Show a page of a submission's card here."""

    submission_id: int
    page: int = 0


@dataclass(frozen=True, slots=True)
class OpenCard(StaffAction):
    """Send a submission's card as a new message."""

    submission_id: int


@dataclass(frozen=True, slots=True)
class ChooseTopics(StaffAction):
    """Show all topics for one story of the card."""

    submission_id: int
    story_id: int


@dataclass(frozen=True, slots=True)
class Assign(StaffAction):
    """Put a story under a topic, or take it out; `choosing` comes back to the list of all topics."""

    story_id: int
    slug: str
    on: bool
    choosing: bool = False


@dataclass(frozen=True, slots=True)
class Drop(StaffAction):
    """Leave a story out."""

    story_id: int


@dataclass(frozen=True, slots=True)
class Restore(StaffAction):
    """Take a dropped story in again."""

    story_id: int


@dataclass(frozen=True, slots=True)
class MarkUpdate(StaffAction):
    """Send a story as an update of an earlier one, or as news of its own."""

    story_id: int
    earlier_id: int
    on: bool


@dataclass(frozen=True, slots=True)
class Publish(StaffAction):
    """Publish a submission as it was `seen`, which is its stamp."""

    submission_id: int
    seen: int


@dataclass(frozen=True, slots=True)
class PublishAgain(StaffAction):
    """Publish a submission as it was `seen`, although its text was retracted once."""

    submission_id: int
    seen: int


@dataclass(frozen=True, slots=True)
class Cancel(StaffAction):
    """Give a submission up."""

    submission_id: int


CODES: MappingProxyType[str, type[Action]] = MappingProxyType(
    {
        "d": FinishCollecting,
        "c": ShowCard,
        "n": OpenCard,
        "h": ChooseTopics,
        "a": Assign,
        "x": Drop,
        "u": Restore,
        "ku": MarkUpdate,
        "p": Publish,
        "kp": PublishAgain,
        "q": Cancel,
    }
)
