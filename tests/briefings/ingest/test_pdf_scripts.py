"""PDF files in scripts that are written from right to left, in clusters of letters, or without spaces."""

from __future__ import annotations

from pathlib import Path

import papers
import pytest

from briefings.ingest.documents import pdf

SAMPLES = Path(__file__).parent / "samples"
LINE = "The council voted on Monday for the trams to run again at night, after six years."


@pytest.mark.parametrize("name", ["arabic", "hindi"])
def test_a_pdf_printed_by_a_browser_is_read_as_it_was_written(name: str) -> None:
    written = (SAMPLES / f"{name}.txt").read_text(encoding="utf-8")
    assert pdf.read((SAMPLES / f"{name}.pdf").read_bytes()) == written.rstrip()


@pytest.mark.parametrize("name", ["arabic_office", "arabic_brackets", "korean_office", "korean_numbers"])
def test_words_that_an_office_program_draws_apart_from_their_spaces_keep_them(name: str) -> None:
    written = (SAMPLES / f"{name}.txt").read_text(encoding="utf-8")
    assert pdf.read((SAMPLES / f"{name}.pdf").read_bytes()).split() == written.split()


def shown(operations: str) -> str:
    return pdf.read(papers.pdf_showing(f"BT /F1 10 Tf 72 700 Td ({LINE}) Tj ET {operations}")).removeprefix(
        f"{LINE} "
    )


def test_a_pen_that_goes_back_first_leaves_no_space() -> None:
    moves = "1 0 0 1 72 600 Tm"
    assert (
        shown(f"BT /F1 10 Tf {moves} (Route T-) Tj {moves} 39 0 Td (200 runs.) Tj ET") == "Route T-200 runs."
    )


def test_the_text_that_glyphs_stand_for_is_taken_for_them() -> None:
    told = "/Span << /ActualText <FEFF00660069> >> BDC (#) Tj EMC"
    assert shown(f"BT /F1 10 Tf 72 600 Td (The of) Tj {told} (ce opens.) Tj ET") == "The office opens."
    assert shown(f"BT /F1 10 Tf 72 600 Td /P << /MCID 0 >> BDC {told} (ve open.) Tj EMC ET") == "five open."


@pytest.mark.parametrize(
    "damage", ["EMC EMC", "/Span << /ActualText 7 >> BDC", "Td", "(x) Td", "1 0 Tm 3 4 Td", "Q Q q"]
)
def test_operations_that_make_no_sense_harm_nothing(damage: str) -> None:
    assert shown(f"{damage} BT /F1 10 Tf 1 0 0 1 72 600 Tm (It opens.) Tj ET") == "It opens."
