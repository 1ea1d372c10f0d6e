"""The outbox worker: what is owed goes out, and a restart goes on where the last run ended.

    claim a little -> write letters from the store as it is now -> senders: pace, send, decide -> record in batches
         ^                                                                                            |
         +------------- woken by a publication, by records (a reader's next is free), by the clock <--+

A claim is committed as `sending` before any request leaves. What a killed process left in `sending` may have arrived,
so the policy decides over it; a process that stops in peace gives back what it did not send.
"""

from __future__ import annotations

import asyncio
import math
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime, timedelta

import structlog

from bot.delivery.courier import Courier
from bot.delivery.departures import Departures
from bot.delivery.letters import Letter, Letters, owe_parts
from bot.delivery.messenger import Messenger, Render
from bot.delivery.pacer import Pacer
from bot.delivery.recorder import Record, Recorder
from bot.delivery.taking_over import TakingOver
from briefings.errors import StoreError
from briefings.model import Clock, Delivery, DeliveryState
from briefings.store import Database, flags, mailings, outbox
from briefings.store.halts import HALTED

LEASE = timedelta(minutes=2)
IDLE = timedelta(seconds=2)
"""What another process owes is seen so late at most."""
LONGEST_REQUEST = timedelta(seconds=40)
ROUND_TRIP = 0.1
FEWEST, MOST_SENDERS, MOST_CLAIMED = 8, 400, 500
MOST_UNRECORDED = 2000
LONG_HOLD = 1.0

log = structlog.get_logger(__name__)

_Work = tuple[Delivery, Letter, datetime]


class Worker:
    """Delivers until stopped; woken by `wake`, and every `idle` for what other processes published.

    `rate` is the pacer's: it sizes what is claimed ahead (a second's worth) and the number of senders, four for each
    request under way at a round trip of 0.1 s. `alone`: no other process sends, so what is found in sending at the start
    was this one's before it died; `departures` then tell what of it had left.
    """

    def __init__(
        self,
        database: Database,
        messenger: Messenger,
        pacer: Pacer,
        render: Render,
        *,
        clock: Clock,
        rate: float = 30.0,
        senders: int | None = None,
        idle: timedelta = IDLE,
        alone: bool = True,
        departures: Departures | None = None,
    ) -> None:
        """Nothing happens before `run`."""
        self._database = database
        self._pacer = pacer
        self._clock = clock
        self._senders = senders or _between(FEWEST, math.ceil(4 * rate * ROUND_TRIP), MOST_SENDERS)
        self._batch = _between(FEWEST, math.ceil(rate), MOST_CLAIMED)
        self._low = self._batch // 4
        self._idle = idle.total_seconds()
        self._letters = Letters(render)
        self._departures = departures
        self._courier = Courier(messenger, pacer, database, clock, departures)
        self._recorder = Recorder(database, clock, self._recorded, alone=alone)
        self._taking_over = TakingOver(
            database,
            self._courier,
            self._recorder,
            self._letters,
            clock,
            departures,
            lease=LEASE,
            alone=alone,
        )
        self._queue: asyncio.Queue[_Work | None] = asyncio.Queue()
        self.on_record: Callable[[Record], object] = lambda _: None
        """Called with what came of each send."""
        self.on_shut: Callable[[int], object] = lambda _: None
        """Called with the id of a group or a channel that lets us write no more."""
        self.bell = asyncio.Event()
        """Rings when something was published, recorded, halted or resumed."""
        self._stopping = False
        self._within = 8.0

    def wake(self) -> None:
        """Ring the bell."""
        self.bell.set()

    def _recorded(self, records: Sequence[Record]) -> None:
        """The next for the readers just served can be claimed, and soon nothing else may be left to send."""
        if self._departures is not None:
            self._departures.recorded(record.outcome.delivery.number for record in records)
        if self._queue.qsize() <= self._low:
            self.wake()

    async def run(self) -> None:
        """Deliver until `stop`. Raises what Telegram said when it refuses the token; then nothing more goes out.

        A store out of reach is waited for.
        """
        recording = asyncio.create_task(self._recorder.run(), name="recorder")
        senders = [asyncio.create_task(self._send(), name=f"sender {n}") for n in range(self._senders)]
        try:
            while not self._ending:
                self.bell.clear()
                await self._patiently(self._round)
                await self._rest()
        finally:
            await self._wind_down(senders, recording)
            if self._departures is not None:
                self._departures.close()
        if self._courier.stopped_by is not None:
            raise self._courier.stopped_by

    def stop(self, within: timedelta = timedelta(seconds=8)) -> None:
        """Let `run` return: no more claims, requests under way may end within that time, all is recorded."""
        self._stopping = True
        self._within = within.total_seconds()
        self.wake()

    @property
    def outcomes(self) -> Mapping[DeliveryState, int]:
        """How many deliveries came to what so far; queued stands for given back."""
        return self._recorder.outcomes

    @property
    def _ending(self) -> bool:
        return self._stopping or self._courier.stopped_by is not None

    async def _round(self) -> None:
        """Claim what there is room for, unless sending is halted or held."""
        await self._taking_over.look()
        room = self._room
        if not room:
            await self._obey()
        while room and not self._ending and await self._claim(room) == room:
            room = self._room

    @property
    def _room(self) -> int:
        """How many to claim: none until most of the last claim is on its way, for a claim costs as much as ten sends."""
        if self._recorder.behind > MOST_UNRECORDED or self._pacer.held_for() > LONG_HOLD:
            return 0
        waiting = self._queue.qsize()
        return self._batch - waiting if waiting <= self._low else 0

    async def _obey(self) -> None:
        async with self._database.read() as connection:
            self._open_or_close(halted=await flags.get(connection, HALTED) is not None)

    def _open_or_close(self, *, halted: bool) -> None:
        if halted:
            self._pacer.close()
        else:
            self._pacer.open()

    async def _claim(self, limit: int) -> int:
        async with self._database.write() as tx:
            now = self._clock()
            halted = await flags.get(tx, HALTED) is not None
            if not halted:
                await mailings.fan_out(tx, now=now)
                claimed = await outbox.claim(tx, now=now, limit=limit, lease=LEASE)
        self._open_or_close(halted=halted)
        if halted:
            return 0
        if not claimed:
            return 0
        try:
            async with self._database.read() as connection:
                written = await self._letters.write(connection, claimed, self._clock())
            await owe_parts(self._database, written, self._clock())
        except BaseException:
            for delivery in claimed:
                self._recorder.add(self._courier.release(delivery))
            raise
        for delivery, letter in written:
            self._queue.put_nowait((delivery, letter, now + LEASE - LONGEST_REQUEST))
        return len(claimed)

    async def _rest(self) -> None:
        if self._ending:
            return
        try:
            async with asyncio.timeout(self._idle):
                await self.bell.wait()
        except TimeoutError:
            pass

    async def _send(self) -> None:
        while (work := await self._queue.get()) is not None:
            delivery, letter, until = work
            try:
                record = await self._courier.deliver(delivery, letter, until=until)
            except Exception:
                # It stays in sending: once its lease has ended, the policy decides.
                log.exception("a delivery went wrong", delivery=delivery.id)
                continue
            self._recorder.add(record)
            self.on_record(record)
            if record.shut:
                self.on_shut(delivery.chat_id)
            if self._queue.qsize() == self._low or self._courier.stopped_by is not None:
                self.wake()

    async def _wind_down(self, senders: list[asyncio.Task[None]], recording: asyncio.Task[None]) -> None:
        """End the senders, the patient ones first, and record all."""
        self._pacer.close()
        for _ in senders:
            self._queue.put_nowait(None)
        _, unfinished = await asyncio.wait(senders, timeout=self._within)
        for sender in unfinished:
            sender.cancel()
        await asyncio.gather(*senders, return_exceptions=True)
        self._recorder.end()
        await recording
        try:
            await self._recorder.flush()
        except StoreError as error:
            log.error("outcomes were lost", error=str(error), number=self._recorder.behind)  # noqa: TRY400  told in a sentence

    async def _patiently(self, act: Callable[[], Awaitable[None]]) -> None:
        try:
            await act()
        except StoreError as error:
            log.error("the outbox is out of reach", error=str(error))  # noqa: TRY400  told in a sentence
            self._taking_over.store_was_away()
            await asyncio.sleep(self._idle)


def _between(least: int, value: int, most: int) -> int:
    return max(least, min(value, most))
