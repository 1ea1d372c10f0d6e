"""Keeps the webhook set: without it Telegram brings nothing, and says nothing of it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import structlog
from telegram.error import InvalidToken, TelegramError

from bot.transport import AiohttpRequest
from bot.updates import raw
from bot.updates.poller import StoodDown

EVERY = timedelta(minutes=5)

log = structlog.get_logger(__name__)


class Registration:
    """Sets the webhook and looks after it. Any number of processes may do so with the same address."""

    def __init__(
        self,
        transport: AiohttpRequest,
        url: str,
        *,
        webhook: str,
        secret: str,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        """`url` is the Bot API's address with the token, `webhook` where Telegram is to bring updates."""
        self._transport = transport
        self._url = url
        self._webhook = webhook
        self._secret = secret
        self._sleep = sleep
        self._complaint: object = None

    async def run(self) -> None:
        """Set it, then look every five minutes, until cancelled. Raises `StoodDown` when somebody set another.

        Telegram out of reach is waited for; what Telegram complains of is logged once.
        """
        wait = 1.0
        while True:
            try:
                await self._set()
                break
            except InvalidToken:
                raise
            except TelegramError as error:
                log.warning("the webhook cannot be set", error=str(error), again_in=wait)
                await self._sleep(wait)
                wait = min(wait * 2, 30.0)
        while True:
            await self._sleep(EVERY.total_seconds())
            try:
                self._look(await self._transport.call(f"{self._url}/getWebhookInfo", {}))
            except InvalidToken:
                raise
            except TelegramError as error:
                log.warning("the webhook cannot be looked at", error=str(error))

    async def _set(self) -> None:
        wanted = {"url": self._webhook, "secret_token": self._secret, "allowed_updates": raw.KINDS}
        await self._transport.call(f"{self._url}/setWebhook", wanted)

    def _look(self, info: dict[str, Any]) -> None:
        if info.get("url") != self._webhook:
            raise StoodDown(
                "Another program took this bot's updates: the webhook is not ours any more. "
                "Stop the other first, or give this one a token of its own."
            )
        complaint = (info.get("last_error_date"), info.get("last_error_message"))
        if complaint[0] is not None and complaint != self._complaint:
            log.warning(
                "telegram had trouble to bring updates",
                says=complaint[1],
                waiting=info.get("pending_update_count"),
            )
        self._complaint = complaint
