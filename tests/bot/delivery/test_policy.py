"""What each error means for a delivery."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime, timedelta

import pytest
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.delivery.policy import DEATHS, TRIES, Fate, decide, interrupted
from bot.transport import AnswerLost, RequestNotSent
from briefings.model import SubscriberKind

NOW = datetime(2026, 1, 1, tzinfo=UTC)
PRIVATE, GROUP, CHANNEL = SubscriberKind.PRIVATE, SubscriberKind.GROUP, SubscriberKind.CHANNEL


def fate(error: Exception, *, attempts: int = 0, kind: SubscriberKind = PRIVATE, plain: bool = False) -> Fate:
    return decide(error, attempts=attempts, kind=kind, now=NOW, plain=plain).fate


LOST = [
    AnswerLost("cut"),
    TimedOut(),
    NetworkError("Internal Server Error"),
    TelegramError("Invalid server response"),
    Conflict("?"),
]


@pytest.mark.parametrize("error", LOST, ids=lambda error: type(error).__name__)
def test_a_lost_answer_is_sent_again_to_people_a_few_times(error: Exception) -> None:
    assert [fate(error, attempts=n) for n in range(TRIES)] == [Fate.RESEND] * (TRIES - 1) + [Fate.UNCERTAIN]


@pytest.mark.parametrize("error", LOST, ids=lambda error: type(error).__name__)
@pytest.mark.parametrize("kind", [GROUP, CHANNEL])
def test_a_lost_answer_is_never_sent_again_to_many(error: Exception, kind: SubscriberKind) -> None:
    assert fate(error, kind=kind) is Fate.UNCERTAIN


def test_resends_wait_longer_each_time() -> None:
    waits = [decide(TimedOut(), attempts=n, kind=PRIVATE, now=NOW).retry_at for n in range(TRIES - 1)]
    assert all(
        later is not None and earlier is not None and later > earlier
        for earlier, later in itertools.pairwise(waits)
    )


@pytest.mark.parametrize("kind", [PRIVATE, GROUP, CHANNEL])
def test_what_was_never_sent_is_tried_without_end(kind: SubscriberKind) -> None:
    assert fate(RequestNotSent("refused"), attempts=1000, kind=kind) is Fate.RETRY


@pytest.mark.parametrize("seconds", [1, 7, 3600])
def test_a_429_waits_as_long_as_it_says_and_costs_no_attempt(seconds: int) -> None:
    decision = decide(RetryAfter(seconds), attempts=1000, kind=CHANNEL, now=NOW)
    assert (decision.fate, decision.retry_at) == (Fate.RETRY, NOW + timedelta(seconds=seconds))


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (Forbidden("Forbidden: bot was blocked by the user"), Fate.BLOCKED),
        (Forbidden("Forbidden: bot was kicked from the supergroup chat"), Fate.BLOCKED),
        (Forbidden("Forbidden: bot is not a member of the channel chat"), Fate.BLOCKED),
        (Forbidden("Forbidden: bot can't initiate conversation with a user"), Fate.BLOCKED),
        (Forbidden("Forbidden: user is deactivated"), Fate.GONE),
        (Forbidden("Forbidden: the group chat was deleted"), Fate.GONE),
        (BadRequest("Bad Request: chat not found"), Fate.GONE),
        (BadRequest("Bad Request: can't parse entities: Unsupported start tag"), Fate.PLAIN),
        (BadRequest("Bad Request: BUTTON_DATA_INVALID"), Fate.PLAIN),
        (BadRequest("Bad Request: message is too long"), Fate.FAILED),
        (InvalidToken("Unauthorized"), Fate.STOP),
        (ZeroDivisionError("our own fault"), Fate.FAILED),
    ],
)
def test_what_telegram_says_decides(error: Exception, expected: Fate) -> None:
    assert fate(error) is expected


def test_a_thread_that_is_no_more_ends_what_goes_there_and_a_persons_comes_without_it() -> None:
    for words in ("message thread not found", "TOPIC_DELETED", "TOPIC_CLOSED", "the chat is not a forum"):
        error = BadRequest(f"Bad Request: {words}")
        assert fate(error) is Fate.UNTHREADED
        assert fate(error, kind=GROUP) is Fate.BLOCKED


@pytest.mark.parametrize(
    "words",
    [
        "need administrator rights in the channel chat",
        "not enough rights to send text messages to the chat",
        "have no rights to send a message",
        "CHAT_WRITE_FORBIDDEN",
    ],
)
def test_a_chat_that_takes_no_more_is_shut_and_no_failure(words: str) -> None:
    assert fate(BadRequest(f"Bad Request: {words}"), kind=CHANNEL) is Fate.SHUT


def test_refused_markup_goes_once_more_as_plain_text_and_no_further() -> None:
    error = BadRequest("Bad Request: can't parse entities")
    assert (fate(error), fate(error, plain=True)) == (Fate.PLAIN, Fate.FAILED)


def test_a_migrated_group_is_followed_not_taken_for_a_block() -> None:
    decision = decide(ChatMigrated(-100123), attempts=0, kind=GROUP, now=NOW)
    assert (decision.fate, decision.chat_id) == (Fate.MOVED, -100123)


def test_a_send_cut_short_by_a_crash_is_a_lost_answer() -> None:
    assert interrupted(attempts=0, kind=PRIVATE, now=NOW).fate is Fate.RESEND
    assert interrupted(attempts=0, kind=CHANNEL, now=NOW).fate is Fate.UNCERTAIN


def test_a_series_of_crashes_gives_up_no_readers_message_soon() -> None:
    fates = [interrupted(attempts=deaths, kind=PRIVATE, now=NOW).fate for deaths in range(DEATHS)]
    assert fates == [Fate.RESEND] * (DEATHS - 1) + [Fate.UNCERTAIN]
