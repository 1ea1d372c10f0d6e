"""Ways in which a paste comes out messy, written by hand: each takes a clean page and gives what an editor may paste."""

from __future__ import annotations

import html
import textwrap
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

CORPUS = Path(__file__).parent / "corpus"
WIDE = {"zh", "ja"}


@dataclass(frozen=True)
class Page:
    """Two stories of our own in one language, and the furniture of a site that speaks it."""

    language: str
    source: str
    section: str
    also: str
    furniture: tuple[str, ...]
    byline: str
    caption: str
    stories: tuple[tuple[str, tuple[str, ...]], ...]


def page(language: str) -> Page:
    data: dict[str, Any] = tomllib.loads((CORPUS / f"{language}.toml").read_text("utf-8"))
    stories = tuple((story["headline"], tuple(story["paragraphs"])) for story in data.pop("stories"))
    furniture = tuple(data.pop("furniture"))
    return Page(language, stories=stories, furniture=furniture, **data)


LANGUAGES = tuple(sorted(path.stem for path in CORPUS.glob("*.toml")))


def blocks(given: Page) -> list[str]:
    """Everything on the page in order, one block each."""
    found = [given.source, given.section]
    for headline, paragraphs in given.stories:
        found += [headline, *paragraphs[:1], *paragraphs[1:]]
    return [*found, *given.furniture]


def loose(given: Page) -> str:
    return "\n\n".join(blocks(given))


def tight(given: Page) -> str:
    head = f"{given.source}\n{given.section}\n\n"
    return (
        head
        + "\n\n".join("\n".join((title, *texts)) for title, texts in given.stories)
        + "\n"
        + "\n".join(given.furniture)
    )


def gapless(given: Page) -> str:
    return "\n".join(blocks(given))


def littered(given: Page) -> str:
    """Links, captions and advertisements between the paragraphs, a byline under each headline."""
    found = [f"{given.source}\n{given.section}"]
    for headline, paragraphs in given.stories:
        found += [f"{headline}\n{given.byline}", paragraphs[0], given.caption]
        for text in paragraphs[1:]:
            found += [given.also, text, given.furniture[0]]
    return "\n\n".join(found)


def glued(given: Page) -> str:
    """The button is stuck to the last sentence."""
    return loose(given).rstrip().rsplit("\n\n", 3)[0] + given.furniture[1] + "\n" + given.furniture[2]


def two_glued(given: Page) -> str:
    """Two buttons stuck together."""
    return "\n\n".join(blocks(given)[:-3]) + "\n\n" + given.furniture[1] + given.furniture[2]


def wrap(text: str, language: str, width: int = 60) -> str:
    if language in WIDE:
        return "\n".join(text[at : at + width // 2] for at in range(0, len(text), width // 2))
    return "\n".join(textwrap.wrap(text, width, break_on_hyphens=False))


def wrapped(given: Page) -> str:
    return "\n\n".join(
        "\n\n".join((title, *(wrap(text, given.language) for text in texts)))
        for title, texts in given.stories
    )


def wrapped_gapless(given: Page) -> str:
    return "\n".join(
        "\n".join((title, *(wrap(text, given.language) for text in texts))) for title, texts in given.stories
    )


def broken(given: Page) -> str:
    """One sentence of each story is broken over two lines."""
    found = []
    for title, (first, *rest) in given.stories:
        cut = len(first) // 2 if given.language in WIDE else first.index(" ", len(first) // 2)
        found.append("\n".join((title, "", first[:cut].rstrip() + "\n" + first[cut:].lstrip(), *rest)))
    return "\n\n".join(found)


def markdown(given: Page) -> str:
    return "\n\n".join("\n\n".join((f"## {title}", *texts)) for title, texts in given.stories)


def fragment(given: Page) -> str:
    """HTML pasted as text."""
    return "\n".join(
        f"<h2>{html.escape(title)}</h2>" + "".join(f"<p>{html.escape(text)}</p>" for text in texts)
        for title, texts in given.stories
    )


def document(given: Page) -> str:
    """The source of a whole page, navigation and all."""
    menu = "".join(
        f"<li><a href='#'>{html.escape(item)}</a></li>" for item in (given.section, *given.furniture)
    )
    return (
        f"<!DOCTYPE html><html><head><title>{given.source}</title><script>if (a < b) c('<p>')</script></head>"
        f"<body><nav><ul>{menu}</ul></nav><main>{fragment(given)}</main>"
        f"<aside><h3>{html.escape(given.also)}</h3></aside><footer>{given.source}</footer></body></html>"
    )


def windows(given: Page) -> str:
    return loose(given).replace("\n", "\r\n")


def invisible(given: Page) -> str:
    """Non-breaking spaces, and marks of no width inside words."""
    return tight(given).replace(" ", "\u00a0", 5).replace("\n", "\u200b\n").replace(". ", ".\u2060 ")


def indented(given: Page) -> str:
    return "\n".join(f"\t  {line}   " for line in loose(given).split("\n"))


def quoted(given: Page) -> str:
    """Forwarded by mail."""
    return "\n".join(f"> {line}".rstrip() for line in loose(given).split("\n"))


MESSES: tuple[Callable[[Page], str], ...] = (
    loose, tight, gapless, littered, glued, two_glued, wrapped, wrapped_gapless, broken, markdown, fragment, document,
    windows, invisible, indented, quoted,
)  # fmt: skip
