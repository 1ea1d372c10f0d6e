"""The buttons with which editors put right what is out, and rule what goes out; `callback_data` packs them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from bot.buttons.action import Action, EditorAction, StaffAction
from briefings.model import Claim


@dataclass(frozen=True, slots=True)
class ShowPublished(StaffAction):
    """Show a published story with all that can be done with it; `here`, in place of this message."""

    story_id: int
    here: bool = True


@dataclass(frozen=True, slots=True)
class EditField(StaffAction):
    """Ask for the new text of a field; of one topic's summary with `slug`."""

    story_id: int
    field: str
    slug: str | None = None


@dataclass(frozen=True, slots=True)
class SetClaim(StaffAction):
    """Propose how sure the newsroom is of a story."""

    story_id: int
    claim: Claim


@dataclass(frozen=True, slots=True)
class AskReason(StaffAction):
    """Ask why a story is to be retracted."""

    story_id: int


@dataclass(frozen=True, slots=True)
class Confirm(StaffAction):
    """Do what was proposed; `told`: the copies say what was corrected; `notify`: and a message of its own does."""

    proposal_id: int
    told: bool
    notify: bool


@dataclass(frozen=True, slots=True)
class ShowProposal(StaffAction):
    """Show a proposal that waits to be confirmed."""

    proposal_id: int


@dataclass(frozen=True, slots=True)
class GiveUp(StaffAction):
    """Give a proposal up."""

    proposal_id: int


@dataclass(frozen=True, slots=True)
class ShowHistory(StaffAction):
    """Send everything that became of a story."""

    story_id: int


@dataclass(frozen=True, slots=True)
class SendReach(StaffAction):
    """Send who has which version of a story."""

    story_id: int


@dataclass(frozen=True, slots=True)
class ShowMailing(StaffAction):
    """Show how a change is getting to its copies; `here`, in place of this message."""

    mailing_id: int
    here: bool = True


@dataclass(frozen=True, slots=True)
class Resume(EditorAction):
    """Let all sending go on after the halt of that moment, in milliseconds since 1970."""

    halted_at: int

    @classmethod
    def of(cls, moment: datetime) -> Resume:
        """The button for the halt of a moment."""
        return cls(round(moment.timestamp() * 1000))


@dataclass(frozen=True, slots=True)
class StayHalted(EditorAction):
    """Leave all sending halted."""


@dataclass(frozen=True, slots=True)
class Undo(StaffAction):
    """Take back what went to a few only."""

    submission_id: int


@dataclass(frozen=True, slots=True)
class AskAgain(StaffAction):
    """Show what may or may not have arrived of a publication, or of what has no card, to send it again."""

    submission_id: int | None


@dataclass(frozen=True, slots=True)
class SendAgain(StaffAction):
    """Send again what was in doubt until that moment."""

    submission_id: int | None
    until: datetime


@dataclass(frozen=True, slots=True)
class EditAgain(StaffAction):
    """Make the edits of a change again that may or may not have been made."""

    mailing_id: int


# As in `callback_data`: a code, once given, is never given to another action.
CODES: MappingProxyType[str, type[Action]] = MappingProxyType(
    {
        "es": ShowPublished,
        "ef": EditField,
        "ek": SetClaim,
        "er": AskReason,
        "ey": Confirm,
        "en": GiveUp,
        "ep": ShowProposal,
        "eh": ShowHistory,
        "ew": SendReach,
        "em": ShowMailing,
        "eg": Resume,
        "eb": StayHalted,
        "mu": Undo,
        "ma": AskAgain,
        "mg": SendAgain,
        "me": EditAgain,
    }
)
