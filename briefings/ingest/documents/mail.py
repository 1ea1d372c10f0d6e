"""Mail (.eml) -> text: the part of the message that a person would read, and the articles attached to it."""

from __future__ import annotations

import email
import re
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from email.policy import default
from typing import cast

from briefings.errors import UnreadableInput
from briefings.ingest import shape
from briefings.ingest.decode import decode
from briefings.ingest.documents import pages
from briefings.ingest.documents.no_articles import ENCRYPTED

_MOST_PARTS = 200
_MOST_ATTACHMENTS = 10
_ARTICLE = 60
"""Words: a message that says less and has something attached is a covering note."""
_FORWARDED = re.compile(r"^\s*(?:(?:re|fwd?|aw|wg|tr|rv|enc|ynt|i|r|odp|отв|пер)\s*:\s*)+", re.IGNORECASE)
_LISTED = ("list-id", "list-unsubscribe", "list-post")

Attached = Callable[[bytes, str | None], str]


def read(data: bytes, attached: Attached) -> str:
    """Gives the text of a message; `attached` reads an attachment and raises `UnreadableInput` for what is no article.

    Raises `UnreadableInput` when there is no text in the message.
    """
    if data.startswith(b"From "):
        data = data.partition(b"\n")[2]
    message = email.message_from_bytes(data, policy=default)
    parts = list(_parts(message))
    if any(_is_encrypted(part) for part in parts):
        raise UnreadableInput(ENCRYPTED)
    body = _body([part for part in parts if not _is_attachment(part)])
    articles = list(_attached([part for part in parts if _is_attachment(part)], attached))
    if articles and shape.weight(body) < _ARTICLE:
        return "\n\n".join(articles)
    if not body.strip():
        raise UnreadableInput("There is no text in the mail.")
    return "\n\n".join([_head(message), body, *articles])


def _parts(message: EmailMessage) -> Iterator[EmailMessage]:
    """The leaves of a message in order; a message in a message is one, and not looked into here."""
    stack = [message]
    for _ in range(_MOST_PARTS):
        if not stack:
            return
        part = stack.pop()
        if part.is_multipart() and (part is message or part.get_content_type() != "message/rfc822"):
            stack += reversed(cast("list[EmailMessage]", part.get_payload()))
        else:
            yield part


def _is_encrypted(part: EmailMessage) -> bool:
    kind = part.get_content_type()
    signed = part.get_param("smime-type") == "signed-data"
    return kind == "application/pgp-encrypted" or (kind.endswith("pkcs7-mime") and not signed)


def _is_attachment(part: EmailMessage) -> bool:
    if part.get_content_type() == "message/rfc822" or part.get_content_disposition() == "attachment":
        return True
    return part.get_content_maintype() not in {"text", "multipart"}


def _body(parts: list[EmailMessage]) -> str:
    """The plain text, unless the HTML beside it says much more."""
    plain = "\n\n".join(_text(part) for part in parts if part.get_content_type() == "text/plain")
    for part in parts:
        if part.get_content_type() == "text/html":
            try:
                shown = pages.shown(_text(part))
            except UnreadableInput:
                continue
            if shape.weight(shown) > 2 * shape.weight(plain):
                return shown
    return plain


def _text(part: EmailMessage) -> str:
    data = part.get_payload(decode=True)
    if not isinstance(data, bytes) or not data.strip():
        return ""
    try:
        return data.decode(part.get_content_charset() or "utf-8")
    except (LookupError, UnicodeError):
        return decode(data)


def _attached(parts: list[EmailMessage], read_one: Attached) -> Iterator[str]:
    for part in parts[:_MOST_ATTACHMENTS]:
        data = _content(part)
        try:
            yield read_one(data, part.get_filename())
        except UnreadableInput:
            continue


def _content(part: EmailMessage) -> bytes:
    payload = part.get_payload(decode=True)
    if isinstance(payload, bytes):
        return payload
    inner = cast("list[EmailMessage]", part.get_payload())
    return inner[0].as_bytes() if part.is_multipart() and inner else b""


def _head(message: EmailMessage) -> str:
    """Subject and date, and who a newsletter is from; other senders only pass an article on."""
    lines = []
    if any(name in message for name in _LISTED):
        lines.append(_field(message, "from").partition("<")[0].strip(' "'))
    lines.append(_FORWARDED.sub("", _field(message, "subject")))
    sent = getattr(message["date"], "datetime", None) if "date" in message else None
    if sent is not None:
        lines.append(f"{sent.day} {sent:%B %Y}")
    return "\n".join(filter(None, lines))


def _field(message: EmailMessage, name: str) -> str:
    return " ".join(str(message.get(name, "")).split())
