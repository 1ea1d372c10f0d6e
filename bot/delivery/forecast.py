"""How long sending will take: by the pace before it begins, then by how fast it goes."""

from __future__ import annotations

from collections import deque
from collections.abc import Hashable
from dataclasses import dataclass
from datetime import datetime, timedelta

MEASURED_OVER = timedelta(seconds=30)
SHORTEST = timedelta(seconds=2)
"""What is seen in less tells nothing yet."""


@dataclass(frozen=True, slots=True)
class Outlook:
    """What is to be expected: why nothing goes out now, if so; how long it takes, where that can be told."""

    halted: str = ""
    left: timedelta | None = None


class Forecast:
    """Watches how many messages of each thing under way are done, and reckons when the rest will be."""

    def __init__(self, per_second: float = 30.0) -> None:
        """`per_second` is the pace that sending is planned at."""
        self._per_second = per_second
        self._seen: dict[Hashable, deque[tuple[datetime, int]]] = {}

    def at_pace(self, messages: int) -> timedelta:
        """How long so many messages take."""
        return timedelta(seconds=messages / self._per_second)

    def saw(self, what: Hashable, done: int, at: datetime) -> None:
        """So many are done by now."""
        seen = self._seen.setdefault(what, deque())
        seen.append((at, done))
        while len(seen) > 2 and seen[1][0] <= at - MEASURED_OVER:  # noqa: PLR2004  the oldest covers the whole time
            seen.popleft()

    def forget(self, what: Hashable) -> None:
        """It is done, or does not go on for now."""
        self._seen.pop(what, None)

    def left(self, what: Hashable, owed: int) -> timedelta | None:
        """How long the rest takes: as measured over the last half minute; None while nothing moves."""
        seen = self._seen.get(what)
        if not seen or (span := seen[-1][0] - seen[0][0]) < SHORTEST:
            return self.at_pace(owed)
        done = seen[-1][1] - seen[0][1]
        return span * (owed / done) if done > 0 else None
