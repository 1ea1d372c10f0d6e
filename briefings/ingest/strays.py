"""Sentences of no story: a greeting above the first headline, a sentence or two among buttons that speaks of nothing in the text.

A sentence of an article has its neighbours, or at least their words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from briefings.ingest import datelines, echoes, headlines, shape
from briefings.ingest.layout import Block
from briefings.model import LineLabel

_SHORT, _SHORTER, _FEW, _NEAR, _LEAST_TEXT = 14, 8, 10, 10, 25
_GREETING, _HEADED, _SENTENCES = 20, 12, 2
_SPEECH = re.compile(r"[\"“”«»‘「『]")
_ITEMS = "+*•▪●■"
_YOU = re.compile(r"\b(?:you|your|yours|вы|вас|вам|ваш\w*|usted(?:es)?|vous|votre|vos)\b", re.IGNORECASE)
_QUOTED = re.compile(r"[\"“«„][^\"“”«»„]*[\"”»“]?|(?<!\w)['‘][^'‘’]{3,300}['’]")
_ADDRESSED = re.compile(
    r"\b(?:you|your|we|our|us)\b|\b(?:вы|вас|вам|ваш\w*|мы|нас|нам|наш\w*|usted(?:es)?|nuestr\w+|vous|votre|vos|notre|nos|ihnen|ihre?|uns|unser\w*|você|nosso\w*|anda)\b",
    re.IGNORECASE,
)


def without(part: Sequence[Block]) -> list[Block]:
    """Returns the blocks of a story; the sentences that stand alone among furniture are furniture.

    A last paragraph may stand between an advertisement and the end of the page: beside one line of furniture few words
    are enough, beside more of them more.
    """
    found = list(part)
    prose = [headlines.is_body(block) for block in part]
    if (
        sum(shape.weight(block.text) for block, is_text in zip(part, prose, strict=True) if is_text)
        < _LEAST_TEXT
    ):
        return found
    to_readers = _speaks_to_readers(found, prose)
    for index in range(1, len(found)):
        if prose[index] and _is_stray(found, prose, index, to_readers=to_readers):
            found[index] = replace(found[index], label=LineLabel.CHROME)
            prose[index] = False
    return found


def is_greeting(part: Sequence[Block], *, headed: bool) -> bool:
    """Tells whether what stands first in a text is a word to the reader rather than a story.

    Below a line that it says nothing of, it may be a greeting in a letter below the name of that.
    """
    said = [block.text for block in part[headed:] if headlines.is_body(block)]
    if not said or len(said) > _SENTENCES or datelines.dateline(said[0])[0]:
        return False
    if headed and echoes.echoed(part[0].text, said):
        return False
    return sum(map(shape.weight, said)) <= (_HEADED if headed else _GREETING)


def _is_stray(part: Sequence[Block], prose: Sequence[bool], index: int, *, to_readers: bool) -> bool:
    """Tells whether a sentence is none of the story; one that speaks to the reader may have a paragraph beside it."""
    text = part[index].text
    if _is_lone_item(part, index):
        return _is_strange(part, prose, index)
    words = shape.weight(text)
    if words > _SHORT or not shape.ends_sentence(text) or shape.is_bullet(text) or _SPEECH.search(text):
        return False
    if words <= _SHORTER and _YOU.search(text) and not to_readers:
        return _is_strange(part, prose, index)
    above, below = _is_furniture(part, prose, index - 1), _is_furniture(part, prose, index + 1)
    if not (above and below) and not ((above or below) and words <= _FEW and _ADDRESSED.search(text)):
        return False
    if (words > _SHORTER or not shape.has_case(text)) and not _is_furniture(part, prose, index - 2):
        return False
    return _is_strange(part, prose, index)


def _is_lone_item(part: Sequence[Block], index: int) -> bool:
    """Tells whether a line has the mark of a list, yet none is there: a link to another article."""
    text = part[index].text
    if text[0] not in _ITEMS or shape.ends_sentence(text) or shape.weight(text) > _SHORT:
        return False
    return not any(shape.is_bullet(block.text) for block in (part[index - 1], *part[index + 1 : index + 2]))


def _speaks_to_readers(part: Sequence[Block], prose: Sequence[bool]) -> bool:
    """Tells whether a text says you, what it quotes aside, in more than short sentences: a column, advice, an interview."""
    return any(
        is_text and shape.weight(block.text) > _SHORTER and _YOU.search(_QUOTED.sub("", block.text))
        for block, is_text in zip(part, prose, strict=True)
    )


def _is_strange(part: Sequence[Block], prose: Sequence[bool], index: int) -> bool:
    """Tells whether a sentence has no word of weight of the headline or of the text around it."""
    near = range(max(0, index - _NEAR), min(len(part), index + _NEAR))
    heard = echoes.stems_of(part[other].text for other in near if prose[other] and other != index)
    return not echoes.stems(part[index].text) & (heard | echoes.stems(part[0].text))


def _is_furniture(part: Sequence[Block], prose: Sequence[bool], index: int) -> bool:
    """Tells whether a line of a story is neither its headline nor of its text; its end is furniture, too."""
    if index >= len(part):
        return True
    return index > 0 and not prose[index] and part[index].label is not LineLabel.META
