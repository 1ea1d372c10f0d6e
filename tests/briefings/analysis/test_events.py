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


def test_korean_stories_are_linked_whatever_particles_their_words_bear() -> None:
    window = Window()
    window.add(
        7,
        signature(
            "로르나 심야 전차 재운행",
            [
                "로르나 시의회는 월요일 6년 만에 심야 전차를 다시 운행하기로 의결했다. 첫 전차는 금요일 역과 항구 사이를 달린다.",
                "브란트 시장은 연간 비용이 400만 크로네라고 밝혔다. 키스트리트 주민들은 소음을 우려했다.",
            ],
            "ko",
        ),
    )
    again = signature(
        "로르나, 밤에도 전차 달린다",
        [
            "로르나에서 금요일부터 밤에도 전차가 달린다. 시의원들은 월요일 찬성 31표, 반대 22표로 이같이 결정했다.",
            "브란트 시장이 기자들에게 400만 크로네의 비용을 나눠 낸다고 말했다. 반대 측은 키스트리트의 소음을 지적했다.",
        ],
        "ko",
    )
    match = window.match(again)
    assert match is not None
    assert match[0] == 7
