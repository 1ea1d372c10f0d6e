"""Numbers as a picture."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from bot.render import charts
from briefings.desk.handover import Trend

DAYS = tuple(date(2026, 1, 1) + timedelta(days=number) for number in range(31))
# No font of any machine has these; the second stands in a font that comes with the library, but not in the usual one.
NOWHERE, ELSEWHERE = "\U000e0fff\U000e0ffe", "のの"


def numbers(*topics: tuple[str, str, int]) -> dict[str, Any]:
    return {
        "days": [day.isoformat() for day in DAYS],
        "messages": range(31),
        "readers": range(100, 131),
        "topics": topics,
    }


async def test_thirty_days_become_a_png() -> None:
    trend = Trend(DAYS, tuple(range(31)), tuple(range(100, 131)))
    picture = await charts.draw(trend, [("US–Russia", "us-russia", 12), ("<b>&", "other", 3)])
    assert picture is not None
    assert picture.startswith(b"\x89PNG")
    assert 10_000 < len(picture) < 300_000


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("US–Russia", "US–Russia"),
        ("Россия", "Россия"),
        ("A $1 tax on $2", "A $1 tax on $2"),
        (NOWHERE, "slug"),
        (f"Korea {NOWHERE}", "slug"),
        ("إيران", "slug"),
        ("ישראל", "slug"),
        ("हिन्दी", "slug"),
        (ELSEWHERE, ELSEWHERE),
        ("Bầu cử", "Bầu cử"),
        ("", "slug"),
        ("x" * 50, "x" * 39 + "…"),
    ],
)
def test_a_name_is_written_in_letters_that_are_there_and_look_right(name: str, written: str) -> None:
    (label,), _fonts = charts.labels([(name, "slug", 1)])
    assert label == written


def test_names_of_all_sorts_are_drawn_without_a_letter_missing() -> None:
    """The library warns of what it has no letter for, and a warning is an error here."""
    topics = [
        (name, "slug", 3) for name in ("北朝鮮", "북한", "एशिया", ELSEWHERE, NOWHERE, "$x^{$", "💶 Money")
    ]
    assert charts.picture(numbers(*topics)).startswith(b"\x89PNG")
