"""The voice: filters, escaping, and that no template misses a name silently."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from jinja2 import UndefinedError

from bot.render.renderer import Renderer, cut, number, plural
from briefings.errors import BriefingError

NOW = datetime(2025, 11, 24, 14, 5, tzinfo=UTC)


@pytest.fixture
def renderer() -> Renderer:
    return Renderer(lambda: NOW)


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (NOW, "24 Nov, 14:05 UTC"),
        (NOW.astimezone(timezone(timedelta(hours=9))), "24 Nov, 14:05 UTC"),
        (NOW.replace(year=2024, month=9, day=1), "1 Sept 2024, 14:05 UTC"),
    ],
)
def test_times_are_said_in_utc_with_the_year_where_it_is_another(
    renderer: Renderer, moment: datetime, words: str
) -> None:
    assert renderer.when(moment) == words


def test_times_are_told_by_the_clock_of_the_reader(renderer: Renderer) -> None:
    assert renderer.speaking("en", ZoneInfo("Asia/Seoul")).when(NOW) == "24 Nov, 23:05"
    assert renderer.speaking("en", ZoneInfo("Asia/Seoul")).when(NOW.replace(hour=15)) == "25 Nov, 00:05"


def test_numbers_agree_with_their_nouns() -> None:
    assert plural(1, "story", "stories") == "1 story"
    assert plural(0, "reader") == "0 readers"
    assert plural(12_345, "reader") == "12,345 readers"
    assert number(1_000_000) == "1,000,000"


def test_long_lines_are_cut_at_a_word() -> None:
    assert cut("The foreign minister left", 12) == "The foreign…"
    assert cut("short", 12) == "short"
    assert len(cut("x" * 50, 12)) == 12


def test_no_character_is_cut_in_the_midst() -> None:
    assert cut("🇰🇵" * 9, 6) == "🇰🇵🇰🇵…"
    assert cut("น้ำท่วมใหญ่", 5) == "น้ำ…"
    assert len(cut("a" + "\u0301" * 50, 12)) == 12


def test_what_people_wrote_is_escaped_in_html_and_left_in_labels(renderer: Renderer) -> None:
    assert "&lt;b&gt; &amp;" in renderer.render(
        "unknown_topic", query="<b> &", nearest=[], standings=[], named=[]
    )
    assert renderer.toast("error", error=BriefingError("<b> & “")) == "<b> & “"


def test_a_missing_name_is_an_error(renderer: Renderer) -> None:
    with pytest.raises(UndefinedError):
        renderer.render("unknown_topic")
