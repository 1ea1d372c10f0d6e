"""The pipeline on whole pastes, through its one door."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefings.errors import UnreadableInput
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


def test_the_sample_gives_its_two_stories(shared: Path) -> None:
    reading = read((shared / "samples" / "millenniumpost.txt").read_text("utf-8"))
    first, second = reading.stories
    assert first.headline == "Rex Tillerson to Lavrov: Russian meddling led to mistrust"
    assert second.headline == "US to respond by Sept 1 to Russia's expulsion of diplomats"
    assert (len(first.paragraphs), len(second.paragraphs)) == (16, 3)
    assert {first.source, second.source} == {"MillenniumPost"}
    assert "Kurt Volker, a former US envoy to NATO, to Ukraine last month" in " ".join(first.paragraphs)
    everything = [text for story in reading.stories for text in (story.headline, *story.paragraphs)]
    assert not [
        text for text in everything for word in ("World", "Next Story", "Share it") if text.endswith(word)
    ]


def test_a_reading_is_plain_data_for_the_shell() -> None:
    story = as_json(read(PASTE))["stories"][0]
    assert set(story) == {
        "headline", "paragraphs", "source", "dateline", "byline", "date", "language", "summary", "topics",
    }  # fmt: skip
    assert story["source"] == "Harbour Gazette"
