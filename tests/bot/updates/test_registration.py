"""The webhook stays set, or the bot says why it cannot go on."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest

from bot.sandbox import Sandbox
from bot.transport import AiohttpRequest
from bot.updates import Registration, StoodDown

HERE, THERE = "http://127.0.0.1:1/here", "http://127.0.0.1:1/there"


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    async with Sandbox() as opened:
        yield opened


@pytest.fixture
async def transport() -> AsyncIterator[AiohttpRequest]:
    async with AiohttpRequest() as opened:
        yield opened


class Pauses:
    """Stands where a registration sleeps, until it is let on."""

    def __init__(self) -> None:
        self.asked: list[float] = []
        self.go = asyncio.Event()
        self.come = asyncio.Event()

    async def __call__(self, seconds: float) -> None:
        self.asked.append(seconds)
        self.come.set()
        await self.go.wait()
        self.go.clear()


def registration(sandbox: Sandbox, transport: AiohttpRequest, pauses: Pauses) -> Registration:
    url = f"{sandbox.url}/bot{sandbox.token}"
    return Registration(transport, url, webhook=HERE, secret="s3cret", sleep=pauses)


async def test_the_webhook_is_set_with_secret_and_kinds_and_tried_again(
    sandbox: Sandbox, transport: AiohttpRequest
) -> None:
    pauses = Pauses()
    sandbox.fault("setWebhook", 500)
    task = asyncio.create_task(registration(sandbox, transport, pauses).run())
    await pauses.come.wait()
    assert not sandbox.world.webhook.url
    pauses.go.set()
    await sandbox.until(lambda: sandbox.world.webhook.url == HERE)
    assert sandbox.world.webhook.secret == "s3cret"
    task.cancel()


async def test_another_webhook_in_its_place_means_to_stand_down(
    sandbox: Sandbox, transport: AiohttpRequest
) -> None:
    pauses = Pauses()
    task = asyncio.create_task(registration(sandbox, transport, pauses).run())
    await pauses.come.wait()
    await transport.call(f"{sandbox.url}/bot{sandbox.token}/setWebhook", {"url": THERE})
    pauses.go.set()
    with pytest.raises(StoodDown, match="webhook is not ours"):
        await asyncio.wait_for(task, 5)
