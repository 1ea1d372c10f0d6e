"""A group, a channel or a forum's thread that is set up from the private chat with one of its administrators.

Messages there say in a link which chat they are about, so nothing need be remembered meanwhile. Whether who taps
is an administrator there is asked of Telegram at every tap.
"""

from __future__ import annotations

from dataclasses import replace

from telegram import Message, MessageEntity
from telegram.constants import ChatMemberStatus, ChatType
from telegram.error import BadRequest, ChatMigrated, Forbidden

from bot.chat.messages import Bot
from bot.render.links import Remote, of_payload


def of_message(message: Message | None) -> Remote | None:
    """The chat that a message of ours in a private chat is about, if it is another one."""
    if message is None or message.chat.type != ChatType.PRIVATE:
        return None
    if message.from_user is None or message.from_user.id != message.get_bot().id:
        return None
    for entity, text in message.parse_entities([MessageEntity.TEXT_LINK]).items():
        if named := of_payload((entity.url or "").rpartition("?start=")[2]):
            return replace(named, title=text)
    return None


async def named(bot: Bot, remote: Remote) -> Remote | None:
    """The chat by its name; none where the bot is not let in."""
    try:
        found = await bot.get_chat(remote.chat_id)
    except ChatMigrated as moved:
        found_there = await named(bot, replace(remote, chat_id=moved.new_chat_id))
        return found_there and replace(found_there, chat_id=remote.chat_id)
    except (BadRequest, Forbidden):
        return None
    thread = f" #{remote.thread_id}" if remote.thread_id else ""
    return replace(remote, title=f"{found.title}{thread}", is_channel=found.type == ChatType.CHANNEL)


async def granted(bot: Bot, remote: Remote, user_id: int) -> Remote | None:
    """The chat under the id that it has by now, where somebody may set it up; none for all others."""
    try:
        allowed = await administers(bot, remote.chat_id, user_id)
    except ChatMigrated as moved:
        return await granted(bot, replace(remote, chat_id=moved.new_chat_id), user_id)
    return remote if allowed else None


async def administers(bot: Bot, chat_id: int, user_id: int) -> bool:
    """Whether somebody is an administrator of a group or a channel, as far as Telegram says so."""
    try:
        member = await bot.get_chat_member(chat_id, user_id)
    except (BadRequest, Forbidden):
        return False
    return member.status in {ChatMemberStatus.ADMINISTRATOR, ChatMemberStatus.OWNER}
