"""Letters in the order in which they are drawn -> in which they are read, for lines with Arabic or Hebrew.

The way back through the Unicode Bidirectional Algorithm (UAX 9) as far as one line allows: it is turned round, and what runs
from left to right in it, names in Latin and numbers, is turned back. Next to Arabic a hyphen does not hold two numbers
together, next to Hebrew it does; brackets are drawn as they look.
"""

from __future__ import annotations

import re

_RIGHT = "\u0590-\u05ff\u0600-\u065f\u066a-\u06ef\u06fa-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
_LEFT = "A-Za-z\u00aa\u00b5\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02b8\u0370-\u0482\u048a-\u058f\u0900-\u1fff\u2c00-\u2dff\u3040-\ud7ff\uf900-\ufaff"
_OWN_DIGITS = "\u0660-\u0669\u06f0-\u06f9"
_ARABIC = re.compile("[\u0600-\u06ff\u0750-\u08ff\ufb50-\ufdff\ufe70-\ufefc]")
_ONE = re.compile(f"[{_RIGHT}{_OWN_DIGITS}]")
_R, _L = re.compile(f"[{_RIGHT}]"), re.compile(f"[{_LEFT}]")
_NAME = f"[{_LEFT}](?:[^{_RIGHT}{_OWN_DIGITS}]*[{_LEFT}0-9])?"
_DIGIT = f"[0-9{_OWN_DIGITS}]"
_NUMBER = rf"{_DIGIT}+(?:[{{joints}}]{_DIGIT}+)*[%\u066a\u00b0]?"
_AMONG_ARABIC, _AMONG_HEBREW = (
    re.compile(f"{_NAME}|{_NUMBER.format(joints=joints)}") for joints in (r".,:/\u066b\u066c", r".,:/+\-")
)
_LEFTWARD = re.compile(f"[{_RIGHT}{_OWN_DIGITS}](?:[^{_LEFT}]*[{_RIGHT}{_OWN_DIGITS}])?")
_STOPS = ".,:;!?،؛؟"
_STOP_LEFT = re.compile(f"^[{_STOPS}][^{_LEFT}0-9]?[{_RIGHT}]")
_STOP_RIGHT = re.compile(f"[{_RIGHT}][^{_LEFT}0-9]?[{_STOPS}]$")
_OPENING, _CLOSING = "(\\[{«‹", ")\\]}»›"
_BESIDE = "(?<![^\\s{stops}])[{left}](?=[{one}])|(?<=[{one}])[{right}](?![^\\s{stops}])"
_AS_IT_LOOKS, _AS_WRITTEN = (
    re.compile(_BESIDE.format(left=left, right=right, one=_RIGHT, stops=_STOPS))
    for left, right in ((_OPENING, _CLOSING), (_CLOSING, _OPENING))
)
_MIRRORED = str.maketrans("()[]{}<>«»‹›", ")(][}{><»«›‹")


def has_leftward(text: str) -> bool:
    """Tells whether there is a letter or digit of a script that is written from right to left."""
    return _ONE.search(text) is not None


def has_rightward(text: str) -> bool:
    """Tells whether there is a letter or digit of any other script."""
    return any(char.isalnum() and not _ONE.match(char) for char in text)


def is_leftward(text: str) -> bool:
    """Tells whether a text as a whole is written from right to left."""
    return has_leftward(text) and len(_R.findall(text)) >= len(_L.findall(text))


def looks(drawn: str) -> int:
    """Counts the brackets beside Arabic and Hebrew that are told as they look, less those told as they are written.

    A bracket that looks as if it opened has its text on its right, in whatever direction that is written.
    """
    return len(_AS_IT_LOOKS.findall(drawn)) - len(_AS_WRITTEN.findall(drawn))


def stops(drawn: str) -> int:
    """Tells by the stop at an edge of a line which way it goes: 1 from right to left, -1 as Latin does, 0 where there is none.

    Programs set Arabic and Hebrew as they do Latin where nobody told them better, and so put stops on the wrong side.
    """
    line = drawn.strip()
    return bool(_STOP_LEFT.search(line)) - bool(_STOP_RIGHT.search(line))


def read(drawn: str, *, leftward: bool = True, mirrored: bool = True) -> str:
    """Gives a line that was drawn from left to right in the order in which it is read; `leftward` is how its text goes.

    Brackets are `mirrored` when they
    are told as they look, and not as they are written.
    """
    if leftward:
        return _turned(drawn, mirrored=mirrored) if has_leftward(drawn) else drawn
    return _LEFTWARD.sub(lambda found: _turned(found[0], mirrored=mirrored), drawn)


def drawn(text: str, *, mirrored: bool = True) -> str:
    """Gives a piece of a line that is in the order of reading as it is drawn."""
    if has_rightward(text) or text.isnumeric():
        return text
    return text[::-1].translate(_MIRRORED if mirrored else {})


def _turned(line: str, *, mirrored: bool) -> str:
    mirror = _MIRRORED if mirrored else {}
    kept = _AMONG_ARABIC if _ARABIC.search(line) else _AMONG_HEBREW
    pieces: list[str] = []
    end = 0
    for found in kept.finditer(line):
        pieces += [line[end : found.start()][::-1].translate(mirror), found[0]]
        end = found.end()
    pieces.append(line[end:][::-1].translate(mirror))
    return "".join(reversed(pieces))
