"""The pace, on a clock that only these tests turn."""

from __future__ import annotations

import math
from bisect import bisect_left

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.delivery.pace import Pace, Priority, Ticket

BROADCAST = Priority.BROADCAST


def play(pace: Pace, start: float, end: float, *, late: float = 0.0) -> list[tuple[float, Ticket]]:
    """Ask `due` whenever the pace says, `late` seconds late, as a timer would."""
    granted: list[tuple[float, Ticket]] = []
    now = start
    while now <= end:
        granted += [(now, ticket) for ticket in pace.due(now) if ticket.granted]
        at = pace.next_at()
        if at is None:
            break
        now = max(now, at) + late
    return granted


def most_in_a_window(times: list[float], seconds: float) -> int:
    return max((bisect_left(times, start + seconds) - i for i, start in enumerate(times)), default=0)


@pytest.mark.parametrize("rate", [1, 30, 1000])
@pytest.mark.parametrize("late", [0.0, 0.001])
def test_a_broadcast_runs_at_the_limit_and_never_above_it(rate: int, late: float) -> None:
    pace = Pace(rate=rate)
    for chat in range(rate * 20):
        pace.request(chat + 1, now=0.0, priority=BROADCAST)
    times = [at for at, _ in play(pace, 0.0, 10.0, late=late)]
    assert most_in_a_window(times, 1.0) <= rate
    assert len(times) >= 0.94 * rate * 10


@settings(max_examples=60, deadline=None)
@given(
    rate=st.sampled_from([2, 5, 30, 200]),
    lateness=st.lists(st.floats(0, 0.3), min_size=1, max_size=20),
    gaps=st.lists(st.floats(0, 0.5), min_size=20, max_size=120),
    chats=st.lists(st.integers(-3, 12).filter(bool), min_size=20, max_size=120),
)
def test_no_window_holds_more_than_the_limits_however_requests_and_timers_fall(
    rate: int, lateness: list[float], gaps: list[float], chats: list[int]
) -> None:
    pace, now, granted = Pace(rate=rate), 0.0, []
    for i, (gap, chat) in enumerate(zip(gaps, chats, strict=False)):
        now += gap
        pace.request(chat, now=now, priority=Priority(i % 2))
        granted += [(now, ticket) for ticket in pace.due(now)]
    while (at := pace.next_at()) is not None:
        now = max(now, at) + lateness[len(granted) % len(lateness)]
        granted += [(now, ticket) for ticket in pace.due(now)]
    assert len(granted) == min(len(gaps), len(chats))
    assert most_in_a_window([at for at, _ in granted], 1.0) <= rate
    for chat in set(chats):
        times = [at for at, ticket in granted if ticket.chat == chat]
        assert most_in_a_window(times, 1.0) <= 1
        assert chat > 0 or most_in_a_window(times, 60.0) <= 20


def test_a_reply_overtakes_a_broadcast_of_any_length() -> None:
    pace = Pace(rate=30)
    for chat in range(1, 1000):
        pace.request(chat, now=0.0, priority=BROADCAST)
    pace.due(0.0)
    reply = pace.request(5000, now=0.01)
    (at, first) = play(pace, 0.01, 1.0)[0]
    assert first is reply
    assert at <= 0.04


@settings(max_examples=40, deadline=None)
@given(retry_after=st.floats(0.1, 3600), victim=st.integers(1, 50))
def test_one_chats_429_delays_no_other(retry_after: float, victim: int) -> None:
    def times(*, refused: bool) -> list[float]:
        pace = Pace(rate=30)
        if refused:
            pace.refused(victim, retry_after, now=0.0)
        for chat in range(1, 51):
            pace.request(chat, now=0.0, priority=BROADCAST)
        return [at for at, ticket in play(pace, 0.0, 100.0) if ticket.chat != victim]

    undisturbed = times(refused=False)
    assert all(a <= b + 1e-9 for a, b in zip(times(refused=True), undisturbed, strict=True))


def test_a_refused_chat_waits_as_long_as_it_was_told() -> None:
    pace = Pace()
    pace.refused(1, 7.0, now=0.0)
    pace.request(1, now=0.1)
    [(at, _)] = play(pace, 0.1, 100.0)
    assert at == pytest.approx(7.0)


def test_three_chats_refused_at_once_make_all_wait_until_one_deadline() -> None:
    pace = Pace()
    for chat, seconds in ((1, 4.0), (2, 5.0), (3, 3.0)):
        pace.refused(chat, seconds, now=0.1)
    for chat in range(10, 40):
        pace.request(chat, now=0.2, priority=BROADCAST)
    times = [at for at, _ in play(pace, 0.2, 100.0)]
    assert times[0] == pytest.approx(5.1)
    assert most_in_a_window(times, 0.5) <= 15


def test_two_chats_refused_or_three_far_apart_stop_nobody_else() -> None:
    pace = Pace()
    for chat, now in ((1, 0.0), (1, 0.1), (2, 0.2), (3, 1.15)):
        pace.refused(chat, 60.0, now=now)
    pace.request(9, now=1.2)
    assert [at for at, _ in play(pace, 1.2, 10.0)] == [1.2]


def test_who_cannot_wait_that_long_is_told_at_once() -> None:
    pace = Pace()
    waiting = [pace.request(chat, now=0.0, priority=BROADCAST, give_up_at=10.0) for chat in (5, 6)]
    pace.due(0.0)
    for chat in (1, 2, 3):
        refused = pace.refused(chat, 60.0, now=0.0)
    assert refused == waiting[1:]
    assert pace.request(7, now=1.0, give_up_at=10.0).granted is False
    pace.refused(8, 3600.0, now=100.0)
    assert pace.request(8, now=100.0, give_up_at=110.0).granted is False


def test_a_message_nobody_waits_for_any_longer_takes_no_slot() -> None:
    pace = Pace()
    pace.request(1, now=0.0)
    pace.due(0.0)
    left = pace.request(2, now=0.0)
    left.granted = False
    stays = pace.request(3, now=0.0)
    assert [ticket for _, ticket in play(pace, 0.0, 1.0)] == [stays]


def test_an_edit_in_a_private_chat_need_not_wait_a_second() -> None:
    pace = Pace(rate=1000)
    pace.request(1, now=0.0)
    pace.request(1, now=0.0, spaced=False)
    assert [at for at, _ in play(pace, 0.0, 2.0)][-1] < 0.1


def test_memory_follows_the_rate_not_the_readers() -> None:
    pace, now = Pace(rate=1000), 0.0
    for chat in range(1, 20_000):
        pace.request(chat, now=now, priority=BROADCAST)
        now = max(now, pace.next_at() or 0.0)
        pace.due(now)
    assert len(pace._spaced) < 6000
    assert math.isfinite(now)
