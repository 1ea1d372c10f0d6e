"""python-telegram-bot's transport over one aiohttp session.

    RequestNotSent   nothing reached Telegram: sending again costs nothing
    AnswerLost       the request may have been acted on; nobody can say

Both are `telegram.error.NetworkError`s, so handlers need to know neither. All that Telegram itself answers is
translated by `BaseRequest`, by status and description. No URL, hence no token, stands in a message, a cause or a log.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Final, cast

import aiohttp
from telegram.error import NetworkError, RetryAfter, TelegramError
from telegram.request import BaseRequest, RequestData
from yarl import URL

from bot.posts import Posts

_SECRET = re.compile(r"(?<=/bot)[^/\s'\")]+|(?<=//)[^/@\s]+(?=@)")
_SENT: Final = re.compile(rb'\{"ok":true,"result":\{"message_id":(\d+)[,}]')
_NOT_SENT: Final = (
    aiohttp.ClientConnectorError,
    aiohttp.ConnectionTimeoutError,
    aiohttp.ClientHttpProxyError,
    aiohttp.InvalidURL,
)
_JSON_HEADERS: Final = {"Content-Type": "application/json"}
_LONGEST_LINE: Final = 200


class RequestNotSent(NetworkError):
    """No connection was made, so Telegram has seen nothing of the request."""


class AnswerLost(NetworkError):
    """The request left, but no answer of Telegram's came back: it may or may not have been acted on."""


@dataclass(frozen=True, slots=True)
class _Json:
    """What `do_request` asks of a `RequestData`, for parameters that are JSON already."""

    json_payload: bytes
    contains_files: bool = False


class AiohttpRequest(BaseRequest):
    """Carries requests to the Bot API over kept-alive connections.

    All times are seconds. `connections` bounds the requests under way at once; `proxy` is an `http://` URL.
    Redirects are not followed, cookies not kept. `initialize` and `shutdown` may be called again.
    """

    def __init__(
        self,
        *,
        connections: int = 64,
        connect_timeout: float = 5.0,
        read_timeout: float = 10.0,
        write_timeout: float = 20.0,
        proxy: str | None = None,
    ) -> None:
        self._connections = connections
        self._proxy = proxy
        self._connect_timeout = connect_timeout
        self._read_timeout = read_timeout
        self._write_timeout = write_timeout
        # A timer for each read costs a tenth of a small request; one for the whole serves as well.
        self._usual = aiohttp.ClientTimeout(total=connect_timeout + read_timeout, connect=connect_timeout)
        self._urls: dict[str, URL] = {}
        self._session: aiohttp.ClientSession | None = None
        self._posts: Posts | None = None

    @property
    def read_timeout(self) -> float:
        """Seconds to wait for an answer unless a call says otherwise."""
        return self._read_timeout

    async def initialize(self) -> None:
        """Open the session, if it is not open."""
        if self._session is not None:
            return
        connector = aiohttp.TCPConnector(limit=self._connections, keepalive_timeout=30, ttl_dns_cache=300)
        self._session = aiohttp.ClientSession(
            connector=connector,
            cookie_jar=aiohttp.DummyCookieJar(),
            headers={"User-Agent": self.USER_AGENT},
            timeout=self._usual,
        )
        # Posts know no proxies.
        self._posts = None if self._proxy else Posts(self._session, self.USER_AGENT)

    async def shutdown(self) -> None:
        """Close the session and its connections."""
        session, self._session, self._posts = self._session, None, None
        if session is not None:
            await session.close()

    async def do_request(  # noqa: PLR0917  the base class passes them so
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ARG002  the base class asks for it; waiting for a connection counts as connecting
    ) -> tuple[int, bytes]:
        """Return status and body; see `BaseRequest.do_request`.

        Raises `RequestNotSent`, `AnswerLost`, or `RetryAfter` (any 429, also one that names no time).
        """
        times = self._usual
        own_times = not (read_timeout is write_timeout is connect_timeout is BaseRequest.DEFAULT_NONE)
        if own_times or (request_data is not None and request_data.contains_files):
            times = self._timeout(
                _given(connect_timeout, self._connect_timeout),
                _given(read_timeout, self._read_timeout),
                _given(write_timeout, self._write_timeout),
            )
        status, body = await self._exchange(self._url(url), method, request_data, times)
        _check_that_telegram_answered(status, body)
        return status, body

    async def call(
        self, url: str, parameters: dict[str, Any] | bytes, *, read_timeout: float | None = None
    ) -> Any:
        """Return the `result` of a method as Telegram wrote it, sparing the objects that a `Bot` builds of it.

        `parameters` are plain JSON values, or their JSON. Raises what a `Bot` raises, and `RequestNotSent` and
        `AnswerLost`.
        """
        body = parameters if isinstance(parameters, bytes) else json.dumps(parameters).encode()
        return await self.post(
            url, cast("RequestData", _Json(body)), read_timeout=read_timeout or self.DEFAULT_NONE
        )

    async def send(self, url: str, parameters: bytes) -> int:
        """Call a method that sends one message, and return that message's id.

        Of an answer that begins as Telegram's do, no more than that is read. Raises what `call` raises.
        """
        answer = await self._request_wrapper(url, "POST", cast("RequestData", _Json(parameters)))
        if (sent := _SENT.match(answer)) and answer.endswith(b"}"):
            return int(sent[1])
        try:
            return int(self.parse_json_payload(answer)["result"]["message_id"])
        except (LookupError, TypeError, ValueError):
            raise AnswerLost("Telegram's answer names no message.") from None

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """Decode an answer; raises `AnswerLost` when it is cut or not JSON."""
        try:
            answer: dict[str, Any] = json.loads(payload.decode("utf-8", "replace"))
        except ValueError:
            answer = {}
        if "ok" not in answer:
            raise AnswerLost("The answer of the Bot API server was cut short or is not JSON.")
        return answer

    async def _exchange(
        self, url: URL, method: str, data: RequestData | None, times: aiohttp.ClientTimeout
    ) -> tuple[int, bytes]:
        if self._session is None:
            raise RequestNotSent("The connection to the Bot API is closed.")
        body, headers = _body(data)
        try:
            if self._posts is not None and method == "POST" and isinstance(body, bytes):
                return await self._posts.post(url, body, times)
            async with self._session.request(
                method,
                url,
                data=body,
                headers=headers,
                timeout=times,
                proxy=self._proxy,
                allow_redirects=False,
            ) as response:
                return response.status, await response.read()
        except (TimeoutError, aiohttp.ClientError, OSError) as error:
            failure = _translated(error)
        # Raised outside the handler: neither its context nor its cause may carry the URL.
        raise failure

    def _url(self, url: str) -> URL:
        known = self._urls.get(url)
        if known is None:
            known = URL(url)
            if "/file/" not in url:  # file paths are endless, methods are few
                self._urls[url] = known
        return known

    @staticmethod
    def _timeout(connect: float | None, read: float | None, write: float | None) -> aiohttp.ClientTimeout:
        parts = (connect, read, write)
        total = None if None in parts else sum(part for part in parts if part is not None)
        return aiohttp.ClientTimeout(total=total, connect=connect, sock_read=read)


def _given(value: Any, usual: float) -> float | None:
    return usual if value is BaseRequest.DEFAULT_NONE else value


def _body(data: RequestData | None) -> tuple[bytes | aiohttp.FormData | None, dict[str, str] | None]:
    if data is None:
        return None, None
    if isinstance(data, _Json):
        return data.json_payload, _JSON_HEADERS
    if not data.contains_files:
        return json.dumps(data.parameters).encode(), _JSON_HEADERS
    form = aiohttp.FormData()
    for name, value in data.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, content, mime) in data.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=mime)
    return form, None


def _translated(error: BaseException) -> NetworkError:
    text = _SECRET.sub("…", f"{type(error).__name__}: {error}")[:_LONGEST_LINE]
    if isinstance(error, _NOT_SENT):
        return RequestNotSent(f"The Bot API server cannot be reached ({text}).")
    return AnswerLost(f"The Bot API server did not answer ({text}).")


def _check_that_telegram_answered(status: int, body: bytes) -> None:
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        raise RetryAfter(_retry_after(body))
    if status >= HTTPStatus.MULTIPLE_CHOICES and not body.lstrip().startswith(b"{"):
        # A proxy's own 403 page must not mark readers as gone, nor its 404 page the token as wrong.
        raise AnswerLost(f"Something between us and the Bot API answered HTTP {status} in its place.")


def _retry_after(body: bytes) -> int:
    try:
        return max(1, int(AiohttpRequest.parse_json_payload(body)["parameters"]["retry_after"]))
    except (TelegramError, LookupError, TypeError, ValueError):
        return 1
