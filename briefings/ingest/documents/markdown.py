"""Markdown -> text: marks are taken off, headings keep theirs, so that headlines are known."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token

from briefings.ingest import shape

_FRONT_MATTER = re.compile(r"^---\n(?:[^\n]{0,2000}\n){0,60}?---\n")
_TAGS = re.compile(r"<!--.*?-->|</?[a-zA-Z][^<>]{0,2000}>", re.DOTALL)
_LONGEST_HEADING = 25
_SIGNS = "[*_`|<"
_MANY, _DENSE = 50_000, 6  # characters, and how many of them a sign has in a text that is written to be read


def read(text: str) -> str:
    """Gives the words of a Markdown text; a head of `key: value` lines stays as it is, and so does what is all marks."""
    text = text.lstrip("\ufeff").replace("\r\n", "\n")
    if len(text) > _MANY and sum(map(text.count, _SIGNS)) * _DENSE > len(text):
        return text
    head = _FRONT_MATTER.match(text)
    body = text[head.end() :] if head else text
    tokens = MarkdownIt("commonmark", {"maxNesting": 20}).enable("table").parse(body)
    return (head[0] if head else "") + "\n\n".join(_blocks(tokens))


def _blocks(tokens: Sequence[Token]) -> Iterator[str]:
    mark = ""
    for token in tokens:
        if token.type == "heading_open":
            mark = "#" * int(token.tag[1]) + " "
        elif token.type == "list_item_open":
            mark = f"{token.info}{token.markup} " if token.info else "• "
        elif token.type == "inline":
            words = _inline(token.children or ())
            yield from _marked(mark, words)
            mark = ""
        elif token.type in {"fence", "code_block"}:
            yield token.content.strip("\n")
        elif token.type == "html_block":
            yield _TAGS.sub("", token.content).strip()


def _marked(mark: str, words: str) -> Iterator[str]:
    """A rule below a paragraph makes it a heading by the book, but hardly ever in the mind of its writer."""
    if not words.strip():
        return
    if mark.startswith("#"):
        words = words.replace("\n", " ")
        mark = mark if shape.weight(words) <= _LONGEST_HEADING else ""
    yield mark + words


def _inline(tokens: Sequence[Token]) -> str:
    parts = []
    for token in tokens:
        if token.type in {"text", "code_inline"}:
            parts.append(token.content)
        elif token.type in {"softbreak", "hardbreak"}:
            parts.append("\n")
    return "".join(parts)
