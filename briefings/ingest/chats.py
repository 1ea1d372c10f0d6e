"""What a chat adds to an article that is copied out of it: who sent it when, stars for bold, pictures before a headline."""

from __future__ import annotations

import re

_LONGEST = 300
_DAY = r"\d{1,4}[./-] ?\d{1,2}[./-] ?\d{1,4}\.?"
_CLOCK = (
    r"(?:[ap]\.?m\.? |오전 |오후 |上午|下午|午前|午後)?\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\s?[ap]\.?\s?m\.?)?"
)
_WHO = r"[^:\[\]]{1,40}"
_SENT = re.compile(
    rf"(?:\[{_DAY},? {_CLOCK}\] {_WHO}:|{_DAY},? {_CLOCK}(?: [-–]|,) {_WHO}? ?:)(?:\s+|$)"  # WhatsApp, KakaoTalk
    rf"|{_WHO}, \[{_DAY},? {_CLOCK}\]:?$|\[{_DAY},? {_CLOCK}\]$",  # Telegram
    re.IGNORECASE,
)
_STARRED = re.compile(r"([*_])(?=[^\s*_])([^*_]{1,300})(?<=[^\s*_])\1")
_PICTURE = "[\U0001f000-\U0001faff\u2600-\u27bf\u2b00-\u2bff\u203c\u2049\ufe0f\u20e3\u200d]"
_BEFORE, _AFTER = re.compile(rf"(?:{_PICTURE}\s*)+"), re.compile(rf"(?:\s*{_PICTURE})+$")


def parted(line: str) -> tuple[str, str]:
    """Gives who sent a message when, empty where a line does not say so, and the rest of the line."""
    found = _SENT.match(line, 0, _LONGEST)
    return (line[: found.end()].rstrip(), line[found.end() :]) if found else ("", line)


def unstarred(line: str) -> str:
    """Gives a line without the stars that make it bold in a chat."""
    found = _STARRED.fullmatch(line) if len(line) <= _LONGEST else None
    return found[2] if found else line


def unadorned(headline: str) -> str:
    """Gives a headline without the pictures around it."""
    return _AFTER.sub("", _BEFORE.sub("", headline, count=1)) if not headline.isascii() else headline
