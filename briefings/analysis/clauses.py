"""Sentences of Thai, which marks none: each space is judged to be one's end or not.

A space ends a sentence when enough was said before it and neither side needs the other: no word that opens or hangs on a
clause, no open quotation or bracket, no number, which spaces stand around.

Source: space classification for Thai (Mittrapiyanuruk & Sornlertlamvanich 2000), with a few words for its tags. Lao has the
same habits of writing; only the words are Thai.
"""

from __future__ import annotations

import re

_SPACES = re.compile(r"\s+")
_LONG, _LONG_BY_NUMBER, _QUOTED = 80, 100, 30  # characters; a sentence has about a hundred
_LONGEST = 400
_NEEDS_MORE = ("ว่า", "และ", "หรือ", "แต่", "ที่", "ของ", "ๆ", "”", ",", "—", "–", "-")
_HANGS_ON = ("และ", "หรือ", "ซึ่ง", "โดย", "ที่", "เพื่อ", "จึง", "ว่า", "รวมถึง", "เช่น", "ก็", "(", "—", "–", "-")
_SAID = "กล่าว"
_OPENING, _CLOSING = "“(", "”)"


def split(text: str) -> list[str]:
    """Returns the sentences in order, without the spaces between them. Linear in the length."""
    found: list[str] = []
    start = read = depth = 0
    for space in _SPACES.finditer(text):
        end = space.start()
        depth = max(0, depth + _opened(text[read:end]))
        read = end
        depth = depth if end - start < _LONGEST else 0  # an opening mark that nothing closes
        if not depth and _ends(text, start, end, space.end()):
            found.append(text[start:end])
            start = space.end()
    return [*found, text[start:]]


def _opened(text: str) -> int:
    return sum(map(text.count, _OPENING)) - sum(map(text.count, _CLOSING))


def _ends(text: str, start: int, end: int, following: int) -> bool:
    length = end - start
    if length < _QUOTED or text.endswith(_NEEDS_MORE, start, end) or text.startswith(_HANGS_ON, following):
        return False
    if text[end - 1].isdigit() or text[following : following + 1].isdigit():
        return length >= _LONG_BY_NUMBER
    return length >= _LONG or text.endswith(_SAID, start, end)
