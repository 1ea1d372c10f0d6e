"""Sentences that belong to no story: said twice, alone among furniture, or above the first headline."""

from __future__ import annotations

import pytest

from briefings.ingest.split import split
from briefings.ingest.text import normalise

BRIDGE = "Bridge over the Tolm opens after six years"
BRIDGE_TEXT = (
    "The bridge over the Tolm opened to cars on Monday, six years after its builders began.",
    "It joins Easter Tolm to the railway and saves lorries forty minutes.",
)
OPERA = "Opera house of Varn to be led by a woman"
OPERA_TEXT = (
    "The opera house of Varn will be led by the conductor Ines Orlo from May.",
    "Orlo, 44, sang in its choir as a child.",
)
WANTED = [(BRIDGE, BRIDGE_TEXT), (OPERA, OPERA_TEXT)]


def read(paste: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(story.headline, story.paragraphs) for story in split(normalise(paste)).stories]


@pytest.mark.parametrize("joint", ["\n", "\n\n"])
def test_what_stands_below_each_story_is_of_none(joint: str) -> None:
    said = "Our reporters go where others do not."
    stories = [joint.join((title, *texts, said)) for title, texts in WANTED]
    assert read("\n\n".join(stories)) == WANTED


def test_a_story_that_was_pasted_twice_keeps_its_sentences() -> None:
    texts = ("The dam held.", "Nobody was hurt in the village below.", "The rain has stopped.")
    paste = "\n\n".join(("Dam above Orm holds in the night", *BRIDGE_TEXT, *texts))
    assert {paragraphs[-3:] for _, paragraphs in read(f"{paste}\n\n{paste}")} == {texts}


@pytest.mark.parametrize("refrain", ['"We are not leaving."', "Boats lost: 14, men lost: 0."])
def test_what_is_quoted_or_counted_twice_stays(refrain: str) -> None:
    paste = "\n\n".join((BRIDGE, BRIDGE_TEXT[0], refrain, BRIDGE_TEXT[1], refrain))
    assert read(paste) == [(BRIDGE, (BRIDGE_TEXT[0], refrain, BRIDGE_TEXT[1], refrain))]


@pytest.mark.parametrize(
    "greeting", ["Dear all, two for the noon edition.", "Hello! Two things you should know.", "• Harbour\n• Villages"]
)  # fmt: skip
def test_a_word_above_the_first_headline_is_no_story(greeting: str) -> None:
    paste = "\n\n".join((greeting, *("\n\n".join((title, *texts)) for title, texts in WANTED)))
    assert read(paste) == WANTED


def test_a_sentence_alone_among_buttons_is_of_no_story() -> None:
    page = "\n\n".join((BRIDGE, *BRIDGE_TEXT, "Share it", "Paper, screen or ear.", "Next Story"))
    assert read(page) == [(BRIDGE, BRIDGE_TEXT)]


@pytest.mark.parametrize(
    "last", ["Lorries will pay a toll.", "The ministry, which paid for most of it, made no comment on Monday."]
)  # fmt: skip
def test_a_last_paragraph_behind_an_advertisement_stays(last: str) -> None:
    page = "\n\n".join((BRIDGE, *BRIDGE_TEXT, "Advertisement", last, "Share it"))
    assert read(page) == [(BRIDGE, (*BRIDGE_TEXT, last))]


@pytest.mark.parametrize(
    "asked", ["How did you like it?", "We are glad that you came!", "Спасибо, что вы с нами!", "Have we got it wrong?"]
)  # fmt: skip
def test_a_word_to_the_reader_beside_furniture_is_of_no_story(asked: str) -> None:
    page = "\n\n".join((BRIDGE, *BRIDGE_TEXT, asked, "Share it", "All remarks are read first.", "Next Story"))
    assert read(page) == [(BRIDGE, BRIDGE_TEXT)]


def test_a_greeting_below_the_name_of_a_letter_is_no_story() -> None:
    stories = "\n\n".join("\n\n".join((title, *texts)) for title, texts in WANTED)
    assert read(f"The Noon Parcel\n\nHello again! Let us begin.\n\n{stories}") == WANTED


def test_a_word_to_the_reader_within_a_text_that_has_no_other_is_of_no_story() -> None:
    said = '"You will not see such a stair again," said the mason.'
    page = "\n\n".join((BRIDGE, BRIDGE_TEXT[0], "Do you agree?", BRIDGE_TEXT[1], said))
    assert read(page) == [(BRIDGE, (*BRIDGE_TEXT, said))]


def test_a_text_that_speaks_to_its_readers_keeps_its_words_to_them() -> None:
    texts = (
        BRIDGE_TEXT[0],
        "Do you agree?",
        "Before the bridge you paid the ferryman of Tolm and lost an hour of your day.",
    )
    assert read("\n\n".join((BRIDGE, *texts))) == [(BRIDGE, texts)]


def test_a_lone_item_of_no_list_is_a_link_to_another_article() -> None:
    page = "\n\n".join((BRIDGE, BRIDGE_TEXT[0], "+ Frost ruins plum harvest in Orm", BRIDGE_TEXT[1]))
    assert read(page) == [(BRIDGE, BRIDGE_TEXT)]
    items = ("+ Cars pay nothing", "+ Buses pay nothing")
    listed = "\n\n".join((BRIDGE, BRIDGE_TEXT[0], *items, BRIDGE_TEXT[1]))
    assert read(listed) == [(BRIDGE, (BRIDGE_TEXT[0], *items, BRIDGE_TEXT[1]))]


def test_a_menu_of_links_in_pasted_html_is_of_no_story() -> None:
    menu = "".join(
        f'<li><a href="/{name}">{name}</a></li>' for name in ("Harbour", "Villages", "Orchards", "Choirs")
    )
    tolls = "<li>Cars pay <a href='/toll'>nothing</a></li><li>Buses pay nothing</li>"
    said = "".join(f"<p>{text}</p>" for text in BRIDGE_TEXT)
    page = f"<div class='top'><ul>{menu}</ul></div><h1>{BRIDGE}</h1>{said}<ul>{tolls}</ul>"
    assert read(page) == [(BRIDGE, (*BRIDGE_TEXT, "• Cars pay nothing", "• Buses pay nothing"))]


def test_what_is_quoted_once_more_by_itself_is_furniture() -> None:
    said = (
        'Its builder, Tom Orlo, sat down beside the water. "I have waited for six years to do this," he said.'
    )
    page = "\n\n".join(
        (BRIDGE, BRIDGE_TEXT[0], said, "“I have waited for six years to do this.”", BRIDGE_TEXT[1])
    )
    assert read(page) == [(BRIDGE, (BRIDGE_TEXT[0], said, BRIDGE_TEXT[1]))]


def test_what_tells_of_the_author_below_the_text_is_none_of_it() -> None:
    about = "Ines Varga covers roads. She grew up in Tolm and rides a bicycle to all of its bridges."
    page = "\n\n".join((BRIDGE, "By Ines Varga", *BRIDGE_TEXT, about, "Share it"))
    assert read(page) == [(BRIDGE, BRIDGE_TEXT)]
    assert read(page.replace("By Ines Varga", "By Tom Orlo and Ines Varga")) == [(BRIDGE, BRIDGE_TEXT)]
    assert read(page.replace("By Ines Varga", "By Tom Orlo")) == [(BRIDGE, (*BRIDGE_TEXT, about))]


def test_a_question_to_the_reader_where_a_text_ends_is_none_of_it() -> None:
    asked = "Would you cross the bridge over the Tolm on foot?"
    assert read("\n\n".join((BRIDGE, *BRIDGE_TEXT, asked, "Share it"))) == [(BRIDGE, BRIDGE_TEXT)]


def test_a_sentence_of_the_trade_among_furniture_is_of_no_story() -> None:
    page = "\n\n".join(
        (BRIDGE, *BRIDGE_TEXT, "Share it", "The weekly newsletter looks behind headlines.", "Next Story")
    )
    assert read(page) == [(BRIDGE, BRIDGE_TEXT)]


@pytest.mark.parametrize("byline", ["By The Night Desk", "By Lorna Ives"])
def test_a_paragraph_that_opens_as_a_byline_does_stays(byline: str) -> None:
    last = ("The toll will be paid in Easter Tolm.", "Lorna Dahl, who built it, sat down beside the water.")
    page = "\n\n".join(
        (BRIDGE, byline, *BRIDGE_TEXT, "Advertisement", last[0], "Advertisement", last[1], "Share it")
    )
    assert read(page) == [(BRIDGE, (*BRIDGE_TEXT, *last))]


def test_who_asks_more_than_one_question_has_an_answer() -> None:
    asked = (
        "Which of the bridges of Tolm have you built yourself, and when?",
        "What would you build across the river if you were young again?",
    )
    paste = "\n\n".join((BRIDGE, BRIDGE_TEXT[0], "Share", asked[0], BRIDGE_TEXT[1], "Share", asked[1]))
    assert read(paste) == [(BRIDGE, (BRIDGE_TEXT[0], asked[0], BRIDGE_TEXT[1], asked[1]))]
