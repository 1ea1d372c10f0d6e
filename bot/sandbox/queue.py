"""The bot's update queue: what waits, who polls, and what was asked for."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from bot.sandbox.errors import ApiError

Update = dict[str, Any]

FIRST_ID = 100_001
KINDS = (
    "message", "edited_message", "channel_post", "edited_channel_post", "business_connection", "business_message",
    "edited_business_message", "deleted_business_messages", "guest_message", "message_reaction",
    "message_reaction_count", "inline_query", "chosen_inline_result", "callback_query", "shipping_query",
    "pre_checkout_query", "purchased_paid_media", "poll", "poll_answer", "my_chat_member", "chat_member",
    "chat_join_request", "chat_boost", "removed_chat_boost", "managed_bot",
)  # fmt: skip
_ONLY_ON_REQUEST = {"chat_member", "message_reaction", "message_reaction_count"}
_KEPT_FOR = timedelta(hours=24)


@dataclass
class UpdateQueue:
    """Updates not yet confirmed, oldest first; one poller at a time, the newest wins."""

    clock: Callable[[], datetime]
    pending: deque[tuple[datetime, Update]] = field(default_factory=deque)
    allowed: frozenset[str] = frozenset(KINDS) - _ONLY_ON_REQUEST
    next_id: int = FIRST_ID
    on_change: list[Callable[[], None]] = field(default_factory=list)
    _arrived: asyncio.Event = field(default_factory=asyncio.Event)
    _poll: asyncio.Future[None] | None = None

    def put(self, kind: str, content: dict[str, Any]) -> None:
        """Adds an update, unless the bot asked not to be told of this kind."""
        if kind not in self.allowed:
            return
        self.pending.append((self.clock(), {"update_id": self.next_id, kind: content}))
        self.next_id += 1
        self._arrived.set()
        self._changed()

    @property
    def polling(self) -> bool:
        """Tells whether a poll waits now."""
        return self._poll is not None and not self._poll.done()

    def allow(self, kinds: list[str] | None) -> None:
        """Sets which kinds are told from now on: None keeps the setting, an empty list is the default."""
        if kinds is not None:
            self.allowed = frozenset(kinds) & frozenset(KINDS) or frozenset(KINDS) - _ONLY_ON_REQUEST

    def waiting(self) -> list[Update]:
        """What waits now; updates older than a day are gone."""
        while self.pending and self.pending[0][0] < self.clock() - _KEPT_FOR:
            self.pending.popleft()
        return [update for _, update in self.pending]

    def confirm(self, offset: int) -> None:
        """Forgets all below the offset; a negative one keeps that many from the end."""
        waiting = self.waiting()
        if offset < 0:
            offset = waiting[max(len(waiting) + offset, 0)]["update_id"] if waiting else 0
        while self.pending and self.pending[0][1]["update_id"] < offset:
            self.pending.popleft()
        self._changed()

    def remove(self, update: Update) -> None:
        """Forgets one update that a webhook took."""
        self.pending = deque(item for item in self.pending if item[1] is not update)
        self._changed()

    def interrupt(self, description: str) -> None:
        """Ends a waiting poll with a 409."""
        if self._poll is not None and self.polling:
            self._poll.set_exception(ApiError(409, f"Conflict: {description}"))

    async def poll(self, offset: int, limit: int, timeout: float) -> list[Update]:  # noqa: ASYNC109  it is the API's own name and returns an empty list
        """Long polling: returns as soon as something waits; raises 409 when another poll or a webhook took over."""
        self.interrupt(
            "terminated by other getUpdates request; make sure that only one bot instance is running"
        )
        if offset:
            self.confirm(offset)
        taken = asyncio.get_running_loop().create_future()
        self._poll = taken
        self._changed()
        try:
            async with asyncio.timeout(timeout):
                while not self.waiting():
                    self._arrived.clear()
                    arrived = asyncio.ensure_future(self._arrived.wait())
                    await asyncio.wait({taken, arrived}, return_when=asyncio.FIRST_COMPLETED)
                    arrived.cancel()
                    if taken.done():
                        taken.result()
        except TimeoutError:  # nothing came: an empty list
            pass
        finally:
            if not taken.cancel() and not taken.cancelled():
                taken.exception()  # seen, though nobody waits for it any more
        return self.waiting()[:limit]

    def _changed(self) -> None:
        for listener in self.on_change:
            listener()
