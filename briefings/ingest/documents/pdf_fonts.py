"""Fonts of a page of a PDF that hold no space, as those that LibreOffice turns to for letters that the main one lacks.

The library (pypdf) takes the letter that has the code of a space in ASCII for one, however wide it is, and measures the gaps
between words by it: these are lost. Such a font is given a space, under a code that it does not use.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pypdf import PageObject
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    StreamObject,
)

_WIDTH, _ASCII, _CODE = 250, 32, 255
_HAS_SPACE = re.compile(rb"<0020>\s*(?:\n|\r|$|<|end)", re.IGNORECASE)
_SPACE_CODE = re.compile(rb"<([0-9A-F]{2})>[ ]*<0020>", re.IGNORECASE)
_SPACE = b"\n1 beginbfchar\n<FF> <0020>\nendbfchar\n"
_END = b"endcmap"


@dataclass(frozen=True, slots=True)
class Widths:
    """How wide the letters of a font are, in thousandths of their size, from the first code on."""

    first: int
    widths: Sequence[float]
    space: int | None = None

    @property
    def draws_spaces(self) -> bool:
        """Whether the font was made with a space."""
        return self.space not in {None, _CODE}

    def begins_with_letter(self, shown: object) -> bool:
        """Tells whether what is shown is known not to begin with a space."""
        first = (
            next((item for item in shown if isinstance(item, bytes)), b"")
            if isinstance(shown, list)
            else shown
        )
        return (
            self.space is not None
            and isinstance(first, bytes)
            and first[:1] not in (b"", bytes((self.space,)))
        )

    def of(self, letters: bytes) -> float:
        """Gives the width of letters. Raises `LookupError` for one that the font lacks."""
        if min(letters, default=self.first) < self.first:
            raise LookupError(letters)
        return sum(self.widths[code - self.first] for code in letters)


def give_spaces(page: PageObject) -> dict[str, Widths]:
    """Gives each font of a page that has none a space, and tells the widths of those that name them letter by letter."""
    resources = page.get("/Resources")
    fonts = resources.get_object().get("/Font") if resources is not None else None
    fonts = fonts.get_object() if fonts is not None else None
    if not isinstance(fonts, DictionaryObject):
        return {}
    found = {name: _widths(fonts[name].get_object()) for name in fonts}
    return {name: widths for name, widths in found.items() if widths}


def _widths(font: object) -> Widths | None:
    if not isinstance(font, DictionaryObject):
        return None
    first, widths = font.get("/FirstChar"), font.get("/Widths")
    widths = widths.get_object() if widths is not None else None
    if not isinstance(first, int) or not isinstance(widths, ArrayObject):
        return None
    letters = font.get("/ToUnicode")
    if first <= _ASCII < first + len(widths) <= _CODE and letters is not None:
        _give_space(font, first, widths, letters.get_object())
    return Widths(first, widths, _space(font))


def _space(font: DictionaryObject) -> int | None:
    letters = font.get("/ToUnicode")
    letters = letters.get_object() if letters is not None else None
    found = _SPACE_CODE.search(letters.get_data()) if isinstance(letters, StreamObject) else None
    return int(found[1], 16) if found else None


def _give_space(font: DictionaryObject, first: int, widths: ArrayObject, letters: object) -> None:
    told = letters.get_data() if isinstance(letters, StreamObject) else b""
    if _END not in told or _HAS_SPACE.search(told):
        return
    more = DecodedStreamObject()
    more.set_data(told.replace(_END, _SPACE + _END))
    font[NameObject("/ToUnicode")] = more
    unused = [NumberObject(0)] * (_CODE - first - len(widths))
    font[NameObject("/Widths")] = ArrayObject([*widths, *unused, NumberObject(_WIDTH)])
    font[NameObject("/LastChar")] = NumberObject(_CODE)
