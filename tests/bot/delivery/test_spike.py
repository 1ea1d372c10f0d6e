"""What counts as a spike of errors."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.delivery.recorder import Record
from bot.delivery.spike import OUT_OF, SHARE, WITHIN, Spike
from briefings.model import Delivery, DeliveryState, Outcome, SubscriberState
from briefings.store import outbox

MOST = OUT_OF // SHARE
NOW = datetime(2026, 3, 1, 8, tzinfo=UTC)
DELIVERY = Delivery(id=1, mailing_id=1, submission_id=1, subscriber_id=1, chat_id=1)


def came(state: DeliveryState, *, error: str | None = None, resend: bool = False) -> Record:
    return Record(Outcome(delivery=DELIVERY, state=state, error=error, resend=resend))


SENT = came(DeliveryState.SENT)
FAILED = came(DeliveryState.FAILED, error="Bad Request: wrong")


def told(spike: Spike, *records: Record, now: datetime = NOW) -> list[str]:
    return [sentence for record in records if (sentence := spike.add(record, now))]


@pytest.mark.parametrize(
    "amiss",
    [
        FAILED,
        came(DeliveryState.UNCERTAIN, error="lost"),
        came(DeliveryState.QUEUED, error="lost", resend=True),
    ],
)
def test_one_more_than_twenty_amiss_is_a_spike_told_once(amiss: Record) -> None:
    spike = Spike()
    assert told(spike, *[amiss] * MOST) == []
    [sentence] = told(spike, *[amiss] * MOST)
    assert sentence.startswith("Of the last 21 messages 21 failed or may not have arrived")
    assert str(amiss.outcome.error) in sentence


def test_a_fifth_of_many_is_no_spike_and_more_is() -> None:
    spike = Spike()
    assert told(spike, *[SENT, SENT, SENT, SENT, FAILED] * OUT_OF) == []
    [sentence, *_] = told(spike, *[SENT, SENT, SENT, FAILED] * OUT_OF)
    assert sentence.startswith("Of the last 100 messages 21 failed")


def test_errors_further_apart_than_a_minute_do_not_add_up() -> None:
    spike = Spike()
    for number in range(10 * MOST):
        assert told(spike, FAILED, now=NOW + number * WITHIN / (MOST - 1)) == []


@pytest.mark.parametrize(
    "record",
    [
        Record(
            Outcome(delivery=DELIVERY, state=DeliveryState.CANCELLED, error=outbox.BLOCKED),
            SubscriberState.BLOCKED,
        ),
        Record(
            Outcome(delivery=DELIVERY, state=DeliveryState.FAILED, error="chat not found"),
            SubscriberState.GONE,
        ),
        came(DeliveryState.FAILED, error=outbox.MISSING),
        came(DeliveryState.QUEUED, error="Flood control exceeded"),
        came(DeliveryState.CANCELLED, error="retracted"),
    ],
)
def test_blocks_429s_and_what_is_gone_are_never_a_spike(record: Record) -> None:
    assert told(Spike(), *[record] * 500) == []


def test_at_a_thousand_a_second_a_connection_that_breaks_is_no_spike() -> None:
    lost = came(DeliveryState.QUEUED, error="lost", resend=True)
    spike = Spike(per_second=1000)
    assert told(spike, *[lost] * 400, *[SENT] * 2600) == []
    assert told(spike, *[lost] * 601)
