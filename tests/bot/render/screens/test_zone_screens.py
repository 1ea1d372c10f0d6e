from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.render import Renderer, screens

NOW = datetime(2026, 3, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "name", "chief"),
    [
        ("en", "USA", "America/New_York"),
        ("en", "uk", "Europe/London"),
        ("en", "Korea", "Asia/Seoul"),
        ("ru", "США", "America/New_York"),
        ("ko", "한국", "Asia/Seoul"),
        ("ko", "미국", "America/New_York"),
        ("es", "EE. UU.", "America/New_York"),
        ("ar", "السعودية", "Asia/Riyadh"),
    ],
)
def test_a_country_is_known_by_what_people_call_it(language: str, name: str, chief: str) -> None:
    assert screens.zones.of_country(Renderer(lambda: NOW, language=language), name, NOW)[0] == chief


def test_a_place_is_known_by_the_name_on_its_button() -> None:
    spanish = Renderer(lambda: NOW, language="es")
    assert spanish.place("America/North_Dakota/Beulah") == "Beulah, Dakota del Norte"
    assert screens.zones.called(spanish, "Beulah, Dakota del Norte") == "America/North_Dakota/Beulah"


def test_the_country_after_a_city_is_left_out() -> None:
    assert screens.zones.called(Renderer(lambda: NOW, language="es"), "Seúl, Corea") == "Asia/Seoul"
    assert screens.zones.called(Renderer(lambda: NOW), "Seoul, Korea") == "Asia/Seoul"
    assert screens.zones.called(Renderer(lambda: NOW), "서울") == "Asia/Seoul"
