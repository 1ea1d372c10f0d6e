"""The work shared by several processes on PostgreSQL."""

from __future__ import annotations

from contextlib import AsyncExitStack
from functools import partial
from pathlib import Path

import aiohttp
import cluster
import pytest
import structlog
from aiohttp.test_utils import unused_port
from driving import EDITOR, READER, Chat, eventually

from bot import app
from bot.process.roles import Role
from bot.sandbox import Sandbox
from bot.settings import Settings

pytestmark = pytest.mark.chaos

ARTICLE = (Path(__file__).parents[2] / "bot/sandbox/sample.txt").read_text("utf-8")


def settings(sandbox: Sandbox, url: str, **more: str) -> Settings:
    return Settings(
        _env_file=None,
        token=sandbox.token,
        admin_ids=str(EDITOR),
        api_url=sandbox.url,
        database_url=url,
        collect_seconds=0.1,
        messages_per_second=1000,
        **more,
    )


async def test_ingress_scheduler_and_two_senders_do_together_what_one_does(
    sandbox: Sandbox, postgresql_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = f"127.0.0.1:{unused_port()}"
    hook = {"listen": address, "webhook_url": f"http://{address}/telegram"}
    async with AsyncExitStack() as stack:
        for role, more in (
            (Role.SENDER, {}),
            (Role.SENDER, {}),
            (Role.SCHEDULER, {}),
            (Role.INGRESS, hook),
        ):
            await stack.enter_async_context(app.running(settings(sandbox, postgresql_url, **more), role=role))
        async with aiohttp.ClientSession() as session, session.get(f"http://{address}/readyz") as answer:
            assert set((await answer.json())["parts"]) == {"alarm", "pace", "handling", "receiving"}
        reader, editor = Chat(sandbox, READER, READER), Chat(sandbox, EDITOR, EDITOR)
        await reader.say("/start")
        await reader.say("/subscribe us-russia")
        await editor.say("/push " + ARTICLE[:3000])
        await editor.until(lambda: any("Publish" in label for label in editor.labels()))
        seen = len(reader.bots)
        await editor.tap("Publish")
        await reader.until(lambda: len(reader.bots) == seen + 1)


async def test_what_an_ingress_is_told_halts_the_sender(sandbox: Sandbox, postgresql_url: str) -> None:
    address = f"127.0.0.1:{unused_port()}"
    hook = {"listen": address, "webhook_url": f"http://{address}/telegram"}
    async with AsyncExitStack() as stack:
        for role, more in ((Role.SENDER, {}), (Role.SCHEDULER, {}), (Role.INGRESS, hook)):
            await stack.enter_async_context(app.running(settings(sandbox, postgresql_url, **more), role=role))
        reader, editor = Chat(sandbox, READER, READER), Chat(sandbox, EDITOR, EDITOR)
        await reader.say("/start")
        await reader.say("/subscribe us-russia")
        await editor.say("/halt a trial")
        await editor.say("/push " + ARTICLE[:3000])
        await editor.until(lambda: any("Publish" in label for label in editor.labels()))
        await editor.tap("Publish")
        await editor.until_text("Halted at 0 of 1 reader done: a trial")
        seen = len(reader.bots)
        await editor.say("/resume")
        await reader.until(lambda: len(reader.bots) == seen + 1)


async def test_one_speaks_for_all_of_a_database_that_is_away_for_a_moment(
    sandbox: Sandbox, postgresql_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.background.alarm.ASKED_EVERY", 0.2)
    editor = Chat(sandbox, EDITOR, EDITOR)
    await sandbox.start(EDITOR)
    async with AsyncExitStack() as stack:
        for role in (Role.SENDER, Role.SENDER, Role.SCHEDULER):
            await stack.enter_async_context(app.running(settings(sandbox, postgresql_url), role=role))
        with structlog.testing.capture_logs() as lines:

            async def all_saw(event: str) -> bool:
                # One may see it twice, where a connection that it did not use meanwhile turns out to be dead.
                return sum(line["event"] == event for line in lines) >= 3

            with cluster.down(postgresql_url):
                await eventually(partial(all_saw, "the database is in trouble"))
            await eventually(partial(all_saw, "the database works again"))
        await editor.until_text("works again")
    told = [message["text"] for message in editor.bots if "database" in message["text"]]
    assert [text.partition(" on ")[0] for text in told] == ["⚠️ scheduler", "✅ scheduler"]


async def test_sqlite_refuses_a_share_of_the_work_in_a_sentence(sandbox: Sandbox, tmp_path: Path) -> None:
    with pytest.raises(app.CannotGoOn, match="--role sender is not for it"):
        async with app.running(settings(sandbox, f"sqlite:///{tmp_path}/b.sqlite"), role=Role.SENDER):
            pass
