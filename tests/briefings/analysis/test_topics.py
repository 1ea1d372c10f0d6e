"""Topics of a story, and the words they are known by."""

from __future__ import annotations

import pytest

from briefings.analysis.topics import Matcher
from briefings.model import Topic


def slugs(topic: Topic, headline: str, *paragraphs: str) -> set[str]:
    return {match.slug for match in Matcher([topic]).match(headline, paragraphs)}


def test_a_word_of_each_group_is_needed() -> None:
    topic = Topic(slug="us-russia", name="US–Russia", groups=(("US", "Washington"), ("Russia", "Moscow")))
    assert slugs(topic, "Washington and Moscow resume talks", "The two sides met.")
    assert not slugs(topic, "Moscow opens a bridge", "Russia built it in four years.")


def test_capitals_are_not_confused_with_a_pronoun() -> None:
    topic = Topic(slug="us", name="US", aliases=("US",))
    assert slugs(topic, "US votes today", "Polls opened.")
    assert not slugs(topic, "Give us a chance", "Tell us more, and join us.")


@pytest.mark.parametrize("written", ["Covid-19", "COVID 19", "covid–19"])
def test_dashes_and_case_do_not_matter(written: str) -> None:
    topic = Topic(slug="covid", name="COVID-19", aliases=("covid-19",))
    assert slugs(topic, f"{written} cases fall", "Hospitals report fewer patients.")
