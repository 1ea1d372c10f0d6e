"""The Bot API over HTTP: `/bot<token>/<method>` and `/file/bot<token>/<path>`."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from aiohttp import web

from bot.sandbox.errors import ApiError
from bot.sandbox.faults import Fault, Faults
from bot.sandbox.methods import BY_LOWER_NAME, METHODS
from bot.sandbox.methods.account import MAX_DOWNLOAD
from bot.sandbox.params import checked, received
from bot.sandbox.world import World

Json = dict[str, Any]
_LEDGER_KEPT = 200_000
_GATEWAY_PAGE = "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n</body>\r\n</html>\r\n"


@dataclass(slots=True)
class LedgerEntry:
    """One call of the Bot API: what was asked and what came of it.

    `outcome` is `ok`, the refusal's description, or `fault: ...`; `acted` tells whether it had its effect.
    `at` is the sandbox's clock, `moment` the monotonic one, in seconds.
    """

    method: str
    chat_id: Any
    params: Json
    at: datetime
    moment: float
    outcome: str = ""
    acted: bool = False
    result: Any = None


@dataclass
class BotApi:
    """Answers the calls of the one bot that holds the token."""

    world: World
    token: str
    faults: Faults = field(default_factory=Faults)
    ledger: list[LedgerEntry] = field(default_factory=list)
    on_call: list[Callable[[LedgerEntry], None]] = field(default_factory=list)

    def routes(self) -> list[web.RouteDef]:
        """Where it answers."""
        return [
            web.route("*", "/bot{token}/{method}", self.call),
            web.get("/file/bot{token}/{path:.+}", self.download),
        ]

    async def call(self, request: web.Request) -> web.StreamResponse:
        """One call of a method."""
        method = BY_LOWER_NAME.get(request.match_info["method"].lower())
        if request.match_info["token"] != self.token:
            return _answer(ApiError(401, "Unauthorized").body())
        if request.method not in {"GET", "POST"} or method is None:
            return _answer(ApiError(404, "Not Found").body())
        entry = LedgerEntry(method, None, {}, self.world.clock(), time.monotonic())
        self._record(entry)
        try:
            sent, uploads = await received(request)
            entry.params = sent
            entry.chat_id = _chat_id(sent)
        except ApiError as error:
            entry.outcome = error.description
            return _answer(error.body())
        fault = self.faults.take(method, entry.chat_id)
        if fault is not None and not fault.after:
            entry.outcome = f"fault: {fault.code}"
            self._told(entry)
            return _failed(request, fault, {})
        body = await self._carry_out(entry, sent, uploads)
        if fault is not None:
            entry.outcome = f"fault: {fault.code}"
        self._told(entry)
        return _answer(body) if fault is None else _failed(request, fault, body)

    def _record(self, entry: LedgerEntry) -> None:
        if len(self.ledger) >= _LEDGER_KEPT:
            del self.ledger[: _LEDGER_KEPT // 2]
        self.ledger.append(entry)

    async def _carry_out(self, entry: LedgerEntry, sent: Json, uploads: Json) -> Json:
        try:
            entry.result = await METHODS[entry.method](self.world, checked(entry.method, sent, uploads))
        except ApiError as error:
            entry.outcome = error.description
            return error.body()
        entry.outcome, entry.acted = "ok", True
        return {"ok": True, "result": entry.result}

    def _told(self, entry: LedgerEntry) -> None:
        for listener in self.on_call:
            listener(entry)

    async def download(self, request: web.Request) -> web.Response:
        """The bytes of a file that `getFile` named."""
        if request.match_info["token"] != self.token:
            return _answer(ApiError(401, "Unauthorized").body())
        path = request.match_info["path"]
        stored = next((file for file in self.world.files.values() if file.path == path), None)
        if stored is None or len(stored.data) > MAX_DOWNLOAD:
            return _answer(ApiError(404, "Not Found").body())
        return web.Response(body=stored.data, content_type="application/octet-stream")


def _chat_id(sent: Json) -> Any:
    value = sent.get("chat_id")
    text = str(value)
    return int(text) if text.lstrip("-").isdecimal() else value


def _answer(body: Json) -> web.Response:
    return web.json_response(body, status=body.get("error_code", 200))


def _failed(request: web.Request, fault: Fault, body: Json) -> web.StreamResponse:
    if fault.code == "dropped":
        if request.transport is not None:
            request.transport.abort()
        return web.Response()
    if fault.code == "truncated":
        whole = json.dumps(body)
        return web.Response(text=whole[: len(whole) // 2], content_type="application/json")
    if isinstance(fault.code, int) and fault.code > 500:  # noqa: PLR2004  beyond it a gateway answers, not the API
        page = _GATEWAY_PAGE.replace("502 Bad Gateway", f"{fault.code} Bad Gateway")
        return web.Response(text=page, content_type="text/html", status=fault.code)
    return _answer(fault.body())
