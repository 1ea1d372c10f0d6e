"""The webhook: who may bring updates, and what is answered."""

from __future__ import annotations

import asyncio
import io
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from bot.delivery.pace import Pace
from bot.process.metrics import Metrics
from bot.updates import Webhook, webhook
from bot.updates.webhook import LARGEST
from bot.web import Health, serving
from briefings.store import Database

SECRET = {"X-Telegram-Bot-Api-Secret-Token": "s3cret"}
UPDATE = {"update_id": 7, "message": {"chat": {"id": 5}}}


class Door:
    """The webhook on a real server, and what it was asked to wake."""

    def __init__(self, database: Database, clock: Any) -> None:
        self.woken = 0
        self.url = ""
        self.port = 0
        self.webhook = Webhook(database, secret="s3cret", wake=self._wake, clock=clock, most_behind=1)

    def _wake(self) -> None:
        self.woken += 1

    async def post(self, **how: Any) -> tuple[int, str | None]:
        async with (
            aiohttp.ClientSession() as session,
            session.post(self.url, **{"headers": SECRET, **how}) as answer,
        ):
            return answer.status, answer.headers.get("Retry-After")


@pytest.fixture
async def door(database: Database, clock: Any) -> AsyncIterator[Door]:
    made = Door(database, clock)
    metrics = Metrics(database, Pace(), {}, clock=clock)
    health = Health(database, dict, metrics, clock)
    async with serving(("127.0.0.1", 0), health, webhook=("/hook", made.webhook.receive)) as made.port:
        made.url = f"http://127.0.0.1:{made.port}/hook"
        yield made


async def test_an_update_is_stored_once_however_often_it_comes(door: Door, box: Any) -> None:
    assert [await door.post(json=UPDATE) for _ in range(2)] == [(200, None)] * 2
    assert await box.taken() == [UPDATE]
    assert door.woken == 2


@pytest.mark.parametrize("headers", [{}, {"X-Telegram-Bot-Api-Secret-Token": "sëcret"}])
async def test_without_the_secret_nothing_is_stored(door: Door, box: Any, headers: dict[str, str]) -> None:
    assert await door.post(json=UPDATE, headers=headers) == (403, None)
    assert await box.open() == 0


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"nonsense",
        b"[1]",
        b"{}",
        b'{"update_id": "7"}',
        b'{"update_id": 9223372036854775808}',
        b"[" * 100_000,
    ],
)
async def test_what_is_no_update_is_refused(door: Door, box: Any, body: bytes) -> None:
    assert await door.post(data=body) == (400, None)
    assert await box.open() == 0


async def test_a_body_above_a_megabyte_is_not_read(door: Door, box: Any) -> None:
    async def chunks() -> AsyncIterator[bytes]:
        for _ in range(20):
            yield b" " * (LARGEST // 10)

    assert await door.post(data=io.BytesIO(b" " * (LARGEST + 1))) == (413, None)
    assert await door.post(data=chunks()) == (413, None)


async def test_a_body_that_does_not_come_is_not_waited_for(
    door: Door, box: Any, caplog: pytest.LogCaptureFixture
) -> None:
    door.webhook._patience = 0.01
    reader, writer = await asyncio.open_connection("127.0.0.1", door.port)
    secret = f"{webhook.SECRET_HEADER}: s3cret"
    writer.write(f"POST /hook HTTP/1.1\r\nHost: x\r\n{secret}\r\nContent-Length: 9\r\n\r\n{{".encode())
    assert (await reader.readline()).startswith(b"HTTP/1.1 408")
    writer.close()
    assert (await box.open(), caplog.records) == (0, [])


HOSTILE = {
    "a secret that is not UTF-8": (b"X-Telegram-Bot-Api-Secret-Token: s3cr\xff\xfet\r\n", 403),
    "a false gzip": (b"X-Telegram-Bot-Api-Secret-Token: s3cret\r\nContent-Encoding: gzip\r\n", 400),
}


@pytest.mark.parametrize(("headers", "status"), HOSTILE.values(), ids=HOSTILE)
async def test_headers_that_nobody_in_good_faith_sends_are_refused(
    door: Door, box: Any, headers: bytes, status: int, caplog: pytest.LogCaptureFixture
) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", door.port)
    writer.write(b"POST /hook HTTP/1.1\r\nHost: x\r\n" + headers + b"Content-Length: 2\r\n\r\n{}")
    assert (await reader.readline()).split()[1] == str(status).encode()
    writer.close()
    assert await box.taken() == []
    assert not caplog.records


async def test_when_behind_it_asks_telegram_to_come_again(door: Door, box: Any) -> None:
    await box.put({"update_id": 1}, {"update_id": 2})
    assert await door.post(json=UPDATE) == (503, "5")
    assert await box.open() == 2


async def test_when_the_database_refuses_it_asks_telegram_to_come_again(
    door: Door, database: Database
) -> None:
    await database.close()
    assert await door.post(json=UPDATE) == (503, "5")
    assert door.woken == 0


def test_a_webhook_without_a_secret_is_not_made(database: Database, clock: Any) -> None:
    with pytest.raises(ValueError, match="secret"):
        Webhook(database, secret="", wake=lambda: None, clock=clock)
