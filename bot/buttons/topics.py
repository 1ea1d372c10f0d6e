"""The buttons with which editors change topics and mend what was read; `callback_data` packs them."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType

from bot.buttons.action import Action, EditorAction, StaffAction


@dataclass(frozen=True, slots=True)
class ConfirmChange(EditorAction):
    """Do to a topic what the message proposes."""

    change_id: int


@dataclass(frozen=True, slots=True)
class DiscardChange(EditorAction):
    """Leave the topic as it is."""

    change_id: int


@dataclass(frozen=True, slots=True)
class TakeUp(EditorAction):
    """Add the suggested name of that number to the aliases of the change."""

    change_id: int
    number: int


@dataclass(frozen=True, slots=True)
class Reread(EditorAction):
    """Put recent stories under the changed topic, or take them away, by its words of now."""

    change_id: int


@dataclass(frozen=True, slots=True)
class ShowLeftOut(StaffAction):
    """Show a page of the lines that were left out of a submission."""

    submission_id: int
    page: int = 0


@dataclass(frozen=True, slots=True)
class TakeBack(StaffAction):
    """Put the line of that number into its story."""

    submission_id: int
    number: int


CODES: MappingProxyType[str, type[Action]] = MappingProxyType(
    {"kc": ConfirmChange, "kd": DiscardChange, "ka": TakeUp, "kr": Reread, "kl": ShowLeftOut, "kb": TakeBack}
)
