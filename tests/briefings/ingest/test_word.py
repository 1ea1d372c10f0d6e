"""Word documents as several programs write them."""

from __future__ import annotations

import papers
import pytest
from newsstand import HEADLINE, PARAGRAPHS

from briefings.ingest.documents import word
from briefings.reading import read as read_text

SECOND = "Queue of ships outside the river mouth grows short"
P = papers.paragraph


def style(key: str, name: str, about: str = "", *, above: str = "") -> str:
    based = f'<w:basedOn w:val="{above}"/>' if above else ""
    return f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/>{based}{about}</w:style>'


STYLES = f"<w:styles {papers.W}>" + "".join((
    style("Heading1", "heading 1"), style("Heading2", "heading 2"), style("Title", "Title"), style("Subtitle", "Subtitle"),
    style("House", "House headline", above="Heading1"), style("Contents1", "toc 1"), style("ContentsHeading", "TOC Heading", above="Heading1"),
    style("Own", "Own", '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>'), style("Loop", "Loop", above="Loop"),
)) + "</w:styles>"  # fmt: skip


def docx(*paragraphs: str) -> bytes:
    return papers.docx(*paragraphs, styles=STYLES)


def headlines(data: bytes) -> list[str]:
    return [story.headline for story in read_text(word.read(data)).stories]


@pytest.mark.parametrize("key", ["Heading1", "House", "Own", "Heading2", "Title"])
def test_a_heading_is_known_by_its_style_and_by_what_the_style_is_made_from(key: str) -> None:
    data = docx(P(HEADLINE, key), *map(P, PARAGRAPHS[:2]), P(SECOND, key), P(PARAGRAPHS[2]))
    assert headlines(data) == [HEADLINE, SECOND]


def test_the_headings_below_a_title_are_parts_of_its_article() -> None:
    data = docx(P(HEADLINE, "Title"), P(PARAGRAPHS[0]), P(SECOND, "Heading1"), P(PARAGRAPHS[2]))
    assert headlines(data) == [HEADLINE]
    assert word.read(data).split("\n\n")[2] == f"## {SECOND}"


def test_the_headings_below_the_title_of_a_whole_letter_are_its_stories() -> None:
    data = docx(
        P("The Harbour Letter", "Title"), P(HEADLINE, "Heading1"), *map(P, PARAGRAPHS[:2]), P(SECOND, "Heading1"), P(PARAGRAPHS[2])
    )  # fmt: skip
    assert headlines(data) == [HEADLINE, SECOND]


def test_a_style_made_from_itself_is_no_heading() -> None:
    assert word.read(docx(P("Short line", "Loop"))) == "Short line"


def test_a_table_of_contents_is_not_read() -> None:
    data = docx(
        P("Contents", "ContentsHeading"),
        P(f"{HEADLINE}\t1", "Contents1"),
        P(HEADLINE, "Heading1"),
        P(PARAGRAPHS[0]),
    )
    assert word.read(data) == f"# {HEADLINE}\n\n{PARAGRAPHS[0]}"


def run(text: str, about: str = "") -> str:
    return f'<w:r><w:rPr>{about}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def gone(text: str) -> str:
    return f'<w:del w:id="1"><w:r><w:delText xml:space="preserve">{text}</w:delText></w:r></w:del>'


CUT = '<w:pPr><w:rPr><w:del w:id="2"/></w:rPr></w:pPr>'


def test_two_paragraphs_whose_break_was_deleted_are_one() -> None:
    data = docx(f"<w:p>{CUT}{run('The port opens, ')}</w:p>", f"<w:p>{run('they said.')}</w:p>", P("Next."))
    assert word.read(data) == "The port opens, they said.\n\nNext."


def test_a_paragraph_that_was_deleted_or_moved_away_leaves_nothing() -> None:
    moved = (
        f"<w:p><w:moveFrom>{run('Here.')}</w:moveFrom></w:p><w:p><w:moveTo>{run('There.')}</w:moveTo></w:p>"
    )
    assert (
        word.read(docx(P("One."), f"<w:p>{CUT}{gone('Two.')}</w:p>", P("Three."), moved))
        == "One.\n\nThree.\n\nThere."
    )


def test_a_deleted_break_before_the_end_loses_no_word() -> None:
    assert word.read(docx(f"<w:p>{CUT}{run('The port opens.')}</w:p>")) == "The port opens."


def test_what_is_hidden_or_beside_the_text_is_not_read() -> None:
    note, shown = '<w:r><w:footnoteReference w:id="2"/></w:r>', run(".", '<w:vanish w:val="0"/>')
    text = f"<w:p>{run('Seen')}{run('hidden', '<w:vanish/>')}{shown}{note}</w:p>"
    assert word.read(docx(text)) == "Seen."


def test_small_letters_above_others_do_not_stand_among_them() -> None:
    ruby = f"<w:r><w:ruby><w:rt>{run('みなと')}</w:rt><w:rubyBase>{run('港')}</w:rubyBase></w:ruby></w:r>"
    assert word.read(docx(f"<w:p>{ruby}{run('が開く。')}</w:p>")) == "港が開く。"


def test_links_and_fields_give_what_is_shown_of_them() -> None:
    link = f'<w:hyperlink w:anchor="a">{run("office")}</w:hyperlink>'
    field = f'<w:r><w:instrText> PAGE </w:instrText></w:r><w:fldSimple w:instr="DATE">{run(" today")}</w:fldSimple>'
    assert word.read(docx(f"<w:p>{run('The ')}{link}{field}{run('.')}</w:p>")) == "The office today."


def test_text_in_a_box_is_read_once() -> None:
    box = f"<w:txbxContent>{P('Boxed.')}</w:txbxContent>"
    spaces = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml"'
    shape = f"<mc:AlternateContent {spaces}><mc:Choice Requires='wps'>{box}</mc:Choice><mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent>"
    assert word.read(docx(f"<w:p><w:r>{shape}</w:r>{run('Around.')}</w:p>")).split("\n\n") == [
        "Boxed.",
        "Around.",
    ]


def test_items_of_lists_keep_a_mark() -> None:
    listed = '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'
    assert (
        word.read(docx(f"{listed}{run('First of all.')}</w:p>", f"{listed}{run('Then this.')}</w:p>"))
        == "• First of all.\n\n• Then this."
    )
