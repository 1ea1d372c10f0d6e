from __future__ import annotations

from datetime import date

import pytest

from briefings.parsing import dates

TUESDAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "31 Dec",
            "Dec 31",
            "31 dec.",
            "December 31st",
            "31 December 2026",
            "Dec 31, 2026",
            "31st of December",
            "the 31st of Dec",
        ),
        *("31.12.", "31.12", "31/12", "12/31", "31-12", "31.12.2026", "31/12/26", "2026-12-31", "2026/12/31"),
        *(
            "31 декабря",
            "31 дек",
            "31 декабрь 2026",
            "31 декабря 2026 г.",
            "31 декабря 2026 года",
            "31-го декабря",
            "2026년 12월 31일",
            "12월31일",
            "2026. 12. 31.",
        ),
        *("31 de diciembre", "31 de diciembre de 2026", "31 dic", "٣١ ديسمبر", "31 ديسمبر 2026", "٣١/١٢"),
    ],
)
def test_a_date_is_read_as_people_write_it(text: str) -> None:
    assert dates.read(text, TUESDAY) == date(2026, 12, 31)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        *(
            (word, date(2026, 11, 25))
            for word in ("tomorrow", "завтра", "내일", "mañana", "غدا", "Wednesday", "ср")
        ),
        *((word, TUESDAY) for word in ("today", "сегодня", "오늘", "hoy", "اليوم", "24 Nov")),
        ("yesterday", date(2026, 11, 23)),
        ("viernes", date(2026, 11, 27)),
        ("tue", date(2026, 12, 1)),
        ("23 Nov", date(2027, 11, 23)),
        ("29 Feb", date(2028, 2, 29)),
        ("1 May", date(2027, 5, 1)),
        ("1 мая", date(2027, 5, 1)),
        ("1º de mayo", date(2027, 5, 1)),
        ("Mar 1", date(2027, 3, 1)),
        ("1/5/00", date(2000, 5, 1)),
    ],
)
def test_a_day_without_a_year_is_the_next_one(text: str, day: date) -> None:
    assert dates.read(text, TUESDAY) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("31 Dec", date(2025, 12, 31)),
        ("24.11.", TUESDAY),
        ("tuesday", TUESDAY),
        ("wed", date(2026, 11, 18)),
        ("29 Feb", date(2024, 2, 29)),
        ("вчера", date(2026, 11, 23)),
        ("31 Dec 2027", date(2027, 12, 31)),
    ],
)
def test_a_day_that_is_past_is_the_last_one(text: str, day: date) -> None:
    assert dates.read(text, TUESDAY, past=True) == day


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "31",
            "Dec",
            "32 Dec",
            "31.13.",
            "30 Feb",
            "2026",
            "weekend",
            "31 Dec Dec",
            "soon",
            "Dec 2026 31",
        ),
        *("0000-01-01", "1 Jan 0000", "0001-01-01", "9999-12-31", "monday o", "sun 5", "sun5"),
    ],
)
def test_what_is_no_day_is_none(text: str) -> None:
    assert dates.read(text, TUESDAY) is None
