"""What was read in a submission: lines with their labels, and stories before they are stored."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit

from briefings.model.topic import TopicMatch


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftStory:
    """One news item as it was read from a submission, before it is stored; `retold` are the texts that a model wrote.

    `url` is where its article stands on the web, as its readers are to open it.
    """

    headline: str
    paragraphs: tuple[str, ...]
    source: str | None = None
    url: str | None = None
    dateline: str | None = None
    byline: str | None = None
    date: str | None = None
    language: str = "en"
    summary: str = ""
    topics: tuple[TopicMatch, ...] = ()
    retold: tuple[str, ...] = ()

    @property
    def host(self) -> str:
        """The site where its article stands, without www.; empty where no address is known."""
        return (urlsplit(self.url or "").hostname or "").removeprefix("www.")

    @property
    def outlet(self) -> str:
        """Who reports it, else the site where it stands; empty where neither is known."""
        return self.source or self.host


class LineLabel(StrEnum):
    """What a line of a submission was taken for."""

    HEADLINE = "headline"
    BODY = "body"
    CHROME = "chrome"
    CAPTION = "caption"
    META = "meta"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the submission and what became of it; `story` is the index of the story it went to."""

    text: str
    label: LineLabel
    story: int | None = None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A line that went into no story: what it was taken for, and where it stood.

    `story` is the position of the story it is next to, `place` how many of that story's paragraphs come before it.
    `taken`: an editor took it back.
    """

    text: str
    label: LineLabel
    story: int = 0
    place: int = 0
    taken: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """What was found in a submission: its stories in order, and every line with its label."""

    stories: tuple[DraftStory, ...]
    lines: tuple[Line, ...] = ()
