"""Whether a text that was written about an article says only what the article says, as far as words can tell.

    numbers, names and quotes of the text  -- each must stand in the article
    the other words of the text            -- most of them must, or it is about something else

Where a script has no capitals, names cannot be told from other words, and so every word counts as one. The gate is
strict on purpose: what it refuses is only replaced by sentences of the article.
"""

from __future__ import annotations

import re
import unicodedata

from briefings.analysis.function_words import function_words
from briefings.analysis.sentences import split
from briefings.analysis.words import UNSPACED, WORD, content_terms, fold, stem

_SHORTEST, _LONGEST = 8, 110  # words
_SHARED = 0.55
_NUMBER = re.compile(r"\d+(?:[.,  ’']\d+)*")
_QUOTED = re.compile(r"[“\"«„「『]([^“”\"«»„」』]{3,400})[”\"»“」』]")
_MARKUP = re.compile(r"https?://|</?[a-z]|\*\*|```|^#|^\s*[-*•] ", re.MULTILINE | re.IGNORECASE)
_SEPARATORS = re.compile(r"[.,  ’']")
_SIGNS = re.compile("[\u3400-\u9fff\u30a0-\u30ff]{2,}")
_SPELLED = {
    word: str(number)
    for number, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
            "twenty",
        ]
    )
    if number > 1
} | {
    "thirty": "30",
    "forty": "40",
    "fifty": "50",
    "sixty": "60",
    "seventy": "70",
    "eighty": "80",
    "ninety": "90",
    "dozen": "12",
    "dozens": "12",
    "hundred": "100",
    "hundreds": "100",
    "thousand": "1000",
    "thousands": "1000",
    "million": "1000000",
    "billion": "1000000000",
    "trillion": "1000000000000",
}


def refusal(text: str, article: str, language: str) -> str | None:
    """Returns why the text may not stand for the article, or None when nothing speaks against it."""
    words = WORD.findall(text)
    length = len(words) if not UNSPACED.search(text) else len(text) // 2
    if not _SHORTEST <= length <= _LONGEST:
        return f"it has {length} words"
    if _MARKUP.search(text):
        return "it holds markup or a link"
    for kind, found in (
        ("number", _numbers(text) - _numbers(article)),
        ("quote", _quotes(text, article)),
        ("name", _names(text, language) - _keys(article)),
        ("name", _foreign(text, article)),
    ):
        if found:
            return f"the {kind} “{min(found)}” is not in the article"
    terms, known = set(content_terms(text, language)), set(content_terms(article, language))
    if terms and len(terms & known) / len(terms) < _SHARED:
        return "most of its words are not in the article"
    return None


def _numbers(text: str) -> set[str]:
    """The numbers in a text, in digits without separators, small ones in words among them."""
    plain = "".join(str(unicodedata.digit(sign, sign)) if sign.isdigit() else sign for sign in text)
    digits = {_SEPARATORS.sub("", number) for number in _NUMBER.findall(plain)}
    return digits | {_SPELLED[word] for word in WORD.findall(plain.lower()) if word in _SPELLED}


def _quotes(text: str, article: str) -> set[str]:
    plain = _flat(article)
    return {quote for quote in _QUOTED.findall(text) if _flat(quote).strip(" .,!?…") not in plain}


def _names(text: str, language: str) -> set[str]:
    """The keys of the words that may be names: capitalised ones, and all of a script that has no capitals."""
    skipped = function_words(language)
    return {
        key
        for sentence in split(text, language)
        for word in WORD.findall(sentence)
        if (key := _key(word))
        and not word[0].isdigit()
        and not UNSPACED.search(word)
        and (word[0].isupper() or word.lower() == word.upper())
        and fold(word) not in skipped
        and word.lower() not in skipped
        and word.lower() not in _SPELLED
    }


def _keys(article: str) -> set[str]:
    return {_key(word) for word in WORD.findall(article)}


def _key(word: str) -> str:
    """What forms of one word share: its stem; of a Korean word the first two syllables, behind which particles come."""
    return word[:2] if "\uac00" <= word[0] <= "\ud7af" else stem(word)


def _foreign(text: str, article: str) -> set[str]:
    """The runs of Han and Katakana that no two signs in a row of the article cover: names are written in such."""
    covered = [False] * (len(text) + 1)
    for at in range(len(text) - 1):
        if text[at : at + 2] in article:
            covered[at] = covered[at + 1] = True
    rest = "".join(" " if known else sign for sign, known in zip(text, covered, strict=False))
    return set(_SIGNS.findall(rest))


def _flat(text: str) -> str:
    return " ".join(fold(word) for word in WORD.findall(text))
