from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

import pytest
from babel.dates import format_timedelta

from briefings.errors import NotUnderstood
from briefings.parsing.arguments import FOREVER, clock, is_off, length, phrases, quiet, slots, until
from briefings.parsing.vocabulary import LANGUAGES
from briefings.preferences import Length
from briefings.schedule import EVERY_DAY, WEEKDAYS, WEEKEND, QuietHours, Slot

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("8", [Slot(time(8), EVERY_DAY)]),
        ("8:00 18:30 weekdays", [Slot(time(8), WEEKDAYS), Slot(time(18, 30), WEEKDAYS)]),
        ("8:00, 18:30", [Slot(time(8)), Slot(time(18, 30))]),
        ("8 am and 6:30 pm weekends", [Slot(time(8), WEEKEND), Slot(time(18, 30), WEEKEND)]),
        ("mon Wed fridays 7.30", [Slot(time(7, 30), frozenset({0, 2, 4}))]),
        ("daily 0:00", [Slot(time(0))]),
        ("8:00 mon-fri", [Slot(time(8), WEEKDAYS)]),
        ("8:00 Monday to Friday", [Slot(time(8), WEEKDAYS)]),
        ("every day at 8", [Slot(time(8))]),
        ("8:00 fri–mon", [Slot(time(8), frozenset({4, 5, 6, 0}))]),
        ("в 8:00 и 18:30 по будням", [Slot(time(8), WEEKDAYS), Slot(time(18, 30), WEEKDAYS)]),
        ("8:00 по понедельникам и средам", [Slot(time(8), frozenset({0, 2}))]),
        ("8.00 Пн, ср, в пятницу", [Slot(time(8), frozenset({0, 2, 4}))]),
        ("с понедельника по четверг 7:15", [Slot(time(7, 15), frozenset({0, 1, 2, 3}))]),
        ("8 каждый день", [Slot(time(8))]),
        ("7:00 entre semana", [Slot(time(7), WEEKDAYS)]),
        ("a las 9 los fines de semana", [Slot(time(9), WEEKEND)]),
        ("8:00 miércoles y sabados", [Slot(time(8), frozenset({2, 5}))]),
        ("de lunes a viernes a las 8:00", [Slot(time(8), WEEKDAYS)]),
        ("8:00 todos los días", [Slot(time(8))]),
        ("a las 8 horas y a las 19h", [Slot(time(8)), Slot(time(19))]),
        ("8 o'clock, 9 o’clock", [Slot(time(8)), Slot(time(9))]),
        ("평일 8시 30분", [Slot(time(8, 30), WEEKDAYS)]),
        ("매일 오후 6시", [Slot(time(18))]),
        ("8 утра и 7 часов вечера", [Slot(time(8)), Slot(time(19))]),
        ("12 ночи, 2 ночи, 12 дня", [Slot(time(0)), Slot(time(2)), Slot(time(12))]),
        ("a las 8 de la mañana y a las 9:30 de la noche", [Slot(time(8)), Slot(time(21, 30))]),
        ("8 in the morning, 20:00 in the evening", [Slot(time(8)), Slot(time(20))]),
        ("아침 8시 밤 10시 30분", [Slot(time(8)), Slot(time(22, 30))]),
        ("٨ صباحًا و٩ مساءً", [Slot(time(8)), Slot(time(21))]),
        ("8:00 월수금", [Slot(time(8), frozenset({0, 2, 4}))]),
        ("월요일부터 금요일까지 8시에", [Slot(time(8), WEEKDAYS)]),
        ("8:00 토요일에", [Slot(time(8), frozenset({5}))]),
        ("٨:٠٠ كل يوم", [Slot(time(8))]),
        ("8:00 من الإثنين إلى الجمعة", [Slot(time(8), WEEKDAYS)]),
        ("8:00 السبت والأحد", [Slot(time(8), WEEKEND)]),
        ("8:00 أيام العمل", [Slot(time(8), WEEKDAYS)]),
    ],
)
def test_digest_times_are_read_with_their_days(text: str, expected: list[Slot]) -> None:
    assert slots(text) == tuple(expected)


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("mondays tues. thurs fri", {0, 1, 3, 4}),
        ("Sunday's saturday’s", {6, 5}),
        ("вторник пятницей пт. субботами", {1, 4, 5}),
        ("четвергам средой воскресеньям", {3, 2, 6}),
        ("월요일마다 화요일은", {0, 1}),
        ("sábados, domingos", {5, 6}),
        ("الاربعا والاثنين", {2, 0}),
    ],
)
def test_days_are_read_in_all_their_forms(words: str, days: set[int]) -> None:
    assert slots(f"8:00 {words}") == (Slot(time(8), frozenset(days)),)


@pytest.mark.parametrize(
    "word",
    [
        "sunny",
        "fries",
        "monk",
        "sundae",
        "martens",
        "lunette",
        "mass",
        "dos",
        "más",
        "среди",
        "среднее",
        "четверти",
        "احدى",
    ],
)
def test_words_that_only_begin_as_days_do_are_none(word: str) -> None:
    with pytest.raises(NotUnderstood, match="8:00 18:00"):
        slots(f"8:00 {word}")


@pytest.mark.parametrize(
    "text", ["", "weekdays", "25:00", "soon", "8:00 someday", "8-18", "8 to 10", "завтрак", "<b>"]
)
def test_digest_times_that_cannot_be_read_are_explained(text: str) -> None:
    with pytest.raises(NotUnderstood, match="/digest 8:00 18:00 weekdays"):
        slots(text)


@pytest.mark.parametrize(
    "text",
    [
        "22:00 7:00",
        "22-7",
        "22:00–7:00",
        "22:00 to 7:00",
        "10pm 7am",
        "10 pm until 7 am",
        "с 22 до 7",
        "de 22:00 a 7:00",
        "오후 10시부터 오전 7시까지",
        "من ٢٢:٠٠ إلى ٧:٠٠",
    ],
)
def test_quiet_hours_are_read(text: str) -> None:
    assert quiet(text) == QuietHours(time(22), time(7))


@pytest.mark.parametrize("text", ["", "22", "22 22", "night", "22 7 8"])
def test_quiet_hours_that_cannot_be_read_are_explained(text: str) -> None:
    with pytest.raises(NotUnderstood, match="/quiet 22:00 7:00"):
        quiet(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("day", NOW + timedelta(days=1)),
        ("a week", NOW + timedelta(days=7)),
        ("3 Days", NOW + timedelta(days=3)),
        ("2026-03-05", datetime(2026, 3, 4, 23, 0, tzinfo=UTC)),
        ("", NOW + FOREVER),
        ("tomorrow", datetime(2026, 3, 1, 23, 0, tzinfo=UTC)),
        ("until 31 Dec", datetime(2026, 12, 30, 23, 0, tzinfo=UTC)),
        ("до 31 декабря", datetime(2026, 12, 30, 23, 0, tzinfo=UTC)),
        ("12월 31일까지", datetime(2026, 12, 30, 23, 0, tzinfo=UTC)),
        ("hasta el 31 de diciembre", datetime(2026, 12, 30, 23, 0, tzinfo=UTC)),
        ("حتى 31 ديسمبر", datetime(2026, 12, 30, 23, 0, tzinfo=UTC)),
        ("until Monday", datetime(2026, 3, 1, 23, 0, tzinfo=UTC)),
        ("Sunday", datetime(2026, 3, 7, 23, 0, tzinfo=UTC)),
        ("5.3.2026", datetime(2026, 3, 4, 23, 0, tzinfo=UTC)),
        ("3 дня", NOW + timedelta(days=3)),
        ("на неделю", NOW + timedelta(days=7)),
        ("до завтра", datetime(2026, 3, 1, 23, 0, tzinfo=UTC)),
        ("до пятницы", datetime(2026, 3, 5, 23, 0, tzinfo=UTC)),
        ("навсегда", NOW + FOREVER),
        ("una semana", NOW + timedelta(days=7)),
        ("2 Meses", NOW + timedelta(days=60)),
        ("hasta mañana", datetime(2026, 3, 1, 23, 0, tzinfo=UTC)),
        ("3일 동안", NOW + timedelta(days=3)),
        ("사흘", NOW + timedelta(days=3)),
        ("한 달", NOW + timedelta(days=30)),
        ("2주간", NOW + timedelta(days=14)),
        ("내일까지", datetime(2026, 3, 1, 23, 0, tzinfo=UTC)),
        ("٣ أيام", NOW + timedelta(days=3)),
        ("أسبوعين", NOW + timedelta(days=14)),
        ("غدًا", datetime(2026, 3, 1, 23, 0, tzinfo=UTC)),
        ("حتى الجمعة", datetime(2026, 3, 5, 23, 0, tzinfo=UTC)),
    ],
)
def test_silences_are_read(text: str, expected: datetime) -> None:
    assert until(text, BERLIN, NOW) == expected


@pytest.mark.parametrize(
    "text", ["2026-02-01", "2029-01-01", "999 months", "0 days", "tomorrowish", "2026-02-30"]
)
def test_silences_that_cannot_be_are_refused(text: str) -> None:
    with pytest.raises(NotUnderstood):
        until(text, BERLIN, NOW)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("unit", "days"), [("day", 1), ("week", 7), ("month", 30)])
def test_spans_are_read_as_the_locale_writes_them(
    language: str, unit: Literal["day", "week", "month"], days: int
) -> None:
    for number in range(1, 12):
        span = timedelta(days=number * days)
        written = format_timedelta(span, unit, threshold=10_000, locale=language)
        read = until(written, BERLIN, NOW) - NOW
        assert read == span, written


@pytest.mark.parametrize("text", ["off", "Выкл", "끄기", "desactivar", "إيقاف"])
def test_what_is_to_end_is_said_in_any_language(text: str) -> None:
    assert is_off(text)
    assert not is_off("8:00")


@pytest.mark.parametrize("text", ["full", "Полностью", "전체", "길게", "completo", "كامل"])
def test_lengths_are_read(text: str) -> None:
    assert length(text) is Length.FULL


@pytest.mark.parametrize("text", ["14:05", "2:05 pm", "١٤:٠٥", "14시 5분", "오후 2시 5분"])
def test_what_a_clock_shows_is_read(text: str) -> None:
    assert clock(text) == time(14, 5)


@pytest.mark.parametrize("text", ["Berlin", "", "25:00", "14:05 15:05"])
def test_what_no_clock_shows_is_no_time(text: str) -> None:
    assert clock(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("football", ["football"]),
        ("football match", ["football match"]),
        ("football, ice hockey\nchess", ["football", "ice hockey", "chess"]),
        ("كرة القدم، شطرنج", ["كرة القدم", "شطرنج"]),
        ("“Paris, Texas”, rain, rain", ["Paris, Texas", "rain"]),
        ("football, ?", ["football"]),
        ("Moscow's", ["Moscow's"]),
        ("?!", ["?!"]),
        ("", [""]),
    ],
)
def test_words_and_phrases_are_told_apart(text: str, expected: list[str]) -> None:
    assert phrases(text) == expected
