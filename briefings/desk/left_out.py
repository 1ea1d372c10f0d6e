"""What editors do with the lines that a reading left out: look at them, and take one back into its story."""

from __future__ import annotations

from dataclasses import dataclass, replace

from briefings.desk import preview, revision
from briefings.errors import Conflict, NotFound
from briefings.ingest import learned
from briefings.model import Clock, LeftOut, StoryState, SubmissionState
from briefings.store import Connection, Database, acts, chrome, revisions, stories, submissions, topics

_NOTED = 100


@dataclass(frozen=True, slots=True)
class LeftOutLines:
    """The lines that went into no story, in their order; a number is a place in it."""

    submission_id: int
    lines: tuple[LeftOut, ...]


class LeftOutDesk:
    """The use cases; who may is for the caller to know."""

    def __init__(self, database: Database, clock: Clock) -> None:
        """Works on `database`."""
        self._database = database
        self._clock = clock

    async def look(self, submission_id: int) -> LeftOutLines:
        """The lines that were left out of a submission. Raises `NotFound`."""
        async with self._database.read() as connection:
            await preview.found(connection, submission_id)
            return LeftOutLines(submission_id, await submissions.left_out(connection, submission_id))

    async def take_back(self, submission_id: int, number: int, *, by: int) -> LeftOutLines:
        """Puts a line into its story as a paragraph, where it stood, and learns that its source means it. Idempotent.

        Summaries that nobody wrote by hand are made anew. Raises `NotFound`; `Conflict` after the decision, or when the
        story was dropped.
        """
        async with self._database.write() as tx:
            submission = await preview.locked(tx, submission_id)
            lines = await submissions.left_out(tx, submission_id)
            if number >= len(lines):
                raise NotFound("That line is not there.")
            if submission.state is not SubmissionState.PREVIEW:
                raise Conflict("What was decided cannot be changed here any more.")
            if not lines[number].taken:
                lines = await self._take(tx, submission_id, lines, number, by)
            return LeftOutLines(submission_id, lines)

    async def _take(
        self, tx: Connection, submission_id: int, lines: tuple[LeftOut, ...], number: int, by: int
    ) -> tuple[LeftOut, ...]:
        line = lines[number]
        before = sum(other.taken and other.story == line.story for other in lines[:number])
        drafts = await stories.of_submission(tx, submission_id)
        story = next((one for one in drafts if one.position == line.story), None)
        if story is None or story.state is not StoryState.DRAFT:
            raise Conflict("The story that this line stood in was dropped.")
        place = min(line.place + before, len(story.paragraphs))
        paragraphs = (*story.paragraphs[:place], line.text, *story.paragraphs[place:])
        await revisions.revise(tx, revision.retold(story, paragraphs, await topics.listed(tx)))
        now = self._clock()
        if story.source:
            await chrome.want(tx, story.source, learned.key(line.text), now=now)
        await acts.note(
            tx,
            acts.LINE_TAKEN_BACK,
            by=by,
            now=now,
            detail=line.text[:_NOTED],
            submission_id=submission_id,
            story_id=story.id,
        )
        lines = (*lines[:number], replace(line, taken=True), *lines[number + 1 :])
        await submissions.keep_left_out(tx, submission_id, lines)
        return lines
