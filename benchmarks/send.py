"""What one delivered message costs in CPU, on the whole path: claim -> write -> render -> pace -> send -> record.

    python benchmarks/send.py [--messages 3000] [--rounds 9]

Three ways, alternately in one run, to the same Bot API server on the loopback (a process of its own):

    naive    for chat in chats: await bot.send_message(...)      stock python-telegram-bot, nothing remembered
    raw      session.post(url, json=...), 64 at a time           aiohttp alone, nothing remembered
    ours     the outbox worker on SQLite, synchronous=FULL       every outcome and receipt on disk, departures noted

CPU time of this process with all its threads, per message; ratios are the medians of the rounds'. Goals: ours <= naive / 8,
ours <= 1.6 x raw.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import json
import logging
import os
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("PTB_TIMEDELTA", "1")

import aiohttp
import sqlalchemy as sa
from telegram import Bot, InlineKeyboardMarkup
from telegram.request import HTTPXRequest

from bot.delivery.departures import Departures
from bot.delivery.letters import Letters
from bot.delivery.messenger import Messenger, RenderedMessage
from bot.delivery.pace import Pace
from bot.delivery.pacer import Pacer
from bot.delivery.worker import Worker
from bot.process import garbage
from bot.render import Renderer
from bot.render.screens import digests
from bot.transport import AiohttpRequest
from briefings.desk.newsroom import Newsroom
from briefings.model import Delivery, Digest, DraftStory, Reading, SubscriberKind, SubscriberState, TopicMatch
from briefings.preferences import Manner
from briefings.store import Database, outbox, topics
from briefings.store.schema import subscribers, subscriptions

TOKEN = "4242:benchmark-token"  # noqa: S105  opens nothing
AT_ONCE = 64
AS_PYTHON_HAS_IT = gc.get_threshold()
PARAGRAPH = "The foreign minister told the assembly that the talks would go on, and that both sides had agreed on dates."


def now() -> datetime:
    return datetime.now(UTC)


def drafts(_: str, __: object) -> Reading:
    """Two stories with a summary of three sentences each: a usual push."""
    return Reading(
        tuple(
            DraftStory(
                headline=f"Headline number {n}: ministers meet again in the capital",
                paragraphs=(PARAGRAPH,) * 12,
                source="The Capital Gazette",
                summary=f"{PARAGRAPH} " * 3,
                topics=(TopicMatch("us-russia", 1.0, ("ministers",), f"{PARAGRAPH} " * 3),),
            )
            for n in range(2)
        )
    )


RENDERER = Renderer(now)


def render(digest: Digest, _: Manner) -> list[RenderedMessage]:
    screens = digests.delivered(RENDERER, digest)
    return [RenderedMessage(one.html, one.keyboard.to_dict() if one.keyboard else None) for one in screens]


class House:
    """A database with so many readers of one topic."""

    def __init__(self, database: Database, folder: str, readers: int) -> None:
        self.database = database
        self.folder = Path(folder)
        self.readers = readers

    async def fill(self) -> None:
        async with self.database.write() as tx:
            topic = (await topics.ids(tx))["us-russia"]
            rows = [
                {
                    "id": n,
                    "chat_id": n,
                    "thread_id": 0,
                    "kind": SubscriberKind.PRIVATE,
                    "language": "en",
                    "state": SubscriberState.ACTIVE,
                    "created_at": now(),
                }
                for n in range(1, self.readers + 1)
            ]
            await tx.execute(sa.insert(subscribers), rows)
            follows = [{"topic_id": topic, "subscriber_id": row["id"], "created_at": now()} for row in rows]
            await tx.execute(sa.insert(subscriptions), follows)

    async def publish(self, number: int) -> int:
        newsroom = Newsroom(self.database, now, drafts)
        opened = await newsroom.begin(1, 1, number, f"article {number}", wait=timedelta())
        await newsroom.finish(opened.id)
        await newsroom.publish(opened.id, by=1)
        return opened.id

    def departures(self) -> Departures:
        """Fresh ones: those of the round before would be read, as after a crash."""
        path = self.folder / "departures"
        path.unlink(missing_ok=True)
        return Departures(path, self.database)

    async def owed(self) -> int:
        async with self.database.read() as connection:
            return (await outbox.counts(connection)).owed


class Counting(Messenger):
    """Tells when so many messages are sent, so that nobody need ask the database all the time."""

    def __init__(self, transport: AiohttpRequest, url: str, messages: int) -> None:
        super().__init__(transport, url)
        self.left = messages
        self.through = asyncio.Event()

    async def send(self, *args: Any, **how: Any) -> int:
        sent = await super().send(*args, **how)
        self.left -= 1
        if not self.left:
            self.through.set()
        return sent


async def ours(house: House, transport: AiohttpRequest, url: str) -> float:
    messenger = Counting(transport, url, house.readers)
    worker = Worker(
        house.database,
        messenger,
        Pacer(Pace(rate=50_000)),
        render,
        clock=now,
        rate=1000,
        senders=AT_ONCE,
        departures=house.departures(),
    )
    garbage.settle()  # as the program does once it has started
    began = time.process_time()
    running = asyncio.create_task(worker.run())
    await messenger.through.wait()
    worker.stop()
    await running
    cost = time.process_time() - began
    assert not await house.owed()
    gc.unfreeze()
    gc.set_threshold(*AS_PYTHON_HAS_IT)
    return cost


async def naive(chats: range, message: RenderedMessage, base: str) -> float:
    markup = InlineKeyboardMarkup.de_json(message.keyboard, None) if message.keyboard else None
    async with Bot(TOKEN, base_url=base, request=HTTPXRequest()) as bot:
        began = time.process_time()
        for chat in chats:
            await bot.send_message(
                chat,
                message.text,
                parse_mode="HTML",
                reply_markup=markup,
                disable_web_page_preview=True,
            )
        return time.process_time() - began


async def raw(chats: range, message: RenderedMessage, url: str) -> float:
    queue = iter(chats)

    async def send(session: aiohttp.ClientSession) -> None:
        for chat in queue:
            body = {
                "chat_id": chat,
                "text": message.text,
                "parse_mode": "HTML",
                "reply_markup": message.keyboard,
                "link_preview_options": {"is_disabled": True},
            }
            async with session.post(f"{url}/sendMessage", json=body) as response:
                assert (await response.json())["ok"]

    async with aiohttp.ClientSession() as session:
        began = time.process_time()
        async with asyncio.TaskGroup() as group:
            for _ in range(AT_ONCE):
                group.create_task(send(session))
        return time.process_time() - began


async def compare(messages: int, rounds: int, port: int) -> None:
    base = f"http://127.0.0.1:{port}/bot"
    url = f"{base}{TOKEN}"
    figures: dict[str, list[float]] = {"naive": [], "raw": [], "ours": []}
    with tempfile.TemporaryDirectory() as folder:
        database = await Database.open(f"sqlite:///{folder}/bench.sqlite")
        house = House(database, folder, messages)
        await house.fill()
        sample: list[RenderedMessage] = []
        async with AiohttpRequest(connections=AT_ONCE) as transport:
            for number in range(rounds + 1):  # the first round warms up
                await house.publish(number + 1)
                sample = sample or await _sample(house)
                chats = range(1, messages + 1)
                costs = {
                    "naive": await naive(chats[: messages // 5], sample[0], base) * 5,  # it needs no warming
                    "raw": await raw(chats, sample[0], url),
                    "ours": await ours(house, transport, url),
                }
                if number:
                    for name, cost in costs.items():
                        figures[name].append(cost / messages * 1e6)
        await database.close()
    _table(figures, len(sample[0].text))


async def _sample(house: House) -> list[RenderedMessage]:
    async with house.database.read() as connection:
        delivery = Delivery(id=1, mailing_id=1, submission_id=1, subscriber_id=1, chat_id=1)
        [(_, letter)] = await Letters(render).write(connection, [delivery], datetime.now(UTC))
    return list(letter.messages)


def _table(figures: dict[str, list[float]], length: int) -> None:
    """Ratios are taken within each round: a machine that others use too is slow for all ways at once."""
    print(f"a message of {length} characters; CPU in us a message, {len(figures['ours'])} rounds\n")
    print(f"{'way':<8}{'median':>10}{'least':>10}{'most':>10}{'ours is':>14}")
    ratios = {}
    for name, costs in figures.items():
        ratios[name] = statistics.median(mine / its for mine, its in zip(figures["ours"], costs, strict=True))
        median = statistics.median(costs)
        print(f"{name:<8}{median:>10.0f}{min(costs):>10.0f}{max(costs):>10.0f}{ratios[name]:>12.2f} x")
    print(f"\nours / naive {ratios['naive']:.3f} (goal <= 0.125)")
    print(f"ours / raw   {ratios['raw']:.2f} (goal <= 1.60)")


class Telegram(asyncio.Protocol):
    """A Bot API server that says yes to everything, in as few instructions as Python allows."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport
        self._buffer = b""

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        while (end := self._buffer.find(b"\r\n\r\n")) >= 0:
            head = self._buffer[:end].lower()
            at = head.find(b"content-length:")
            length = int(head[at + 15 :].split(b"\r\n", 1)[0]) if at >= 0 else 0
            if len(self._buffer) < end + 4 + length:
                return
            self._buffer = self._buffer[end + 4 + length :]
            self._transport.write(ME if b"/getme " in head else SENT)  # type: ignore[attr-defined]  # a transport of a socket writes


def _answer(result: dict[str, object]) -> bytes:
    body = json.dumps(
        {"ok": True, "result": result}, separators=(",", ":")
    ).encode()  # without spaces, as Telegram
    return (
        b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(body) + body
    )


ME = _answer({"id": 4242, "is_bot": True, "first_name": "Bench", "username": "bench_bot"})
SENT = _answer(
    {  # what Telegram answers to the message that is measured: two headings, two headlines, two sources, two buttons
        "message_id": 77,
        "from": {"id": 4242, "is_bot": True, "first_name": "Bench", "username": "bench_bot"},
        "chat": {"id": 1, "type": "private", "first_name": "Reader", "username": "reader"},
        "date": 1767225600,
        "text": f"{PARAGRAPH} " * 7,
        "entities": [
            {"type": kind, "offset": n * 40, "length": 30}
            for n, kind in enumerate(("bold", "underline", "bold", "italic", "bold", "italic"))
        ],
        "link_preview_options": {"is_disabled": True},
        "reply_markup": {
            "inline_keyboard": [
                [{"text": "Headline: ministers meet again", "callback_data": f"1o:{n}:"}] for n in range(2)
            ]
        },
    }
)


async def serve() -> None:
    server = await asyncio.get_running_loop().create_server(Telegram, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--messages", type=int, default=3000)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--serve", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.serve:
        asyncio.run(serve())
        return
    logging.disable(logging.CRITICAL)  # httpx would log every request, which no operator would leave on
    server = subprocess.Popen([sys.executable, __file__, "--serve"], stdout=subprocess.PIPE, text=True)
    try:
        assert server.stdout is not None
        asyncio.run(compare(options.messages, options.rounds, int(server.stdout.readline())))
    finally:
        server.terminate()
        server.wait()


if __name__ == "__main__":
    main()
