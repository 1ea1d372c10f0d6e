"""Sentences broken over lines of any length, as copying out of a narrow column or a phone leaves them.

Told from a headline right above its text, which ends no sentence either, by what the two lines look like.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, takewhile

from briefings.ingest import echoes, joints, layout, shape
from briefings.ingest.layout import Layout, Row
from briefings.model import LineLabel

_EASTERN_HEADLINE, _ECHO = 15, 0.25
_HALF_A_LINE, _LINE = 50, 60
_OPEN_WORDS = frozenset(("a", "an", "the", "of", "and", "or", "his", "her", "its", "their"))
"""Words that no button ends in."""
_AHEAD, _NEAR = 12, 4
_FEW_WORDS, _SOME_WORDS, _MANY_WORDS, _LONG = 5, 6, 14, 80


def is_begun(lines: Sequence[Row], index: int) -> bool:
    """Tells whether a line that looks like a date or a byline begins a sentence that goes on below it."""
    row = lines[index + 1] if index + 1 < len(lines) else None
    if row is None or row.gap or row.label or lines[index].sure or lines[index].label is not LineLabel.META:
        return False
    goes_on = _is_text(row.text) and shape.starts_lower(row.text)
    return goes_on and (shape.is_cut(lines[index].text) or row.text.startswith("("))


def breaks_off(lines: Sequence[Row], start: int, index: int, plan: Layout) -> bool:
    """Tells whether the line above the one at `index`, of a paragraph from `start` on, was broken within a sentence."""
    text, row = lines[index - 1].text, lines[index]
    heavy = shape.weight(text)
    if row.sure or shape.ends_sentence(text) or (row.label is LineLabel.META and not shape.hangs(text)):
        return False
    if shape.starts_lower(row.text) or (row.text[0].isdigit() and shape.runs_on(text)):
        if heavy > 3 or shape.hangs(text) or (_is_text(row.text) and not shape.is_shouted(text)):
            return True
        return not plan.tight and _comes_to_an_end(lines, index)
    if (
        joints.closes(row.text)
        or _hangs_wrapped(text, heavy, row, plan)
        or _is_further(lines, start, index, plan)
    ):
        return True
    if row.label or (len(row.text) < _LINE and not shape.ends_sentence(row.text)):
        return False
    return _is_half(lines, start, index, plan)


def _is_half(lines: Sequence[Row], start: int, index: int, plan: Layout) -> bool:
    """Tells whether a line that text follows is its beginning, by what both look like."""
    text, following = lines[index - 1].text, lines[index].text
    heavy = shape.weight(text)
    if heavy < _SOME_WORDS:
        return heavy > 2 and (shape.is_cut(text) or text.rpartition(" ")[2] in _OPEN_WORDS)
    return _is_part(text, following, heavy, plan) or _is_plain(lines, start, index, plan)


def _is_further(lines: Sequence[Row], start: int, index: int, plan: Layout) -> bool:
    """Tells whether a paragraph goes on, where blank lines part paragraphs, up to the end of a sentence.

    It reads like text, whose words do not come back at once as a headline's do; its first line stands below a paragraph,
    and is longer than what heads a part of a text.
    """
    if plan.tight or lines[index].label or not _comes_to_an_end(lines, index):
        return False
    text = " ".join(row.text for row in lines[start:index][-_AHEAD:])
    below = takewhile(lambda row: row is lines[index] or not row.gap, lines[index : index + _NEAR])
    if echoes.echoed(text, (row.text for row in below)) >= _ECHO:
        return False
    if index - 1 > start:
        return shape.runs_on(text)
    within = start > 0 and lines[start].gap > 0 and shape.ends_sentence(lines[start - 1].text)
    heavy = shape.weight(text)
    return within and (heavy > _MANY_WORDS or (heavy > _FEW_WORDS and shape.runs_on(text)))


def _comes_to_an_end(lines: Sequence[Row], index: int) -> bool:
    """Tells whether the lines from one on up to a blank line, or to furniture, end with a sentence."""
    for row, below in pairwise(lines[index : index + _AHEAD]):
        if below.gap or below.label:
            return shape.ends_sentence(row.text)
    return index + _AHEAD > len(lines) and shape.ends_sentence(lines[-1].text)


def _hangs_wrapped(text: str, heavy: int, row: Row, plan: Layout) -> bool:
    """Tells whether wrapped text, however narrow, was broken behind a word that cannot end a clause."""
    return plan.column is not None and heavy >= _SOME_WORDS and not row.label and shape.hangs(text)


def _is_part(text: str, following: str, heavy: int, plan: Layout) -> bool:
    """Tells whether a line that text follows reads like a part of a sentence rather than a headline."""
    if shape.hangs(text) or shape.holds_sentence(text) or shape.is_open(text):
        return True
    if shape.is_unmarked(text):
        return plan.column is not None
    if not shape.has_case(text):
        short = plan.column is None and heavy <= _EASTERN_HEADLINE and shape.is_spaceless(text)
        return not (short and echoes.echoed(text, (following,)) >= _ECHO)
    if (heavy > _MANY_WORDS or len(text) > _LONG) and shape.runs_on(text):
        return True
    if (
        shape.ends_sentence(following)
        and not plan.tight
        and len(text) > _HALF_A_LINE
        and echoes.echoed(text, (following,)) < echoes.CHANCE
    ):
        return True
    return not plan.gapless and len(text) > _LONG


def _is_plain(lines: Sequence[Row], start: int, index: int, plan: Layout) -> bool:
    """Tells whether two lines of unwrapped text read alike, and no headline is looked for there.

    None is below another, nor right above its text where blank lines part the paragraphs, if it does not speak of it.
    """
    above, row = lines[index - 1], lines[index]
    if plan.column is not None or not shape.runs_on(above.text) or not _reads(row.text):
        return False
    if _is_below_title(lines, index - 1):
        return True
    whole = " ".join(other.text for other in lines[start:index])
    return not plan.tight and echoes.echoed(whole, (row.text,)) < layout.SURELY


def _is_below_title(lines: Sequence[Row], index: int) -> bool:
    above = lines[index - 1] if index else None
    if above is None or above.label or shape.weight(above.text) < _FEW_WORDS:
        return False
    return layout.may_title(above.text, lines[index].text)


def _is_text(text: str) -> bool:
    return shape.weight(text) > _FEW_WORDS


def _reads(text: str) -> bool:
    """Tells whether a line reads like text rather than a headline."""
    return _is_text(text) and (shape.ends_sentence(text) or shape.runs_on(text))
