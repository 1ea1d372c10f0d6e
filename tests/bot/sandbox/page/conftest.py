"""A sandbox in the event loop of the session, where the browser lives."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import aiohttp
import pytest
import pytest_asyncio

from bot.sandbox import Sandbox


@pytest_asyncio.fixture(loop_scope="session")
async def sandbox() -> AsyncIterator[Sandbox]:
    """A sandbox whose reader has started the bot."""
    async with Sandbox() as running:
        await running.start(2001)
        yield running


@pytest.fixture
def call(sandbox: Sandbox) -> Callable[..., Awaitable[Any]]:
    """What a bot does: one request to the Bot API; gives its result."""

    async def call(method: str, **parameters: object) -> Any:
        address = f"{sandbox.url}/bot{sandbox.token}/{method}"
        async with aiohttp.ClientSession() as session, session.post(address, json=parameters) as response:
            answer = await response.json()
        assert answer["ok"], answer
        return answer["result"]

    return call
