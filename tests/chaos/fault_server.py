"""A Bot API server in a process of its own that keeps a ledger of all it was sent, and fails on request.

    /LIFE/bot<token>/<method>     the API; LIFE names who sends, and is kept in the ledger
    /rules                        POST a list of `Rule`s: they replace those that are left
    /updates                      POST a list of updates for getUpdates
    /refuse                       POST seconds: connections are cut, and none is accepted for so long

The ledger is a file of JSON lines: `{"n", "life", "chat", "text", "at", "rule", "id"}` for a message when it comes in (`id` is
null when it is not delivered), `{"answered": n}` when its answer goes out. Prints its port; ends with its standard input.
"""

from __future__ import annotations

import asyncio
import itertools
import json
import os
import sys
import time
from collections import deque
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from aiohttp import web

Json = dict[str, Any]
ME: Json = {"id": 1, "is_bot": True, "first_name": "Briefing", "username": "briefing_bot"}
ME |= {"can_join_groups": True, "can_read_all_group_messages": False, "supports_inline_queries": False}
LONGEST_POLL = 50.0
KNOWN: dict[str, Json] = {
    "getMe": ME,
    "getMyDescription": {"description": "News."},
    "getMyShortDescription": {"short_description": "News."},
}


@dataclass
class Rule:
    """Sends to `chat` (or any) fail `times` times: `kind` is reset, slow, html, truncated, or error with its JSON.

    With `delivered` the message arrives all the same, and only the answer is lost.
    """

    kind: str
    chat: int | None = None
    times: int = 1
    delivered: bool = False
    seconds: float = 0.0
    error: Json = field(default_factory=dict)


class Ledger:
    """What came in, durable line by line."""

    def __init__(self, path: Path) -> None:
        self._file = os.open(path, os.O_CREAT | os.O_APPEND | os.O_WRONLY)
        self._numbers = itertools.count(1)

    def came(self, life: str, sent: Json, rule: Rule | None, message_id: int | None) -> int:
        number = next(self._numbers)
        kind = rule.kind if rule else None
        self._write(
            {
                "n": number,
                "life": life,
                "chat": sent.get("chat_id"),
                "text": sent.get("text"),
                "at": time.time(),
                "rule": kind,
                "id": message_id,
            }
        )
        return number

    def answered(self, number: int) -> None:
        self._write({"answered": number})

    def _write(self, line: Json) -> None:
        os.write(self._file, json.dumps(line).encode() + b"\n")


class Api:
    """The part of the Bot API that the program needs to start, receive and send."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._ids = itertools.count(1000)
        self._rules: list[Rule] = []
        self._updates: deque[Json] = deque()
        self._news = asyncio.Event()
        self._poll = 0
        self.refuse: Any = None

    async def answer(self, request: web.BaseRequest) -> web.Response:
        life, _, rest = request.path[1:].partition("/")
        body = await request.read()
        if not rest:
            return await self._obey(life, json.loads(body))
        method = rest.rpartition("/")[2]
        sent: Json = json.loads(body) if body else {}
        if method == "sendMessage":
            return await self._send(request, life, sent)
        if method == "getUpdates":
            return await self._get_updates(sent)
        return _ok(KNOWN.get(method, True))

    async def _obey(self, what: str, told: Any) -> web.Response:
        if what == "rules":
            self._rules = [Rule(**rule) for rule in told]
        elif what == "updates":
            self._updates.extend(told)
            self._news.set()
        else:
            asyncio.get_running_loop().call_later(0.01, self.refuse, float(told))
        return web.Response()

    def _rule(self, chat: Any) -> Rule | None:
        for rule in self._rules:
            if rule.times and rule.chat in {None, chat}:
                rule.times -= 1
                return rule
        return None

    async def _send(self, request: web.BaseRequest, life: str, sent: Json) -> web.Response:
        rule = self._rule(sent["chat_id"])
        message_id = next(self._ids) if rule is None or rule.delivered else None
        number = self._ledger.came(life, sent, rule, message_id)
        real = _ok({"message_id": message_id, "date": 0, "chat": {"id": sent["chat_id"], "type": "private"}})
        if rule is None:
            answer = real
        else:
            await asyncio.sleep(rule.seconds)
            if rule.kind == "reset":
                if request.transport is not None:
                    request.transport.abort()
                return web.Response()
            answer = _failed(rule, real)
        if request.transport is not None and not request.transport.is_closing():
            self._ledger.answered(number)
        return answer

    async def _get_updates(self, sent: Json) -> web.Response:
        self._poll += 1
        mine = self._poll
        while self._updates and self._updates[0]["update_id"] < sent.get("offset", 0):
            self._updates.popleft()
        deadline = time.monotonic() + min(LONGEST_POLL, sent.get("timeout", 0))
        while not self._updates and (left := deadline - time.monotonic()) > 0:
            self._news.clear()
            with suppress(TimeoutError):
                await asyncio.wait_for(self._news.wait(), min(left, 0.2))
            if mine != self._poll:
                return _json(409, {"description": "Conflict: terminated by other getUpdates request"})
        return _ok(list(itertools.islice(self._updates, sent.get("limit", 100))))


def _json(status: int, told: Json) -> web.Response:
    return web.json_response({"ok": False, "error_code": status, **told}, status=status)


def _ok(result: Any) -> web.Response:
    return web.json_response({"ok": True, "result": result})


def _failed(rule: Rule, real: web.Response) -> web.Response:
    if rule.kind == "slow":
        return real
    if rule.kind == "html":
        return web.Response(status=502, text="<html>Bad Gateway</html>", content_type="text/html")
    if rule.kind == "truncated":
        return web.Response(body=(real.text or "")[:30].encode(), content_type="application/json")
    return _json(rule.error["error_code"], rule.error)


async def serve(ledger: Path) -> None:
    loop = asyncio.get_running_loop()
    api = Api(Ledger(ledger))
    server = web.Server(api.answer)
    listening = await loop.create_server(server, "127.0.0.1", 0)
    port = listening.sockets[0].getsockname()[1]
    opening: set[asyncio.Task[Any]] = set()

    def refuse(seconds: float) -> None:
        nonlocal listening
        listening.close()
        for connection in server.connections:
            if connection.transport is not None:
                connection.transport.abort()

        async def again() -> None:
            nonlocal listening
            await asyncio.sleep(seconds)
            listening = await loop.create_server(server, "127.0.0.1", port)

        opening.add(loop.create_task(again()))

    api.refuse = refuse
    sys.stdout.write(f"{port}\n")
    sys.stdout.flush()
    ended = asyncio.Event()
    loop.add_reader(sys.stdin, ended.set)
    await ended.wait()


if __name__ == "__main__":
    asyncio.run(serve(Path(sys.argv[1])))
