"""Sentences broken over lines of any length, as copying out of a narrow column or a phone leaves them.

Told from a headline right above its text, which ends no sentence either, by what the two lines look like.
"""

from __future__ import annotations

from collections.abc import Sequence

from briefings.ingest import echoes, joints, layout, shape
from briefings.ingest.layout import Layout, Row
from briefings.model import LineLabel

_EASTERN_HEADLINE, _EASTERN_ECHO = 15, 0.25
_HALF_A_LINE, _LINE = 50, 60
_OPEN_WORDS = frozenset(("a", "an", "the", "of", "and", "or", "his", "her", "its", "their"))
"""Words that no button ends in."""
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
        return heavy > 3 or shape.hangs(text) or (_is_text(row.text) and not shape.is_shouted(text))
    if joints.closes(row.text) or _hangs_wrapped(text, heavy, row, plan):
        return True
    if row.label or (len(row.text) < _LINE and not shape.ends_sentence(row.text)):
        return False
    if heavy < _SOME_WORDS:
        return heavy > 2 and (shape.is_cut(text) or text.rpartition(" ")[2] in _OPEN_WORDS)
    return _is_part(text, row.text, heavy, plan) or _is_plain(lines, start, index, plan)


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
        return not (short and echoes.echoed(text, (following,)) >= _EASTERN_ECHO)
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
