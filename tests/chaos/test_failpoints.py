"""The program dies at each point of its work that is named in `nursery`; the next start loses nothing and copies only what was under way."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from lives import Nursery, Telegram, until
from nursery import FAILPOINTS
from test_commands import command, record
from trial import Trial

from briefings.store.inbox import DONE

pytestmark = [pytest.mark.chaos, pytest.mark.timeout(240)]

READERS, GROUP, WRITERS = range(1, 21), -1, range(101, 121)
AFTER_A_DEATH = [name for name in FAILPOINTS if "taken over" in name]
INBOUND = [name for name in FAILPOINTS if "update" in name or "handled" in name or "done" in name]
OUTBOUND = [name for name in FAILPOINTS if name not in INBOUND]


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Trial]:
    """Readers who are owed one long message in two parts: with a second between them, more would take long."""
    folder = tmp_path_factory.mktemp("ready")
    with Telegram(folder) as telegram, Nursery(folder) as nursery:
        made = Trial(f"sqlite:///{folder}/ready.sqlite", telegram, nursery)
        made.open([*READERS, GROUP])
        made.publish(long=True)
        yield made


@pytest.fixture
def work(ready: Trial, tmp_path: Path) -> Iterator[Trial]:
    shutil.copy(ready.url.removeprefix("sqlite:///"), tmp_path / "b.sqlite")
    with Telegram(tmp_path) as telegram:
        url = f"sqlite:///{tmp_path}/b.sqlite"
        yield Trial(url, telegram, ready.nursery, rate=1000, chats=ready.chats, owed=ready.owed)


@pytest.mark.parametrize("hits", [1, 3])
@pytest.mark.parametrize("name", OUTBOUND)
def test_a_death_in_the_middle_of_sending(work: Trial, name: str, hits: int) -> None:
    if name in AFTER_A_DEATH:
        first = work.start("after an answer, before its record", 5)
        first.wait(60)
        work.remember(first.name)
        hits = 1
    life = work.start(name, hits)
    until(lambda: life.over or work.is_settled(), 60, every=0.1)
    assert life.over or hits > 1, "the failpoint was not passed"
    life.kill()
    work.remember(life.name)
    work.settle()
    verdict = work.verdict()
    verdict.must_be_good()
    assert verdict.uncertain <= 1
    if "before any request" in name or name in {
        "claimed, before the commit",
        "before recording",
        "fanned out, before the commit",
    }:
        assert not verdict.copies


@pytest.mark.parametrize("name", INBOUND)
def test_a_death_in_the_middle_of_commands(work: Trial, name: str) -> None:
    written = [(chat, place) for place in range(2) for chat in WRITERS]
    number = {message: 100 + n for n, message in enumerate(written)}
    work.telegram.tell("updates", [command(number[chat, place], chat, place) for chat, place in written])
    life = work.start(name, 3 if "handl" in name else 1)
    life.wait(60)
    last = work.start()
    until(
        lambda: last.over or [s for s, _ in record(work.url, alive=True).values()] == [DONE] * len(written),
        60,
        every=0.1,
    )
    last.kill()
    answers = [send for send in work.telegram.look() if send.chat in WRITERS]
    for chat in WRITERS:
        places = [send.message[1] for send in answers if send.chat == chat and send.message]
        assert places == sorted(places)
        assert set(places) == {0, 1}
    assert len(answers) - len(written) <= 20
