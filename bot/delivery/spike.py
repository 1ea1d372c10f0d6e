"""When so much goes wrong that sending on does harm: pure.

amiss     failed, or the answer was lost
well      sent
neither   a reader blocked the bot or is gone, a message is gone, a 429, nothing left us: no fault of ours or Telegram's
"""

from __future__ import annotations

from collections import deque
from datetime import datetime, timedelta

from bot.delivery.recorder import Record
from briefings.model import DeliveryState, SubscriberState
from briefings.store import outbox

OUT_OF = 100
SECONDS = 3
"""Of sends at full pace, if these are more than a hundred: what was under way when a connection broke is no spike."""
SHARE = 5
WITHIN = timedelta(minutes=1)


def went_amiss(record: Record) -> bool | None:
    """Whether what came of a send speaks for a fault; None where it tells nothing of that."""
    outcome = record.outcome
    if record.reader is not SubscriberState.ACTIVE or outcome.error == outbox.MISSING:
        return None
    match outcome.state:
        case DeliveryState.SENT:
            return False
        case DeliveryState.FAILED | DeliveryState.UNCERTAIN:
            return True
        case DeliveryState.QUEUED if outcome.resend:
            return True
        case _:
            return None


class Spike:
    """The last outcomes of the last minute. A spike is more than a fifth of them amiss, if there were as many as can be."""

    def __init__(self, per_second: float = 30.0) -> None:
        """`per_second` is how fast messages go at most."""
        self._out_of = max(OUT_OF, round(per_second * SECONDS))
        self._seen: deque[tuple[datetime, bool]] = deque()
        self._amiss = 0

    def add(self, record: Record, now: datetime) -> str | None:
        """Take an outcome; returns what to tell when it makes a spike, and begins anew."""
        amiss = went_amiss(record)
        if amiss is None:
            return None
        self._seen.append((now, amiss))
        self._amiss += amiss
        while len(self._seen) > self._out_of or self._seen[0][0] < now - WITHIN:
            self._amiss -= self._seen.popleft()[1]
        if self._amiss <= self._out_of // SHARE:
            return None
        sentence = (
            f"Of the last {len(self._seen)} messages {self._amiss} failed or may not have arrived, all within a minute; "
            f"the last: {(record.outcome.error or 'unknown').rstrip('.')}."
        )
        self._seen.clear()
        self._amiss = 0
        return sentence
