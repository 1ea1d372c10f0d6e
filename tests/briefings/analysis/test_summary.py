"""Summaries: verbatim, short, and able to stand alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefings.analysis.sentences import split
from briefings.analysis.summary import summarise
from briefings.model import Topic

HARBOUR = (
    "The port authority of Varna closed the northern harbour on Tuesday after a storm broke its outer wall.",
    "He said nothing more.",
    "Ships carrying grain were sent to Burgas, where the harbour has room for eleven vessels.",
    '"We did not expect waves of that height," the harbour master said. "Nobody did."',
    "The closing will last until engineers from the transport ministry have inspected the wall and the two cranes on it.",
    "Workers look at the broken wall of the harbour (pictured) on Tuesday.",
    "Meanwhile, the fishing fleet of Nessebar stayed at sea for a second night and reported no losses.",
    "The fleet landed nine tonnes of mackerel in Nessebar on Wednesday, half of what it lands in calm weather.",
)
FISHING = Topic(slug="fishing", name="Fishing", aliases=("fishing", "mackerel", "fleet"))


def test_every_sentence_stands_in_the_story_and_in_its_order() -> None:
    summary = summarise(HARBOUR, "en")
    story = " ".join(HARBOUR)
    places = [story.index(sentence) for sentence in split(summary, "en")]
    assert places == sorted(places)
    assert 2 <= len(places) <= 3


def test_a_pronoun_without_its_antecedent_gives_way() -> None:
    assert "He said" not in summarise(HARBOUR, "en")


def test_a_pronoun_brings_its_antecedent() -> None:
    story = (
        "The mayor of Turku resigned on Monday.",
        "She had led the city since 2011 and built its tram line.",
    )
    assert summarise(story, "en") == " ".join(story)


def test_captions_are_not_shown() -> None:
    assert "pictured" not in summarise(HARBOUR, "en", limit_words=200)


def test_a_follower_of_a_topic_reads_what_the_story_says_about_it() -> None:
    summary = summarise(HARBOUR, "en", focus=FISHING)
    assert "mackerel" in summary
    assert "Varna" not in summary


def test_a_story_that_never_names_the_topic_is_summarised_as_a_whole() -> None:
    other = Topic(slug="space", name="Space", aliases=("orbit",))
    assert summarise(HARBOUR, "en", focus=other) == summarise(HARBOUR, "en")


def test_a_single_long_sentence_is_shown_whole() -> None:
    sentence = "The council of " + "the northern towns " * 40 + "met."
    assert summarise((sentence,), "en") == sentence


def test_a_piece_of_a_longer_quotation_is_not_shown_alone() -> None:
    story = (
        "The bakers of Graz went on strike on Friday over night shifts and pay.",
        '"We start at two in the morning. This is no life for a family. It has to end," a baker said.',
        "Three hundred shops in the city stayed closed, and queues formed at petrol stations that sell bread.",
        "Talks between the guild and the employers start again on Monday in the town hall.",
    )
    assert "no life for a family" not in summarise(story, "en")


@pytest.mark.parametrize("paragraphs", [(), ("",), ("   ", "\n")])
def test_a_story_without_words_has_no_summary(paragraphs: tuple[str, ...]) -> None:
    assert summarise(paragraphs, "en") == ""


def test_chinese_sentences_are_joined_without_a_space() -> None:
    story = (
        "市政府周一关闭了北部港口，因为风暴冲毁了外堤。运粮的船只改往南部港口停靠。工程师将在周末检查堤坝和两台起重机。",
    )
    summary = summarise(story, "zh")
    assert summary in story[0]
    assert len(split(summary, "zh")) >= 2


@given(st.lists(st.text(max_size=80), max_size=6), st.sampled_from(["en", "de", "zh", "th", "ar"]))
def test_any_text_is_survived(paragraphs: list[str], language: str) -> None:
    summary = summarise(paragraphs, language, focus=FISHING)
    assert "".join(summary.split()) in "".join("".join(paragraphs).split()) or len(paragraphs) > 1
