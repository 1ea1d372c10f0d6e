"""Furniture that is stuck to the end of a paragraph is cut off, and the beginning of a sentence is not."""

from __future__ import annotations

import pytest

from briefings.ingest.split import split
from briefings.ingest.text import normalise

TITLE = "Orchard of Mell sells its last plums"
FIRST = "The orchard above Mell sold its last plums on Sunday, after a spring of frost and a dry July."
LAST = "Its owner said that half of the trees will be felled before Christmas."


def paragraphs(paste: str) -> tuple[str, ...]:
    (story,) = split(normalise(paste)).stories
    assert story.headline == TITLE
    return story.paragraphs


@pytest.mark.parametrize("joint", ["\n", "\n\n"])
@pytest.mark.parametrize(
    "tail",
    [
        " Also read: Frost in the valley of Orm", "Image source, Getty Images", " Thanks for reading.", "News",
        " Join the Mell Post community on WhatsApp for updates.", " More stories below", " Share this with friends on Facebook",
        " Be the first to get Breaking News", " Related Topics:",
    ],
)  # fmt: skip
def test_furniture_behind_a_full_stop_is_cut_off(tail: str, joint: str) -> None:
    assert paragraphs(f"{TITLE}\n\n{FIRST}{tail}{joint}{LAST}\n") == (FIRST, LAST)


@pytest.mark.parametrize("joint", ["\n", "\n\n"])
@pytest.mark.parametrize(
    "begun", [" Most of\nthe fruit went to the brewers of Orm.", " Farmer Ola Lind\nTanner, who is 71, picked them all by hand."]
)  # fmt: skip
def test_a_sentence_that_goes_on_in_the_next_line_is_whole(begun: str, joint: str) -> None:
    paste = f"{TITLE}\n\n{FIRST}{begun}{joint}{LAST}\n"
    assert paragraphs(paste) == (f"{FIRST}{begun}".replace("\n", " "), LAST)


def test_who_made_a_picture_stays_behind_what_it_shows() -> None:
    picture = "Baskets of plums in the yard of the orchard above the village. Image: Ola Lind."
    assert paragraphs(f"{TITLE}\n\n{FIRST}\n\n{picture}\n\n{LAST}\n") == (FIRST, picture, LAST)
