"""Bytes -> text: which encoding a file is in, and whether it is text at all."""

from __future__ import annotations

import codecs

from briefings.errors import UnreadableInput

MAX_BYTES = 20 * 1024 * 1024
"""The largest file that is read; Telegram hands bots no larger one either."""

# Longest first: the UTF-32 little-endian mark begins with the UTF-16 one.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 64 * 1024
_CONTROLS = bytes(sorted(set(range(32)) - set(b"\t\n\v\f\r\x1a\x1b\b"))) + b"\x7f"


def decode(data: bytes) -> str:
    """Gives the text of a file whatever its encoding; bytes that fit no encoding become U+FFFD.

    Raises `UnreadableInput` when there is nothing in it, too much, or no text.
    """
    if len(data) > MAX_BYTES:
        raise UnreadableInput("The file is larger than 20 MB.")
    if not data.strip():
        raise UnreadableInput("The file is empty.")
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _text(data, encoding)
    if wide := _wide(data[:_SAMPLE]):  # before UTF-8, which ASCII in two bytes each is too
        return _text(data, wide)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _text(data, _guess(data))
    wide = _wide(data[:_SAMPLE])
    return _text(data, wide) if wide else _refuse_binary(text)


def _text(data: bytes, encoding: str) -> str:
    return _refuse_binary(data.decode(encoding, errors="replace"))


def _guess(data: bytes) -> str:
    sample = data[:_SAMPLE]
    if len(sample.translate(None, _CONTROLS)) < 0.99 * len(sample):
        raise UnreadableInput("The file is not text.")
    if _mostly_utf8(sample):
        return "utf-8"
    import charset_normalizer  # noqa: PLC0415 - needed for the few files that are not UTF-8

    best = charset_normalizer.from_bytes(sample).best()
    if best is None:
        raise UnreadableInput("The file is not text in any known encoding.")
    return best.encoding


def _wide(sample: bytes) -> str | None:
    """Tells UTF-16 without its mark: it has zero bytes, and read the right way round it has letters and spaces."""
    if b"\0" not in sample:
        return None
    even = sample[: len(sample) // 2 * 2]
    texts = {name: even.decode(name, errors="replace") for name in ("utf-16-le", "utf-16-be")}
    best = max(texts, key=lambda name: sum(texts[name].count(char) for char in " \n.,0eа"))
    plain = sum(char.isprintable() or char.isspace() for char in texts[best])
    spaces = sum(char.isspace() for char in texts[best])
    return best if plain > 0.98 * len(texts[best]) and spaces > 0.02 * len(texts[best]) else None


def _mostly_utf8(sample: bytes) -> bool:
    """A few broken bytes, a cut character at the end say, do not make another encoding of it."""
    high = sum(byte > 0x7F for byte in sample)
    broken = sample.decode("utf-8", errors="replace").count("\ufffd")
    return broken < 0.02 * high or broken == 1


def _refuse_binary(text: str) -> str:
    sample = text[:_SAMPLE]
    odd = sum(not (char.isprintable() or char.isspace() or char == "\ufffd") for char in sample)
    unknown = sample.count("\ufffd")
    if "\0" in sample[:1024] and odd > 0.02 * len(sample):
        raise UnreadableInput("The file is not text.")
    if odd + unknown > 0.1 * len(sample) and odd > 0.02 * len(sample) + 8:
        raise UnreadableInput("The file is not text.")
    if unknown > 0.3 * len(sample):
        raise UnreadableInput("The file is not text.")
    return text
