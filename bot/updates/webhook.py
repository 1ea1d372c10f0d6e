"""Takes updates from Telegram over HTTP into the inbox: 200 is answered only after the commit."""

from __future__ import annotations

import asyncio
import hmac
import json
from collections.abc import Callable
from typing import Any

import structlog
from aiohttp import web

from bot.updates import raw
from briefings.errors import StoreError
from briefings.model import Clock
from briefings.store import Database, inbox

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105  the header's name, not a secret
LARGEST = 1024 * 1024
MOST_BEHIND = 10_000
PATIENCE = 10.0
"""Seconds that a body may take to come."""
RETRY_AFTER = "5"

log = structlog.get_logger(__name__)


class Webhook:
    """`receive` is an aiohttp handler for `POST`. `wake` is called after each commit.

    It answers 403 without the secret, 413 above a megabyte, 408 for a body slower than `patience` seconds, 400 for what is
    no update, and 503 with `Retry-After` when handling is more than `most_behind` updates behind or the database
    refuses: Telegram then tries again.
    """

    def __init__(
        self,
        database: Database,
        *,
        secret: str,
        wake: Callable[[], None],
        clock: Clock,
        most_behind: int = MOST_BEHIND,
        patience: float = PATIENCE,
    ) -> None:
        """`secret` is what `setWebhook` was given as `secret_token`."""
        if not secret:
            raise ValueError("a webhook without a secret would take updates from anybody")
        self._database = database
        self._secret = secret.encode()
        self._wake = wake
        self._clock = clock
        self._most_behind = most_behind
        self._patience = patience

    async def receive(self, request: web.Request) -> web.Response:
        """Store the update and answer."""
        secret = request.headers.get(SECRET_HEADER, "").encode("utf-8", "surrogateescape")
        if not hmac.compare_digest(secret, self._secret):
            return web.Response(status=403)
        try:
            async with asyncio.timeout(self._patience):
                body = await _body(request)
        except (TimeoutError, ConnectionError):  # whoever hung up reads no answer
            return web.Response(status=408)
        if body is None:
            return web.Response(status=413)
        row = _row(body)
        if row is None:
            return web.Response(status=400)
        return await self._keep(row)

    async def _keep(self, row: raw.Row) -> web.Response:
        try:
            async with self._database.write() as tx:
                if (await inbox.lag(tx)).open > self._most_behind:
                    return _later()
                await inbox.put(tx, [row], now=self._clock())
        except StoreError as error:
            log.warning("an update could not be stored; Telegram will repeat it", error=str(error))
            return _later()
        self._wake()
        return web.Response()


def _later() -> web.Response:
    return web.Response(status=503, headers={"Retry-After": RETRY_AFTER})


async def _body(request: web.Request) -> bytes | None:
    """The body, or None when it is too large; what is too large is not read to its end."""
    if (request.content_length or 0) > LARGEST:
        return None
    chunks = bytearray()
    async for chunk in request.content.iter_any():
        chunks += chunk
        if len(chunks) > LARGEST:
            return None
    return bytes(chunks)


def _row(body: bytes) -> raw.Row | None:
    try:
        update: Any = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return raw.row(update) if isinstance(update, dict) else None
