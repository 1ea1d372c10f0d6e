"""Posts over real connections, as servers may treat them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress

import aiohttp
import pytest
from yarl import URL

from bot.posts import Posts

TIMES = aiohttp.ClientTimeout(total=5, connect=5)
Answer = Callable[[bytes, asyncio.StreamWriter], Awaitable[None]]


class Server:
    """Hands each request (head and body) to `answer`; counts the connections."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer
        self.connections = 0
        self.talks: set[asyncio.Task[None]] = set()

    async def talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        task = asyncio.current_task()
        assert task is not None
        self.talks.add(task)
        with suppress(asyncio.IncompleteReadError, ConnectionError):
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                length = int(head.lower().split(b"content-length: ")[1].split(b"\r\n")[0])
                await self.answer(head + await reader.readexactly(length), writer)
        writer.close()
        with suppress(ConnectionError):
            await writer.wait_closed()


@asynccontextmanager
async def posting(
    server: Server, times: aiohttp.ClientTimeout = TIMES
) -> AsyncIterator[Callable[[bytes], Awaitable[tuple[int, bytes]]]]:
    """What posts a body to the server."""
    listening = await asyncio.start_server(server.talk, "127.0.0.1", 0)
    url = URL(f"http://127.0.0.1:{listening.sockets[0].getsockname()[1]}/method?x=1")
    try:
        async with aiohttp.ClientSession() as session:
            posts = Posts(session, "a bot")
            yield lambda body: posts.post(url, body, times)
    finally:
        listening.close()
        await asyncio.gather(*server.talks)


async def echo(request: bytes, writer: asyncio.StreamWriter) -> None:
    body = request.partition(b"\r\n\r\n")[2]
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%b" % (len(body), body))


async def test_posts_go_one_after_another_over_one_connection() -> None:
    server = Server(echo)
    async with posting(server) as post:
        assert [await post(b"%d" % n) for n in range(3)] == [(200, b"0"), (200, b"1"), (200, b"2")]
    assert server.connections == 1


async def test_a_post_says_where_it_goes_and_what_it_is() -> None:
    async def tell(request: bytes, writer: asyncio.StreamWriter) -> None:
        head = request.partition(b"\r\n\r\n")[0]
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%b" % (len(head), head))

    async with posting(Server(tell)) as post:
        _, head = await post(b"{}")
    first, *lines = head.decode().split("\r\n")
    assert first == "POST /method?x=1 HTTP/1.1"
    assert lines[0].startswith("Host: 127.0.0.1:")
    assert lines[1:] == [
        "User-Agent: a bot",
        "Accept: */*",
        "Content-Type: application/json",
        "Content-Length: 2",
    ]


async def test_a_post_that_was_given_up_leaves_its_answer_to_nobody() -> None:
    arrived, release = asyncio.Event(), asyncio.Event()

    async def slow_at_first(request: bytes, writer: asyncio.StreamWriter) -> None:
        if request.endswith(b"first"):
            arrived.set()
            await release.wait()
        await echo(request, writer)

    server = Server(slow_at_first)
    async with posting(server) as post:
        first = asyncio.ensure_future(post(b"first"))
        await arrived.wait()
        first.cancel()
        with pytest.raises(asyncio.CancelledError):
            await first
        release.set()
        assert await post(b"second") == (200, b"second")
    assert server.connections == 2


async def test_an_answer_in_chunks_is_read_whole() -> None:
    async def in_chunks(_: bytes, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n")
        await writer.drain()
        writer.write(b"1\r\nc\r\n0\r\n\r\n")

    async with posting(Server(in_chunks)) as post:
        assert await post(b"{}") == (200, b"abc")


async def test_a_server_that_says_it_is_at_work_is_waited_for() -> None:
    async def at_work(request: bytes, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 102 Processing\r\n\r\n")
        await writer.drain()
        await echo(request, writer)

    async with posting(Server(at_work)) as post:
        assert await post(b"{}") == (200, b"{}")


async def test_a_connection_that_the_server_will_close_is_not_used_again() -> None:
    async def last(_: bytes, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok")

    server = Server(last)
    async with posting(server) as post:
        assert [await post(b"{}"), await post(b"{}")] == [(200, b"ok")] * 2
    assert server.connections == 2


async def test_what_is_not_http_is_an_error_of_the_client() -> None:
    async def nonsense(_: bytes, writer: asyncio.StreamWriter) -> None:
        writer.write(b"220 mail.example.org ESMTP\r\n\r\n")

    async with posting(Server(nonsense)) as post:
        with pytest.raises(aiohttp.ClientError):
            await post(b"{}")


HALF_AN_ANSWER = {
    "nothing": b"",
    "half of a head": b"HTTP/1.1 200 OK\r\nContent-",
    "half of a body": b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nab",
    "half of a body of no length": b"HTTP/1.1 200 OK\r\n\r\nab",
    "one chunk of two": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n",
}


@pytest.mark.parametrize("half", HALF_AN_ANSWER.values(), ids=HALF_AN_ANSWER)
@pytest.mark.parametrize(
    "times", [aiohttp.ClientTimeout(total=0.05), aiohttp.ClientTimeout(total=5, sock_read=0.05)]
)
async def test_half_an_answer_is_none_when_its_time_is_over(
    half: bytes, times: aiohttp.ClientTimeout
) -> None:
    async def begin(_: bytes, writer: asyncio.StreamWriter) -> None:
        writer.write(half)

    async with posting(Server(begin), times) as post:
        with pytest.raises(TimeoutError):
            await post(b"{}")


async def test_a_post_that_times_out_takes_no_other_with_it() -> None:
    release = asyncio.Event()

    async def slow_for_some(request: bytes, writer: asyncio.StreamWriter) -> None:
        if request.endswith(b"slow"):
            await release.wait()
        await echo(request, writer)

    server = Server(slow_for_some)
    async with posting(server, aiohttp.ClientTimeout(total=0.2)) as post:
        slow = asyncio.ensure_future(post(b"slow"))
        while not slow.done():
            assert await post(b"fast") == (200, b"fast")
        with pytest.raises(TimeoutError):
            await slow
        release.set()
    assert server.connections == 2
