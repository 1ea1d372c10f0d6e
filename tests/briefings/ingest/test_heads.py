"""Which of the lines above a text is its headline."""

from __future__ import annotations

import pytest

from briefings.ingest.split import split
from briefings.ingest.text import normalise

ENGLISH = (
    "The Ostrava ferry will sail again from Monday, eleven weeks after its engine was ruined by a plastic bag.",
    "Captain Petr Lodnik said the new engine had been tried on the river for a month and had a finer filter.",
    "The town paid for half of it. The other half came from people who had to walk to work over the long bridge.",
)
SPANISH = (
    "Los bomberos de Almuñécar rescataron el martes a una cabra que llevaba tres días en el tejado de la iglesia.",
    "El animal subió por un andamio que los obreros habían dejado el viernes junto a la torre.",
    "La cabra pertenece a una vecina de 81 años, que la reconoció por la campana.",
)
RUSSIAN = (
    "Библиотека Заозерска с понедельника выдает читателям лыжи, сообщила во вторник ее директор Анна Сомова.",
    "Лыжи собрали жители: сорок пар лежали у них на балконах и в гаражах.",
    "Взять их можно на три дня по читательскому билету, как взрослую книгу.",
)


def headline(*lines: str) -> str:
    (story,) = split(normalise("\n".join(lines))).stories
    return story.headline


@pytest.mark.parametrize(
    ("title", "deck", "stamps", "text"),
    [
        (
            "Ostrava ferry to sail again after eleven weeks",
            "New engine has a finer filter and was tried on the river",
            ("By Jana Mostova", "4 May 2025"),
            ENGLISH,
        ),
        (
            "Rescatan a una cabra del tejado de la iglesia de Almuñécar",
            "Una vecina reconoció al animal por la campana",
            ("Por Lucía Ferrer", "6 de mayo de 2025 • 17:44 hs"),
            SPANISH,
        ),
        (
            "Библиотека Заозерска начала выдавать лыжи",
            "Сорок пар собрали жители по балконам и гаражам",
            ("Вера Ильина", "6 мая, 00:15 / Город"),
            RUSSIAN,
        ),
    ],
)
def test_the_deck_above_who_and_when_is_not_the_headline(
    title: str, deck: str, stamps: tuple[str, ...], text: tuple[str, ...]
) -> None:
    assert headline(title, deck, *stamps, *text) == title
    assert headline("News", "Sport", "Town and Country", title, deck, *stamps, *text) == title


@pytest.mark.parametrize(
    ("stamp", "title", "text"),
    [
        (
            "2025/05/04 16:20（05/04 17:05 updated）",
            "Ostrava ferry to sail again after eleven weeks",
            ENGLISH,
        ),
        ("Sunday, May 04, 2025 — updated on May 05, 2025", "Ostrava ferry to sail again", ENGLISH),
        ("Almuñécar - 6 may 2025 - 05:30CET", "Rescatan a una cabra del tejado de la iglesia", SPANISH),
        ("19 марта 2025, 00:15 / Город, Культура", "Библиотека Заозерска начала выдавать лыжи", RUSSIAN),
    ],
)
def test_a_line_that_says_when_is_not_the_headline(stamp: str, title: str, text: tuple[str, ...]) -> None:
    assert headline("The Daily Ledger", title, stamp, *text) == title
