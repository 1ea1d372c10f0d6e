"""What a killed process noted is known to the next, and to no other."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.delivery import departures
from bot.delivery.courier import Courier
from bot.delivery.departures import Departures
from bot.delivery.messenger import Messenger
from bot.delivery.pace import Pace
from bot.delivery.pacer import Pacer
from bot.transport import AiohttpRequest
from briefings.model import Delivery, DeliveryState, Shown
from briefings.store import Database

FULL = Path("/dev/full")
SHOWN = (Shown(5, 2, "us-russia", 0), Shown(6, 1, "north-korea", 1))


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    opened = await Database.open(f"sqlite:///{tmp_path}/b.sqlite")
    yield opened
    await opened.close()


async def killed(path: Path, database: Database) -> None:
    """A process that noted three departures and one arrival, and was killed."""
    notes = Departures(path, database)
    await notes.begin()
    for number in (1, 2, 3):
        notes.left(number)
    notes.arrived(2, 1007, SHOWN)
    notes.close()


async def left(path: Path, database: Database) -> list[int]:
    notes = Departures(path, database)
    await notes.read()
    return [number for number in range(1, 6) if notes.may_have_left(number)]


async def test_the_next_process_knows_what_left_and_what_arrived(tmp_path: Path, database: Database) -> None:
    await killed(tmp_path / "d", database)
    assert await left(tmp_path / "d", database) == [1, 2, 3]
    notes = Departures(tmp_path / "d", database)
    await notes.read()
    assert [notes.arrival(number) for number in (1, 2, 4)] == [None, (1007, SHOWN), None]


async def test_a_note_that_death_cut_short_had_not_left(tmp_path: Path, database: Database) -> None:
    await killed(tmp_path / "d", database)
    with (tmp_path / "d").open("a") as file:
        file.write("4")
    assert await left(tmp_path / "d", database) == [1, 2, 3]


@pytest.mark.parametrize("spoil", ["missing", "another database", "another start", "unreadable", "void"])
async def test_notes_that_prove_nothing_leave_all_in_doubt(
    tmp_path: Path, database: Database, monkeypatch: pytest.MonkeyPatch, spoil: str
) -> None:
    path = tmp_path / "d"
    await killed(path, database)
    if spoil == "missing":
        path.unlink()
    elif spoil == "another database":
        await Departures(tmp_path / "other", database).begin()
    elif spoil == "another start":
        monkeypatch.setattr(departures, "_boot", lambda: "tomorrow")
    elif spoil == "unreadable":
        path.write_text(path.read_text() + "nonsense\n")
    else:
        path.write_text("")
    assert await left(path, database) == [1, 2, 3, 4, 5]


@pytest.mark.skipif(not FULL.exists(), reason="this system has no /dev/full")
async def test_a_disk_that_takes_no_notes_leaves_all_in_doubt(tmp_path: Path, database: Database) -> None:
    path = tmp_path / "d"
    path.symlink_to(FULL)
    notes = Departures(path, database)
    await notes.begin()
    notes.left(1)
    path.unlink()
    assert await left(path, database) == [1, 2, 3, 4, 5]


async def test_what_is_in_doubt_during_a_life_is_all_it_claims(tmp_path: Path, database: Database) -> None:
    await killed(tmp_path / "d", database)
    notes = Departures(tmp_path / "d", database)
    await notes.read()
    await notes.begin()
    assert notes.may_have_left(4)
    assert notes.arrival(2) is None
    notes.close()


async def test_the_notes_of_a_long_life_stay_short_and_hold_what_is_not_recorded(
    tmp_path: Path, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(departures, "MOST_NOTED", 10)
    notes = Departures(tmp_path / "d", database)
    await notes.begin()
    notes.left(1)
    notes.left(2)
    notes.arrived(2, 1007, SHOWN)
    for number in range(100, 1100):
        notes.left(number)
        notes.arrived(number, number, SHOWN)
        notes.recorded([number])
    notes.left(3)
    notes.close()
    assert len((tmp_path / "d").read_text().splitlines()) < 20
    assert await left(tmp_path / "d", database) == [1, 2, 3]
    await notes.read()
    assert notes.arrival(2) == (1007, SHOWN)


async def test_a_delivery_that_got_the_id_of_a_forgotten_one_did_not_arrive_with_it(
    tmp_path: Path, database: Database
) -> None:
    forgotten = Delivery(id=7, mailing_id=1, subscriber_id=3, chat_id=2001)
    notes = Departures(tmp_path / "d", database)
    await notes.begin()
    notes.left(forgotten.number)
    notes.arrived(forgotten.number, 1007, SHOWN)
    notes.close()
    known = Departures(tmp_path / "d", database)
    await known.read()
    messenger = Messenger(AiohttpRequest(), "http://127.0.0.1:1/bot1:x")
    courier = Courier(messenger, Pacer(Pace()), database, lambda: datetime.now(UTC), known)
    assert courier.interrupted(forgotten).outcome.state is DeliveryState.SENT
    again = replace(forgotten, mailing_id=2)
    assert courier.interrupted(again).outcome.state is DeliveryState.QUEUED
