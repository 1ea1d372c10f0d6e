"""The pace as something to wait for: one timer, however many wait."""

from __future__ import annotations

import asyncio
import math
from collections.abc import Callable

import structlog

from bot.delivery.pace import Chat, Pace, Priority, Ticket

A_MOMENT = 1.0

log = structlog.get_logger(__name__)


class Pacer:
    """Lets senders wait for their turn. `time` is a clock in seconds; the running loop's where none is given."""

    def __init__(self, pace: Pace, *, time: Callable[[], float] | None = None) -> None:
        self._pace = pace
        self._time = time or (lambda: asyncio.get_running_loop().time())
        self._timer: asyncio.TimerHandle | None = None
        self._timer_at = math.inf
        self._closed = False

    async def turn(
        self,
        chat: Chat,
        *,
        priority: Priority = Priority.REPLY,
        spaced: bool = True,
        patience: float = math.inf,
    ) -> bool:
        """Wait until a message may go to `chat`; False, as soon as it is known, if that takes over `patience` seconds.

        False also for all broadcasts once the pacer is closed.
        """
        if self._closed and priority is Priority.BROADCAST:
            return False
        now = self._time()
        ticket = self._pace.request(
            chat, now=now, priority=priority, give_up_at=now + patience, spaced=spaced
        )
        self._pump(now)
        if ticket.granted is not None:
            return ticket.granted
        ticket.future = asyncio.get_running_loop().create_future()
        return await ticket.future

    def refused(self, chat: Chat, retry_after: float) -> None:
        """Tell of a 429: `chat`, or everybody if several chats were refused just now, waits `retry_after` seconds."""
        before = self._pace.held_until()
        self._answer(self._pace.refused(chat, retry_after, now=self._time()))
        if self._pace.held_until() > before + A_MOMENT:
            log.warning("telegram lets nobody be written to for now", seconds=round(self.held_for()))
        self.pump()

    def hold(self, seconds: float) -> None:
        """Nobody goes for so many seconds: Telegram is out of reach."""
        self._answer(self._pace.hold(self._time() + seconds))
        self.pump()

    def held_for(self, chat: Chat | None = None) -> float:
        """Seconds until anybody (or `chat`) may go again after a 429 or an outage; 0 when nothing holds."""
        return max(0.0, self._pace.held_until(chat) - self._time())

    def close(self) -> None:
        """Send the waiting broadcasts away, and let no more in; replies still go."""
        self._closed = True
        self._answer(self._pace.close())

    def open(self) -> None:
        """Let broadcasts in (again)."""
        self._closed = False

    def pump(self) -> None:
        """Answer those whose turn it is; to be called when there are more turns than there were."""
        self._pump(self._time())

    def _pump(self, now: float) -> None:
        self._answer(self._pace.due(now))
        at = self._pace.next_at()
        if at is None or (self._timer is not None and self._timer_at <= at):
            return
        if self._timer is not None:
            self._timer.cancel()
        loop = asyncio.get_running_loop()
        self._timer_at = at
        self._timer = loop.call_later(at - now, self._ring)

    def _ring(self) -> None:
        self._timer = None
        self.pump()

    @staticmethod
    def _answer(tickets: list[Ticket]) -> None:
        for ticket in tickets:
            if ticket.future is not None and not ticket.future.done():
                ticket.future.set_result(bool(ticket.granted))
