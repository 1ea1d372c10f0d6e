"""What every button's meaning is: a frozen action. `callback_data` packs them into callback data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NewType

Zone = NewType("Zone", str)
"""The name of a time zone, in callback data."""


@dataclass(frozen=True, slots=True)
class Action:
    """Something a reader or an editor can tap."""


@dataclass(frozen=True, slots=True)
class EditorAction(Action):
    """An action that only editors may take."""


@dataclass(frozen=True, slots=True)
class StaffAction(EditorAction):
    """An action that contributors may take too."""


@dataclass(frozen=True, slots=True)
class ManagerAction(Action):
    """An action that changes what a chat receives: in a group, only its administrators may take it."""
