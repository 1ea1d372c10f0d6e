"""Random SIGKILLs: nothing is lost, nothing comes out of order, and every copy has its kill and its record.

BRIEFING_CHAOS=large multiplies all by five. BRIEFING_CHAOS_SEED repeats a run's decisions.
"""

from __future__ import annotations

import os
import random
import time
from pathlib import Path

import pytest
from trial import Life, Trial, trial

pytestmark = [pytest.mark.chaos, pytest.mark.timeout(1200)]

SCALE = 5 if os.environ.get("BRIEFING_CHAOS") == "large" else 1
KILLS, MESSAGES = 40 * SCALE, 4000 * SCALE
CHATS = range(1, 761)
GROUPS = range(-40, 0)


def publish_on(work: Trial) -> None:
    """Publish whenever little is left to send."""
    while work.messages < MESSAGES and work.missing() < 1000:
        work.publish(long=len(work.owed) % 4 == 2)


def storm(work: Trial, dice: random.Random, processes: int) -> None:
    """Keep so many processes at work, and kill one after the other: soon, late, or before it sent anything."""
    lives: list[Life] = []
    for _ in range(KILLS):
        publish_on(work)
        lives += [work.start() for _ in range(processes - len(lives))]
        life = lives.pop(dice.randrange(processes))
        work.telegram.until_sent(life, dice.randint(0, 2 * MESSAGES // KILLS), missing=work.missing)
        time.sleep(dice.uniform(0, 0.05))
        assert not life.over, work.said()
        life.kill()
        work.remember(life.name)
    while work.messages < MESSAGES:
        work.publish()
    work.settle(lives)
    verdict = work.verdict()
    print(f"{KILLS} kills, {work.messages} messages: {verdict}")  # noqa: T201 - the figures of the run
    verdict.must_be_good()


def test_one_process_on_sqlite(tmp_path: Path, dice: random.Random) -> None:
    with trial(tmp_path, f"sqlite:///{tmp_path}/b.sqlite") as work:
        work.open([*CHATS, *GROUPS])
        storm(work, dice, processes=1)


def test_four_senders_on_postgresql(tmp_path: Path, dice: random.Random, postgresql_url: str) -> None:
    soon = {"bot.delivery.worker.LEASE": 10.0, "bot.delivery.worker.LONGEST_REQUEST": 5.0}
    with trial(tmp_path, postgresql_url, role="sender", rate=150, constants=soon) as work:
        work.open([*CHATS, *GROUPS])
        storm(work, dice, processes=4)
