"""Clean text -> stories, and a label for every line.

rows (lines; glued furniture cut) --blocks--> paragraphs and short lines --headlines--> where stories begin
    --source, byline, date, dateline--> stories
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from briefings.errors import UnreadableInput
from briefings.ingest import (
    cards,
    chats,
    comments,
    contents,
    datelines,
    endings,
    footnotes,
    headlines,
    learned,
    letterheads,
    mailings,
    markup,
    meta,
    numbered,
    openings,
    page,
    pictures,
    points,
    pulls,
    rules,
    running,
    source,
    source_lines,
    strays,
)
from briefings.ingest.blocks import blocks
from briefings.ingest.layout import Block, Row
from briefings.ingest.lines import rows
from briefings.model import DraftStory, Line, LineLabel, Reading

_MAX_TITLE = 120
"""Characters of a headline made of a text."""

RULE_NAMES = (
    *(rule.name for rule in rules.RULES),
    "glued",
    "broken",
    "wrapped",
    "interrupted",
    "headline lines",
    "asking",
    "overlap",
    "remarks",
    "chats",
    "running heads",
    "letterheads",
    "pictures",
    "points",
    "pulls",
    "datelines",
    "contents",
    "numbered",
    "footnotes",
    "cards",
    "comments",
    "strays",
    "endings",
    "decks",
    "markup",
    "page",
)
"""The rules that `split` can do without: those on single lines, cutting, joining, comparing with the text below, and what a chat, a newsletter or a whole page puts around articles."""

_Passes = tuple[tuple[str, Callable[[list[Row]], list[Row]]], ...]
_BEFORE_LETTERS: _Passes = (
    ("chats", chats.without_answers),
    ("pictures", pictures.captioned),
    ("footnotes", footnotes.without),
)
_AFTER_LETTERS: _Passes = (
    ("contents", contents.without),
    ("numbered", numbered.without_marks),
    ("points", points.without),
    ("pulls", pulls.without),
)
"""What is told by comparing lines, in this order."""


def split(
    text: str, *, without: frozenset[str] = frozenset(), furniture: frozenset[str] = frozenset()
) -> Reading:
    """Gives the stories of normalised text, unanalysed, and its lines.

    `without` names rules to leave out, `furniture` lines by their keys (see `learned`) that belong to no story.

    Raises `UnreadableInput` when no story is in it. Linear in the length.
    """
    is_html = "markup" not in without and markup.is_html(text)
    lines = markup.rows(text) if is_html else rows(text, without=without)
    lines, sender = _compared(lines, without)
    if "running heads" not in without:
        furniture |= running.heads(lines)
    if furniture:
        lines = [_known(row) if learned.key(row.text) in furniture else row for row in lines]
    found = blocks(lines, without=without)
    if "page" not in without:
        found = page.without_asides(found)
    if "cards" not in without:
        found = cards.without(found)
    chosen = headlines.choose(found, without=without)
    starts = chosen.starts
    found = [
        replace(block, label=LineLabel.CHROME) if at in chosen.decks else block
        for at, block in enumerate(found)
    ]
    masthead = sender or (source.find(found[: starts[0]]) if starts else None)
    stories: list[DraftStory] = []
    above: list[Block] = []
    told: list[tuple[list[Block], bool]] = []
    labels: list[tuple[LineLabel, int | None]] = []
    for start, stop in zip([-1, *starts], [*starts, len(found)], strict=True):
        part = _of_story(found[max(start, 0) : stop], without)
        headed = start >= 0
        is_told = headed or headlines.has_prose(part)
        if is_told and not stories and stop < len(found) and "strays" not in without:
            is_told = not strays.is_greeting(part, headed=headed)
        story = _story(part, found, masthead, headed=headed) if is_told else None
        labels += _labels(part, len(stories) if story else None, headed=headed and is_told)
        if story:
            stories.append(story)
            told.append((part, headed))
        elif not headed:
            above = part
    if not stories:
        raise UnreadableInput("There is no article in it, only headings, links or a few words.")
    addresses = source_lines.in_stories(above, told)
    stories = [replace(story, url=url) for story, url in zip(stories, addresses, strict=True)]
    return Reading(tuple(stories), _lines(lines, found, labels))


def _compared(lines: list[Row], without: frozenset[str]) -> tuple[list[Row], str | None]:
    """Gives the lines as those of a chat, a newsletter and a page are read, and who says to have sent it."""
    lines, sender = _passed(lines, _BEFORE_LETTERS, without), None
    if "letterheads" not in without:
        lines, sender = letterheads.parted(lines)
    return _passed(lines, _AFTER_LETTERS, without), sender


def _passed(lines: list[Row], passes: _Passes, without: frozenset[str]) -> list[Row]:
    for name, read in passes:
        if name not in without:
            lines = read(lines)
    return lines


def _of_story(part: list[Block], without: frozenset[str]) -> list[Block]:
    """Gives the blocks from one headline to the next without what readers wrote below, and without strays."""
    if "comments" not in without:
        part = _without_comments(part)
    if "datelines" not in without:
        part = openings.without(part)
    if "strays" not in without:
        part = strays.without(part)
    return part if "endings" in without else endings.without(part)


def _story(
    part: list[Block], around: list[Block], masthead: str | None, *, headed: bool
) -> DraftStory | None:
    body = [block.text for block in part[headed:] if headlines.is_body(block)]
    if not body:
        return None
    known = [said for block in part if block.label is LineLabel.META and (said := meta.read(block.text))]
    place, opening = datelines.dateline(body[0], (block.text for block in (*part, *around)))
    return DraftStory(
        headline=_headline(part[0].text) if headed else _title(opening),
        paragraphs=(opening, *body[1:]),
        source=masthead
        or next((item.agency for item in known if item.agency), None)
        or datelines.wire(body[0]),
        dateline=place,
        byline=next((item.byline for item in known if item.byline), None),
        date=next((item.date for item in known if item.date), None),
    )


def _without_comments(part: list[Block]) -> list[Block]:
    begin = comments.first(part)
    if begin is None:
        return part
    return part[:begin] + [replace(block, label=LineLabel.CHROME) for block in part[begin:]]


def _labels(part: list[Block], story: int | None, *, headed: bool) -> list[tuple[LineLabel, int | None]]:
    """Gives the label and the story of each block; what no rule knows is furniture of no story."""
    labels = [
        (LineLabel.BODY, story)
        if story is not None and headlines.is_body(block)
        else (block.label or LineLabel.CHROME, story)
        for block in part
    ]
    return [(LineLabel.HEADLINE, story), *labels[1:]] if headed else labels


def _known(row: Row) -> Row:
    return replace(row, level=0, label=LineLabel.CHROME, sure=True)


def _headline(text: str) -> str:
    return mailings.without_notes(chats.unadorned(text)) or text


def _title(paragraph: str) -> str:
    """A text without a headline is called by its first words."""
    if len(paragraph) <= _MAX_TITLE:
        return paragraph
    return paragraph[:_MAX_TITLE].rsplit(" ", 1)[0].rstrip(" ,;:–—-") + "…"


def _lines(
    lines: list[Row], found: list[Block], labels: list[tuple[LineLabel, int | None]]
) -> tuple[Line, ...]:
    places = {row: place for block, place in zip(found, labels, strict=True) for row in block.rows}
    return tuple(Line(row.text, *places[index]) for index, row in enumerate(lines))
