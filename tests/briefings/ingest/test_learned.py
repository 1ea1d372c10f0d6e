"""The furniture of a source, and where lines that were left out stood."""

from __future__ import annotations

from briefings.ingest.learned import countable, key, meets
from briefings.ingest.left_out import left_out
from briefings.model import LeftOut, LineLabel
from briefings.reading import read

PAGE = """Harbour Gazette

Dam at Kholmsk closed again

Photo: the dam on Sunday
KHOLMSK: The hole in the outer dam was closed on Tuesday, the port office said.
Tides and ferries brought to you by the lighthouse fund.
Eleven grain ships wait outside, and tugs lead in four of them a day.

Share this article
"""


def test_a_line_is_known_whatever_its_case_its_spaces_and_its_numbers() -> None:
    assert key("  Read by 1,204  people") == key("READ by 9,9 People")


def test_a_learned_line_is_part_of_no_story() -> None:
    line = "Tides and ferries brought to you by the lighthouse fund."
    assert line in read(PAGE).stories[0].paragraphs
    reading = read(PAGE, furniture=frozenset({key(line)}))
    assert [text for text in reading.stories[0].paragraphs if "lighthouse" in text] == []
    assert (line, LineLabel.CHROME) in [(known.text, known.label) for known in reading.lines]
    assert reading.stories[0].source == "Harbour Gazette"


def test_a_learned_line_is_no_headline_either() -> None:
    reading = read(PAGE, furniture=frozenset({key("Dam at Kholmsk closed again")}))
    assert reading.stories[0].headline != "Dam at Kholmsk closed again"


def test_what_the_rules_know_needs_no_learning() -> None:
    counted = countable(read(PAGE))
    assert key("Share this article") not in counted
    assert key("Tides and ferries brought to you by the lighthouse fund.") in counted


def test_a_reading_meets_furniture_that_it_took_for_text() -> None:
    reading = read(PAGE)
    assert meets(reading, {key("Dam at Kholmsk closed again")})
    assert not meets(reading, {key("Share this article"), key("anything")})


def test_what_was_left_out_knows_its_place() -> None:
    assert left_out(read(PAGE)) == (
        LeftOut("Harbour Gazette", LineLabel.CHROME, 0, 0),
        LeftOut("Photo: the dam on Sunday", LineLabel.CAPTION, 0, 0),
        LeftOut("Share this article", LineLabel.CHROME, 0, 3),
    )


def test_lines_of_the_second_story_stand_beside_it() -> None:
    second = (
        PAGE.partition("\n\n")[2]
        .replace("Dam at Kholmsk closed", "Lighthouse of Kholmsk painted")
        .replace("outer dam", "old lighthouse")
    )
    reading = read(f"{PAGE}\n\n{second}")
    assert len(reading.stories) == 2
    assert {line.story for line in left_out(reading) if line.text.startswith("Photo")} == {0, 1}
