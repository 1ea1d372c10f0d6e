"""Letters, marks and spaces of PDF files put in the order of their places."""

from __future__ import annotations

import papers
import pytest

from briefings.ingest.documents import pdf

LINE = "The council voted on Monday for the trams to run again at night, after six years."
BEH, DAL, FATHA, ALEF = "\u0628", "\u062f", "\u064e", "\u0623"
SPACE = [(" ", 250)]
ARABIC = [(BEH, 800), (DAL, 500), (FATHA, 0), (ALEF, 300)]  # <01> to <04>


def shown(operations: str, form: str = "", **fonts: list[tuple[str, int]]) -> str:
    begun = f"BT /F1 10 Tf 72 700 Td ({LINE}) Tj ET {operations}"
    return pdf.read(papers.pdf_in_fonts(begun, form, **fonts)).removeprefix(LINE).strip()


def test_a_space_after_a_mark_is_kept_though_all_spaces_were_drawn_first() -> None:
    spaces = "/Space 10 Tf 85 600 Td <01> Tj"
    letters = "1 0 0 1 73 601 Tm /Arabic 10 Tf <03> Tj 1 0 0 1 72 600 Tm [<02> <01>] TJ"
    after = "1 0 0 1 88.5 602 Tm <03> Tj 1 0 0 1 87.5 600 Tm [<01> <02>] TJ"
    read = shown(f"BT {spaces} {letters} {after} ET", Space=SPACE, Arabic=ARABIC)
    assert read == f"{DAL}{BEH}{FATHA} {BEH}{DAL}{FATHA}"


def test_a_mark_that_was_drawn_above_its_line_leaves_the_letter_on_it() -> None:
    told = (
        "/Span << /ActualText <FEFF0623064E> >> BDC 1 0 0 1 88.2 606 Tm <03> Tj 1 0 0 1 88 600 Tm <04> Tj EMC"
    )
    read = shown(f"BT /Arabic 10 Tf 75 600 Td <0201> Tj {told} ET", Arabic=ARABIC)
    assert read == f"{ALEF}{FATHA}{BEH}{DAL}"


def test_a_glyph_for_two_letters_is_read_in_their_order() -> None:
    lam_alef = "\u0644\u0627"
    assert shown("BT /Arabic 10 Tf 72 600 Td <0102> Tj ET", Arabic=[(DAL, 500), (lam_alef, 600)]) == (
        f"{lam_alef}{DAL}"
    )


@pytest.mark.parametrize(
    "operations",
    [
        "BT /F1 10 Tf 0.5 Tc 72 600 Td (Open) Tj 0 Tc ( house) Tj ET",
        "BT /F1 10 Tf 3 Tw 72 600 Td (Open house) Tj ET",
        "BT /F1 10 Tf 50 Tz 72 600 Td [(Open) -400 (house)] TJ ET",
        "BT /F1 1 Tf 10 0 0 10 72 600 Tm (Open) Tj 3.2 0 Td (house) Tj ET",
        "BT /F1 10 Tf 72 620 Td 20 TL T* (Open) Tj ET q 1 0 0 1 30 0 cm BT /F1 10 Tf 72 600 Td (house) Tj ET Q",
        "BT /F1 10 Tf 72 600 Td (Op) Tj ET BT /F1 10 Tf 86 600 Td [(en) 20 ( hou) -60 (se)] TJ ET",
        "BT /F1 10 Tf 0 1 -1 0 72 500 Tm (Open) Tj 29 0 Td (house) Tj ET",
        'BT /F1 10 Tf 72 600 Td 14 TL 1 0 (Open house) " ET',
    ],
)
def test_spaces_are_where_they_are_drawn_or_left(operations: str) -> None:
    assert shown(operations) == "Open house"


def test_typesetters_part_scripts_where_there_is_no_space() -> None:
    year = [("\u5e74", 1000), ("\u6708", 1000)]
    read = shown(
        "BT /F1 10 Tf 72 600 Td (2026) Tj /Han 10 Tf 24.8 0 Td <01> Tj /F1 10 Tf 12.5 0 Td (3) Tj ET",
        Han=year,
    )
    assert read == "2026\u5e743"


def test_text_in_a_form_stands_where_the_form_is_drawn() -> None:
    form = "BT /F1 10 Tf 72 590 Td (Open) Tj ET /Form Do"
    assert shown("/Form Do BT /F1 10 Tf 100 600 Td (house) Tj ET", form) == "Open house"


def test_arabic_that_was_set_as_if_it_were_latin_has_its_stops_at_the_end() -> None:
    letters = [*ARABIC, (".", 250), (" ", 250)]
    lines = " ".join(
        f"BT /A 10 Tf 72 {600 - 12 * n} Td <0206010102020601020102010105> Tj ET" for n in range(4)
    )
    line = f"{BEH}{BEH}{DAL}{BEH}{DAL}{BEH} {DAL}{DAL}{BEH}{BEH} {DAL}."
    read = pdf.read(papers.pdf_in_fonts(lines, A=letters))
    assert read.split() == 4 * line.split()


def test_a_glyph_that_stretches_a_word_is_no_letter_of_it() -> None:
    stretched = [*ARABIC, ("\x05", 200)]
    assert shown("BT /A 10 Tf 72 600 Td <010502> Tj ET", A=stretched) == f"{DAL}{BEH}"
