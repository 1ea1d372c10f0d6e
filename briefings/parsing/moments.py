"""A moment as an editor writes it: `18:30`, `tomorrow 07:00`, `friday 9:00`, `31 Dec at 18:30`, `in 20 minutes`. Pure."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from briefings.errors import NotUnderstood
from briefings.parsing import dates
from briefings.parsing.vocabulary import FILLERS, FROM_NOW, HALF, MINUTES, ONE, folded
from briefings.schedule import read_time

FURTHEST = timedelta(days=366)
_PARTS = re.compile(r"\d+|[^\W\d]+")
_MOST_DIGITS = 4


def read(text: str, zone: ZoneInfo, now: datetime) -> datetime:
    """The moment, in UTC, by the clock of `zone`.

    Raises `NotUnderstood`, with a sentence, for what is none, is past, is over a year away, or falls into the hour that
    clocks leave out when they are put forward. Of an hour that comes twice it is the first.
    """
    text = " ".join(text.split())
    if (span := _from_now(text)) is not None:
        return _sensible(now + span, text, now)
    *words, last = text.split() or [""]
    at = read_time(last)
    if at is None and words and not words[0].isdecimal():  # the time may stand in front
        first, *words = [*words, last]
        at = read_time(first)
    if at is None:
        raise NotUnderstood(
            f"I do not understand “{text[:60]}”: write 18:30, in 20 minutes, tomorrow 07:00, friday 9:00 or 2026-11-30 18:30."
        )
    return _sensible(_at(_day(words, zone, now), at, zone), text, now)


def _from_now(text: str) -> timedelta | None:
    """The span of `in 20 minutes`, `через полчаса`, `2시간 뒤`; none where that is none."""
    words = _PARTS.findall(folded(text))
    if FROM_NOW.isdisjoint(words):
        return None
    match [word for word in words if word in MINUTES or word not in FROM_NOW | FILLERS | ONE]:
        case [unit] if unit in MINUTES:
            return timedelta(minutes=MINUTES[unit])
        case [half, unit] if half in HALF and unit in MINUTES:
            return timedelta(minutes=MINUTES[unit] / 2)
        case [number, unit] if number.isdecimal() and len(number) <= _MOST_DIGITS and unit in MINUTES:
            return timedelta(minutes=int(number) * MINUTES[unit])
    return None


def _day(words: list[str], zone: ZoneInfo, now: datetime) -> date:
    today = now.astimezone(zone).date()
    named = " ".join(words)
    while words and folded(words[0]) in FILLERS:
        del words[0]
    while words and folded(words[-1]) in FILLERS:
        del words[-1]
    day = dates.read(" ".join(words), today) if words else today
    if day is None:
        raise NotUnderstood(
            f"I do not know the day “{named[:40]}”: write today, tomorrow, a weekday or a date such as 2026-11-30."
        )
    return day


def _at(day: date, at: time, zone: ZoneInfo) -> datetime:
    wall = datetime.combine(day, at, tzinfo=zone)
    moment = wall.astimezone(UTC)
    if moment.astimezone(zone).replace(tzinfo=None) != wall.replace(tzinfo=None):
        raise NotUnderstood(
            f"{at:%H:%M} does not come on {day.isoformat()} in {zone.key}: clocks are put forward. Write another time."
        )
    return moment


def _sensible(moment: datetime, text: str, now: datetime) -> datetime:
    if moment <= now:
        raise NotUnderstood(f"“{text}” is past: write a time to come, such as tomorrow 07:00.")
    if moment > now + FURTHEST:
        raise NotUnderstood(f"“{text}” is more than a year away.")
    return moment
