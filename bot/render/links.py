"""Addresses that lead to the bot."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote

_PAYLOAD = re.compile(r"set-(?P<chat>[0-9]{1,15})(?:-(?P<thread>[0-9]{1,15}))?", re.ASCII)


def start_link(username: str, payload: str) -> str:
    """The address that opens the chat with the bot, and tells it something."""
    return f"https://t.me/{username}?start={payload}"


def chat_link(username: str) -> str:
    """The address that opens the chat with the bot."""
    return f"https://t.me/{username}?start"


def story_link(username: str, story_id: int) -> str:
    """The address that opens a story in the chat with the bot."""
    return start_link(username, f"s-{story_id}")


def share_link(username: str, story_id: int, headline: str) -> str:
    """The address that has a person choose to whom a story is recommended: its headline and the way to it."""
    return (
        f"https://t.me/share/url?url={quote(story_link(username, story_id), safe='')}&text={quote(headline)}"
    )


def follow_link(username: str, story_id: int) -> str:
    """The address that opens a story in the chat with the bot, and follows it."""
    return start_link(username, f"f-{story_id}")


def save_link(username: str, story_id: int) -> str:
    """The address that opens a story in the chat with the bot, and saves it."""
    return start_link(username, f"k-{story_id}")


@dataclass(frozen=True, slots=True)
class Remote:
    """A group, channel or thread that is set up from a private chat; `title` is how its administrators know it."""

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
