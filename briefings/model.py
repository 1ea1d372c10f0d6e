"""The words of the house, as frozen dataclasses.

    submission (what an editor pushed) -> story (one news item) -> delivery (owed to one subscriber)
    topic (what readers follow), subscriber (a chat that may receive), subscription (subscriber x topic)

Imports the standard library only. Every time is an aware `datetime` in UTC; names of times end in `_at`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

Clock = Callable[[], datetime]
"""Tells the time: aware, UTC. Handed down so that tests and the sandbox can turn it."""


@dataclass(frozen=True, slots=True)
class Topic:
    """A subject that readers follow.

    A story matches when it mentions an alias, or one word of *each* of the groups (US *and* Russia).
    `slug` is the stable name in commands and links: lower-case `a-z0-9-`.
    """

    slug: str
    name: str
    emoji: str = ""
    description: str = ""
    aliases: tuple[str, ...] = ()
    groups: tuple[tuple[str, ...], ...] = ()
    excluded: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TopicMatch:
    """Why a story belongs to a topic, and what the story says about it.

    `summary` is made of sentences of the story, verbatim. `chosen` is the editor's decision: a match
    that is not chosen is shown on the preview and delivered to nobody.
    """

    slug: str
    score: float = 0.0
    evidence: tuple[str, ...] = ()
    summary: str = ""
    chosen: bool = True


class TopicAct(StrEnum):
    """What an editor does to a topic."""

    ADD = "add"
    EDIT = "edit"
    MERGE = "merge"
    REMOVE = "remove"


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicChange:
    """Something to be done to a topic once its editor confirms it.

    `fields` are the topic as it is to be, as `topic_text` writes it; `into` the slug of the one it is merged into.
    """

    id: int
    act: TopicAct
    slug: str
    by: int
    at: datetime
    done: bool = False
    fields: dict[str, Any] | None = None
    into: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftStory:
    """One news item as it was read from a submission, before it is stored."""

    headline: str
    paragraphs: tuple[str, ...]
    source: str | None = None
    dateline: str | None = None
    byline: str | None = None
    date: str | None = None
    language: str = "en"
    summary: str = ""
    topics: tuple[TopicMatch, ...] = ()


class LineLabel(StrEnum):
    """What a line of a submission was taken for."""

    HEADLINE = "headline"
    BODY = "body"
    CHROME = "chrome"
    CAPTION = "caption"
    META = "meta"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the submission and what became of it; `story` is the index of the story it went to."""

    text: str
    label: LineLabel
    story: int | None = None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A line that went into no story: what it was taken for, and where it stood.

    `story` is the position of the story it is next to, `place` how many of that story's paragraphs come before it.
    `taken`: an editor took it back.
    """

    text: str
    label: LineLabel
    story: int = 0
    place: int = 0
    taken: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """What was found in a submission: its stories in order, and every line with its label."""

    stories: tuple[DraftStory, ...]
    lines: tuple[Line, ...] = ()


class Claim(StrEnum):
    """How sure the newsroom is of what a story claims; unmarked stories say nothing of it."""

    UNMARKED = "unmarked"
    UNCONFIRMED = "unconfirmed"
    CONFIRMED = "confirmed"
    DISPUTED = "disputed"


@dataclass(frozen=True, slots=True)
class Amendment:
    """A correction that readers are told of: which field, what stood there, what stands there now."""

    at: datetime
    field: str
    was: str
    now: str


class StoryState(StrEnum):
    """draft -> published | dropped; published -> retracted."""

    DRAFT = "draft"
    DROPPED = "dropped"
    PUBLISHED = "published"
    RETRACTED = "retracted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Story(DraftStory):
    """A stored news item. Editors see it as `#id`; `version` grows with every change after publishing.

    `update_of` is the earlier story that it goes on from; `event_id` is that of the first published story on the same
    happening, its own where it is the first, None for a draft. `amendments` are the corrections that readers are told
    of, oldest first; `retraction` the reason of one that was retracted.
    """

    id: int
    submission_id: int
    position: int = 0
    version: int = 1
    state: StoryState = StoryState.DRAFT
    published_at: datetime | None = None
    update_of: int | None = None
    event_id: int | None = None
    claim: Claim = Claim.UNMARKED
    amendments: tuple[Amendment, ...] = ()
    retraction: str | None = None


class SubmissionState(StrEnum):
    """awaiting -> collecting -> preview [-> asked | scheduled] -> published | cancelled.

    awaiting: `/push` came alone and the article is still to come. collecting: parts of one paste are
    being joined. preview: read, its card is in the editor's chat. asked: another editor is to approve it.
    scheduled: it is published at its time.
    """

    AWAITING = "awaiting"
    COLLECTING = "collecting"
    PREVIEW = "preview"
    ASKED = "asked"
    SCHEDULED = "scheduled"
    PUBLISHED = "published"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """What an editor pushed, kept as it came.

    `card_message_id` is the preview card in `chat_id`; `due_at` is when collecting (or waiting) ends, or when a
    scheduled one is published; `held_until` until when a published one goes to a few only; `asked_by` who asked for approval or set that time. Nobody sees it before
    `embargo_until`.
    """

    id: int
    chat_id: int
    author_id: int
    state: SubmissionState
    created_at: datetime
    text: str = ""
    card_message_id: int | None = None
    due_at: datetime | None = None
    published_at: datetime | None = None
    published_by: int | None = None
    held_until: datetime | None = None
    embargo_until: datetime | None = None
    asked_by: int | None = None
    manner: tuple[str, ...] = ()


class SubscriberKind(StrEnum):
    """The kind of chat that receives."""

    PRIVATE = "private"
    GROUP = "group"
    CHANNEL = "channel"


class SubscriberState(StrEnum):
    """active; blocked: the reader blocked the bot, everything they set is kept; gone: the chat is no more."""

    ACTIVE = "active"
    BLOCKED = "blocked"
    GONE = "gone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscriber:
    """A chat (and in a forum, a thread of it) that may receive briefings."""

    id: int
    chat_id: int
    thread_id: int | None = None
    kind: SubscriberKind = SubscriberKind.PRIVATE
    state: SubscriberState = SubscriberState.ACTIVE
    language: str = "en"


class MailingKind(StrEnum):
    """Why messages are owed: a push, a scheduled digest, a change of what was delivered, or a word about it.

    A correction or retraction edits the messages that show a story; every other kind sends new ones.
    """

    PUSH = "push"
    DIGEST = "digest"
    CORRECTION = "correction"
    RETRACTION = "retraction"
    NOTICE = "notice"
    CATCH_UP = "catch_up"

    @property
    def edits(self) -> bool:
        """Whether its deliveries edit messages that are there already."""
        return self in {MailingKind.CORRECTION, MailingKind.RETRACTION}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mailing:
    """An act that owes messages. `chat_id` and `card_message_id`: where its result is reported, if anywhere.

    `submission_id` is set for a push only, `story_id` for what is about one story. The order of ids is the order of
    delivery.
    """

    id: int
    kind: MailingKind
    created_at: datetime
    created_by: int
    submission_id: int | None = None
    story_id: int | None = None
    silent: bool = False
    breaking: bool = False
    chat_id: int | None = None
    card_message_id: int | None = None


class ProposalState(StrEnum):
    """awaiting (its text is still to come) -> open -> done | cancelled."""

    AWAITING = "awaiting"
    OPEN = "open"
    DONE = "done"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A change of a published story that waits for its editor to confirm it.

    `kind` is a correction or a retraction; `changes` what each field is to be: `headline`, `source`, `body`, `summary`,
    `summary:slug`, `claim`, or the `reason` of a retraction. `version` is the one it was made from.
    """

    id: int
    story_id: int
    version: int
    kind: MailingKind
    changes: dict[str, str]
    state: ProposalState
    chat_id: int
    by: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Act:
    """Something that a member of staff did, for the record."""

    at: datetime
    by: int
    kind: str
    detail: str = ""
    submission_id: int | None = None
    story_id: int | None = None


class StaffRole(StrEnum):
    """owner: named by the operator, grants and revokes. editor: publishes and corrects. contributor: submits."""

    OWNER = "owner"
    EDITOR = "editor"
    CONTRIBUTOR = "contributor"


@dataclass(frozen=True, slots=True)
class Member:
    """A member of staff; `topics` are the slugs they are limited to, none of them meaning all topics."""

    user_id: int
    role: StaffRole
    topics: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Copies:
    """How many messages show a version of a story, and how many readers they belong to."""

    version: int
    messages: int
    readers: int


class DeliveryState(StrEnum):
    """queued -> sending -> sent | failed | uncertain | cancelled.

    sending is committed before the request leaves; uncertain: the answer was lost, the message may be there.
    """

    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    UNCERTAIN = "uncertain"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One message owed to one subscriber for one mailing, whose kind is `mailing`.

    `message_id` is the message to edit, for a mailing that edits. `attempts` counts this claim. `fence` grows with
    every claim: an outcome recorded under an older fence is refused. `resends` counts how often it was queued again
    although the message may have arrived.
    """

    id: int
    mailing_id: int
    subscriber_id: int
    chat_id: int
    mailing: MailingKind = MailingKind.PUSH
    submission_id: int | None = None
    story_id: int | None = None
    message_id: int | None = None
    silent: bool = False
    breaking: bool = False
    thread_id: int | None = None
    kind: SubscriberKind = SubscriberKind.PRIVATE
    language: str = "en"
    part: int = 0
    attempts: int = 0
    resends: int = 0
    fence: int = 0


@dataclass(frozen=True, slots=True)
class Shown:
    """A story as a message shows it: under which topic, and at which place in the digest."""

    story_id: int
    version: int
    topic: str
    position: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of a claimed delivery: settled, or queued again for `retry_at` (at once when it is None).

    `shown` is what the message `message_id` shows. `resend`: queued again although the message may have arrived.
    `counted` is False for a try that is free, because nothing can have left.
    """

    delivery: Delivery
    state: DeliveryState
    message_id: int | None = None
    shown: tuple[Shown, ...] = ()
    error: str | None = None
    retry_at: datetime | None = None
    resend: bool = False
    counted: bool = True


@dataclass(frozen=True, slots=True)
class DigestEntry:
    """A story as one topic's followers see it; `also` are the earlier reports of the same happening, newest first."""

    story: Story
    summary: str
    also: tuple[Story, ...] = ()

    @property
    def stories(self) -> tuple[Story, ...]:
        """All that it stands for, newest first."""
        return (self.story, *self.also)

    @property
    def sources(self) -> tuple[str, ...]:
        """Who reports it, each once."""
        return tuple(dict.fromkeys(story.source for story in self.stories if story.source))


@dataclass(frozen=True, slots=True)
class DigestSection:
    """A topic heading and the stories under it."""

    topic: Topic
    entries: tuple[DigestEntry, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """A story that was told of and has changed since, with the editor's line on what changed."""

    story: Story
    note: str = ""


@dataclass(frozen=True, slots=True)
class Digest:
    """What one subscriber is shown, by topic, and why; a story stands in it once."""

    sections: tuple[DigestSection, ...] = ()
    kind: MailingKind = MailingKind.PUSH
    late: bool = False
    """It is a scheduled one that comes later than it should."""
    changes: tuple[Change, ...] = ()
    """What became of stories that its reader was told of before."""
    occasion: MailingKind | None = None
    """Why the message was sent that this is to be shown in; where that is not said, it is `kind` itself."""

    @property
    def stories(self) -> tuple[Story, ...]:
        """The stories in reading order."""
        return tuple(
            story for section in self.sections for entry in section.entries for story in entry.stories
        )

    @property
    def shown(self) -> tuple[Shown, ...]:
        """Its stories with version, topic and place, for the receipt."""
        places = [
            (section.topic.slug, story)
            for section in self.sections
            for entry in section.entries
            for story in entry.stories
        ]
        return tuple(Shown(story.id, story.version, slug, n) for n, (slug, story) in enumerate(places))


@dataclass(frozen=True, slots=True)
class TopicStanding:
    """A topic as one reader sees it: followed or not, and how many stories came lately."""

    topic: Topic
    followed: bool
    recent: int


@dataclass(frozen=True, slots=True)
class DeliveryCounts:
    """The deliveries of one mailing, or of all, by state.

    `blocked`, `unchanged` and `gone` are among the others: readers who blocked the bot; messages that showed it
    already; messages that their readers had deleted.
    """

    queued: int = 0
    sending: int = 0
    sent: int = 0
    failed: int = 0
    uncertain: int = 0
    cancelled: int = 0
    blocked: int = 0
    unchanged: int = 0
    gone: int = 0

    @property
    def total(self) -> int:
        """All that were owed."""
        return self.owed + self.sent + self.failed + self.uncertain + self.cancelled

    @property
    def owed(self) -> int:
        """Those still to come."""
        return self.queued + self.sending


@dataclass(frozen=True, slots=True)
class Stats:
    """The house in numbers, for editors."""

    readers: int
    blocked: int
    subscriptions: dict[str, int] = field(default_factory=dict)
    stories: dict[StoryState, int] = field(default_factory=dict)
    deliveries: DeliveryCounts = field(default_factory=DeliveryCounts)
