"""Times, silences and lengths as people type them after a command, in any language of `vocabulary`. Pure.

Everything here raises `NotUnderstood` with a sentence that shows how to write it.
"""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from briefings.errors import NotUnderstood
from briefings.parsing import dates, vocabulary
from briefings.parsing.vocabulary import FILLERS, FOR, HALVES, ONE, SPANS, UNTIL, folded, hour_of
from briefings.preferences import Length
from briefings.schedule import (
    EVERY_DAY,
    QuietHours,
    Slot,
    is_sensible_end,
    read_time,
    start_of,
)

FOREVER = timedelta(days=365 * 50)
"""A silence without an end."""

_PHRASES = re.compile(r"[\"“”«»]([^\"“”«»]+)[\"“”«»]|([^,;،、\n\"“”«»]+)")
_SPAN = re.compile(r"(\d{1,3})?([^\W\d]+)")
_WORDS = re.compile(r"\d{1,2}(?:[:.h]\d{2})?\s*[ap]\.?m\.?(?![a-z])|[^\s,;،]+", re.ASCII)
_BETWEEN = re.compile(r"\s*[-–—~]\s*")
_KOREAN_TIME = re.compile(r"(\d{1,2})시(?:\s*(\d{1,2})분)?(?:에|부터|까지)?")
_KOREAN = [word for word in HALVES if "가" <= word <= "힣"]
_HALF_BEFORE = re.compile(rf"(?<!\w)({'|'.join(_KOREAN)})\s*(\d{{1,2}}):(\d{{2}})")
_HALF = "|".join(word for word in HALVES if word not in _KOREAN)
_HALF_AFTER = re.compile(
    rf"(\d{{1,2}})(?:[:.](\d{{2}}))?\s*(?:(?:часов|часа?|in the|at|de la|por la|في)\s+)?({_HALF})(?!\w)"
)
_AND_IN_FRONT = re.compile(r"(?<!\w)و(?=\d)")
_KOREAN_UNTIL = re.compile(r"\s*(?:까지|동안|간)$")
_FROM = "부터"


def is_off(text: str) -> bool:
    """Tells whether something is to end."""
    return folded(text.strip()) in vocabulary.OFF


def slots(text: str) -> tuple[Slot, ...]:
    """Reads `8:00 18:30 weekdays`: times, and the days they are all for (every day, when none are named)."""
    times: list[time] = []
    days: frozenset[int] = frozenset()
    last: frozenset[int] = frozenset()
    goes_on = False
    for word in _WORDS.findall(_BETWEEN.sub(" - ", _plain_times(text))):
        at, some = read_time(word), vocabulary.days(word)
        if word in UNTIL and last:
            goes_on = True
            continue
        if at is None and not some and word not in FILLERS:
            raise NotUnderstood(
                "I do not understand “%(word)s”: write times and days, such as /digest 8:00 18:00 weekdays.",
                word=word,
            )
        days |= _through(last, some) if goes_on else some
        times += [at] if at else []
        goes_on = word.endswith(_FROM)
        last = some
    if not times:
        raise NotUnderstood("Write at what times, such as /digest 8:00 18:00 weekdays.")
    return tuple(Slot(at, days or EVERY_DAY) for at in times)


def quiet(text: str) -> QuietHours:
    """Reads `22:00 7:00`."""
    words = _WORDS.findall(_BETWEEN.sub(" - ", _plain_times(text)))
    ends = [read_time(word) for word in words if word not in UNTIL and word not in FILLERS]
    match ends:
        case [start, end] if start and end and start != end:
            return QuietHours(start, end)
    raise NotUnderstood("Write from when until when, such as /quiet 22:00 7:00, or /quiet off.")


def clock(text: str) -> time | None:
    """Reads what a clock shows; none when it is no time."""
    return read_time(_plain_times(text))


def length(text: str) -> Length:
    """Reads `headlines`, `short` or `full`."""
    for word in folded(text).split():
        if word in vocabulary.LENGTHS:
            return vocabulary.LENGTHS[word]
    raise NotUnderstood("Write headlines, short or full, such as /length headlines.")


def phrases(text: str) -> list[str]:
    """Reads `football, ice hockey`: words and phrases, with commas or lines between them. What holds no word is left as it is."""
    found = [(quoted or plain).strip() for quoted, plain in _PHRASES.findall(text)]
    return list(dict.fromkeys(part for part in found if any(map(str.isalnum, part)))) or [text]


def until(text: str, zone: ZoneInfo, now: datetime) -> datetime:
    """Reads how long a silence lasts: `day`, `2 weeks`, `31 Dec` (the day it ends), or nothing, which is no end."""
    plain = _KOREAN_UNTIL.sub("", folded(text.strip()))
    if not plain or plain in vocabulary.FOREVER:
        return now + FOREVER
    words = plain.split()
    while len(words) > 1 and words[0] in UNTIL | FOR | ONE | FILLERS:
        del words[0]
    end = _span(words, now) or _start(words, zone, now)
    if end is None:
        raise NotUnderstood(
            "I do not understand “%(text)s”: write day, week, month, 3 days or a date such as 2026-12-31.",
            text=text.strip(),
        )
    if not is_sensible_end(end, now):
        raise NotUnderstood("That is not within the year to come.")
    return end


def _plain_times(text: str) -> str:
    """The text folded, with times that are told by the parts of the day as those of twenty-four hours."""
    plain = _AND_IN_FRONT.sub("", folded(text))
    plain = _KOREAN_TIME.sub(lambda found: f"{found[1]}:{int(found[2] or 0):02}", plain)
    plain = _HALF_BEFORE.sub(lambda found: f"{hour_of(int(found[2]), found[1])}:{found[3]}", plain)
    return _HALF_AFTER.sub(lambda found: f"{hour_of(int(found[1]), found[3])}:{found[2] or '00'}", plain)


def _through(first: frozenset[int], last: frozenset[int]) -> frozenset[int]:
    """The days from the one to the other, where both are one day."""
    if len(first) != 1 or len(last) != 1:
        return last
    (start,), (end,) = first, last
    return frozenset((start + number) % 7 for number in range((end - start) % 7 + 1))


def _span(words: list[str], now: datetime) -> datetime | None:
    found = _SPAN.fullmatch("".join(words))
    if found is None or found[2] not in SPANS:
        return None
    return now + timedelta(days=int(found[1] or 1) * SPANS[found[2]])


def _start(words: list[str], zone: ZoneInfo, now: datetime) -> datetime | None:
    """The moment at which the day begins that is named."""
    day = dates.read(" ".join(words), now.astimezone(zone).date())
    return start_of(day, zone) if day else None
