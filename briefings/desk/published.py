"""A published story as its editors see it, and whether it can still be changed."""

from __future__ import annotations

from dataclasses import dataclass

from briefings.desk import revision
from briefings.desk.revision import Change
from briefings.errors import Conflict, NotFound
from briefings.model import (
    Act,
    Copies,
    DeliveryCounts,
    Mailing,
    MailingKind,
    Proposal,
    ProposalState,
    Story,
    StoryState,
    Topic,
)
from briefings.store import Connection, outbox, proposals, receipts, stories, topics, versions

LONGEST_REASON = 500
OPEN_SHOWN = 3


@dataclass(frozen=True, slots=True)
class PublishedStory:
    """A story as it stands: its copies by version, oldest first, how many are still owed, and all topics.

    `open` are the proposals to change it that wait to be confirmed, newest first.
    """

    story: Story
    copies: tuple[Copies, ...]
    owed: int
    topics: tuple[Topic, ...]
    open: tuple[Proposal, ...] = ()

    @property
    def messages(self) -> int:
        """How many messages show it."""
        return sum(one.messages for one in self.copies)

    @property
    def readers(self) -> int:
        """How many readers have it; one with copies of two versions counts twice."""
        return sum(one.readers for one in self.copies)


@dataclass(frozen=True, slots=True)
class Proposed:
    """A proposal with what it would change, and where the story stands; no changes while its text is awaited.

    `second`: somebody else than its author has to confirm it. `fits`: nothing else was done with the story since.
    """

    proposal: Proposal
    published: PublishedStory
    changes: tuple[Change, ...] = ()
    second: bool = False
    fits: bool = True


@dataclass(frozen=True, slots=True)
class History:
    """All versions of a story, and all that was done with it, oldest first."""

    story: Story
    versions: tuple[versions.Version, ...]
    acts: tuple[Act, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """How a change is getting to its copies: the story as that change made it, whatever came after, and in a word how.

    `out_of_reach`: messages of its publication that may have arrived, and that nobody can edit.
    """

    mailing: Mailing
    story: Story
    headline: str
    note: str
    counts: DeliveryCounts
    out_of_reach: int = 0


async def story_of(connection: Connection, story_id: int) -> Story:
    """The story. Raises `NotFound`."""
    story = await stories.find(connection, story_id)
    if story is None:
        raise NotFound(f"There is no story #{story_id}.")
    return story


async def published_story(connection: Connection, story: Story) -> PublishedStory:
    """A story with its reach."""
    return PublishedStory(
        story,
        tuple(await receipts.reach(connection, story.id)),
        (await outbox.counts(connection, story.submission_id)).owed,
        await topics.listed(connection),
        tuple(await proposals.open_for(connection, story, OPEN_SHOWN)),
    )


async def look_at(connection: Connection, proposal_id: int) -> Proposed:
    """A proposal as it would work now. Raises `NotFound`."""
    proposal = await proposals.find(connection, proposal_id)
    if proposal is None:
        raise NotFound("That correction does not exist.")
    published = await published_story(connection, await story_of(connection, proposal.story_id))
    try:
        unmoved(published.story, proposal)
    except Conflict:
        return Proposed(proposal, published, fits=False)
    if proposal.kind is MailingKind.RETRACTION or proposal.state is not ProposalState.OPEN:
        return Proposed(proposal, published)
    return Proposed(proposal, published, revision.difference(published.story, proposal.changes))


def _out(story: Story, verb: str) -> Story:
    if story.state is StoryState.DRAFT:
        raise Conflict(
            f"#{story.id} has not been published, so nobody has it: /drafts shows what can be changed."
        )
    if story.state is StoryState.DROPPED:
        raise Conflict(f"#{story.id} was dropped and never sent, so there is nothing to {verb}.")
    return story


def correctable(story: Story) -> Story:
    """The story, if it can be corrected. Raises `Conflict`."""
    if story.state is StoryState.RETRACTED:
        raise Conflict(f"#{story.id} was retracted, so there is nothing to correct.")
    return _out(story, "correct")


def retractable(story: Story) -> Story:
    """The story, if it can be retracted. Raises `Conflict`."""
    if story.state is StoryState.RETRACTED:
        raise Conflict(f"#{story.id} was retracted already.")
    return _out(story, "retract")


def reason_of(story: Story, text: str) -> str:
    """The reason, in one line. Raises `Conflict` when there is none in words, or a long one."""
    reason = " ".join(text.split())
    if not any(character.isalnum() for character in reason):
        raise Conflict(f"Say why: /retract {story.id} and the reason that its readers will see.")
    if len(reason) > LONGEST_REASON:
        raise Conflict(f"A reason has at most {LONGEST_REASON} characters; this one has {len(reason)}.")
    return reason


def unmoved(story: Story, proposal: Proposal) -> None:
    """Raises `Conflict` when a proposal does not fit the story any more."""
    if proposal.kind is MailingKind.RETRACTION:
        retractable(story)  # whatever it says by now
        return
    correctable(story)
    if story.version != proposal.version:
        raise Conflict(f"#{story.id} was changed meanwhile: /correct {story.id} shows what it says now.")
