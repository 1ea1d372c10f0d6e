"""The buttons with which the staff prepares what is not out yet; `callback_data` packs them."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType

from bot.buttons.action import Action, StaffAction


@dataclass(frozen=True, slots=True)
class ShowManner(StaffAction):
    """Show here when and how a submission is to go out; `words` are those of its card, as their stamp."""

    submission_id: int
    words: int


@dataclass(frozen=True, slots=True)
class SetManner(StaffAction):
    """Have it go out silently, or as breaking news, or not so."""

    submission_id: int
    words: int
    word: str
    on: bool


@dataclass(frozen=True, slots=True)
class AskTime(StaffAction):
    """Ask when it is to go out, or how long it is under embargo; `seen` is the stamp of what was decided on."""

    submission_id: int
    seen: int
    embargo: bool


@dataclass(frozen=True, slots=True)
class LiftEmbargo(StaffAction):
    """Take the embargo away."""

    submission_id: int
    words: int


@dataclass(frozen=True, slots=True)
class TakeBack(StaffAction):
    """Make a draft again of what waits for its time or for approval."""

    submission_id: int


@dataclass(frozen=True, slots=True)
class ShowDraft(StaffAction):
    """Show here what can be changed on a draft."""

    story_id: int


@dataclass(frozen=True, slots=True)
class EditDraft(StaffAction):
    """Ask for the new text of a draft's field, or with `split` for the paragraph to split before."""

    story_id: int
    field: str
    slug: str | None = None


@dataclass(frozen=True, slots=True)
class MergeDraft(StaffAction):
    """Join a draft on to the one before it."""

    story_id: int


@dataclass(frozen=True, slots=True)
class ShowAsFollower(StaffAction):
    """Send what a follower of a topic will get."""

    submission_id: int
    slug: str


# As in `callback_data`: a code, once given, is never given to another action.
CODES: MappingProxyType[str, type[Action]] = MappingProxyType(
    {
        "mm": ShowManner,
        "mw": SetManner,
        "mt": AskTime,
        "ml": LiftEmbargo,
        "mb": TakeBack,
        "dd": ShowDraft,
        "de": EditDraft,
        "dm": MergeDraft,
        "df": ShowAsFollower,
    }
)
