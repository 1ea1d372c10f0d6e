"""What a page says twice: pull quotes within the text, points above it."""

from __future__ import annotations

import pytest

from briefings.ingest.split import split
from briefings.ingest.text import normalise

TITLE = "Hallvik keeps its night trams"
LEAD = "Hallvik will keep its night trams for two more years, the council decided on Monday after a debate of six hours."
QUOTE = "“We counted every rider for a year, and nobody believed the number,” said Ola Lind, who drives line 4. “Then they rode along.”"
COST = "The trams cost the city about four million crowns a year, and half of it is paid by the region."
LAST = "A third line is to follow in June, when the new bridge opens."
TEXT = (LEAD, QUOTE, COST, LAST)

LEAD_DE = "Die Nachtbahnen in Hallvik fahren zwei weitere Jahre, beschloss der Rat am Montag nach sechs Stunden Debatte."
QUOTE_DE = "„Wir haben ein Jahr lang jeden Fahrgast gezählt, und niemand glaubte die Zahl“, sagte Ola Lind, der die Linie 4 fährt."
COST_DE = "Die Bahnen kosten die Stadt rund vier Millionen Kronen im Jahr, die Hälfte zahlt die Region."

LEAD_RU = "Ночные трамваи в Хальмске будут ходить ещё два года, решил городской совет в понедельник после шести часов споров."
QUOTE_RU = "«Мы целый год считали каждого пассажира, и числу никто не поверил», — сказал Олег Линд, который водит четвёртый маршрут."
COST_RU = "Трамваи обходятся городу в четыре миллиона крон в год, половину платит область."


def read(text: str) -> tuple[str, tuple[str, ...]]:
    (story,) = split(normalise(text)).stories
    return story.headline, story.paragraphs


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
@pytest.mark.parametrize(
    "pulled",
    [
        "“We counted every rider for a year, and nobody believed the number.”\nOla Lind", "“We counted every rider for a year, and nobody believed the number. Then they rode along.”\nOla Lind, line 4",
        "“We counted every rider\nfor a year, and nobody\nbelieved the number.”\nOLA LIND", '"WE COUNTED EVERY RIDER FOR A YEAR, AND NOBODY BELIEVED THE NUMBER."',
    ],
)  # fmt: skip
def test_a_pull_quote_is_told_once(pulled: str, gap: str) -> None:
    assert read(gap.join((TITLE, LEAD, QUOTE, pulled, COST, LAST))) == (TITLE, TEXT)
    assert read(gap.join((TITLE, LEAD, pulled, QUOTE, COST, LAST))) == (TITLE, TEXT)


@pytest.mark.parametrize(
    ("pulled", "text"),
    [
        ("„Wir haben ein Jahr lang jeden Fahrgast gezählt, und niemand glaubte die Zahl.“", (LEAD_DE, QUOTE_DE, COST_DE)),
        ("«Мы целый год считали каждого пассажира, и числу никто не поверил».", (LEAD_RU, QUOTE_RU, COST_RU)),
    ],
)  # fmt: skip
def test_a_pull_quote_is_told_once_in_other_languages(pulled: str, text: tuple[str, ...]) -> None:
    assert read("\n\n".join((text[0][:40].rsplit(" ", 1)[0], *text[:2], pulled, text[2])))[1] == text


def test_a_headline_in_the_words_of_the_text_stays() -> None:
    title = "Hallvik will keep its night trams for two more years"
    assert read("\n\n".join((title, *TEXT))) == (title, TEXT)
    assert read("\n".join((title, *TEXT))) == (title, TEXT)


def test_a_sentence_that_a_speaker_says_again_stays() -> None:
    again = "“They rode along,” he said."
    assert read("\n\n".join((TITLE, *TEXT, again))) == (TITLE, (*TEXT, again))


@pytest.mark.parametrize(
    ("box", "text"),
    [
        ("In short:\nHallvik keeps its night trams for two years.\nHalf of the cost is paid by the region.", TEXT),
        ("Key points:\n• Hallvik keeps its night trams.\n• The region pays half of the cost.", TEXT),
        ("At a glance\nThe trams stay for two more years. The region pays half.", TEXT),
        ("• Hallvik keeps its night trams.\n• The region pays half of the cost.", TEXT),
        ("Das Wichtigste in Kürze\nDie Nachtbahnen fahren zwei weitere Jahre.\nDie Region zahlt die Hälfte.", (LEAD_DE, QUOTE_DE, COST_DE)),
        ("Главное\nНочные трамваи сохранят на два года.\nПоловину расходов оплатит область.", (LEAD_RU, QUOTE_RU, COST_RU)),
    ],
)  # fmt: skip
def test_what_an_article_says_in_short_above_its_text_is_no_text(box: str, text: tuple[str, ...]) -> None:
    body = "\n\n".join(text)
    assert read(f"{TITLE}\n\nBy Ola Lind\n\n{box}\n\n{body}")[1] == text


def test_in_a_page_without_blank_lines_a_box_ends_where_a_paragraph_of_two_sentences_begins() -> None:
    lead = f"{LEAD} It was the third vote."
    body = "\n".join((lead, *TEXT[1:]))
    points = "The trams stay for two years.\nThe region pays half."
    assert read(f"{TITLE}\nBy Ola Lind\nIn short:\n{points}\n{body}")[1] == (lead, *TEXT[1:])
    more = "What's next?\nThe council votes on the third line in June."
    assert read(f"{TITLE}\nBy Ola Lind\nIn short:\n{points}\n{more}\n" + "\n".join(TEXT))[1] == TEXT


def test_a_list_within_an_article_stays() -> None:
    items = ("• Line 4 runs until two.", "• Line 6 runs until three.")
    assert read("\n\n".join((TITLE, *TEXT[:3], *items, LAST)))[1] == (*TEXT[:3], *items, LAST)


def test_the_end_of_a_long_list_is_no_box_of_points() -> None:
    items = tuple(f"• Line {number} keeps its night trams." for number in range(1, 12))
    assert read("\n".join((TITLE, *items, *TEXT)))[1][: len(items)] == items
