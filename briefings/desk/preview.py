"""A submission as its editors see it, and the way to take hold of one."""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from briefings.desk.related import RelatedStory, nearest
from briefings.errors import NotFound
from briefings.model import Story, StoryState, Submission, Topic
from briefings.store import Connection, stories, submissions, subscribers, topics


@dataclass(frozen=True, slots=True)
class Preview:
    """A submission as it was read, for its editor to decide.

    `stories` are the drafts and the dropped, in order; `readers` the active followers of any chosen topic, each once, of
    whom so many are told `at_once`; `undoable`: it is with a few so far, and can be taken back;
    `topics` all there are; `earlier` the submission of the same text before this one, unless that was cancelled;
    `related` the earlier story that a draft is like, by the draft's id; `left_out` how many lines went into no story.
    """

    submission: Submission
    stories: tuple[Story, ...]
    readers: int
    topics: tuple[Topic, ...]
    earlier: Submission | None = None
    related: Mapping[int, RelatedStory] = field(default_factory=dict)
    left_out: int = 0
    at_once: int = 0
    undoable: bool = False

    @property
    def slugs(self) -> frozenset[str]:
        """The topics under which something would go out."""
        drafts = (story for story in self.stories if story.state is StoryState.DRAFT)
        return frozenset(match.slug for story in drafts for match in story.topics if match.chosen)

    @property
    def words(self) -> int:
        """A number that is another one once what goes out says something else."""
        return words_of(self.stories)

    @property
    def stamp(self) -> int:
        """A number that is another one once anything is changed that an editor decides on."""
        return stamp_of(self.submission, self.words)

    @property
    def was_retracted(self) -> bool:
        """Whether the text of something that would go out was retracted once."""
        drafts = [story for story in self.stories if story.state is not StoryState.DROPPED]
        return any(self.related[story.id].was_retracted for story in drafts if story.id in self.related)

    def story(self, story_id: int) -> Story:
        """That story of it. Raises `NotFound`."""
        for story in self.stories:
            if story.id == story_id:
                return story
        raise NotFound("That story is not in this submission.")


@dataclass(frozen=True, slots=True)
class Publication:
    """What was published just now, and to how many readers it goes."""

    submission: Submission
    stories: tuple[Story, ...]
    readers: int


def words_of(drafts: Sequence[Story]) -> int:
    """The stamp of what goes out, whenever and however it does."""
    out = [
        (
            story.id,
            story.headline,
            story.source,
            story.summary,
            story.paragraphs,
            story.update_of,
            [(match.slug, match.summary) for match in story.topics if match.chosen],
        )
        for story in drafts
        if story.state is StoryState.DRAFT
    ]
    return zlib.crc32(repr(out).encode())


def stamp_of(submission: Submission, words: int) -> int:
    """The stamp of words that go out, and of when and how they do."""
    when = submission.state, submission.due_at, submission.embargo_until, submission.manner
    return zlib.crc32(repr(when).encode(), words)


async def found(connection: Connection, submission_id: int) -> Submission:
    """The submission. Raises `NotFound`."""
    submission = await submissions.find(connection, submission_id)
    if submission is None:
        raise NotFound("That submission does not exist.")
    return submission


async def locked(tx: Connection, submission_id: int) -> Submission:
    """The submission, which nobody else can change before this transaction ends. Raises `NotFound`."""
    submission = await submissions.lock(tx, submission_id)
    if submission is None:
        raise NotFound("That submission does not exist.")
    return submission


async def look(connection: Connection, submission_id: int, now: datetime) -> Preview:
    """The submission with its stories, readers and topics as they stand. Raises `NotFound`."""
    return (await look_at_all(connection, [await found(connection, submission_id)], now))[0]


async def look_at_all(connection: Connection, those: Sequence[Submission], now: datetime) -> list[Preview]:
    """Each of the submissions as `look` shows it."""
    drafts = await stories.of_submissions(connection, [one.id for one in those])
    known = await topics.by_id(connection)
    related = await nearest(connection, [story for of_it in drafts.values() for story in of_it])
    return [await _preview(connection, one, drafts[one.id], known, related, now) for one in those]


async def _preview(  # noqa: PLR0917  what `look_at_all` found for all of them
    connection: Connection,
    submission: Submission,
    drafts: tuple[Story, ...],
    known: Mapping[int, Topic],
    related: Mapping[int, RelatedStory],
    now: datetime,
) -> Preview:
    chosen = {
        match.slug
        for story in drafts
        if story.state is not StoryState.DROPPED
        for match in story.topics
        if match.chosen
    }
    numbers = [number for number, topic in known.items() if topic.slug in chosen]
    audience = await subscribers.audience(connection, numbers, now)
    held = submission.held_until is not None and submission.held_until > now
    return Preview(
        submission=submission,
        stories=drafts,
        readers=audience.readers,
        at_once=audience.at_once,
        undoable=held and any(story.state is StoryState.PUBLISHED for story in drafts),
        topics=tuple(known.values()),
        earlier=await submissions.earlier(connection, submission.id),
        related={story.id: related[story.id] for story in drafts if story.id in related},
        left_out=sum(not line.taken for line in await submissions.left_out(connection, submission.id)),
    )
