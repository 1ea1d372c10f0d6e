"""What is stuck to the end of a paragraph: phrases of the lists, what a site says, words that no sentence is made of.

Words behind a full stop may be the beginning of a sentence that goes on in the next line. Where no line of a text breaks
off within a sentence, each line is a paragraph, and the last words of one that make no sentence are no part of it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from briefings.ingest import echoes, phrases, remarks, rules, shape, voice
from briefings.model import LineLabel

_END = re.compile(r"(?<=[^\W\d_]{3})[.!?…][\"'”’»)\]]*(?P<space>\s*)(?=[^\W\d_a-z])")
_WORDS = re.compile(r"[^\W\d_][\w'’-]*(?: [\w'’&-]+){0,7}:?")
_LONGER = re.compile(r"[^\W\d_]{4,}")
_NOT_ALONE = frozenset(("furniture", "breadcrumbs", "arrow", "note", "number"))
"""What is none behind a full stop, or known better by the lists."""
_FEWEST = 2
_REACH, _LONG, _SHORT = 120, 60, 45


def is_unbroken(lines: Sequence[str]) -> bool:
    """Tells whether no line goes on with a sentence that the line above it began."""
    return not any(
        shape.starts_lower(below) and shape.weight(above) > 2 and not shape.ends_sentence(above)
        for above, below in pairwise(filter(None, lines))
    )


def start(text: str, following: str = "", *, unbroken: bool = False) -> int | None:
    """Gives where furniture begins that is stuck to the end of a paragraph, or None."""
    cut = remarks.signed_off_at(text, following)
    if cut is None:
        cut = phrases.glued_at(text, following)
    if cut is not None or len(text) < _LONG:
        return cut
    for match in _END.finditer(text, max(0, len(text) - _REACH)):
        rest = text[match.end() :]
        if _is_known(rest, following, stuck=not match["space"]) or (
            unbroken and _is_loose(text[: match.end()], rest)
        ):
            return match.end()
    return None


def _is_known(rest: str, following: str, *, stuck: bool) -> bool:
    """Tells whether a rule knows the words by themselves, and no sentence of theirs goes on in the next line.

    Who made a picture stays behind what it shows, unless no space parts them.
    """
    if shape.starts_lower(following) or shape.weight(rest) < _FEWEST:
        return False
    label = rules.label(rest, without=_NOT_ALONE)
    return label is LineLabel.CHROME or (stuck and label is LineLabel.CAPTION)


def _is_loose(before: str, rest: str) -> bool:
    """Tells whether a few words make no sentence and speak of nothing in the paragraph before them."""
    if len(before) < _LONG or len(rest) > _SHORT or not _WORDS.fullmatch(rest) or shape.ends_hanging(rest):
        return False
    words = _LONGER.findall(rest.lower())
    known = sum(word in phrases.WORDS for word in words)
    if 2 * known < len(words) and voice.appeal(rest) < voice.SLIGHT:
        return False
    return bool(words) and not echoes.stems(rest) & echoes.stems(before)
