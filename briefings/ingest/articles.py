"""An article that is known to be one, as text: a head of `key: value` lines between rules, then its paragraphs.

    ---
    title: Port workers end strike
    source: Harbour Gazette
    ---
    Dock workers went back to work on Tuesday.

It is the head that Markdown files have (front matter), so such files are read in the same way. What was extracted
from a page keeps its headline and metadata through the store this way, and is not split again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from briefings.ingest import datelines, learned, meta, origins, rules, shape
from briefings.model import DraftStory, Line, LineLabel

_HEAD = re.compile(r"^---\n(?P<fields>(?:[A-Za-z][\w-]{0,30}:[^\n]*\n){1,20})---(?:\n|$)", re.MULTILINE)
_TITLE = re.compile(r"^title:\s*\S", re.MULTILINE | re.IGNORECASE)
_NAMES = {
    "author": "byline",
    "authors": "byline",
    "by": "byline",
    "canonical": "url",
    "canonical_url": "url",
    "link": "url",
    "publisher": "source",
    "site": "source",
    "sitename": "source",
}
_TABLE = frozenset({"table"})
_QUOTES = re.compile(r"^([\"'])(.*)\1$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A headline, what is known about it, and its paragraphs without line breaks."""

    title: str
    paragraphs: tuple[str, ...]
    source: str | None = None
    url: str | None = None
    byline: str | None = None
    date: str | None = None


def dump(article: Article) -> str:
    """Gives the article as text that `parts` knows again."""
    known = {
        "title": article.title,
        "source": article.source,
        "url": article.url,
        "byline": article.byline,
        "date": article.date,
    }
    head = [f"{name}: {' '.join(value.split())}" for name, value in known.items() if value]
    body = (" ".join(text.split()) for text in article.paragraphs)
    return "\n".join(["---", *head, "---", *(f"{text}\n" for text in body if text)])


def at(text: str, address: str) -> str:
    """Gives the text of a page with the address that it was found at, in the heads of its articles or as its last line."""
    found = [*parts(text)] if _HEAD.search(text) else []
    if not any(isinstance(part, Article) for part in found):
        url = origins.page(address)
        return f"{text}\n\nSource: {url}\n" if url else text
    return "\n\n".join(
        dump(replace(part, url=origins.of_link(address, part.url))) if isinstance(part, Article) else part
        for part in found
    )


def parts(text: str) -> Iterator[str | Article]:
    """Gives the articles in normalised text, and the text before the first one, in order."""
    heads = [match for match in _HEAD.finditer(text) if _TITLE.search(match["fields"])]
    if not heads:
        yield text
        return
    if before := text[: heads[0].start()].strip():
        yield before
    stops = [*(match.start() for match in heads[1:]), len(text)]
    for match, stop in zip(heads, stops, strict=True):
        fields = dict(_fields(match["fields"]))
        body = (line for line in text[match.end() : stop].split("\n") if line)
        yield Article(
            title=fields["title"],
            paragraphs=tuple(body),
            source=fields.get("source"),
            url=fields.get("url"),
            byline=fields.get("byline"),
            date=fields.get("date"),
        )


def _fields(head: str) -> Iterator[tuple[str, str]]:
    for line in head.splitlines():
        name, _, value = line.partition(":")
        name = name.strip().lower()
        value = _QUOTES.sub(r"\2", value.strip())
        if value:
            yield _NAMES.get(name, name), value


def story(
    article: Article, index: int = 0, *, furniture: frozenset[str] = frozenset()
) -> tuple[DraftStory | None, tuple[Line, ...]]:
    """Gives the article as a story, None when nothing is left of it, and its lines with their labels.

    `furniture` are lines, by their keys (see `learned`), that belong to no story.
    """
    without = _TABLE if rules.are_tables(article.paragraphs) else frozenset[str]()
    labels = [
        (text, LineLabel.CHROME if learned.key(text) in furniture else _label(text, article.title, without))
        for text in article.paragraphs
    ]
    body = [text for text, label in labels if label is LineLabel.BODY]
    lines = [Line(article.title, LineLabel.HEADLINE, index if body else None)]
    lines += [Line(text, label, index if body else None) for text, label in labels]
    if not body:
        return None, tuple(lines)
    place, opening = datelines.dateline(body[0])
    said = [meta.read(text) for text, label in labels if label is LineLabel.META]
    made = DraftStory(
        headline=article.title,
        paragraphs=(opening, *body[1:]),
        source=article.source or datelines.wire(body[0]),
        url=origins.page(article.url),
        dateline=place,
        byline=article.byline or next((found.byline for found in said if found and found.byline), None),
        date=article.date or next((found.date for found in said if found and found.date), None),
    )
    return made, tuple(lines)


def _label(text: str, title: str, without: frozenset[str]) -> LineLabel:
    """The page's own marks are trusted more than the looks of a line: items of lists are no furniture."""
    if text.casefold() == title.casefold():
        return LineLabel.CHROME
    if shape.is_bullet(text):
        return LineLabel.BODY
    return rules.label(text, without=without) or LineLabel.BODY
