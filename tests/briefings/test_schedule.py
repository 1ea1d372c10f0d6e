from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from briefings.preferences import Preferences
from briefings.schedule import (
    EVERY_DAY,
    WEEKDAYS,
    QuietHours,
    Slot,
    Timeliness,
    last_due_at,
    next_due_at,
    occurrence,
    quiet_until,
    read_time,
    start_of,
    timeliness,
    zone_names,
)

BERLIN = ZoneInfo("Europe/Berlin")
FIRST, LAST = date(2022, 1, 1), date(2032, 1, 1)
TIMES = st.times(max_value=time(23, 59)).map(lambda at: at.replace(second=0, microsecond=0))
MOMENTS = st.integers(0, 10 * 366 * 24 * 60).map(
    lambda n: datetime(2022, 1, 1, tzinfo=UTC) + timedelta(minutes=n)
)
SLOTS = st.builds(Slot, TIMES, st.frozensets(st.integers(0, 6), min_size=1))


@cache
def turning_days(name: str) -> tuple[date, ...]:
    """The days in ten years around which a zone's clocks are turned, and a few on which they are not."""
    zone, days = ZoneInfo(name), {FIRST, date(2028, 2, 28)}
    week = timedelta(days=7)
    day = FIRST
    while day < LAST:
        if start_of(day, zone) + week != start_of(day + week, zone):
            days |= {
                day + timedelta(n)
                for n in range(7)
                if occurrence(time(12), day + timedelta(n), zone) + timedelta(1)
                != occurrence(time(12), day + timedelta(n + 1), zone)
            }
        day += week
    return tuple(sorted(days))


def comings(slots: list[Slot], zone: ZoneInfo, since: datetime, until: datetime) -> Iterator[datetime]:
    """All moments at which something is due, as a scheduler meets them."""
    due = next_due_at(slots, zone, since)
    while due is not None and due <= until:
        yield due
        due = next_due_at(slots, zone, due)


def is_the_one_moment(moment: datetime, at: time, day: date, zone: ZoneInfo) -> bool:
    """By the definition: the first moment the clock shows the time; or, where it never does, as far beyond the jump."""
    naive = datetime.combine(day, at)
    shown = moment.astimezone(zone).replace(tzinfo=None)
    if shown == naive:
        return all(
            (moment - timedelta(minutes=minutes)).astimezone(zone).replace(tzinfo=None) != naive
            for minutes in (15, 20, 30, 45, 60, 120, 180)
        )
    before, after = moment - timedelta(days=1), moment
    jump = after.astimezone(zone).utcoffset() - before.astimezone(zone).utcoffset()  # type: ignore[operator]  # zones have offsets
    return shown - naive == jump > timedelta()


@settings(max_examples=1, deadline=None, phases=[Phase.explicit, Phase.generate])
@given(slots=st.lists(SLOTS, min_size=1, max_size=3))
def test_in_every_zone_each_slot_comes_once_on_each_of_its_days_through_ten_years(slots: list[Slot]) -> None:
    for name in sorted(zone_names()):
        zone = ZoneInfo(name)
        for day in turning_days(name):
            span = [day + timedelta(n) for n in range(-1, 4)]
            since, until = start_of(span[0], zone) - timedelta(minutes=1), start_of(span[-1], zone)
            owed = {(slot.at, day): slot for slot in slots for day in span[:-1] if day.weekday() in slot.days}
            moments = {occurrence(at, day, zone) for at, day in owed}
            assert all(is_the_one_moment(occurrence(at, day, zone), at, day, zone) for at, day in owed)
            met = list(comings(slots, zone, since, until))
            assert met == sorted(set(met))
            assert {moment for moment in moments if since < moment < until} <= set(met)
            assert len(met) <= len(moments) + len(slots)


@settings(max_examples=200, deadline=None)
@given(
    name=st.sampled_from(sorted(zone_names())),
    slots=st.lists(SLOTS, min_size=1, max_size=4),
    after=MOMENTS,
    minutes=st.integers(0, 60 * 24 * 8),
)
def test_what_is_due_next_does_not_depend_on_when_it_is_asked(
    name: str, slots: list[Slot], after: datetime, minutes: int
) -> None:
    zone = ZoneInfo(name)
    due = next_due_at(slots, zone, after)
    assert due is not None
    assert after < due <= after + timedelta(days=8, hours=2)
    later = after + timedelta(minutes=minutes)
    if later < due:
        assert next_due_at(slots, zone, later) == due


@pytest.mark.parametrize(
    ("zone", "day", "at", "expected"),
    [
        ("Europe/Berlin", date(2026, 3, 29), time(2, 30), "2026-03-29T01:30"),  # 02:00 jumps to 03:00
        ("Europe/Berlin", date(2026, 10, 25), time(2, 30), "2026-10-25T00:30"),  # 03:00 falls back to 02:00
        ("America/Nuuk", date(2026, 3, 28), time(23, 30), "2026-03-29T01:30"),  # midnight itself is jumped to
        ("Pacific/Apia", date(2011, 12, 30), time(8), "2011-12-30T18:00"),  # there was no such day
        ("Asia/Kathmandu", date(2026, 6, 1), time(8), "2026-06-01T02:15"),
        ("Australia/Lord_Howe", date(2026, 10, 4), time(2, 15), "2026-10-03T15:45"),  # jumps by half an hour
    ],
)
def test_a_time_comes_when_the_clock_shows_it_or_beyond_the_jump(
    zone: str, day: date, at: time, expected: str
) -> None:
    assert occurrence(at, day, ZoneInfo(zone)) == datetime.fromisoformat(expected).replace(tzinfo=UTC)


def test_two_slots_that_fall_together_are_one() -> None:
    slots = [Slot(time(8)), Slot(time(8), WEEKDAYS)]
    due = next_due_at(slots, BERLIN, datetime(2026, 6, 1, 0, 0, tzinfo=UTC))
    assert due == datetime(2026, 6, 1, 6, 0, tzinfo=UTC)
    assert next_due_at(slots, BERLIN, due) == datetime(2026, 6, 2, 6, 0, tzinfo=UTC)


def test_without_slots_nothing_is_due() -> None:
    assert next_due_at([], BERLIN, datetime(2026, 6, 1, tzinfo=UTC)) is None


def test_weekdays_leave_the_weekend_out() -> None:
    friday = datetime(2026, 6, 5, 7, 0, tzinfo=UTC)
    assert next_due_at([Slot(time(8), WEEKDAYS)], BERLIN, friday) == datetime(2026, 6, 8, 6, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("late", "expected"),
    [(0, Timeliness.ON_TIME), (10, Timeliness.ON_TIME), (90, Timeliness.LATE), (200, Timeliness.FOLDED)],
)
def test_a_late_digest_is_sent_within_the_grace_time_and_else_folded_into_the_next(
    late: int, expected: Timeliness
) -> None:
    due, following = datetime(2026, 6, 1, 7, 0, tzinfo=UTC), datetime(2026, 6, 2, 7, 0, tzinfo=UTC)
    assert timeliness(due, following, due + timedelta(minutes=late)) is expected


def test_of_slots_that_were_missed_the_last_one_counts() -> None:
    slots = [Slot(time(8)), Slot(time(18))]
    first = datetime(2026, 6, 1, 6, 0, tzinfo=UTC)
    at = [first + timedelta(hours=hours) for hours in (0, 9, 10, 23, 24, 24 * 100)]
    last = [last_due_at(slots, BERLIN, first, now) for now in at]
    assert last == [at[0], at[0], at[2], at[2], at[4], at[5]]


def test_a_digest_that_the_next_has_overtaken_is_folded_into_it() -> None:
    due = datetime(2026, 6, 1, 7, 0, tzinfo=UTC)
    assert timeliness(due, due + timedelta(hours=1), due + timedelta(hours=1)) is Timeliness.FOLDED


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("2026-06-01T19:59", None),
        ("2026-06-01T20:00", "2026-06-02T05:00"),
        ("2026-06-02T04:59", "2026-06-02T05:00"),
        ("2026-06-02T05:00", None),
    ],
)
def test_quiet_hours_span_midnight(now: str, expected: str | None) -> None:
    quiet = QuietHours(time(22), time(7))
    end = quiet_until(quiet, BERLIN, datetime.fromisoformat(now).replace(tzinfo=UTC))
    assert end == (expected and datetime.fromisoformat(expected).replace(tzinfo=UTC))


@settings(max_examples=200, deadline=None)
@given(
    name=st.sampled_from(sorted(zone_names())),
    quiet=st.builds(QuietHours, TIMES, TIMES),
    now=MOMENTS,
)
def test_quiet_hours_end_within_a_day_and_are_over_then(name: str, quiet: QuietHours, now: datetime) -> None:
    zone = ZoneInfo(name)
    end = quiet_until(quiet, zone, now)
    assert (end is not None) == quiet.hold(now.astimezone(zone).time())
    if end is not None:
        assert now < end <= now + timedelta(hours=26)
        assert quiet_until(quiet, zone, end) is None or end.astimezone(zone).fold


def test_quiet_hours_that_end_in_the_second_of_two_hours_end_there() -> None:
    now = datetime(2026, 10, 25, 1, 15, tzinfo=UTC)  # 02:15 for the second time
    assert quiet_until(QuietHours(time(22), time(2, 30)), BERLIN, now) == now + timedelta(minutes=15)


def test_what_the_second_of_two_hours_holds_back_is_told_at_its_end() -> None:
    own = Preferences(zone=BERLIN.key, quiet=QuietHours(time(22), time(2, 30)))
    first = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    second = first + timedelta(hours=1)
    held = first + timedelta(minutes=45)
    assert [own.holds_back(moment) for moment in (first, held, second)] == [None, second, None]
    assert own.wakes_at(first) == second


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("7", time(7)),
        ("07:30", time(7, 30)),
        ("7.30", time(7, 30)),
        ("19h15", time(19, 15)),
        ("19h", time(19)),
        ("7 pm", time(19)),
        ("12am", time(0)),
        ("12 p.m.", time(12)),
        ("24:00", None),
        ("7:60", None),
        ("13pm", None),
        ("morning", None),
        ("", None),
        ("٧", None),
    ],
)
def test_times_are_read_as_people_write_them(text: str, expected: time | None) -> None:
    assert read_time(text) == expected


def test_slots_are_for_every_day_unless_told_otherwise() -> None:
    assert Slot(time(8)).days == EVERY_DAY
