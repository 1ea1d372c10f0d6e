"""Documents made by hand, as small as their formats allow."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Container, Iterable, Sequence
from email.message import EmailMessage
from email.policy import SMTP
from xml.sax.saxutils import escape

from newsstand import HEADLINE, PARAGRAPHS

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
STYLES = (
    f'<w:styles {W}><w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/></w:style></w:styles>'
)


def zipped(parts: dict[str, str | bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return file.getvalue()


def paragraph(text: str, style: str | None = None) -> str:
    about = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f'<w:p>{about}<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


def docx(*paragraphs: str, styles: str = STYLES) -> bytes:
    """A Word document of paragraphs that are XML already."""
    body = f'<?xml version="1.0" encoding="UTF-8"?><w:document {W}><w:body>{"".join(paragraphs)}</w:body></w:document>'
    return zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": body, "word/styles.xml": styles})


def word_article() -> bytes:
    return docx(paragraph(HEADLINE, "berschrift1"), *map(paragraph, PARAGRAPHS))


Placed = tuple[float, float, float, str]  # x, y, size, text


def pdf(
    pages: Sequence[Iterable[Placed]],
    *,
    encrypted: bool = False,
    pictures: bool = False,
    bold: Container[str] = (),
) -> bytes:
    """A PDF of lines of text at their places, in a font that every reader has; those in `bold` in the bold one."""
    contents = (
        "".join(
            f"BT /{'F2' if text in bold else 'F1'} {size} Tf {x} {y} Td ({_escaped(text)}) Tj ET\n"
            for x, y, size, text in lines
        )
        for lines in pages
    )
    return pdf_showing(*contents, encrypted=encrypted, pictures=pictures)


def pdf_showing(*pages: str, encrypted: bool = False, pictures: bool = False) -> bytes:
    """A PDF of pages that are operations already; F1 and F2 are their fonts."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{' '.join(f'{4 + 2 * n} 0 R' for n in range(len(pages)))}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    picture = b" /XObject << /Im0 3 0 R >>" if pictures else b""
    for number, page in enumerate(pages):
        content = page.encode("cp1252")
        objects += [
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R /F2 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >> >>%s >> /Contents %d 0 R >>"
            % (picture, 5 + 2 * number),
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        ]
    return assembled(objects, encrypted=encrypted)


def pdf_in_fonts(content: str, form: str = "", **fonts: Sequence[tuple[str, int]]) -> bytes:
    """A PDF of a page of operations in these fonts; each is its glyphs from code 1 on: what they stand for, how wide they are.

    `form` is operations too, those of the form that the page draws by the name of Form.
    """
    about_form = (
        f"<< /Type /XObject /Subtype /Form /BBox [0 0 595 842] /Matrix [1 0 0 1 0 10] /Length {len(form)} >>"
    )
    named, objects = "", [f"{about_form}\nstream\n{form}\nendstream"]
    for name, glyphs in fonts.items():
        number = 5 + len(objects)
        named += f"/{name} {number} 0 R "
        widths = " ".join(str(width) for _, width in glyphs)
        told = "".join(
            f"<{code:02x}> <{text.encode('utf-16-be').hex()}>\n" for code, (text, _) in enumerate(glyphs, 1)
        )
        table = f"1 begincodespacerange\n<00> <ff>\nendcodespacerange\n{len(glyphs)} beginbfchar\n{told}endbfchar\nendcmap"
        about = f"/BaseFont /{name} /FirstChar 1 /LastChar {len(glyphs)} /Widths [{widths}]"
        objects += [
            f"<< /Type /Font /Subtype /TrueType {about} /ToUnicode {number + 1} 0 R >>",
            f"<< /Length {len(table)} >>\nstream\n{table}\nendstream",
        ]
    named += "/F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
    pages = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << {named} >> /XObject << /Form 5 0 R >> >> >>",
        f"<< /Length {len(content)} >>\nstream\n{content}\nendstream",
    ]
    return assembled([text.encode("latin-1") for text in (*pages, *objects)])


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def assembled(objects: Sequence[bytes], *, encrypted: bool = False) -> bytes:
    """A PDF of objects as they are, the first of them its root."""
    data = bytearray(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    data += b"".join(b"%010d 00000 n \n" % place for place in places)
    lock = (
        b" /Encrypt << /Filter /Standard /V 2 /R 3 /Length 128 /P -44 /O <%s> /U <%s> >> /ID [<00> <00>]"
        % (b"11" * 32, b"22" * 32)
        if encrypted
        else b""
    )
    data += b"trailer\n<< /Size %d /Root 1 0 R%s >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        lock,
        table,
    )
    return bytes(data)


def set_in_lines(
    text: str, *, x: float, y: float, width: int, size: float = 10, leading: float = 12
) -> list[Placed]:
    """A paragraph broken into lines of so many letters, from the top down."""
    lines, line = [], ""
    for word in text.split():
        if line and len(line) + len(word) >= width:
            lines.append(line)
            line = ""
        line = f"{line} {word}".strip()
    return [(x, y - leading * number, size, text) for number, text in enumerate([*lines, line])]


def pdf_article() -> bytes:
    lines: list[Placed] = [(72, 760, 20, HEADLINE)]
    y = 720.0
    for text in PARAGRAPHS:
        made = set_in_lines(text, x=72, y=y, width=80)
        lines += made
        y = made[-1][1] - 24
    return pdf([lines])


def mail(
    text: str | None, *, html: str | None = None, attached: Sequence[tuple[str, bytes]] = (), **fields: str
) -> bytes:
    """A message; `fields` are further ones, with `_` for `-`."""
    message = EmailMessage()
    message["From"] = "News desk <desk@news.example>"
    message["To"] = "briefings@news.example"
    message["Subject"] = f"Fwd: {HEADLINE}"
    message["Date"] = "Tue, 12 Mar 2024 09:00:00 +0000"
    for name, value in fields.items():
        message[name.replace("_", "-")] = value
    if text is not None:
        message.set_content(text)
    if html is not None and text is None:
        message.set_content(html, subtype="html")
    elif html is not None:
        message.add_alternative(html, subtype="html")
    for name, data in attached:
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes(policy=SMTP)
