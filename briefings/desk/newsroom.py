"""What editors do: push, look at the preview, decide, publish, and see what became of it.

    begin / add_part -> finish -> preview: toggle_topic, drop_story, restore_story -> publish | cancel

Each act is one transaction and may be told twice: state lives in the store, so an editor's review survives
a restart, and of two editors who decide at once the second is told that it was done already.
"""

from __future__ import annotations

from briefings.desk import joining, preview
from briefings.desk.collecting import Collecting
from briefings.desk.pending import pending_story
from briefings.desk.preview import Preview, Publication
from briefings.desk.publishing import Publishing
from briefings.desk.publishing_rules import Rules
from briefings.desk.understanding import Read, Retell
from briefings.errors import NotFound
from briefings.model import (
    Clock,
    DeliveryCounts,
    Stats,
    Story,
    StoryState,
    Submission,
    SubscriberState,
    TopicMatch,
)
from briefings.store import (
    Connection,
    Database,
    acts,
    mailings,
    matches,
    outbox,
    stories,
    submissions,
    subscribers,
    topics,
)

__all__ = ["Newsroom", "Preview", "Publication", "Read"]

DRAFTS_SHOWN = 20


class Newsroom(Collecting, Publishing):
    """The editors' use cases up to publishing. Who is an editor is for the caller to know."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        read: Read,
        rules: Rules | None = None,
        *,
        retell: Retell | None = None,
    ) -> None:
        """Works on `database`, and reads pastes with `read`, in a thread of its own.

        `retell` puts better summaries into what was read.
        """
        Collecting.__init__(self, database, clock, read, retell)
        Publishing.__init__(self, database, clock, rules or Rules())

    async def attach_card(self, submission_id: int, message_id: int, *, thread_id: int | None = None) -> None:
        """Remembers which message is the card, and in which thread of a forum it is."""
        async with self._database.write() as tx:
            await preview.found(tx, submission_id)
            await submissions.change(tx, submission_id, card_message_id=message_id, thread_id=thread_id)

    async def card_left_above(self, submission_id: int) -> int | None:
        """The card, if messages of the submission came after it."""
        async with self._database.read() as connection:
            submission = await preview.found(connection, submission_id)
            last = await submissions.last_message(connection, submission_id, submission.chat_id)
        card = submission.card_message_id
        return card if card and last and card < last else None

    async def toggle_topic(
        self,
        story_id: int,
        slug: str,
        *,
        by: int,
        chosen: bool | None = None,
    ) -> Preview:
        """Puts a draft under a topic, or takes it away. Raises `NotFound`; `Conflict` after the decision.

        With `chosen` it is told which, and may be told again; without, it turns to the other.
        """
        async with self._database.write() as tx:
            story = await self._pending(tx, story_id, f"topic {slug}", by)
            topic_id = (await topics.ids(tx)).get(slug)
            if topic_id is None:
                raise NotFound(f"There is no topic “{slug}”.")
            match = next((match for match in story.topics if match.slug == slug), None)
            wanted = not (match and match.chosen) if chosen is None else chosen
            if match:
                await matches.choose(tx, story_id, topic_id, chosen=wanted)
            elif wanted:
                await matches.add(tx, story_id, topic_id, TopicMatch(slug, summary=story.summary))
            return await preview.look(tx, story.submission_id, self._clock())

    async def drop_story(self, story_id: int, *, by: int) -> Preview:
        """Leaves a story out of what will be published. Raises `NotFound`; `Conflict` after the decision."""
        async with self._database.write() as tx:
            story = await self._pending(tx, story_id, "dropped", by)
            await stories.set_state(tx, story_id, StoryState.DROPPED)
            return await preview.look(tx, story.submission_id, self._clock())

    async def restore_story(self, story_id: int, *, by: int) -> Preview:
        """Takes a dropped story back in, and out of the one that it was joined on to.

        Raises `NotFound`; `Conflict` after the decision, or when its text was changed there.
        """
        async with self._database.write() as tx:
            story = await self._pending(tx, story_id, "restored", by)
            await joining.part(tx, story, now=self._clock())
            return await preview.look(tx, story.submission_id, self._clock())

    async def mark_update(
        self,
        story_id: int,
        earlier_id: int,
        *,
        on: bool,
        by: int,
    ) -> Preview:
        """Says that a draft goes on from an earlier story, or not. Raises `NotFound`; `Conflict` after the decision."""
        async with self._database.write() as tx:
            story = await self._pending(tx, story_id, f"update of #{earlier_id}", by)
            earlier = await stories.find(tx, earlier_id)
            if on and (earlier is None or earlier.state is not StoryState.PUBLISHED):
                raise NotFound(f"Story #{earlier_id} is not published, so nothing can be an update of it.")
            await stories.set_update_of(tx, story_id, earlier_id if on else None)
            return await preview.look(tx, story.submission_id, self._clock())

    async def drafts(self) -> list[Preview]:
        """What waits for a decision, newest first; the newest twenty."""
        async with self._database.read() as connection:
            waiting = await submissions.drafts(connection, DRAFTS_SHOWN)
            return await preview.look_at_all(connection, waiting, self._clock())

    async def stats(self) -> Stats:
        """The house in numbers."""
        async with self._database.read() as connection:
            census = await subscribers.census(connection)
            return Stats(
                readers=census.get(SubscriberState.ACTIVE, 0),
                blocked=census.get(SubscriberState.BLOCKED, 0),
                subscriptions=await subscribers.by_topic(connection),
                stories=await stories.by_state(connection),
                deliveries=await outbox.counts(connection),
            )

    async def progress(self, submission_id: int) -> DeliveryCounts:
        """How the delivery of a published submission goes."""
        async with self._database.read() as connection:
            return await outbox.counts(connection, submission_id)

    async def running(self) -> list[Submission]:
        """Published submissions whose card does not show the final result yet, oldest first."""
        async with self._database.read() as connection:
            return await submissions.unreported(connection)

    async def mark_reported(self, submission_id: int, counts: DeliveryCounts) -> None:
        """Notes that the card shows these numbers. Idempotent; nothing where they are not the final ones any more."""
        async with self._database.write() as tx:
            await mailings.report(tx, counts, submission_id=submission_id, now=self._clock())

    async def _pending(self, tx: Connection, story_id: int, word: str, by: int) -> Story:
        """The story, while its submission is a preview; notes what is done with it."""
        story = await pending_story(tx, story_id)
        await acts.note(
            tx, word, by=by, now=self._clock(), story_id=story_id, submission_id=story.submission_id
        )
        return story
