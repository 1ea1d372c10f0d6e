"""Numbers as a picture."""

from __future__ import annotations

from datetime import date, timedelta

from bot import charts
from briefings.handover import Trend


async def test_thirty_days_become_a_png() -> None:
    days = tuple(date(2026, 1, 1) + timedelta(days=number) for number in range(31))
    trend = Trend(days, tuple(range(31)), tuple(range(100, 131)))
    picture = await charts.draw(trend, [("US–Russia", 12), ("<b>&", 3)])
    assert picture is not None
    assert picture.startswith(b"\x89PNG")
    assert 10_000 < len(picture) < 300_000
