"""400 KB of marks with hardly a word between them are read in bounded time."""

from __future__ import annotations

import time
from contextlib import suppress

import pytest
from newsstand import PAGE, PARAGRAPHS

from briefings.errors import UnreadableInput
from briefings.ingest.documents.reader import read

SAID = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)


def page(inner: str) -> bytes:
    return f"<html><head><title>Port</title></head><body><h1>Port</h1>{inner}</body></html>".encode()


@pytest.mark.parametrize(
    "data",
    [
        page(SAID + "<table><tr><td>a</td><td>1</td></tr></table>" * 9_000), page(SAID + "a<br>" * 80_000), page("<p>a</p>" * 50_000),
        page(SAID + "<ul><li>a" * 44_000), page("<p " + " ".join(f"a{number}=1" for number in range(45_000)) + ">x</p>" + SAID),
        b"# a\n\n" + b"[[" * 200_000, b"# a\n\n" + b"*a **b " * 57_000, b"# a\n\n" + b"|a|b|\n|-|-|\n|1|2|\n\n" * 20_000,
    ],
    ids=["tables", "breaks", "paragraphs", "lists", "attributes", "brackets", "stars", "tables in Markdown"],
)  # fmt: skip
def test_what_is_hardly_more_than_marks_takes_bounded_time(data: bytes) -> None:
    begun = time.process_time()
    with suppress(UnreadableInput):
        read(data)
    assert time.process_time() - begun < 3  # a second on an idle machine, with room for a busy one


def test_the_article_of_a_page_with_a_picture_in_a_tag_is_found() -> None:
    picture = f'<img alt="a" src="data:image/png;base64,{"A" * 100_000}">'
    assert read(PAGE.replace("<body>", f"<body>{picture}").encode()) == read(PAGE.encode())
