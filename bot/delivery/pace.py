"""When the next message may go: smooth, within Telegram's limits, people's replies first.

    overall    one message each 1/(rate x share) seconds, never in bursts (GCRA: a slot may be taken late, and then
               only so late that no window of a second ever holds more than the limit)
    chat       one message a second
    group      twenty in any minute
    429        that chat waits; three chats within a second mean the whole bot: all wait until one shared deadline

Knows no clock and no loop: every time is a number of seconds handed in. `pacer` is its asyncio shell.
"""

from __future__ import annotations

import asyncio
import heapq
import math
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import IntEnum
from itertools import count

Chat = int | str
"""A chat's id, or a channel's `@name`."""

SHARE = 0.95
MINUTE = 60.0
SEVERAL = 3
_SWEEP_ABOVE = 1024
_LATEST = 0.01
"""Seconds a slot may be taken late and the next still be on time: a busy event loop's delay, hardly a burst."""


class Priority(IntEnum):
    """Who goes first when both wait."""

    REPLY = 0
    BROADCAST = 1


@dataclass(slots=True, eq=False)
class Ticket:
    """A place in the queue. `granted` is None while it waits; False once its patience cannot be met."""

    chat: Chat
    priority: Priority
    give_up_at: float
    spaced: bool
    granted: bool | None = None
    future: asyncio.Future[bool] | None = None

    @property
    def left(self) -> bool:
        """Whether nobody waits with it any longer."""
        return self.granted is not None or (self.future is not None and self.future.done())


@dataclass(slots=True)
class _Refusals:
    """The 429s of the last moment: `(at, chat, until)`."""

    within: float
    recent: deque[tuple[float, Chat, float]] = field(default_factory=deque)

    def add(self, now: float, chat: Chat, until: float) -> float | None:
        """The deadline for all, when this one makes it several chats."""
        self.recent.append((now, chat, until))
        while self.recent[0][0] < now - self.within:
            self.recent.popleft()
        if len({chat for _, chat, _ in self.recent}) < SEVERAL:
            return None
        return max(until for _, _, until in self.recent)


class Pace:
    """Hands out turns. `rate` is Telegram's limit a second, of which `share` is used; `now` never runs back."""

    def __init__(
        self,
        *,
        rate: float = 30.0,
        share: float = SHARE,
        per_chat: float = 1.0,
        per_group: int = 20,
    ) -> None:
        self.interval = 1 / (rate * share)
        # Half of what could be made up for without a second ever holding more than `rate`: the other half is
        # for the network, which delays one message more than the next.
        self.slack = min(_LATEST, max(0.0, (rate - 1) * self.interval - 1) / 2)
        self._chat_interval = per_chat / share
        self._per_group = max(1, math.floor(per_group * share))
        self._next = -math.inf
        self._halted_until = -math.inf
        self._spaced: dict[Chat, float] = {}
        self._sweep_at = _SWEEP_ABOVE
        self._groups: dict[Chat, deque[float]] = {}
        self._locked: dict[Chat, float] = {}
        self._refusals = _Refusals(max(1.0, 4 * self.interval))
        self._ready: tuple[deque[Ticket], deque[Ticket]] = (deque(), deque())
        self._later: list[tuple[float, int, Ticket]] = []
        self._order = count()
        self.turns = 0
        """Turns granted so far."""
        self.refusals = 0
        """429s told of so far."""

    def request(
        self,
        chat: Chat,
        *,
        now: float,
        priority: Priority = Priority.REPLY,
        give_up_at: float = math.inf,
        spaced: bool = True,
    ) -> Ticket:
        """Join the queue; `due` grants the ticket, or refuses it once it must wait beyond `give_up_at`.

        `spaced` is False for what does not count as a message in a private chat (an edit).
        """
        ticket = Ticket(chat, priority, give_up_at, spaced or _is_group(chat))
        self._wake(now)
        self._queue(ticket, now)
        return ticket

    def due(self, now: float) -> list[Ticket]:
        """Decide the tickets whose turn it is: replies first, then in the order they came."""
        self._wake(now)
        decided: list[Ticket] = []
        while self._slot_at() <= now and (ready := self._ready[0] or self._ready[1]):
            ticket = ready.popleft()
            if ticket.left:
                continue
            if self._chat_at(ticket, now) > now:
                self._queue(ticket, now)
            else:
                self._take(ticket, now)
            if ticket.granted is not None:
                decided.append(ticket)
        return decided

    def next_at(self) -> float | None:
        """When `due` should be asked again; None while nobody waits."""
        if self._ready[0] or self._ready[1]:
            return self._slot_at()
        return max(self._later[0][0], self._slot_at()) if self._later else None

    def refused(self, chat: Chat, retry_after: float, *, now: float) -> list[Ticket]:
        """A 429 came for `chat`; returns the tickets refused because all must wait longer than they can."""
        self.refusals += 1
        until = now + retry_after
        self._locked[chat] = max(until, self._locked.get(chat, until))
        shared = self._refusals.add(now, chat, until)
        return [] if shared is None else self.hold(shared)

    def hold(self, until: float) -> list[Ticket]:
        """Nobody goes before `until`; returns the tickets refused for it."""
        self._halted_until = max(self._halted_until, until)
        return self._refuse(lambda ticket: ticket.give_up_at < self._halted_until)

    def close(self) -> list[Ticket]:
        """Refuse all of the broadcast that waits."""
        return self._refuse(lambda ticket: ticket.priority is Priority.BROADCAST)

    def held_until(self, chat: Chat | None = None) -> float:
        """The deadline shared by all or, if later, that of `chat`; possibly past."""
        if chat is None:
            return self._halted_until
        return max(self._halted_until, self._locked.get(chat, -math.inf))

    def _wake(self, now: float) -> None:
        while self._later and self._later[0][0] <= now:
            ticket = heapq.heappop(self._later)[2]
            self._ready[ticket.priority].append(ticket)

    def _slot_at(self) -> float:
        return max(self._next, self._halted_until)

    def _queue(self, ticket: Ticket, now: float) -> None:
        at = self._chat_at(ticket, now)
        if max(at, self._halted_until) > ticket.give_up_at:
            ticket.granted = False
        elif at <= now:
            self._ready[ticket.priority].append(ticket)
        else:
            heapq.heappush(self._later, (at, next(self._order), ticket))

    def _chat_at(self, ticket: Ticket, now: float) -> float:
        chat = ticket.chat
        at = now
        if self._locked and (until := self._locked.get(chat)) is not None:
            if until <= now:
                del self._locked[chat]
            at = max(at, until)
        if not ticket.spaced:
            return at
        at = max(at, self._spaced.get(chat, at))
        times = self._groups.get(chat)
        if times is not None and len(times) == self._per_group:
            at = max(at, times[0] + MINUTE)
        return at

    def _take(self, ticket: Ticket, now: float) -> None:
        ticket.granted = True
        self.turns += 1
        self._spend(now)
        if not ticket.spaced:
            return
        self._spaced[ticket.chat] = now + self._chat_interval
        if _is_group(ticket.chat):
            self._groups.setdefault(ticket.chat, deque(maxlen=self._per_group)).append(now)
        if len(self._spaced) > self._sweep_at:
            self._sweep(now)

    def _spend(self, now: float) -> None:
        """The turn of this moment is gone."""
        self._next = max(self._next, now - self.slack) + self.interval

    def _sweep(self, now: float) -> None:
        """Forget the chats that are free again, so that memory follows the rate, not the readers."""
        self._spaced = {chat: at for chat, at in self._spaced.items() if at > now}
        self._groups = {chat: times for chat, times in self._groups.items() if times[-1] > now - MINUTE}
        self._locked = {chat: until for chat, until in self._locked.items() if until > now}
        self._sweep_at = 2 * len(self._spaced) + _SWEEP_ABOVE

    def _waiting(self) -> Iterator[Ticket]:
        for ready in self._ready:
            yield from ready
        yield from (ticket for _, _, ticket in self._later)

    def _refuse(self, which: Callable[[Ticket], bool]) -> list[Ticket]:
        refused = [ticket for ticket in self._waiting() if not ticket.left and which(ticket)]
        for ticket in refused:
            ticket.granted = False
        return refused


def _is_group(chat: Chat) -> bool:
    """Groups and channels have negative ids; a name can only be a channel's or a public group's."""
    return isinstance(chat, str) or chat < 0
