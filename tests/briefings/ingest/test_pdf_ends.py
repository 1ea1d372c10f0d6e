"""Words that are broken at the ends of the lines of a PDF file."""

from __future__ import annotations

import papers
import pytest

from briefings.ingest.documents import pdf

KOREAN = [("\uc2dc", 1000), ("\uc758", 1000), ("\ud68c", 1000), (" ", 300)]  # <01> to <03>, and the space
THAI = [("\u0e01", 600), ("\u0e02", 600), ("\u0e04", 600), (" ", 300)]
LINES = ("<010203010203>", "<020301020301>", "<030102030102>", "<010203010203>", "<020301020301>")

BELOW = "BT /F1 11 Tf 50 300 Td (The council of the town met on Monday and agreed on the budget that was brought in.) Tj ET"


def read(ends: str, letters: list[tuple[str, int]]) -> str:
    """Reads a paragraph of five lines; one for which `ends` has a bar ends in a space that is drawn."""
    shown = (
        f"BT /A 11 Tf 50 {700 - 14 * number} Td [{line} {'<04>' if end == '|' else ''}] TJ ET"
        for number, (line, end) in enumerate(zip(LINES, ends, strict=True))
    )
    return pdf.read(papers.pdf_in_fonts(" ".join((*shown, BELOW)), A=letters)).partition("\n\n")[0]


def joined(ends: str, letters: list[tuple[str, int]]) -> str:
    texts = ["".join(letters[int(line[at : at + 2]) - 1][0] for at in range(1, 13, 2)) for line in LINES]
    made = texts[0]
    for text, end in zip(texts[1:], ends, strict=False):
        made += (" " if end == "|" else "") + text
    return made


@pytest.mark.parametrize("letters", [KOREAN, THAI], ids=["Korean", "Thai"])
def test_a_line_without_the_space_that_others_end_in_ends_inside_a_word(
    letters: list[tuple[str, int]],
) -> None:
    assert read("||.|.", letters) == joined("||.|.", letters)


def test_no_space_parts_the_lines_of_thai_that_tell_nothing() -> None:
    assert read(".....", THAI) == joined(".....", THAI)


def test_a_hyphen_that_was_drawn_by_itself_is_no_part_of_the_word() -> None:
    begun = "BT /F1 11 Tf 50 700 Td (Os moradores querem que o concelho pague mais aos funda"
    rest = "BT /F1 11 Tf 50 686 Td (dores do museu, que abriu as portas em maio deste ano.) Tj ET"
    lent = rest.replace("dores", "me", 1)
    assert "fundadores do" in pdf.read(papers.pdf_showing(f"{begun}) Tj (-) Tj ET {rest}"))
    assert "fundame do" in pdf.read(papers.pdf_showing(f"{begun}) Tj (-) Tj ET {lent}"))
    assert "funda-me do" in pdf.read(papers.pdf_showing(f"{begun}-) Tj ET {lent}"))
