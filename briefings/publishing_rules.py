"""What the operator decides on publishing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """The rules of the house.

    `two_people`: what somebody pushed goes out only when somebody else says so. `breaking_a_day`: so many breaking stories
    in 24 hours. `undo_window`: how long what goes to a few first is held back from the rest.
    """

    two_people: bool = False
    breaking_a_day: int = 3
    undo_window: timedelta = timedelta(minutes=1)
