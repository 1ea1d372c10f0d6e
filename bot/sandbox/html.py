"""Telegram's HTML: markup in, text and entities with UTF-16 offsets out, refusing what TDLib refuses in its words.

Follows the behaviour of TDLib's parser, which works on bytes and counts offsets of errors in them. `parse` is the
parser alone; what Telegram does to any text afterwards (trimming, merging, finding links) is in `entities`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from bot.sandbox.links import checked_link, linked_user
from bot.sandbox.nesting import entity_order

Entity = dict[str, Any]

_TAGS = {
    "a", "b", "strong", "i", "em", "s", "strike", "del", "u", "ins", "tg-spoiler", "tg-emoji", "tg-time", "span",
    "pre", "code", "blockquote",
}  # fmt: skip
_SIMPLE = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
    "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough", "tg-spoiler": "spoiler", "span": "spoiler",
}  # fmt: skip
_NAMED = {b"lt": 0x3C, b"gt": 0x3E, b"amp": 0x26, b"quot": 0x22}
_REFERENCE = re.compile(rb"&(?:#x([0-9a-fA-F]*)|#([0-9]*)|([a-zA-Z]*));?")
_LONGEST_REFERENCE = 10
_LAST_CODE_POINT = 0x10FFFF
_SPACE = b" \t\r\n\0\v"
_TIME_FORMAT = re.compile(r"[rR]|[wWdDtT]*")


class ParseError(Exception):
    """The markup is refused; the message is TDLib's."""


@dataclass
class _Open:
    tag: str
    argument: bytes
    offset: int
    start: int
    time_format: str = ""


@dataclass
class _Parser:
    source: bytes
    at: int = 0
    out: bytearray = field(default_factory=bytearray)
    offset: int = 0
    has_surrogate: bool = False
    stack: list[_Open] = field(default_factory=list)
    entities: list[Entity] = field(default_factory=list)

    def peek(self) -> int:
        return self.source[self.at] if self.at < len(self.source) else 0

    def skip_spaces(self) -> None:
        while self.at < len(self.source) and self.peek() and self.peek() in _SPACE:
            self.at += 1

    def skip_name(self, stops: bytes) -> bytes:
        start = self.at
        while self.peek() not in _SPACE and self.peek() not in stops:
            self.at += 1
        return self.source[start : self.at]


def parse(markup: str) -> tuple[str, list[Entity]]:
    """The text of the markup and its entities as the Bot API shows them; raises `ParseError`."""
    parser = _Parser(markup.encode("utf-8", "surrogatepass"))
    while parser.at < len(parser.source):
        byte = parser.peek()
        if byte == ord("<"):
            _tag(parser)
        else:
            _character(parser, byte)
    if parser.stack:
        raise ParseError(f'Can\'t find end tag corresponding to start tag "{parser.stack[-1].tag}"')
    for entity in parser.entities:
        if entity["type"] == "code":
            entity.pop("language", None)
    try:
        text = parser.out.decode("utf-8")
    except UnicodeDecodeError:
        raise ParseError(
            "Text contains invalid Unicode characters after decoding HTML entities, "
            "check for unmatched surrogate code units"
        ) from None
    return text, sorted(parser.entities, key=entity_order)


def _character(parser: _Parser, byte: int) -> None:
    if byte == ord("&"):
        code, end = _reference(parser.source, parser.at)
        if code:
            parser.at = end
            parser.offset += 2 if code > 0xFFFF else 1  # noqa: PLR2004  the end of the Basic Multilingual Plane
            parser.out += chr(code).encode("utf-8", "surrogatepass")
            return
    if byte & 0xC0 != 0x80:  # noqa: PLR2004  not a continuation byte of UTF-8
        parser.offset += 2 if byte >= 0xF0 else 1  # noqa: PLR2004  four bytes make a surrogate pair
    parser.out.append(byte)
    parser.at += 1


def _reference(source: bytes, at: int) -> tuple[int, int]:
    """The character a reference like `&lt;` stands for (0: none) and where it ends."""
    match = _REFERENCE.match(source, at)
    if match is None:
        return 0, at
    hexadecimal, decimal, name = match.groups()
    if name is not None:
        return _NAMED.get(name, 0), match.end()
    digits, base = (hexadecimal, 16) if hexadecimal is not None else (decimal, 10)
    length = match.end() - match[0].endswith(b";") - at
    code = int(digits, base) if digits and length < _LONGEST_REFERENCE else 0
    return (code if code < _LAST_CODE_POINT else 0), match.end()


def _tag(parser: _Parser) -> None:
    begin = parser.at
    parser.at += 1
    if parser.peek() == ord("/"):
        _end_tag(parser, begin)
    else:
        _start_tag(parser, begin)


def _start_tag(parser: _Parser, begin: int) -> None:
    tag = parser.skip_name(b">").decode("utf-8", "replace")
    tag = re.sub("[A-Z]+", lambda match: match[0].lower(), tag)
    if not parser.peek():
        raise ParseError(f"Unclosed start tag at byte offset {begin}")
    if tag not in _TAGS:
        raise ParseError(f'Unsupported start tag "{tag}" at byte offset {begin}')
    opened = _Open(tag, b"", parser.offset, len(parser.out))
    while parser.peek() != ord(">"):
        parser.skip_spaces()
        if parser.peek() == ord(">"):
            break
        _attribute(parser, opened, begin)
    parser.at += 1
    if tag == "span" and opened.argument != b"spoiler":
        raise ParseError(f'Tag "span" must have class "tg-spoiler" at byte offset {begin}')
    parser.stack.append(opened)


def _attribute(parser: _Parser, opened: _Open, begin: int) -> None:
    name = parser.skip_name(b"=>/\"'").decode("utf-8", "replace")
    if not name:
        raise ParseError(f'Empty attribute name in the tag "{opened.tag}" at byte offset {begin}')
    parser.skip_spaces()
    value = b""
    if parser.peek() == ord("="):
        parser.at += 1
        parser.skip_spaces()
        if parser.peek():
            value = _value(parser)
            if not parser.peek():
                raise ParseError(f"Unclosed start tag at byte offset {begin}")
    if not parser.peek():
        raise ParseError(f'Unclosed start tag "{opened.tag}" at byte offset {begin}')
    _take(opened, name, value)


def _take(opened: _Open, name: str, value: bytes) -> None:
    match opened.tag, name:
        case ("a", "href") | ("tg-emoji", "emoji-id") | ("tg-time", "unix"):
            opened.argument = value
        case ("code", "class") if value.startswith(b"language-"):
            opened.argument = value.removeprefix(b"language-")
        case ("span", "class") if value.startswith(b"tg-"):
            opened.argument = value.removeprefix(b"tg-")
        case ("blockquote", "expandable"):
            opened.argument = b"1"
        case ("tg-time", "format"):
            opened.time_format = value.decode("utf-8", "replace")


def _value(parser: _Parser) -> bytes:
    if parser.peek() not in b"'\"":
        return _name_token(parser)
    quote = parser.peek()
    parser.at += 1
    value = bytearray()
    while parser.peek() and parser.peek() != quote:
        code, end = _reference(parser.source, parser.at)
        if code:
            value += chr(code).encode("utf-8", "surrogatepass")
            parser.at = end
        else:
            value.append(parser.peek())
            parser.at += 1
    if parser.peek() == quote:
        parser.at += 1
    return bytes(value)


def _name_token(parser: _Parser) -> bytes:
    match = re.compile(rb"[a-zA-Z0-9.\-]*").match(parser.source, parser.at)
    start, parser.at = parser.at, match.end() if match else parser.at
    if parser.peek() not in _SPACE and parser.peek() != ord(">"):
        raise ParseError(f"Unexpected end of name token at byte offset {start}")
    return parser.source[start : parser.at].lower()


def _end_tag(parser: _Parser, begin: int) -> None:
    if not parser.stack:
        raise ParseError(f"Unexpected end tag at byte offset {begin}")
    parser.at += 1
    tag = parser.skip_name(b">").decode("utf-8", "replace")
    tag = re.sub("[A-Z]+", lambda match: match[0].lower(), tag)
    parser.skip_spaces()
    if parser.peek() != ord(">"):
        raise ParseError(f"Unclosed end tag at byte offset {begin}")
    opened = parser.stack[-1]
    if tag and tag != opened.tag:
        raise ParseError(
            f'Unmatched end tag at byte offset {begin}, expected "</{opened.tag}>", found "</{tag}>"'
        )
    parser.at += 1
    if parser.offset > opened.offset:
        _close(parser, opened)
    parser.stack.pop()


def _close(parser: _Parser, opened: _Open) -> None:
    entity: Entity = {"type": "", "offset": opened.offset, "length": parser.offset - opened.offset}
    match opened.tag:
        case "a":
            _link(parser, opened, entity)
        case "pre" | "code":
            _code(parser, opened, entity)
        case "blockquote":
            entity["type"] = "expandable_blockquote" if opened.argument else "blockquote"
        case "tg-emoji":
            if not re.fullmatch(rb"-?[0-9]{1,19}", opened.argument) or not int(opened.argument):
                raise ParseError("Invalid custom emoji identifier specified")
            entity |= {"type": "custom_emoji", "custom_emoji_id": str(int(opened.argument))}
        case "tg-time":
            _time(opened, entity)
        case simple:
            entity["type"] = _SIMPLE[simple]
    if entity["type"]:
        parser.entities.append(entity)


def _link(parser: _Parser, opened: _Open, entity: Entity) -> None:
    url = opened.argument or bytes(parser.out[opened.start :])
    user_id = linked_user(url)
    if user_id:
        entity |= {"type": "text_mention", "user": {"id": user_id}}
    elif checked := checked_link(url):
        entity |= {"type": "text_link", "url": checked.decode("utf-8", "replace")}


def _code(parser: _Parser, opened: _Open, entity: Entity) -> None:
    """`<pre><code class="language-x">` over the same text is one entity, whichever stands inside."""
    entity["type"] = opened.tag
    if opened.argument:
        entity["language"] = opened.argument.decode("utf-8", "replace")
    inner = parser.entities[-1] if parser.entities else {}
    if not inner or any(inner[key] != entity[key] for key in ("offset", "length")):
        return
    if opened.tag == "pre" and inner["type"] == "code" and inner.get("language"):
        inner["type"], entity["type"] = "pre", ""
    elif opened.tag == "code" and inner["type"] == "pre" and "language" not in inner and opened.argument:
        inner["language"], entity["type"] = entity["language"], ""


def _time(opened: _Open, entity: Entity) -> None:
    form = opened.time_format
    if not _TIME_FORMAT.fullmatch(form):
        raise ParseError("Invalid date format used")
    # TDLib reads the leading digits and keeps 32 bits of them.
    digits = re.match(rb"[0-9]*", opened.argument)
    moment = int(digits[0] or b"0") % 2**32 if digits else 0
    if 0 < moment < 2**31:
        entity |= {"type": "date_time", "unix_time": moment}
        if form:
            entity["date_time_format"] = "r" if form in "rR" else _canonical(form)


def _canonical(form: str) -> str:
    """Day of the week, date, time; of a short and a long form the short one counts."""
    day = "w" if "w" in form.lower() else ""
    date = next((letter for letter in "dD" if letter in form), "")
    return day + date + next((letter for letter in "tT" if letter in form), "")
