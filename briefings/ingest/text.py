"""Text as it was pasted -> text that the rules can rely on: one kind of newline, one kind of space, no mojibake."""

from __future__ import annotations

import re
import unicodedata

_NEWLINES = re.compile("\r\n|[\r\v\f\x1c\x1d\x1e\x85\u2028\u2029]")
_SPACES = re.compile(r"[^\S\n]+")
# Zero-width marks, soft hyphens, direction overrides and control characters: nothing a reader would see.
_INVISIBLE = re.compile(
    "[\u200b\u2060-\u2069\ufeff\u00ad\u180e\u200e\u200f\u202a-\u202e\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]"
)
_PRINTED_HYPHEN = re.compile("\u00ad(?=[^\\S\n]*\n)")
_JOINERS = re.compile("[\u200c\u200d]")
# Scripts in which a joiner changes the shape of letters, and pictures glued together by one.
_JOINED = re.compile("[\u0600-\u08ff\u0900-\u0dff\u1780-\u18af\u2600-\u27bf\ufe0f\U0001f000-\U0001faff]")
# Ligatures, shaped Arabic letters, radicals and other ways to write letters that PDF files draw: no search finds them.
_DRAWN = re.compile("[\u2e80-\u2fdf\uf900-\ufb4f\ufb50-\ufdef\ufe70-\ufefc]+")
_MANY = 500
_MOJIBAKE = re.compile("[\u0080-\u00ff\u0400-\u045f\u0152-\u0192\u2013-\u2122\u2500-\u25ff]")


def normalise(raw: str) -> str:
    """Repairs mojibake, unites newlines and spaces, drops what cannot be seen; keeps the number of lines.

    Idempotent for text that is not mojibake. Linear in the length.
    """
    text = _NEWLINES.sub("\n", raw)
    if _MOJIBAKE.search(text):
        text = _mended(text)
    text = _INVISIBLE.sub("", _PRINTED_HYPHEN.sub("\u2010", text))
    if _JOINERS.search(text):
        text = _JOINERS.sub(_keep_joiner, text)
    text = _DRAWN.sub(_as_letters, text)
    return "\n".join(_SPACES.sub(" ", line).strip() for line in text.split("\n"))


def _as_letters(match: re.Match[str]) -> str:
    return unicodedata.normalize("NFKC", match[0])


def _mended(text: str) -> str:
    """Gives the lines back that were read in the wrong encoding (ftfy), all at once when there are many."""
    from ftfy import fix_encoding  # noqa: PLC0415 - a tenth of a second, needed by few texts
    from ftfy.badness import is_bad  # noqa: PLC0415

    if not is_bad(text):
        return text
    lines = text.split("\n")
    bad = [number for number, line in enumerate(lines) if not line.isascii() and is_bad(line)]
    if len(bad) > _MANY:
        return str(fix_encoding(text))
    for number in bad:
        lines[number] = " ".join(fix_encoding(lines[number]).splitlines())
    return "\n".join(lines)


def _keep_joiner(match: re.Match[str]) -> str:
    text, at = match.string, match.start()
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    return match[0] if _JOINED.match(before) and after and not after.isspace() else ""
