"""The names of days and months in a language, which some write like names of people: those of the Unicode CLDR."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from babel import Locale, UnknownLocaleError

from briefings.analysis.words import WORD, stem


@cache
def weekdays(language: str) -> frozenset[str]:
    """The stems of the names of days."""
    locale = _locale(language)
    return _stems(locale.days["format"]["wide"].values()) if locale else frozenset()


@cache
def months(language: str) -> frozenset[str]:
    """The stems of the names of months."""
    locale = _locale(language)
    return _stems(locale.months["format"]["wide"].values()) if locale else frozenset()


def _locale(language: str) -> Locale | None:
    try:
        return Locale.parse(language)
    except (UnknownLocaleError, ValueError):
        return None


def _stems(names: Iterable[str]) -> frozenset[str]:
    return frozenset(stem(word) for name in names for word in WORD.findall(name))
