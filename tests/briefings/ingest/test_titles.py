"""Headlines that run over several lines."""

from __future__ import annotations

import textwrap

import pytest

from briefings.ingest.split import split
from briefings.ingest.text import normalise

TITLE = "Harbour of Kholmsk opened again two days after a storm broke its dam"
TEXT = (
    "The harbour of Kholmsk was opened on Tuesday, two days after a storm had broken its outer dam and sunk a ferry.",
    "Divers closed a hole of nine metres with bags of gravel while eleven grain ships waited outside for the tide.",
)


def headline(paste: str) -> str:
    (story,) = split(normalise(paste)).stories
    assert [" ".join(text.split()) for text in story.paragraphs] == list(TEXT)
    return story.headline


@pytest.mark.parametrize("width", [28, 34, 44])
@pytest.mark.parametrize("column", [60, 72, 200])
@pytest.mark.parametrize("gap", ["\n\n", "\n"])
def test_a_headline_may_be_wrapped_at_a_width_of_its_own(width: int, column: int, gap: str) -> None:
    title = "\n".join(textwrap.wrap(TITLE, width))
    body = "\n\n".join("\n".join(textwrap.wrap(text, column)) for text in TEXT)
    assert headline(f"{title}{gap}{body}") == TITLE


@pytest.mark.parametrize(
    "above",
    ["Ports and shipping", "Crime rises in eleven cities of the north", "The Riverside Harbour Enquirer"],
)
def test_a_line_that_stands_above_a_headline_is_not_its_beginning(above: str) -> None:
    paste = f"{above}\nHarbour of Kholmsk opened again\n\n" + "\n\n".join(TEXT)
    assert headline(paste) == "Harbour of Kholmsk opened again"


def test_the_deck_below_a_headline_is_not_its_end() -> None:
    paste = "Storm-hit harbour of Kholmsk opened again\nGravel bags close the hole in dam\n\n" + "\n\n".join(
        TEXT
    )
    assert "\n" not in headline(paste)
    assert "again Gravel" not in headline(paste)


@pytest.mark.parametrize("count", ["14", "0", "2.3K", "1,204"])
@pytest.mark.parametrize("width", [34, 60])
def test_a_count_below_a_wrapped_headline_is_not_its_end(count: str, width: int) -> None:
    title = "\n".join(textwrap.wrap(TITLE, width))
    assert headline(f"{title}\n{count}\n\n" + "\n\n".join(TEXT)) == TITLE


@pytest.mark.parametrize(
    "title",
    [
        "Harbour of Kholmsk opened again after the storm of\n2019",
        "Harbour of Kholmsk shut, says master of it\n2019",
        "Master of Kholmsk harbour dies at\n103",
        "Storm keeps Kholmsk harbour shut, says\nUS weather office",
    ],
)
def test_a_year_an_age_or_an_acronym_may_begin_the_last_line_of_a_headline(title: str) -> None:
    assert headline(f"{title}\n\n" + "\n\n".join(TEXT)) == " ".join(title.split())
