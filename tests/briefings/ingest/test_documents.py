"""Documents of every kind become the text that is in them."""

from __future__ import annotations

import re

import papers
import pytest
from newsstand import HEADLINE, PAGE, PARAGRAPHS

from briefings.errors import UnreadableInput
from briefings.ingest.documents.kinds import Kind, sniff
from briefings.ingest.documents.reader import read
from briefings.model import DraftStory
from briefings.reading import read as read_text

PROSE = "\n\n".join(PARAGRAPHS)
SENTENCE = re.compile(r"[A-Z][^\n]{5,200}\.")


def stories(data: bytes, name: str | None = None, charset: str | None = None) -> tuple[DraftStory, ...]:
    return read_text(read(data, name, charset)).stories


def story(data: bytes, name: str | None = None, charset: str | None = None) -> DraftStory:
    (found,) = stories(data, name, charset)
    return found


def refusal(data: bytes, name: str | None = None) -> str:
    with pytest.raises(UnreadableInput) as caught:
        read(data, name)
    assert SENTENCE.fullmatch(str(caught.value))
    return str(caught.value)


# -- what it is --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [None, "a.txt", "a.png", "a.exe"])
@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (PROSE.encode(), Kind.TEXT),
        (PROSE.encode("utf-16"), Kind.TEXT),
        (b"MZUNGU is a word of Swahili, the linguist's office said in a note.", Kind.TEXT),
        (b"BMX riders met on Sunday in the park behind the town hall, the club said.", Kind.TEXT),
        (b"To: be or not to be.\n\nThat is what the minister asked on Monday.", Kind.TEXT),
        (b"# A headline\n\nA paragraph.", Kind.MARKDOWN),
        (PAGE.encode(), Kind.PAGE),
        (PAGE.encode("utf-16"), Kind.PAGE),
        (b"<p>One</p>\n<p>Two</p>", Kind.PAGE),
        (papers.word_article(), Kind.WORD),
        (papers.pdf_article(), Kind.PDF),
        (b"\r\n%PDF-1.7\n", Kind.PDF),
        (papers.mail(PROSE), Kind.MAIL),
        (b"From desk@news.example Tue Mar 12\n" + papers.mail(PROSE), Kind.MAIL),
    ],
)  # fmt: skip
def test_a_file_is_told_by_its_content_not_by_its_name(data: bytes, kind: Kind, name: str | None) -> None:
    assert sniff(data, name) is kind


def test_markdown_without_a_mark_is_told_by_its_name() -> None:
    assert sniff(PROSE.encode(), "a.md") is Kind.MARKDOWN


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"), (b"\0" * 999, "empty"), (b"\x89PNG\r\n\x1a\n" + bytes(99), "picture"), (b"\xff\xd8\xff\xe0" + bytes(99), "picture"),
        (b"GIF89a" + bytes(99), "picture"), (b"RIFF\0\0\0\0WEBPVP8 ", "picture"), (b"II*\0" + bytes(99), "picture"),
        (b"\0\0\0\x18ftypheic" + bytes(99), "picture"), (b"BM" + bytes.fromhex("36000c00000000003600000028000000") + bytes(99), "picture"),
        (b"\0\0\0\x18ftypmp42" + bytes(99), "video"), (b"ID3\x04" + bytes(99), "sound"), (b"OggS" + bytes(99), "sound"),
        (b"\xff\xfb\x90\x64" + bytes(99), "sound"), (b"\x1f\x8b\x08\0" + bytes(99), "archive"), (b"7z\xbc\xaf\x27\x1c" + bytes(99), "archive"),
        (b"Rar!\x1a\x07\0" + bytes(99), "archive"), (b"a" + bytes(256) + b"ustar\x0000" + bytes(99), "archive"), (papers.zipped({"a.txt": "text"}), "archive"),
        (b"MZ\x90\0" + bytes(99), "program"), (b"\x7fELF" + bytes(99), "program"), (b"{\\rtf1\\ansi Hello}", ".docx"),
        (b'<?xml version="1.0" encoding="UTF-8"?>\n<office:document xmlns:office="urn:o"><p/></office:document>', ".docx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(999), "old Office format"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "password"),
        (papers.zipped({"xl/workbook.xml": ""}), "spreadsheet"), (papers.zipped({"ppt/presentation.xml": ""}), "presentation"),
        (papers.zipped({"META-INF/manifest.xml": ""}), "OpenDocument"), (bytes(range(256)) * 9, "not text"),
        (b"SQLite format 3\0" + bytes(99), "database"), (b"[InternetShortcut]\r\nURL=https://news.example/a\r\n", "send the link itself"),
        (b'<?xml version="1.0"?>\n<plist version="1.0"><dict><key>URL</key><string>https://news.example/a</string></dict></plist>', "link"),
        (b'{"title": "Port opens", "text": ["It opened."]}', "JSON"), (b"[1, 2, [3]]", "JSON"), (b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT", "calendar"),
        (b"1\n00:00:01,000 --> 00:00:02,000\nThe port opened.\n", "subtitles"), (b"-----BEGIN PGP MESSAGE-----\n\nhQEM\n", "encrypted"),
        (b"-----BEGIN OPENSSH PRIVATE KEY-----\nb3Bl\n", "key"), (b"\xef\xbb\xbf\n", "empty"), (papers.zipped({"Index/Document.iwa": ""}), "Pages"),
        (b"From: a@example.org\nSubject: Port\nMIME-Version: 1.0\nContent-Type: application/pkcs7-mime; smime-type=enveloped-data\n\nMIIB", "encrypted"),
    ],
)  # fmt: skip
def test_what_is_no_article_is_refused_in_a_sentence(data: bytes, words: str) -> None:
    assert words in refusal(data, "article.txt")


@pytest.mark.parametrize(
    "text", ["[Updated] The port opened again at noon.", "{sic} is what he wrote.", "[" * 100_000]
)
def test_a_text_may_begin_with_a_bracket(text: str) -> None:
    assert read(text.encode()) == text


# -- Markdown ----------------------------------------------------------------------------------------------


def test_markdown_loses_its_marks_and_keeps_its_headlines() -> None:
    text = (
        f"# {HEADLINE}\n\n![the port](port.jpg)\n\n**Dock workers** in the [capital](https://news.example/capital) went *back* to work,\n"
        f"the port authority said on Tuesday.\n\n{PARAGRAPHS[1]}\n\n## Bridge to the island closes\n\n> {PARAGRAPHS[2]}\n\n---\n"
    )
    first, *rest = stories(text.encode(), "a.md")
    assert first.headline == HEADLINE
    assert (
        first.paragraphs[0]
        == "Dock workers in the capital went back to work, the port authority said on Tuesday."
    )
    assert not re.search(r"[*\[\]>#]", "".join(first.paragraphs))
    assert PARAGRAPHS[2] in (first.paragraphs[-1], *(found.paragraphs[-1] for found in rest))


def test_the_head_of_a_markdown_file_says_who_wrote_it_and_when() -> None:
    head = f'---\ntitle: "{HEADLINE}"\nauthor: Special Correspondent\ndate: 2024-03-12\nsite: Harbour Gazette\n---\n'
    found = story((head + PROSE).encode())
    assert (found.headline, found.byline, found.date, found.source) == (
        HEADLINE,
        "Special Correspondent",
        "2024-03-12",
        "Harbour Gazette",
    )
    assert found.paragraphs == PARAGRAPHS


def test_the_rows_of_a_table_are_left_out_of_an_article_but_where_they_are_what_it_has_to_say() -> None:
    head, said = (
        f'---\ntitle: "{HEADLINE}"\n---\n',
        "The league closed on Sunday with the last regatta of the season.",
    )
    ranking = [f"| {place} | Crew of pier {place} | {90 - place} |" for place in range(1, 12)]
    assert story((head + "\n".join([said, *ranking])).encode()).paragraphs == (said, *ranking)
    assert story((head + "\n".join([said, *ranking[:2]])).encode()).paragraphs == (said,)


# -- pages -------------------------------------------------------------------------------------------------


def test_a_page_gives_its_article_with_what_it_says_of_itself() -> None:
    page = PAGE.replace(
        "<head>",
        '<head><meta name="author" content="Special Correspondent"><meta property="article:published_time" content="2024-03-12T09:00:00Z">',
    )
    found = story(page.encode())
    assert found.headline == HEADLINE
    assert found.paragraphs == PARAGRAPHS
    assert (found.source, found.byline, found.date) == (
        "Harbour Gazette",
        "Special Correspondent",
        "2024-03-12",
    )


def test_the_account_of_a_sites_software_is_no_author() -> None:
    page = PAGE.replace("<head>", '<head><meta name="author" content="admin">')
    assert story(page.encode()).byline is None


def test_a_page_of_two_articles_gives_two_stories() -> None:
    bodies = [f"<article><h2>{title}</h2><p>{text}</p><p>{PARAGRAPHS[1]}</p></article>" for title, text in (
        (HEADLINE, PARAGRAPHS[0]), ("Queue of ships outside the river mouth grows short", PARAGRAPHS[2]),
    )]  # fmt: skip
    page = (
        f"<html><head><title>News</title></head><body><h1>Harbour Gazette</h1>{''.join(bodies)}</body></html>"
    )
    assert [found.headline for found in stories(page.encode())] == [
        HEADLINE,
        "Queue of ships outside the river mouth grows short",
    ]


@pytest.mark.parametrize(("encoding", "declared", "said"), [
    ("cp1251", "", "windows-1251"), ("cp1251", '<meta charset="windows-1251">', None), ("utf-8", "", None),
    ("utf-8", "", "utf-8"), ("utf-16", "", None), ("cp1251", '<meta charset="windows-1251">', "no-such-charset"),
])  # fmt: skip
def test_a_page_is_read_in_its_encoding(encoding: str, declared: str, said: str | None) -> None:
    body = (
        "<p>Докеры вернулись к работе во вторник после долгих переговоров, сообщили власти порта столицы.</p>"
        * 9
    )
    page = f"<html><head>{declared}</head><body><article><h1>Порт снова открыт</h1>{body}</article></body></html>"
    assert story(page.encode(encoding), charset=said).paragraphs[0].startswith("Докеры вернулись к работе")


@pytest.mark.parametrize("page", [
    "<!doctype html><html><head><script>let a = 1</script></head><body><div id=app></div></body></html>",
    "<html><body><nav><a href=/>Home</a></nav><form>Please log in</form></body></html>",
])  # fmt: skip
def test_a_page_without_its_article_is_refused(page: str) -> None:
    assert "login" in refusal(page.encode())


# -- Word --------------------------------------------------------------------------------------------------


WALL = "<html><head><title>{}</title></head><body><h1>Port</h1><p>{}</p></body></html>"


@pytest.mark.parametrize(
    "title",
    ["Just a moment...", "404 Not Found", "Page not found - The Riverside Enquirer", "Access denied | Kestrel", "Attention Required! | Guard", "403", "Sign in"],
)  # fmt: skip
def test_a_page_that_a_site_sends_instead_of_the_article_is_refused(title: str) -> None:
    assert "paste the text" in refusal(
        WALL.format(title, "Please wait while your browser is being looked at. " * 6).encode()
    )


@pytest.mark.parametrize(
    "title",
    [
        "500 workers back in the port",
        "Forbidden city opens",
        "Not found: the missing ferry",
        "Access denied to port",
    ],
)
def test_an_article_may_have_such_a_title(title: str) -> None:
    assert "gates" in read(
        WALL.format(title, "The port opened its gates at noon on Tuesday, the office said. " * 6).encode()
    )


def test_a_word_document_gives_its_paragraphs_under_their_headline() -> None:
    found = story(papers.word_article())
    assert (found.headline, found.paragraphs) == (HEADLINE, PARAGRAPHS)


def test_two_headings_of_a_word_document_are_two_stories() -> None:
    second = "Queue of ships outside the river mouth grows short"
    data = papers.docx(
        papers.paragraph(HEADLINE, "berschrift1"),
        *map(papers.paragraph, PARAGRAPHS[:2]),
        papers.paragraph(second, "berschrift1"),
        papers.paragraph(PARAGRAPHS[2]),
    )
    assert [found.headline for found in stories(data)] == [HEADLINE, second]


def test_insertions_under_review_count_and_deletions_do_not() -> None:
    run = "<w:r><w:t xml:space='preserve'>{}</w:t></w:r>"
    data = papers.docx(
        f"<w:p>{run.format('The port ')}<w:ins>{run.format('reopens')}</w:ins>"
        "<w:del><w:r><w:delText>closes</w:delText></w:r></w:del><w:hyperlink>"
        f"{run.format(' on')}</w:hyperlink><w:r><w:tab/><w:t>Monday,</w:t><w:br/><w:t>they said.</w:t></w:r></w:p>"
    )
    assert read(data) == "The port reopens on Monday,\nthey said."


def test_text_in_tables_and_content_controls_is_read_and_boxes_are_not_read_twice() -> None:
    box = f"<w:txbxContent>{papers.paragraph('Boxed.')}</w:txbxContent>"
    data = papers.docx(
        f"<w:tbl><w:tr><w:tc>{papers.paragraph('Cell.')}</w:tc></w:tr></w:tbl>"
        f"<w:sdt><w:sdtContent>{papers.paragraph('Control.')}</w:sdtContent></w:sdt>"
        f'<w:p><w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice>{box}</mc:Choice>'
        f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent><w:t>After.</w:t></w:r></w:p>"
    )
    assert read(data).split("\n\n") == ["Cell.", "Control.", "Boxed.", "After."]


# -- PDF ---------------------------------------------------------------------------------------------------


def test_a_pdf_gives_its_paragraphs_under_their_headline() -> None:
    found = story(papers.pdf_article())
    assert (found.headline, found.paragraphs) == (HEADLINE, PARAGRAPHS)


def test_words_broken_at_a_line_end_are_whole_again_and_paragraphs_by_indentation_apart() -> None:
    lines: list[papers.Placed] = [
        (84, 700, 10, "The port authority said that the dock work-"),
        (72, 688, 10, "ers would be back on Tuesday, with all ships"),
        (72, 676, 10, "served in the order in which they had come."),
        (84, 664, 10, "The ministry said that it would look into the"),
        (72, 652, 10, "rules for the work at night before the summer."),
    ]
    assert read(papers.pdf([lines])).split("\n\n") == [
        "The port authority said that the dock workers would be back on Tuesday, with all ships served in the order in which they had come.",
        "The ministry said that it would look into the rules for the work at night before the summer.",
    ]


def test_running_heads_and_page_numbers_are_dropped_and_a_sentence_goes_on_over_the_page() -> None:
    def page(number: int, text: str) -> list[papers.Placed]:
        lines = papers.set_in_lines(text, x=72, y=700, width=80)
        return [(72, 800, 8, f"Harbour Gazette, issue {number}"), *lines, (290, 30, 8, f"Page {number} of 2")]

    words = " ".join(PARAGRAPHS).split()
    data = papers.pdf([page(1, " ".join(words[:40])), page(2, " ".join(words[40:]))])
    assert read(data) == " ".join(words)


def test_a_bold_line_of_a_pdf_is_a_heading_whatever_its_size() -> None:
    lines = [(72.0, 760.0, 10.0, HEADLINE)]
    lines += papers.set_in_lines(PARAGRAPHS[0], x=72, y=748, width=80)
    assert read(papers.pdf([lines], bold=[HEADLINE])).split("\n\n") == [f"# {HEADLINE}", PARAGRAPHS[0]]


def test_a_paragraph_of_a_pdf_goes_on_in_the_next_column() -> None:
    words = PARAGRAPHS[0].split()
    left = papers.set_in_lines(" ".join(words[:12]), x=36, y=100, width=24)
    right = papers.set_in_lines(" ".join(words[12:]), x=220, y=760, width=24)
    assert read(papers.pdf([[(36, 124, 16, HEADLINE), *left, *right]])).split("\n\n")[-1] == PARAGRAPHS[0]


def test_the_short_lines_of_a_pdf_with_space_between_paragraphs_end_none() -> None:
    texts = (
        "The gates opened at noon. Ships of every size that had waited outside came in.",
        *PARAGRAPHS[:2],
    )
    lines, y = [(72.0, 780.0, 16.0, HEADLINE)], 750.0
    for text in texts:
        lines += papers.set_in_lines(text, x=72, y=y, width=28)
        y = lines[-1][1] - 24
    assert read(papers.pdf([lines])).split("\n\n")[1:] == list(texts)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (papers.pdf([[]], pictures=True), "scan"),
        (papers.pdf([[]]), "no text in the PDF"),
        (papers.pdf([[(72, 700, 10, PARAGRAPHS[0])]], encrypted=True), "password"),
    ],
)
def test_a_pdf_without_text_to_read_is_refused(data: bytes, words: str) -> None:
    assert words in refusal(data)


# -- mail --------------------------------------------------------------------------------------------------


def test_a_mail_is_read_under_its_subject_and_date() -> None:
    found = story(papers.mail(PROSE))
    assert (found.headline, found.date, found.paragraphs) == (HEADLINE, "12 March 2024", PARAGRAPHS)


def test_the_html_of_a_mail_is_read_where_the_plain_part_says_less() -> None:
    html = f"<html><body><h1>{HEADLINE}</h1>{''.join(f'<p>{text}</p>' for text in PARAGRAPHS)}</body></html>"
    assert story(papers.mail("View this in your browser.", html=html)).paragraphs == PARAGRAPHS
    assert story(papers.mail(None, html=html)).paragraphs == PARAGRAPHS
    assert story(papers.mail(PROSE, html="<p>short</p>")).paragraphs == PARAGRAPHS


def test_a_newsletter_names_its_source() -> None:
    assert story(papers.mail(PROSE, List_Unsubscribe="<https://news.example/off>")).source == "News desk"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.docx", papers.word_article()),
        ("a.pdf", papers.pdf_article()),
        ("a.html", PAGE.encode()),
        ("a.eml", papers.mail(PROSE)),
    ],
)
def test_an_article_attached_to_a_covering_note_is_read_in_its_place(name: str, data: bytes) -> None:
    found = story(
        papers.mail("Please see the attached.", attached=[("logo.png", b"\x89PNG\r\n\x1a\n"), (name, data)])
    )
    assert (found.headline, found.paragraphs) == (HEADLINE, PARAGRAPHS)


def test_a_forwarded_message_is_read() -> None:
    inner = papers.mail(PROSE).decode()
    outer = (
        "From: a@news.example\r\nTo: b@news.example\r\nSubject: see below\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/mixed; boundary="x"\r\n\r\n--x\r\nContent-Type: text/plain\r\n\r\nFor you.\r\n'
        f"--x\r\nContent-Type: message/rfc822\r\n\r\n{inner}\r\n--x--\r\n"
    )
    assert story(outer.encode()).headline == HEADLINE


def test_a_mail_that_says_nothing_is_refused() -> None:
    assert "no text" in refusal(papers.mail(""))


def test_the_marks_of_an_office_in_a_mail_are_no_text() -> None:
    body = "".join(
        f"<p class=MsoNormal>{text}<o:p></o:p></p><p class=MsoNormal><o:p>&nbsp;</o:p></p>"
        for text in PARAGRAPHS
    )
    assert "o:p" not in read(papers.mail("See below.", html=f"<div class=WordSection1>{body}</div>"))
