"""Two processes with one token: the newer gives way and says why, the older goes on."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest
from lives import Nursery, Telegram, until
from test_commands import command
from trial import Trial

pytestmark = pytest.mark.chaos


def test_the_newer_stands_down_and_the_older_answers_on(tmp_path: Path) -> None:
    with Telegram(tmp_path) as telegram, Nursery(tmp_path) as nursery:
        older, newer = (
            Trial(
                f"sqlite:///{tmp_path}/{probation}.sqlite",
                telegram,
                nursery,
                constants={"bot.updates.poller.PROBATION": probation},
            )
            for probation in (0.0, 60.0)
        )
        first = older.start()
        telegram.tell("updates", [command(1, 5, 0)])
        until(lambda: bool(telegram.look()))
        second = newer.start()
        second.wait(60)
        assert "Another process receives this bot's updates" in older.said()
        telegram.tell("updates", [command(2, 5, 1)])
        until(lambda: len(telegram.look()) == 2)
        first.kill(signal.SIGTERM)
        assert [send.message for send in telegram.look()] == [(5, 0), (5, 1)]
