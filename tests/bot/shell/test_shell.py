"""Pushing from a shell."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot import settings
from bot.shell import push
from briefings.errors import Conflict, StoreError, UnreadableInput
from briefings.model import StoryState
from briefings.store import Database, flags, move, stories

ARTICLE = """Council votes to widen sanctions on North Korea

The Security Council voted on Monday to widen its sanctions on North Korea after a second missile test in a month. \
The measure bans exports of coal and iron from Pyongyang.

Diplomats said the vote was unanimous. They called on North Korea to return to talks without conditions.
"""


def now() -> datetime:
    return datetime.now(UTC)


@pytest.fixture
def house(tmp_path: Path) -> settings.Settings:
    return settings.load(token="12345:AAtest_token", database_url=f"sqlite:///{tmp_path}/news.sqlite")


def test_a_pushed_file_is_published_and_reported_story_by_story(
    tmp_path: Path, house: settings.Settings
) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE)
    report = push.push(house, tmp_path / "a.txt", clock=now)
    assert report.splitlines() == [
        "#1 Council votes to widen sanctions on North Korea [north-korea]",
        "Queued for 0 readers.",
    ]


def test_the_same_file_is_published_once(tmp_path: Path, house: settings.Settings) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE)
    push.push(house, tmp_path / "a.txt", clock=now)
    with pytest.raises(Conflict, match="already published"):
        push.push(house, tmp_path / "a.txt", clock=now)


def test_a_retracted_text_waits_for_an_editor(tmp_path: Path, house: settings.Settings) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE)
    push.push(house, tmp_path / "a.txt", clock=now)
    asyncio.run(retract(house.database_url.get_secret_value(), 1))
    (tmp_path / "b.txt").write_text(ARTICLE.replace("Council votes to widen", "Vote widens"))
    with pytest.raises(Conflict, match="#1, which was retracted"):
        push.push(house, tmp_path / "b.txt", clock=now)


async def retract(url: str, story_id: int) -> None:
    database = await Database.open(url)
    async with database.write() as tx:
        await stories.set_state(tx, story_id, StoryState.RETRACTED)
    await database.close()


def test_a_file_with_no_story_is_a_sentence(tmp_path: Path, house: settings.Settings) -> None:
    (tmp_path / "a.txt").write_text("\n\n")
    with pytest.raises(UnreadableInput):
        push.push(house, tmp_path / "a.txt", clock=now)


def test_nothing_is_pushed_into_a_database_that_a_move_has_not_filled(
    tmp_path: Path, house: settings.Settings
) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE)
    asyncio.run(move_begins(house.database_url.get_secret_value()))
    with pytest.raises(StoreError, match="run briefing-bot move again"):
        push.push(house, tmp_path / "a.txt", clock=now)


async def move_begins(url: str) -> None:
    database = await Database.open(url)
    async with database.write() as tx:
        await flags.put(tx, move.UNFINISHED, "old.sqlite")
    await database.close()
