"""The alarm: what it says while there is trouble, and that it is over."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bot.background.alarm import Alarm
from briefings.errors import StoreError, Unavailable
from briefings.store import Database


async def test_it_is_not_over_while_the_database_refuses_for_whatever_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.background.alarm.ASKED_EVERY", 0)
    told: list[str] = []
    refused = 0

    async def tell(template: str, **_: object) -> None:
        told.append(template)

    database = await Database.open(f"sqlite:///{tmp_path}/b.sqlite")
    async with database.write() as tx:
        await tx.exec_driver_sql(
            "CREATE TRIGGER no BEFORE INSERT ON flags BEGIN SELECT RAISE(ABORT, 'some rule says no'); END"
        )
    alarm = Alarm(database, tell)
    heard, enough = database.on_refusal, asyncio.Event()

    def count(error: StoreError) -> None:
        nonlocal refused
        refused += 1
        heard(error)
        if refused > 2:
            enough.set()

    database.on_refusal = count
    heard(Unavailable("The database is out of reach."))
    running = asyncio.create_task(alarm.run())
    await asyncio.wait_for(enough.wait(), 10)
    assert told == ["trouble"]
    running.cancel()
    await asyncio.wait([running])
    await database.close()


async def test_it_says_what_the_trouble_is_until_something_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.background.alarm.ASKED_EVERY", 0)
    told: list[tuple[str, str]] = []
    recovered = asyncio.Event()

    async def tell(template: str, **_: object) -> None:
        told.append((template, alarm.says()))
        if template == "recovered":
            recovered.set()

    database = await Database.open(f"sqlite:///{tmp_path}/b.sqlite")
    alarm = Alarm(database, tell)
    assert not alarm.says()
    database.on_refusal(Unavailable("The disk is full."))
    running = asyncio.create_task(alarm.run())
    await asyncio.wait_for(recovered.wait(), 10)
    assert told == [("trouble", "The disk is full."), ("recovered", "")]
    running.cancel()
    await asyncio.wait([running])
    await database.close()
