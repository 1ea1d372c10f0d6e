"""Addresses that lead to the bot."""

from __future__ import annotations


def story_link(username: str, story_id: int) -> str:
    """The address that opens a story in the chat with the bot."""
    return f"https://t.me/{username}?start=s-{story_id}"
