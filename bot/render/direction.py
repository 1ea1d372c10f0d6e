"""Lines of languages that are written from right to left.

Telegram shows each line in the direction of its first letter. A line of such a language that begins with a command, a
name or a headline in Latin letters would stand the wrong way round, and so it begins with a mark that says its direction.
"""

from __future__ import annotations

import re

RIGHT_TO_LEFT = frozenset({"ar"})
_LATER = "\u200f"  # from right to left
_COMMAND = "\u200e"  # keeps the slash of a command before its name
_TAG = re.compile(r"<[^<>]*>")
_LETTER = re.compile(r"[^\W\d_]")
_FROM_THE_RIGHT = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")


def directed(html: str) -> str:
    """Telegram HTML whose lines run from right to left where they end in such words, or are mostly of them."""
    return "\n".join(map(_directed, html.split("\n")))


def _directed(line: str) -> str:
    text = _TAG.sub("", line)
    letters = [_FROM_THE_RIGHT.match(letter) is not None for letter in _LETTER.findall(text)]
    # A paragraph that only names something in such letters stays as it is.
    if not letters or letters[0] or not (letters[-1] or sum(letters) * 2 > len(letters)):
        return line
    return f"{_LATER}{_COMMAND if text.startswith('/') else ''}{line}"
