"""Handlers' own requests take their turn too: python-telegram-bot's rate limiter over our pacer."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from datetime import timedelta
from typing import Any

from telegram.error import RetryAfter
from telegram.ext import BaseRateLimiter

from bot.delivery.pacer import Pacer

PATIENCE = 60.0
TRIES = 3
_MESSAGES = ("send", "copy", "forward", "edit")


def seconds(error: RetryAfter) -> float:
    """The wait that a 429 asks for."""
    wait = error.retry_after
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)


class PacedReplies(BaseRateLimiter[int]):
    """Sends what handlers send before any broadcast, and again after a 429 that is over within a minute.

    What is not a message (answers to taps, typing, look-ups) goes at once. Raises `RetryAfter` for waits beyond a minute.
    """

    def __init__(self, pacer: Pacer) -> None:
        """Shares `pacer` with the delivery worker."""
        self._pacer = pacer

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def process_request(  # noqa: PLR0917  the base class passes them so
        self,
        callback: Callable[..., Coroutine[Any, Any, Any]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: int | None,  # noqa: ARG002  the base class passes it; nobody here sets it
    ) -> Any:
        """Call `callback` in its turn and return what it returns."""
        chat = data.get("chat_id")
        paced = chat is not None and endpoint.startswith(_MESSAGES) and endpoint != "sendChatAction"
        tries = 0
        while True:
            if paced:
                await self._turn(chat, spaced=not endpoint.startswith("edit"))
            try:
                return await callback(*args, **kwargs)
            except RetryAfter as error:
                tries += 1
                if chat is not None:
                    self._pacer.refused(chat, seconds(error))
                if tries == TRIES or seconds(error) > PATIENCE:
                    raise
                if not paced:
                    await asyncio.sleep(seconds(error))

    async def _turn(self, chat: Any, *, spaced: bool) -> None:
        if not await self._pacer.turn(chat, spaced=spaced, patience=PATIENCE):
            raise RetryAfter(int(max(self._pacer.held_for(chat), PATIENCE)))
