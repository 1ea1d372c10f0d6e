"""A day as people write it, in any language of `vocabulary`: `31 Dec`, `Dec 31`, `31.12.`, `31/12/2026`, `tomorrow`, `friday`. Pure.

Where numbers leave it open, the day stands before the month. Names of months are those of the Unicode CLDR.
"""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date, timedelta
from functools import cache

from babel import Locale

from briefings.model import LANGUAGES
from briefings.parsing import vocabulary
from briefings.parsing.vocabulary import TODAY, TOMORROW, YESTERDAY, folded

_YEAR_FIRST = re.compile(r"(\d{4})(?:[-./]|년)\s*(\d{1,2})(?:[-./]|월)\s*(\d{1,2})(?:\.|일)?", re.ASCII)
_KOREAN = re.compile(r"(\d{1,2})월\s*(\d{1,2})일?", re.ASCII)
_NUMBERS = re.compile(r"(\d{1,2})([-./])(\d{1,2})(?:\2(\d{4}|\d{2})?)?", re.ASCII)
_NUMBER = re.compile(r"(\d{1,2}|\d{4})(?:st|nd|rd|th|-?го|o)?", re.ASCII)
_DATED = re.compile(r"[\s\d]")
"""More than the name of a day: mar 1 is one of March, not a martes."""
_BETWEEN = frozenset({"the", "of", "de", "del", "г", "года"})
_MONTHS = 12
_CENTURY = 2000
_YEARS = range(1900, 3000)
"""Beyond these nobody means a day, and clocks cannot tell it everywhere."""
_FEWEST = 3
"""Letters of a month's name that stand for it."""
_LEAP = 8
"""So many years lie between two days at most."""


def read(text: str, today: date, *, past: bool = False) -> date | None:
    """The day that is meant; none where that is not one.

    A weekday is the next one after today, and a date without a year the next one from today on; with `past`, the last
    one until today.
    """
    plain = " ".join(folded(text).split())
    if plain in TODAY | TOMORROW | YESTERDAY:
        return today + timedelta(days=(plain in TOMORROW) - (plain in YESTERDAY))
    if not _DATED.search(plain) and len(weekdays := vocabulary.days(plain)) == 1:
        (weekday,) = weekdays
        since = (today.weekday() - weekday) % 7
        return today - timedelta(days=since) if past else today + timedelta(days=7 - since)
    told = _numbered(plain) or _named(plain)
    return _nearest(*told, today, past=past) if told else None


def _numbered(plain: str) -> tuple[int | None, int, int] | None:
    """Year, month and day; no year where none is told."""
    if found := _YEAR_FIRST.fullmatch(plain):
        return int(found[1]), int(found[2]), int(found[3])
    if found := _KOREAN.fullmatch(plain):
        return None, int(found[1]), int(found[2])
    if found := _NUMBERS.fullmatch(plain):
        day, month = int(found[1]), int(found[3])
        if month > _MONTHS:
            day, month = month, day
        if not found[4]:
            return None, month, day
        return int(found[4]) + (_CENTURY if len(found[4]) < 4 else 0), month, day  # noqa: PLR2004 - in full
    return None


def _named(plain: str) -> tuple[int | None, int, int] | None:
    """As `_numbered`, of a month by its name, with the day and perhaps the year in numbers, in any order but one."""
    words = [word for written in plain.split() if (word := written.rstrip(".,")) not in _BETWEEN]
    months = [month for word in words if (month := _month(word))]
    numbers = [found[1] for word in words if (found := _NUMBER.fullmatch(word))]
    if len(months) != 1 or len(months) + len(numbers) != len(words):
        return None
    match [len(number) > 2 for number in numbers]:  # noqa: PLR2004 - a year has four digits
        case [False]:
            return None, months[0], int(numbers[0])
        case [False, True]:
            return int(numbers[1]), months[0], int(numbers[0])
        case _:
            return None


def _nearest(year: int | None, month: int, day: int, today: date, *, past: bool) -> date | None:
    step = -1 if past else 1
    if year is not None:
        years = range(year, year + 1) if year in _YEARS else range(0)
    else:
        years = range(today.year, today.year + step * (_LEAP + 1), step)
    for each in years:
        with suppress(ValueError):
            found = date(each, month, day)
            if year is not None or (found <= today if past else found >= today):
                return found
    return None


def _month(word: str) -> int | None:
    """The month that a folded word names, or begins to."""
    if word in _names():
        return _names()[word]
    begun = {month for name, month in _names().items() if len(word) >= _FEWEST and name.startswith(word)}
    return begun.pop() if len(begun) == 1 else None


@cache
def _names() -> dict[str, int]:
    """The months by their names and abbreviations."""
    return {
        folded(name).rstrip("."): number
        for language in LANGUAGES
        for context in ("format", "stand-alone")
        for width in ("abbreviated", "wide")
        for number, name in Locale(language).months[context][width].items()
    }
