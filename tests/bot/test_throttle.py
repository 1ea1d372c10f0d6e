from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.throttle import BURST, PER_MINUTE, Answer, Throttle

NOW = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)


def test_who_asks_too_much_is_asked_once_a_minute_to_slow_down() -> None:
    throttle = Throttle()
    assert {throttle.ask(1, NOW) for _ in range(BURST)} == {Answer.YES}
    assert throttle.ask(1, NOW) is Answer.SLOW_DOWN
    assert {throttle.ask(1, NOW) for _ in range(99)} == {Answer.SILENCE}
    assert throttle.ask(2, NOW) is Answer.YES


def test_patience_comes_back_with_time() -> None:
    throttle = Throttle()
    answers = [throttle.ask(1, NOW) for _ in range(BURST + 2)]
    assert answers[-2:] == [Answer.SLOW_DOWN, Answer.SILENCE]
    later = NOW + timedelta(minutes=1)
    assert [throttle.ask(1, later) for _ in range(PER_MINUTE)] == [Answer.YES] * PER_MINUTE
    assert throttle.ask(1, later) is Answer.SLOW_DOWN


def test_a_clock_that_is_turned_back_takes_nothing_away() -> None:
    throttle = Throttle()
    throttle.ask(1, NOW)
    assert throttle.ask(1, NOW - timedelta(days=1)) is Answer.YES


def test_what_is_written_after_too_many_taps_is_answered() -> None:
    throttle = Throttle()
    taps = [throttle.ask(1, NOW, tapping=True) for _ in range(BURST + 2)]
    assert taps[-2:] == [Answer.SLOW_DOWN, Answer.SILENCE]
    assert throttle.ask(1, NOW) is Answer.SLOW_DOWN
    assert throttle.ask(1, NOW) is Answer.SILENCE
