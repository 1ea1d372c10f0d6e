"""Times, silences and lengths as people type them after a command. Pure.

Everything here raises `NotUnderstood` with a sentence that shows how to write it.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from briefings.errors import NotUnderstood
from briefings.preferences import Length
from briefings.schedule import (
    EVERY_DAY,
    WEEKDAYS,
    WEEKEND,
    QuietHours,
    Slot,
    is_sensible_end,
    read_time,
    start_of,
)

OFF = frozenset({"off", "none", "stop", "never", "no"})
FOREVER = timedelta(days=365 * 50)
"""A silence without an end."""

_DAYS = {
    "daily": EVERY_DAY,
    "everyday": EVERY_DAY,
    "weekdays": WEEKDAYS,
    "weekday": WEEKDAYS,
    "weekend": WEEKEND,
    "weekends": WEEKEND,
}
_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SHORTEST_NAME = 3
_SPANS = {"day": 1, "week": 7, "month": 30}
_SPAN = re.compile(r"(?:(\d{1,3}|a)\s*)?(day|week|month)s?", re.ASCII | re.IGNORECASE)
_WORDS = re.compile(r"\d{1,2}(?:[:.hH]\d{2})?\s*[ap]\.?m\.?(?![a-z])|[^\s,;]+", re.ASCII | re.IGNORECASE)
_DASH = re.compile(r"\s*(?:-|–|—|\bto\b|\buntil\b)\s*|\s+(?![ap]\.?m)")


def slots(text: str) -> tuple[Slot, ...]:
    """Reads `8:00 18:30 weekdays`: times, and the days they are all for (every day, when none are named)."""
    times, days = [], frozenset[int]()
    for word in _WORDS.findall(text.replace(" and ", " ").replace(" at ", " ")):
        at, some = read_time(word), _days(word.lower())
        if at is None and not some:
            raise NotUnderstood(
                "I do not understand “%(word)s”: write times and days, such as /digest 8:00 18:00 weekdays.",
                word=word,
            )
        days |= some
        times += [at] if at else []
    if not times:
        raise NotUnderstood("Write at what times, such as /digest 8:00 18:00 weekdays.")
    return tuple(Slot(at, days or EVERY_DAY) for at in times)


def quiet(text: str) -> QuietHours:
    """Reads `22:00 7:00`."""
    ends = [read_time(part) for part in _DASH.split(text.strip())]
    match ends:
        case [start, end] if start and end and start != end:
            return QuietHours(start, end)
    raise NotUnderstood("Write from when until when, such as /quiet 22:00 7:00, or /quiet off.")


def length(text: str) -> Length:
    """Reads `headlines`, `short` or `full`."""
    try:
        return Length(text.strip().lower())
    except ValueError:
        raise NotUnderstood("Write headlines, short or full, such as /length headlines.") from None


def until(text: str, zone: ZoneInfo, now: datetime) -> datetime:
    """Reads how long a silence lasts: `day`, `2 weeks`, `2026-12-31` (the day it ends), or nothing, which is no end."""
    text = text.strip().lower()
    if not text or text == "forever":
        return now + FOREVER
    span = _SPAN.fullmatch(text)
    if span:
        number = int(span[1]) if span[1] and span[1] != "a" else 1
        end = now + timedelta(days=number * _SPANS[span[2].lower()])
    else:
        try:
            end = start_of(date.fromisoformat(text), zone)
        except ValueError:
            raise NotUnderstood(
                "I do not understand “%(text)s”: write day, week, month, 3 days or a date such as 2026-12-31.",
                text=text,
            ) from None
    if not is_sensible_end(end, now):
        raise NotUnderstood("That is not within the year to come.")
    return end


def _days(word: str) -> frozenset[int]:
    if word in _DAYS:
        return _DAYS[word]
    if len(word) >= _SHORTEST_NAME:
        return frozenset(number for number, name in enumerate(_NAMES) if name.startswith(word.rstrip("s.")))
    return frozenset()
