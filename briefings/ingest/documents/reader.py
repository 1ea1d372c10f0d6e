"""One door for all kinds of documents."""

from __future__ import annotations

from functools import partial

from briefings.errors import UnreadableInput
from briefings.ingest.decode import decode
from briefings.ingest.documents import no_articles
from briefings.ingest.documents.kinds import Kind, sniff

_DEEPEST = 3
"""How deep messages in messages are looked into."""


def read(data: bytes, name: str | None = None, charset: str | None = None, *, depth: int = 0) -> str:
    """Gives the text of a document of any kind that can be read.

    Raises `UnreadableInput`, and whatever libraries raise on what is broken: this is for a process that may end.
    """
    # Each kind imports what it needs: most of the time a child lives is spent on importing.
    match sniff(data, name):
        case Kind.PAGE:
            from briefings.ingest.documents import pages  # noqa: PLC0415 - see above

            return pages.read(data, charset)
        case Kind.WORD:
            from briefings.ingest.documents import word  # noqa: PLC0415 - see above

            return word.read(data)
        case Kind.PDF:
            from briefings.ingest.documents import pdf  # noqa: PLC0415 - see above

            return pdf.read(data)
        case Kind.MAIL:
            return _mail(data, depth)
        case kind:
            text = decode(data)
            no_articles.refuse(text)
            if kind is not Kind.MARKDOWN:
                return text
            from briefings.ingest.documents import markdown  # noqa: PLC0415 - see above

            return markdown.read(text)


def _mail(data: bytes, depth: int) -> str:
    from briefings.ingest.documents import mail  # noqa: PLC0415 - as above

    if depth >= _DEEPEST:
        raise UnreadableInput("The mail holds mails within mails: please send the innermost alone.")
    return mail.read(data, partial(read, depth=depth + 1))
