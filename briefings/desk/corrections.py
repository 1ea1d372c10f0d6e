"""What editors do with a story that is out: look at it, correct it, retract it, say how sure it is.

    propose -> (provide its text) -> the difference and the reach -> confirm | cancel

A confirmed change is one transaction: the new version, the record, and what is owed to every copy. Nobody's change
undoes another's unseen: one that was made from an older version is refused.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from briefings.desk import revision
from briefings.desk.preview import locked
from briefings.desk.proposing import Proposing
from briefings.desk.published import History, Report, story_of, unmoved
from briefings.errors import Conflict, NotFound
from briefings.model import (
    DeliveryCounts,
    Mailing,
    MailingKind,
    Proposal,
    ProposalState,
    Story,
    StoryState,
)
from briefings.store import (
    Connection,
    acts,
    in_doubt,
    mailings,
    outbox,
    proposals,
    receipts,
    revisions,
    search,
    stories,
    topics,
    versions,
)

UNDONE = "It was sent too early, and the newsroom took it back."
"""What those few read in the place of a story that was undone."""


class Corrections(Proposing):
    """The editors' use cases after publishing. Who may is for the caller to know."""

    async def confirm(
        self,
        proposal_id: int,
        *,
        by: int,
        told: bool = True,
        notify: bool = False,
        chat_id: int | None = None,
        card: int | None = None,
    ) -> Mailing:
        """Does what was proposed, and owes it to every copy; `card` is the message in `chat_id` that is to show the result.

        `told`: copies say what was corrected. `notify`: readers who have it get a message of its own. Raises `NotFound`;
        `Conflict` when it was decided already, the story changed meanwhile, or another editor has to do it.
        """
        now = self._clock()
        async with self._database.write() as tx:
            proposal = await self._open(tx, proposal_id)
            if proposal.by == by and self._rules.needs_second(proposal):
                raise Conflict(
                    f"You wrote this: another editor has to confirm it (/correct {proposal.story_id})."
                )
            before = await revisions.lock(tx, proposal.story_id)
            if before is None:
                raise NotFound(f"There is no story #{proposal.story_id}.")
            unmoved(before, proposal)
            after = await _carried_out(tx, proposal, before, now=now, told=told)
            await proposals.change(tx, proposal.id, state=ProposalState.DONE)
            with_whom = f"proposed by {proposal.by}" if proposal.by != by else ""
            await _keep(tx, before, after, by=by, now=now, note=_word(proposal, told=told), detail=with_whom)
            made = await mailings.amend(
                tx,
                proposal.kind,
                after.id,
                by=by,
                now=now,
                silent=True,
                chat_id=chat_id or proposal.chat_id,
                card_message_id=card,
            )
            if notify:
                await mailings.amend(tx, MailingKind.NOTICE, after.id, by=by, now=now)
            if after.state is StoryState.RETRACTED:
                await _call_off(tx, after, now)
            return await mailings.find(tx, made) or _lost(made)

    async def undo(self, submission_id: int, *, by: int) -> None:
        """Takes back what went to a few only, while it is held for the rest. `Conflict` once it is with everybody."""
        now = self._clock()
        async with self._database.write() as tx:
            submission = await locked(tx, submission_id)
            if not submission.held_until or submission.held_until <= now:
                raise Conflict("It is with everybody by now: /retract takes a story back.")
            ids = [story.id for story in await stories.of_submission(tx, submission_id)]
            for story in await revisions.lock_all(tx, ids):
                if story.state is not StoryState.PUBLISHED:
                    continue
                gone = revision.retracted(story, UNDONE)
                await _keep(tx, story, gone, by=by, now=now, note="undone")
                await mailings.amend(tx, MailingKind.RETRACTION, story.id, by=by, now=now, silent=True)
            await outbox.call_off(tx, submission_id, now=now)

    async def running(self) -> list[Mailing]:
        """Changes whose final result the desk was not shown yet, oldest first."""
        async with self._database.read() as connection:
            return await mailings.unreported(connection)

    async def report(self, mailing_id: int) -> Report:
        """How a change is getting to its copies. Raises `NotFound`."""
        async with self._database.read() as connection:
            mailing = await mailings.find(connection, mailing_id)
            if mailing is None or mailing.story_id is None:
                raise NotFound("That correction does not exist.")
            story = await story_of(connection, mailing.story_id)
            made = await versions.at_the_time(connection, story.id, mailing.created_at)
            headline, note = (made.fields["headline"], made.note) if made else (story.headline, "")
            counts = await outbox.counts(connection, mailing_id=mailing_id)
            lost = await in_doubt.look(connection, story.submission_id, now=self._clock())
            return Report(mailing, story, headline, note, counts, lost.messages)

    async def attach_card(self, mailing_id: int, message_id: int) -> None:
        """Remembers which message shows the result."""
        async with self._database.write() as tx:
            await mailings.attach_card(tx, mailing_id, message_id)

    async def mark_reported(self, mailing_id: int, counts: DeliveryCounts) -> None:
        """Notes that these numbers were shown. Idempotent; nothing where they are not the final ones any more."""
        async with self._database.write() as tx:
            await mailings.report(tx, counts, mailing_id=mailing_id, now=self._clock())

    async def history(self, story_id: int) -> History:
        """Everything that became of a story. Raises `NotFound`."""
        async with self._database.read() as connection:
            return History(
                await story_of(connection, story_id),
                tuple(await versions.listed(connection, story_id)),
                tuple(await acts.of_story(connection, story_id)),
            )

    async def reach(self, story_id: int) -> Sequence[tuple[int, str, str, str, int, int]]:
        """Every copy: chat, kind of chat, state of the reader, topic, message, version. Raises `NotFound`."""
        async with self._database.read() as connection:
            await story_of(connection, story_id)
            return await receipts.readers(connection, story_id)

    @staticmethod
    async def _open(tx: Connection, proposal_id: int) -> Proposal:
        proposal = await proposals.lock(tx, proposal_id)
        if proposal is None:
            raise NotFound("That correction does not exist.")
        if proposal.state is ProposalState.DONE:
            raise Conflict("That was confirmed already.")
        if proposal.state is not ProposalState.OPEN:
            raise Conflict("That was given up.")
        return proposal


async def _carried_out(
    tx: Connection, proposal: Proposal, before: Story, *, now: datetime, told: bool
) -> Story:
    if proposal.kind is MailingKind.RETRACTION:
        return revision.retracted(before, proposal.changes["reason"])
    changes = revision.difference(before, proposal.changes)
    return revision.revised(before, changes, await topics.listed(tx), now=now, told=told)


async def _keep(
    tx: Connection, before: Story, after: Story, *, by: int, now: datetime, note: str, detail: str = ""
) -> None:
    await versions.keep(tx, before, by=by, at=before.published_at or now, note="published")
    await revisions.revise(tx, after)
    await versions.keep(tx, after, by=by, at=now, note=note)
    await search.remove(tx, [before])
    if after.state is StoryState.PUBLISHED:
        await search.add(tx, [after])
    await acts.note(
        tx, note, by=by, now=now, detail=detail, story_id=after.id, submission_id=after.submission_id
    )


async def _call_off(tx: Connection, story: Story, now: datetime) -> None:
    """Cancels what is queued of a publication of which nothing is left to send."""
    left = (await stories.for_submissions(tx, [story.submission_id]))[story.submission_id]
    if not left:
        await outbox.call_off(tx, story.submission_id, now=now)


def _word(proposal: Proposal, *, told: bool) -> str:
    if proposal.kind is MailingKind.RETRACTION:
        return f"retracted: {proposal.changes['reason']}"
    fields = ", ".join(map(_in_words, proposal.changes))
    return f"corrected: {fields}" if told else f"corrected silently: {fields}"


def _in_words(field: str) -> str:
    """A field as editors write it."""
    return "status" if field == "claim" else field.replace(":", " for ")


def _lost(mailing_id: int) -> Mailing:
    raise NotFound(f"The mailing {mailing_id} is not there.")
