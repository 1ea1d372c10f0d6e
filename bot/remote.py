"""A group, a channel or a forum's thread that is set up from the private chat with one of its administrators.

Messages there say in a link which chat they are about, so nothing need be remembered meanwhile. Whether who taps
is an administrator there is asked of Telegram at every tap.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from telegram import Message, MessageEntity
from telegram.constants import ChatMemberStatus, ChatType
from telegram.error import BadRequest, ChatMigrated, Forbidden

from bot.chat import Bot
from bot.render.links import start_link

_PAYLOAD = re.compile(r"set-(?P<chat>[0-9]{1,15})(?:-(?P<thread>[0-9]{1,15}))?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Remote:
    """Such a chat; `title` is the name that its administrators know it by."""

    chat_id: int
    thread_id: int | None = None
    title: str = ""
    is_channel: bool = False

    def link(self, username: str) -> str:
        """The address that opens its settings in the private chat with the bot."""
        thread = f"-{self.thread_id}" if self.thread_id else ""
        return start_link(username, f"set-{-self.chat_id}{thread}")


def of_payload(payload: str) -> Remote | None:
    """The chat that the payload of such an address names."""
    found = _PAYLOAD.fullmatch(payload)
    return Remote(-int(found["chat"]), int(found["thread"] or 0) or None) if found else None


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
