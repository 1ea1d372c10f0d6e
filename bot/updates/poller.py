"""Fetches updates from Telegram into the inbox.

`getUpdates(offset)` makes Telegram forget all updates below the offset, so it moves only after the commit.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

import structlog
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from bot.delivery.limiter import seconds
from bot.transport import AiohttpRequest
from bot.updates import raw
from briefings.errors import StoreError
from briefings.model import Clock
from briefings.store import Database, inbox

LONG_POLL = 50
"""Seconds for which Telegram may hold a request that it has nothing to answer."""
PROBATION = timedelta(seconds=5)
"""Who has received for so long is the older of two: the other insists within a second or two."""
CONFLICTS = 6
SLOWEST = 30.0
SLOWEST_TO_KEEP = 5.0
"""Seconds between tries while it is our own database that refuses."""
BATCH = 100

log = structlog.get_logger(__name__)


class StoodDown(Exception):
    """Somebody else receives this bot's updates; `str(error)` says who gives way and what to do."""


class Poller:
    """Long-polls `getUpdates` and stores what comes, raw. `wake` is called after each commit.

    Of two processes with one token the newer stands down: Telegram tells the older one first, which then insists.
    """

    def __init__(
        self,
        transport: AiohttpRequest,
        url: str,
        database: Database,
        *,
        wake: Callable[[], None],
        clock: Clock,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        """`url` is the Bot API's address with the token, without a slash at its end."""
        self._transport = transport
        self._url = f"{url}/getUpdates"
        self._database = database
        self._wake = wake
        self._clock = clock
        self._sleep = sleep
        self._offset: int | None = None
        self._asked_at = clock()
        self._since: datetime | None = None
        self._failures = 0
        self._conflicts = 0

    async def run(self) -> None:
        """Poll until cancelled. Raises `StoodDown`, or `InvalidToken` when Telegram does not know the token.

        Everything else (no network, a full disk) is waited out, longer each time, up to half a minute for Telegram.
        """
        while True:
            try:
                await self._once()
            except InvalidToken:
                raise
            except Conflict as error:
                await self._conflict(error)
            except RetryAfter as error:
                await self._sleep(seconds(error))
            except (TelegramError, StoreError) as error:
                await self._back_off(error)

    async def _once(self) -> None:
        parameters: dict[str, Any] = {"timeout": LONG_POLL, "limit": BATCH, "allowed_updates": raw.KINDS}
        if self._offset is not None:
            parameters["offset"] = self._offset
        read_timeout = LONG_POLL + self._transport.read_timeout
        self._asked_at = self._clock()
        updates = await self._transport.call(self._url, parameters, read_timeout=read_timeout)
        self._since = self._since or self._asked_at
        self._conflicts = 0
        await self._keep(updates)
        self._failures = 0

    async def _keep(self, updates: Sequence[dict[str, Any]]) -> None:
        rows = [row for update in updates if (row := raw.row(update)) is not None]
        if not rows:
            # All before are confirmed. Telegram may start its numbers anew after a quiet week: ask from the start.
            self._offset = None
            return
        async with self._database.write() as tx:
            await inbox.put(tx, rows, now=self._clock())
        self._offset = max(number for number, *_ in rows) + 1
        self._wake()

    async def _conflict(self, error: Conflict) -> None:
        if "webhook" in str(error).lower():
            raise StoodDown(
                "A webhook is set for this bot, so its updates cannot be fetched. Remove it, or run with the webhook."
            )
        self._conflicts += 1
        # A first request that Telegram has held for long counts, too: while there is nothing to tell, none is answered.
        established = self._clock() - (self._since or self._asked_at) >= PROBATION
        if not established or self._conflicts >= CONFLICTS:
            raise StoodDown(
                "Another process receives this bot's updates with the same token, so this one stands down. "
                "Stop the other first, or give this one a token of its own."
            )
        log.warning("another process asked for our updates; insisting", conflicts=self._conflicts)
        await self._sleep(_jittered(1.0))

    async def _back_off(self, error: Exception) -> None:
        self._failures += 1
        slowest = SLOWEST_TO_KEEP if isinstance(error, StoreError) else SLOWEST
        wait = _jittered(min(slowest, 0.5 * 2 ** min(self._failures, 10)))
        log.warning("no updates for now", error=str(error), failures=self._failures, retry_in=round(wait, 1))
        await self._sleep(wait)


def _jittered(wait: float) -> float:
    return wait * random.uniform(0.5, 1.0)  # noqa: S311  spreads load, keeps no secret
