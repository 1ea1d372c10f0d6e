"""Measures of whole pages: as files, through all that a file goes through, and pasted as a browser shows them."""

from __future__ import annotations

import gzip
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from statistics import mean

from registry import Clock, Switch, Table, ablated, f1, measure

from briefings.errors import UnreadableInput
from briefings.ingest import markup, page
from briefings.ingest.decode import decode
from briefings.ingest.documents import reader
from briefings.ingest.text import normalise
from briefings.model import DraftStory
from briefings.reading import read

SHINGLE = 4


def shingles(text: str) -> Counter[tuple[str, ...]]:
    words = re.findall(
        r"\w+", unicodedata.normalize("NFKC", text).lower()
    )  # a page may draw letters in ways of its own
    return Counter(tuple(words[at : at + SHINGLE]) for at in range(max(1, len(words) - SHINGLE + 1)))


def shingle_f1(given: str, wanted: str) -> float:
    found, gold = shingles(given), shingles(wanted)
    return f1((found & gold).total(), found.total(), gold.total())


def body(stories: tuple[DraftStory, ...]) -> str:
    return "\n".join(text for story in stories for text in (story.dateline or "", *story.paragraphs))


def pages(folder: Path) -> Iterator[tuple[bytes, str]]:
    gold = json.loads((folder / "pages" / "gold.json").read_text("utf-8"))
    for key, known in gold.items():
        yield gzip.decompress((folder / "pages" / "html" / f"{key}.html.gz").read_bytes()), known["body"]


def stories(text: str) -> tuple[DraftStory, ...]:
    try:
        return read(text).stories
    except UnreadableInput:
        return ()


@measure("pages", "pages")
def as_files(folder: Path) -> Table:
    scores, single, clock = [], [], Clock()
    for data, wanted in pages(folder):
        with clock:
            found = stories(reader.read(data))
        scores.append(shingle_f1(body(found), wanted))
        single.append(len(found) == 1)
    figures = {"pages": len(scores), "shingle F1": mean(scores), "one story": mean(single)}
    return [{**figures, "ms": 1000 * clock.seconds / len(scores)}]


def pasted(data: bytes) -> str:
    """What somebody gets who selects the whole page and copies it."""
    rows = markup.rows(normalise(decode(data)))
    return "\n".join(line for row in rows for line in (*[""] * bool(row.gap), row.text))


def figures(folder: Path) -> dict[str, float]:
    scores, clock = [], Clock()
    for data, wanted in pages(folder):
        text = pasted(data)
        with clock:
            found = stories(text)
        scores.append(shingle_f1(body(found), wanted))
    return {"pages": len(scores), "shingle F1": mean(scores), "ms": 1000 * clock.seconds / len(scores)}


RULES: dict[str, tuple[Switch, ...]] = {
    "best run": ((page, "MANY", 10**9),),
    "other articles": ((page, "_NEARLY", 10**9),),
    "said before": ((page, "_REPEATED", 10**9),),
    "capped paragraphs": ((page, "_MOST", 10**9),),
    "comments carry dates": ((page, "_STAMP", 8),),
    "dear first break": ((page, "_FIRST_BREAK", 8),),
}


def without_rules(folder: Path) -> Table:
    return ablated(RULES, figures, folder)


@measure("whole pages pasted", "pages", without_rules)
def as_pastes(folder: Path) -> Table:
    return [figures(folder)]
