"""JSON posted over aiohttp's connections and read by aiohttp's parser, without all else that a session does.

For each request a session builds headers, cookies, redirects, timers and a task for the body: more than half of what a small
message costs. Here these are the same each time, or not needed, and one timer looks after all answers that are waited for.
It knows aiohttp's connector and protocol as its session does, so pyproject.toml bounds its version.
"""

from __future__ import annotations

import asyncio
import math

import aiohttp
from aiohttp.client_proto import ResponseHandler
from yarl import URL

LATE = 0.25
"""Seconds by which the end of a wait for an answer may be late."""
_FIRST_FINAL = 200
_OVER = -1.0


class Posts:
    """Posts of JSON over the connections of a session, which opens and closes them. Knows no proxies."""

    def __init__(self, session: aiohttp.ClientSession, user_agent: str) -> None:
        """The session must be open; it is shared, not taken over."""
        self._session = session
        self._user_agent = user_agent
        self._known: dict[URL, tuple[aiohttp.ClientRequest, bytes]] = {}
        self._deadlines = _Deadlines()

    async def post(self, url: URL, body: bytes, times: aiohttp.ClientTimeout) -> tuple[int, bytes]:
        """Return status and body of the answer.

        `times.connect` bounds the wait for a connection, `times.sock_read` (or else `times.total`) that for the whole answer,
        to a quarter of a second. Raises `aiohttp.ClientError`, among them `ConnectionTimeoutError`; `TimeoutError` when no
        answer came in time; `OSError`. Never tries twice.
        """
        request, head = self._known.get(url) or self._learn(url)
        connection = await self._connect(request, times)
        protocol = connection.protocol
        transport = None if protocol is None else protocol.transport  # an empty protocol counts as false
        if protocol is None or transport is None or transport.is_closing():
            connection.close()
            raise aiohttp.ClientConnectionResetError("The connection was closed before anything was sent.")
        self._deadlines.begin(protocol, times.sock_read or times.total)
        try:
            answer = await _exchange(protocol, transport, b"%b%d\r\n\r\n%b" % (head, len(body), body))
        except BaseException as error:
            connection.close()
            if self._deadlines.end(protocol) and isinstance(error, aiohttp.ClientError):
                raise TimeoutError("No answer in time.") from None
            raise
        if self._deadlines.end(protocol):  # what had come by then looked whole, for want of a length
            connection.close()
            raise TimeoutError("No answer in time.")
        connection.release()
        return answer

    async def _connect(
        self, request: aiohttp.ClientRequest, times: aiohttp.ClientTimeout
    ) -> aiohttp.connector.Connection:
        connector = self._session.connector
        if connector is None or connector.closed:
            raise aiohttp.ClientConnectionError("The connections are closed.")
        try:
            return await connector.connect(request, traces=[], timeout=times)
        except TimeoutError:
            raise aiohttp.ConnectionTimeoutError("No connection in time.") from None

    def _learn(self, url: URL) -> tuple[aiohttp.ClientRequest, bytes]:
        """What names the connections to a URL, and the head of its requests up to their length."""
        request = aiohttp.ClientRequest("POST", url, loop=asyncio.get_running_loop(), session=self._session)
        head = (
            f"POST {url.raw_path_qs} HTTP/1.1\r\nHost: {request.headers['Host']}\r\nUser-Agent: {self._user_agent}\r\n"
            "Accept: */*\r\nContent-Type: application/json\r\nContent-Length: "
        )
        known = self._known[url] = (request, head.encode("ascii"))
        return known


class _Deadlines:
    """Ends the connections whose answers do not come; looks four times a second, while any is waited for."""

    def __init__(self) -> None:
        self._waiting: dict[ResponseHandler, float] = {}
        self._watching = False

    def begin(self, protocol: ResponseHandler, seconds: float | None) -> None:
        """Give it so many seconds from now; None gives it all the time there is."""
        loop = asyncio.get_running_loop()
        self._waiting[protocol] = math.inf if seconds is None else loop.time() + seconds
        if not self._watching:
            self._watching = True
            loop.call_later(LATE, self._look, loop)

    def end(self, protocol: ResponseHandler) -> bool:
        """Wait no more; whether its time was over, and its connection was ended."""
        return self._waiting.pop(protocol) < 0

    def _look(self, loop: asyncio.AbstractEventLoop) -> None:
        self._watching = bool(self._waiting)
        if not self._watching:
            return
        loop.call_later(LATE, self._look, loop)
        now = loop.time()
        for protocol in [protocol for protocol, until in self._waiting.items() if 0 <= until <= now]:
            self._waiting[protocol] = _OVER
            if protocol.transport is not None:
                protocol.transport.abort()  # the protocol's own would leave who reads a body waiting


async def _exchange(
    protocol: ResponseHandler, transport: asyncio.Transport, request: bytes
) -> tuple[int, bytes]:
    protocol.set_response_params(read_until_eof=True)
    transport.write(request)
    try:
        head, content = await protocol.read()
        while head.code < _FIRST_FINAL:  # a server may say that it is at work
            head, content = await protocol.read()
    except aiohttp.http.HttpProcessingError as error:
        raise aiohttp.ClientPayloadError(f"no HTTP: {error.message}") from None
    return head.code, await content.read()
