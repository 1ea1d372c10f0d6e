"""Files made to do harm, by name: bombs, loops, lies, depths and halves. Each is built when it is asked for."""

from __future__ import annotations

import random
import zlib
from collections.abc import Callable, Iterator

import papers
from newsstand import PAGE, PARAGRAPHS

Maker = Callable[[], bytes]
NOTHING = bytes(66 << 20)
LAUGHS = (
    '<!DOCTYPE w [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    + "]>"
)


def document(xml: str | bytes, **parts: str | bytes) -> bytes:
    return papers.zipped(
        {"word/document.xml": xml, **{name.replace("__", "/"): data for name, data in parts.items()}}
    )


def words(inner: str) -> str:
    return f"<w:document {papers.W}><w:body>{inner}</w:body></w:document>"


FONT = b"/Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >>"


def raw_pdf(*objects: bytes) -> bytes:
    return papers.assembled(objects)


def page_of(
    content: bytes, entries: bytes = b"", more: tuple[bytes, ...] = (), resources: bytes = FONT
) -> bytes:
    return raw_pdf(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << %s >> /Contents 4 0 R >>"
        % resources,
        b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), entries, content),
        *more,
    )


def flate(data: bytes, times: int = 1) -> bytes:
    for _ in range(times):
        data = zlib.compress(data, 9)
    return data


def multipart(depth: int) -> bytes:
    head = b"From: a@b.example\r\nTo: a@b.example\r\nSubject: deep\r\nMIME-Version: 1.0\r\n"
    parts = b"".join(
        b'Content-Type: multipart/mixed; boundary="%d"\r\n\r\n--%d\r\n' % (n, n) for n in range(depth)
    )
    return head + parts + b"Content-Type: text/plain\r\n\r\nThe end.\r\n"


def matryoshka(depth: int) -> bytes:
    head = b"From: a@b.example\r\nTo: a@b.example\r\nSubject: inner\r\nMIME-Version: 1.0\r\n"
    return (head + b"Content-Type: message/rfc822\r\n\r\n") * depth + head + b"\r\nThe end.\r\n"


def headers(more: bytes, body: bytes = b"Text.") -> bytes:
    return (
        b"From: a@b.example\r\nTo: a@b.example\r\nSubject: s\r\nMIME-Version: 1.0\r\n"
        + more
        + b"\r\n\r\n"
        + body
    )


def html(inner: str, head: str = "") -> bytes:
    return f"<!doctype html><html><head>{head}</head><body>{inner}</body></html>".encode()


def noise(seed: int, size: int = 20_000) -> bytes:
    return random.Random(seed).randbytes(size)  # noqa: S311 - the same every time


WORD: dict[str, Maker] = {
    "bomb": lambda: document(NOTHING),
    "bomb of text": lambda: document(words(f"<w:p><w:r><w:t>{' ' * (70 << 20)}</w:t></w:r></w:p>")),
    "bomb of styles": lambda: document(words(""), word__styles=b"", **{"word__styles.xml": NOTHING}),
    "laughs": lambda: document(LAUGHS + words(papers.paragraph("x").replace("x", "&i;" * 9))),
    "laughs behind 64 KB": lambda: document("<!--" + " " * 70_000 + "-->" + LAUGHS + words("<w:p><w:r><w:t>&i;</w:t></w:r></w:p>")),
    "outer entity": lambda: document('<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + words("<w:p><w:r><w:t>&a;</w:t></w:r></w:p>")),
    "outer dtd": lambda: document('<!DOCTYPE w SYSTEM "http://127.0.0.1:1/x.dtd">' + words("")),
    "deep": lambda: document(words("<w:ins>" * 100_000)),
    "deep and whole": lambda: document(words("<w:p>" + "<w:ins>" * 250 + "<w:t>x</w:t>" + "</w:ins>" * 250 + "</w:p>")),
    "deep paragraphs": lambda: document(words("<w:p>" * 200 + "</w:p>" * 200)),
    "wide": lambda: document(words("<w:p/>" * 100_000)),
    "one long word": lambda: document(words(f"<w:p><w:r><w:t>{'a' * 9_000_000}</w:t></w:r></w:p>")),
    "long attribute": lambda: document(words(f'<w:p w:a="{"a" * 12_000_000}"/>')),
    "many attributes": lambda: document(words("<w:p " + " ".join(f'a{n}=""' for n in range(50_000)) + "/>")),
    "no xml": lambda: document("Hello, this is not XML at all."),
    "half a document": lambda: document(words(papers.paragraph(PARAGRAPHS[0]))[:300]),
    "empty": lambda: document(""),
    "no paragraphs": lambda: document(words("")),
    "wrong encoding": lambda: document(b'<?xml version="1.0" encoding="utf-16"?>' + words("").encode()),
    "no such encoding": lambda: document(b'<?xml version="1.0" encoding="klingon"?>' + words("").encode()),
    "outline of another world": lambda: document(words('<w:p><w:pPr><w:outlineLvl w:val="٣"/></w:pPr><w:r><w:t>x</w:t></w:r></w:p>')),
    "empty archive": lambda: b"PK\x05\x06" + bytes(18),
    "many names": lambda: papers.zipped({f"{n}": b"" for n in range(20_000)}),
    "archives in archives": lambda: papers.zipped({"a.zip": papers.zipped({"b.zip": papers.zipped({"c": NOTHING[:999]})})}),
    "climbing name": lambda: papers.zipped({"../../etc/passwd": "root"}),
    "method unknown": lambda: papers.word_article().replace(b"\x08\x00", b"\x63\x00"),
    "encrypted": lambda: papers.word_article().replace(b"PK\x03\x04\x14\0\0", b"PK\x03\x04\x14\0\1").replace(b"PK\x01\x02\x14\x03\x14\0\0", b"PK\x01\x02\x14\x03\x14\0\1"),
    "noise": lambda: b"PK\x03\x04" + noise(1),
}  # fmt: skip
PDF: dict[str, Maker] = {
    "head only": lambda: b"%PDF-1.7\n",
    "noise": lambda: b"%PDF-1.7\n" + noise(2),
    "no root": lambda: raw_pdf(b"<< >>"),
    "root of nothing": lambda: papers.pdf_article().replace(b"/Root 1 0 R", b"/Root 99 0 R"),
    "bomb": lambda: page_of(flate(NOTHING[: 8 << 20]), b"/Filter /FlateDecode"),
    "bomb in a bomb": lambda: page_of(flate(NOTHING[: 8 << 20], 3), b"/Filter [/FlateDecode /FlateDecode /FlateDecode]"),
    "many filters": lambda: page_of(b"00", b"/Filter [" + b"/ASCIIHexDecode " * 50_000 + b"]"),
    "bomb of text": lambda: page_of(flate(b"BT /F1 9 Tf (aaaaaaaa) Tj ET " * 20_000), b"/Filter /FlateDecode"),
    "pages that hold themselves": lambda: raw_pdf(b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 9 >>"),
    "endless count": lambda: raw_pdf(b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [] /Count 99999999999 >>"),
    "too many objects": lambda: page_of(b"1 " * 100_000),
    "negative count": lambda: raw_pdf(b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count -1 >>", b"null"),
    "a table before itself": lambda: b"%PDF-1.4\nxref\n0 1\n0000000000 65535 f \ntrailer\n<< /Root 1 0 R /Size 1 /Prev 9 >>\nstartxref\n9\n%%EOF",
    "a table beyond the end": lambda: papers.pdf_article().replace(b"startxref\n", b"startxref\n99999999"),
    "a table of a million": lambda: b"%PDF-1.4\nxref\n0 100000000\n" + b"0000000000 65535 f \n" * 9 + b"trailer\n<< /Root 1 0 R >>\nstartxref\n9\n%%EOF",
    "length of itself": lambda: page_of(b"BT ET").replace(b"/Length 5", b"/Length 4 0 R"),
    "negative length": lambda: page_of(b"BT ET").replace(b"/Length 5", b"/Length -5"),
    "deep arrays": lambda: page_of(b"[" * 100_000 + b" TJ"),
    "deep dictionaries": lambda: raw_pdf(b"<< /A " * 50_000),
    "deep strings": lambda: page_of(b"BT " + b"(" * 500_000),
    "form that draws itself": lambda: page_of(
        b"/X Do", more=(b"<< /Type /XObject /Subtype /Form /Length 5 /Resources << /XObject << /X 5 0 R >> >> >>\nstream\n/X Do\nendstream",),
        resources=FONT + b" /XObject << /X 5 0 R >>",
    ),
    "map of everything": lambda: page_of(
        b"BT /F1 9 Tf (ab) Tj ET",
        more=(b"<< /Type /Font /Subtype /Type1 /BaseFont /A /ToUnicode 6 0 R >>", b"<< /Length 69 >>\nstream\n1 beginbfrange <00000000> <ffffffff> <0000> endbfrange            \nendstream"),
        resources=b"/Font << /F1 5 0 R >>",
    ),
    "numbers out of reach": lambda: page_of(b"BT /F1 1e400 Tf 1e400 -1e400 Td (a) Tj ET " * 99),
    "no numbers": lambda: page_of(b"BT /F1 NaN Tf x y Td (a) Tj ET " * 99),
    "picture without end": lambda: page_of(b"BI /W 99999999 /H 99999999 ID " + bytes(9999)),
    "states without end": lambda: page_of(b"q " * 50_000),
    "encrypted with noise": lambda: papers.pdf([[(9, 9, 9, "a")]], encrypted=True).replace(b"/R 3", b"/R 9"),
    "many pages": lambda: papers.pdf([[(9, 9, 9, "Page of many, with a few words on it.")]] * 300),
    "picture as a font": lambda: papers.pdf([[(9, 9, 9, PARAGRAPHS[0])]]).replace(b"/Type /Font", b"/Type /Page"),
}  # fmt: skip
HTML: dict[str, Maker] = {
    "deep": lambda: html("<div>" * 40_000 + PARAGRAPHS[0]),
    "deep lists": lambda: html("<ul><li>" * 20_000 + "x"),
    "deep tables": lambda: html("<table><tr><td>" * 3_000 + "x"),
    "deep quotes": lambda: html("<blockquote>" * 30_000 + "<p>x"),
    "wide": lambda: html("<p>a</p>" * 8_000),
    "breaks": lambda: html("<br>" * 8_000),
    "never closed": lambda: html("<a href=" * 50_000),
    "long attribute": lambda: html(f'<p class="{"a" * 300_000}">x</p>'),
    "entities": lambda: html("&amp;" * 60_000),
    "numeric entities": lambda: html("&#x110000;&#0;&#xd800;" * 9_000),
    "open comment": lambda: b"<!doctype html><html><!--" + b"x-" * 900_000,
    "script": lambda: html("<script>" + "for(;;);" * 100_000),
    "zeros": lambda: b"<!doctype html><html>" + bytes(100_000),
    "zeros in words": lambda: PAGE.replace("work", "wo\0rk").encode(),
    "laughs": (LAUGHS.replace("DOCTYPE w", "DOCTYPE html") + "<html><p>&i;</p></html>").encode,
    "data in structure": lambda: html("<p>x", '<script type="application/ld+json">' + "[" * 100_000 + "</script>"),
    "long title": lambda: html("<p>x", f"<title>{'a - ' * 60_000}</title>"),
    "long dates": lambda: html(f"<p>{'2019-11-' * 20_000}", f'<meta property="article:published_time" content="{"2" * 300_000}">'),
    "many articles": lambda: html("<article><h2>a</h2><p>b</p></article>" * 3_000),
    "articles in articles": lambda: html("<article><h1>a</h1>" * 5_000),
    "many headings": lambda: html("<h1>a</h1>" * 8_000),
    "half a letter": lambda: PAGE.encode("utf-16")[:-1],
    "another encoding": lambda: PAGE.encode("utf-16-be"),
    "said to be another": lambda: PAGE.replace("<head>", "<head><meta charset=utf-16>").encode(),
    "utf-7": lambda: PAGE.replace("<head>", "<head><meta charset=utf-7>").encode(),
    "no text codec": lambda: PAGE.replace("<head>", "<head><meta charset=base64>").encode(),
    "undefined codec": lambda: PAGE.replace("<head>", "<head><meta charset=undefined>").encode(),
    "too large": lambda: html("<p>a word</p>" * 500_000),
    "frames": lambda: html("<iframe src='file:///etc/passwd'></iframe><object data='http://127.0.0.1/'></object>" * 999),
    "image in the page": lambda: html(f"<img src='data:image/png;base64,{'A' * 400_000}'>"),
}  # fmt: skip
MAIL: dict[str, Maker] = {
    "deep": lambda: multipart(600),
    "mail in mail": lambda: matryoshka(60),
    "mail in mail in mail": lambda: matryoshka(2_000),
    "long field": lambda: headers(b"X-A: " + b"a" * 3_000_000),
    "many fields": lambda: headers(b"X-A: a\r\n" * 30_000),
    "no boundary": lambda: headers(b"Content-Type: multipart/mixed"),
    "boundary of nothing": lambda: headers(b'Content-Type: multipart/mixed; boundary=""', b"--\r\n\r\nx\r\n----"),
    "broken base64": lambda: headers(b"Content-Type: text/plain\r\nContent-Transfer-Encoding: base64", b"=A=" * 9999),
    "no such encoding": lambda: headers(b"Content-Type: text/plain; charset=klingon\r\nContent-Transfer-Encoding: 9bit"),
    "codec of another kind": lambda: headers(b"Content-Type: text/plain; charset=zlib"),
    "encoded words": lambda: headers(b"Subject: " + b"=?utf-8?q?=41?= " * 20_000),
    "broken words": lambda: headers(b"Subject: =?utf-8?b?////?= =?x?y?z?= =?"),
    "no date": lambda: headers(b"Date: yesterday, or the day before"),
    "a date of no calendar": lambda: headers(b"Date: Tue, 99 Mar 99999 99:99:99 +9999"),
    "many parts": lambda: headers(b"Content-Type: multipart/mixed; boundary=x", b"--x\r\n\r\na\r\n" * 4_000 + b"--x--"),
    "bomb attached": lambda: papers.mail("see", attached=[("a.docx", WORD["bomb"]())]),
    "page attached": lambda: papers.mail("see", attached=[("a.html", HTML["deep"]())]),
    "fields without values": lambda: b"From:\r\nTo:\r\nSubject:\r\nDate:\r\n\r\n",
    "type without a value": lambda: headers(b"Content-Type: ;;;=;\r\nContent-Disposition: ;"),
    "addresses without end": lambda: headers(b"Cc: " + b"(" * 20_000),
}  # fmt: skip
TEXT: dict[str, Maker] = {
    "brackets": lambda: b"# a\n\n" + b"[" * 8_000,
    "links": lambda: b"# a\n\n" + b"[a](" * 8_000,
    "stars": lambda: b"# a\n\n" + b"*a **a " * 8_000,
    "quotes": lambda: b"# a\n\n" + b">" * 20_000 + b" a",
    "lists": lambda: b"# a\n\n" + b"".join(b" " * n + b"- a\n" for n in range(400)),
    "ticks": lambda: b"# a\n\n" + b"".join(b"`" * n + b" " for n in range(400)),
    "table": lambda: b"# a\n\n" + b"|a" * 9_000 + b"\n" + b"|-" * 9_000 + b"\n",
    "open tag": lambda: b"# a\n\n<div " + b"a " * 90_000,
    "head without end": lambda: b"---\n" + b"title: a\n" * 90_000,
    "references": lambda: b"# a\n\n" + b"".join(b"[%d]: /x\n" % n for n in range(9_000)),
    "newlines": lambda: b"\n" * 400_000 + b"a",
    "dots": lambda: b"." * 100_000,
    "one letter": lambda: b"a",
    "mark only": lambda: b"\xef\xbb\xbf",
    "half a wide letter": lambda: b"\xff\xfea",
    "surrogates": lambda: b"\xed\xa0\x80" * 999,
    "continuations": lambda: b"\x80" * 9_999,
    "noise": lambda: noise(3),
    "text and noise": lambda: PARAGRAPHS[0].encode() + noise(4),
    "packed": lambda: b"\x1f\x8b\x08\0" + zlib.compress(NOTHING[:99_999]),
    "huge picture": lambda: b"\x89PNG\r\n\x1a\n" + bytes(5_000_000),
    "right to left": lambda: "\u202e\u2066".encode() * 9_999 + PARAGRAPHS[0].encode(),
}  # fmt: skip
HALVES: dict[str, Maker] = {
    f"{kind} cut at {part} %": (lambda make=make, part=part: (data := make())[: len(data) * part // 100])
    for kind, make in (("word", papers.word_article), ("pdf", papers.pdf_article), ("mail", lambda: papers.mail(None, html=PAGE)))
    for part in (1, 10, 50, 90, 99)
}  # fmt: skip
FILES: dict[str, Maker] = {
    **{f"{kind}: {name}": make for kind, group in (
        ("word", WORD), ("pdf", PDF), ("html", HTML), ("mail", MAIL), ("text", TEXT), ("half", HALVES),
    ) for name, make in group.items()}
}  # fmt: skip

SOUND: tuple[tuple[str, Maker], ...] = (
    ("page", PAGE.encode),
    ("word", papers.word_article),
    ("pdf", papers.pdf_article),
    ("mail", lambda: papers.mail("\n\n".join(PARAGRAPHS), html=PAGE, attached=[("a.docx", papers.word_article())])),
    ("markdown", ("# A *headline* of it\n\n" + "\n\n".join(f"- **{text}** [a](b)" for text in PARAGRAPHS)).encode),
)  # fmt: skip


def mutated(sound: bytes, seed: int) -> bytes:
    """The document with a few of its bytes changed, cut out, doubled or moved; the same for the same seed."""
    dice = random.Random(seed)  # noqa: S311 - the same every time
    data = bytearray(sound)
    for _ in range(dice.randint(1, 12)):
        at = dice.randrange(len(data) or 1)
        size = dice.choice((1, 1, 2, 8, 64))
        match dice.randrange(5):
            case 0:
                data[at : at + size] = dice.randbytes(size)
            case 1:
                del data[at : at + size]
            case 2:
                data[at:at] = data[at : at + size] * dice.choice((1, 2, 50))
            case 3:
                data[at:at] = dice.choice(
                    (b"<", b">", b"&", b"\0", b"0", b"99999999", b"(", b"<<", b"\xff", b"--")
                )
            case _:
                data[at : at + 1] = bytes([data[at] ^ (1 << dice.randrange(8))] if data else b"")
    return bytes(data)


def mutants(kind: str, first: int, count: int) -> Iterator[tuple[str, bytes]]:
    """`count` mutants of one kind of document, with their names."""
    make = dict(SOUND)[kind]
    sound = make()
    for seed in range(first, first + count):
        yield f"{kind} {seed}", mutated(sound, seed)
