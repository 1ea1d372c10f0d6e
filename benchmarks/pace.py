"""How near the pacer comes to Telegram's limit, and whether it ever trips it.

    python benchmarks/pace.py [--seconds 20]

A Bot API that counts by one of three rules, at 30 and at 1000 messages a second, and answers 429 above them:

    bucket     tokens that refill at the rate; as many in hand as a tenth of a second gives, three at least
    strict     no second, wherever it begins, may hold more than the rate
    fixed      no second of the clock may

A 429 locks everybody out for 1 or 5 s. Utilisation is what got through, of what the limit allows. Messages reach the
server up to 5 ms late, each by an amount of its own, and a twentieth of the timers ring up to 5 ms late. Both pacers run
on a clock of the benchmark's own, so it takes seconds and no machine is too slow. The stock limiter of
python-telegram-bot, `AIORateLimiter` (a bucket of a whole second's messages, and a 429 that halts everybody), is
played by its own rules, on the same clock. Goals: >= 94 %, no 429.
"""

from __future__ import annotations

import argparse
import heapq
import random
import sys
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bot.delivery.pace import Pace, Priority

LATENESS = 0.005


@dataclass
class Limit:
    """Telegram's side: `rule` says whether a message arriving now is within the limit."""

    rate: int
    lockout: float
    rule: str
    locked_until: float = 0.0
    refused: int = 0
    passed: int = 0
    recent: deque[float] = field(default_factory=deque)
    last: float = 0.0

    def __post_init__(self) -> None:
        self.most = max(3.0, self.rate / 10)
        self.tokens = self.most

    def take(self, now: float) -> float | None:
        """None if the message gets through, else the seconds to wait."""
        if now < self.locked_until or not self._within(now):
            self.locked_until = max(self.locked_until, now + self.lockout)
            self.refused += 1
            return self.locked_until - now
        self.passed += 1
        self.recent.append(now)
        return None

    def _within(self, now: float) -> bool:
        if self.rule == "bucket":
            self.tokens = min(self.most, self.tokens + (now - self.last) * self.rate)
            self.last = now
            if self.tokens < 1:
                return False
            self.tokens -= 1
            return True
        start = now - 1 if self.rule == "strict" else float(int(now))
        while self.recent and self.recent[0] <= start - (self.rule == "fixed") * 1e-9:
            self.recent.popleft()
        return len(self.recent) < self.rate


def ours(limit: Limit, seconds: float, dice: random.Random) -> None:
    """Our pace with a queue that never ends."""
    pace, now, chat = Pace(rate=limit.rate), 0.0, 0
    arrivals: list[tuple[float, int]] = []
    for _ in range(limit.rate):
        chat += 1
        pace.request(chat, now=now, priority=Priority.BROADCAST)
    while now < seconds:
        for ticket in pace.due(now):
            heapq.heappush(arrivals, (now + dice.uniform(0, LATENESS), int(ticket.chat)))
            chat += 1
            pace.request(chat, now=now, priority=Priority.BROADCAST)
        at = max(now, pace.next_at() or now)
        while arrivals and arrivals[0][0] <= at:
            arrived, to = heapq.heappop(arrivals)
            if arrived < seconds and (wait := limit.take(arrived)) is not None:
                pace.refused(to, wait, now=arrived)
        late = dice.uniform(0, LATENESS) if dice.random() < 0.05 else dice.uniform(0, 0.001)
        now = max(at, now) + late


def stock(limit: Limit, seconds: float, dice: random.Random) -> None:
    """`AIORateLimiter` with its defaults made ours: a leaky bucket of the whole second, all halted by a 429."""
    level, last, now = 0.0, 0.0, 0.0
    while now < seconds:
        level = max(0.0, level - (now - last) * limit.rate)
        last = now
        if level + 1 > limit.rate:
            now += (level + 1 - limit.rate) / limit.rate + dice.uniform(0, 0.001)
            continue
        level += 1
        wait = limit.take(now)
        if wait is not None:
            now += wait + 0.1  # as it says in its source


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seconds", type=float, default=20.0)
    options = parser.parse_args()
    ways: dict[str, Callable[[Limit, float, random.Random], None]] = {"ours": ours, "stock": stock}
    print(f"{'rule':<8}{'rate':>6}{'lockout':>9}", *(f"{way:>8} {'429s':>6}" for way in ways))
    worst, refusals = 1.0, 0
    for rate in (30, 1000):
        for rule in ("bucket", "strict", "fixed"):
            for lockout in (1.0, 5.0):
                cells = []
                for name, way in ways.items():
                    limit = Limit(rate, lockout, rule)
                    way(limit, options.seconds, random.Random(7))  # noqa: S311  the same dice for all
                    used = limit.passed / (rate * options.seconds)
                    cells.append(f"{used:>7.1%} {limit.refused:>7}")
                    if name == "ours":
                        worst, refusals = min(worst, used), refusals + limit.refused
                print(f"{rule:<8}{rate:>6}{lockout:>8.0f}s", *cells)
    print(f"\nours at its worst {worst:.1%} (goal >= 94 %), 429s {refusals} (goal 0)")


if __name__ == "__main__":
    main()
