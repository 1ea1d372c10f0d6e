"""The pacer as handlers and senders meet it."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
import structlog
from telegram.error import RetryAfter

from bot.delivery.limiter import TRIES, PacedReplies
from bot.delivery.pace import Pace, Priority
from bot.delivery.pacer import Pacer


def pacer(**how: Any) -> Pacer:
    return Pacer(Pace(**{"rate": 1000, "per_chat": 0, **how}))


async def test_turns_come_in_order_replies_first() -> None:
    pace, order = pacer(rate=50), []

    async def send(name: int, priority: Priority) -> None:
        assert await pace.turn(name + 1, priority=priority)
        order.append(name)

    async with asyncio.TaskGroup() as group:
        for name in range(8):
            group.create_task(send(name, Priority.BROADCAST))
        group.create_task(send(99, Priority.REPLY))
    assert order.index(99) <= 2
    assert [name for name in order if name != 99] == list(range(8))


async def test_who_stops_waiting_holds_up_nobody() -> None:
    pace = pacer(rate=100)
    await pace.turn(1)
    waiting = [asyncio.create_task(pace.turn(chat)) for chat in range(2, 12)]
    await asyncio.sleep(0)
    for task in waiting[:-1]:
        task.cancel()
    async with asyncio.timeout(0.05):  # nine turns would take twice that
        assert await waiting[-1]


async def test_closing_sends_broadcasts_away_and_lets_replies_go() -> None:
    pace = pacer(rate=30)
    await pace.turn(1)
    broadcast = asyncio.create_task(pace.turn(2, priority=Priority.BROADCAST))
    reply = asyncio.create_task(pace.turn(3))
    await asyncio.sleep(0)
    pace.close()
    assert (await broadcast, await reply) == (False, True)
    assert not await pace.turn(4, priority=Priority.BROADCAST)
    pace.open()
    assert await pace.turn(5, priority=Priority.BROADCAST)


async def test_a_hold_lasts_for_all_and_the_impatient_are_told() -> None:
    pace = pacer()
    pace.hold(0.03)
    assert 0 < pace.held_for() <= 0.03
    assert not await pace.turn(1, patience=0.01)
    assert await pace.turn(1)
    assert pace.held_for() == 0


async def test_that_telegram_refuses_everybody_is_in_the_log_once() -> None:
    held = pacer()
    with structlog.testing.capture_logs() as lines:
        for chat in range(6):
            held.refused(chat, 3600)
    assert [(line["log_level"], line["seconds"]) for line in lines] == [("warning", 3600)]


class Answers:
    """A request that answers so many 429s and then goes through."""

    def __init__(self, *refusals: int) -> None:
        self.refusals = list(refusals)
        self.calls = 0

    async def __call__(self, **_: Any) -> bool:
        self.calls += 1
        if self.refusals:
            raise RetryAfter(self.refusals.pop(0))
        return True


async def ask(pace: Pacer, request: Answers, endpoint: str = "sendMessage", **data: Any) -> bool:
    return bool(await PacedReplies(pace).process_request(request, (), {}, endpoint, data, None))


async def test_a_reply_is_repeated_after_a_429(monkeypatch: pytest.MonkeyPatch) -> None:
    request = Answers(0, 0)
    assert await ask(pacer(), request, chat_id=1)
    assert request.calls == 3


async def test_a_reply_refused_time_and_again_is_given_up() -> None:
    request = Answers(*[0] * TRIES)
    with pytest.raises(RetryAfter):
        await ask(pacer(), request, chat_id=1)
    assert request.calls == TRIES


@pytest.mark.parametrize("endpoint", ["sendMessage", "sendChatAction", "answerCallbackQuery"])
async def test_a_long_wait_is_the_callers_to_decide(endpoint: str) -> None:
    request = Answers(3600)
    with pytest.raises(RetryAfter):
        await ask(pacer(), request, endpoint, chat_id=1)
    assert request.calls == 1


async def test_a_reply_does_not_wait_for_a_chat_locked_for_an_hour() -> None:
    pace = pacer()
    pace.refused(1, 3600)
    request = Answers()
    with pytest.raises(RetryAfter) as caught:
        await ask(pace, request, chat_id=1)
    assert caught.value.retry_after.total_seconds() > 3500  # type: ignore[union-attr]  # a time span, as bot/__init__ asks
    assert request.calls == 0


async def test_what_is_no_message_takes_no_turn() -> None:
    pace = pacer(rate=1)
    await pace.turn(1)
    async with asyncio.timeout(0.5):
        assert await ask(pace, Answers(), "answerCallbackQuery")
        assert await ask(pace, Answers(0), "sendChatAction", chat_id=2)
