"""Lines that were left out stay beside what they stood beside."""

from __future__ import annotations

from briefings.desk.left_out_places import after_joining, after_parting, after_split
from briefings.model import LeftOut, LineLabel


def line(story: int, place: int, *, taken: bool = False) -> LeftOut:
    return LeftOut("A line", LineLabel.CHROME, story, place, taken)


def spots(lines: tuple[LeftOut, ...]) -> list[tuple[int, int]]:
    return [(one.story, one.place) for one in lines]


def test_after_a_split_each_line_is_beside_its_paragraph() -> None:
    lines = (line(0, 1), line(0, 4), line(0, 6), line(1, 2))
    assert spots(after_split(lines, 0, 3)) == [(0, 1), (1, 0), (1, 2), (2, 2)]


def test_what_was_taken_back_counts_as_a_paragraph() -> None:
    lines = (line(0, 1, taken=True), line(0, 3), line(0, 5))
    # Taken back it is paragraph 1, so the others stand before 4 and 6 by now.
    assert spots(after_split(lines, 0, 4)) == [(0, 1), (0, 3), (1, 1)]


def test_a_story_joined_on_takes_its_lines_along() -> None:
    lines = (line(0, 2), line(1, 0), line(1, 3), line(2, 1))
    assert spots(after_joining(lines, 1, 0, 5)) == [(0, 2), (0, 6), (0, 9), (2, 1)]


def test_a_story_taken_out_again_takes_its_lines_along() -> None:
    lines = (line(0, 2), line(0, 5), line(1, 0), line(1, 1, taken=True), line(1, 3), line(2, 1))
    joined = after_joining(lines, 1, 0, 5)
    assert after_parting(joined, 1, 0, 5, 4) == lines
    twice = after_joining(joined, 2, 0, 10)
    assert after_parting(twice, 1, 0, 5, 4) == after_joining(lines, 2, 0, 5)
