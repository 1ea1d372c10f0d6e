"""Text -> rows: its lines without the marks that mail, Markdown and chats put around them, furniture at their ends cut off."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from briefings.ingest import chats, layout, phrases, remarks, rules, shape, tails, weblinks
from briefings.ingest.layout import Row
from briefings.model import LineLabel

_MARK = re.compile(r"^(#{1,6})\s+(?=\S)(.*?)\s*#*$")
_BOLD = re.compile(r"^(\*\*|__)(?=\S)(.+?)(?<=\S)\1$")
_UNDERLINE, _FEW_WORDS = re.compile(r"={4,}|-{4,}"), 2
_LONGEST_HEADING = 300
_QUOTED, _QUOTED_LINES = re.compile(r"^(?:>\s?)+|^\|\s?"), 3
_CHUNK = 1000


def rows(text: str, *, without: frozenset[str] = frozenset()) -> list[Row]:
    """Gives the non-empty lines of normalised text, furniture at their ends as rows of its own."""
    found: list[Row] = []
    gap = 0
    lines = text.split("\n") if "quoted" in without else _unquoted(text.split("\n"))
    unbroken = tails.is_unbroken(lines)
    for number, line in enumerate(lines):
        if not line:
            gap += 1
            continue
        if len(found) >= layout.MOST_LINES:
            return found + [Row(chunk, gap) for chunk in _chunks(lines[number:])]
        sent, line = ("", line) if "chats" in without else chats.parted(line)  # noqa: PLW2901 - what is left of it
        if sent:
            found.append(Row(sent, gap, 0, LineLabel.CHROME, sure=True))
            gap = 1
            if not line:
                continue
        following = lines[number + 1] if number + 1 < len(lines) else ""
        plain = line if "remarks" in without else remarks.without(line)
        body, level = _unmarked(weblinks.unlinked(plain), following)
        cut = None if "glued" in without else tails.start(body, following, unbroken=unbroken)
        kept = body if cut is None else phrases.closed(body[:cut].rstrip())
        label = None if level else rules.label(kept, without=without)
        if label is None and not level and "chats" not in without:
            kept = chats.unpictured(kept)
        found.append(
            Row(
                kept,
                gap,
                level,
                label,
                sure=label is not None and rules.is_sure(kept),
            )
        )
        if cut is not None:
            found.append(Row(body[cut:].strip(), 0, 0, LineLabel.CHROME, sure=True))
        gap = 0
    return found


def _chunks(lines: Sequence[str]) -> list[str]:
    """Gives what is left of a text without end, a few lines at a time."""
    chunks: list[list[str]] = [[]]
    size = 0
    for line in filter(None, lines):
        if size > _CHUNK:
            chunks.append([])
            size = 0
        chunks[-1].append(line)
        size += len(line) + 1
    return [" ".join(chunk) for chunk in chunks]


def _unquoted(lines: list[str]) -> list[str]:
    """Takes the marks of quoted mail off, where a few lines in a row carry them."""
    plain: list[str] = []
    for marked, run in groupby(lines, key=_is_quoted):
        quoted = list(run)
        plain += (
            [_QUOTED.sub("", line) for line in quoted] if marked and len(quoted) >= _QUOTED_LINES else quoted
        )
    return plain


def _is_quoted(line: str) -> bool:
    return line.startswith(">") or (line.startswith("|") and not line.endswith("|", 1))


def _unmarked(line: str, following: str) -> tuple[str, int]:
    """Gives a line without the marks of a heading, and its level; a rule below it is one."""
    if len(line) > _LONGEST_HEADING:
        return line, 0
    if _UNDERLINE.fullmatch(following) and shape.weight(line) > _FEW_WORDS and not shape.ends_sentence(line):
        return line.lstrip("*# "), 2
    if match := _MARK.match(line):
        return match[2], len(match[1])
    if (match := _BOLD.match(line)) and not shape.ends_sentence(match[2]):
        return match[2], 2
    return chats.unstarred(line), 0
