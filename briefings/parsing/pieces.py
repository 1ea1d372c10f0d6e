"""A text that a client cut into messages, put together again: pure.

Clients look for the end of a paragraph to cut at, then of a sentence, then of a word, and trim what stands at the cut;
some cut by force. A piece that ends its line was not cut by force.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_ENDED = re.compile(r"[.!?:…。！？][\"'”’»)\]]*$")
_WORD = re.compile(r"\w+")


def pasted(pieces: Sequence[str]) -> str:
    """The text of an article, whose lines are made sense of when it is read."""
    return _put(pieces, "\n", "\n")


def written(pieces: Sequence[str]) -> str:
    """The text of a field, in paragraphs as it was written."""
    paragraphs = any("\n\n" in piece.strip() for piece in pieces)
    return _put(pieces, "\n\n" if paragraphs else "\n", " ").strip()


def _put(pieces: Sequence[str], ended: str, broken: str) -> str:
    text = ""
    for number, piece in enumerate(pieces):
        said = piece.removesuffix("\n")
        if said != piece:
            text += said + (ended if _ENDED.search(said) else broken)
        else:
            text += said + _seam(said, pieces[number + 1 :], pieces)
    return text


def _seam(piece: str, later: Sequence[str], pieces: Sequence[str]) -> str:
    """What stood where a piece was cut by force: nothing within a word, else the space that was trimmed.

    Both halves are words of the text themselves, which they make none of together.
    """
    before = re.search(r"\w+$", piece)
    after = _WORD.match(later[0]) if later else None
    if not before or not after:
        return ""
    others = [word.casefold() for one in pieces for word in _WORD.findall(one)]
    left, right = before[0].casefold(), after[0].casefold()
    apart = others.count(left) > 1 and others.count(right) > 1
    return " " if apart and left + right not in others else ""
