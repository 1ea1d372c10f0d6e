"""Who may do what at the desk.

owner         named by the operator: everything, and who else may what
editor        pushes, publishes, corrects, retracts
contributor   pushes and prepares, and hands over to an editor, who says what goes out

Whom the owner limits to some topics changes and publishes what stands under those, prepares what they pushed themselves,
and leaves what concerns all to others.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from briefings.errors import Conflict, NotAllowed, NotFound
from briefings.model import Clock, Member, StaffRole, Story, StoryState
from briefings.store import Database, acts, staff, topics


@dataclass(frozen=True, slots=True)
class Rights:
    """What somebody can do with what waits: decide that it happens, or take it back."""

    decide: bool = True
    take_back: bool = True


class Staff:
    """The members of staff."""

    def __init__(self, database: Database, clock: Clock, owners: Iterable[int]) -> None:
        """`owners` are named by the operator, not in the store."""
        self._database = database
        self._clock = clock
        self.owners = frozenset(owners)

    async def member(self, user_id: int) -> Member | None:
        """Who somebody is at the desk, now; none for everybody else."""
        if not user_id:
            return None
        if user_id in self.owners:
            return Member(user_id, StaffRole.OWNER)
        async with self._database.read() as connection:
            return await staff.find(connection, user_id)

    async def members(self) -> list[Member]:
        """All of them, owners first."""
        async with self._database.read() as connection:
            others = await staff.listed(connection)
        owners = [Member(user_id, StaffRole.OWNER) for user_id in sorted(self.owners)]
        return [*owners, *(member for member in others if member.user_id not in self.owners)]

    async def grant(self, user_id: int, role: StaffRole, slugs: Sequence[str], *, by: int) -> Member:
        """Gives a role, under those topics only if any are named. Raises `NotAllowed`, `NotFound`, `Conflict`."""
        self._owned(by, user_id)
        if role is StaffRole.OWNER:
            raise Conflict("Owners are named by the operator, in BRIEFING_ADMIN_IDS.")
        async with self._database.write() as tx:
            known = await topics.ids(tx)
            if unknown := [slug for slug in slugs if slug not in known]:
                raise NotFound(f"There is no topic “{unknown[0]}”.")
            now = self._clock()
            await staff.grant(tx, user_id, role, slugs, by=by, now=now)
            limited = f" for {', '.join(slugs)}" if slugs else ""
            await acts.note(tx, "granted", by=by, now=now, detail=f"{role} to {user_id}{limited}")
        return Member(user_id, role, tuple(slugs))

    async def revoke(self, user_id: int, *, by: int) -> None:
        """Takes the role away. Raises `NotAllowed`, `Conflict`, `NotFound`."""
        self._owned(by, user_id)
        async with self._database.write() as tx:
            if not await staff.revoke(tx, user_id):
                raise NotFound(f"{user_id} is not on the staff.")
            await acts.note(tx, "revoked", by=by, now=self._clock(), detail=str(user_id))

    def _owned(self, by: int, user_id: int) -> None:
        if by not in self.owners:
            raise NotAllowed("Only an owner can grant and revoke roles.")
        if user_id in self.owners:
            raise Conflict("Owners are named by the operator, in BRIEFING_ADMIN_IDS.")


def must_publish(member: Member | None, stories: Iterable[Story]) -> None:
    """Raises `NotAllowed` for somebody who may not decide over these stories, with a sentence."""
    if member is None or member.role is StaffRole.CONTRIBUTOR:
        raise NotAllowed("An editor has to do that: contributors push and prepare.")
    going_out = (story for story in stories if story.state is not StoryState.DROPPED)
    if foreign := _foreign(member, _slugs(going_out)):
        raise NotAllowed(f"You publish under {', '.join(member.topics)} only, not under {foreign}.")


def may_publish(member: Member | None, stories: Iterable[Story]) -> bool:
    """Whether somebody may decide over these stories."""
    try:
        must_publish(member, stories)
    except NotAllowed:
        return False
    return True


def must_prepare(
    member: Member | None, author_id: int, stories: Iterable[Story], slugs: Iterable[str] = ()
) -> None:
    """Raises `NotAllowed` for somebody who may not change these drafts of an author, or put one under these topics.

    What somebody pushed themselves they prepare whatever it is about.
    """
    if member is not None and member.user_id == author_id:
        return
    must_hold(member, {*_slugs(stories), *slugs})


def must_hold(member: Member | None, slugs: Iterable[str]) -> None:
    """Raises `NotAllowed` for somebody who holds some topics only, and not all of these, with a sentence."""
    if member is None:
        raise NotAllowed("Only the staff can do that.")
    if foreign := _foreign(member, slugs):
        raise NotAllowed(
            f"You hold {', '.join(member.topics)} only, not {foreign}: somebody else has to do that."
        )


def holds_all(member: Member | None) -> bool:
    """Whether somebody may decide over whatever goes out."""
    return may_publish(member, ()) and member is not None and not member.topics


def must_hold_all(member: Member | None) -> None:
    """Raises `NotAllowed` for somebody who holds some topics only, with a sentence."""
    if member is None or member.topics:
        held = ", ".join(member.topics) if member else "nothing"
        raise NotAllowed(f"You hold {held} only: that is for an editor of all topics.")


def _slugs(stories: Iterable[Story]) -> set[str]:
    return {match.slug for story in stories for match in story.topics if match.chosen}


def _foreign(member: Member, slugs: Iterable[str]) -> str:
    """Those of the topics that somebody does not hold, named; empty for who holds all."""
    return ", ".join(sorted(set(slugs) - set(member.topics))) if member.topics else ""
