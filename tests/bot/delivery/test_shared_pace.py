"""One pace for several processes: turns come from the database, and from nowhere else."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest

from bot.delivery.pacer import Pacer
from bot.delivery.shared import LATEST, Leaser, SharedPace
from briefings.store import Database, pace


def test_nobody_goes_without_a_turn_that_was_given() -> None:
    shared = SharedPace(rate=30, share=1)
    wanted: list[int] = []
    shared.on_want = lambda: wanted.append(shared.lacking(0))
    tickets = [shared.request(chat, now=0) for chat in range(5)]
    assert shared.due(0) == []
    assert shared.next_at() is None
    assert wanted[-1] == shared.block == 3
    shared.give(2, 0.5)
    assert shared.due(0) == []
    assert shared.next_at() == 0.5
    assert shared.due(0.5) == tickets[:1]
    assert shared.due(0.55) == tickets[1:2]


def test_a_turn_that_nobody_takes_in_time_is_lost() -> None:
    shared = SharedPace(rate=30, share=1)
    shared.give(3, 0)
    shared.request(1, now=5)
    assert shared.due(5) == []


def test_no_more_is_reserved_than_is_waited_for_and_none_while_all_wait() -> None:
    shared = SharedPace(rate=30, share=1)
    shared.request(1, now=0)
    assert shared.lacking(0) == 1
    shared.hold(10)
    assert shared.lacking(5) == 0
    assert shared.next_at() == 10
    assert shared.lacking(10) == 1


def test_a_chat_that_must_wait_wants_no_turn_until_then() -> None:
    shared = SharedPace(rate=30, share=1)
    shared.refused(7, 3, now=0)
    shared.request(7, now=0)
    assert (shared.lacking(0), shared.next_at()) == (0, 3)
    shared.due(3)
    assert shared.lacking(3) == 1


async def test_processes_share_one_pace_smoothly_and_use_it(postgresql_url: str) -> None:
    rate, each = 200.0, 60
    database = await Database.open(postgresql_url)
    loop = asyncio.get_running_loop()
    times: list[float] = []
    leasing = []

    async def process(first_chat: int) -> None:
        shared = SharedPace(rate=rate)
        pacer = Pacer(shared)
        leasing.append(asyncio.create_task(Leaser(database, shared, pacer).run()))

        async def send(chat: int) -> None:
            assert await pacer.turn(chat)
            times.append(loop.time())

        await asyncio.gather(*(send(first_chat + n) for n in range(each)))

    await asyncio.gather(process(1), process(1000), process(2000))
    times.sort()
    tenths = [sum(start <= at < start + 0.1 for at in times) for start in times]
    assert max(tenths) <= rate * (0.1 + LATEST) + 2  # a busy machine delays one turn more than the next
    assert times[-1] - times[0] < len(times) / (rate * 0.95) * 2  # ... and misses some
    for task in leasing:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
    await database.close()


async def test_no_chat_gets_more_than_it_may_from_two_processes(house: Any, postgresql_url: str) -> None:
    house.database = await Database.open(postgresql_url)
    house.__post_init__()
    person, group = await house.reader("us-russia"), await house.group("us-russia")
    for headline in "ABC":
        last = await house.publish(f"{headline} | us-russia")
    times: dict[int, list[datetime]] = {person: [], group: []}
    for _ in range(2):
        worker = house.work(alone=False)
        worker.on_record = lambda record: times[record.outcome.delivery.chat_id].append(house.clock())
    await house.settled(last, seconds=0.4)
    gaps = {chat: min(b - a for a, b in pairwise(at)) for chat, at in times.items()}
    assert gaps[person] >= timedelta(seconds=1)
    assert gaps[group] >= timedelta(seconds=3)
    assert [len(at) for at in times.values()] == [3, 3]
    await house.stop()
    await house.database.close()


async def test_a_429_for_all_holds_every_process(postgresql_url: str) -> None:
    database = await Database.open(postgresql_url)
    shared = SharedPace(rate=1000)
    leasing = asyncio.create_task(Leaser(database, shared, Pacer(shared)).run())
    now = asyncio.get_running_loop().time()
    for chat in (1, 2, 3):
        shared.refused(chat, 30, now=now)
    async with asyncio.timeout(5):
        while shared.held:  # noqa: ASYNC110 - it shows in the database only, which rings no bell
            await asyncio.sleep(0.01)
    async with database.write() as tx:  # as another process would
        first_at, now = await pace.reserve(tx, 1, 0.001)
    assert first_at - now == pytest.approx(30, abs=1)
    leasing.cancel()
    await database.close()
