"""The same article again, and what only looks like it."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from briefings.analysis.duplicates import (
    DUPLICATE,
    is_likely,
    likely,
    overlap,
    resemblance,
    signature,
)

STRIKE = """The drivers of the city trams went on strike on Monday morning over the length of night shifts. Their union wants
eleven hours of rest between two shifts, as the law of 2019 promises. The transport office said it would hire forty drivers
before the summer and asked for patience. Eighty thousand people ride the trams on a working day. Buses ran on the main lines,
and the river ferries were free of charge until the evening. Talks go on at the town hall on Tuesday."""
OTHER_STRIKE = """Pilots of the island airline stopped work on Friday, and a dozen flights to the mainland were called off. They ask for
the pay that was agreed on before the pandemic. The airline offered half of it in autumn. The transport office said it would
not take part in the talks. Passengers were brought to the mainland by ship, a journey of nine hours."""


def edited(text: str, share: float, seed: int) -> str:
    drawn = random.Random(seed)  # noqa: S311 - a repeatable edit, no secret
    return " ".join("changed" if drawn.random() < share else word for word in text.split())


def found(one: str, other: str) -> bool:
    return is_likely(signature(one), signature(other)) and overlap(one, other) >= DUPLICATE


def test_an_edited_article_is_the_same_article() -> None:
    assert all(found(STRIKE, edited(STRIKE, 0.15, seed)) for seed in range(20))


def test_case_accents_and_line_breaks_do_not_matter() -> None:
    assert overlap(STRIKE, "\n".join(STRIKE.upper().split())) == 1.0


def test_a_lead_alone_is_found_in_the_long_article() -> None:
    lead = STRIKE.split(" The transport", maxsplit=1)[0]
    assert found(lead, f"{STRIKE} {OTHER_STRIKE} {edited(OTHER_STRIKE, 0.5, 1)}")


def test_two_stories_of_one_kind_are_not_duplicates() -> None:
    assert not found(STRIKE, OTHER_STRIKE)


def test_chinese_is_compared_by_characters() -> None:
    story = "市政府周一关闭了北部港口，因为风暴冲毁了外堤，运粮的船只改往南部港口停靠。"
    assert found(story, story.replace("周一", "星期一"))
    assert not found(story, "飞行员周五罢工，十几个航班取消，乘客改乘轮船前往大陆。")


def test_the_likeliest_comes_first() -> None:
    known = [(7, signature(OTHER_STRIKE)), (8, signature(edited(STRIKE, 0.1, 2))), (9, signature(STRIKE))]
    assert likely(signature(STRIKE), known) == [9, 8]


@settings(deadline=None)
@given(st.text(max_size=200))
def test_a_text_resembles_itself(text: str) -> None:
    alike = resemblance(signature(text), signature(text))
    assert alike == (1.0 if any(character.isalnum() for character in text) else alike)
    assert len(signature(text)) == 516


def test_two_empty_texts_are_not_duplicates() -> None:
    assert not found("", "")
