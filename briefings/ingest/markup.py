"""HTML pasted as text -> rows: what a browser would show, headings marked, what stands around the article labelled.

A tokenizer of one regular expression that never looks back: its time is linear for any input, which that of
`html.parser` is not. It is for pastes; whole pages from files and links are read with more care elsewhere.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from briefings.ingest import rules
from briefings.ingest.layout import MOST_LINES, Row
from briefings.ingest.text import normalise
from briefings.model import LineLabel

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:-]{0,20})(?:\s[^<>]{0,2000}|/)?>|<!--|<![^<>]{0,2000}>")
_BLOCK_NAMES = (
    "address article aside blockquote body br caption dd details div dl dt fieldset figcaption figure footer form"
    " h1 h2 h3 h4 h5 h6 head header hr html li main nav ol option p pre section summary table tbody td th thead title tr ul"
)
_BLOCKS = frozenset(_BLOCK_NAMES.split())
_PARTING = _BLOCKS - {"br", "li", "td", "th", "tr", "dd", "dt", "option"}
_SILENT = frozenset(("script", "style", "noscript", "template", "svg", "head", "iframe", "math", "object"))
_AROUND = {
    **dict.fromkeys(
        ("nav", "aside", "footer", "form", "button", "select", "menu", "dialog", "label"), LineLabel.CHROME
    ),
    "figcaption": LineLabel.CAPTION,
    "figure": LineLabel.CAPTION,
}
_OPENING = re.compile(
    r"\s*(?:<!doctype|<!--|<\?xml|<(?:html|head|body|article|section|main|div|p|h[1-6]|ul|table|header|span)\b)",
    re.IGNORECASE,
)
_HEADING, _ITEM = re.compile("h[1-6]"), "• "


def is_html(text: str) -> bool:
    """Tells whether a text is the source of a page rather than a text with a tag or two in it."""
    if "</" not in text and "<br" not in text.lower() and "<p>" not in text.lower():
        return False
    blocks = 0
    for match in _TAG.finditer(text):
        blocks += match[2] is not None and match[2].lower() in _BLOCKS
        if blocks >= (2 if _OPENING.match(text) else 4):
            return True
    return False


@dataclass
class _Page:
    """What has been read so far: the rows, the text of the one being read, and the tags that are open."""

    rows: list[Row] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    gap: int = 0
    level: int = 0
    around: list[str] = field(default_factory=list)
    in_link: bool = False
    links: bool = False
    free: bool = False

    def flush(self) -> None:
        """Ends the row being read."""
        for line in normalise(html.unescape("".join(self.parts)).replace("\n", " ")).split("\n"):
            if line:
                label = _AROUND[self.around[-1]] if self.around else None
                if label is None and self._is_link(line):
                    label = LineLabel.CHROME
                plain = self.level or label or len(self.rows) >= MOST_LINES
                known = None if plain else rules.label(line)
                self.rows.append(Row(line, self.gap, self.level, label or known, sure=label is not None))
                self.gap = 0
        self.parts, self.links, self.free = [], False, False

    def word(self, text: str) -> None:
        """Takes text, within a link or not."""
        self.parts.append(text)
        self.links |= self.in_link
        self.free |= not self.in_link and not text.isspace()

    def _is_link(self, line: str) -> bool:
        """Tells whether an item of a list is nothing but a link: one of a menu, or to another article."""
        return line.startswith(_ITEM) and self.links and not self.free

    def tag(self, name: str, *, closing: bool) -> None:
        """Takes notice of a tag."""
        if len(self.rows) >= MOST_LINES and len(self.parts) < 200:
            self.parts.append(" ")
            return
        if name in _BLOCKS:
            self.flush()
            self.gap = max(self.gap, name in _PARTING)
        if _HEADING.fullmatch(name):
            self.level = 0 if closing else int(name[1])
        if name in _AROUND and not closing:
            self.flush()
            self.around.append(name)
        elif name in self.around:
            self.flush()
            del self.around[self.around.index(name) :]
        if name in {"td", "th"}:
            self.parts.append(" ")
        if name == "a":
            self.in_link = not closing
        if name == "li" and not closing and not self.around:
            self.parts.append(_ITEM)


def rows(text: str) -> list[Row]:
    """Gives the lines of a page as it would be shown; navigation and captions come labelled."""
    page = _Page()
    for word, tag, closing in _tokens(text):
        if tag:
            page.tag(tag, closing=closing)
        else:
            page.word(word)
    page.flush()
    return page.rows


def _tokens(text: str) -> Iterator[tuple[str, str, bool]]:
    """Gives the text and the tags in order, as (text, "", False) or ("", tag, closing); comments and scripts are left out."""
    at = 0
    silent = ""
    for match in _TAG.finditer(text):
        if match.start() < at:
            continue
        if not silent and match.start() > at:
            yield text[at : match.start()], "", False
        at = match.end()
        if match[0] == "<!--":
            at = _after_comment(text, at)
            continue
        name = (match[2] or "").lower()
        if silent:
            silent = "" if name == silent and match[1] else silent
        elif name in _SILENT and not match[1] and not match[0].endswith("/>"):
            silent = name
        elif name:
            yield "", name, bool(match[1])
    if not silent and at < len(text):
        yield text[at:], "", False


def _after_comment(text: str, at: int) -> int:
    """Gives where a comment ends; one that does not end hides the rest, as in a browser."""
    end = text.find("-->", at)
    return len(text) if end < 0 else end + 3
