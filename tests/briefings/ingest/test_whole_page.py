"""Whole pages, selected and copied with all that stands around the article."""

from __future__ import annotations

import pytest

from briefings.errors import UnreadableInput
from briefings.model import LineLabel
from briefings.reading import read

PORT = """Harbour of Kholmsk takes ships again

KHOLMSK: The harbour of Kholmsk was reopened on Tuesday, two days after a storm had broken its outer dam and sunk a ferry at
its berth, the port office said in the morning.

Divers closed a hole of nine metres with bags of gravel. Eleven grain ships waited outside, and the first of them was led
in by two tugs at noon, in a swell of a metre and a half.

A crane ship that had been offered from abroad was not needed in the end, the port office said, and the lighthouse, which
had been dark since Sunday, burns again."""
TRAMS = """Night trams to run again from June

The city council wants night trams back from June, on two lines, and half of the cost is to be paid by the region, which
had stopped them ten years ago to save money.

The drivers of the trams had asked for eleven hours of rest between two shifts, which they get, and for heated shelters
at both ends of the line, which are to be built in autumn."""
MENU = "\n".join(f"Section {name}" for name in "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
TEASERS = "\n\n".join(
    f"{word.title()} market holds its breath\nTraders of {word} had hoped for a better spring, and look at the sky."
    for word in ("copper", "barley", "timber", "herring", "salt", "wool", "tin", "hemp")
)
NOTICE = (
    "This site stores small files on your device to remember what you like and to count how many people read it, as told in"
    " the notice on data. You may change your mind at any time at the bottom of every page. "
)


def page(*articles: str) -> str:
    between = f"\n\n{MENU}\n\n"
    return f"{MENU}\n\n{between.join(articles)}\n\nMost read\n{TEASERS}\n\n{MENU}\n\n{NOTICE * 3}"


def body(paste: str) -> list[str]:
    return [" ".join(text.split()) for text in paste.split("\n\n")[1:]]


def test_the_article_of_a_page_is_its_only_story() -> None:
    (story,) = read(page(PORT)).stories
    assert story.headline == "Harbour of Kholmsk takes ships again"
    assert list(story.paragraphs[1:]) == body(PORT)[1:]
    assert story.dateline == "KHOLMSK"


def test_what_reads_like_text_beside_it_was_left_out() -> None:
    left = [line.text for line in read(page(PORT)).lines if line.label is LineLabel.CHROME]
    assert any(line.startswith("Traders of salt") for line in left)
    assert any(line.startswith("This site stores") for line in left)


def test_a_page_may_hold_two_articles() -> None:
    stories = read(page(PORT, TRAMS)).stories
    assert [story.headline for story in stories] == [
        "Harbour of Kholmsk takes ships again",
        "Night trams to run again from June",
    ]


@pytest.mark.parametrize("paste", [PORT, TRAMS])
def test_a_paste_that_is_no_page_keeps_all_its_text(paste: str) -> None:
    (story,) = read(paste).stories
    assert len(story.paragraphs) == len(body(paste))


def test_a_caption_that_a_gallery_shows_again_is_said_once() -> None:
    caption = (
        "Divers and a crane ship at work on the outer dam of Kholmsk, seen from the lighthouse on Tuesday."
    )
    first, *rest = PORT.split("\n\n")
    (story,) = read(page("\n\n".join([first, *[caption] * 3, *rest]))).stories
    assert story.paragraphs.count(caption) <= 1
    assert story.paragraphs[-2:] == tuple(body(PORT)[1:])


def test_an_article_keeps_the_lead_that_stands_among_the_teasers_too() -> None:
    lead = PORT.split("\n\n")[1]
    (story,) = read(page(f"{lead}\n\n{MENU}\n\n{PORT}")).stories
    assert story.headline == "Harbour of Kholmsk takes ships again"
    assert story.paragraphs[0].startswith("The harbour of Kholmsk was reopened")
    assert story.paragraphs[1:] == tuple(body(PORT)[1:])


def test_a_page_of_links_is_refused_as_ever() -> None:
    with pytest.raises(UnreadableInput, match="no article"):
        read(f"{MENU}\n\n{MENU}")


def test_what_readers_wrote_below_an_article_is_none() -> None:
    said = "The harbour of Kholmsk should have had a new outer dam ten years ago, and everybody at the port office knew that. "
    comments = "\n\n".join(
        f"gull{number} says:\nMarch 5, 2020 at 9:{number} am\n{said * (1 + number % 3)}"
        for number in range(10, 30)
    )
    (story,) = read(page(f"{PORT}\n\nLeave a word\n\n{comments}")).stories
    assert story.paragraphs[1:] == tuple(body(PORT)[1:])


def test_news_in_brief_are_no_whole_page_however_many_they_are() -> None:
    towns = [
        f"{first}{last}"
        for first in ("Kar", "Bel", "Tor", "Mil", "Sund", "Ves", "Ran")
        for last in ("holm", "vik", "stad", "by", "nes", "dal", "fors")
    ]
    briefs = "\n\n".join(
        f"Harbour of {town} opens again\n\nThe harbour of {town} was opened on Monday, the town said."
        for town in towns
    )
    assert [story.headline for story in read(briefs).stories] == [
        f"Harbour of {town} opens again" for town in towns
    ]
