"""What readers wrote below an article: from the line that counts the comments on, lines and their writers take turns.

    14 comments / Anna / Great news! / 3h / Reply / Bob / About time. --> furniture

A line that counts comments stands above articles too, between their first lines, or before the next: what follows it is
taken for comments when all of it up to the next headline looks so.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefings.ingest import headlines, shape
from briefings.ingest.layout import Block

_WORD = (
    r"(?:comments?|replies|responses|комментари\w+|обсуждение|comentarios?|comentários?|commentaires?|kommentare?|reaktionen|yorum(?:lar)?|komentar|komentarz\w?"
    r"|commenti|reacties|댓글|의견|コメント|评论|評論|留言|تعليق\w*|التعليقات|टिप्पणि\w*)"
)
_COUNT = r"[(\[（]?\d[\d.,]*[km]?[)\]）]?\s*(?:件|条|個|개)?"
_HEADING = re.compile(
    rf"\W{{0,4}}(?:all |top |tous les |alle |все )?(?:{_WORD}\W{{0,3}}(?:{_COUNT})?|{_COUNT}(?:の)?\s*{_WORD})\W{{0,3}}",
    re.IGNORECASE,
)
_LONGEST, _REMARK, _MOST_WORDS = 40, 12, 80


def first(part: Sequence[Block]) -> int | None:
    """Gives where the comments of a story begin among its blocks, or None."""
    bodies = [index for index, block in enumerate(part) if headlines.is_body(block)]
    for index, block in enumerate(part):
        if len(block.text) > _LONGEST or not _HEADING.fullmatch(block.text):
            continue
        below = [body for body in bodies if body > index]
        if below and bodies[0] < index and all(_is_remark(part, body, index) for body in below):
            return index
    return None


def _is_remark(part: Sequence[Block], at: int, heading: int) -> bool:
    """Tells whether a text is a comment: few words, or below a line of its own that says whose it is."""
    words = shape.weight(part[at].text)
    if words <= _REMARK:
        return True
    return words <= _MOST_WORDS and at - 1 > heading and not headlines.is_body(part[at - 1])
