"""What editors change on a draft: its headline, source, summaries, body; merging two into one, splitting one in two."""

from __future__ import annotations

from dataclasses import replace

from briefings.desk import joining, left_out_places, preview, related, revision
from briefings.desk.pending import pending_story
from briefings.desk.preview import Preview
from briefings.errors import Conflict, NotUnderstood
from briefings.model import Clock, Story, StoryState
from briefings.store import Connection, Database, acts, revisions, stories, submissions, topics


class Drafting:
    """The changes of drafts. Each raises `NotFound`, and `Conflict` after the decision or where nothing changes."""

    def __init__(self, database: Database, clock: Clock) -> None:
        """Works on `database`."""
        self._database = database
        self._clock = clock

    async def edit(self, story_id: int, field: str, text: str, *, by: int) -> Preview:
        """Has a field say something else: `headline`, `source`, `body`, `summary` or `summary:slug`."""
        async with self._database.write() as tx:
            story = await pending_story(tx, story_id)
            changes = revision.difference(story, {field: text})
            changed = revision.revised(story, changes, await topics.listed(tx), now=self._clock(), told=False)
            await self._revise(tx, replace(changed, version=story.version), text=field == "body")
            return await self._noted(tx, story, f"{field} edited", by)

    async def merge(self, story_id: int, *, by: int) -> Preview:
        """Joins a draft on to the one before it, which keeps its headline."""
        async with self._database.write() as tx:
            story = await pending_story(tx, story_id)
            before = [
                one
                for one in await stories.of_submission(tx, story.submission_id)
                if one.state is StoryState.DRAFT and one.position < story.position
            ]
            if not before:
                raise Conflict(f"There is no draft before #{story_id} to join it on to.")
            target = before[-1]
            await joining.join(tx, story, target, now=self._clock())
            return await self._noted(tx, target, f"#{story_id} joined on", by)

    async def split(self, story_id: int, number: str, *, by: int) -> Preview:
        """Makes a story of its own of a draft's paragraphs from that number on, counted from 1; that one is its headline.

        Raises `NotUnderstood` for what is no number.
        """
        if not (number.isascii() and number.isdecimal()):
            raise NotUnderstood("Reply with the number of a paragraph.")
        paragraph = int(number[:6])
        async with self._database.write() as tx:
            story = await pending_story(tx, story_id)
            if not 1 < paragraph < len(story.paragraphs):
                many = len(story.paragraphs)
                where = f"one of the paragraphs 2 to {many - 1}" if many > 3 else "paragraph 2"  # noqa: PLR2004  one is left
                raise Conflict(f"#{story_id} has {many} paragraphs: split it before {where}.")
            known, before = await topics.listed(tx), paragraph - 1
            head, (headline, *tail) = story.paragraphs[:before], story.paragraphs[before:]
            new = revision.retold(story, tuple(tail), known, headline=headline)
            made = await stories.insert_after(tx, new, await topics.ids(tx))
            await self._revise(tx, revision.retold(story, head, known))
            await related.find_anew(tx, replace(new, id=made), now=self._clock())
            left_out = await submissions.left_out(tx, story.submission_id)
            left_out = left_out_places.after_split(left_out, story.position, before)
            await submissions.keep_left_out(tx, story.submission_id, left_out)
            return await self._noted(tx, story, f"split at paragraph {paragraph}", by)

    async def _revise(self, tx: Connection, story: Story, *, text: bool = True) -> None:
        await revisions.revise(tx, story)
        if text:
            await related.find_anew(tx, story, now=self._clock())

    async def _noted(self, tx: Connection, story: Story, detail: str, by: int) -> Preview:
        await acts.note(
            tx,
            acts.DRAFT_CHANGED,
            by=by,
            now=self._clock(),
            detail=detail,
            story_id=story.id,
            submission_id=story.submission_id,
        )
        return await preview.look(tx, story.submission_id, self._clock())
