"""In which fonts a picture can show a name, and whether it can: what is drawn letter by letter has to look right so."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache

ALWAYS = "DejaVu Sans"
"""The font that comes with the library."""
_STAND_IN = "resort"  # fonts of boxes, for the letters that no other has
_FROM_RIGHT = {"R", "AL", "AN"}
_JOINED = {"Mn", "Mc", "Me"}


def shown(name: str) -> str | None:
    """The name as a picture can show it; none where its letters run from the right, or are to be joined."""
    name = unicodedata.normalize("NFC", " ".join(name.split()))
    for letter in name:
        if unicodedata.bidirectional(letter) in _FROM_RIGHT or unicodedata.category(letter) in _JOINED:
            return None
    return name


def families(names: Iterable[str]) -> tuple[list[str], list[bool]]:
    """The fonts that show these names, the usual one first, and for each name whether they have all its letters."""
    needed = [_letters(name) for name in names]
    chosen, have = [ALWAYS], _coverage(_usual())
    for letters in needed:
        if letters <= have:
            continue
        for family, path in _installed():
            if letters <= (covered := _coverage(path)) | have:
                chosen.append(family)
                have |= covered
                break
    return chosen, [letters <= have for letters in needed]


def _letters(name: str) -> frozenset[int]:
    return frozenset(ord(letter) for letter in name if not letter.isspace())


def _usual() -> str:
    from matplotlib import font_manager  # noqa: PLC0415 - takes a second, and only who draws is to pay

    return str(font_manager.findfont(ALWAYS))


def _installed() -> Iterator[tuple[str, str]]:
    from matplotlib import font_manager  # noqa: PLC0415 - same

    for font in font_manager.fontManager.ttflist:
        if font.style == "normal" and _STAND_IN not in font.name.casefold():
            yield font.name, font.fname


@cache
def _coverage(path: str) -> frozenset[int]:
    from matplotlib import font_manager  # noqa: PLC0415 - same

    try:
        return frozenset(font_manager.get_font(path).get_charmap())
    except (OSError, RuntimeError):  # a font of pictures, or a damaged one
        return frozenset()
