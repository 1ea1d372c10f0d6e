"""Tables in PDF files stay rows of cells, and no part of the story."""

from __future__ import annotations

import papers

from briefings.ingest.documents import pdf
from briefings.ingest.split import split
from briefings.model import LineLabel

BODY = "The council of Velmar agreed on Monday to spend less on roads and more on the water pipes under them, after a debate."
AFTER = "The sums are those of the treasurer, who gave them to the members of the council a week before the vote on Monday."
TABLE = [("Work", "Length", "Cost"), ("Roads", "12 km", "4.1 million"), ("Pipes", "9 km", "2.8 million")]
BARRED = "| Work | Length | Cost |\n| Roads | 12 km | 4.1 million |\n| Pipes | 9 km | 2.8 million |"


def placed(rows: list[tuple[str, ...]], *, y: float, columns: tuple[float, ...]) -> list[papers.Placed]:
    return [
        (x, y - 14 * number, 10, cell)
        for number, row in enumerate(rows)
        for x, cell in zip(columns, row, strict=False)
    ]


def page(rows: list[tuple[str, ...]], columns: tuple[float, ...] = (50, 120, 180)) -> list[papers.Placed]:
    return [
        (50, 760, 18, "Council agrees to a smaller budget"),
        *papers.set_in_lines(BODY, x=50, y=720, width=60),
        *placed(rows, y=660, columns=columns),
        *papers.set_in_lines(AFTER, x=50, y=540, width=60),
    ]


def test_rows_of_a_table_stay_rows_and_are_no_part_of_the_story() -> None:
    read = pdf.read(papers.pdf([page(TABLE)]))
    assert read.split("\n\n")[1:] == [BODY, BARRED, AFTER]
    (story,) = (reading := split(read)).stories
    assert story.paragraphs == (BODY, AFTER)
    assert {line.label for line in reading.lines if line.text.startswith("|")} == {LineLabel.CHROME}


def test_cells_may_stand_as_close_as_words_where_spaces_are_drawn() -> None:
    assert BARRED in pdf.read(papers.pdf([page(TABLE, columns=(50, 82, 115))]))


def test_a_table_goes_on_over_a_page() -> None:
    first = [
        (50, 760, 18, "Council agrees to a smaller budget"),
        *papers.set_in_lines(BODY, x=50, y=720, width=60),
    ]
    second = papers.set_in_lines(AFTER, x=50, y=540, width=60)
    head, rows = TABLE[:1], TABLE[1:]
    columns = (50.0, 120.0, 180.0)
    pages = [[*first, *placed(head, y=60, columns=columns)], [*placed(rows, y=780, columns=columns), *second]]
    assert BARRED in pdf.read(papers.pdf(pages))


def test_neither_a_list_nor_columns_of_text_are_a_table() -> None:
    items = [("1.", "The roads wait."), ("2.", "The pipes are laid."), ("3.", "The school is built.")]
    assert "|" not in pdf.read(papers.pdf([page(items)]))
    beside = [
        ("the works on the first road will begin in", "spring, as the mayor of the town told the"),
        ("council before the members of it voted on", "the plan that she had brought in on Friday"),
        ("last week, for which there had been much", "praise, and not a little blame from others."),
    ]
    assert "|" not in pdf.read(papers.pdf([page(beside, columns=(50, 300))]))
