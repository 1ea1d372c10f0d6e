"""The lines of a paste that say where its stories stand on the web.

It is a line of its own, right below a headline or after the text; where another line or another story may be meant as
well, nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile
from urllib.parse import urlsplit

from briefings.ingest import headlines, origins
from briefings.ingest.layout import Block
from briefings.model import LineLabel

_SOCIAL = re.compile(
    r"(?:.+\.)?(?:facebook\.com|fb\.(?:com|me)|twitter\.com|x\.com|t\.co|t\.me|telegram\.(?:me|org)|whatsapp\.com|wa\.me|instagram\.com|linkedin\.com"
    r"|reddit\.com|pinterest\.\w+|threads\.(?:com|net)|bsky\.app|tiktok\.com|youtube\.com|youtu\.be|vk\.(?:com|ru)|ok\.ru|weibo\.com|line\.me|flipboard\.com|tumblr\.com"
    r"|addtoany\.com|addthis\.com)"
)
_PICTURE = re.compile(r"\.(?:jpe?g|png|gif|webp|svg|avif|mp[34]|m3u8|css|js)$", re.IGNORECASE)
_SAID = (
    r"(?:source|original|originally (?:published|posted) (?:at|on|by|in)|via|url|link|quelle|fuente|fonte|kaynak|źródło|источник|джерело|出典|来源|來源|출처|المصدر|स्रोत)"
    r"\s?[:：]\s?"
)
_LINE = re.compile(
    rf"(?P<said>{_SAID}(?:[^\s/:][^/:]{{0,60}}\s)?)?<?(?P<address>https?://[^\s<>]{{1,2000}}?)>?[.,;]?|{_SAID}",
    re.IGNORECASE,
)
"""An address, after a word for a source and its name, or that word alone above it."""


def in_stories(above: Sequence[Block], stories: Sequence[tuple[Sequence[Block], bool]]) -> list[str | None]:
    """Gives the address of each story of a paste: its blocks, and whether the first is its headline.

    `above` are the blocks before the first story. With several stories, an address above them all may be that of the
    first or of the page, so that no other counts either; and one after a text may be that of the story below, unless
    each story has one.
    """
    alone = len(stories) == 1
    over = _said(above)
    if over and not alone:
        return [None] * len(stories)
    found = [_addresses(part, headed=headed) for part, headed in stories]
    regular = all(sure | near for sure, near in found)
    return [_only(over | sure | near) if alone or regular or sure else None for sure, near in found]


def _addresses(part: Sequence[Block], *, headed: bool) -> tuple[set[str], set[str]]:
    """The addresses above the text of a story or said to be its source, and those that just stand right after it."""
    body = part[headed:]
    if not any("://" in block.text for block in body):
        return set(), set()
    text = [
        at for at, block in enumerate(body) if headlines.is_body(block) and not _LINE.fullmatch(block.text)
    ]
    if not text:
        return set(), set()
    after = body[text[-1] + 1 :]
    named = [block for block in after if (line := _LINE.fullmatch(block.text)) and line["said"]]
    near = takewhile(lambda block: block.label is LineLabel.META or _LINE.fullmatch(block.text), after)
    return _said([*body[: text[0]], *named]), _said(near)


def _said(blocks: Iterable[Block]) -> set[str]:
    return {address for block in blocks for address in _said_in(block)}


def _said_in(block: Block) -> Iterator[str]:
    """The page that a line leads to; what social networks have is shared there or told there, not the article."""
    line = _LINE.fullmatch(block.text)
    address = origins.page(line["address"] if line else None)
    parts = urlsplit(address) if address else None
    if address and parts and not _SOCIAL.fullmatch(parts.hostname or "") and not _PICTURE.search(parts.path):
        yield address


def _only(addresses: set[str]) -> str | None:
    return next(iter(addresses)) if len(addresses) == 1 else None
