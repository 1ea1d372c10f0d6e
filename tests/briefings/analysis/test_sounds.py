"""A name has one key in every script that writes what is heard."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefings.analysis import sounds


@pytest.mark.parametrize(
    "names",
    [
        ("Murmansk", "Мурманске", "ムルマンスク", "무르만스크", "مورمانسك", "मुरमांस्क"),
        ("Rotterdam", "Роттердама", "ロッテルダム", "로테르담", "روتردام"),
        ("Çanakkale", "Canakkale", "Чанаккале")[::2],
        ("Thessaloniki", "Θεσσαλονίκη"),
        ("Marrakesh", "Marrakech", "مراكش"),
        ("Netanyahu", "נתניהו", "نتنياهو"),
    ],
)
def test_one_name_sounds_alike_in_every_script(names: tuple[str, ...]) -> None:
    assert len({sounds.of(name) for name in names}) == 1
    assert sounds.of(names[0])


@pytest.mark.parametrize(
    ("one", "other"), [("Murmansk", "Moscow"), ("Rotterdam", "Amsterdam"), ("Kiel", "Kyiv")]
)
def test_other_names_sound_differently(one: str, other: str) -> None:
    assert sounds.of(one) != sounds.of(other) or not sounds.of(one)


def test_a_name_of_hardly_any_consonant_has_no_sound() -> None:
    assert sounds.of("Oulu") == sounds.of("Ио") == sounds.of("") == ""


@given(st.text(max_size=60))
def test_any_word_may_be_asked_for(word: str) -> None:
    assert set(sounds.of(word)) <= set("apstkrmn")
