"""A submission's text -> what is kept of it: its stories, what they are like, and the lines that were left out.

text --read--> its source --> what was learned of that source --read again, if it has such lines-->
     --related--> stories known already --> kept, and its lines counted
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from briefings.desk import related
from briefings.errors import UnreadableInput
from briefings.ingest import learned
from briefings.ingest.left_out import left_out
from briefings.model import Reading, Topic
from briefings.store import Connection, Database, chrome, stories, submissions, topics

_KNOWN_TEXT = 0.3
"""From this share on a paste repeats an earlier one, so that its lines prove nothing about its source."""


class Read(Protocol):
    """Turns raw text into stories; raises `UnreadableInput`. It is `briefings.intake.read`."""

    def __call__(
        self, raw: str, topics: Sequence[Topic] = (), *, furniture: frozenset[str] = frozenset()
    ) -> Reading:
        """Reads a text; `furniture` are the keys of lines that are no part of any story."""


class Retell(Protocol):
    """Puts better summaries into a reading; raises nothing. It is `briefings.llm.Retelling`."""

    async def __call__(self, reading: Reading, known: Sequence[Topic]) -> Reading:
        """Returns the reading, retold as far as that succeeds."""


@dataclass(frozen=True, slots=True)
class Understood:
    """A reading, and what is known beside it."""

    reading: Reading
    findings: Sequence[related.Findings]

    @property
    def source(self) -> str | None:
        """Whose page it is."""
        return _source(self.reading)


async def understand(
    database: Database,
    read: Read,
    text: str,
    known: Sequence[Topic],
    retell: Retell | None = None,
    *,
    now: datetime,
) -> Understood:
    """Reads a text as far as the house knows its source, and has it retold. Raises `UnreadableInput`."""
    if not text.strip():
        raise UnreadableInput("Nothing came, so there is nothing to read.")
    reading = await asyncio.to_thread(read, text, known)
    source = _source(reading)
    async with database.read() as connection:
        furniture = await chrome.learned(connection, source) if source else frozenset()
    if furniture and learned.meets(reading, furniture):
        reading = await _again(read, text, known, furniture) or reading
    if retell is not None:
        reading = await retell(reading, known)
    async with database.read() as connection:
        findings = await related.find(connection, reading.stories, now=now)
    return Understood(reading, findings)


async def keep(tx: Connection, submission_id: int, understood: Understood, *, now: datetime) -> None:
    """Keeps the stories as drafts, what they are like, the lines left out, and what the paste tells of its source."""
    reading, findings = understood.reading, understood.findings
    made = await stories.add(tx, submission_id, reading.stories, await topics.ids(tx))
    await related.keep(tx, made, findings)
    await submissions.keep_left_out(tx, submission_id, left_out(reading))
    repeats = any(share >= _KNOWN_TEXT for found in findings for share in found.likes.values())
    if understood.source and not repeats:
        await chrome.count(tx, understood.source, learned.countable(reading), now=now)


async def _again(read: Read, text: str, known: Sequence[Topic], furniture: frozenset[str]) -> Reading | None:
    """The reading without the furniture; None when nothing would be left, so that it cannot all be furniture."""
    try:
        return await asyncio.to_thread(lambda: read(text, known, furniture=furniture))
    except UnreadableInput:
        return None


def _source(reading: Reading) -> str | None:
    return next((story.source for story in reading.stories if story.source), None)
