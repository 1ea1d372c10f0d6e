"""What an editor hands in -> text that can be read: words are text already, files and links are made so.

file --extract--> text        link --fetch--> page --extract--> text        text --reading.read--> stories
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

from briefings import reading
from briefings.errors import UnreadableInput
from briefings.ingest import articles, extract, links
from briefings.ingest.documents.kinds import is_page
from briefings.model import Reading, Topic


class Intake:
    """Takes in files and links for the desk and for the shell."""

    def __init__(self, fetcher: links.Fetcher | None = None) -> None:
        """Fetches with `fetcher`; without one, public addresses only."""
        self._fetcher = fetcher or links.Fetcher()

    async def file(self, data: bytes, name: str | None = None) -> str:
        """Gives the text of a file of any kind. Raises `UnreadableInput` with one sentence."""
        return await extract.extract(data, name)

    async def link(self, url: str) -> str:
        """Gives the text of the page behind a link, and where it stands. Raises `UnreadableInput` with one sentence."""
        page = await self._fetcher.fetch(url)
        return articles.at(await extract.extract(page.data, charset=page.charset), page.final_url)


def read(raw: str, topics: Sequence[Topic] = (), *, furniture: frozenset[str] = frozenset()) -> Reading:
    """Reads a submission as `reading.read` does; the pasted source of a whole page goes the way of a file first."""
    if is_page(raw):
        with suppress(UnreadableInput):
            raw = extract.extract_now(raw.encode("utf-8", "replace"))
    return reading.read(raw, topics, furniture=furniture)
