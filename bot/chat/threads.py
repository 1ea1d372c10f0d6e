"""A thread of the reader's own chat for each topic they follow, where the bot has Telegram's topics mode."""

from __future__ import annotations

import structlog
from telegram.error import BadRequest

from bot.chat.messages import Bot
from bot.dependencies import Dependencies
from bot.render.renderer import cut

LONGEST_NAME = 128

log = structlog.get_logger(__name__)


async def open_missing(deps: Dependencies, bot: Bot, chat_id: int) -> None:
    """Open the threads that a reader wants and never had; where Telegram refuses, all comes into the chat itself."""
    if chat_id < 0 or not deps.has_threads():
        return
    for topic in await deps.own.without_thread(chat_id):
        name = cut(deps.renderer.label("named", topic=topic), LONGEST_NAME)
        try:
            thread = await bot.create_forum_topic(chat_id, name)
        except BadRequest as error:
            log.warning("a thread could not be opened", reason=error.message)
            return
        await deps.own.keep_thread(chat_id, topic.slug, thread.message_thread_id)
