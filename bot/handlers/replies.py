"""Replies to questions of ours.

A question says in the payload of a link what it is about, so that nothing need be remembered meanwhile.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from telegram import Message, MessageEntity
from telegram.ext import filters

T = TypeVar("T")
Reading = Callable[[str], T | None]
"""What a payload names; none where it is not a question's."""


def asked(message: Message, read: Reading[T]) -> T | None:
    """What the question was about that a message replies to; none where it replies to no such one."""
    question = message.reply_to_message
    if question is None or question.from_user is None or question.from_user.id != message.get_bot().id:
        return None
    links = (entity.url or "" for entity in question.entities if entity.type == MessageEntity.TEXT_LINK)
    named = (read(link.rpartition("?start=")[2]) for link in links)
    return next((one for one in named if one is not None), None)


def replies(read: Reading[T]) -> filters.BaseFilter:
    """The messages that reply to questions whose payload can be read."""
    written = filters.UpdateType.MESSAGE & filters.TEXT & ~filters.COMMAND & ~filters.FORWARDED
    return written & _Reply(read)


class _Reply(filters.MessageFilter):
    def __init__(self, read: Reading[T]) -> None:
        super().__init__()
        self._read = read

    def filter(self, message: Message) -> bool:
        return asked(message, self._read) is not None
