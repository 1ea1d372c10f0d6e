"""Footnotes and the only page head in PDF files."""

from __future__ import annotations

import papers

from briefings.ingest.documents import pdf

NOTE = "The sum was given in crowns of last year, before the tax."


def page(*, note: bool) -> bytes:
    lines = [
        "The river port of Velmar reopened on Tuesday after a month of repairs to its crane.",
        "The works took 31 days and were paid by the port and the council in equal parts.",
    ]
    shown = [f"BT /F1 11 Tf 50 {700 - 13 * n} Td ({text}) Tj ET\n" for n, text in enumerate(lines)]
    shown.append(
        "BT /F1 11 Tf 50 660 Td (The repairs cost 3.4 million crowns) Tj ET\n"
        "BT /F1 6.5 Tf 221 664.3 Td (1) Tj ET\n"
        "BT /F1 11 Tf 226 660 Td (, a third more than planned.) Tj ET\n"
    )
    if note:
        shown.append(
            f"BT /F1 9 Tf 50 80 Td (1 {NOTE[:34]}) Tj ET\nBT /F1 9 Tf 50 70 Td ({NOTE[35:]}) Tj ET\n"
        )
    return papers.pdf_showing("".join(shown))


def test_a_footnote_goes_with_its_number() -> None:
    text = pdf.read(page(note=True))
    assert text.endswith("\n\nThe repairs cost 3.4 million crowns, a third more than planned.")


def test_a_footnote_as_large_as_the_text_begins_with_a_raised_number() -> None:
    begun = "BT /F1 11 Tf 50 700 Td (The works took 31 days and were paid by the port.) Tj /F1 6 Tf 0 4 Td (1) Tj ET\n"
    text = "BT /F1 11 Tf 50 680 Td (The crane lifts eighty tonnes, and no ship waits for long.) Tj ET\n"
    note = f"BT /F1 6 Tf 50 84 Td (1) Tj ET\nBT /F1 11 Tf 54 80 Td ({NOTE[:34]}) Tj 0 -13 Td ({NOTE[35:]}) Tj ET\n"
    begun = begun.replace("0 4 Td", "241 4 Td")
    read = pdf.read(papers.pdf_showing(begun + text + note))
    assert read == (
        "The works took 31 days and were paid by the port. The crane lifts eighty tonnes, and no ship waits for long."
    )


def test_a_footnote_that_is_read_from_right_to_left_has_its_number_on_the_right() -> None:
    letters = [("\u05d0", 600), ("\u05d1", 600), (" ", 300), ("1", 500)]
    word = "<01020102010201020102>"
    lines = "".join(
        f"BT /A 11 Tf 50 {700 - 13 * number} Td [{word} <03> {word}] TJ ET " for number in range(4)
    )
    mark = "BT /A 6 Tf 46 665 Td <04> Tj ET "
    note = "BT /A 8 Tf 110 80 Td <0102010203> Tj ET BT /A 5 Tf 133 83 Td <04> Tj ET"
    read = pdf.read(papers.pdf_in_fonts(lines + mark + note, A=letters))
    assert "1" not in read
    assert len(read.split()) == 8


def test_a_raised_number_without_a_footnote_stays() -> None:
    assert ", a third" in (text := pdf.read(page(note=False)))
    assert text.partition("crowns")[2].split(",")[0].strip() == "1"


def test_the_head_of_an_only_page_is_not_joined_to_the_headline_below_it() -> None:
    headline = "Council agrees to a smaller budget"
    body = "The council agreed on Monday to spend less on roads and more on the water pipes under them, after a debate."
    lines = papers.set_in_lines(body, x=50, y=720, width=60)
    data = papers.pdf(
        [[(50, 800, 10, "The Velmar Courier"), (50, 760, 18, headline), *lines]], bold={headline}
    )
    assert pdf.read(data).split("\n\n")[:2] == ["The Velmar Courier", f"# {headline}"]
