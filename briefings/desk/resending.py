"""Sending again what may have arrived: only an editor can weigh a message twice against none at all."""

from __future__ import annotations

from datetime import datetime

from briefings.desk.preview import locked
from briefings.errors import Conflict, NotFound
from briefings.model import Clock, StoryState
from briefings.store import Connection, Database, acts, in_doubt, mailings, stories
from briefings.store.in_doubt import InDoubt, Place

__all__ = ["InDoubt", "Place", "Resending"]


class Resending:
    """The editors' use cases over what is in doubt. Who may is for the caller to know."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def in_doubt(self, submission_id: int | None) -> InDoubt:
        """What may or may not have arrived of a publication, or of what has no card, and can be sent again."""
        async with self._database.read() as connection:
            return await in_doubt.look(connection, submission_id, now=self._clock())

    async def send_again(self, submission_id: int | None, *, until: datetime, by: int) -> int:
        """Owes its readers anew what was in doubt `until` then; returns how many messages that is.

        Raises `NotFound`; `Conflict` when its stories were taken back, or nothing of that is in doubt any more.
        """
        async with self._database.write() as tx:
            if submission_id is not None:
                await _hold(tx, submission_id)
            now = self._clock()
            messages = await in_doubt.send_again(tx, submission_id, until=until, now=now)
            if not messages:
                raise Conflict("Nothing of that is in doubt any more: it was sent again, or cannot be.")
            many = f"{messages} message{'s' if messages > 1 else ''} whose arrival was in doubt"
            await acts.note(tx, "sent again", by=by, now=now, detail=many, submission_id=submission_id)
            return messages

    async def edit_again(self, mailing_id: int, *, by: int) -> int:
        """Owes the edits of a change that are in doubt anew, which does no harm if they were made; returns how many.

        Raises `NotFound`; `Conflict` when none is in doubt any more.
        """
        async with self._database.write() as tx:
            mailing = await mailings.find(tx, mailing_id)
            if mailing is None or not mailing.kind.edits:
                raise NotFound("That correction does not exist.")
            now = self._clock()
            edits = await in_doubt.edit_again(tx, mailing_id, now=now)
            if not edits:
                raise Conflict("No edit of that is in doubt any more, or their chats cannot be reached.")
            many = f"{edits} message{'s' if edits > 1 else ''}"
            await acts.note(tx, "edited again", by=by, now=now, detail=many, story_id=mailing.story_id)
            return edits


async def _hold(tx: Connection, submission_id: int) -> None:
    submission = await locked(tx, submission_id)
    found = await stories.of_submission(tx, submission.id)
    if all(story.state is not StoryState.PUBLISHED for story in found):
        raise Conflict("It was taken back: nothing of it is sent again.")
