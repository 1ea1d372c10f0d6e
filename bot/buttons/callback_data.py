"""What a button means: frozen actions, to and from the 64 bytes of `callback_data`.

    action -> encode -> "1r:12:0:us-russia::0" -> decode -> action

The first character is the version of this vocabulary. Buttons live as long as the chats they stand in, so
`decode` meets data of every age and origin: whatever it does not know is None, never an error.
"""

from __future__ import annotations

import re
from dataclasses import astuple, fields
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import get_type_hints

from bot.buttons import archive, card, desk, drafts, news, readers, topics
from bot.buttons.action import Action, Zone

VERSION = "1"
LIMIT = 64

_NUMBER = re.compile(r"[0-9]{1,18}", re.ASCII)
_SLUG = re.compile(r"[a-z0-9][a-z0-9-]*", re.ASCII)
_EPOCH, _MILLISECOND = datetime(1970, 1, 1, tzinfo=UTC), timedelta(milliseconds=1)
_ZONE = re.compile(r"[A-Za-z0-9_+/-]+", re.ASCII)

# A code, once given, is never given to another action: old messages keep it.
_ACTIONS: MappingProxyType[str, type[Action]] = MappingProxyType(
    {
        **news.CODES,
        **card.CODES,
        **readers.CODES,
        **archive.CODES,
        **desk.CODES,
        **drafts.CODES,
        **topics.CODES,
    }
)
_CODES = MappingProxyType({kind: code for code, kind in _ACTIONS.items()})
_HINTS = MappingProxyType({kind: get_type_hints(kind) for kind in _CODES})


def encode(action: Action) -> str:
    """Write an action as callback data.

    Raises ValueError beyond 64 bytes, which only a topic slug of more than 40 characters can cause.
    """
    data = ":".join([VERSION + _CODES[type(action)], *map(_pack, astuple(action))])
    if len(data.encode()) > LIMIT:
        raise ValueError(f"callback data over {LIMIT} bytes: {data}")
    return data


def decode(data: str | None) -> Action | None:
    """Read callback data; None for what is unknown, old, or was never ours."""
    if not data or not data.startswith(VERSION):
        return None
    code, *values = data[1:].split(":")
    kind = _ACTIONS.get(code)
    if kind is None or len(values) != len(fields(kind)):
        return None
    hints = _HINTS[kind]
    try:
        return kind(
            *(_unpack(value, hints[name.name]) for name, value in zip(fields(kind), values, strict=True))
        )
    except (ValueError, OverflowError):
        return None


def _pack(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return str((value - _EPOCH) // _MILLISECOND)
    return str(int(value)) if isinstance(value, bool) else str(value)


def _unpack(value: str, hint: object) -> object:
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return hint(value)
    if hint is Zone:
        return _matching(_ZONE, value)
    if not value and hint in (int | None, str | None):
        return None
    if hint in (str, str | None):
        return _matching(_SLUG, value)
    number = int(_matching(_NUMBER, value))
    if hint is datetime:
        return _EPOCH + number * _MILLISECOND
    return bool(number) if hint is bool else number


def _matching(pattern: re.Pattern[str], value: str) -> str:
    if not pattern.fullmatch(value):
        raise ValueError(value)
    return value
