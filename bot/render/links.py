"""Addresses that lead to the bot."""

from __future__ import annotations


def start_link(username: str, payload: str) -> str:
    """The address that opens the chat with the bot, and tells it something."""
    return f"https://t.me/{username}?start={payload}"


def chat_link(username: str) -> str:
    """The address that opens the chat with the bot."""
    return f"https://t.me/{username}?start"


def story_link(username: str, story_id: int) -> str:
    """The address that opens a story in the chat with the bot."""
    return start_link(username, f"s-{story_id}")


def follow_link(username: str, story_id: int) -> str:
    """The address that opens a story in the chat with the bot, and follows it."""
    return start_link(username, f"f-{story_id}")
