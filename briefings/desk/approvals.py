"""What waits for a second person, and which of it the desk was told of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from briefings.desk.publishing_rules import Rules
from briefings.desk.staff import may_publish
from briefings.model import Member, ProposalState, Story
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
        return member.user_id != self.by and may_publish(member, self.stories)


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
        found = await _asked(connection)
        proposed = await proposals.undecided(connection, _NEWEST)
        concerned = await stories.in_order(connection, [proposal.story_id for proposal in proposed])
        by_id = {story.id: story for story in concerned}
        for proposal in reversed(proposed):
            story = by_id.get(proposal.story_id)
            if story is None or proposal.state is not ProposalState.OPEN:
                continue
            alone = may_publish(staff.get(proposal.by), (story,)) and not self._rules.needs_second(proposal)
            if not alone:
                found.append(Waiting(f"p{proposal.id}", proposal.by, (story,), proposal_id=proposal.id))
        return found


async def _asked(connection: Connection) -> list[Waiting]:
    asked = (await submissions.asked(connection, _NEWEST))[::-1]
    ids = [submission.id for submission in asked]
    asked_at = await acts.last(connection, ids, (acts.ASKED, acts.HANDED_OVER))
    drafts = await stories.of_submissions(connection, ids)
    return [
        Waiting(
            f"s{one.id}@{_stamp(asked_at.get(one.id, one.created_at))}",
            one.asked_by or one.author_id,
            drafts[one.id],
            submission_id=one.id,
        )
        for one in asked
    ]


def _stamp(at: datetime) -> int:
    return round(at.timestamp() * 1000)
