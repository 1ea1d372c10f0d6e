"""A site on this machine that serves what tests put there, well and badly behaved."""

from __future__ import annotations

import asyncio
import zlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

PARAGRAPHS = (
    (
        "Dock workers in the Portuguese capital went back to work on Tuesday after a night of talks ended a strike that had"
        " held up ships for nine days, the port authority said."
    ),
    (
        "The labour ministry said both sides had agreed on higher pay for night shifts and on a review of safety rules,"
        " which the union had asked for since the spring."
    ),
    (
        "It will take about a week to clear the queue of ships outside the river mouth, according to the harbour master's"
        " office, and some goods will come late to the shops."
    ),
)
HEADLINE = "Port workers end strike after night of talks"
PAGE = (
    f"<!doctype html><html><head><title>{HEADLINE} - Harbour Gazette</title>"
    '<meta property="og:site_name" content="Harbour Gazette"></head><body><nav><a href="/">Home</a> <a href="/w">World</a>'
    f"</nav><main><article><h1>{HEADLINE}</h1>{''.join(f'<p>{text}</p>' for text in PARAGRAPHS)}</article></main>"
    "<footer>All rights reserved</footer></body></html>"
)


PACKINGS = {"gzip": ("gzip", 31), "zlib": ("deflate", 15), "raw": ("deflate", -15), "odd": ("br", 31)}


def packed(data: bytes, wbits: int) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, wbits)
    return packer.compress(data) + packer.flush()


@dataclass
class Site:
    """Answers by path, and remembers who asked."""

    port: int = 0
    requests: list[web.Request] = field(default_factory=list)
    sent: int = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def socket(self) -> tuple[str, int]:
        return ("127.0.0.1", self.port)

    async def redirect(self, request: web.Request) -> web.StreamResponse:
        """To where the query says, or so many times on, and then to the page."""
        left = int(request.match_info["left"])
        target = request.query_string or f"/to/{left - 1}" if left else "/page"
        return web.Response(status=302, headers={"Location": target, "Set-Cookie": "seen=1"})

    async def status(self, request: web.Request) -> web.StreamResponse:
        return web.Response(status=int(request.match_info["status"]))

    async def packed(self, request: web.Request) -> web.StreamResponse:
        name, wbits = PACKINGS[request.match_info["how"]]
        headers = {"Content-Encoding": name, "Content-Type": "text/html"}
        return web.Response(body=packed(PAGE.encode(), wbits), headers=headers)

    async def bomb(self, _request: web.Request) -> web.StreamResponse:
        """A hundred megabytes of nothing in a hundred kilobytes."""
        headers = {"Content-Encoding": "gzip", "Content-Type": "text/html"}
        return web.Response(body=packed(bytes(100 << 20), 31), headers=headers)

    async def endless(self, request: web.Request) -> web.StreamResponse:
        return await self._stream(request, {"Content-Type": "text/html"}, b"<p>and so on</p>" * 4096, 10_000)

    async def slow(self, _request: web.Request) -> web.StreamResponse:
        await asyncio.Event().wait()
        return web.Response()

    async def empty(self, _request: web.Request) -> web.StreamResponse:
        return web.Response(text="  ")

    async def broken(self, request: web.Request) -> web.StreamResponse:
        """Says that there is more, and hangs up."""
        response = await self._stream(request, {"Content-Length": "5000"}, b"<html>", 1)
        assert request.transport
        request.transport.close()
        return response

    async def declared(self, request: web.Request) -> web.StreamResponse:
        return await self._stream(request, {"Content-Length": str(9 << 20)}, b"", 0)

    async def page(self, _request: web.Request) -> web.StreamResponse:
        return web.Response(text=PAGE, content_type="text/html")

    @web.middleware
    async def remember(self, request: web.Request, handler: Any) -> web.StreamResponse:
        self.requests.append(request)
        response: web.StreamResponse = await handler(request)
        return response

    async def _stream(
        self, request: web.Request, headers: dict[str, str], piece: bytes, times: int
    ) -> web.StreamResponse:
        response = web.StreamResponse(headers=headers)
        await response.prepare(request)
        for _ in range(times):
            self.sent += len(piece)
            await response.write(piece)
        return response


@asynccontextmanager
async def serving() -> AsyncIterator[Site]:
    site = Site()
    application = web.Application(middlewares=[site.remember])
    application.add_routes(
        [
            web.get("/to/{left}", site.redirect),
            web.get("/status/{status}", site.status),
            web.get("/packed/{how}", site.packed),
            *(
                web.get(f"/{name}", getattr(site, name))
                for name in ("bomb", "endless", "slow", "empty", "broken", "declared")
            ),
            web.get("/{path:.*}", site.page),
        ]
    )
    runner = web.AppRunner(application, shutdown_timeout=0, handler_cancellation=True)
    await runner.setup()
    listener = web.TCPSite(runner, "127.0.0.1", 0)
    await listener.start()
    site.port = runner.addresses[0][1]
    try:
        yield site
    finally:
        await runner.cleanup()
