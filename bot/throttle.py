"""How much one person may ask of the bot: a burst, then so many a minute. Kept in memory; a restart forgives."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum

BURST = 40
PER_MINUTE = 20
_MINUTE = timedelta(minutes=1)
_MOST_REMEMBERED = 10_000


class Answer(Enum):
    """What to do with what somebody asks: answer it, ask them once to slow down, or say nothing."""

    YES = "yes"
    SLOW_DOWN = "slow_down"
    SILENCE = "silence"


@dataclass(slots=True)
class _Guest:
    left: float
    seen_at: datetime
    told_at: dict[bool, datetime] = field(default_factory=dict)


@dataclass(slots=True)
class Throttle:
    """Counts what each person asks."""

    _guests: dict[int, _Guest] = field(default_factory=dict)

    def ask(self, user_id: int, now: datetime, *, tapping: bool = False) -> Answer:
        """Count one thing that somebody asks now; who was told at a tap is told again at what they write."""
        guest = self._guest(user_id, now)
        waited = max(now - guest.seen_at, timedelta())
        guest.left = min(BURST, guest.left + PER_MINUTE * (waited / _MINUTE))
        guest.seen_at = now
        if guest.left >= 1:
            guest.left -= 1
            return Answer.YES
        told_at = guest.told_at.get(tapping)
        if told_at is None or now - told_at >= _MINUTE:
            guest.told_at[tapping] = now
            return Answer.SLOW_DOWN
        return Answer.SILENCE

    def _guest(self, user_id: int, now: datetime) -> _Guest:
        if user_id not in self._guests and len(self._guests) >= _MOST_REMEMBERED:
            fresh = now - _MINUTE * (BURST / PER_MINUTE)
            self._guests = {key: guest for key, guest in self._guests.items() if guest.seen_at > fresh}
        return self._guests.setdefault(user_id, _Guest(BURST, now))
