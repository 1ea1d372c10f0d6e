"""Showing screens in a chat: as a new message, or in place of one that stands there."""

from __future__ import annotations

from collections.abc import Awaitable
from contextlib import suppress
from typing import Any

import structlog
from telegram import InlineKeyboardMarkup, LinkPreviewOptions, ReplyParameters
from telegram.constants import ParseMode
from telegram.error import BadRequest, ChatMigrated, Forbidden
from telegram.ext import ExtBot

from bot.render import Screen

Bot = ExtBot[Any]

log = structlog.get_logger(__name__)

_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


async def send(
    bot: Bot, chat_id: int, screen: Screen, *, thread_id: int | None = None, reply_to: int | None = None
) -> int:
    """Send a screen as a new message and return its id; `reply_to` is hung on only while it is still there."""
    reply = ReplyParameters(reply_to, allow_sending_without_reply=True) if reply_to else None
    message = await bot.send_message(
        chat_id,
        screen.html,
        parse_mode=ParseMode.HTML,
        reply_markup=screen.markup,
        link_preview_options=_NO_PREVIEW,
        message_thread_id=thread_id,
        reply_parameters=reply,
    )
    return message.message_id


async def delete(bot: Bot, chat_id: int, message_id: int) -> None:
    """Take a message of ours away, where that is still possible."""
    with suppress(BadRequest):
        await bot.delete_message(chat_id, message_id)


async def replace(bot: Bot, chat_id: int, message_id: int, screen: Screen) -> bool:
    """Show a screen in place of a message of ours; false when that message cannot be edited any more."""
    return await _edited(
        bot.edit_message_text(
            screen.html,
            chat_id,
            message_id,
            parse_mode=ParseMode.HTML,
            reply_markup=screen.keyboard,
            link_preview_options=_NO_PREVIEW,
        )
    )


async def put(
    bot: Bot, chat_id: int, message_id: int | None, screen: Screen, *, thread_id: int | None = None
) -> int | None:
    """Show a screen in place of a message of ours, or below where that cannot be edited any more.

    Returns the id of the message that shows it; None where the chat takes none.
    """
    try:
        if message_id is not None and await replace(bot, chat_id, message_id, screen):
            return message_id
        return await send(bot, chat_id, screen, thread_id=thread_id)
    except (BadRequest, ChatMigrated, Forbidden) as error:
        log.warning("a screen could not be shown", chat_id=chat_id, reason=error.message)
        return None


async def replace_buttons(
    bot: Bot, chat_id: int, message_id: int, keyboard: InlineKeyboardMarkup | None
) -> bool:
    """Put other buttons below a message of ours; false when that message cannot be edited any more."""
    return await _edited(bot.edit_message_reply_markup(chat_id, message_id, reply_markup=keyboard))


async def _edited(edit: Awaitable[object]) -> bool:
    """Whether the message is as the edit would have it."""
    try:
        await edit
    except BadRequest as error:
        if "message is not modified" in error.message.lower():
            return True
        if any(reason in error.message.lower() for reason in _GONE):
            return False
        raise
    return True


_GONE = ("message to edit not found", "message can't be edited", "message_id_invalid", "chat not found")
