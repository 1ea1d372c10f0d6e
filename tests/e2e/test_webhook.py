"""The whole bot, receiving by webhook."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator

import aiohttp
import pytest
from aiohttp.test_utils import unused_port
from driving import READER, Chat, Running

from bot.sandbox import Sandbox


@pytest.fixture
async def listening(program: Running) -> AsyncIterator[str]:
    address = f"127.0.0.1:{unused_port()}"
    program.more = {"listen": address, "webhook_url": f"http://{address}/telegram"}
    async with program.started():
        yield f"http://{address}"


async def test_updates_come_by_webhook_and_nothing_is_polled(listening: str, sandbox: Sandbox) -> None:
    reader = Chat(sandbox, READER, READER)
    answer = await reader.say("/start")
    assert "follow" in answer["text"].lower()
    assert not [entry for entry in sandbox.ledger if entry.method.lower() == "getupdates"]


async def test_the_running_bot_is_ready_and_measured(listening: str, sandbox: Sandbox) -> None:
    await Chat(sandbox, READER, READER).say("/start")
    async with aiohttp.ClientSession() as session:
        async with session.get(f"{listening}/readyz") as answer:
            parts = json.loads(await answer.text())["parts"]
            assert answer.status == 200
            assert {"delivering", "handling", "desk", "receiving"} <= set(parts)
            assert all(parts.values())
        async with session.get(f"{listening}/metrics") as answer:
            assert "briefing_turns_total 1.0" in await answer.text()
        async with session.post(f"{listening}/telegram", json={"update_id": 1}) as answer:
            assert answer.status == 403


async def test_what_waits_after_the_webhook_is_polled(program: Running, sandbox: Sandbox) -> None:
    address = f"127.0.0.1:{unused_port()}"
    program.more = {"listen": address, "webhook_url": f"http://{address}/telegram"}
    async with program.started():
        pass
    program.more = {}
    async with program.started():
        await Chat(sandbox, READER, READER).say("/start")
