"""How clients cut what a person pastes into messages of at most 4096 UTF-16 units."""

from __future__ import annotations

import re

LIMIT = 4096
# What a desktop client prefers to cut at, best first, within the second half of a message.
_CUTS = (re.compile(r"\n(?=\n)"), re.compile(r"\n"), re.compile(r"(?<=[.!?])\s"), re.compile(r"\s"))


def split(text: str, *, hard: bool = False) -> list[str]:
    """The pieces, in order; white space at a cut goes with it, as clients trim each message."""
    pieces = []
    rest = text.strip()
    while rest:
        room = _fitting(rest)
        if len(rest) > room and not hard:
            room = _cut(rest, room)
        pieces.append(rest[:room].strip())
        rest = rest[room:].strip()
    return pieces


def _fitting(text: str) -> int:
    """How many characters of the text fit into one message."""
    if len(text) <= LIMIT // 2:
        return len(text)
    head = text[:LIMIT]
    units = head.encode("utf-16-le", "surrogatepass")[: 2 * LIMIT]
    return len(units.decode("utf-16-le", "ignore")) or 1


def _cut(text: str, room: int) -> int:
    for pattern in _CUTS:
        places = [match.start() for match in pattern.finditer(text, room // 2, room)]
        if places:
            return places[-1]
    return room
