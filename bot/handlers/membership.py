"""A reader blocks the bot or comes back; a group throws it out, takes it in, or becomes a supergroup."""

from __future__ import annotations

from telegram import ChatMember, Update

from bot.handlers.doors import Call, Context
from bot.house import House

_AWAY = {ChatMember.BANNED, ChatMember.LEFT}


async def standing(house: House, update: Update, _context: Context) -> None:
    """Note that the bot can no longer write to a chat, or can again."""
    change = update.my_chat_member
    if change is None or change.chat.type == "channel":
        return
    if change.new_chat_member.status in _AWAY:
        await house.readership.blocked(change.chat.id)
    else:
        await house.readership.returned(change.chat.id)


async def moved(call: Call) -> None:
    """Take along what a group follows when it becomes a supergroup."""
    if call.message.migrate_to_chat_id:
        await call.house.readership.moved(call.chat_id, call.message.migrate_to_chat_id)
