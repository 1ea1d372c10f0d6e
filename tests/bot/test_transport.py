"""The transport against a server that misbehaves in every way a network knows."""

from __future__ import annotations

import asyncio
import json
import traceback
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest
from aiohttp import web
from telegram import Bot
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, NetworkError, RetryAfter

from bot.transport import AiohttpRequest, AnswerLost, RequestNotSent

TOKEN = "4242:very-secret-token"
Talk = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


async def read_request(reader: asyncio.StreamReader) -> bytes:
    head = await reader.readuntil(b"\r\n\r\n")
    length = next(
        int(line[15:]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:")
    )
    return await reader.readexactly(length)


def answer(status: str, body: bytes, *, length: int | None = None) -> bytes:
    return f"HTTP/1.1 {status}\r\nContent-Length: {length or len(body)}\r\n\r\n".encode() + body


@asynccontextmanager
async def serving(talk: Talk, **options: float) -> AsyncIterator[Bot]:
    """A bot whose Bot API server talks like that."""

    async def once(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await talk(reader, writer)
        finally:
            writer.close()

    server = await asyncio.start_server(once, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    transport = AiohttpRequest(read_timeout=5, **options)  # type: ignore[arg-type]  # the few tests that pass any pass times
    try:
        async with transport:
            yield Bot(
                TOKEN,
                base_url=f"http://127.0.0.1:{port}/bot",
                request=transport,
                get_updates_request=transport,
            )
    finally:
        server.close()


def answering(raw: bytes) -> Talk:
    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await read_request(reader)
        writer.write(raw)
        await writer.drain()

    return talk


async def error_of(talk: Talk) -> Exception:
    async with serving(talk) as bot:
        try:
            await bot.send_message(1, "Hello")
        except Exception as error:  # noqa: BLE001  which one it is, is the fact
            return error
    raise AssertionError("it went through")


async def test_a_refused_connection_is_known_not_to_have_sent_anything() -> None:
    async with AiohttpRequest() as transport:
        bot = Bot(TOKEN, base_url="http://127.0.0.1:9/bot", request=transport)
        with pytest.raises(RequestNotSent):
            await bot.send_message(1, "Hello")


async def test_waiting_too_long_for_a_connection_is_known_not_to_have_sent_anything() -> None:
    arrived, release = asyncio.Event(), asyncio.Event()

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await read_request(reader)
        arrived.set()
        await release.wait()
        writer.write(answer("200 OK", b'{"ok":true,"result":true}'))
        await writer.drain()

    async with serving(talk, connections=1, connect_timeout=0.05) as bot:
        first = asyncio.create_task(bot.log_out(read_timeout=5))
        await arrived.wait()
        with pytest.raises(RequestNotSent) as caught:
            await bot.send_message(1, "Hello")
        release.set()
        await first
    assert TOKEN not in str(caught.value)


async def test_a_closed_transport_sends_nothing() -> None:
    bot = Bot(TOKEN, base_url="http://127.0.0.1:9/bot", request=AiohttpRequest())
    with pytest.raises(RequestNotSent):
        await bot.send_message(1, "Hello")


async def hang_up_at_once(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.transport.abort()


async def hang_up_after_reading(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await read_request(reader)
    writer.transport.abort()


@pytest.mark.parametrize(
    "talk",
    [
        hang_up_at_once,
        hang_up_after_reading,
        answering(answer("200 OK", b'{"ok":true,"resu', length=400)),
        answering(answer("200 OK", b'{"ok":true,"resu')),
        answering(answer("200 OK", b"<html>welcome to the hotel</html>")),
        answering(b"nonsense\r\n\r\n"),
        answering(answer("502 Bad Gateway", b"<html><h1>502</h1></html>")),
        answering(answer("403 Forbidden", b"<html>this proxy forbids</html>")),
        answering(answer("404 Not Found", b"nginx")),
        answering(answer("302 Found", b"")),
    ],
)
async def test_an_answer_that_is_not_telegrams_leaves_the_matter_open(talk: Talk) -> None:
    assert type(await error_of(talk)) is AnswerLost


async def test_a_slow_answer_leaves_the_matter_open() -> None:
    release = asyncio.Event()

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await read_request(reader)
        await release.wait()

    async with serving(talk) as bot:
        async with asyncio.timeout(4):
            with pytest.raises(AnswerLost):
                await bot.send_message(1, "Hello", read_timeout=0.05)
        release.set()


def refusal(code: int, description: str, **parameters: int) -> Talk:
    body = {"ok": False, "error_code": code, "description": description, "parameters": parameters}
    return answering(answer(f"{code} No", json.dumps(body).encode()))


@pytest.mark.parametrize(
    ("talk", "kind"),
    [
        (refusal(400, "Bad Request: chat not found"), BadRequest),
        (refusal(401, "Unauthorized"), InvalidToken),
        (refusal(403, "Forbidden: bot was blocked by the user"), Forbidden),
        (refusal(500, "Internal Server Error"), NetworkError),
        (refusal(400, "Bad Request: group upgraded", migrate_to_chat_id=-100), ChatMigrated),
    ],
)
async def test_what_telegram_says_keeps_its_class(talk: Talk, kind: type[Exception]) -> None:
    assert type(await error_of(talk)) is kind


@pytest.mark.parametrize(
    ("talk", "seconds"),
    [
        (refusal(429, "Too Many Requests: retry after 7", retry_after=7), 7),
        (refusal(429, "Too Many Requests", retry_after=0), 1),
        (refusal(429, "Too Many Requests"), 1),
        (answering(answer("429 Too Many Requests", b"<html>slow down</html>")), 1),
    ],
)
async def test_every_429_says_how_long_to_wait(talk: Talk, seconds: int) -> None:
    error = await error_of(talk)
    assert type(error) is RetryAfter
    assert error.retry_after == timedelta(seconds=seconds)


@pytest.mark.parametrize("talk", [hang_up_at_once, answering(b"nonsense\r\n\r\n")])
async def test_the_token_stands_in_no_traceback_and_no_log(
    talk: Talk, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    error = await error_of(talk)
    assert "very-secret" not in "".join(traceback.format_exception(error))
    assert error.__context__ is None
    assert error.__cause__ is None
    assert "very-secret" not in caplog.text


async def test_a_proxy_password_stands_in_no_message() -> None:
    async with AiohttpRequest(proxy="http://someone:hush-hush@127.0.0.1:9") as transport:
        bot = Bot(TOKEN, base_url="http://127.0.0.1:9/bot", request=transport)
        with pytest.raises(RequestNotSent) as caught:
            await bot.send_message(1, "Hello")
    assert "hush" not in "".join(traceback.format_exception(caught.value))


async def test_parameters_and_files_arrive_as_they_were_given() -> None:
    seen: list[dict[str, object]] = []

    async def take(request: web.Request) -> web.Response:
        if request.content_type == "application/json":
            seen.append(await request.json())
        else:
            form = await request.post()
            seen.append(
                {
                    name: value.file.read() if isinstance(value, web.FileField) else value
                    for name, value in form.items()
                }
            )
        return web.json_response(
            {"ok": True, "result": {"message_id": 7, "date": 0, "chat": {"id": 1, "type": "private"}}}
        )

    application = web.Application()
    application.router.add_post("/bot{token}/{method}", take)
    runner = web.AppRunner(application)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    async with AiohttpRequest() as transport:
        bot = Bot(TOKEN, base_url=f"http://127.0.0.1:{runner.addresses[0][1]}/bot", request=transport)
        assert (await bot.send_message(1, "Grüße <b>", disable_notification=True)).message_id == 7
        await bot.send_document(1, b"\x00\xff bytes", filename="a.txt", caption="ü")
    await runner.cleanup()
    assert seen[0] == {"chat_id": 1, "text": "Grüße <b>", "disable_notification": True}
    assert seen[1] == {"chat_id": "1", "document": b"\x00\xff bytes", "caption": "ü"}


async def test_it_opens_again_after_it_was_closed() -> None:
    transport = AiohttpRequest()
    await transport.initialize()
    await transport.shutdown()
    await transport.initialize()
    await transport.initialize()
    await transport.shutdown()
    await transport.shutdown()


async def sent(raw: bytes) -> int:
    async with serving(answering(raw)) as bot:
        transport = bot.request
        assert isinstance(transport, AiohttpRequest)
        return await transport.send(f"{bot.base_url}/sendMessage", b"{}")


@pytest.mark.parametrize(
    "body",
    [
        b'{"ok":true,"result":{"message_id":77,"date":1,"chat":{"id":1,"type":"private"},"text":"a"}}',
        b'{"ok":true,"result":{"message_id":77}}',
        b'{"ok": true, "result": {"date": 1, "message_id": 77}}\n',
        b'{"result":{"reply_to_message":{"message_id":5},"message_id":77},"ok":true}',
    ],
)
async def test_a_message_that_was_sent_is_known_by_its_id(body: bytes) -> None:
    assert await sent(answer("200 OK", body)) == 77


@pytest.mark.parametrize(
    "body",
    [
        b'{"ok":true,"result":true}',
        b'{"ok":true,"result":{"message_id":"none"}}',
        b'{"ok":true,"result":{"message_id":77,"text":"a b',
        b'{"ok":true,"result":{"message_id":7',
    ],
)
async def test_an_answer_that_names_no_message_leaves_the_matter_open(body: bytes) -> None:
    with pytest.raises(AnswerLost):
        await sent(answer("200 OK", body))


async def test_a_message_that_is_refused_is_refused_with_telegrams_reason() -> None:
    body = b'{"ok":false,"error_code":403,"description":"Forbidden: bot was blocked by the user"}'
    with pytest.raises(Forbidden, match="blocked"):
        await sent(answer("403 Forbidden", body))
