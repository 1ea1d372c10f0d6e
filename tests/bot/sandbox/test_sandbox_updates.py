"""How updates reach the bot, by polling and by webhook, and what goes wrong on request."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from bot.sandbox import Sandbox

Call = Callable[..., Awaitable[dict[str, Any]]]
READER = 2001


async def test_the_offset_forgets_what_is_below_it(call: Call, sandbox: Sandbox) -> None:
    for text in ("one", "two", "three"):
        await sandbox.say(READER, text)
    waiting = (await call("getUpdates", limit=2))["result"]
    assert [update["message"]["text"] for update in waiting] == ["one", "two"]
    assert len((await call("getUpdates"))["result"]) == 3
    rest = (await call("getUpdates", offset=waiting[-1]["update_id"] + 1))["result"]
    assert [update["message"]["text"] for update in rest] == ["three"]
    assert len((await call("getUpdates"))["result"]) == 1
    await sandbox.say(READER, "four")
    assert [u["message"]["text"] for u in (await call("getUpdates", offset=-1))["result"]] == ["four"]


async def test_a_long_poll_ends_when_something_comes(call: Call, sandbox: Sandbox) -> None:
    poll = asyncio.create_task(call("getUpdates", timeout=30))
    await sandbox.until(lambda: sandbox.world.updates.polling)
    await sandbox.say(READER, "hello")
    assert (await poll)["result"][0]["message"]["text"] == "hello"


async def test_a_second_poller_ends_the_first_with_a_conflict(call: Call, sandbox: Sandbox) -> None:
    first = asyncio.create_task(call("getUpdates", timeout=30))
    await sandbox.until(lambda: sandbox.world.updates.polling)
    second = asyncio.create_task(call("getUpdates", timeout=30))
    assert (await first)["description"] == (
        "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
    )
    await sandbox.say(READER, "hello")
    assert (await second)["ok"]


async def test_kinds_not_asked_for_are_not_told_and_old_updates_are_gone() -> None:
    now = [datetime(2026, 7, 1, tzinfo=UTC)]
    sandbox = Sandbox(clock=lambda: now[0])
    sandbox.world.updates.allow(["message"])
    await sandbox.start(READER)
    await sandbox.block(READER)
    assert [set(update) for update in sandbox.world.updates.waiting()] == [{"update_id", "message"}]
    now[0] += timedelta(hours=25)
    assert sandbox.world.updates.waiting() == []


class Receiver:
    def __init__(self) -> None:
        self.taken: list[tuple[int, str]] = []
        self.secrets: set[str | None] = set()
        self.refuse_first = {READER: 2}

    async def take(self, request: web.Request) -> web.Response:
        message = (await request.json())["message"]
        chat_id = message["chat"]["id"]
        self.secrets.add(request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
        if self.refuse_first.get(chat_id, 0):
            self.refuse_first[chat_id] -= 1
            return web.Response(status=503, headers={"Retry-After": "0"})
        self.taken.append((chat_id, message["text"]))
        return web.Response()


@pytest.fixture
async def receiver() -> AsyncIterator[tuple[Receiver, str]]:
    receiver = Receiver()
    app = web.Application()
    app.router.add_post("/hook", receiver.take)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield receiver, f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    await runner.cleanup()


async def test_a_webhook_gets_each_chat_in_order_until_it_takes_the_update(
    call: Call, sandbox: Sandbox, receiver: tuple[Receiver, str]
) -> None:
    hook, address = receiver
    assert (await call("setWebhook", url=address, secret_token="s3cret"))["ok"]
    assert (await call("getUpdates"))["description"].startswith(
        "Conflict: can't use getUpdates method while webhook"
    )
    for number in range(3):
        await sandbox.say(READER, f"r{number}")
        await sandbox.say(1001, f"e{number}")
    await sandbox.until(lambda: not sandbox.world.updates.waiting())
    assert [text for chat, text in hook.taken if chat == READER] == ["r0", "r1", "r2"]
    assert [text for chat, text in hook.taken if chat == 1001] == ["e0", "e1", "e2"]
    assert hook.secrets == {"s3cret"}
    assert (await call("getWebhookInfo"))["result"][
        "last_error_message"
    ] == "Wrong response from the webhook: 503 Service Unavailable"
    assert (await call("setWebhook", url="https://example.com/"))["error_code"] == 400


async def test_a_fault_hits_the_calls_it_was_asked_for(call: Call, sandbox: Sandbox) -> None:
    for user in (READER, 1001):
        await sandbox.start(user)
    sandbox.fault("sendMessage", 429, retry_after=3, times=2, chat_id=READER)
    answers = [await call("sendMessage", chat_id=chat, text="x") for chat in (READER, 1001, READER, READER)]
    assert [answer.get("error_code") for answer in answers] == [429, None, 429, None]
    assert answers[0]["parameters"] == {"retry_after": 3}
    assert [entry.outcome for entry in sandbox.ledger] == ["fault: 429", "ok", "fault: 429", "ok"]
    assert [entry.acted for entry in sandbox.ledger] == [False, True, False, True]


@pytest.mark.parametrize(("after", "sent"), [(False, 0), (True, 1)])
async def test_a_dropped_connection_hides_whether_the_message_was_sent(
    call: Call, sandbox: Sandbox, after: bool, sent: int
) -> None:
    await sandbox.start(READER)
    sandbox.fault("sendMessage", "dropped", after=after)
    with pytest.raises(aiohttp.ClientConnectionError):
        await call("sendMessage", chat_id=READER, text="x")
    assert len(sandbox.messages(READER)) == 1 + sent


async def test_an_answer_can_be_cut_short_or_come_from_a_gateway(
    call: Call, sandbox: Sandbox, http: aiohttp.ClientSession
) -> None:
    await sandbox.start(READER)
    sandbox.fault("sendMessage", "truncated")
    sandbox.fault("sendMessage", 502)
    sandbox.fault("sendMessage", 500)
    address = f"{sandbox.url}/bot{sandbox.token}/sendMessage"
    shown = []
    for _ in range(3):
        async with http.post(address, json={"chat_id": READER, "text": "x"}) as response:
            shown.append((response.status, response.content_type, await response.text()))
    assert [(status, kind) for status, kind, _ in shown] == [
        (200, "application/json"), (502, "text/html"), (500, "application/json"),
    ]  # fmt: skip
    with pytest.raises(json.JSONDecodeError):
        json.loads(shown[0][2])
    assert len(sandbox.messages(READER)) == 2


async def test_a_fault_that_cannot_happen_is_refused(sandbox: Sandbox) -> None:
    with pytest.raises(ValueError, match="status from 400"):
        sandbox.fault("sendMessage", 200)
    with pytest.raises(ValueError, match="method is one"):
        sandbox.fault("sendMesage", 500)
