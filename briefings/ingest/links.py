"""A link -> the bytes of its page, fetched so that nobody is led into our own network, or fed without end.

The very address that a socket is about to connect to is looked at, so neither names nor redirects nor a name server
that changes its mind lead anywhere else. Only ports that pages are served on are open: a bot is no port scanner.
"""

from __future__ import annotations

import asyncio
import re
import socket
import zlib
from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any

import aiohttp
from yarl import URL

from briefings.errors import UnreadableInput
from briefings.ingest.addresses import is_public

MAX_BYTES = 5 * 1024 * 1024
"""Bytes of a page, unpacked."""
SECONDS = 10.0
REDIRECTS = 5
PORTS = frozenset((80, 443, 8080))
AGENT = "Mozilla/5.0 (compatible; briefing-bot; fetches a page when an editor asks for it)"

_HEADERS = {
    "User-Agent": AGENT,
    "Accept": "text/html,application/xhtml+xml,application/pdf;q=0.9,text/plain;q=0.9,*/*;q=0.5",
    "Accept-Encoding": "gzip, deflate",
}
_LINK = re.compile(r"https?://[^\s<>\"]{1,2000}", re.IGNORECASE)
_CHUNK = 64 * 1024
_PASTE = "please paste the text of the article instead."
_PRIVATE = "The link leads into a private network, where I do not go."
_GONE = frozenset((404, 410))
_CLOSED = frozenset((401, 402, 403, 407, 429, 451))


@dataclass(frozen=True, slots=True)
class Page:
    """What a server sent: `final_url` is where the redirects ended, `charset` what it said of its letters."""

    url: str
    final_url: str
    content_type: str
    charset: str | None
    data: bytes


def alone(text: str) -> str | None:
    """Gives the link when a text is nothing but one, otherwise None."""
    text = text.strip()
    return text if _LINK.fullmatch(text) else None


class Fetcher:
    """Fetches pages. `allowed` are sockets (host, port) that may be reached although they are private: for tests."""

    def __init__(self, *, allowed: Collection[tuple[str, int]] = ()) -> None:
        """Opens nothing yet; every page has connections of its own."""
        self._allowed = frozenset(allowed)

    async def fetch(self, link: str) -> Page:
        """Gives the page behind a link, within 10 s and 5 redirects.

        Raises `UnreadableInput` with one sentence for everything that goes wrong.
        """
        refused: list[str] = []
        try:
            async with asyncio.timeout(SECONDS), self._session(refused) as session:
                return await self._follow(session, link)
        except TimeoutError:
            raise UnreadableInput(
                f"The page did not come within {SECONDS:.0f} seconds: try again later, or paste the text."
            ) from None
        except aiohttp.ClientError as error:
            raise UnreadableInput(_PRIVATE if refused else _sentence(error)) from None
        except (ValueError, OSError):
            raise UnreadableInput("The link is not a proper address: please check it.") from None

    @asynccontextmanager
    async def _session(self, refused: list[str]) -> AsyncIterator[aiohttp.ClientSession]:
        """A session of one fetch; the addresses that it was kept from are added to `refused`."""
        connector = aiohttp.TCPConnector(
            socket_factory=partial(self._socket, refused), use_dns_cache=False, force_close=True
        )
        async with aiohttp.ClientSession(
            connector=connector,
            cookie_jar=aiohttp.DummyCookieJar(),
            headers=_HEADERS,
            auto_decompress=False,
            timeout=aiohttp.ClientTimeout(total=SECONDS),
        ) as session:
            yield session

    def _socket(self, refused: list[str], info: Any) -> socket.socket:
        family, kind, protocol, _, address = info
        if not is_public(address[0]) and (address[0], address[1]) not in self._allowed:
            refused.append(address[0])
            raise OSError("a private address")
        made = socket.socket(family, kind, protocol)
        made.settimeout(0)
        return made

    async def _follow(self, session: aiohttp.ClientSession, link: str) -> Page:
        url = URL(link)
        for _ in range(REDIRECTS + 1):
            self._check(url)
            async with session.get(url, allow_redirects=False) as response:
                target = response.headers.get("Location") if 300 <= response.status < 400 else None
                if target is None:
                    _check_answer(response, url)
                    data = await _body(response)
                    kind = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
                    return Page(link, str(url), kind, response.charset, data)
            url = url.join(URL(target))
        raise UnreadableInput("The link leads from one address to the next without end: please check it.")

    def _check(self, url: URL) -> None:
        if url.scheme not in {"http", "https"} or not url.host:
            raise UnreadableInput("Only links that begin with http:// or https:// can be read.")
        if url.user or url.password:
            raise UnreadableInput(
                "The link holds a password, which I do not pass on: please send it without."
            )
        if url.port not in PORTS and (url.host, url.port) not in self._allowed:
            raise UnreadableInput(f"The link names port {url.port}, where no pages are read: {_PASTE}")


def _check_answer(response: aiohttp.ClientResponse, url: URL) -> None:
    if response.status in _GONE:
        raise UnreadableInput(f"There is no such page at {url.host} any more: please check the link.")
    if response.status in _CLOSED:
        raise UnreadableInput(f"{url.host} does not let me read the page (error {response.status}): {_PASTE}")
    if response.status != 200:
        raise UnreadableInput(
            f"{url.host} has trouble with the page (error {response.status}): try again later."
        )
    if (response.content_length or 0) > MAX_BYTES:
        raise UnreadableInput(_too_large())


def _too_large() -> str:
    return f"The page is larger than {MAX_BYTES >> 20} MB: {_PASTE}"


async def _body(response: aiohttp.ClientResponse) -> bytes:
    """Gives the unpacked body; a bomb is put down when it passes the limit, before it has gone off."""
    unpack = _unpacker(response.headers.get("Content-Encoding", ""))
    body = bytearray()
    async for piece in response.content.iter_chunked(_CHUNK):
        body += unpack(piece, MAX_BYTES + 1 - len(body)) if unpack else piece
        if len(body) > MAX_BYTES:
            raise UnreadableInput(_too_large())
    if not body.strip():
        raise UnreadableInput(f"The page is empty: {_PASTE}")
    return bytes(body)


def _unpacker(encoding: str) -> Any:
    """Gives what unpacks a piece of the body to at most so many bytes, or None when it is not packed."""
    name = encoding.strip().lower()
    if name in {"", "identity"}:
        return None
    if name not in {"gzip", "x-gzip", "deflate"}:
        raise UnreadableInput(f"The page is packed in a way that I cannot read: {_PASTE}")
    return _Unpacker().unpack


class _Unpacker:
    """zlib with or without its head, or gzip: servers send all three under two names."""

    def __init__(self) -> None:
        self._zlib = zlib.decompressobj(zlib.MAX_WBITS | 32)
        self._begun = False

    def unpack(self, piece: bytes, most: int) -> bytes:
        try:
            made = self._zlib.decompress(piece, most)
        except zlib.error:
            if self._begun:
                raise UnreadableInput(f"The page came damaged: try again, or {_PASTE}") from None
            self._zlib = zlib.decompressobj(-zlib.MAX_WBITS)
            self._begun = True
            return self.unpack(piece, most)
        self._begun = True
        return made


def _sentence(error: aiohttp.ClientError) -> str:
    host = getattr(error, "host", None)
    if isinstance(error, aiohttp.ClientConnectorDNSError):
        return f"There is no site called {host}: please check the link."
    if isinstance(error, aiohttp.ClientSSLError):
        return f"The connection to {host} is not safe, its certificate is not valid: {_PASTE}"
    if isinstance(error, aiohttp.ClientConnectorError):
        return f"{host} cannot be reached: try again later, or paste the text."
    if isinstance(error, aiohttp.InvalidURL):
        return "The link is not a proper address: please check it."
    return "The server broke off in the middle of the page: try again later, or paste the text."
