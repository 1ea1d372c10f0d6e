"""How a submission is decided: published now or at its time, by one or by two people, or given up.

    preview --decide | hand over--> published
       |  ^--take back--+-- asked (an editor, of two people the second, is to approve)  --decide by another--> published
       +----------------+-- scheduled (at its time, or when its embargo ends) --its time--> published

Each act is one transaction; of two people who decide at once the second is told that it was done.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from briefings.desk import preview, related
from briefings.desk.pending import pending, why_not
from briefings.desk.preview import Preview, Publication
from briefings.desk.publishing_rules import Rules
from briefings.desk.retraction_check import refuse_retracted
from briefings.desk.staff import Rights, may_publish
from briefings.errors import Conflict
from briefings.model import CardCopy, Clock, Member, Story, Submission, SubmissionState
from briefings.store import Connection, Database, acts, copies, mailings, search, staff, stories, submissions

SILENT, BREAKING, AHEAD = "silent", "breaking", "ahead"
MANNERS = frozenset({SILENT, BREAKING, AHEAD})
SAMPLE = 5
"""So many readers, and the desk, get what goes to a few first."""
DAY = timedelta(days=1)


class Publishing:
    """What editors decide over a submission."""

    def __init__(self, database: Database, clock: Clock, rules: Rules) -> None:
        """Works on `database`, by the rules of the house."""
        self._database = database
        self._clock = clock
        self._rules = rules

    async def decide(
        self,
        submission_id: int,
        *,
        by: int,
        at: datetime | None = None,
        knowing: bool = False,
        seen: int | None = None,
    ) -> Submission:
        """Publishes, now or `at` a time; of two people asks for the second; under embargo waits for its end.

        Raises `Conflict` when it was decided already, when there is nothing to publish, when the same person would
        have to approve, when a text was retracted once and nobody says that it is published again `knowing` that, or when
        it is not any more what was `seen`, which is its stamp.
        """
        async with self._database.write() as tx:
            submission = await pending(tx, submission_id, by, seen)
            if not knowing:
                await refuse_retracted(tx, submission)
            now = self._clock()
            # What was asked for at a time is approved for that time; what has its time already goes out before it.
            asked_for = submission.due_at if submission.state is SubmissionState.ASKED else None
            times = [
                moment for moment in (at or asked_for, submission.embargo_until) if moment and moment > now
            ]
            due_at = max(times, default=None)
            if await self._is_own(tx, submission, by):
                if submission.state is SubmissionState.ASKED:
                    raise Conflict("You wrote this or changed it last: another editor has to approve it.")
                return await self._wait(
                    tx, submission, SubmissionState.ASKED, acts.ASKED, by=by, due_at=due_at
                )
            if due_at is not None:
                return await self._wait(
                    tx, submission, SubmissionState.SCHEDULED, acts.SCHEDULED, by=by, due_at=due_at
                )
            await self._publish(tx, submission, by)
            return await preview.found(tx, submission_id)

    async def rights(self, shown: Preview, member: Member | None) -> Rights:
        """What a member of staff can do with a submission as it stands."""
        publishes = may_publish(member, shown.stories)
        if member is None or shown.submission.state is not SubmissionState.ASKED:
            return Rights(publishes, publishes)
        async with self._database.read() as connection:
            own = await self._is_own(connection, shown.submission, member.user_id)
        return Rights(publishes and not own, publishes or member.user_id == shown.submission.asked_by)

    async def hand_over(self, submission_id: int, *, by: int, seen: int | None = None) -> Submission:
        """Asks an editor to publish it, for somebody who may not. Raises `Conflict` as `decide` does.

        That a text was retracted once is for the editor to know: nobody decided on it yet.
        """
        async with self._database.write() as tx:
            submission = await pending(tx, submission_id, by, seen)
            if submission.state is not SubmissionState.PREVIEW:
                raise Conflict(why_not(submission, by))
            return await self._wait(tx, submission, SubmissionState.ASKED, acts.HANDED_OVER, by=by)

    async def publish(self, submission_id: int, *, by: int) -> Publication:
        """Publishes the drafts now and owes them to their readers, all at once or not at all.

        Of two callers the second gets `Conflict`, and so does one with nothing left to publish.
        """
        async with self._database.read() as connection:
            readers = (await preview.look(connection, submission_id, self._clock())).readers
        async with self._database.write() as tx:
            published = await self._publish(tx, await pending(tx, submission_id, by), by)
            return Publication(await preview.found(tx, submission_id), published, readers)

    async def publish_due(self, submission_id: int, *, by: int) -> Submission | None:
        """Publishes what waited for its time; None, and nothing is done, where it does not any more or not yet.

        Raises `Conflict` when the story that a draft is like or goes on from was retracted since it was decided, and as
        `publish` does.
        """
        async with self._database.write() as tx:
            submission = await preview.locked(tx, submission_id)
            is_due = submission.due_at is not None and submission.due_at <= self._clock()
            if submission.state is not SubmissionState.SCHEDULED or not is_due:
                return None
            await refuse_retracted(tx, submission)
            await self._publish(tx, submission, by)
            return await preview.found(tx, submission_id)

    async def _publish(self, tx: Connection, submission: Submission, by: int) -> tuple[Story, ...]:
        now = self._clock()
        if submission.embargo_until and submission.embargo_until > now:
            raise Conflict("This is under embargo.")
        await self._count_breaking(tx, submission, now)
        await submissions.change(tx, submission.id, state=SubmissionState.PUBLISHED, due_at=None)
        held_until = now + self._rules.undo_window if AHEAD in submission.manner else None
        # Until the rest has it too, it stands nowhere but in the messages of a few.
        await stories.publish(tx, submission.id, at=held_until or now)
        await self._owe(tx, submission, by, now, held_until)
        published = (await stories.for_submissions(tx, [submission.id]))[submission.id]
        await search.add(tx, published)
        await related.link(tx, published)
        asked = f"asked for by {submission.asked_by}" if submission.asked_by not in {None, by} else ""
        await acts.note(tx, "published", by=by, now=now, detail=asked, submission_id=submission.id)
        return published

    async def _owe(
        self, tx: Connection, submission: Submission, by: int, now: datetime, held_until: datetime | None
    ) -> None:
        mailing = await mailings.publish(
            tx,
            submission.id,
            by=by,
            now=now,
            silent=SILENT in submission.manner,
            breaking=BREAKING in submission.manner,
            held_until=held_until,
        )
        if held_until:
            desk = {by, submission.author_id, *(member.user_id for member in await staff.listed(tx))}
            await mailings.send_ahead(tx, mailing, desk, SAMPLE, now=now)

    async def due_to_publish(self) -> list[Submission]:
        """Those whose time has come, oldest first."""
        async with self._database.read() as connection:
            return await submissions.scheduled(connection, due_by=self._clock())

    async def scheduled(self) -> list[Submission]:
        """Those that wait for their time, soonest first."""
        async with self._database.read() as connection:
            return await submissions.scheduled(connection)

    async def take_back(self, submission_id: int, *, by: int) -> Preview:
        """Makes a draft of what waits for its time or for a second person. `Conflict` once it is out."""
        async with self._database.write() as tx:
            await pending(tx, submission_id, by)
            await self._change(
                tx, submission_id, "taken back", by, state=SubmissionState.PREVIEW, due_at=None
            )
            return await preview.look(tx, submission_id, self._clock())

    async def embargo(self, submission_id: int, until: datetime | None, *, by: int) -> Preview:
        """Nobody but the desk is to see it before then, and what has its time already waits for that; none lifts it."""
        async with self._database.write() as tx:
            submission = await pending(tx, submission_id, by)
            word = "embargo lifted" if until is None else "embargo set"
            due_at = submission.due_at
            if due_at and until:
                due_at = max(due_at, until)
            await self._change(tx, submission_id, word, by, embargo_until=until, due_at=due_at)
            return await preview.look(tx, submission_id, self._clock())

    async def set_manner(self, submission_id: int, word: str, *, on: bool, by: int) -> Preview:
        """Has it go out silently, as breaking news, or to a few first; one excludes the others."""
        async with self._database.write() as tx:
            submission = await pending(tx, submission_id, by)
            if word not in MANNERS:
                raise Conflict("There is no such way to publish.")
            approved = submission.state is SubmissionState.SCHEDULED
            if approved and await self._is_own(tx, submission, by):
                raise Conflict(why_not(submission, by))
            manner = word if on else " ".join(one for one in submission.manner if one != word)
            noted = f"{'marked' if on else 'no longer'} {'for a few first' if word == AHEAD else word}"
            await self._change(tx, submission_id, noted, by, manner=manner)
            return await preview.look(tx, submission_id, self._clock())

    async def cancel(self, submission_id: int, *, by: int) -> Submission:
        """Ends a submission before it is published; told again it changes nothing. `Conflict` once published."""
        async with self._database.write() as tx:
            submission = await preview.locked(tx, submission_id)
            if submission.state is SubmissionState.PUBLISHED:
                raise Conflict(why_not(submission, by))
            if submission.state is not SubmissionState.CANCELLED:
                await self._change(
                    tx, submission_id, "cancelled", by, state=SubmissionState.CANCELLED, due_at=None
                )
            return replace(submission, state=SubmissionState.CANCELLED, due_at=None)

    async def take_over(
        self, submission_id: int, chat_id: int, message_id: int, *, by: int, thread_id: int | None = None
    ) -> None:
        """Moves the card to another editor's chat, where its result is shown from now on; the old one is a copy then."""
        async with self._database.write() as tx:
            left = await preview.locked(tx, submission_id)
            await _keep_card(tx, left)
            card = {"chat_id": chat_id, "card_message_id": message_id, "thread_id": thread_id}
            await self._change(tx, submission_id, "taken over", by, **card)

    async def _is_own(self, connection: Connection, submission: Submission, by: int) -> bool:
        """Whether somebody else has to approve it, since this person wrote it or changed its text last."""
        return self._rules.two_people and by == (
            await acts.writer(connection, submission.id) or submission.author_id
        )

    async def _wait(
        self,
        tx: Connection,
        submission: Submission,
        state: SubmissionState,
        word: str,
        *,
        by: int,
        due_at: datetime | None = None,
    ) -> Submission:
        """It waits for a second person or for its time; its card is a copy like any other, whoever decides next."""
        await self._change(tx, submission.id, word, by, state=state, asked_by=by, due_at=due_at)
        await _keep_card(tx, submission)
        return await preview.found(tx, submission.id)

    async def _count_breaking(self, tx: Connection, submission: Submission, now: datetime) -> None:
        if BREAKING in submission.manner:
            sent = await mailings.breaking_since(tx, now - DAY)
            if sent >= self._rules.breaking_a_day:
                raise Conflict(
                    f"{sent} breaking stories went out in the last 24 hours, which is all there may be: "
                    "publish it as an ordinary one."
                )

    async def _change(self, tx: Connection, submission_id: int, word: str, by: int, **values: object) -> None:
        await submissions.change(tx, submission_id, **values)
        await acts.note(tx, word, by=by, now=self._clock(), submission_id=submission_id)


async def _keep_card(tx: Connection, submission: Submission) -> None:
    """Has its card, which shows it as it was so far, brought up to date like any copy."""
    chat_id, card = submission.chat_id, submission.card_message_id
    if chat_id and card:
        await copies.keep(tx, CardCopy(chat_id, card, submission.state, submission_id=submission.id))
