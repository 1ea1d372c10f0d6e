from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from briefings.errors import NotUnderstood
from briefings.schedule import EVERY_DAY, WEEKDAYS, WEEKEND, QuietHours, Slot
from briefings.spoken import FOREVER, quiet, slots, until

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
    ],
)
def test_digest_times_are_read_with_their_days(text: str, expected: list[Slot]) -> None:
    assert slots(text) == tuple(expected)


@pytest.mark.parametrize("text", ["", "weekdays", "25:00", "soon", "8:00 someday", "<b>"])
def test_digest_times_that_cannot_be_read_are_explained(text: str) -> None:
    with pytest.raises(NotUnderstood, match="/digest 8:00 18:00 weekdays"):
        slots(text)


@pytest.mark.parametrize(
    "text", ["22:00 7:00", "22-7", "22:00–7:00", "22:00 to 7:00", "10pm 7am", "10 pm until 7 am"]
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
