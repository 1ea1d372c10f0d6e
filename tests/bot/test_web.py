"""Health, readiness and metrics over HTTP."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import aiohttp
import pytest

from bot.delivery.pace import Pace
from bot.process import metrics
from bot.process.metrics import Metrics
from bot.web import CannotListen, Health, serving
from briefings.model import DeliveryState
from briefings.store import Database, flags, inbox

NOW = datetime(2026, 1, 1, 12, tzinfo=UTC)


@dataclass
class Served:
    database: Database
    parts: dict[str, bool] = field(default_factory=lambda: {"delivering": True, "handling": True})
    pace: Pace = field(default_factory=Pace)
    outcomes: Counter[DeliveryState] = field(default_factory=Counter)
    trouble: str = ""
    url: str = ""

    async def get(self, path: str) -> tuple[int, str]:
        async with aiohttp.ClientSession() as session, session.get(self.url + path) as answer:
            return answer.status, await answer.text()

    async def metric(self, name: str) -> float:
        _, text = await self.get("/metrics")
        found = re.search(rf"^{re.escape(name)} (\S+)$", text, flags=re.MULTILINE)
        assert found, f"{name} is not in\n{text}"
        return float(found[1])


@pytest.fixture
async def served(tmp_path: Path) -> AsyncIterator[Served]:
    async with AsyncExitStack() as stack:
        database = await Database.open(f"sqlite:///{tmp_path}/b.sqlite")
        stack.push_async_callback(database.close)
        made = Served(database)
        measured = Metrics(
            database, made.pace, made.outcomes, clock=lambda: NOW, trouble=lambda: made.trouble
        )
        health = Health(database, lambda: made.parts, measured, lambda: NOW, lambda: made.trouble)
        port = await stack.enter_async_context(serving(("127.0.0.1", 0), health))
        made.url = f"http://127.0.0.1:{port}"
        yield made


async def test_what_runs_is_alive_and_ready(served: Served) -> None:
    assert await served.get("/healthz") == (200, "alive\n")
    status, text = await served.get("/readyz")
    assert status == 200
    assert json.loads(text) == {
        "ready": True,
        "parts": {"delivering": True, "handling": True},
        "database": "answers",
        "halted": None,
    }


async def test_a_database_that_can_be_read_but_not_written_is_not_ready(served: Served) -> None:
    served.trouble = "The disk is full."
    status, text = await served.get("/readyz")
    assert (status, json.loads(text)["database"]) == (503, "The disk is full.")
    assert await served.metric("briefing_database_up") == 0
    assert await served.metric("briefing_inbox_open_updates") == 0


@pytest.mark.parametrize("parts", [{}, {"delivering": False, "handling": True}])
async def test_a_missing_part_is_not_ready_but_alive(served: Served, parts: dict[str, bool]) -> None:
    served.parts = parts
    assert (await served.get("/readyz"))[0] == 503
    assert (await served.get("/healthz"))[0] == 200


async def test_a_database_that_refuses_is_named_and_its_metrics_are_missing(served: Served) -> None:
    await served.database.close()
    status, text = await served.get("/readyz")
    assert (status, json.loads(text)["database"]) == (503, "The database is closed.")
    assert await served.metric("briefing_database_up") == 0
    assert "briefing_inbox_open_updates" not in (await served.get("/metrics"))[1]


async def test_halted_sending_is_told_and_no_reason_to_restart(served: Served) -> None:
    async with served.database.write() as tx:
        await flags.put(tx, "halted", "An old backup was restored.")
    status, text = await served.get("/readyz")
    assert (status, json.loads(text)["halted"]) == (200, "An old backup was restored.")
    assert await served.metric("briefing_outbox_halted") == 1


async def test_metrics_count_what_was_done_and_what_waits(served: Served) -> None:
    async with served.database.write() as tx:
        await inbox.put(tx, [(7, 987_654_321_012, "{}")], now=NOW - timedelta(seconds=90))
    served.pace.request(987_654_321_012, now=0)
    served.pace.due(0)
    served.pace.refused(987_654_321_012, 3, now=0)
    served.outcomes[DeliveryState.SENT] += 2
    assert await served.metric("briefing_database_up") == 1
    assert await served.metric("briefing_inbox_open_updates") == 1
    assert await served.metric("briefing_inbox_oldest_seconds") == 90
    assert await served.metric('briefing_deliveries_total{outcome="sent"}') == 2
    assert await served.metric("briefing_turns_total") == 1
    assert await served.metric("briefing_turns_limit_per_second") == pytest.approx(28.5)
    assert await served.metric("briefing_refusals_total") == 1
    assert await served.metric("briefing_commit_seconds_count") == 1
    assert "987654321012" not in (await served.get("/metrics"))[1]


async def test_every_metric_is_explained_where_they_are_made(served: Served) -> None:
    names = re.findall(r"^# TYPE (briefing_\w+)", (await served.get("/metrics"))[1], flags=re.MULTILINE)
    assert len(names) >= 12
    assert [name for name in names if name.removesuffix("_created") not in str(metrics.__doc__)] == []


async def test_an_address_in_use_is_one_sentence(served: Served) -> None:
    taken = int(served.url.rpartition(":")[2])
    health = Health(
        served.database, dict, Metrics(served.database, served.pace, {}, clock=lambda: NOW), lambda: NOW
    )
    with pytest.raises(CannotListen, match=f"127.0.0.1:{taken}.*BRIEFING_LISTEN"):
        async with serving(("127.0.0.1", taken), health):
            pass
