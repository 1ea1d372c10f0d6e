"""How long sending is said to take."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.delivery.forecast import MEASURED_OVER, Forecast
from bot.render.renderer import roughly

NOW = datetime(2026, 3, 1, 8, tzinfo=UTC)


def seconds(number: float) -> timedelta:
    return timedelta(seconds=number)


def test_before_the_first_are_sent_the_pace_tells() -> None:
    forecast = Forecast(28.5)
    assert roughly(forecast.at_pace(12_000)) == "about 7 minutes"
    forecast.saw(1, 0, NOW)
    assert forecast.left(1, 12_000) == forecast.at_pace(12_000)


def test_then_what_is_measured_tells() -> None:
    forecast = Forecast(28.5)
    for second in range(20):
        forecast.saw(1, second * 10, NOW + seconds(second))
    assert forecast.left(1, 600) == seconds(60)


def test_only_the_last_half_minute_counts() -> None:
    forecast = Forecast(28.5)
    for second in range(200):
        forecast.saw(1, 10 * min(second, 100) + max(0, second - 100), NOW + seconds(second))
    assert forecast.left(1, 60) == seconds(60)
    assert len(forecast._seen[1]) <= MEASURED_OVER.total_seconds() + 1


def test_while_nothing_moves_nothing_is_promised() -> None:
    forecast = Forecast(28.5)
    for second in (0, 5):
        forecast.saw(1, 100, NOW + seconds(second))
    assert forecast.left(1, 60) is None
    forecast.forget(1)
    assert forecast.left(1, 57) == seconds(2)


@pytest.mark.parametrize(
    ("length", "told"),
    [
        (59, "less than a minute"),
        (60, "about 1 minute"),
        (421, "about 7 minutes"),
        (2 * 3600, "about 2 hours"),
        (3 * 24 * 3600, "about 3 days"),
    ],
)
def test_durations_are_told_as_people_guess_them(length: int, told: str) -> None:
    assert roughly(seconds(length)) == told
