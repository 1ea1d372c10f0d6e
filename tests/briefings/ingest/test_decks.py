"""What stands between a headline and its text and is neither."""

from __future__ import annotations

import pytest

from briefings.ingest.split import split
from briefings.ingest.text import normalise
from briefings.model import DraftStory, LineLabel, Reading

ENGLISH = (
    "Ostrava ferry to sail again after eleven weeks",
    "The boat has a new engine. Half of it was paid for by the people of the town.",
    (
        "The Ostrava ferry will sail again from Monday, eleven weeks after its engine was ruined by a plastic bag.",
        "Captain Petr Lodnik said the new engine had been tried on the river for a month and had a finer filter.",
        "The town paid for half of it. The other half came from people who had to walk over the long bridge.",
    ),
    ("By Jana Mostova", "4 May 2025"),
)
SPANISH = (
    "Rescatan a una cabra del tejado de la iglesia de Almuñécar",
    "El animal pasó tres días junto a la torre. Su dueña lo reconoció por la campana.",
    (
        "Los bomberos de Almuñécar rescataron el martes a una cabra que llevaba tres días en el tejado de la iglesia.",
        "El animal subió por un andamio que los obreros habían dejado el viernes junto a la torre.",
        "La cabra pertenece a una vecina de 81 años, que la reconoció por la campana.",
    ),
    ("Por Lucía Ferrer", "6 de mayo de 2025 • 17:44 hs"),
)
RUSSIAN = (
    "Библиотека Заозерска начала выдавать лыжи",
    "Сорок пар пылились на балконах. Теперь их можно взять по читательскому билету.",
    (
        "Библиотека Заозерска с понедельника выдает читателям лыжи, сообщила во вторник ее директор Анна Сомова.",
        "Лыжи собрали жители: сорок пар лежали у них на балконах и в гаражах.",
        "Взять их можно на три дня по читательскому билету, как взрослую книгу.",
    ),
    ("Вера Ильина", "6 мая 2025, 00:15"),
)
ALL = pytest.mark.parametrize(("title", "deck", "text", "stamps"), [ENGLISH, SPANISH, RUSSIAN])


def read(*lines: str) -> Reading:
    return split(normalise("\n".join(lines)))


def only(*lines: str) -> DraftStory:
    (story,) = read(*lines).stories
    return story


@ALL
def test_a_sentence_above_who_and_when_is_a_deck(
    title: str, deck: str, text: tuple[str, ...], stamps: tuple[str, ...]
) -> None:
    reading = read("Menu", title, deck, *stamps, "Share", *text)
    (story,) = reading.stories
    assert (story.headline, story.paragraphs) == (title, text)
    assert {line.label for line in reading.lines if line.text == deck} == {LineLabel.CHROME}


@ALL
def test_a_sentence_that_nothing_parts_from_the_text_is_text(
    title: str, deck: str, text: tuple[str, ...], stamps: tuple[str, ...]
) -> None:
    assert only(title, deck, *text).paragraphs == (deck, *text)
    assert only(title, *stamps, deck, *text).paragraphs == (deck, *text)


@ALL
def test_a_caption_between_a_deck_and_its_text_is_no_headline(
    title: str, deck: str, text: tuple[str, ...], stamps: tuple[str, ...]
) -> None:
    caption = " ".join(text[1].split()[2:9]).rstrip(".,:")
    assert only(title, deck, *stamps, caption, *text).headline == title


def test_a_short_story_with_its_date_below_is_no_deck_of_the_next() -> None:
    first, second = "Lamp of the Kholmsk lighthouse is replaced", ENGLISH[0]
    brief = "The lamp was changed by two divers in an hour. It had burnt since 1961."
    stories = read(first, brief, "4 May 2025", second, *ENGLISH[2]).stories
    assert [story.headline for story in stories] == [first, second]
    assert stories[0].paragraphs == (brief,)


@pytest.mark.parametrize(
    "stamp",
    [
        "4 May 2025 at 12:14 - updated 4 May 2025 at 13:40 - Reading time of this text by our readers 2 min",
        "News desk, Evening Courier, Ostrava Published by: Jana Mostova Updated Tue, 6 May 2025 09:12 AM",
    ],
)
def test_a_long_line_that_says_when_is_no_text(stamp: str) -> None:
    title, _, text, _ = ENGLISH
    assert only(title, stamp, *text).paragraphs == text


def test_a_deck_that_ends_no_sentence_is_no_text() -> None:
    title, _, text, stamps = ENGLISH
    deck = "People of the town who walked over the long bridge for eleven weeks have paid for one half of it"
    assert only(title, deck, "Jana Mostova", *stamps, *text).paragraphs == text


def test_a_name_with_a_full_stop_is_no_text() -> None:
    title, deck, text, _ = ENGLISH
    assert only(title, deck, "Jana MOSTOVA.", "4 May 2025 at 12:14", *text).paragraphs == text
