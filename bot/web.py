"""What the bot answers over HTTP, to its operator's programs and to Telegram, on one address.

    GET  /healthz    200: the process lives and its event loop turns, otherwise nothing would answer
    GET  /readyz     200 when the database takes and gives and all parts run, else 503; either way what there is to know
    GET  /metrics    for Prometheus, see `bot.process.metrics`
    POST webhook     updates, where the bot receives them so

Only the webhook is for the world: a proxy should pass its path on and nothing else.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from bot.process.metrics import Metrics, owed
from briefings.errors import BriefingError, StoreError
from briefings.model import Clock
from briefings.store import Database

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class CannotListen(BriefingError):
    """The address cannot be had; `str(error)` says which, and why."""


@dataclass(frozen=True, slots=True)
class Health:
    """Answers for the state of the process.

    `running` tells of each part whether it runs; nothing at all while starting. `trouble` is what the database refuses to
    write for, such as a full disk; empty while there is none.
    """

    database: Database
    running: Callable[[], Mapping[str, bool]]
    metrics: Metrics
    clock: Clock
    trouble: Callable[[], str] = str

    async def alive(self, _: web.Request) -> web.Response:
        """Answer at all."""
        return web.Response(text="alive\n")

    async def ready(self, _: web.Request) -> web.Response:
        """Tell whether it does its work, and if not, what is missing."""
        parts = self.running()
        told: dict[str, Any] = {"parts": parts, "database": "answers", "halted": None}
        ready = bool(parts) and all(parts.values())
        try:
            told["halted"] = (await owed(self.database, self.clock())).halted
            trouble = self.trouble()
        except StoreError as error:
            trouble = str(error)
        if trouble:
            told["database"] = trouble
            ready = False
        return web.json_response({"ready": ready, **told}, status=200 if ready else 503)

    async def measured(self, _: web.Request) -> web.Response:
        """The metrics."""
        return web.Response(
            body=await self.metrics.read(),
            headers={"Content-Type": "text/plain; version=0.0.4; charset=utf-8"},
        )


@asynccontextmanager
async def serving(
    address: tuple[str, int], health: Health, *, webhook: tuple[str, Handler] | None = None
) -> AsyncIterator[int]:
    """Answer on the address inside the block; yields the port. `webhook` is its path and what receives there.

    Raises `CannotListen`.
    """
    application = web.Application()
    application.router.add_get("/healthz", health.alive)
    application.router.add_get("/readyz", health.ready)
    application.router.add_get("/metrics", health.measured)
    if webhook is not None:
        application.router.add_post(*webhook)
    # Telegram encodes nothing; what claims to be encoded is read as it is, so that no bomb and no broken one is unpacked.
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=2, auto_decompress=False)
    await runner.setup()
    try:
        host, port = address
        try:
            await web.TCPSite(runner, host, port).start()
        except OSError as error:
            raise CannotListen(
                f"Cannot listen on {host}:{port} ({error.strerror or error}): change BRIEFING_LISTEN."
            ) from None
        yield runner.addresses[0][1]
    finally:
        await runner.cleanup()
