from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefings.ingest.text import normalise


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("a\r\nb\rc\u2028d", "a\nb\nc\nd"),
        ("a\u00a0b\u2009c\t d ", "a b c d"),
        ("pre\u00adsi\u200bdent\ufeff", "president"),
        ("\u202eabc\u202c", "abc"),
        ("a\u200db", "ab"),
        ("half\ud800a pair", "halfa pair"),
        ("नमस्\u200dते", "नमस्\u200dते"),
        ("می\u200cخواهد", "می\u200cخواهد"),
        ("5 < 6 & <b>bold</b> &amp; more", "5 < 6 & <b>bold</b> &amp; more"),
        ("“quoted” — ‘text’", "“quoted” — ‘text’"),
    ],
)
def test_what_a_reader_does_not_see_goes_and_the_rest_stays(raw: str, clean: str) -> None:
    assert normalise(raw) == clean


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("l’été à Genève — déjà", "latin-1"),
        ("Мост закрывают на ремонт", "latin-1"),
        ("Die Brücke wird für Lkw gesperrt", "latin-1"),
        ("Die Brücke wird für Lkw gesperrt", "cp1252"),
        ("Los estibadores ponen fin a la huelga — según", "cp1252"),
    ],
)
def test_mojibake_is_repaired(text: str, wrong: str) -> None:
    assert normalise(text.encode().decode(wrong)) == text


def test_mojibake_in_one_line_leaves_the_others_alone() -> None:
    assert normalise("Größe\n" + "Größe".encode().decode("latin-1")) == "Größe\nGröße"


@given(st.text())
def test_normalising_twice_changes_nothing_more(raw: str) -> None:
    once = normalise(raw)
    assert normalise(once) == once or not raw.isascii()
    assert "\r" not in once


@pytest.mark.parametrize(
    ("drawn", "letters"),
    [
        ("The ﬁrst oﬃce", "The first office"),
        ("ﻋﺒّﺎرة", "عبّارة"),
        ("⽇本", "日本"),
        ("Łódź ² ½ №", "Łódź ² ½ №"),
    ],
)
def test_letters_are_found_whatever_way_a_file_draws_them(drawn: str, letters: str) -> None:
    assert normalise(drawn) == letters
