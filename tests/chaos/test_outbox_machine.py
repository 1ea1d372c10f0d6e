"""The outbox under any mix of publications, claims, faults of Telegram, deaths and waits: promises that hold after each step.

Two processes share it, as senders on PostgreSQL do: each holds what it claimed, and loses that when it dies.
"""

from __future__ import annotations

import asyncio
import shutil
import tempfile
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from structlog.testing import capture_logs
from telegram.error import BadRequest, ChatMigrated, Forbidden, RetryAfter
from test_fault_matrix import TurningLoop
from trial import OUTBOX, Trial, now, read

from bot.delivery.courier import Courier
from bot.delivery.letters import Letter
from bot.delivery.messenger import RenderedMessage
from bot.delivery.pace import Pace
from bot.delivery.pacer import Pacer
from bot.delivery.recorder import Recorder
from bot.transport import AnswerLost, RequestNotSent
from briefings.desk.newsroom import Newsroom
from briefings.model import Delivery, DeliveryState, SubscriberKind
from briefings.store import Database, outbox, subscribers
from briefings.store.schema import BY_NUMBER

pytestmark = pytest.mark.chaos

PEOPLE, GROUP, NEW_GROUP = (1, 2), -4, -1004
LEASE = timedelta(minutes=2)
AT_ONCE = timedelta(milliseconds=1)
FAULTS = {
    "none": (None, True),
    "refused": (RequestNotSent("refused"), False),
    "reset before": (AnswerLost("reset"), False),
    "reset after": (AnswerLost("reset"), True),
    "429": (RetryAfter(7), False),
    "429 for an hour": (RetryAfter(3600), False),
    "blocked": (Forbidden("Forbidden: bot was blocked by the user"), False),
    "too long": (BadRequest("Bad Request: message is too long"), False),
    "markup": (BadRequest("Bad Request: can't parse entities"), False),
    "upgraded": (ChatMigrated(NEW_GROUP), False),
}


@dataclass
class Telegram:
    """Where messages arrive, or not."""

    arrived: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    fault: str = "none"
    refused: set[int] = field(default_factory=set)
    ids: int = 1000

    async def send(self, chat_id: int, message: RenderedMessage, **_: Any) -> int:
        error, arrives = FAULTS[self.fault]
        self.fault = "none"
        self.ids += 1
        if arrives:
            self.arrived[NEW_GROUP if chat_id == GROUP else chat_id].append(message.text)
        if error is not None:
            raise error
        return self.ids


class Process:
    """A sender: what it claimed, and what came of it that is not recorded yet."""

    def __init__(self, database: Database, telegram: Telegram, clock: Any) -> None:
        pacer = Pacer(Pace(rate=1000, per_chat=0))
        self.courier = Courier(telegram, pacer, database, clock)  # type: ignore[arg-type]  # a port of four methods
        self.recorder = Recorder(database, clock, lambda _: None)
        self.held: list[Delivery] = []


class Outbox(RuleBasedStateMachine):
    """Each rule is one step of one process, or of the world."""

    ready: Path

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        shutil.copy(self.ready, self.folder.name)
        self.runner = asyncio.Runner(loop_factory=TurningLoop)
        self.telegram = Telegram()
        self.database = self.run(Database.open(f"sqlite:///{self.folder.name}/{self.ready.name}"))
        self.processes = [self.born(), self.born()]
        self.published: list[int] = []
        self.blocked: set[int] = set()
        self.failed = 0

    def run(self, work: Any) -> Any:
        with capture_logs():
            return self.runner.run(work)

    def clock(self) -> Any:
        loop = self.runner.get_loop()
        assert isinstance(loop, TurningLoop)
        return now() + timedelta(seconds=loop.ahead)

    def born(self) -> Process:
        return Process(self.database, self.telegram, self.clock)

    @initialize(parts=st.lists(st.integers(1, 2), min_size=2, max_size=4))
    def begin(self, parts: list[int]) -> None:
        for number in parts:
            self.publish(number)

    @precondition(lambda self: len(self.published) < 8)
    @rule(parts=st.integers(1, 2))
    def publish(self, parts: int) -> None:
        number = len(self.published)
        self.published.append(parts)

        async def act() -> None:
            newsroom = Newsroom(self.database, self.clock, read)
            opened = await newsroom.begin(0, 0, number + 1, f"Number {number}", wait=timedelta())
            await newsroom.finish(opened.id)
            await newsroom.publish(opened.id, by=0)

        self.run(act())

    @rule(who=st.integers(0, 1), limit=st.integers(1, 4))
    def claim(self, who: int, limit: int) -> None:
        async def act() -> None:
            async with self.database.write() as tx:
                claimed = await outbox.claim(tx, now=self.clock(), limit=limit, lease=LEASE)
            async with self.database.write() as tx:
                parts = [(each, self.published[each.mailing_id - 1]) for each in claimed]
                long = [(each, number) for each, number in parts if number > each.part + 1]
                await outbox.split(tx, long, now=self.clock())
            self.processes[who].held += claimed

        self.run(act())

    @precondition(lambda self: any(process.held for process in self.processes))
    @rule(fault=st.sampled_from(sorted(FAULTS)))
    def send_one(self, fault: str) -> None:
        self.send(0 if self.processes[0].held else 1, fault)

    def send(self, who: int, fault: str) -> None:
        process = self.processes[who]
        if not process.held:
            return
        delivery = process.held.pop(0)
        if (fault == "upgraded") != (delivery.chat_id == GROUP and fault == "upgraded"):
            fault = "none"
        self.telegram.fault = fault
        number = delivery.mailing_id - 1
        texts = [RenderedMessage(f"{number}.{part}") for part in range(self.published[number])]
        letter = Letter(tuple(texts), tuple(() for _ in texts))
        record = self.run(process.courier.deliver(delivery, letter, until=self.clock() + AT_ONCE))
        if record.outcome.error and "blocked" in record.outcome.error:
            self.blocked.add(delivery.subscriber_id)
        self.failed += record.outcome.state is DeliveryState.FAILED
        process.recorder.add(record)

    @rule(who=st.integers(0, 1), faults=st.lists(st.sampled_from(sorted(FAULTS)), min_size=1, max_size=4))
    def work(self, who: int, faults: list[str]) -> None:
        """What mostly happens: some are claimed and sent, and it is recorded."""
        self.claim(who, len(faults))
        for fault in faults:
            self.send(who, fault)
        self.record(who)

    @precondition(lambda self: any(process.recorder.behind for process in self.processes))
    @rule()
    def record_all(self) -> None:
        self.record(0)
        self.record(1)

    def record(self, who: int) -> None:
        self.run(self.processes[who].recorder.flush())

    @precondition(lambda self: any(one.held or one.recorder.behind for one in self.processes))
    @rule(who=st.integers(0, 1))
    def die(self, who: int) -> None:
        self.processes[who] = self.born()

    @rule(who=st.integers(0, 1))
    def take_over(self, who: int) -> None:
        async def act() -> None:
            at = self.clock()
            async with self.database.write() as tx:
                found = await outbox.overdue(tx, before=at, limit=9, until=at + LEASE)
            for each in found:
                self.processes[who].recorder.add(self.processes[who].courier.interrupted(each))

        self.run(act())

    @rule(seconds=st.sampled_from([1, 10, 130, 3700]))
    def wait(self, seconds: int) -> None:
        # Whoever still holds something would not have sent it after so long: the worker's patience ends before its lease.
        if seconds > LEASE.total_seconds():
            for process in self.processes:
                process.held.clear()
        loop = self.runner.get_loop()
        assert isinstance(loop, TurningLoop)
        loop.ahead += seconds

    @rule(chat=st.sampled_from(PEOPLE))
    def come_back(self, chat: int) -> None:
        async def act() -> None:
            async with self.database.write() as tx:
                await subscribers.welcome(tx, chat, kind=SubscriberKind.PRIVATE, now=self.clock())

        self.run(act())

    def rows(self) -> list[Any]:
        async def act() -> list[Any]:
            async with self.database.read() as connection:
                return list(await connection.execute(OUTBOX))

        return list(self.run(act()))

    @invariant()
    def nothing_is_out_of_order(self) -> None:
        for texts in self.telegram.arrived.values():
            places = [tuple(map(int, text.split("."))) for text in texts]
            assert places == sorted(places)

    @invariant()
    def every_copy_is_on_record_and_none_goes_to_a_group(self) -> None:
        record = {(row.chat_id, f"{row.number - 1}.{row.part}"): row.resends for row in self.rows()}
        for chat, texts in self.telegram.arrived.items():
            for text, times in Counter(texts).items():
                known = record.get((chat, text), record.get((GROUP, text), 0) if chat == NEW_GROUP else 0)
                assert times - 1 <= (known if chat > 0 else 0)

    @invariant()
    def of_each_reader_one_is_under_way(self) -> None:
        sending = Counter(row.chat_id for row in self.rows() if BY_NUMBER[row.state] is DeliveryState.SENDING)
        assert all(number == 1 for number in sending.values())

    def teardown(self) -> None:
        """Once nothing fails any more, all is settled, and what counts as sent is there."""
        try:
            for who in range(2):
                self.die(who)
            for _ in range(40 + 4 * sum(self.published)):
                if not any(BY_NUMBER[row.state] in UNSETTLED for row in self.rows()):
                    break
                self.wait(3700)
                self.take_over(0)
                self.record(0)
                self.claim(0, 4)
                while self.processes[0].held:
                    self.send(0, "none")
                self.record(0)
            self.nothing_is_out_of_order()
            self.every_copy_is_on_record_and_none_goes_to_a_group()
            self.what_is_on_record_is_true()
        finally:
            self.run(self.database.close())
            self.runner.close()
            self.folder.cleanup()

    def what_is_on_record_is_true(self) -> None:
        rows = self.rows()
        assert not any(BY_NUMBER[row.state] in UNSETTLED for row in rows)
        states = Counter(BY_NUMBER[row.state] for row in rows)
        assert states[DeliveryState.FAILED] <= self.failed
        assert not states[DeliveryState.CANCELLED] or self.blocked
        for row in rows:
            if BY_NUMBER[row.state] is DeliveryState.SENT:
                there = (
                    self.telegram.arrived[row.chat_id]
                    + self.telegram.arrived[NEW_GROUP if row.chat_id == GROUP else 0]
                )
                assert f"{row.number - 1}.{row.part}" in there


UNSETTLED = {DeliveryState.QUEUED, DeliveryState.SENDING}


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("ready") / "b.sqlite"
    Trial(f"sqlite:///{file}", None, None).open([*PEOPLE, GROUP])  # type: ignore[arg-type]  # no process is started
    return file


def test_any_course_of_events_keeps_the_promises(ready: Path) -> None:
    machine = type("Machine", (Outbox,), {"ready": ready})
    few = settings(
        max_examples=15,
        stateful_step_count=40,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(machine, settings=few)  # type: ignore[no-untyped-call]  # hypothesis leaves it so
