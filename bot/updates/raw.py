"""An update as Telegram wrote it, on its way into the inbox: unknown kinds and fields survive."""

from __future__ import annotations

import json
from typing import Any

KINDS = (
    "message",
    "edited_message",
    "channel_post",
    "callback_query",
    "my_chat_member",
    "inline_query",
)
"""The kinds of updates that are asked for."""

LARGEST_NUMBER = 2**63 - 1
"""What a database holds; Telegram's own numbers stay far below."""

Row = tuple[int, int | None, str]
"""Update number, chat, payload."""


def row(update: dict[str, Any]) -> Row | None:
    """The inbox row of an update; None for what has no number that Telegram could have given it."""
    number = _number(update.get("update_id"))
    if number is None:
        return None
    text = json.dumps(update, ensure_ascii=False, separators=(",", ":"))
    # Half of a surrogate pair is no text to any database; one in an update must not end the receiving of all others.
    return number, chat_of(update), text.encode("utf-8", "replace").decode()


def chat_of(update: dict[str, Any]) -> int | None:
    """The chat whose order an update belongs to, or the person's where there is none; of any kind, known or not."""
    for event in update.values():
        if not isinstance(event, dict):
            continue
        for holder in (event, event.get("message")):
            if (number := _id(holder, "chat")) is not None:
                return number
        return _id(event, "from") or _id(event, "user")
    return None


def _id(holder: Any, name: str) -> int | None:
    inner = holder.get(name) if isinstance(holder, dict) else None
    return _number(inner.get("id")) if isinstance(inner, dict) else None


def _number(value: Any) -> int | None:
    return value if isinstance(value, int) and abs(value) <= LARGEST_NUMBER else None
