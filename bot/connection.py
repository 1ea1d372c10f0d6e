"""The connection to the Bot API: made once, waited for."""

from __future__ import annotations

import asyncio
from typing import Any

import structlog
from telegram.error import InvalidToken, RetryAfter, TelegramError
from telegram.ext import Application, ApplicationBuilder

from bot.delivery.limiter import PacedReplies, seconds
from bot.delivery.pacer import Pacer
from bot.settings import Settings
from bot.transport import AiohttpRequest

SLOWEST_RETRY = 30.0

log = structlog.get_logger(__name__)


def application(
    settings: Settings, transport: AiohttpRequest, pacer: Pacer
) -> Application[Any, Any, Any, Any, Any, Any]:
    """python-telegram-bot's application over our transport and pace, not yet connected."""
    return (
        ApplicationBuilder()
        .token(settings.token.get_secret_value())
        .base_url(settings.api_base_url)
        .base_file_url(settings.file_base_url)
        .request(transport)
        .get_updates_request(transport)
        .rate_limiter(PacedReplies(pacer))
        .updater(None)
        .build()
    )


async def connect(application: Application[Any, Any, Any, Any, Any, Any], *, polls: bool) -> None:
    """Make sure of the token, and that updates can be polled for; wait while Telegram is out of reach.

    Raises `InvalidToken`.
    """
    wait = 1.0
    while True:
        try:
            await application.initialize()
            if polls:
                await application.bot.delete_webhook()
        except InvalidToken:
            raise
        except TelegramError as error:
            pause = seconds(error) if isinstance(error, RetryAfter) else wait
            log.warning("telegram cannot be reached yet", error=str(error), again_in=pause)
            await asyncio.sleep(pause)
            wait = min(wait * 2, SLOWEST_RETRY)
        else:
            return
