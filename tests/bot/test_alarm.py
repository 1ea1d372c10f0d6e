"""The alarm: what it says while there is trouble, and that it is over."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bot.alarm import Alarm
from briefings.errors import Unavailable
from briefings.store import Database


async def test_it_says_what_the_trouble_is_until_something_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.alarm.ASKED_EVERY", 0)
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
