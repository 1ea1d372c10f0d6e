"""Articles that office programs and converters saved as pages."""

from __future__ import annotations

import pytest

from briefings.ingest.documents import pages
from briefings.reading import read

LEAD = "VELMAR, March 4 — The river port of Velmar reopened on Tuesday after a month of repairs to its main crane."
COST = "The repairs cost 3.4 million crowns{}, a third more than the council had planned in the autumn."
REPAIRED = ["The lock gates were sealed against the spring flood.", "The customs shed received a new roof."]
ROADS = (
    "OSTER, March 4 — The council of Oster agreed on Monday to spend less on roads and more on water pipes."
)
VOTES = "Twenty-one members voted for the plan and fourteen against it, after a debate of six hours."
NOTE = "The sum was given in crowns of last year."
TWO_STORIES = (
    "{first}<h1>River port of Velmar reopens</h1><p><i>By Dana Whitlock</i></p><p>" + LEAD + "</p><h2>What was repaired</h2>"
    + "<ul>" + "".join(f"<li>{item}</li>" for item in REPAIRED) + "</ul><p>" + COST.format("{mark}") + "</p>"
    + "<h1>Council of Oster agrees to a smaller budget</h1><p><i>By Ada Brisk</i></p><p>" + ROADS + "</p><p>" + VOTES + "</p>{last}"
)  # fmt: skip

LIBREOFFICE = (
    '<html><head><meta name="generator" content="LibreOffice 24.2 (Linux)"/></head><body lang="en-US">',
    '<div title="header"><p>The Velmar Courier</p></div>',
    '<a class="sdfootnoteanc" name="sdfootnote1anc" href="#sdfootnote1sym"><sup>1</sup></a>',
    f"""<div id="sdfootnote1"><p><a class="sdfootnotesym" href="#sdfootnote1anc">1</a>{NOTE}</p></div>
    <div title="footer"><p>Page <sdfield type="page">1</sdfield> of 1</p></div>""",
)
PANDOC = (
    '<!DOCTYPE html><html><head><meta charset="utf-8" /><meta name="generator" content="pandoc" /></head><body>',
    '<header id="title-block-header"><h1 class="title"></h1></header>',
    '<a href="#fn1" class="footnote-ref" id="fnref1" role="doc-noteref"><sup>1</sup></a>',
    f'<section class="footnotes footnotes-end-of-document"><hr /><ol><li id="fn1"><p>{NOTE}</p></li></ol></section>',
)
WORD = (
    '<html><head><meta name=Generator content="Microsoft Word 15 (filtered)"></head><body lang=EN-US>',
    "",
    '<a href="#_ftn1" name="_ftnref1" title=""><span class=MsoFootnoteReference>[1]</span></a>',
    f'<div><hr size=1><div id=ftn1><p class=MsoFootnoteText><a href="#_ftnref1" name="_ftn1">[1]</a> {NOTE}</p></div></div>',
)
DOCS = (
    '<html><head><meta content="text/html; charset=UTF-8" http-equiv="content-type"></head><body class="c3 doc-content">',
    "",
    '<sup><a href="#ftnt1" id="ftnt_ref1">[1]</a></sup>',
    f'<hr><div><p><a href="#ftnt_ref1" id="ftnt1">[1]</a><span>&nbsp;{NOTE}</span></p></div>',
)


@pytest.mark.parametrize(
    "maker", [LIBREOFFICE, PANDOC, WORD, DOCS], ids=["LibreOffice", "pandoc", "Word", "Docs"]
)
def test_every_story_is_read_with_its_list_and_without_notes_and_page_heads(
    maker: tuple[str, str, str, str],
) -> None:
    opening, first, mark, last = maker
    page = opening + TWO_STORIES.format(first=first, mark=mark, last=last) + "</body></html>"
    port, roads = read(pages.read(page.encode())).stories
    assert (port.headline, port.byline, port.dateline) == (
        "River port of Velmar reopens",
        "Dana Whitlock",
        "VELMAR",
    )
    assert [text.lstrip("•-* ") for text in port.paragraphs] == [
        LEAD.partition(" — ")[2], *REPAIRED, COST.format(""),
    ]  # fmt: skip
    assert roads.headline == "Council of Oster agrees to a smaller budget"
    assert roads.paragraphs == (ROADS.partition(" — ")[2], VOTES)
