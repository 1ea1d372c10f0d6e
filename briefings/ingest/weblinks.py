"""Addresses in running text: lines of their own, and those that a program put behind what they were linked to."""

from __future__ import annotations

import re

_LINK = re.compile(r"^(?:https?://|www\.)\S+$|^(?:[a-z0-9-]+\.)+[a-z]{2,}$|^\S+@\S+\.\w+$")
_BEHIND = re.compile(r"\s*(?:<(?:https?://|mailto:)[^\s<>]{3,2000}>|[(\[]https?://[^\s()]{3,2000}[)\]])")


def is_link(text: str) -> bool:
    """Tells whether a line is nothing but an address."""
    return _LINK.match(text) is not None


def unlinked(line: str) -> str:
    """Gives a line without the addresses that stand in brackets behind words; one that stands alone stays."""
    return _BEHIND.sub("", line) or line if "://" in line or "mailto:" in line else line
