"""What the operator decides on publishing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from briefings.model import MailingKind, Proposal


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """The rules of the house.

    `two_people`: what somebody wrote goes out only when somebody else says so, and so does a correction in words; one
    alone can take a story back, or say how sure it is, for that has to be quick. `breaking_a_day`: so many breaking stories
    in 24 hours. `undo_window`: how long what goes to a few first is held back from the rest.
    """

    two_people: bool = False
    breaking_a_day: int = 3
    undo_window: timedelta = timedelta(minutes=1)

    def needs_second(self, proposal: Proposal) -> bool:
        """Whether somebody else than its author has to confirm a proposal."""
        in_words = proposal.kind is MailingKind.CORRECTION and set(proposal.changes) != {"claim"}
        return self.two_people and in_words
