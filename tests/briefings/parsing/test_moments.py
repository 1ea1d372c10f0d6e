"""Moments as editors write them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from briefings.errors import NotUnderstood
from briefings.parsing import moments

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 3, 27, 12, 0, tzinfo=UTC)  # a Friday, 13:00 in Berlin; clocks go forward on Sunday


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("18:30", datetime(2026, 3, 27, 17, 30, tzinfo=UTC)),
        ("today 18:30", datetime(2026, 3, 27, 17, 30, tzinfo=UTC)),
        ("tomorrow 07:00", datetime(2026, 3, 28, 6, 0, tzinfo=UTC)),
        ("monday 9:00", datetime(2026, 3, 30, 7, 0, tzinfo=UTC)),
        ("friday 9:00", datetime(2026, 4, 3, 7, 0, tzinfo=UTC)),
        ("2026-11-30 18:30", datetime(2026, 11, 30, 17, 30, tzinfo=UTC)),
        ("31 Mar 18:30", datetime(2026, 3, 31, 16, 30, tzinfo=UTC)),
        ("on 31.3. at 18:30", datetime(2026, 3, 31, 16, 30, tzinfo=UTC)),
        ("18:30 31 марта", datetime(2026, 3, 31, 16, 30, tzinfo=UTC)),
        ("завтра в 7:00", datetime(2026, 3, 28, 6, 0, tzinfo=UTC)),
        ("in 20 minutes", datetime(2026, 3, 27, 12, 20, tzinfo=UTC)),
        ("in 2 h", datetime(2026, 3, 27, 14, 0, tzinfo=UTC)),
        ("2026-10-25 02:30", datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),  # comes twice: the first
    ],
)
def test_a_moment_is_read_by_the_editors_clock(text: str, moment: datetime) -> None:
    assert moments.read(text, BERLIN, NOW) == moment


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("In 20 Minutes", 20),
        ("in 90m", 90),
        ("in an hour", 60),
        ("in half an hour", 30),
        ("within 3 hrs", 180),
        ("через 20 минут", 20),
        ("через час", 60),
        ("через полчаса", 30),
        ("через 2 ч.", 120),
        ("20분 후", 20),
        ("2시간 뒤에", 120),
        ("한 시간 후에", 60),
        ("en 20 minutos", 20),
        ("dentro de una hora", 60),
        ("en media hora", 30),
        ("بعد ٢٠ دقيقة", 20),
        ("بعد ساعتين", 120),
        ("بعد نصف ساعة", 30),
        ("خلال 3 ساعات", 180),
    ],
)
def test_a_span_from_now_is_read_in_every_language(text: str, minutes: int) -> None:
    assert moments.read(text, BERLIN, NOW) == NOW + timedelta(minutes=minutes)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("12:59", "is past"),
        ("2026-03-26 18:30", "is past"),
        ("2026-03-29 02:30", "clocks are put forward"),
        ("2029-01-01 10:00", "more than a year"),
        ("yesterday 10:00", "is past"),
        ("someday 10:00", "I do not know the day"),
        ("5 April", "I do not understand"),
        ("soon", "I do not understand"),
        ("", "I do not understand"),
        ("25:00", "I do not understand"),
        ("20 minutes", "I do not understand"),
        ("in 0 minutes", "is past"),
        ("in 99999 minutes", "I do not understand"),
        ("в час", "I do not understand"),
        ("in 9000 hours", "more than a year"),
    ],
)
def test_what_is_no_moment_to_come_is_said_in_a_sentence(text: str, words: str) -> None:
    with pytest.raises(NotUnderstood, match=words):
        moments.read(text, BERLIN, NOW)
