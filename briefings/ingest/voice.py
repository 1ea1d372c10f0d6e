"""Whose voice a sentence is in: the site's, to its reader, or the story's.

A speech act has somebody who speaks and somebody who is spoken to, as telling has not (Bühler 1934, "Sprachtheorie": appeal
and representation; Biber 1988, "Variation across Speech and Writing": involved and narrative style), and a site speaks of its
own trade. So a sentence is weighed by both, in each language by itself:

    act    an order that stands first, you, we, this article
    trade  subscription, cookies, comments ... (`voice_words`)
    told   he, she, said: somebody else is spoken of; what quotes somebody is always the story's

Without the one nothing is left of the other: stories speak of newsletters, and of us and you.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from briefings.ingest import shape
from briefings.ingest.voice_words import ANYWHERE, WORDS

SURE, LIKELY, HINTED, SLIGHT = 4.0, 3.0, 2.0, 1.0
"""How much speaks for the site: enough wherever a sentence stands, beside furniture, among furniture alone, or there and of
another matter."""
_LONGEST, _MOST = 700, 4
_REMEMBERED = 256
"""Texts that are not weighed twice: a line is asked about by itself, in its story, and at the end of that."""
_MATTER = 2
_LONG, _TIRING = 22, 12
_QUOTED = re.compile(rf"[\"“«„](?:[^\s\"“”«»„]+\s+){{4}}|[\"“「『][{shape.CJK}，、]{{9}}")
"""Words of somebody; names in quotation marks are shorter."""
_REACHED = re.compile(r"\S@\S+\.\w|://|\+\d[\d -]{8}")
_TOKEN = re.compile(r"[^\s.,!?;:()\[\]…。！？।،؛؟|/–—、，：]+")
_OPENING = ".!?:;,|-–—¿¡。！？।،؟…、，："
_CJK = re.compile(f"[{shape.CJK}]")
_ORDERS = {
    "fr": re.compile(r"(?:^|[.!?:,;–—] )(?!assez|chez|nez|rendez)[^\W\d_]{3,}ez\b"),
    "de": re.compile(r"(?:^|[.!?:,;–—] )[^\W\d_]{3,}en sie\b"),
    "ru": re.compile(r"те(?<=[^\W\d_]{3}[йи]те)(?:сь)?(?![^\W_])"),
    "tr": re.compile(r"n(?<=[^\W\d_]{2}[iıuü]n)(?:[iıuü]z)?[.!]*$"),
    "ko": re.compile(r"세요|십시오"),
    "ja": re.compile(r"ください|下さい"),
    "hi": re.compile(r"(?:ें|एं|ए|िए|ये)[।.! ]*$"),
}
"""Forms of the verb that give an order, where a language has such."""
_POLITE = {
    "ko": re.compile(r"니다|까\?|[나가]요\?"),
    "ja": re.compile(r"(?:ます|です|ません)[。！]"),
    "tr": re.compile(r"z(?<=[^\W\d_]{3}[iıuü][nm][iıuü]z)"),
}
"""Forms that speak to somebody, or of us; here as there, what is searched for first is a letter that few words have."""
_BEYOND_ASCII = frozenset(("ru", "ko", "ja", "hi"))


class _Word(NamedTuple):
    """What a word tells: its language and kind, how it goes, whether it ends there, whether it has a capital."""

    language: str
    kind: str
    stem: str
    whole: bool
    capital: bool


_POINTING = {
    language: frozenset(word for word in words.this.split() if word.isalpha())
    for language, words in WORDS.items()
}
"""Words that point at what is called right behind them."""
_KEY, _BEGINNINGS = 3, 4096


_Index = Callable[[str], tuple[_Word, ...]]
"""Gives the words that a few letters may be the beginning of."""


def _index(kinds: tuple[str, ...]) -> _Index:
    """Puts the words of some kinds in order by their first letters."""
    found: dict[str, list[_Word]] = defaultdict(list)
    for language, words in WORDS.items():
        for kind in kinds:
            for word in getattr(words, kind).split() + (ANYWHERE.split() if kind == "own" else []):
                if word in _POINTING[language]:
                    continue
                stem = word.rstrip("*").replace("_", " ")
                entry = _Word(language, kind, stem.lower(), not word.endswith("*"), stem[0].isupper())
                found[entry.stem[:_KEY]].append(entry)

    @lru_cache(_BEGINNINGS)
    def beginning(letters: str) -> tuple[_Word, ...]:
        return tuple(word for length in range(1, _KEY + 1) for word in found.get(letters[:length], ()))

    return beginning


_TRADE, _ACTS = _index(("own", "of", "note")), _index(("you", "us", "do", "this", "told"))


def appeal(text: str) -> float:
    """Gives how much speaks for a text's being said by a site to its reader; see `SURE`, `LIKELY` and `HINTED`."""
    return 0.0 if len(text) > _LONGEST else _appeal(text)


@lru_cache(_REMEMBERED)
def _appeal(text: str) -> float:
    if quotes(text):
        return 0.0
    lowered = _lowered(text)
    starts = _starts(lowered)
    trade = _heard(text, lowered, starts, _TRADE)
    if not trade:
        return 0.0
    words = shape.weight(text)
    acts = _acts(text, lowered, starts, trade)
    if _REACHED.search(text):
        for language in trade:
            trade[language]["of"] += 1
    weights = (_weigh(heard + acts[language], words) for language, heard in trade.items())
    return max(weights) - max(0, words - _LONG) / _TIRING


def quotes(text: str) -> bool:
    """Tells whether a text has what somebody said in it."""
    return _QUOTED.search(text) is not None


def address(text: str) -> float:
    """Gives how much somebody speaks to somebody in a text, of whatever matter: 1 for you or us, 2 for an order."""
    return max(map(_act, _spoken(text[:_LONGEST]).values()), default=0.0)


def says_you(text: str) -> bool:
    """Tells whether a text speaks of the one who reads it."""
    return any(heard["you"] for heard in _spoken(text[:_LONGEST]).values())


@lru_cache(_REMEMBERED)
def _spoken(text: str) -> Mapping[str, Counter[str]]:
    lowered = _lowered(text)
    return _acts(text, lowered, _starts(lowered), WORDS)


def _weigh(heard: Counter[str], words: int) -> float:
    trade = min(_MOST, 2 * heard["own"] + heard["of"])
    if heard["note"]:
        return SURE + trade - 2 * heard["told"]
    act = _act(heard)
    if act and trade:
        return min(_MOST, act) + trade - 2 * min(2, heard["told"])
    if trade < _MATTER or words > _LONG or heard["told"]:
        return 0.0
    return HINTED if trade > _MATTER or 2 * trade >= max(words, 4) else SLIGHT


def _act(heard: Counter[str]) -> float:
    return 2 * min(1, heard["do"]) + min(2, heard["you"]) + min(1, heard["us"]) + 1.5 * min(1, heard["this"])


def _lowered(text: str) -> str:
    """Gives a text in small letters, each where it was."""
    lowered = text.lower().replace("’", "'")
    return lowered if len(lowered) == len(text) else "".join(char.lower()[0] for char in text)


def _acts(
    text: str, lowered: str, starts: Sequence[int], languages: Collection[str]
) -> dict[str, Counter[str]]:
    """Counts what speaks to somebody in some languages: words, and forms of the verb."""
    found, is_ascii = _heard(text, lowered, starts, _ACTS), lowered.isascii()
    for kind, forms in (("do", _ORDERS), ("you", _POLITE)):
        for language, form in forms.items():
            if (
                language in languages
                and not (is_ascii and language in _BEYOND_ASCII)
                and form.search(lowered)
            ):
                found[language][kind] += 1
    return found


def _heard(text: str, lowered: str, starts: Sequence[int], index: _Index) -> dict[str, Counter[str]]:
    """Counts the different words of each kind, by language."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    seen: set[_Word] = set()
    for start in starts:
        for word in index(lowered[start : start + _KEY]):
            if (
                lowered.startswith(word.stem, start)
                and word not in seen
                and _is_there(word, text, lowered, start)
            ):
                seen.add(word)
                found[word.language][word.kind] += 1
                if (
                    index is _TRADE
                    and word.kind != "note"
                    and _POINTING[word.language].intersection(lowered[:start].split()[-1:])
                ):
                    found[word.language]["this"] += 1
    return found


def _starts(lowered: str) -> Sequence[int]:
    """Gives where words begin; in Chinese and Japanese that may be anywhere."""
    if _CJK.search(lowered):
        return range(len(lowered))
    return [match.start() for match in _TOKEN.finditer(lowered)]


def _is_there(word: _Word, text: str, lowered: str, start: int) -> bool:
    end = start + len(word.stem)
    if word.whole and end < len(lowered) and (lowered[end].isalnum() or lowered[end] in "'-"):
        return False
    if word.kind == "do":
        before = lowered[:start].rstrip(" '([*>•")
        return not before or before[-1] in _OPENING
    if word.kind == "us" and text[start:end] == "US":
        return False
    return not word.capital or text[start].isupper()
