"""A model on this machine that says what a test tells it to, over HTTP as OpenAI's API is spoken."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

Answer = web.Response | str


@dataclass
class Oracle:
    """Answers each question with `says`, and remembers what it was asked."""

    says: Callable[[str, str], Answer] = lambda _task, _text: ""
    url: str = ""
    asked: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    silent: bool = False
    ended: asyncio.Event = field(default_factory=asyncio.Event)

    async def answer(self, request: web.Request) -> web.Response:
        body = await request.json()
        self.asked.append(body)
        self.keys.append(request.headers.get("Authorization", ""))
        if self.silent:
            await self.ended.wait()
        said = self.says(*(message["content"] for message in body["messages"]))
        if isinstance(said, web.Response):
            return said
        return web.json_response({"choices": [{"message": {"role": "assistant", "content": said}}]})


@asynccontextmanager
async def speaking(says: Callable[[str, str], Answer] = lambda _task, _text: "") -> AsyncIterator[Oracle]:
    oracle = Oracle(says)
    application = web.Application()
    application.router.add_post("/v1/chat/completions", oracle.answer)
    runner = web.AppRunner(application, shutdown_timeout=0)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    oracle.url = f"http://127.0.0.1:{runner.addresses[0][1]}/v1"
    try:
        yield oracle
    finally:
        oracle.ended.set()
        await runner.cleanup()
