"""Fetching: what Telegram was told that we have is in the store."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import suppress
from typing import Any

import pytest
from telegram.error import InvalidToken

from bot.sandbox import Sandbox
from bot.transport import AiohttpRequest
from bot.updates import Poller, StoodDown, raw
from briefings.store import Database


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    async with Sandbox() as opened:
        yield opened


class Waits(list[float]):
    """Stands in for sleeping: keeps how long, and lets the loop turn."""

    async def __call__(self, seconds: float) -> None:
        self.append(seconds)
        await asyncio.sleep(0)


class Fetching:
    """Pollers over one sandbox and one store."""

    def __init__(self, sandbox: Sandbox, database: Database, clock: Any) -> None:
        self.sandbox, self.database, self.clock = sandbox, database, clock
        self.transport = AiohttpRequest()
        self.waits = Waits()
        self.woken = asyncio.Event()
        self.tasks: list[asyncio.Task[None]] = []

    def start(self, token: str | None = None) -> asyncio.Task[None]:
        poller = Poller(
            self.transport,
            f"{self.sandbox.url}/bot{token or self.sandbox.token}",
            self.database,
            wake=self.woken.set,
            clock=self.clock,
            sleep=self.waits,
        )
        self.tasks.append(asyncio.create_task(poller.run()))
        return self.tasks[-1]

    def polls(self) -> int:
        return sum(entry.method == "getUpdates" for entry in self.sandbox.ledger)

    async def stop(self) -> None:
        for task in self.tasks:
            task.cancel()
        for task in self.tasks:
            with suppress(asyncio.CancelledError, StoodDown, InvalidToken):
                await task


@pytest.fixture
async def fetching(sandbox: Sandbox, database: Database, clock: Any) -> AsyncIterator[Fetching]:
    made = Fetching(sandbox, database, clock)
    async with made.transport:
        yield made
        await made.stop()


async def test_an_update_is_in_the_store_before_telegram_is_told_that_we_have_it(
    fetching: Fetching, box: Any
) -> None:
    await fetching.sandbox.say(2001, "Hello")
    fetching.start()
    await asyncio.wait_for(fetching.woken.wait(), 5)
    [update] = await box.taken()
    assert update["message"]["text"] == "Hello"


async def test_a_kill_between_storing_and_confirming_loses_and_repeats_nothing(
    fetching: Fetching, box: Any
) -> None:
    await fetching.sandbox.say(2001, "one")
    fetching.start()
    await asyncio.wait_for(fetching.woken.wait(), 5)
    await fetching.stop()
    await fetching.sandbox.say(2001, "two")
    fetching.woken.clear()
    fetching.start()
    await asyncio.wait_for(fetching.woken.wait(), 5)
    assert await box.open() == 2


async def test_what_was_never_stored_is_fetched_again(
    fetching: Fetching, box: Any, database: Database, clock: Any
) -> None:
    await fetching.sandbox.say(2001, "kept by Telegram")
    await database.close()
    fetching.start()
    await fetching.sandbox.until(lambda: fetching.polls() >= 9)
    await fetching.stop()
    assert len(fetching.waits) >= 8
    assert max(fetching.waits) <= 5
    assert fetching.sandbox.world.updates.pending


async def test_without_telegram_it_waits_longer_and_longer_and_goes_on(fetching: Fetching, box: Any) -> None:
    fetching.sandbox.fault("getUpdates", 502, times=8)
    await fetching.sandbox.say(2001, "after the outage")
    fetching.start()
    await asyncio.wait_for(fetching.woken.wait(), 5)
    assert await box.open() == 1
    assert len(fetching.waits) == 8
    assert fetching.waits[0] < 1.1
    assert 15 <= fetching.waits[-1] <= 30


async def test_a_wrong_token_ends_it(fetching: Fetching) -> None:
    with pytest.raises(InvalidToken):
        await fetching.start("4242:wrong-token-of-nobody")


async def test_of_two_with_one_token_the_newer_stands_down(fetching: Fetching, clock: Any) -> None:
    older = fetching.start()
    await fetching.sandbox.say(2001, "they know each other")
    await asyncio.wait_for(fetching.woken.wait(), 5)
    clock.move(minutes=2)
    newer = fetching.start()
    with pytest.raises(StoodDown, match="Another process receives this bot's updates"):
        await asyncio.wait_for(newer, 5)
    assert not older.done()
    fetching.woken.clear()
    await fetching.sandbox.say(2001, "still heard")
    await asyncio.wait_for(fetching.woken.wait(), 5)


async def test_who_waits_for_a_first_update_is_the_older_all_the_same(fetching: Fetching, clock: Any) -> None:
    older = fetching.start()
    await fetching.sandbox.until(lambda: fetching.polls() == 1)
    clock.move(seconds=20)
    with pytest.raises(StoodDown):
        await asyncio.wait_for(fetching.start(), 5)
    assert not older.done()


async def test_a_webhook_in_the_way_is_named(fetching: Fetching) -> None:
    url = f"{fetching.sandbox.url}/bot{fetching.sandbox.token}/setWebhook"
    await fetching.transport.call(url, {"url": "http://127.0.0.1:9/hook", "secret_token": "s"})
    with pytest.raises(StoodDown, match="webhook"):
        await asyncio.wait_for(fetching.start(), 5)


@pytest.mark.parametrize(
    ("update", "chat"),
    [
        ({"update_id": 1, "message": {"chat": {"id": 5}, "from": {"id": 6}}}, 5),
        ({"update_id": 1, "callback_query": {"from": {"id": 6}, "message": {"chat": {"id": 5}}}}, 5),
        ({"update_id": 1, "inline_query": {"from": {"id": 6}}}, 6),
        ({"update_id": 1, "poll_of_the_future": {"user": {"id": 7}}}, 7),
        ({"update_id": 1, "something": {"chat": "?", "message": 3}}, None),
        ({"update_id": 1, "something": 3}, None),
        ({"update_id": 1}, None),
    ],
)
def test_every_update_is_kept_in_the_order_of_its_chat(update: dict[str, Any], chat: int | None) -> None:
    assert raw.row(update) == (1, chat, json.dumps(update, separators=(",", ":")))


def test_what_has_no_number_is_no_update() -> None:
    assert raw.row({"message": {}}) is None


def test_half_a_surrogate_pair_is_kept_as_something_a_database_takes() -> None:
    row = raw.row({"update_id": 1, "message": {"text": "\ud83d"}})
    assert row is not None
    assert row[2].encode()
