"""Pieces of a text that a client cut become that text again."""

from __future__ import annotations

import pytest

from briefings.parsing.pieces import pasted, written

TEXT = "The envoys spoke about arms.\n\nThey spoke about trade, and about arms."


@pytest.mark.parametrize(
    ("pieces", "text"),
    [
        (
            ["The envoys spoke about arms.\n", "They spoke about trade, and about arms.\n\nSo they said.\n"],
            f"{TEXT}\n\nSo they said.",
        ),
        (["The envoys spoke about\n", "arms.\n\nThey spoke about trade, and about arms.\n"], TEXT),
        (["The envoys spoke about", "arms.\n\nThey spoke about trade, and about arms.\n"], TEXT),
        (["The envoys spo", "ke about arms.\n\nThey spoke about trade, and about arms.\n"], TEXT),
    ],
    ids=["between paragraphs", "between words", "by force between words", "by force within a word"],
)
def test_a_field_is_as_it_was_written(pieces: list[str], text: str) -> None:
    assert written(pieces) == text


def test_an_article_keeps_the_lines_of_its_messages() -> None:
    assert pasted(["One line\n", "another\n"]) == "One line\nanother\n"
    assert pasted(["An ar", "ticle\n"]) == "An article\n"
    assert pasted([]) == ""
