"""Of several processes that could do a thing, one leads, on duty, and the others stand by."""

from __future__ import annotations

import asyncio
import os
import secrets
import socket
from collections.abc import Callable, Coroutine, Iterable
from datetime import timedelta
from typing import Any

import structlog

from briefings.errors import StoreError
from briefings.model import Clock
from briefings.store import Database, leases

LEASE = timedelta(seconds=30)
RENEWED_EVERY = 10.0
ASKED_EVERY = 5.0

log = structlog.get_logger(__name__)


class Leader:
    """Works while it holds the lease `name`; stands by, asking every five seconds, while another does."""

    def __init__(
        self, database: Database, name: str, work: Callable[[], Coroutine[Any, Any, None]], *, clock: Clock
    ) -> None:
        """`work` is started each time the duty comes to this process, and cancelled when it goes."""
        self._database = database
        self._name = name
        self._work = work
        self._clock = clock
        self._holder = f"{socket.gethostname()}/{os.getpid()}/{secrets.token_hex(4)}"

    async def run(self) -> None:
        """Work or stand by until cancelled. Raises what the work raises."""
        try:
            while True:
                if await self._hold():
                    log.info("on duty", duty=self._name)
                    await self._serve()
                await asyncio.sleep(ASKED_EVERY)
        finally:
            await self._let_go()

    async def _serve(self) -> None:
        """Work for as long as the lease can be renewed before it ends."""
        work = asyncio.create_task(self._work(), name=self._name)
        renewed = asyncio.get_running_loop().time()
        try:
            while asyncio.get_running_loop().time() - renewed < LEASE.total_seconds() - RENEWED_EVERY:
                done, _ = await asyncio.wait([work], timeout=RENEWED_EVERY)
                if done:
                    return work.result()
                if await self._hold():
                    renewed = asyncio.get_running_loop().time()
            log.warning("off duty: the lease could not be renewed", duty=self._name)
        finally:
            work.cancel()
            await asyncio.wait([work])

    async def _hold(self) -> bool:
        try:
            async with self._database.write() as tx:
                return await leases.hold(tx, self._name, self._holder, now=self._clock(), lease=LEASE)
        except StoreError as error:
            log.warning("the duty cannot be asked for", duty=self._name, error=str(error))
            return False

    async def _let_go(self) -> None:
        try:
            async with self._database.write() as tx:
                await leases.let_go(tx, self._name, self._holder)
        except StoreError as error:
            log.warning("the duty stays taken until its lease ends", duty=self._name, error=str(error))


async def ring(bells: Iterable[asyncio.Event], every: float = 1.0) -> None:
    """Ring bells that other processes cannot reach, until cancelled."""
    while True:
        await asyncio.sleep(every)
        for bell in bells:
            bell.set()
