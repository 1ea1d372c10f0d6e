"""Telegram's limits: how long a message is, and how to cut one that is too long.

Telegram counts after parsing entities, so the text is measured, not the markup; it counts code points and
places entities in UTF-16 units, so 4096 UTF-16 units satisfy both readings.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate

from wcwidth import grapheme_boundary_before

TEXT_LIMIT = 4096
RAW_LIMIT = 32_768

_TAG = re.compile(r"<[^<>]*>")
_ENTITY = re.compile(r"&(?:lt|gt|amp|quot|#[0-9]{1,7}|#x[0-9A-Fa-f]{1,6});")
_TOKEN = re.compile(f"(?P<tag>{_TAG.pattern})|(?P<entity>{_ENTITY.pattern})|(?P<character>.)", re.DOTALL)
_TAG_NAME = re.compile(r"</?([A-Za-z0-9-]+)")
_NAMED = {"&lt;": "<", "&gt;": ">", "&amp;": "&", "&quot;": '"'}
# Where a text may be cut, best first: between paragraphs, lines, sentences, words.
_BOUNDARIES = (
    re.compile(r"(?=\n[^\S\n]*\n)"),
    re.compile(r"(?=\n)"),
    re.compile(r"(?<![.!?…।॥؟۔])[.!?…।॥؟۔]++[\"'”’»)\]]*+(?=\s)|[。！？]++[」』）”’]*+"),
    re.compile(r"(?=\s)"),
)
_BLANKS = re.compile(r"\s*")


def units(text: str) -> int:
    """The length of plain text in UTF-16 units, as Telegram places entities."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def visible_text(html: str) -> str:
    """What the reader sees of Telegram HTML, without the markup."""
    return _ENTITY.sub(lambda entity: _decoded(entity.group()), _TAG.sub("", html))


def visible_length(html: str) -> int:
    """The length of Telegram HTML after parsing, in UTF-16 units."""
    return units(visible_text(html))


def fits(html: str, limit: int = TEXT_LIMIT) -> bool:
    """Tell whether the HTML can be sent as one message."""
    return visible_length(html) <= limit and len(html.encode()) <= RAW_LIMIT


def split_html(html: str, limit: int = TEXT_LIMIT) -> list[str]:
    """Cut Telegram HTML into messages of at most `limit` UTF-16 units and 32,768 bytes of markup.

    Cuts between paragraphs where it can, else lines, sentences, words, and at last between whole
    characters as people see them. Tags open at a cut are closed before it and opened again after. Nothing
    is lost but the blanks at the cuts and tags around nothing. Blank HTML gives no message.
    """
    if fits(html, limit):
        return [html.strip()] if visible_text(html).strip() else []
    pieces = list(_pieces(html))
    parts: list[str] = []
    opened: list[str] = []
    done = 0
    for start, end in _cuts(pieces, limit):
        _follow(opened, (tag for piece in pieces[done : start + 1] for tag in piece.tags))
        part = [*opened, pieces[start].written]
        for piece in pieces[start + 1 : end]:
            _follow(opened, piece.tags)
            part += (*piece.tags, piece.written)
        part += (_closing(tag) for tag in reversed(opened))
        parts.append("".join(part))
        done = max(end, start + 1)
    return parts


@dataclass(frozen=True, slots=True)
class _Piece:
    """One character: as it is seen, as it is written, and the tags before it."""

    seen: str
    written: str
    tags: tuple[str, ...] = ()

    @property
    def size(self) -> int:
        # A tag may have to be closed and opened again, so it counts with both.
        return len(self.written.encode()) + sum(
            2 * len(tag.encode()) + len(_closing(tag)) for tag in self.tags
        )


def _pieces(html: str) -> Iterator[_Piece]:
    tags: tuple[str, ...] = ()
    for token in _TOKEN.finditer(html):
        written = token.group()
        if token.lastgroup == "tag":
            tags = (*tags, written)
            continue
        seen = _decoded(written) if token.lastgroup == "entity" else written
        for character in seen:
            yield _Piece(character, written if len(seen) == 1 else character, tags)
            tags = ()


def _decoded(entity: str) -> str:
    """The character of an entity; the entity itself where Telegram leaves it as it stands."""
    if entity in _NAMED:
        return _NAMED[entity]
    number = int(entity[3:-1], 16) if entity[2] == "x" else int(entity[2:-1])
    is_character = 0 < number < 0x10FFFF and not 0xD800 <= number <= 0xDFFF  # noqa: PLR2004  the edges of Unicode
    return chr(number) if is_character else entity


def _follow(opened: list[str], tags: Iterable[str]) -> None:
    for tag in tags:
        if not tag.startswith("</"):
            opened.append(tag)
        elif opened:
            opened.pop()


def _closing(tag: str) -> str:
    name = _TAG_NAME.match(tag)
    return f"</{name.group(1)}>" if name else ""


def _cuts(pieces: list[_Piece], limit: int) -> Iterator[tuple[int, int]]:
    """The stretches that make one message each, without the blanks around them."""
    text = "".join(piece.seen for piece in pieces)
    lengths = list(accumulate((units(piece.seen) for piece in pieces), initial=0))
    sizes = list(accumulate((piece.size for piece in pieces), initial=0))
    start = _after_blanks(text, 0)
    while start < len(text):
        reach = min(
            bisect_right(lengths, lengths[start] + limit), bisect_right(sizes, sizes[start] + RAW_LIMIT)
        )
        end = _cut(text, start, max(reach - 1, start + 1))
        yield start, start + len(text[start:end].rstrip())
        start = _after_blanks(text, end)


def _after_blanks(text: str, place: int) -> int:
    blanks = _BLANKS.match(text, place)
    return blanks.end() if blanks else place


def _cut(text: str, start: int, reach: int) -> int:
    """Where a message that begins at `start` and can go to `reach` had best end."""
    if _after_blanks(text, reach) == len(text):
        return reach
    # A good boundary in the first half would waste most of the message; a lesser one later is better.
    for lowest in ((start + reach) // 2, start):
        for boundary in _BOUNDARIES:
            ends = [match.end() for match in boundary.finditer(text, lowest + 1, reach + 2)]
            if fitting := [end for end in ends if end <= reach]:
                return fitting[-1]
    whole = grapheme_boundary_before(text, reach + 1)
    return whole if whole > start else reach
