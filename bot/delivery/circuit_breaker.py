"""Halts all sending when too much of it goes wrong, and tells the owners."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import structlog

from bot.delivery.recorder import Record
from bot.delivery.spike import Spike
from briefings.desk.halting import Cause, Halting
from briefings.errors import StoreError
from briefings.model import Clock

AFTER_REFUSAL = 1.0

log = structlog.get_logger(__name__)


class CircuitBreaker:
    """Watches what comes of deliveries while `run` runs."""

    def __init__(
        self,
        halting: Halting,
        tell: Callable[..., Awaitable[None]],
        halted: Callable[[], None],
        *,
        clock: Clock,
        per_second: float = 30.0,
    ) -> None:
        """`tell` gets a template's name and what it needs; `halted` is called as soon as sending is halted.

        `per_second` is how fast messages go at most.
        """
        self._halting = halting
        self._tell = tell
        self._halted = halted
        self._clock = clock
        self._spike = Spike(per_second)
        self._sentence = ""
        self._some = asyncio.Event()

    def see(self, record: Record) -> None:
        """Take what came of a delivery."""
        if sentence := self._spike.add(record, self._clock()):
            self._sentence = sentence
            self._some.set()

    async def run(self) -> None:
        """Halt whenever there is reason to, until cancelled; a database that refuses is asked again each second."""
        while True:
            await self._some.wait()
            try:
                await self._halt(self._sentence)
            except StoreError as error:
                log.warning("sending cannot be halted yet", error=str(error))
                await asyncio.sleep(AFTER_REFUSAL)
            else:
                self._some.clear()

    async def _halt(self, sentence: str) -> None:
        newly = await self._halting.halt(sentence, Cause.SPIKE)
        self._halted()
        if newly:
            log.error("too much went wrong; sending is halted", reason=sentence)
            await self._tell("halted", sentence=sentence)
