"""What waits for a second person, and which of it the desk was told of."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime

from briefings.errors import NotAllowed
from briefings.model import Member, ProposalState, Story
from briefings.publishing_rules import Rules
from briefings.staff import must_publish
from briefings.store import Connection, Database, acts, flags, proposals, stories, submissions

_TOLD = "desk_told_of"
_NEWEST = 50


@dataclass(frozen=True, slots=True)
class Waiting:
    """A submission or a proposal that somebody asked another editor to approve; `key` is another one when asked anew."""

    key: str
    by: int
    stories: tuple[Story, ...]
    submission_id: int | None = None
    proposal_id: int | None = None

    def concerns(self, member: Member) -> bool:
        """Whether this member of staff can approve it."""
        return member.user_id != self.by and _may(member, self.stories)


class Approvals:
    """Keeps what the desk was told of, so that it is told once."""

    def __init__(self, database: Database, rules: Rules) -> None:
        """Works on `database`, by the rules of the house."""
        self._database = database
        self._rules = rules

    async def untold(self, members: list[Member]) -> list[Waiting]:
        """What waits and the desk was not told of, oldest first; `members` are the staff."""
        async with self._database.read() as connection:
            told = (await flags.get(connection, _TOLD) or "").split()
            return [one for one in await self._waiting(connection, members) if one.key not in told]

    async def told(self, key: str, members: list[Member]) -> None:
        """The desk knows of it. What waits no more is forgotten."""
        async with self._database.write() as tx:
            told = {*(await flags.get(tx, _TOLD) or "").split(), key}
            keys = [one.key for one in await self._waiting(tx, members)]
            await flags.put(tx, _TOLD, " ".join(one for one in keys if one in told))

    async def _waiting(self, connection: Connection, members: list[Member]) -> list[Waiting]:
        staff = {member.user_id: member for member in members}
        found = [one async for one in _asked(connection)]
        for proposal in reversed(await proposals.undecided(connection, _NEWEST)):
            story = await stories.find(connection, proposal.story_id)
            if story is None or proposal.state is not ProposalState.OPEN:
                continue
            alone = _may(staff.get(proposal.by), (story,)) and not self._rules.needs_second(proposal)
            if not alone:
                found.append(Waiting(f"p{proposal.id}", proposal.by, (story,), proposal_id=proposal.id))
        return found


async def _asked(connection: Connection) -> AsyncIterator[Waiting]:
    for submission in reversed(await submissions.asked(connection, _NEWEST)):
        at = await acts.last(connection, submission.id, (acts.ASKED,)) or submission.created_at
        drafts = await stories.of_submission(connection, submission.id)
        by = submission.asked_by or submission.author_id
        yield Waiting(f"s{submission.id}@{_stamp(at)}", by, drafts, submission_id=submission.id)


def _stamp(at: datetime) -> int:
    return round(at.timestamp() * 1000)


def _may(member: Member | None, concerned: tuple[Story, ...]) -> bool:
    try:
        must_publish(member, concerned)
    except NotAllowed:
        return False
    return True
