"""Sentences of no story: a greeting above the first headline, a sentence or two among buttons that speaks of nothing in the text.

A sentence of an article has its neighbours, or at least their words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from briefings.ingest import datelines, echoes, headlines, meta, rules, shape, voice
from briefings.ingest.layout import Block
from briefings.model import LineLabel

_SHORT, _SHORTER, _FEW, _NEAR, _LEAST_TEXT = 14, 8, 10, 10, 25
_GREETING, _HEADED, _SENTENCES = 20, 12, 2
_DOUBTED, _SHARED, _VOICE = 6.0, 2, frozenset(("voice",))
_ABOUT, _AND = 80, re.compile(r",? (?:and|und|y|et|e|и|dan|ve|i|&) |, ")
_REMEMBERED, _READ = 128, 2_000  # paragraphs, and characters of each
_ITEMS = "+*•▪●■"
_QUOTED = re.compile(r"[\"“«„][^\"“”«»„]*[\"”»“]?|(?<!\w)['‘][^'‘’]{3,300}['’]")


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
    to_readers = speaks_to_readers(found, prose)
    authors = _authors(found)
    for index in range(1, len(found)):
        if _is_lost(found, prose, index, to_readers=to_readers):
            found[index] = replace(found[index], label=None)
            prose[index] = True
        elif prose[index] and (
            _is_stray(found, prose, index, to_readers=to_readers) or _introduces(found, prose, index, authors)
        ):
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
    if shape.is_bullet(text) or voice.quotes(text):
        return False
    above, below = _is_furniture(part, prose, index - 1), _is_furniture(part, prose, index + 1)
    if _is_the_sites(part, prose, index, around=above + below, to_readers=to_readers):
        return True
    words = shape.weight(text)
    if words > _SHORT or not (shape.ends_sentence(text) or text.endswith(":")):
        return False
    spoken_to = not to_readers and voice.address(text) > 0
    if words <= _SHORTER and spoken_to:
        return _is_strange(part, prose, index)
    alone = (above and below) or ((above or below) and words <= _FEW and spoken_to)
    listed = (words <= _SHORTER and shape.has_case(text)) or _is_furniture(part, prose, index - 2)
    return alone and listed and _is_strange(part, prose, index)


def _authors(part: Sequence[Block]) -> re.Pattern[str] | None:
    """Gives what begins with those who wrote a story, by their full names or by their first names alone."""
    said = (meta.read(block.text) for block in part if block.label is LineLabel.META)
    bylines = (_AND.split(item.byline) for item in said if item and item.byline)
    names = [name for byline in bylines for name in byline if _is_somebody(name)]
    forms = [rf"{re.escape(name)} |{re.escape(name.split()[0])} [^\W\d_A-Z]" for name in names]
    return re.compile("|".join(forms)) if forms else None


def _is_somebody(name: str) -> bool:
    """Tells whether a byline names a person, no desk or staff (The Night Desk)."""
    return meta.is_person(name) and not shape.ends_hanging(name.split(maxsplit=1)[0].lower())


def _introduces(
    part: Sequence[Block], prose: Sequence[bool], index: int, authors: re.Pattern[str] | None
) -> bool:
    """Tells whether a few sentences below the text tell of who wrote it."""
    block = part[index]
    if authors is None or not authors.match(block.text) or shape.weight(block.text) > _ABOUT:
        return False
    return sum(prose[:index]) > 1 and (
        _is_furniture(part, prose, index - 1) or _is_furniture(part, prose, index + 1)
    )


def _is_the_sites(
    part: Sequence[Block], prose: Sequence[bool], index: int, *, around: int, to_readers: bool
) -> bool:
    """Tells whether the site speaks, by what is said and by how much of what is `around` is furniture, too."""
    text = part[index].text
    if (
        around
        and not to_readers
        and shape.weight(text) <= _SHORT
        and shape.asks(text)
        and voice.says_you(text)
    ):
        return True
    appeal = voice.appeal(text) - to_readers
    if around <= 1:
        return appeal >= voice.LIKELY and (around > 0 or _is_strange(part, prose, index))
    return appeal >= voice.HINTED or (appeal >= voice.SLIGHT and _is_strange(part, prose, index))


def _is_lost(part: Sequence[Block], prose: Sequence[bool], index: int, *, to_readers: bool) -> bool:
    """Tells whether a sentence only sounds like the site's: it stands within a text, and speaks of what that speaks of."""
    block = part[index]
    if block.label is not LineLabel.CHROME or not shape.ends_sentence(block.text):
        return False
    if _is_furniture(part, prose, index - 1) or _is_furniture(part, prose, index + 1):
        return False
    if not voice.SURE <= voice.appeal(block.text) < _DOUBTED or rules.label(block.text, without=_VOICE):
        return False
    return _shared(part, prose, index) >= (1 if to_readers else _SHARED)


def _is_lone_item(part: Sequence[Block], index: int) -> bool:
    """Tells whether a line has the mark of a list, yet none is there: a link to another article."""
    text = part[index].text
    if text[0] not in _ITEMS or shape.ends_sentence(text) or shape.weight(text) > _SHORT:
        return False
    return not any(shape.is_bullet(block.text) for block in (part[index - 1], *part[index + 1 : index + 2]))


def speaks_to_readers(part: Sequence[Block], prose: Sequence[bool]) -> bool:
    """Tells whether a text says you, what it quotes aside, in more than short sentences: a column, advice, an interview.

    A site asks one question; who asks more of them has an answer.
    """
    long = (
        block.text
        for block, is_text in zip(part, prose, strict=True)
        if is_text and shape.weight(block.text) > _SHORTER
    )
    asking = [shape.asks(text) for text in long if _addresses(text[:_READ])]
    return not all(asking) or len(asking) > 1


@lru_cache(_REMEMBERED)
def _addresses(text: str) -> bool:
    said = _QUOTED.sub("", text)
    return voice.says_you(said) and voice.appeal(said) < voice.LIKELY


def _is_strange(part: Sequence[Block], prose: Sequence[bool], index: int) -> bool:
    """Tells whether a sentence has no word of weight of the headline or of the text around it."""
    return not _shared(part, prose, index)


def _shared(part: Sequence[Block], prose: Sequence[bool], index: int) -> int:
    """Gives how many words of weight a sentence has of the headline or of the text around it."""
    near = range(max(0, index - _NEAR), min(len(part), index + _NEAR))
    heard = echoes.stems_of(part[other].text for other in near if prose[other] and other != index)
    return len(echoes.stems(part[index].text) & (heard | echoes.stems(part[0].text)))


def _is_furniture(part: Sequence[Block], prose: Sequence[bool], index: int) -> bool:
    """Tells whether a line of a story is neither its headline nor of its text; its end is furniture, too."""
    if index >= len(part):
        return True
    return index > 0 and not prose[index] and part[index].label is not LineLabel.META
