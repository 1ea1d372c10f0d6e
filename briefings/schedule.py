"""When a digest is due and when a reader is not to be disturbed: zones, daylight saving, quiet hours.

Pure: time comes in as an argument. A local time that the clock jumps over in spring is moved on by as much as the
clock jumps, and one that comes twice in autumn counts the first time (RFC 5545, 3.3.5, and PEP 495's `fold=0`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import Enum
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

EVERY_DAY = frozenset(range(7))
WEEKDAYS = frozenset(range(5))
WEEKEND = EVERY_DAY - WEEKDAYS

GRACE = timedelta(hours=3)
"""How late a digest may be and still be sent; what is later is folded into the next one."""

# A whole day may be jumped over (Samoa had no 30 December 2011), and a slot may stand on one day of the week only.
_BACK, _AHEAD = 2, 9
_DAY = timedelta(days=1)
_FURTHEST = timedelta(days=366)

_TIME = re.compile(r"(\d{1,2})(?:[:.hH](\d{2})|[hH])?\s*([ap]\.?m\.?)?", re.ASCII | re.IGNORECASE)
_NOON = 12
_NOT_PLACES = {"Factory", "localtime", "posixrules"}


@dataclass(frozen=True, slots=True, order=True)
class Slot:
    """A time of day, to the minute, on some days of the week (0 is Monday), in a zone told elsewhere."""

    at: time
    days: frozenset[int] = EVERY_DAY


@dataclass(frozen=True, slots=True)
class QuietHours:
    """From `start` until `end`, by the reader's clock; past midnight when `end` is the earlier one."""

    start: time
    end: time

    def hold(self, at: time) -> bool:
        """Tells whether a clock that shows `at` is within them; `end` itself is not."""
        if self.start <= self.end:
            return self.start <= at < self.end
        return at >= self.start or at < self.end


class Timeliness(Enum):
    """What to do about a slot: send it as usual, send it with a word of excuse, or let the next one take it in."""

    ON_TIME = "on_time"
    LATE = "late"
    FOLDED = "folded"


def zone_named(name: str) -> ZoneInfo:
    """The zone of that very name; UTC when the system's data knows it no more."""
    return ZoneInfo(name) if name in zone_names() else ZoneInfo("UTC")


@cache
def zone_names() -> frozenset[str]:
    """Every name that may stand in settings."""
    return frozenset(name for name in available_timezones() if name not in _NOT_PLACES)


def occurrence(at: time, day: date, zone: ZoneInfo) -> datetime:
    """The one moment, in UTC, at which that time of day comes on that day."""
    return datetime.combine(day, at.replace(fold=0), tzinfo=zone).astimezone(UTC)


def next_due_at(slots: Iterable[Slot], zone: ZoneInfo, after: datetime) -> datetime | None:
    """The first moment later than `after` at which any of the slots comes; none without slots."""
    today = after.astimezone(zone).date()
    days = [today + number * _DAY for number in range(-_BACK, _AHEAD)]
    comings = (occurrence(slot.at, day, zone) for slot in slots for day in days if day.weekday() in slot.days)
    return min((coming for coming in comings if coming > after), default=None)


def last_due_at(slots: Iterable[Slot], zone: ZoneInfo, due_at: datetime, now: datetime) -> datetime:
    """Of the slots from `due_at` until now the last one, which takes in those before it."""
    slots = tuple(slots)
    last = due_at
    # A week ago every slot has come since.
    following = next_due_at(slots, zone, max(due_at, now - _BACK * _DAY - timedelta(days=7)))
    while following is not None and following <= now:
        last, following = following, next_due_at(slots, zone, following)
    return last


def timeliness(due_at: datetime, next_due_at: datetime | None, now: datetime) -> Timeliness:
    """What to do now about a digest that was due at `due_at`, the one after it being due at `next_due_at`."""
    if now - due_at < timedelta(minutes=15):
        return Timeliness.ON_TIME
    if now - due_at <= GRACE and (next_due_at is None or now < next_due_at):
        return Timeliness.LATE
    return Timeliness.FOLDED


def quiet_until(quiet: QuietHours | None, zone: ZoneInfo, now: datetime) -> datetime | None:
    """When the quiet hours end that hold now, in UTC; none when nothing is to be held back."""
    if quiet is None or not quiet.hold(now.astimezone(zone).time()):
        return None
    return next_quiet_end(quiet, zone, now)


def next_quiet_end(quiet: QuietHours, zone: ZoneInfo, after: datetime) -> datetime:
    """The first moment later than `after`, in UTC, at which quiet hours end: twice where the clock shows that time twice."""
    today = after.astimezone(zone).date()
    ends = (
        datetime.combine(today + number * _DAY, quiet.end, tzinfo=zone).replace(fold=fold).astimezone(UTC)
        for number in range(3)
        for fold in (0, 1)
    )
    return min(end for end in ends if end > after)


def start_of(day: date, zone: ZoneInfo) -> datetime:
    """The moment, in UTC, at which a day begins there."""
    return occurrence(time.min, day, zone)


def is_sensible_end(until: datetime, now: datetime) -> bool:
    """Tells whether a silence may last until then: it is to come, and no more than a year away."""
    return now < until <= now + _FURTHEST


def read_time(text: str) -> time | None:
    """The time of day that somebody wrote: 7, 07:30, 7.30, 19h15, 7 pm; none when it is none."""
    found = _TIME.fullmatch(text.strip())
    if found is None:
        return None
    hour, minute, half = int(found[1]), int(found[2] or 0), (found[3] or "")[:1].lower()
    if half:
        if not 1 <= hour <= _NOON:
            return None
        hour = hour % _NOON + (_NOON if half == "p" else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None  # noqa: PLR2004 - hours and minutes
