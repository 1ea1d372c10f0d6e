"""Which words of a text name a person, a place or a house, as far as its script tells.

Scripts with capitals tell by a capital letter within a sentence; German, which gives one to every noun, where no article
may stand: after a preposition of place, or beside another. Others tell a place by the word or the ending that says which
kind of place it is, as `市`, `-시` and `مدينة` do. What begins a sentence is left out: it has a capital anyway.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from briefings.analysis import particles
from briefings.analysis.calendar_words import months, weekdays
from briefings.analysis.words import WORD, stem

_BEGINS_ANEW = re.compile(r"(?:[.!?…:;\n()\[\]•|–—]|,\s?[\"“„«‘])[\s\"'“„«‹(\[¿¡‘’–—-]*$|^\W*$")
_REACH = 6  # characters before a word that tell whether a sentence begins with it
_JOINED = re.compile(r"[ \u00a0-]| (?:de|da|do|du|del|della|la|le|al|el|bin|van|von|der) ")
_TITLE_WORDS, _TITLE_LETTERS, _TITLE_SHARE = 4, 3, 0.7
_GERMAN_PLACES = frozenset(
    ["in", "bei", "aus", "nahe", "nach", "vor", "um", "nördlich", "südlich", "östlich", "westlich"]
)
_TURKISH_NAME = re.compile(r"(?<!\w)[^\W\d_]{3,}(?=['’][a-zçğıöşü])")
_HAN_PLACE = re.compile(
    "[\u3400-\u9fff]{2}(?:[省市县縣区區镇鎮村町郡府県都道港湾灣站駅寺](?![長长])|半島|半岛|空港|机场|機場|大学|大學|地方)"
)
_JAPANESE_PERSON = re.compile(
    "[\u3400-\u9fff]{2,6}(?:知事|市長|区長|首相|外相|総裁|社長|会長|議員|監督|選手|容疑者|被告|教授|大統領|さん|氏)"
)
_KOREAN_REGIONS = "서울|부산|대구|인천|광주|대전|울산|세종|경기|강원|충북|충남|전북|전남|경북|경남|제주"
_KOREAN_ENDINGS = f"(?:{particles.PARTICLES}|서)?(?![가-힣])"
_KOREAN_PLACE = re.compile(
    rf"(?<![가-힣])(?:(?P<region>(?:{_KOREAN_REGIONS})(?:시|도)?){_KOREAN_ENDINGS}(?: (?P<part>[가-힣]{{1,5}}(?:시|군|구|읍|면|동|항|역|섬))"
    rf"{_KOREAN_ENDINGS})?|(?P<place>[가-힣]{{2,5}}(?:시|군|구|읍|면|항|역|섬|공항|대학교)){_KOREAN_ENDINGS})"
)
_KOREAN_PERSON = re.compile(
    "(?<![가-힣])([가-힣]{2,4}) (?:시장|대통령|총리|장관|지사|의원|대표|회장|위원장|감독|군수|구청장)"
)
_ARABIC_PLACE = re.compile(
    r"\b[وبلف]?(?:ال)?(?:مدينة|محافظة|إقليم|ولاية|بلدة|قرية|منطقة|جزيرة|مدينتي|مطار|ميناء)\s+(?P<place>\w{3,})(?:\s+(?P<more>ال\w{2,}))?"
)
_HINDI_PLACE = re.compile(
    r"(?<!\S)(?P<place>[\w\u0900-\u097f]{2,40}) (?:में|शहर|ज़िले|जिले|राज्य|गाँव|गांव)(?![\w\u0900-\u097f])"
)


class Name(NamedTuple):
    """A word of a name: where it begins, how it stands there, and whether a name begins with it."""

    at: int
    word: str
    first: bool


def find(text: str, language: str) -> list[Name]:
    """Returns the words of names in reading order."""
    found = {name.at: name for read in _READERS.get(language, (_capitals,)) for name in read(text)}
    calendar = weekdays(language) | months(language)
    return [found[at] for at in sorted(found) if stem(found[at].word) not in calendar]


def is_title(line: str) -> bool:
    """Tells whether a headline gives a capital to its every word, so that capitals say nothing."""
    words = [word for word in WORD.findall(line) if len(word) > _TITLE_LETTERS]
    return len(words) >= _TITLE_WORDS and sum(word[0].isupper() for word in words) > _TITLE_SHARE * len(words)


def _capitals(text: str) -> Iterator[Name]:
    end, inside = -1, False
    for match in WORD.finditer(text):
        if match[0][0].isupper():
            goes_on = end >= 0 and _JOINED.fullmatch(text, end, match.start()) is not None
            if goes_on or not _begins(text, match.start()):
                yield Name(match.start(), match[0], not (goes_on and inside))
                inside = True
            else:
                inside = False
            end = match.end()


def _german(text: str) -> Iterator[Name]:
    names = list(_capitals(text))
    before = {match.start(): word for word, match in _with_word_before(text)}
    beside = {at for one, other in pairwise(names) if not other.first for at in (one.at, other.at)}
    for name in names:
        if name.at in beside or before.get(name.at, "") in _GERMAN_PLACES:
            yield name


def _with_word_before(text: str) -> Iterator[tuple[str, re.Match[str]]]:
    for one, other in pairwise(WORD.finditer(text)):
        yield one[0].lower(), other


def _turkish(text: str) -> Iterator[Name]:
    """An ending after an apostrophe is that of a name."""
    known = {name.at for name in _capitals(text)}
    for match in _TURKISH_NAME.finditer(text):
        if match[0][0].isupper() and match.start() not in known:
            yield Name(match.start(), match[0], first=True)


def _by(pattern: re.Pattern[str]) -> Callable[[str], Iterator[Name]]:
    """Reads what a pattern finds, or its groups."""

    def read(text: str) -> Iterator[Name]:
        for match in pattern.finditer(text):
            groups = [group for group in range(1, pattern.groups + 1) if match[group]] or [0]
            for group in groups:
                yield Name(match.start(group), match[group], first=group == groups[0])

    return read


_READERS: dict[str, Iterable[Callable[[str], Iterator[Name]]]] = {
    "de": (_german,),
    "tr": (_capitals, _turkish),
    "zh": (_by(_HAN_PLACE),),
    "ja": (_by(_JAPANESE_PERSON), _by(_HAN_PLACE)),
    "ko": (_by(_KOREAN_PERSON), _by(_KOREAN_PLACE)),
    "ar": (_by(_ARABIC_PLACE),),
    "hi": (_by(_HINDI_PLACE),),
}


def _begins(text: str, at: int) -> bool:
    return _BEGINS_ANEW.search(text[max(0, at - _REACH) : at] if at > _REACH else text[:at]) is not None
