"""Notes below a text and the marks in it."""

from __future__ import annotations

import pytest

from briefings.ingest.split import split
from briefings.model import LineLabel

FIRST = "The river port of Velmar reopened on Tuesday after a month of repairs{0} to its crane, the council said.{1}"
SECOND = (
    "The works took 31 days and were paid by the port and the council in equal parts, as they had agreed."
)
NOTES = ("The crane was built in 1931, and is the last of its kind.", "In a letter to its members.")


def text(*signs: str, notes: bool = True, colon: str = "") -> str:
    below = "\n\n".join(f"{sign.strip()}{colon} {note}" for sign, note in zip(signs, NOTES, strict=True))
    return "\n\n".join(
        ("# Port reopens after repairs", FIRST.format(*signs), SECOND, *([below] if notes else []))
    )


@pytest.mark.parametrize(
    ("signs", "colon"),
    [(("[1]", "[2]"), ""), (("\u00b9", "\u00b2"), ""), (("[^1]", "[^2]"), ":"), ((" [7]", "[8]"), "")],
)
def test_notes_and_their_marks_are_no_part_of_the_story(signs: tuple[str, str], colon: str) -> None:
    reading = split(text(*signs, colon=colon))
    assert reading.stories[0].paragraphs == (FIRST.format("", ""), SECOND)
    assert [line.label for line in reading.lines[-2:]] == [LineLabel.CHROME, LineLabel.CHROME]


def test_a_mark_that_no_note_explains_stays() -> None:
    assert (
        split(text("[1]", "\u00b2", notes=False))
        .stories[0]
        .paragraphs[0]
        .startswith(FIRST.format("[1]", "\u00b2"))
    )


def test_a_note_may_be_broken_over_lines() -> None:
    broken = text("[1]", "[2]").replace("1931, and", "1931, and\n")
    assert split(broken).stories[0].paragraphs == (FIRST.format("", ""), SECOND)


def test_numbered_lines_that_nothing_marks_are_text() -> None:
    reading = split(f"# Port reopens after repairs\n\n[1] {SECOND}\n\n[2] {SECOND.replace('31', '32')}")
    assert len(reading.stories[0].paragraphs) == 2
