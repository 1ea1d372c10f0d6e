"""Tells who set a group or a channel up that it can no longer be written to, as a message that was refused has shown.

Telegram tells of most such changes itself, and `handlers/membership` hears it; not of those that concern all members,
nor of what it told so long ago that nobody came for it.
"""

from __future__ import annotations

import asyncio

import structlog
from telegram.error import TelegramError

from bot.chat.messages import Bot
from bot.dependencies import Dependencies
from bot.handlers.membership import shut
from briefings.errors import StoreError

log = structlog.get_logger(__name__)


class LostChats:
    """The chats that were found shut, one after another."""

    def __init__(self, deps: Dependencies, bot: Bot) -> None:
        """Nothing is told before `run`."""
        self._deps = deps
        self._bot = bot
        self._chats: asyncio.Queue[int] = asyncio.Queue()

    def see(self, chat_id: int) -> None:
        """Take a chat."""
        self._chats.put_nowait(chat_id)

    async def run(self) -> None:
        """Mark and tell, until cancelled; a chat that could not be marked is found again by the next message."""
        while True:
            chat_id = await self._chats.get()
            try:
                await shut(self._deps, self._bot, chat_id)
            except (StoreError, TelegramError) as error:
                log.warning("nobody was told that a chat is shut", error=str(error))
