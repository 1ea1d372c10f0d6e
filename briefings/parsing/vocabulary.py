"""The words that readers type for days, spans and lengths, in every language that is spoken to them, at once. Pure.

Names of weekdays are those of the Unicode CLDR, which Babel has. All are looked up as `folded` makes them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from typing import TypeVar

from babel import Locale

from briefings.model import LANGUAGES
from briefings.preferences import Length
from briefings.schedule import EVERY_DAY, WEEKDAYS, WEEKEND

V = TypeVar("V")
# The acute accent, the vowel signs and hamzas of Arabic, and marks of direction; neither the breve of й nor the tilde of ñ.
_MARKS = re.compile("[\u0301\u064b-\u0655\u0640\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_FEWEST = 3
"""Letters of a weekday's name that stand for it."""
_FORMS = [
    ("day", "", re.compile("'?s|’s")),
    ("o", "", re.compile("s")),
    ("к", "", re.compile("[ауеи]|ом|ам|ами|ах")),
    ("г", "", re.compile("[ауеи]|ом|ам|ами|ах")),
    ("а", "а", re.compile("[ыуе]|[ое]й|ам|ами|ах")),
    ("е", "е", re.compile("[яюи]|ем|ям|ями|ях")),
    ("요일", "", re.compile(".{1,2}")),
]
"""How the name of a weekday ends, what of that its other forms leave out, and what they have there."""


def folded(text: str) -> str:
    """The text in small letters and digits of ASCII, without accents that people leave out."""
    plain = unicodedata.normalize("NFC", _MARKS.sub("", unicodedata.normalize("NFKD", text.casefold())))
    return "".join(str(unicodedata.digit(one)) if one.isdecimal() else one for one in plain)


def _words(text: str) -> frozenset[str]:
    return frozenset(folded(text).split())


def _table(entries: Mapping[V, str]) -> dict[str, V]:
    return {word: value for value, words in entries.items() for word in _words(words)}


OFF = _words(
    "off none stop never no выкл выключить нет стоп никогда 끄기 끔 해제 중지 "
    "no nunca desactivar apagar quitar لا إيقاف أوقف إلغاء"
)
FOREVER = _words("forever навсегда бессрочно 계속 무기한 siempre دائما")
TODAY = _words("today сегодня 오늘 hoy اليوم")
YESTERDAY = _words("yesterday вчера 어제 ayer أمس")
TOMORROW = _words("tomorrow завтра 내일 mañana غدا الغد")
FILLERS = _words(
    "and at on in the from every each day days o'clock o’clock "
    "и в во с со на по каждый каждую каждое день дня дни дням дней ч часов "
    "매주 매 에 와 과 및 "
    "y a en el la las los de desde del cada todos todas día días semana h hora horas "
    "و في من كل يوم أيام الأسبوع الساعة"
)
UNTIL = _words("- to until till through thru по до ~ 까지 a hasta إلى الى حتى")
FOR = _words("for for-the на por durante un una لمدة")
"""What may stand before a span, beside the words of `UNTIL`."""
_DAYS = _table(
    {
        EVERY_DAY: "daily everyday ежедневно 매일 diario diariamente يوميا",
        WEEKDAYS: "weekday workday будн рабоч 평일 주중 entre laborab العمل",
        WEEKEND: "weekend выходн 주말 fin fines finde نهاية عطلة",
    }
)
_STEM = 4
_NOON, _DAWN = 12, 6
SPANS = _table(
    {
        1: "day days день дня дней сутки суток 일 하루 día días يوم يوما أيام",
        2: "이틀 يومان يومين",
        3: "사흘",
        4: "나흘",
        10: "열흘",
        7: "week weeks неделя неделю недели недель 주 주일 주간 일주일 semana semanas أسبوع أسبوعا أسابيع",
        14: "أسبوعان أسبوعين",
        30: "month months месяц месяца месяцев 개월 달 한달 mes meses شهر شهرا أشهر شهور",
        60: "شهران شهرين",
    }
)
MINUTES = _table(
    {
        1: "m min mins minute minutes мин минута минуту минуты минут 분 minuto minutos دقيقة دقائق",
        2: "دقيقتان دقيقتين",
        30: "полчаса 반시간",
        60: "h hr hrs hour hours ч час часа часов 시간 hora horas ساعة ساعات",
        120: "ساعتان ساعتين",
    }
)
"""How many minutes there are in what is shorter than a day."""
FROM_NOW = _words("in within через en dentro بعد خلال 후 뒤 후에 뒤에")
"""What tells that a span begins now: a word before it, or one behind it in Korean."""
HALF = _words("half пол 반 media نصف")
ONE = _words("a an one один одну одни 한 un una واحد")
BEFORE_NOON, AFTER_NOON, AT_NIGHT = "before noon", "after noon", "at night"
HALVES = _table(
    {
        BEFORE_NOON: "morning утра 오전 아침 새벽 mañana madrugada صباحا الصباح فجرا ص",
        AFTER_NOON: "afternoon evening вечера дня 오후 저녁 tarde مساء المساء ظهرا م",
        AT_NIGHT: "night ночи 밤 noche ليلا الليل",
    }
)
"""The part of the day that an hour from one to twelve is in."""
LENGTHS = _table(
    {
        Length.HEADLINES: "headlines заголовки 제목만 제목 titulares العناوين عناوين",
        Length.SHORT: "short коротко кратко 짧게 breve قصير",
        Length.FULL: "full полностью 길게 전체 completo completa كامل",
    }
)


def hour_of(hour: int, word: str) -> int:
    """The hour of twenty-four that is meant by one of twelve and a word of `HALVES`; a later one stays as it is."""
    half = HALVES[word]
    if hour > _NOON:
        return hour
    early = half == BEFORE_NOON or (half == AT_NIGHT and (hour == _NOON or hour < _DAWN))
    return hour % _NOON + (0 if early else _NOON)


def days(word: str) -> frozenset[int]:
    """The days of the week, Monday being 0, that a folded word names; none when it names none."""
    word = word.rstrip(".")
    for known, some in _DAYS.items():
        if word == known or (len(known) >= _STEM and word.startswith(known)):
            return some
    if word in _names():
        return frozenset({_names()[word]})
    for name, number in _names().items():
        if _is_meant(name, word):
            return frozenset({number})
    if word and all(letter in _names() for letter in word):  # as 월수금
        return frozenset(_names()[letter] for letter in word)
    # Arabic writes “and” and “on” in front of a word without a space.
    return days(word[1:]) if word[:1] in {"و", "ب"} else frozenset()


def _is_meant(name: str, word: str) -> bool:
    """Whether a word is the beginning of a weekday's name, or a form of it: tues, понедельникам, 월요일에."""
    if len(word) >= _FEWEST and name.startswith(word):
        return True
    return any(
        name.endswith(end)
        and word.startswith(stem := name.removesuffix(changed))
        and forms.fullmatch(word, len(stem))
        for end, changed, forms in _FORMS
    )


@cache
def _names() -> dict[str, int]:
    """The days of the week by their names and abbreviations."""
    names: dict[str, int] = {}
    for language in LANGUAGES:
        of_locale = Locale(language).days["format"]
        for width in ("wide", "abbreviated"):
            for number, name in of_locale[width].items():
                plain = folded(name).rstrip(".")
                names[plain] = number
                names[plain.removeprefix("ال")] = number
    return names
