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

MOST = 20
OUT_OF = 100
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
    """The last hundred outcomes of the last minute. A spike is more than twenty of them amiss."""

    def __init__(self) -> None:
        self._seen: deque[tuple[datetime, str | None]] = deque(maxlen=OUT_OF)

    def add(self, record: Record, now: datetime) -> str | None:
        """Take an outcome; returns what to tell when it makes a spike, and begins anew."""
        amiss = went_amiss(record)
        if amiss is None:
            return None
        self._seen.append((now, record.outcome.error or "" if amiss else None))
        while self._seen[0][0] < now - WITHIN:
            self._seen.popleft()
        errors = [error for _, error in self._seen if error is not None]
        if len(errors) <= MOST:
            return None
        sentence = (
            f"Of the last {len(self._seen)} messages {len(errors)} failed or may not have arrived, all within a minute; "
            f"the last: {errors[-1].rstrip('.')}."
        )
        self._seen.clear()
        return sentence
