"""How a change of a story that is out is proposed: by its fields or as a retraction, the text at once or afterwards.

propose | propose_retraction -> (provide its text) -> open, with the difference and the reach | cancelled
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from briefings.desk import revision
from briefings.desk.published import (
    Proposed,
    PublishedStory,
    correctable,
    look_at,
    published_story,
    reason_of,
    retractable,
    story_of,
)
from briefings.desk.publishing_rules import Rules
from briefings.desk.staff import Rights, may_publish
from briefings.errors import Conflict, NotFound
from briefings.model import Clock, MailingKind, Member, Proposal, ProposalState, Story
from briefings.store import Connection, Database, acts, proposals

PATIENCE = timedelta(hours=1)
"""How long the text of a proposal is waited for: what its author writes later is about something else."""


class Proposing:
    """What editors propose for a story that is out."""

    def __init__(self, database: Database, clock: Clock, rules: Rules | None = None) -> None:
        """Works on `database`, by the rules of the house."""
        self._database = database
        self._clock = clock
        self._rules = rules or Rules()

    async def look(self, story_id: int) -> PublishedStory:
        """The story and its reach. Raises `NotFound`."""
        async with self._database.read() as connection:
            return await published_story(connection, await story_of(connection, story_id))

    async def propose(
        self, story_id: int, changes: dict[str, str], *, by: int, chat_id: int, awaiting: str | None = None
    ) -> Proposed:
        """Proposes what fields are to say; with `awaiting`, the text of that field is still to be written.

        Raises `NotFound`; `Conflict` for a story that is not out, was retracted, or says that already.
        """
        async with self._database.write() as tx:
            story = correctable(await story_of(tx, story_id))
            if awaiting:
                revision.value(story, awaiting)
                return await self._proposed(
                    tx, story, {awaiting: ""}, ProposalState.AWAITING, by=by, chat_id=chat_id
                )
            revision.difference(story, changes)
            return await self._proposed(tx, story, changes, ProposalState.OPEN, by=by, chat_id=chat_id)

    async def awaited(self, chat_id: int, by: int) -> Proposal | None:
        """The proposal whose text this person was asked to write in this chat within the last hour."""
        async with self._database.read() as connection:
            return await proposals.awaited(connection, chat_id, by, since=self._clock() - PATIENCE)

    async def provide(self, chat_id: int, by: int, text: str) -> Proposed | None:
        """Takes the text that a proposal of this person in this chat awaits, for an hour; none when none does.

        Raises `Conflict` as `propose` does; the text is then still awaited.
        """
        async with self._database.write() as tx:
            awaited = await proposals.awaited(tx, chat_id, by, since=self._clock() - PATIENCE)
            proposal = await proposals.lock(tx, awaited.id) if awaited else None
            if proposal is None or proposal.state is not ProposalState.AWAITING:
                return None
            story = await story_of(tx, proposal.story_id)
            if proposal.kind is MailingKind.RETRACTION:
                wanted = {"reason": reason_of(retractable(story), text)}
            else:
                wanted = dict.fromkeys(proposal.changes, text)
                revision.difference(correctable(story), wanted)
            values = {"changes": wanted, "state": ProposalState.OPEN, "version": story.version}
            await proposals.change(tx, proposal.id, **values)
            return await self._look_at(tx, proposal.id)

    async def propose_retraction(
        self, story_id: int, reason: str | None, *, by: int, chat_id: int
    ) -> Proposed:
        """Proposes to take a story back; without a reason, that is still to be written.

        Raises `NotFound`; `Conflict` when it is not out, or when the reason is empty.
        """
        async with self._database.write() as tx:
            story = retractable(await story_of(tx, story_id))
            changes = {"reason": "" if reason is None else reason_of(story, reason)}
            return await self._proposed(
                tx,
                story,
                changes,
                ProposalState.AWAITING if reason is None else ProposalState.OPEN,
                by=by,
                chat_id=chat_id,
                kind=MailingKind.RETRACTION,
            )

    async def proposal(self, proposal_id: int) -> Proposed:
        """A proposal as it would work now. Raises `NotFound`."""
        async with self._database.read() as connection:
            return await self._look_at(connection, proposal_id)

    def rights(self, proposed: Proposed, member: Member | None) -> Rights:
        """What a member of staff can do with a proposal."""
        publishes = may_publish(member, [proposed.published.story])
        own = member is not None and member.user_id == proposed.proposal.by
        return Rights(publishes and not (own and proposed.second), publishes or own)

    async def cancel(self, proposal_id: int, *, by: int) -> None:
        """Gives a proposal up; told again it changes nothing. Raises `NotFound`; `Conflict` once it was done."""
        async with self._database.write() as tx:
            proposal = await proposals.lock(tx, proposal_id)
            if proposal is None:
                raise NotFound("That correction does not exist.")
            if proposal.state is ProposalState.DONE:
                raise Conflict("That was confirmed already.")
            if proposal.state is ProposalState.CANCELLED:
                return
            await proposals.change(tx, proposal_id, state=ProposalState.CANCELLED)
            await acts.note(
                tx,
                f"{proposal.kind} given up",
                by=by,
                now=self._clock(),
                detail=", ".join(proposal.changes),
                story_id=proposal.story_id,
            )

    async def _look_at(self, connection: Connection, proposal_id: int) -> Proposed:
        found = await look_at(connection, proposal_id)
        return replace(found, second=self._rules.needs_second(found.proposal))

    async def _proposed(
        self,
        tx: Connection,
        story: Story,
        changes: dict[str, str],
        state: ProposalState,
        *,
        by: int,
        chat_id: int,
        kind: MailingKind = MailingKind.CORRECTION,
    ) -> Proposed:
        made = await proposals.create(
            tx,
            story_id=story.id,
            version=story.version,
            kind=kind,
            changes=changes,
            state=state,
            chat_id=chat_id,
            by=by,
            now=self._clock(),
        )
        return await self._look_at(tx, made.id)
