"""Stories on one happening find each other; stories of one kind do not."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from briefings.analysis.events import Window, signature

QUAKE = signature(
    "Quake shakes Kalamata",
    [
        "An earthquake of magnitude 5.8 shook Kalamata in southern Greece early on Sunday, the institute in Athens said.",
        "Two churches in Kalamata lost their towers, and the harbour was closed.",
    ],
    "en",
)
QUAKE_AGAIN = signature(
    "Kalamata counts the damage",
    [
        "Kalamata counted the damage on Monday after the earthquake of magnitude 5.8 that brought down two church towers.",
        "The harbour of the Greek town opens again on Tuesday.",
    ],
    "en",
)
OTHER_QUAKE = signature(
    "Quake shakes Arequipa",
    [
        "An earthquake of magnitude 6.1 shook Arequipa in southern Peru late on Friday, the institute in Lima said.",
        "Several houses in Arequipa lost their roofs, and the airport was closed.",
    ],
    "en",
)


def test_a_second_story_on_a_happening_joins_its_event() -> None:
    window = Window()
    window.add(1, QUAKE)
    window.add(2, OTHER_QUAKE)
    match = window.match(QUAKE_AGAIN)
    assert match is not None
    assert match[0] == 1
    assert 0 < match[1] <= 1


def test_another_happening_of_the_same_kind_is_a_new_event() -> None:
    window = Window()
    window.add(1, QUAKE)
    assert window.match(OTHER_QUAKE) is None


def test_the_first_story_is_a_new_event() -> None:
    assert Window().match(QUAKE) is None


def test_chinese_stories_are_linked_by_their_characters() -> None:
    window = Window()
    window.add(
        5, signature("北部港口关闭", ["风暴冲毁外堤后，市政府周一关闭北部港口，运粮船只改往南部港口。"], "zh")
    )
    window.add(6, signature("飞行员罢工", ["航空公司飞行员周五罢工，十几个航班取消，乘客改乘轮船。"], "zh"))
    match = window.match(signature("港口何时开放", ["工程师检查外堤，北部港口因风暴关闭已有三天。"], "zh"))
    assert match is not None
    assert match[0] == 5


@given(st.text(max_size=100), st.lists(st.text(max_size=100), max_size=3))
def test_any_story_can_be_kept_and_compared(headline: str, paragraphs: list[str]) -> None:
    window = Window()
    window.add(1, signature(headline, paragraphs, "en"))
    match = window.match(signature(headline, paragraphs, "en"))
    assert match is None or match[0] == 1
