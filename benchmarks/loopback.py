"""A Bot API server for measuring: says yes to everything, in as few instructions as Python allows.

python benchmarks/loopback.py      prints its port; serves until it is ended

POST /updates     updates (a JSON list) for the next getUpdates; until then it keeps the program waiting
GET  /sent        how many messages were sent or edited
GET  /arrivals    when those came that were not told of yet, in seconds of the monotonic clock
"""

from __future__ import annotations

import asyncio
import itertools
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from typing import Any

TOKEN = "4242:benchmark"  # noqa: S105  opens nothing
ME = {
    "id": 4242,
    "is_bot": True,
    "first_name": "Bench",
    "username": "bench_bot",
    "can_join_groups": True,
    "can_read_all_group_messages": False,
    "supports_inline_queries": False,
}


@dataclass
class Telegram:
    """What the connections share."""

    sent: int = 0
    ids: Iterator[int] = field(default_factory=lambda: itertools.count(1))
    arrivals: list[float] = field(default_factory=list)
    polling: Any = None
    """The connection that waits for updates."""

    def answer(self, method: str, body: bytes) -> Any:
        """The result of a method."""
        if method.startswith(("send", "editMessage")):
            self.sent += 1
            self.arrivals.append(time.monotonic())
            chat = {"id": json.loads(body)["chat_id"], "type": "private"}
            return {"message_id": next(self.ids), "date": 1767225600, "chat": chat, "text": "."}
        return ME if method == "getMe" else True


class Connection(asyncio.Protocol):
    """One kept-alive connection."""

    def __init__(self, telegram: Telegram) -> None:
        self._telegram = telegram
        self._buffer = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        while (end := self._buffer.find(b"\r\n\r\n")) >= 0:
            head = self._buffer[:end]
            at = head.lower().find(b"content-length:")
            length = int(head[at + 15 :].split(b"\r\n", 1)[0]) if at >= 0 else 0
            if len(self._buffer) < end + 4 + length:
                return
            body, self._buffer = self._buffer[end + 4 : end + 4 + length], self._buffer[end + 4 + length :]
            self._serve(head.split(b" ", 2)[1].rpartition(b"/")[2].decode(), body)

    def _serve(self, method: str, body: bytes) -> None:
        match method:
            case "getUpdates":
                self._telegram.polling = self
            case "updates":
                self._telegram.polling.result(json.loads(body))
                self.write({})
            case "sent":
                self.write(self._telegram.sent)
            case "arrivals":
                self.write(self._telegram.arrivals)
                self._telegram.arrivals.clear()
            case _:
                self.result(self._telegram.answer(method, body))

    def result(self, value: Any) -> None:
        """Answer as the Bot API does."""
        self.write({"ok": True, "result": value})

    def write(self, value: Any) -> None:
        """Answer with JSON."""
        body = json.dumps(value).encode()
        head = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(body)
        self._transport.write(head + body)  # type: ignore[attr-defined]  # a transport of a socket writes


@dataclass(frozen=True)
class Server:
    """The server as its measurers see it."""

    port: int

    @property
    def url(self) -> str:
        """Its address, for BRIEFING_API_URL."""
        return f"http://127.0.0.1:{self.port}"

    def sent(self) -> int:
        """How many messages were sent or edited."""
        return int(self._ask("/sent"))

    def arrivals(self) -> list[float]:
        """When the messages came that were not told of yet."""
        return list(self._ask("/arrivals"))

    def give(self, updates: list[dict[str, Any]]) -> None:
        """Let the program have updates; it must be polling by now."""
        self._ask("/updates", json.dumps(updates).encode())

    def _ask(self, path: str, body: bytes | None = None) -> Any:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=10)
        with closing(connection):
            connection.request("POST" if body else "GET", path, body)
            return json.load(connection.getresponse())


@contextmanager
def serving() -> Iterator[Server]:
    """The server in a process of its own."""
    process = subprocess.Popen([sys.executable, __file__], stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        yield Server(int(process.stdout.readline()))
    finally:
        process.terminate()
        process.wait()


async def main() -> None:
    """Serve until ended."""
    telegram = Telegram()
    server = await asyncio.get_running_loop().create_server(lambda: Connection(telegram), "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main())
