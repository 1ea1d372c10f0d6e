"""Texts that are no articles, told by how they begin: links, data, calendars, subtitles, what is encrypted."""

from __future__ import annotations

import json
import re

from briefings.errors import UnreadableInput

ENCRYPTED = "It is encrypted: please send the text itself."
_LINK = "The file holds nothing but a link: please send the link itself."
_ENTRY = "This is a calendar entry or a business card, not an article."
_BEGINNINGS = (
    (re.compile(r"\[InternetShortcut\]|\[Desktop Entry\]"), _LINK),
    (re.compile(r"(?:<\?xml[^>]*>\s*)?(?:<!DOCTYPE plist[^>]*>\s*)?<plist[^>]*>\s*<dict>\s*<key>URL</key>"), _LINK),
    (re.compile(r"BEGIN:V(?:CALENDAR|CARD|EVENT)\b"), _ENTRY),
    (re.compile(r"-----BEGIN PGP MESSAGE-----"), ENCRYPTED),
    (re.compile(r"-----BEGIN [A-Z0-9 ]{0,30}(?:KEY|CERTIFICATE)[A-Z ]{0,10}-----"), "This is a key, not an article: keep it to yourself."),
    (
        re.compile(r"WEBVTT\b|\d{1,4}\n\d\d:\d\d:\d\d[,.]\d{3} -->"),
        "These are subtitles: please send the article as text.",
    ),
)  # fmt: skip


def refuse(text: str) -> None:
    """Raises `UnreadableInput`, with what to do instead, for a text that is no article by its form."""
    opening = text[:2_000].replace("\r\n", "\n").lstrip("\ufeff \n")
    if not opening and not text.strip("\ufeff \r\n\t"):
        raise UnreadableInput("The file is empty.")
    for beginning, sentence in _BEGINNINGS:
        if beginning.match(opening):
            raise UnreadableInput(sentence)
    if opening[:1] in {"{", "["} and _is_json(text):
        raise UnreadableInput("This is data for programs (JSON): please send the article as text.")


def _is_json(text: str) -> bool:
    try:
        return isinstance(json.loads(text.lstrip("\ufeff")), dict | list)
    except (ValueError, RecursionError):
        return False
