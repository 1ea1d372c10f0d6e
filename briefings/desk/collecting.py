"""How what an editor sends comes together: the messages of one paste are joined, and when no more come it is read.

awaiting --the article--> collecting --a moment without more--> preview
^--a long answer to a question--> what the question was about
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import timedelta

from briefings.desk import preview, understanding
from briefings.desk.preview import Preview
from briefings.desk.understanding import Read, Retell
from briefings.errors import Conflict, StoreError
from briefings.model import Clock, Submission, SubmissionState
from briefings.parsing.pieces import pasted, written
from briefings.store import Database, acts, submissions, topics


class Collecting:
    """What is collected until it is read."""

    def __init__(self, database: Database, clock: Clock, read: Read, retell: Retell | None = None) -> None:
        """Works on `database`, and reads with `read`, in a thread of its own; `retell` betters the summaries."""
        self._database = database
        self._clock = clock
        self._read = read
        self._retell = retell

    async def begin(
        self,
        chat_id: int,
        author_id: int,
        message_id: int,
        text: str | None,
        *,
        wait: timedelta,
        answers: str = "",
    ) -> Submission:
        """Opens a submission with its first message; without text it waits for the article.

        With `answers` it is no article but the long text of whatever that names, for `answer` to hand out. Told again
        of the same message it returns what it opened then. An article this author still owed the chat is no longer
        waited for.
        """
        async with self._database.write() as tx:
            if known := await submissions.of_message(tx, chat_id, message_id):
                return known
            for open_one in await submissions.open_in(tx, chat_id, author_id):
                if open_one.state is SubmissionState.AWAITING:
                    await submissions.change(tx, open_one.id, state=SubmissionState.CANCELLED)
            now = self._clock()
            state = SubmissionState.AWAITING if text is None else SubmissionState.COLLECTING
            made = await submissions.create(
                tx, chat_id, author_id, state=state, due_at=now + wait, now=now, answers=answers
            )
            await submissions.add_part(tx, made, chat_id, message_id, text)
            if not answers:
                await acts.note(tx, "pushed", by=author_id, now=now, submission_id=made)
            return await preview.found(tx, made)

    async def add_part(
        self, chat_id: int, author_id: int, message_id: int, text: str, *, wait: timedelta
    ) -> Submission | None:
        """Adds a message to what this author is writing in this chat, and waits anew; None when nothing is open.

        A message known already adds nothing.
        """
        async with self._database.write() as tx:
            if known := await submissions.of_message(tx, chat_id, message_id):
                return known
            open_ones = await submissions.open_in(tx, chat_id, author_id)
            if not open_ones:
                return None
            submission = await preview.locked(tx, open_ones[0].id)
            if submission.state not in submissions.OPEN:
                return None  # it was read in the same moment
            await submissions.add_part(tx, submission.id, chat_id, message_id, text)
            await submissions.change(
                tx, submission.id, state=SubmissionState.COLLECTING, due_at=self._clock() + wait
            )
            return await preview.found(tx, submission.id)

    async def complete(self, submission_id: int) -> bool:
        """No further part comes: what is collected is due now; tells whether it was still open. Raises `NotFound`."""
        async with self._database.write() as tx:
            submission = await preview.locked(tx, submission_id)
            if submission.state is not SubmissionState.COLLECTING:
                return False
            await submissions.change(tx, submission_id, due_at=self._clock())
            return True

    async def expects(self, chat_id: int, author_id: int, message_id: int) -> Submission | None:
        """What `add_part` would add a message to, before it costs anything to find out what that says."""
        async with self._database.read() as connection:
            known = await submissions.of_message(connection, chat_id, message_id)
            return known or next(iter(await submissions.open_in(connection, chat_id, author_id)), None)

    async def due(self) -> list[Submission]:
        """Collections whose wait is over, oldest first; not while their chat has updates that may be further parts."""
        async with self._database.read() as connection:
            return await submissions.due(connection, self._clock())

    async def collecting(self) -> list[Submission]:
        """What is awaited or still being joined, whether due or not, soonest due first."""
        async with self._database.read() as connection:
            return await submissions.collecting(connection)

    async def answer(self, submission_id: int) -> str:
        """The whole text of a long answer as its messages give it; empty once it was put away."""
        async with self._database.read() as connection:
            if (await preview.found(connection, submission_id)).state not in submissions.OPEN:
                return ""
            return written(await submissions.parts(connection, submission_id))

    async def put_away(self, submission_id: int) -> None:
        """Ends a long answer that has come to what it was for. Idempotent."""
        await self._give_up(submission_id, "")

    async def finish(self, submission_id: int) -> Preview:
        """Joins the messages as they are, reads them, and keeps the stories as drafts. Told again it returns the preview.

        Raises `UnreadableInput` when no story can be found; that, and any other fault of the reading, cancels the
        submission. Raises `StoreError`, and cancels nothing, when the database refuses; `Conflict` once cancelled.
        """
        while True:
            async with self._database.read() as connection:
                submission = await preview.found(connection, submission_id)
                parts = await submissions.parts(connection, submission_id)
                known = await topics.listed(connection)
            if submission.state is SubmissionState.CANCELLED:
                raise Conflict("This submission was cancelled.")
            if submission.state not in submissions.OPEN:
                return await self.preview(submission_id)
            text = pasted(parts)
            try:
                understood = await understanding.understand(
                    self._database, self._read, text, known, self._retell, now=self._clock()
                )
            except StoreError:
                raise
            except Exception:
                await self._give_up(submission_id, text)
                raise
            if await self._keep(submission_id, parts, understood):
                return await self.preview(submission_id)

    async def preview(self, submission_id: int) -> Preview:
        """The submission with its stories as they stand now, whatever became of it."""
        async with self._database.read() as connection:
            return await preview.look(connection, submission_id, self._clock())

    async def _keep(
        self, submission_id: int, parts: Sequence[str], understood: understanding.Understood
    ) -> bool:
        """Stores what was read; false when a further part came meanwhile, or somebody else was faster."""
        async with self._database.write() as tx:
            submission = await preview.locked(tx, submission_id)
            if (
                submission.state not in submissions.OPEN
                or await submissions.parts(tx, submission_id) != parts
            ):
                return False
            text = pasted(parts)
            await submissions.change(
                tx,
                submission_id,
                state=SubmissionState.PREVIEW,
                text=text,
                fingerprint=_fingerprint(text),
                due_at=None,
            )
            await understanding.keep(tx, submission_id, understood, now=self._clock())
            return True

    async def _give_up(self, submission_id: int, text: str) -> None:
        async with self._database.write() as tx:
            submission = await preview.locked(tx, submission_id)
            if submission.state in submissions.OPEN:
                await submissions.change(
                    tx, submission_id, state=SubmissionState.CANCELLED, text=text, due_at=None
                )


def _fingerprint(text: str) -> str:
    """The same for two pastes that differ in white space and case only."""
    return hashlib.sha256(" ".join(text.casefold().split()).encode("utf-8", "surrogatepass")).hexdigest()
