"""Lines of languages that are written from right to left.

Telegram shows each line in the direction of its first letter. A line of such a language that begins with a command, a
name or a headline in Latin letters, or with a flag, which is made of such letters too, would stand the wrong way round, and
so it begins with a mark that says its direction. Nor would a list of such names run from right to left: the comma between
two of them has the same mark.
"""

from __future__ import annotations

import re

RIGHT_TO_LEFT = frozenset({"ar"})
LATER = "\u200f"  # from right to left
_WITH_NAME = "\u200e"  # keeps the slash of a command before its name
_COMMAND = re.compile(r"(?<!\w)/[a-z_]+")
_SLASH = re.compile(r"(?<=\s)(?=(?:<[^<>]*>)*/[a-z])")
_BEFORE_NAME = re.compile(r"(?<=،)(?=\s(?:<[^<>]*>|[^\w<])*[A-Za-z])")
_TAG = re.compile(r"<[^<>]*>")
_LETTER = re.compile(r"[^\W\d_]")
_FLAG = re.compile("[\U0001f1e6-\U0001f1ff]")  # what flags are made of counts as letters from left to right
_OF_THEM = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")


def directed(html: str) -> str:
    """Telegram HTML whose lines run from right to left where they begin or end in such words, or are mostly of them.

    So does a line that begins with a command. Elsewhere commands do not count, nor does a word or two in a paragraph of
    another language.
    """
    return "\n".join(map(_directed, html.split("\n")))


def _directed(line: str) -> str:
    text = _TAG.sub("", line)
    if not text.startswith("/") and not _is_of_them(_COMMAND.sub("", text)):
        return line
    line = _SLASH.sub(_WITH_NAME, _BEFORE_NAME.sub(LATER, line))
    first = next((letter for letter in text if _LETTER.match(letter) or _FLAG.match(letter)), "")
    if _OF_THEM.match(first):
        return line
    return f"{LATER}{_WITH_NAME if text.startswith('/') else ''}{line}"


def _is_of_them(text: str) -> bool:
    letters = _from_the_right(text)
    return bool(letters) and (letters[0] or letters[-1] or sum(letters) * 2 > len(letters))


def _from_the_right(text: str) -> list[bool]:
    """Of each letter, whether it is one of those scripts."""
    return [_OF_THEM.match(letter) is not None for letter in _LETTER.findall(text)]
