"""The pipeline on whole pastes, through its one door."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefings import catalogue
from briefings.analysis.sentences import split
from briefings.errors import UnreadableInput
from briefings.model import LineLabel, Reading, Topic
from briefings.reading import as_json, read

PASTE = """Harbour Gazette
World

Port workers end strike after night of talks
By Special Correspondent | Reuters | 12 Mar 2024

LISBON, Mar 12 (Reuters) - Dock workers in the Portuguese capital went back to work on Tuesday after a night
of talks ended a strike that had held up ships for nine days.
The port authority said it would take about a week to clear the queue outside the river mouth.
Also Read: Ferry fares to rise in the spring
"Nobody got all they wanted," the labour ministry said in a statement.

Bridge to the island closes for repairs
The road bridge to the island will be closed to lorries from Monday, the transport ministry said.
Inspectors found cracks in two of its piers last month.Read more
Next Story
Share it
"""


def test_a_paste_becomes_its_stories() -> None:
    stories = read(PASTE).stories
    assert [story.headline for story in stories] == [
        "Port workers end strike after night of talks",
        "Bridge to the island closes for repairs",
    ]
    assert [len(story.paragraphs) for story in stories] == [3, 2]
    assert stories[0].paragraphs[0].startswith("Dock workers in the Portuguese capital went back")
    assert "a night of talks ended" in stories[0].paragraphs[0]
    assert stories[1].paragraphs[-1].endswith("two of its piers last month.")


def test_a_story_knows_who_wrote_it_when_and_where() -> None:
    story = read(PASTE).stories[0]
    assert story.source == "Harbour Gazette"
    assert (story.byline, story.date, story.dateline) == ("Special Correspondent", "12 Mar 2024", "LISBON")


def test_every_line_keeps_a_label() -> None:
    pieces = " ".join(line.text for line in read(PASTE).lines)
    assert pieces.split() == PASTE.replace("Read more", " Read more").split()


@pytest.mark.parametrize(
    "raw", ["", " \n\t\n", "\u200b\ufeff\n", "World\n\nNext Story\nShare it\n", "....", "\0\0"]
)
def test_a_paste_without_an_article_is_refused_in_one_sentence(raw: str) -> None:
    with pytest.raises(UnreadableInput, match=r"^[A-Z][^.]+\.$"):
        read(raw)


def sample(shared: Path) -> Reading:
    return read((shared / "samples" / "millenniumpost.txt").read_text("utf-8"), catalogue.load())


def test_the_sample_gives_its_two_stories(shared: Path) -> None:
    reading = sample(shared)
    first, second = reading.stories
    assert first.headline == "Rex Tillerson to Lavrov: Russian meddling led to mistrust"
    assert second.headline == "US to respond by Sept 1 to Russia's expulsion of diplomats"
    assert (len(first.paragraphs), len(second.paragraphs)) == (16, 3)
    assert {first.source, second.source} == {"MillenniumPost"}
    body = " ".join(first.paragraphs)
    assert "a 2015 ceasefire between Kiev's forces and Russian-backed separatists" in body
    assert "in Manila on Sunday, where he also asked about Moscow's retaliation" in body
    assert "Kurt Volker, a former US envoy to NATO, to Ukraine last month" in body
    chrome = {line.text for line in reading.lines if line.label is LineLabel.CHROME}
    assert chrome == {"MillenniumPost", "World", "Next Story", "Share it"}


def test_the_sample_is_told_to_each_topic_in_its_own_words(shared: Path) -> None:
    first, second = sample(shared).stories
    about = {match.slug: match.summary for match in first.topics}
    assert set(about) == {"us-russia", "north-korea"}
    assert [match.slug for match in second.topics] == ["us-russia"]
    assert "Security Council" in about["north-korea"]
    assert "Kim Jong-Un's regime must halt ballistic missile tests" in about["north-korea"]
    assert "Washington and Russia" in about["us-russia"]
    for story in (first, second):
        text = " ".join(story.paragraphs)
        for summary in (story.summary, *(match.summary for match in story.topics)):
            assert [sentence for sentence in split(summary, "en") if sentence in text]
            assert not [sentence for sentence in split(summary, "en") if sentence not in text]


SEA = Topic(slug="sea", name="Sea", aliases=("ship", "ships", "port", "island"))


def test_a_story_of_a_paste_comes_with_language_topics_and_summaries() -> None:
    first, second = read(PASTE, (SEA,)).stories
    assert (first.language, second.language) == ("en", "en")
    (match,) = first.topics
    assert match.slug == "sea"
    assert "ships" in match.evidence
    assert match.summary in " ".join(first.paragraphs)
    assert first.summary.startswith("Dock workers")


def test_a_reading_is_plain_data_for_the_shell() -> None:
    story = as_json(read(PASTE))["stories"][0]
    assert set(story) == {
        "headline", "paragraphs", "source", "url", "dateline", "byline", "date", "language", "summary", "topics",
    }  # fmt: skip
    assert story["source"] == "Harbour Gazette"
