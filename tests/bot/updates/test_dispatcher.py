"""Handling: each update once, in its chat's order, and one that cannot be handled stops nobody."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import timedelta
from typing import Any

import pytest
from telegram import Update
from telegram.error import InvalidToken, RetryAfter
from telegram.ext import Application, ContextTypes, TypeHandler

from bot.sandbox import Sandbox
from bot.transport import AiohttpRequest, RequestNotSent
from bot.updates import Dispatcher
from briefings.errors import StoreError, Unavailable
from briefings.store import Database, inbox


def message(number: int, chat: int, text: str = "Hello") -> dict[str, Any]:
    return {
        "update_id": number,
        "message": {"message_id": number, "date": 0, "chat": {"id": chat, "type": "private"}, "text": text},
    }


class Handling:
    """A dispatcher over an application whose one handler notes what it handles, and does what a test asks."""

    def __init__(self, application: Any, database: Database, clock: Any) -> None:
        self.handled: list[int] = []
        self.given_up: list[tuple[int, str]] = []
        self.act: Callable[[int], Any] = lambda _: None
        self.happened = asyncio.Event()
        application.add_handler(TypeHandler(Update, self._handle))
        self.dispatcher = Dispatcher(
            application, database, clock=clock, give_up=self._give_up, idle=timedelta(milliseconds=20)
        )
        self.task: asyncio.Task[None] | None = None

    async def _handle(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        self.handled.append(update.update_id)
        self.happened.set()
        result = self.act(update.update_id)
        if asyncio.iscoroutine(result):
            await result

    async def _give_up(self, update: Any, error: Exception) -> None:
        self.given_up.append((update.update_id, str(error)))
        self.happened.set()
        raise RuntimeError("the owners cannot be told either")

    def start(self) -> None:
        self.task = asyncio.create_task(self.dispatcher.run())

    async def until(self, holds: Callable[[], bool]) -> None:
        async with asyncio.timeout(5):
            while not holds():
                self.happened.clear()
                await self.happened.wait()

    async def stop(self, **how: Any) -> None:
        await self.dispatcher.stop(**how)
        if self.task is not None:
            await asyncio.wait_for(self.task, 5)


@pytest.fixture
async def application() -> AsyncIterator[Any]:
    async with Sandbox() as sandbox, AiohttpRequest() as transport:
        built = (
            Application.builder()
            .token(sandbox.token)
            .base_url(f"{sandbox.url}/bot")
            .request(transport)
            .get_updates_request(transport)
            .updater(None)
            .build()
        )
        await built.initialize()
        yield built
        await built.shutdown()


@pytest.fixture
async def handling(application: Any, database: Database, clock: Any) -> AsyncIterator[Handling]:
    made = Handling(application, database, clock)
    yield made
    await made.stop()


async def test_each_update_is_handled_once_however_often_it_comes(handling: Handling, box: Any) -> None:
    await box.put(message(1, 5))
    handling.start()
    await handling.until(lambda: handling.handled == [1])
    await box.put(message(1, 5), message(2, 5))
    handling.dispatcher.wake()
    await handling.until(lambda: 2 in handling.handled)
    await handling.stop()
    assert handling.handled == [1, 2]
    assert await box.open() == 0


async def test_a_chat_keeps_its_order_and_waits_for_no_other(handling: Handling, box: Any) -> None:
    release = asyncio.Event()
    handling.act = lambda number: release.wait() if number == 1 else None
    await box.put(message(1, 5), message(2, 5), message(3, 6), message(4, 5), message(5, 6))
    handling.start()
    await handling.until(lambda: handling.handled == [1, 3, 5])
    release.set()
    await handling.until(lambda: handling.handled == [1, 3, 5, 2, 4])


@pytest.mark.parametrize("error", [ZeroDivisionError("poison"), StoreError("poison")])
async def test_an_update_that_cannot_be_handled_is_set_aside_and_told(
    handling: Handling, box: Any, error: Exception
) -> None:
    def act(number: int) -> None:
        if number == 1:
            raise error

    handling.act = act
    await box.put(message(1, 5), message(2, 5))
    handling.start()
    await handling.until(lambda: 2 in handling.handled)
    await handling.stop()
    assert handling.handled == [1, 1, 1, 2]
    assert handling.given_up == [(1, "poison")]
    assert await box.dead() == [1]


async def test_what_cannot_even_be_parsed_is_set_aside_too(handling: Handling, box: Any) -> None:
    await box.put({"update_id": 1, "message": {"chat": {"id": 5}}}, message(2, 5))
    handling.start()
    await handling.until(lambda: 2 in handling.handled)
    assert [number for number, _ in handling.given_up] == [1]


async def test_kinds_of_updates_nobody_knows_yet_pass_quietly(handling: Handling, box: Any) -> None:
    await box.put({"update_id": 1, "telepathy": {"chat": {"id": 5}}}, message(2, 5))
    handling.start()
    await handling.until(lambda: 2 in handling.handled)
    await handling.stop()
    assert await box.open() == 0
    assert not handling.given_up


@pytest.mark.parametrize(
    "error", [RequestNotSent("refused"), Unavailable("locked"), RetryAfter(3), InvalidToken()]
)
async def test_an_update_waits_for_what_is_out_of_reach_as_often_as_it_takes(
    handling: Handling, box: Any, clock: Any, error: Exception
) -> None:
    def act(_: int) -> None:
        if len(handling.handled) < 8:
            raise error

    handling.act = act
    clock.drift = timedelta(seconds=3)
    await box.put(message(1, 5), message(2, 5))
    handling.start()
    await handling.until(lambda: 2 in handling.handled)
    assert handling.handled == [1] * 8 + [2]
    assert not handling.given_up


async def test_what_another_process_stored_is_found_without_a_word(handling: Handling, box: Any) -> None:
    handling.start()
    await asyncio.sleep(0)
    await box.put(message(1, 5))
    await handling.until(lambda: handling.handled == [1])


async def test_a_kill_in_the_middle_of_handling_hands_it_out_again(handling: Handling, box: Any) -> None:
    await box.put(message(1, 5))
    assert await box.taken()  # by a process that then died
    handling.start()
    await handling.until(lambda: handling.handled == [1])


async def test_what_was_held_at_two_deaths_is_handled_alone_and_then_the_rest_goes_on(
    handling: Handling, box: Any, clock: Any
) -> None:
    release, together = asyncio.Event(), []

    async def act(number: int) -> None:
        together.append((number, len(handling.dispatcher._running)))
        await release.wait()

    handling.act = act
    await box.put(message(1, 5), message(2, 6))
    for _ in range(inbox.TOGETHER):
        assert len(await box.taken()) == 2  # by a process that then died
        clock.move(minutes=10)
    await box.put(message(3, 7), message(4, 8))
    handling.start()
    await handling.until(lambda: handling.handled == [1])
    release.set()
    await handling.until(lambda: len(handling.handled) == 4)
    assert [number for number, _ in together] == [1, 2, 3, 4]
    assert together[:2] == [(1, 1), (2, 1)]


async def test_what_ends_the_program_time_and_again_is_set_aside_and_told(
    handling: Handling, box: Any, clock: Any
) -> None:
    await box.put(message(1, 5), message(2, 6))
    for _ in range(inbox.CRASHES):
        assert message(1, 5) in await box.taken()
        clock.move(minutes=10)
    handling.start()
    await handling.until(lambda: 2 in handling.handled)
    assert handling.given_up == [(1, inbox.CRASHED)]


async def test_stopping_lets_what_is_being_handled_end(handling: Handling, box: Any) -> None:
    release = asyncio.Event()
    handling.act = lambda _: release.wait()
    await box.put(message(1, 5), message(2, 5))
    handling.start()
    await handling.until(lambda: handling.handled == [1])
    stopping = asyncio.create_task(handling.stop())
    await asyncio.sleep(0)
    release.set()
    await stopping
    assert handling.handled == [1]
    assert await box.open() == 1


async def test_what_does_not_end_in_time_is_handled_after_the_next_start(
    handling: Handling, box: Any
) -> None:
    handling.act = lambda _: asyncio.Event().wait()
    await box.put(message(1, 5))
    handling.start()
    await handling.until(lambda: handling.handled == [1])
    await handling.stop(within=timedelta())
    [update] = await box.taken()
    assert update["update_id"] == 1
