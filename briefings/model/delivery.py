"""What is owed, to whom, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from briefings.model.story import StoryState
from briefings.model.subscriber import SubscriberKind


class MailingKind(StrEnum):
    """Why messages are owed: a push, a scheduled digest, a change of what was delivered, or a word about it.

    A correction or retraction edits the messages that show a story; every other kind sends new ones. A story that a
    reader opened is owed by no mailing: it is the answer to a tap, and a copy from then on.
    """

    PUSH = "push"
    DIGEST = "digest"
    CORRECTION = "correction"
    RETRACTION = "retraction"
    NOTICE = "notice"
    CATCH_UP = "catch_up"
    OPENED = "opened"

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

    `message_id` is the message to edit, for a mailing that edits; `late`: its message says that it is. `attempts` counts this claim. `fence` grows with
    every claim: an outcome recorded under an older fence is refused. `resends` counts how often it was queued again
    although the message may have arrived. `leaving`: its request was about to leave when its sender was last heard of.
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
    late: bool = False
    attempts: int = 0
    resends: int = 0
    fence: int = 0
    leaving: bool = False

    @property
    def number(self) -> int:
        """Tells it from every other there ever was: SQLite may give its id anew once its reader was forgotten."""
        return (self.mailing_id << 80) | (self.subscriber_id << 40) | self.id


CHANGED = -1000
"""From this place downwards stand the stories that were put right."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A story as a message shows it: under which topic, and at which place in the digest.

    Places below zero are those of stories that were told of before: named as still open, or further below as changed.
    """

    story_id: int
    version: int
    topic: str
    position: int = 0

    @property
    def told(self) -> bool:
        """Whether it is told, not only named."""
        return self.position >= 0

    @property
    def changed(self) -> bool:
        """Whether it is named because it was put right."""
        return self.position <= CHANGED


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
class DeliveryCounts:
    """The deliveries of one mailing, or of all, by state.

    `blocked`, `unchanged`, `gone` and `later` are among the others: readers who blocked the bot; messages that showed it
    already; messages that their readers had deleted; readers who get it when their quiet hours or their pause end.
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
    later: int = 0

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
