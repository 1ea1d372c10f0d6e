"""Words of a text in any script: found, folded, stemmed lightly, counted."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from briefings.analysis.function_words import function_words
from briefings.analysis.particles import bare

_MARKS = (
    "\u0300-\u036f\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u0900-\u0963\u0966-\u0dff"
    "\u0e31-\u0e3a\u0e47-\u0e4e\u1037-\u103e\u17b4-\u17d3"
)
WORD = re.compile(rf"(?:[^\W_]|[{_MARKS}])+")
"""A run of letters, digits and the marks that belong to them; apostrophes and dashes separate."""

UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uff66-\uff9f]+")
"""A run of a script that writes no space between words: Thai, Lao, Burmese, Khmer, Kana, Han."""

_HAN_OR_KANA = re.compile("[\u3040-\u30ff\u3400-\u9fff\uff66-\uff9f]")
_THAI_AND_KIN = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
_HAN_IN_A_WORD = 1.7
_THAI_IN_A_WORD = 5
_REMEMBERED = 1 << 16
_LONGEST_WORD = 40  # characters; what is longer is no word, and not worth remembering

_LETTERS = str.maketrans(
    {"ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ё": "е"}
    | {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ک": "ك", "ی": "ي", "ـ": None}
)
_ACCENTS = re.compile("[\u0300-\u036f\u064b-\u065f\u0670]")
_BEARS_ACCENTS = re.compile("[\u00c0-\u024f\u0370-\u03ff\u1e00-\u1fff\u0300-\u036f\u0621-\u06ff\u0451\u0401]")

_CYRILLIC_ENDINGS = re.compile(
    "(?<=...)(?:ыми|ими|ого|его|ому|ему|ами|ями|ией|иях|иям|ієї|ією|ых|их|ой|ей|ый|ий|ая|яя|ое|ее|ые|ие|ую|юю|ом|ем|ам|ям"
    "|ах|ях|ию|ия|ии|ью|ія|ії|ію|[аяоеыиуюьйіїє])$"
)
_LATIN_ENDINGS = re.compile("(?<=....)[aeiouy]{1,2}$")
_SEMITIC_PREFIXES = re.compile("^[وفبلك]?(?:ال)?(?=...)|^[והבלמשכ]+(?=...)")
_SHORTEST_WITH_ENDING = 5


def count_words(text: str) -> int:
    """The length of a text in words; scripts without spaces are measured by their characters."""
    if text.isascii():
        return len(text.split())
    spaced, han = _HAN_OR_KANA.subn(" ", text)
    spaced, thai = _THAI_AND_KIN.subn(" ", spaced)
    return len(spaced.split()) + round(han / _HAN_IN_A_WORD + thai / _THAI_IN_A_WORD)


@lru_cache(_REMEMBERED)
def fold(word: str) -> str:
    """Lower case without accents, vowel points and letter variants: `Erdoğan` and `erdogan` are one."""
    lower = word.lower()
    if lower.isascii() or not _BEARS_ACCENTS.search(lower):
        return lower
    plain = _ACCENTS.sub("", unicodedata.normalize("NFD", lower.translate(_LETTERS)))
    return unicodedata.normalize("NFC", plain.translate(_LETTERS))


def stem(word: str) -> str:
    """A key that the common inflected forms of a word share; a lopped ending leaves `~`.

    Light on purpose: it joins cases and numbers of one noun, and never two words of one family.
    """
    return _stem(word) if len(word) <= _LONGEST_WORD else word[:_LONGEST_WORD].lower()


@lru_cache(_REMEMBERED)
def _stem(word: str) -> str:
    folded = fold(word)
    if len(folded) < _SHORTEST_WITH_ENDING:
        return folded
    first = folded[0]
    if "а" <= first <= "ӿ":
        return _CYRILLIC_ENDINGS.sub("~", folded)
    if "א" <= first <= "ۿ":
        return _SEMITIC_PREFIXES.sub("", folded)
    if not ("a" <= first <= "z"):
        return folded
    if folded.endswith("ies"):
        folded = folded[:-3] + "y"
    elif folded.endswith("s") and not folded.endswith(("ss", "us", "is")):
        folded = folded[:-1]
    return _LATIN_ENDINGS.sub("~", folded)


def content_terms(text: str, language: str) -> list[str]:
    """The stems of the words that carry the subject, in order; pairs of characters in scripts without spaces."""
    skipped = _skipped(language)
    words = WORD.findall(text)
    if language == "ko":
        words = [bare(word) for word in words]
    terms = [key for word in words if (key := stem(word)) not in skipped and len(key) > 1]
    if text.isascii() or not UNSPACED.search(text):
        return terms
    spaced = [key for key in terms if not UNSPACED.match(key)]
    runs = UNSPACED.findall(text)
    return spaced + [run[at : at + 2] for run in runs for at in range(len(run) - 1)]


@lru_cache
def _skipped(language: str) -> frozenset[str]:
    return frozenset(map(stem, function_words(language)))
