"""Fonts of a PDF: what each code stands for, and how wide its glyph is."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from pypdf.generic import ArrayObject, DictionaryObject
from pypdf.generic._font import Font  # the widths have no public door

_BOLD = re.compile(r"(?i)bold|black|heavy|semi-?b|-bd\b")
_SPACE = 32


class _Glyphs(dict[str, tuple[str, float]]):
    """The text and the width, in parts of the size of the letters, by code; made as they are asked for."""

    def __init__(self, font: Font, unit: float, default: float) -> None:
        super().__init__()
        self._unit, self._default = unit, default
        self._encoding = font.encoding if isinstance(font.encoding, dict) else None
        self._letters = font.character_map
        self._widths = font.character_widths

    def __missing__(self, code: str) -> tuple[str, float]:
        letter = self._encoding.get(ord(code), code) if self._encoding is not None else code
        width = self._widths.get(code, self._default)
        text = str(self._letters.get(letter, letter))
        # What stretches Arabic words over a line stands for no letter, and has a code alone.
        glyph = "" if text < " " else text, float(width) * self._unit
        self[code] = glyph
        return glyph


@dataclass(frozen=True, slots=True)
class Face:
    """A font as a page names it."""

    glyphs: _Glyphs
    encoding: str
    bold: bool = False
    is_read: bool = True

    def shown(self, codes: bytes) -> Iterable[tuple[str, float, bool]]:
        """Gives the glyphs for these bytes: text, width, and whether the space between words is added to it."""
        if not self.is_read:
            return
        glyphs = self.glyphs
        if not self.encoding:
            for code in codes:
                yield *glyphs[chr(code)], code == _SPACE
            return
        for letter in _decoded(codes, self.encoding):
            yield *glyphs[letter], False


def _decoded(codes: bytes, encoding: str) -> Iterable[str]:
    """Gives a letter for each code; those of two bytes may be numbers of glyphs, which stand for no letters (surrogates)."""
    if encoding == "utf-16-be":
        return map(chr, struct.unpack(f">{len(codes) // 2}H", codes[: len(codes) // 2 * 2]))
    return codes.decode(encoding, "replace")


class Faces:
    """The fonts of a file; each is made once, for that takes longer than reading a page."""

    def __init__(self) -> None:
        self._made: dict[int, tuple[DictionaryObject, Face | None]] = {}

    def of(self, resource: DictionaryObject) -> Face | None:
        """Gives a font, None for one that is broken; raises what the library raises on it the first time."""
        if id(resource) not in self._made:
            self._made[id(resource)] = resource, None
            self._made[id(resource)] = resource, _face(resource)
        return self._made[id(resource)][1]


def _face(resource: DictionaryObject) -> Face:
    font = Font.from_font_resource(resource)
    encoding = font.encoding if isinstance(font.encoding, str) else ""
    glyphs = _Glyphs(font, _unit(resource), _default(resource, font))
    return Face(glyphs, encoding, _BOLD.search(font.name) is not None, font.interpretable)


def _unit(resource: DictionaryObject) -> float:
    """Gives what widths are told in; a font whose glyphs are drawings (Type3) says so itself."""
    matrix: Any = resource.get("/FontMatrix")
    return abs(float(matrix.get_object()[0])) if matrix is not None else 0.001


def _default(resource: DictionaryObject, font: Font) -> float:
    """Gives the width of glyphs for which none is named; the library takes none for unknown, and it is that of marks."""
    descendants: Any = resource.get("/DescendantFonts", ArrayObject()).get_object()
    for inner in descendants:
        if "/DW" in inner.get_object():
            return float(inner.get_object()["/DW"])
    return float(font.character_widths.get("default", 0.0))
