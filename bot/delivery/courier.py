"""Takes one letter to its reader and says what came of it: pace, send, decide."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import datetime, timedelta

import structlog
from telegram.error import RetryAfter

from bot.delivery import policy
from bot.delivery.departures import Departures
from bot.delivery.letters import SHORTER, Letter
from bot.delivery.limiter import seconds
from bot.delivery.messenger import Messenger, RenderedMessage
from bot.delivery.pace import Priority
from bot.delivery.pacer import Pacer
from bot.delivery.policy import Decision, Fate
from bot.delivery.recorder import Record
from bot.transport import RequestNotSent
from briefings.errors import StoreError
from briefings.model import Clock, Delivery, DeliveryState, Outcome, Shown, SubscriberState
from briefings.store import Database, outbox, subscribers, topic_threads

SLOWEST = 30.0
_MOST_ROUNDS = 4

log = structlog.get_logger(__name__)


class Courier:
    """Delivers letters, any number at once. Never raises for one letter what would stop the others."""

    def __init__(
        self,
        messenger: Messenger,
        pacer: Pacer,
        database: Database,
        clock: Clock,
        departures: Departures | None = None,
    ) -> None:
        """`database` is told only of groups that became supergroups and of threads that are no more; `departures` is told what leaves."""
        self._departures = departures
        self._messenger = messenger
        self._pacer = pacer
        self._database = database
        self._clock = clock
        self._unreachable = 0
        self.stopped_by: Exception | None = None
        """Why nothing may be sent any more: Telegram refuses the token."""

    async def deliver(self, delivery: Delivery, letter: Letter, *, until: datetime) -> Record:
        """Send the letter when its turn comes; back into the queue, untried, if that is not before `until`."""
        part = letter.part(delivery)
        if part is None:
            return _record(delivery, _unsent(letter), letter.reason or SHORTER)
        try:
            return await self._carry(delivery, *part, until)
        except StoreError as error:
            log.error("a delivery goes back into the queue", delivery=delivery.id, error=str(error))  # noqa: TRY400  told in a sentence
            return self.release(delivery)

    async def _carry(
        self, delivery: Delivery, message: RenderedMessage, shown: tuple[Shown, ...], until: datetime
    ) -> Record:
        chat_id, plain, reason = delivery.chat_id, False, ""
        for _ in range(_MOST_ROUNDS):
            patience = (until - self._clock()).total_seconds()
            turn = await self._pacer.turn(
                chat_id, priority=Priority.BROADCAST, spaced=not delivery.mailing.edits, patience=patience
            )
            # The machine may have slept meanwhile, and others sent what this process still holds.
            in_time = turn and self._clock() < until
            if self.stopped_by is not None or not in_time or not await self._may_leave(delivery):
                return self.release(delivery)
            try:
                sent = await self._put(delivery, chat_id, message, plain=plain)
            except Exception as error:  # noqa: BLE001  one reader's trouble must not end the loop for all later ones
                decision = self._decide(error, delivery, chat_id, plain=plain)
            else:
                self._unreachable = 0
                if self._departures is not None:
                    self._departures.arrived(delivery.number, sent, shown)
                return _sent(delivery, sent, shown)
            reason = decision.reason
            if decision.fate is Fate.STANDS and delivery.message_id is not None:
                return _sent(delivery, delivery.message_id, shown, error=outbox.UNCHANGED)
            if decision.fate is Fate.PLAIN:
                log.warning("a message goes as plain text", delivery=delivery.id, reason=reason)
                plain = True
            elif decision.fate is Fate.UNTHREADED and delivery.thread_id is not None:
                await self._lose_thread(delivery)
                delivery = replace(delivery, thread_id=None)
            elif decision.fate is Fate.MOVED and decision.chat_id is not None:
                await self._move(chat_id, decision.chat_id)
                chat_id = decision.chat_id
            else:
                return _recorded(delivery, decision)
        return _record(delivery, DeliveryState.FAILED, reason)

    async def _may_leave(self, delivery: Delivery) -> bool:
        """Note what is in doubt if this process dies now; whether the delivery is still ours to send."""
        if self._departures is not None or _repeatable(delivery):
            return True
        async with self._database.write() as tx:
            return await outbox.leave(tx, delivery)

    async def _put(self, delivery: Delivery, chat_id: int, message: RenderedMessage, *, plain: bool) -> int:
        """Send, or edit what was sent; returns the id of the message that shows it now."""
        if self._departures is not None:
            self._departures.left(delivery.number)
        if delivery.mailing.edits and delivery.message_id is not None:
            await self._messenger.edit(chat_id, delivery.message_id, message, plain=plain)
            return delivery.message_id
        return await self._messenger.send(
            chat_id,
            message,
            thread_id=delivery.thread_id,
            plain=plain,
            silent=delivery.silent,
            reply_to=delivery.message_id,
        )

    def release(self, delivery: Delivery) -> Record:
        """Give back a delivery that was not sent."""
        wait = timedelta(seconds=self._pacer.held_for(delivery.chat_id))
        return Record(
            Outcome(
                delivery=delivery, state=DeliveryState.QUEUED, retry_at=self._clock() + wait, counted=False
            )
        )

    def interrupted(self, delivery: Delivery) -> Record:
        """What becomes of a delivery whose sender died between claiming it and recording what came of it."""
        if (
            self._departures is not None
            and (arrival := self._departures.arrival(delivery.number)) is not None
        ):
            return _sent(delivery, *arrival)
        decision = policy.interrupted(
            attempts=delivery.resends,
            kind=delivery.kind,
            now=self._clock(),
            editing=delivery.mailing.edits,
            left=self._departures.may_have_left(delivery.number)
            if self._departures is not None
            else delivery.leaving or _repeatable(delivery),
        )
        return _recorded(delivery, decision)

    def _decide(self, error: Exception, delivery: Delivery, chat_id: int, *, plain: bool) -> Decision:
        """Decide, and let the pacer know what concerns more than this letter."""
        now = self._clock()
        decision = policy.decide(
            error,
            attempts=delivery.resends,
            kind=delivery.kind,
            now=now,
            plain=plain,
            editing=delivery.mailing.edits,
        )
        if isinstance(error, RetryAfter):
            self._pacer.refused(chat_id, seconds(error))
        elif isinstance(error, RequestNotSent):
            self._unreachable += 1
            wait = min(SLOWEST, 0.5 * 2 ** min(self._unreachable, 10)) * random.uniform(0.5, 1.0)  # noqa: S311  spreads load
            self._pacer.hold(wait)
            return replace(decision, retry_at=now + timedelta(seconds=wait))
        elif decision.fate is Fate.STOP:
            self.stopped_by = error
            self._pacer.close()
        return decision

    async def _lose_thread(self, delivery: Delivery) -> None:
        """What is to come on that topic goes into the chat itself, until its reader asks for threads anew."""
        async with self._database.write() as tx:
            await topic_threads.lost(tx, delivery.subscriber_id, delivery.thread_id or 0)

    async def _move(self, old: int, new: int) -> None:
        log.info("a group became a supergroup")
        async with self._database.write() as tx:
            await subscribers.move(tx, old, new)


def _repeatable(delivery: Delivery) -> bool:
    return policy.repeatable(delivery.kind, editing=delivery.mailing.edits)


def _unsent(letter: Letter) -> DeliveryState:
    """What becomes of a delivery for which there is nothing to send."""
    if letter.standing:
        return DeliveryState.SENT
    return DeliveryState.FAILED if letter.broken else DeliveryState.CANCELLED


def _sent(
    delivery: Delivery, message_id: int, shown: tuple[Shown, ...], *, error: str | None = None
) -> Record:
    return Record(
        Outcome(delivery=delivery, state=DeliveryState.SENT, message_id=message_id, shown=shown, error=error)
    )


def _record(
    delivery: Delivery,
    state: DeliveryState,
    reason: str,
    reader: SubscriberState = SubscriberState.ACTIVE,
) -> Record:
    return Record(Outcome(delivery=delivery, state=state, error=reason), reader)


def _recorded(delivery: Delivery, decision: Decision) -> Record:
    match decision.fate:
        case Fate.RETRY | Fate.RESEND | Fate.STOP:
            resend = decision.fate is Fate.RESEND
            return Record(
                Outcome(
                    delivery=delivery,
                    state=DeliveryState.QUEUED,
                    error=decision.reason,
                    retry_at=decision.retry_at,
                    resend=resend,
                    counted=resend,
                )
            )
        case Fate.UNCERTAIN:
            return _record(delivery, DeliveryState.UNCERTAIN, decision.reason)
        case Fate.BLOCKED | Fate.SHUT:
            shut = decision.fate is Fate.SHUT
            reader = SubscriberState.ACTIVE if shut else SubscriberState.BLOCKED
            return replace(_record(delivery, DeliveryState.CANCELLED, outbox.BLOCKED, reader), shut=shut)
        case Fate.GONE:
            return _record(delivery, DeliveryState.FAILED, decision.reason, SubscriberState.GONE)
        case Fate.MISSING:
            return _record(delivery, DeliveryState.FAILED, outbox.MISSING)
        case _:
            return _record(delivery, DeliveryState.FAILED, decision.reason)
