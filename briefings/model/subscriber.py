"""Who receives, and a topic as they see it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from briefings.model.topic import Topic


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


@dataclass(frozen=True, slots=True)
class Audience:
    """How many readers something is for, and how many of them are told at once; the others in a digest, or after a pause."""

    readers: int
    at_once: int


@dataclass(frozen=True, slots=True)
class TopicStanding:
    """A topic as one reader sees it: followed or not, and how many stories came lately."""

    topic: Topic
    followed: bool
    recent: int
