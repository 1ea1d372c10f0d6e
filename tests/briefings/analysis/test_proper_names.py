"""Names are found by what the script tells of them."""

from __future__ import annotations

import pytest

from briefings.analysis import proper_names


@pytest.mark.parametrize(
    ("language", "text", "names"),
    [
        ("en", "Divers left. On Monday they met Ana Lund in Narvik.", ["Ana", "Lund", "Narvik"]),
        ("ru", "Вчера мэр Омска принял гостей. Мост открыт.", ["Омска"]),
        ("de", "Der Zug nach Kiel hielt, weil Lokführer Jens Holm die Bremse zog.", ["Kiel", "Lokführer", "Jens", "Holm"]),
        ("tr", "Rize'de yağmur yağdı. Vali geldi.", ["Rize"]),
        ("zh", "他昨天到青岛市和崇明县。", ["青岛市", "崇明县"]),
        ("ja", "松江市の港で船が沈んだと上定昭仁市長が話した。", ["松江市", "上定昭仁市長"]),
        ("ko", "대구 북구의 시장과 목포항이 문을 닫았다. 김두겸 시장이 왔다.", ["대구", "북구", "목포항", "김두겸"]),
        ("ar", "وصل الوفد إلى مدينة صلالة مساء", ["صلالة"]),
        ("hi", "जयपुर में बारिश हुई", ["जयपुर"]),
    ],
)  # fmt: skip
def test_names_are_found_within_sentences(language: str, text: str, names: list[str]) -> None:
    assert [name.word for name in proper_names.find(text, language)] == names


def test_the_words_of_one_name_go_together() -> None:
    found = proper_names.find("They saw Ludwig van Beethoven and Clara Wieck.", "en")
    assert [name.word for name in found if name.first] == ["Ludwig", "Clara"]


def test_a_headline_in_capitals_is_known() -> None:
    assert proper_names.is_title("Storm Closes Northern Harbour Again")
    assert not proper_names.is_title("Storm closes the harbour of Narvik again")


@pytest.mark.parametrize("language", ["en", "de", "tr", "zh", "ja", "ko", "ar", "hi"])
def test_a_text_of_one_word_is_read_at_once(language: str) -> None:
    for word in ("क", "का", "市", "도", "A'", "مدينة ", "x"):
        assert len(proper_names.find(word * 3000, language)) <= 6000
