"""How much of a line comes back in other texts: a headline's words do, those of a link to another article do not."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from briefings.ingest import shape

CHANCE = 0.19
"""What one word that comes back is worth."""
_WORD = re.compile(rf"[{shape.CJK}]|(?:[^\W_{shape.CJK}]|[\u0900-\u0d7f\u064b-\u0652])+")
_LETTERS = re.compile(r"[^\W_]+")
_MARKED = re.compile(rf"[{shape.CJK}\u0900-\u0d7f\u064b-\u0652]")
"""What a text holds where a word is more than letters and digits, or less."""
_ARTICLE = re.compile("^(?:و|ف)?(?:ال|بال|لل|كال)(?=\\w{3})")
_THAI, _GRAM = re.compile("[\u0e00-\u0eff]{5,}"), 5  # words that no space parts are compared by their letters
_KANA = re.compile("[\u3040-\u309f]")
_ARABIC, _SHORT_WORDS = "\u0600", re.compile("[\uac00-\ud7af\u0600-\u06ff\u0900-\u0d7f]")
_WORDLESS_TEXT = """
about after again also from have here into just last more most much only other over said says some such than that their them then
there these they this those thei ther thes thos what when where which whic wher who will with would woul your year
como desde entre hasta pero sobre avec dans pour plus sont aber auch nach noch oder über della dell sono mais dari yang untuk
dengan olarak için после перед также котор этого своих будет
"""
_WORDLESS = frozenset(_WORDLESS_TEXT.split())
"""Beginnings of words that stand in any text and so tell nothing."""


def echoed(line: str, texts: Iterable[str]) -> float:
    """Gives the share of the line's words of weight that come back in the texts (0-1)."""
    return echo(line, stems_of(texts))


def echo(line: str, others: set[str]) -> float:
    """Gives the share of the line's words of weight that are among others (0-1); one alone is chance."""
    return share(stems(line), others)


def share(own: set[str], others: set[str]) -> float:
    """Gives the share of the stems of a line that are among others (0-1); one alone is chance."""
    shared = len(own & others)
    return shared / len(own) if shared > 1 else CHANCE * shared


def stems_of(texts: Iterable[str]) -> set[str]:
    """Gives the stems of the beginnings of some texts."""
    return stems(" ".join(text[:600] for text in texts))


def stems(text: str) -> set[str]:
    """Gives the beginnings of the words of weight, which few endings change; pairs of signs in CJK, runs of five letters in Thai."""
    if shape.is_unmarked(text):
        return {run[at : at + _GRAM] for run in _THAI.findall(text) for at in range(len(run) - _GRAM + 1)}
    folded = text.casefold()
    words = (_WORD if _MARKED.search(folded) else _LETTERS).findall(folded)
    if text.isascii():
        return {word[:5] for word in words if len(word) > 3 or (len(word) > 1 and word.isdigit())} - _WORDLESS
    found = {_stem(word) for word in set(words) if len(word) > 1} - _WORDLESS - {""}
    signs = [word for word in words if len(word) == 1 and not word.isascii()]
    return found | {a + b for a, b in set(pairwise(signs)) if not (_KANA.match(a) and _KANA.match(b))}


def _stem(word: str) -> str:
    """Gives the beginning that endings leave alone, or nothing for a word too short to weigh."""
    if word[0] >= _ARABIC and _SHORT_WORDS.match(word := _ARTICLE.sub("", word)):
        return word[:2] if "\uac00" <= word[0] <= "\ud7af" else word[:4] if len(word) > 2 else ""
    return word[:5] if len(word) > 3 or word.isdigit() else ""
