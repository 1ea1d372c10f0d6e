"""Briefings that may not have arrived, as Telegram's answer was lost."""

from __future__ import annotations

from datetime import timedelta

import pytest
from driving import READER, Chat, House, Running, article, eventually, publish
from mornings import EIGHT, nothing_is_owed, subscribed

from bot.sandbox import Sandbox

pytestmark = pytest.mark.usefixtures("morning")


@pytest.fixture
async def group(reader: Chat, sandbox: Sandbox) -> Chat:
    """A group that the reader made and administers."""
    await reader.say("/start")
    made = (await sandbox.group("Newsdesk", [READER])).id
    await reader.until_text("I am in the group “Newsdesk” now.")
    return Chat(sandbox, READER, made)


async def in_doubt(house: House) -> None:
    async def lost() -> bool:
        return (await house.newsroom.stats()).deliveries.uncertain == 1

    await eventually(lost)


async def test_a_digest_whose_answer_was_lost_is_told_by_the_next(
    house: House, sandbox: Sandbox, group: Chat, program: Running
) -> None:
    await subscribed(group, "/digest 8:00")
    await publish(house, article(1))
    sandbox.fault("sendMessage", "dropped", chat_id=group.chat_id)
    program.clock.turn_to(EIGHT)
    await in_doubt(house)
    assert not [m for m in group.bots if "Your briefing" in m["text"]]
    program.clock.turn_to(EIGHT + timedelta(days=1))
    await group.until_text("Your briefing")
    assert "round 1" in group.last["text"]


async def test_an_editor_sends_again_from_the_handover_what_was_held_back_and_may_not_have_come(
    house: House, editor: Chat, sandbox: Sandbox, group: Chat, program: Running
) -> None:
    await subscribed(group, "/quiet 22:00 8:00")
    await publish(house, article(1))
    await nothing_is_owed(house)
    sandbox.fault("sendMessage", "dropped", chat_id=group.chat_id)
    program.clock.turn_to(EIGHT)
    await in_doubt(house)
    assert (
        "1 message that told of a correction, or of what was held back"
        in (await editor.say("/shift"))["text"]
    )
    await editor.tap("Send again")
    await editor.until_text("“Newsdesk”")
    await editor.tap("Send again: 1")
    await editor.until_text("1 message goes out again")
    await group.until_text("What came meanwhile")
    assert "round 1" in group.last["text"]
