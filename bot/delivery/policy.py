"""What an error means for a delivery: pure, by exact class (in python-telegram-bot, `BadRequest` *is* a `NetworkError`).

not sent           again, as often as it takes
429                again, after what it says
answer lost        to people again, a few times; to groups and channels never by itself: many would read it twice;
                   an edit again in any case, a few times: done twice it is done once
403                the reader is marked, the rest of their queue cancelled
400 for rights     a group or a channel lets us write no more: the same, and who set it up is told
400 for a thread   of a forum: the same, for that thread; of a person: it goes into the chat itself
migrated group     again, to its new id
400 for markup     once more as plain text
400 for a thread   of a person's chat: at once into the chat itself
400 for an edit    that changes nothing: it stands; of a message that is no more: missing
400 otherwise      failed
401                everything stops
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, auto

from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.transport import AnswerLost, RequestNotSent
from briefings.model import SubscriberKind

TRIES = 5
DEATHS = 20
FIRST_WAIT = timedelta(seconds=5)
UNREACHABLE_WAIT = timedelta(seconds=1)

_MARKUP = (
    "parse entities",
    "unsupported start tag",
    "can't find end",
    "button_",
    "button ",
    "reply markup",
    "keyboard",
)
_THREAD = ("thread not found", "topic_deleted", "topic_closed", "topic_id_invalid", "chat is not a forum")
_SAME = ("message is not modified",)
_MISSING = ("message to edit not found", "message_id_invalid", "message can't be edited")
_SHUT = (
    "not enough rights to send",
    "no rights to send",
    "chat_write_forbidden",
    "need administrator rights in the channel",
)
_GONE = ("chat not found", "user is deactivated", "chat was deleted", "peer_id_invalid", "user not found")


def unreachable(error: TelegramError) -> bool:
    """Whether it says that a chat, or a thread of it, takes nothing from the bot, or has become another chat."""
    if isinstance(error, BadRequest):
        return any(words in error.message.lower() for words in (*_GONE, *_SHUT, *_THREAD))
    return isinstance(error, Forbidden | ChatMigrated)


class Fate(Enum):
    """What becomes of a delivery that did not get through."""

    RETRY = auto()
    """Again at `retry_at`, nothing known to have arrived."""
    RESEND = auto()
    """Again at `retry_at`, though the earlier one may have arrived: goes on record as a possible copy."""
    PLAIN = auto()
    """At once, as plain text."""
    UNTHREADED = auto()
    """At once, into the chat itself: the reader deleted the thread, or the bot has no threads any more."""
    MOVED = auto()
    """At once, to `chat_id`."""
    FAILED = auto()
    UNCERTAIN = auto()
    BLOCKED = auto()
    GONE = auto()
    SHUT = auto()
    """A group or a channel lets us write no more; of that, Telegram need not have told."""
    STANDS = auto()
    """The message is as the edit would make it."""
    MISSING = auto()
    """The message to edit is no more."""
    STOP = auto()
    """Back into the queue, and nothing is sent any more until an operator mends it."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What to do, and why in words for the record. `retry_at` goes with RETRY and RESEND, `chat_id` with MOVED."""

    fate: Fate
    reason: str
    retry_at: datetime | None = None
    chat_id: int | None = None


def decide(
    error: Exception,
    *,
    attempts: int,
    kind: SubscriberKind,
    now: datetime,
    plain: bool = False,
    editing: bool = False,
) -> Decision:
    """Decide over a send, or an edit, that raised `error`.

    `attempts` counts the earlier sends of this delivery that may have arrived; `plain`: it already went without markup.
    """
    return _BY_CLASS.get(type(error), _unknown)(_Case(error, attempts, kind, now, plain, editing))


def interrupted(
    *, attempts: int, kind: SubscriberKind, now: datetime, editing: bool = False, left: bool = True
) -> Decision:
    """Decide over a delivery whose sender died between claiming it and recording what came of it.

    `left`: its request may have been under way. What goes again goes at once: Telegram did nothing that a wait would
    help. Where nobody noted what left, little of what is claimed ahead did, so it takes many deaths, not `TRIES`,
    until a reader's message is given up.
    """
    reason = "The sender was interrupted."
    if not left:
        return Decision(Fate.RETRY, reason, retry_at=now)
    if not repeatable(kind, editing=editing) or attempts + 1 >= DEATHS:
        return Decision(Fate.UNCERTAIN, reason)
    return Decision(Fate.RESEND, reason, retry_at=now)


@dataclass(frozen=True, slots=True)
class _Case:
    error: Exception
    attempts: int
    kind: SubscriberKind
    now: datetime
    plain: bool
    editing: bool

    @property
    def reason(self) -> str:
        return str(self.error) or type(self.error).__name__

    def mentions(self, words: tuple[str, ...]) -> bool:
        text = self.reason.lower()
        return any(word in text for word in words)


def _not_sent(case: _Case) -> Decision:
    return Decision(Fate.RETRY, case.reason, retry_at=case.now + UNREACHABLE_WAIT)


def _too_many(case: _Case) -> Decision:
    wait = case.error.retry_after if isinstance(case.error, RetryAfter) else timedelta()
    wait = wait if isinstance(wait, timedelta) else timedelta(seconds=wait)
    return Decision(Fate.RETRY, case.reason, retry_at=case.now + wait)


def repeatable(kind: SubscriberKind, *, editing: bool) -> bool:
    """An edit made twice is one edit; a message sent twice to a group or a channel is read twice by many."""
    return editing or kind is SubscriberKind.PRIVATE


def _answer_lost(case: _Case) -> Decision:
    if not repeatable(case.kind, editing=case.editing) or case.attempts + 1 >= TRIES:
        return Decision(Fate.UNCERTAIN, case.reason)
    return Decision(Fate.RESEND, case.reason, retry_at=case.now + FIRST_WAIT * 4**case.attempts)


def _forbidden(case: _Case) -> Decision:
    return Decision(Fate.GONE if case.mentions(_GONE) else Fate.BLOCKED, case.reason)


def _migrated(case: _Case) -> Decision:
    chat_id = case.error.new_chat_id if isinstance(case.error, ChatMigrated) else None
    return Decision(Fate.MOVED, case.reason, chat_id=chat_id)


def _bad_request(case: _Case) -> Decision:
    private = case.kind is SubscriberKind.PRIVATE
    meanings = (
        (_GONE, Fate.GONE, True),
        (_SHUT, Fate.SHUT, not private),
        (_SAME, Fate.STANDS, case.editing),
        (_MISSING, Fate.MISSING, case.editing),
        (_THREAD, Fate.UNTHREADED if private else Fate.BLOCKED, True),
        (_MARKUP, Fate.PLAIN, not case.plain),
    )
    for words, fate, possible in meanings:
        if possible and case.mentions(words):
            return Decision(fate, case.reason)
    return Decision(Fate.FAILED, case.reason)


def _stop(case: _Case) -> Decision:
    return Decision(Fate.STOP, case.reason)


def _unknown(case: _Case) -> Decision:
    """A class of Telegram's that we do not know may have been sent; any other is a fault of ours, before sending."""
    if isinstance(case.error, TelegramError):
        return _answer_lost(case)
    return Decision(Fate.FAILED, f"{type(case.error).__name__}: {case.reason}")


_BY_CLASS: dict[type[Exception], Callable[[_Case], Decision]] = {
    RequestNotSent: _not_sent,
    RetryAfter: _too_many,
    AnswerLost: _answer_lost,
    TimedOut: _answer_lost,
    NetworkError: _answer_lost,
    TelegramError: _answer_lost,
    Forbidden: _forbidden,
    ChatMigrated: _migrated,
    BadRequest: _bad_request,
    InvalidToken: _stop,
}
