"""Every fault of Telegram or the way to it, and what becomes of the message: on record, at Telegram, and when.

The worker, its pacer and the transport are the real ones, on an event loop whose clock is turned whenever nothing happens.
"""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from lives import Telegram
from structlog.testing import capture_logs
from trial import Trial, now

from bot.delivery.messenger import Messenger, RenderedMessage
from bot.delivery.pace import Pace
from bot.delivery.pacer import Pacer
from bot.delivery.worker import Worker
from bot.transport import AiohttpRequest
from briefings.model import DeliveryState, SubscriberState
from briefings.store import Database, outbox, subscribers
from briefings.store.schema import BY_NUMBER

pytestmark = pytest.mark.chaos

SENT, FAILED, UNCERTAIN, CANCELLED = (
    DeliveryState.SENT,
    DeliveryState.FAILED,
    DeliveryState.UNCERTAIN,
    DeliveryState.CANCELLED,
)
PERSON, GROUP, NEW_GROUP = 5, -5, -1005
OTHERS = (7, 8)
STILL = 0.1


class TurningLoop(asyncio.SelectorEventLoop):
    """Its clock can be turned."""

    ahead = 0.0

    def time(self) -> float:
        return super().time() + self.ahead


@dataclass(frozen=True)
class Case:
    """A fault, and what is to come of it: how often the message arrives, how many resends are on record, after how many seconds."""

    name: str
    rule: dict[str, Any]
    state: DeliveryState
    arrives: int = 1
    resends: int = 0
    after: float = 0.0
    reader: SubscriberState = SubscriberState.ACTIVE
    chat: int = PERSON
    at: int = 0
    text: str = "<b>Briefing</b>"


def error(code: int, description: str, **parameters: int) -> dict[str, Any]:
    told = {"error_code": code, "description": description}
    return {"kind": "error", "error": {**told, "parameters": parameters} if parameters else told}


def too_many(seconds: int, **more: Any) -> dict[str, Any]:
    return error(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds) | more


BLOCKED, GONE = SubscriberState.BLOCKED, SubscriberState.GONE
SERVER_ERROR = error(500, "Internal Server Error")
MARKUP = error(400, "Bad Request: can't parse entities: unsupported start tag")
UPGRADED = error(
    400, "Bad Request: group chat was upgraded to a supergroup chat", migrate_to_chat_id=NEW_GROUP
)

CASES = [
    Case("refused", {"kind": "refused"}, SENT),
    Case("refused, to a group", {"kind": "refused"}, SENT, chat=GROUP),
    Case("reset before delivery", {"kind": "reset"}, SENT, resends=1, after=5),
    Case("reset before delivery, to a group", {"kind": "reset"}, UNCERTAIN, arrives=0, chat=GROUP),
    Case("reset after delivery", {"kind": "reset", "delivered": True}, SENT, arrives=2, resends=1, after=5),
    Case("reset after delivery, to a group", {"kind": "reset", "delivered": True}, UNCERTAIN, chat=GROUP),
    Case("reset again and again", {"kind": "reset", "times": 9}, UNCERTAIN, arrives=0, resends=4, after=400),
    Case("slow", {"kind": "slow", "delivered": True, "seconds": 0.3}, SENT),
    Case(
        "too slow", {"kind": "slow", "delivered": True, "seconds": 3.0}, SENT, arrives=2, resends=1, after=15
    ),
    Case("too slow, to a group", {"kind": "slow", "delivered": True, "seconds": 3.0}, UNCERTAIN, chat=GROUP),
    Case("500", SERVER_ERROR, SENT, resends=1, after=5),
    Case("500 after delivery", SERVER_ERROR | {"delivered": True}, SENT, arrives=2, resends=1, after=5),
    Case("500, to a group", SERVER_ERROR, UNCERTAIN, arrives=0, chat=GROUP),
    Case("502 of a proxy", {"kind": "html"}, SENT, resends=1, after=5),
    Case("502 of a proxy, to a group", {"kind": "html"}, UNCERTAIN, arrives=0, chat=GROUP),
    Case("truncated", {"kind": "truncated", "delivered": True}, SENT, arrives=2, resends=1, after=5),
    Case("truncated, to a group", {"kind": "truncated", "delivered": True}, UNCERTAIN, chat=GROUP),
    *(Case(f"429 for {wait} s", too_many(wait), SENT, after=wait) for wait in (1, 5, 30, 120, 600, 3600)),
    Case("429 for an hour, to a group", too_many(3600), SENT, after=3600, chat=GROUP),
    Case("429 again and again", too_many(30, times=8), SENT, after=240),
    Case("blocked", error(403, "Forbidden: bot was blocked by the user"), CANCELLED, 0, reader=BLOCKED),
    Case("deactivated", error(403, "Forbidden: user is deactivated"), FAILED, 0, reader=GONE),
    Case(
        "kicked",
        error(403, "Forbidden: bot was kicked from the group chat"),
        CANCELLED,
        0,
        reader=BLOCKED,
        chat=GROUP,
    ),
    Case("no chat", error(400, "Bad Request: chat not found"), FAILED, 0, reader=GONE),
    Case("refused markup", MARKUP, SENT, text="Briefing"),
    Case("refused as plain text, too", MARKUP | {"times": 2}, FAILED, 0),
    Case("refused for another reason", error(400, "Bad Request: message is too long"), FAILED, 0),
    Case("upgraded group", UPGRADED, SENT, chat=GROUP, at=NEW_GROUP),
]


@pytest.fixture(scope="module")
def telegram(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Telegram]:
    with Telegram(tmp_path_factory.mktemp("telegram")) as started:
        yield started


@pytest.fixture(scope="module")
def owing(telegram: Telegram, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database that owes a message to a person, a group and others."""
    file = tmp_path_factory.mktemp("owing") / "b.sqlite"
    work = Trial(f"sqlite:///{file}", telegram, None)  # type: ignore[arg-type]  # the program itself is not started
    work.open([PERSON, GROUP, *OTHERS])
    work.publish()
    return file


@pytest.fixture
def trial(telegram: Telegram, owing: Path, tmp_path: Path) -> Trial:
    shutil.copy(owing, tmp_path)
    return Trial(f"sqlite:///{tmp_path}/b.sqlite", telegram, None)  # type: ignore[arg-type]  # same


async def deliver(trial: Trial, life: str, *, rate: float = 1000) -> float:
    """Work until nothing is owed any more; returns by how many seconds the clock was turned."""
    loop = asyncio.get_running_loop()
    assert isinstance(loop, TurningLoop)
    database = await Database.open(trial.url)
    async with AiohttpRequest() as transport:
        worker = Worker(
            database,
            Messenger(transport, f"{trial.telegram.url}/{life}/bot1:chaos"),
            Pacer(Pace(rate=rate)),
            lambda *_: [RenderedMessage("<b>Briefing</b>")],
            clock=lambda: now() + timedelta(seconds=loop.ahead),
            rate=rate,
        )
        working = asyncio.create_task(worker.run())
        step, seen = 1.0, -1
        while True:
            await asyncio.sleep(0)
            async with database.read() as connection:
                if not (await outbox.counts(connection)).owed:
                    break
            # What is real takes real time: turn only when nothing came in for a while.
            came = len(trial.telegram.look())
            await asyncio.sleep(STILL)
            if came == seen == len(trial.telegram.look()):
                loop.ahead += step
                step = min(step * 2, 300.0)
            seen = came
        worker.stop()
        await working
    await database.close()
    return loop.ahead


def run(trial: Trial, life: str) -> float:
    with capture_logs(), asyncio.Runner(loop_factory=TurningLoop) as runner:
        return runner.run(deliver(trial, life))


async def state_of(database: Database, chat: int) -> SubscriberState | None:
    async with database.read() as connection:
        found = await subscribers.find(connection, chat)
    return found.state if found else None


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_becomes_of_a_message(trial: Trial, case: Case) -> None:
    if case.rule["kind"] == "refused":
        trial.telegram.tell("refuse", 0.5)
    else:
        trial.telegram.tell("rules", [{"chat": case.chat, **case.rule}])
    life = case.name.replace(" ", "-").replace(",", "")
    turned = run(trial, life)
    chat = case.at or case.chat
    came = [send for send in trial.telegram.look() if send.life == life and send.arrived]
    [row] = [one for one in trial.standings() if one.chat == chat]
    assert (BY_NUMBER[row.state], row.resends) == (case.state, case.resends)
    mine = [send.text for send in came if send.chat == chat]
    assert mine == [case.text] * case.arrives
    assert turned >= case.after - 2  # some of it passed while the clock was not turned
    assert trial.on(lambda database: state_of(database, chat)) is case.reader
    # Nobody else noticed.
    assert {send.chat for send in came} >= set(OTHERS)
    assert all(BY_NUMBER[one.state] is SENT for one in trial.standings() if one.chat != chat)


def test_a_429_for_all_makes_all_wait_until_one_deadline(trial: Trial) -> None:
    trial.telegram.tell("rules", [too_many(60, times=4)])
    turned = run(trial, "global")
    sends = [send for send in trial.telegram.look() if send.life == "global"]
    assert turned >= 58
    assert [send.arrived for send in sends] == [False] * (len(sends) - 4) + [True] * 4
    assert all(BY_NUMBER[one.state] is SENT for one in trial.standings())
