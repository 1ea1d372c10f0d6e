"""What a file is, by its content; its name is not asked, for names lie."""

from __future__ import annotations

import re
from enum import StrEnum

from briefings.errors import UnreadableInput
from briefings.ingest.decode import decode
from briefings.ingest.markup import is_html

_HEAD = 64 * 1024


class Kind(StrEnum):
    """What can be read."""

    TEXT = "text"
    MARKDOWN = "Markdown"
    PAGE = "HTML"
    WORD = "Word"
    PDF = "PDF"
    MAIL = "mail"


_PICTURE = "This is a picture, and I read text only: please send the article as text."
_SOUND = "This is a sound or a video, and I read text only: please send the article as text."
_ARCHIVE = "This is an archive: please unpack it and send the article itself."
_PROGRAM = "This is a program, not an article."
_OLD_OFFICE = "This is a document of an old Office format: please save it as .docx and send that."
OPEN_DOCUMENT = "OpenDocument is not read here: please save it as .docx and send that."
PROTECTED = "The document is protected by a password: please send a copy without one."

# (where, bytes, what to say of it)
_REFUSED: tuple[tuple[int, bytes, str], ...] = (
    (0, b"\x89PNG\r\n\x1a\n", _PICTURE),
    (0, b"\xff\xd8\xff", _PICTURE),
    (0, b"GIF8", _PICTURE),
    (0, b"II*\0", _PICTURE),
    (0, b"MM\0*", _PICTURE),
    (8, b"WEBP", _PICTURE),
    (4, b"ftypheic", _PICTURE),
    (4, b"ftypavif", _PICTURE),
    (0, b"8BPS", _PICTURE),
    (4, b"ftyp", _SOUND),
    (0, b"ID3", _SOUND),
    (0, b"OggS", _SOUND),
    (0, b"fLaC", _SOUND),
    (0, b"\x1aE\xdf\xa3", _SOUND),
    (8, b"WAVE", _SOUND),
    (8, b"AVI ", _SOUND),
    (0, b"\x1f\x8b", _ARCHIVE),
    (0, b"7z\xbc\xaf\x27\x1c", _ARCHIVE),
    (0, b"Rar!\x1a\x07", _ARCHIVE),
    (0, b"\xfd7zXZ\0", _ARCHIVE),
    (0, b"BZh", _ARCHIVE),
    (0, b"\x28\xb5\x2f\xfd", _ARCHIVE),
    (257, b"ustar", _ARCHIVE),
    (0, b"MZ", _PROGRAM),
    (0, b"\x7fELF", _PROGRAM),
    (0, b"\xca\xfe\xba\xbe", _PROGRAM),
    (0, b"\xcf\xfa\xed\xfe", _PROGRAM),
    (0, b"\0asm", _PROGRAM),
    (0, b"SQLite format 3\0", "This is a database, not an article."),
    (0, b"{\\rtf", "Rich Text (.rtf) is not read here: please save it as .docx or plain text and send that."),
    (0, b"%!PS", "PostScript is not read here: please send a PDF or the text."),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_BITMAP = re.compile(rb"BM.{4}\0\0\0\0.\0\0\0[\x0c(l|]\0\0\0", re.DOTALL)
_FLAT_OPEN = re.compile(rb"(?:\xef\xbb\xbf)?\s*<\?xml[^>]{0,200}>\s*<office:document\b")
_MPEG = re.compile(rb"\xff[\xe2\xe3\xf2\xf3\xfa\xfb][^\0]")

_FIELD = re.compile(rb"(?:[ \t].*|[A-Za-z][A-Za-z0-9-]*:.*)")
_MAIL_FIELDS = frozenset(
    b"from to cc date subject received message-id mime-version return-path reply-to delivered-to content-type"
    b" dkim-signature sender list-id list-unsubscribe x-mailer".split()
)
_MARKDOWN = re.compile(
    r"^#{1,6} \S|\[[^\]\n]{1,400}\]\([^)\s]{1,400}\)|(?<![*\w])\*\*[^*\n]{1,400}\*\*",
    re.MULTILINE,
)


def sniff(data: bytes, name: str | None = None) -> Kind:
    """Tells what is in a file; `name` decides only between text and Markdown, which look alike.

    Raises `UnreadableInput`, with what to do instead, for what is no document that can be read.
    """
    if not data.strip(b"\0 \t\r\n"):
        raise UnreadableInput("The file is empty.")
    if data[:4] in {b"PK\x03\x04", b"PK\x05\x06"}:
        return Kind.WORD
    if b"%PDF-" in data[:1024]:
        return Kind.PDF
    _refuse(data)
    head = data[:_HEAD]
    if _is_mail(head):
        return Kind.MAIL
    return _of_text(decode(head), name)


def _refuse(data: bytes) -> None:
    if data.startswith(_OLE):
        raise UnreadableInput(PROTECTED if _ENCRYPTED_PACKAGE in data else _OLD_OFFICE)
    for at, mark, sentence in _REFUSED:
        if data.startswith(mark, at) and (len(mark) > 2 or _is_binary(data)):
            raise UnreadableInput(sentence)
    if _BITMAP.match(data):
        raise UnreadableInput(_PICTURE)
    if _FLAT_OPEN.match(data):
        raise UnreadableInput(OPEN_DOCUMENT)
    if _MPEG.match(data):
        raise UnreadableInput(_SOUND)


def _is_binary(data: bytes) -> bool:
    """Two letters alone do not make a program of a text that begins with them."""
    return b"\0" in data[:4096] or not data[:2].isalnum()


def _is_mail(head: bytes) -> bool:
    """Tells whether it begins as messages do: a block of fields, three of them well known."""
    lines = head.lstrip(b"\xef\xbb\xbf\r\n").splitlines()
    known = set()
    for line in lines[1:] if lines and lines[0].startswith(b"From ") else lines:
        if not line.strip():
            break
        if not _FIELD.fullmatch(line):
            return False
        known.add(line.partition(b":")[0].lower())
    return len(known & _MAIL_FIELDS) >= 3


def _of_text(head: str, name: str | None) -> Kind:
    if is_html(head) or is_page(head):
        return Kind.PAGE
    named = (name or "").lower().endswith((".md", ".markdown"))
    return Kind.MARKDOWN if named or _MARKDOWN.search(head) else Kind.TEXT


def is_page(head: str) -> bool:
    """Tells from its first words whether a text is the source of a whole page."""
    opening = head.lstrip("\ufeff \t\r\n")[:1024].lower()
    return opening.startswith(("<!doctype html", "<html")) or ("<html" in opening and opening.startswith("<"))
