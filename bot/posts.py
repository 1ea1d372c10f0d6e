"""JSON posted over aiohttp's connections and read by aiohttp's parser, without all else that a session does.

For each request a session builds headers, cookies, redirects, timers and a task for the body: more than half of what a small
message costs. Here these are the same each time, or not needed. It knows aiohttp's connector and protocol as
its session does, so pyproject.toml bounds its version.
"""

from __future__ import annotations

import asyncio

import aiohttp
from aiohttp.client_proto import ResponseHandler
from yarl import URL

_FIRST_FINAL = 200


class Posts:
    """Posts of JSON over the connections of a session, which opens and closes them. Knows no proxies."""

    def __init__(self, session: aiohttp.ClientSession, user_agent: str) -> None:
        """The session must be open; it is shared, not taken over."""
        self._session = session
        self._user_agent = user_agent
        self._known: dict[URL, tuple[aiohttp.ClientRequest, bytes]] = {}

    async def post(self, url: URL, body: bytes, times: aiohttp.ClientTimeout) -> tuple[int, bytes]:
        """Return status and body of the answer; `times` are kept as a session keeps them.

        Raises `aiohttp.ClientError`, among them `ConnectionTimeoutError`; `TimeoutError` when no answer came in time;
        `OSError`. Never tries twice.
        """
        request, head = self._known.get(url) or self._learn(url)
        async with asyncio.timeout(times.total) as deadline:
            connection = await self._connect(request, times)
            if times.sock_read is not None:
                deadline.reschedule(asyncio.get_running_loop().time() + times.sock_read)
            try:
                answer = await _exchange(connection.protocol, b"%b%d\r\n\r\n%b" % (head, len(body), body))
            except BaseException:
                connection.close()
                raise
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


async def _exchange(protocol: ResponseHandler | None, request: bytes) -> tuple[int, bytes]:
    # Compared with None, for an empty protocol counts as false.
    transport = None if protocol is None else protocol.transport
    if protocol is None or transport is None or transport.is_closing():
        raise aiohttp.ClientConnectionResetError("The connection was closed before anything was sent.")
    protocol.set_response_params(read_until_eof=True)
    transport.write(request)
    try:
        head, content = await protocol.read()
        while head.code < _FIRST_FINAL:  # a server may say that it is at work
            head, content = await protocol.read()
    except aiohttp.http.HttpProcessingError as error:
        raise aiohttp.ClientPayloadError(f"no HTTP: {error.message}") from None
    return head.code, await content.read()
