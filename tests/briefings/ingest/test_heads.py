"""Which of the lines above a text is its headline."""

from __future__ import annotations

import textwrap

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


@pytest.mark.parametrize(
    ("site", "title", "deck", "stamps", "text"),
    [
        (
            "Ostrava Evening Courier Live TV",
            "Ostrava ferry to sail again from Monday after eleven weeks with its engine ruined by a plastic bag",
            "People of the town have paid for half of the repair",
            ("Share", "Jana Mostova", "4 May 2025 at 12:14 - updated 4 May 2025 at 13:40Reading time2 min"),
            ENGLISH,
        ),
        (
            "MADRID·GALICIA·ASTURIAS·C. VALENCIANA·ÚLTIMAS NOTICIAS",
            "La cabra que subió a la iglesia: los bomberos de Almuñécar la rescatan tras tres días en el tejado",
            "El animal aprovechó un andamio de los obreros para subir hasta lo más alto",
            ("Lucía Ferrer", "Almuñécar - 6 may 2025 - 05:30CET", "Copiar enlace"),
            SPANISH,
        ),
        (
            "Вечерняя газета города Заозерска",
            "Библиотека Заозерска с понедельника выдает читателям лыжи, которые пылились на балконах и в гаражах",
            "Взять их можно по читательскому билету, как взрослую книгу",
            ("Вера Ильина", "6 мая 2025, 00:15 / Город"),
            RUSSIAN,
        ),
    ],
)
def test_a_long_headline_does_not_go_on_in_its_deck(
    site: str, title: str, deck: str, stamps: tuple[str, ...], text: tuple[str, ...]
) -> None:
    assert headline("Menu", site, "News", title, deck, *stamps, *text) == title
    assert headline("Menu", site, "News", title, *stamps, *text) == title


def test_a_lead_that_was_broken_below_its_headline_is_no_second_headline() -> None:
    first, *rest = ENGLISH
    at = first.index("Monday")
    title = "Ferry will sail again after eleven weeks"
    (story,) = split(normalise("\n".join([title, first[:at], first[at:], *rest]))).stories
    assert (story.headline, story.paragraphs) == (title, ENGLISH)


@pytest.mark.parametrize(
    ("rows", "text"),
    [
        (("OSTRAVA FERRY TO SAIL AGAIN AFTER", "ELEVEN WEEKS IN THE DOCK"), ENGLISH),
        (("RESCATAN A UNA CABRA DEL TEJADO", "QUE NADIE SABE CÓMO ALCANZÓ"), SPANISH),
        (("БИБЛИОТЕКА ЗАОЗЕРСКА ВЫДАЕТ ЛЫЖИ", "ВСЕМ, КТО УМЕЕТ КАТАТЬСЯ"), RUSSIAN),
    ],
)
def test_a_headline_in_capitals_may_run_over_two_lines(rows: tuple[str, str], text: tuple[str, ...]) -> None:
    assert headline("CITY", *rows, *text) == " ".join(rows)


@pytest.mark.parametrize(
    "byline",
    [
        "dal nostro inviato Davide Corsini",
        "By Jana Mostova and Karel Brod | Staff writers",
        "Par Solène Vautrin (Thionville [Moselle], envoyée spéciale)",
    ],
)
def test_who_wrote_it_is_no_part_of_a_headline(byline: str) -> None:
    title = "Ostrava ferry to sail again from Monday after eleven weeks with its engine ruined by one bag"
    (story,) = split(normalise("\n".join([title, byline, *ENGLISH]))).stories
    assert story.headline == title
    assert story.byline is not None
    assert story.byline in byline


def test_a_wrapped_text_that_opens_with_its_place_does_not_swallow_the_headline_above_it() -> None:
    second = textwrap.fill("OSTRAVA (CW) — " + ENGLISH[0], 70)
    title = "Ostrava ferry will sail again as engine is replaced, its captain says"
    others = [textwrap.fill(text, 70) for text in (*SPANISH, *ENGLISH[1:])]
    stories = split(
        normalise("\n".join([SPANISH[0][:40], *others[:3], "", title, second, *others[3:]]))
    ).stories
    assert title in [story.headline for story in stories]


@pytest.mark.parametrize("sent", ["[09:14, 12/03/2025] Uncle Femi:", "[12/03/2025, 09:14] Uncle Femi:"])
def test_who_sent_a_message_is_no_part_of_its_headline(sent: str) -> None:
    assert (
        headline(f"{sent} *OSTRAVA FERRY TO SAIL AGAIN ON MONDAY*", "", *ENGLISH)
        == "OSTRAVA FERRY TO SAIL AGAIN ON MONDAY"
    )


@pytest.mark.parametrize("copy", ["{} - Evening Courier, 04.05.2025", "Evening Courier | {}", "NewsRiver{}"])
def test_the_title_of_a_page_that_holds_the_headline_is_not_the_headline(copy: str) -> None:
    title = "Ostrava ferry to sail again after eleven weeks"
    assert headline("Evening Courier", copy.format(title), title, "4 May 2025", *ENGLISH) == title
    assert headline("Evening Courier", title, copy.format(title), "4 May 2025", *ENGLISH) == title


@pytest.mark.parametrize(
    ("title", "caption", "stamps", "text"),
    [
        (
            "Ostrava ferry to sail again",
            "New engine of the Ostrava ferry (Photo Desk)",
            ("4 May 2025",),
            ENGLISH,
        ),
        (
            "Una cabra en lo más alto",
            "Una cabra en el tejado de la iglesia (archivo)",
            ("Lucía Ferrer", "6 de mayo de 2025 • 17:44 hs"),
            SPANISH,
        ),
        (
            "Лыжи вместо книг в библиотеке",
            "Лыжи читателей в Заозерске (архив)",
            ("6 мая 2025, 00:15",),
            RUSSIAN,
        ),
    ],
)
def test_a_caption_below_who_and_when_is_not_the_headline(
    title: str, caption: str, stamps: tuple[str, ...], text: tuple[str, ...]
) -> None:
    assert headline(title, *stamps, "Share", "Listen", caption, *text) == title


@pytest.mark.parametrize(
    ("title", "section", "text"),
    [
        ("Ostrava ferry to sail again after eleven weeks", "'A finer filter'", ENGLISH),
        ("Ostrava ferry to sail again after eleven weeks", "Captain Lodnik tries the engine", ENGLISH),
        (
            "Una cabra en el tejado de la iglesia de Almuñécar",
            "«Subió por el andamio de los obreros»",
            SPANISH,
        ),
        ("Библиотека Заозерска начала выдавать лыжи", "◇ Лыжи собрали жители", RUSSIAN),
    ],
)
def test_what_heads_a_part_of_a_text_is_no_second_headline(
    title: str, section: str, text: tuple[str, ...]
) -> None:
    first, *rest = text
    assert headline(title, "4.05.2025, 10:15", first, "Share", "14:33", section, *rest) == title


@pytest.mark.parametrize(
    ("title", "stamps", "text"),
    [
        ("Ostrava ferry sails. Its engine was made for tractors", ("By Jana Mostova", "4 May 2025"), ENGLISH),
        ("La cabra bajó del tejado de la iglesia.", ("Por Lucía Ferrer", "6 de mayo de 2025"), SPANISH),
        (
            "Библиотека Заозерска собрала сорок пар лыж с балконов. Теперь их выдают по билету, как книги, всем жителям",
            ("6 мая 2025, 00:15",),
            RUSSIAN,
        ),
    ],
)
def test_a_headline_may_end_like_a_sentence_or_hold_two(
    title: str, stamps: tuple[str, ...], text: tuple[str, ...]
) -> None:
    (story,) = split(normalise("\n".join(["Stories", title, *stamps, *text]))).stories
    assert (story.headline, story.paragraphs) == (title, text)


@pytest.mark.parametrize(
    ("title", "call", "text"),
    [
        (
            "Ostrava ferry to sail again after eleven weeks",
            "🔔 News of captain Petr Lodnik and the Ostrava ferry",
            ENGLISH,
        ),
        (
            "Una cabra en el tejado de la iglesia de Almuñécar",
            "📲 El animal del andamio en tu móvil",
            SPANISH,
        ),
        ("Библиотека Заозерска начала выдавать лыжи", "👉 Лыжи жители Заозерска собрали у нас", RUSSIAN),
    ],
)
def test_a_line_with_a_picture_is_no_second_headline_where_the_first_has_none(
    title: str, call: str, text: tuple[str, ...]
) -> None:
    first, *rest = text
    assert headline(title, first, "", call, "", *rest) == title


def test_headlines_that_all_have_pictures_are_headlines() -> None:
    titles = [
        "Ostrava ferry to sail again after eleven weeks",
        "Rescatan a una cabra del tejado de la iglesia",
    ]
    stories = split(
        normalise("\n\n".join((f"🔥 {titles[0]}", *ENGLISH, f"🔥 {titles[1]}", *SPANISH)))
    ).stories
    assert [story.headline for story in stories] == titles
