"""What Telegram may answer to a message, and what becomes of it in the running bot."""

from __future__ import annotations

import pytest
from driving import EDITOR, READER, SHORT, Chat, Running, eventually, preview, publish

from bot import app
from bot.sandbox import Sandbox
from bot.settings import Settings
from briefings.desk.staff import Staff
from briefings.model import StaffRole
from briefings.store import halts


def digests(sandbox: Sandbox, chat: int) -> int:
    return sum("Envoys of Washington" in message.get("text", "") for message in sandbox.messages(chat))


def text_of(chat: Chat, message_id: int) -> str:
    return next(str(message["text"]) for message in chat.bots if message["message_id"] == message_id)


@pytest.fixture
def editor(sandbox: Sandbox) -> Chat:
    return Chat(sandbox, EDITOR, EDITOR)


@pytest.fixture
def reader(sandbox: Sandbox) -> Chat:
    return Chat(sandbox, READER, READER)


async def test_a_refused_token_ends_the_program_which_says_why(
    program: Running, sandbox: Sandbox, reader: Chat
) -> None:
    settings = Settings(
        _env_file=None, token=sandbox.token, api_url=sandbox.url, database_url=program.url, collect_seconds=0
    )
    async with program.started() as house:
        await reader.say("/subscribe us-russia")
        await Chat(sandbox, EDITOR, EDITOR).say("/halt")
        await publish(house, SHORT)
    async with program.database() as database, database.write() as tx:
        await halts.drop(tx)
    sandbox.fault("sendMessage", 401, times=99, description="Unauthorized")
    with pytest.raises(app.CannotGoOn, match="Telegram refuses the token"):
        async with app.running(settings) as ended:
            await ended
    sandbox.faults.waiting.clear()
    async with program.started():
        await reader.until(lambda: digests(sandbox, READER) == 1)


async def test_an_editor_sees_that_a_group_may_not_have_got_it(
    program: Running, sandbox: Sandbox, editor: Chat
) -> None:
    await sandbox.start(READER)
    group = (await sandbox.group("Newsgroup", [READER])).id
    async with program.started() as house:
        await house.readership.subscribe(group, "us-russia")
        sandbox.fault("sendMessage", "dropped", chat_id=group, after=True)
        await preview(editor)
        await editor.tap("Publish")
        await editor.until_text("1 message may or may not have arrived: Telegram's answer was lost.")
    assert digests(sandbox, group) == 1


async def test_an_editor_has_what_may_not_have_arrived_sent_again_once(
    program: Running, sandbox: Sandbox, editor: Chat, reader: Chat
) -> None:
    await sandbox.start(READER)
    channel = (await sandbox.channel("Wire", [READER])).id
    async with program.started() as house:
        await house.readership.subscribe(channel, "us-russia")
        sandbox.fault("sendMessage", "dropped", chat_id=channel, after=True)
        await preview(editor)
        await editor.tap("Publish")
        card = await editor.until_text("1 message may or may not have arrived")
        await editor.tap("Send again")
        asked = await editor.until_text("has it twice")
        assert "“Wire”" in asked["text"]
        assert str(channel) in asked["text"]
        button = editor.data("Send again: 1")
        await Staff(house.database, program.clock, {EDITOR}).grant(
            READER, StaffRole.CONTRIBUTOR, (), by=EDITOR
        )
        await reader.say("/start")
        assert str(await reader.press(button)).startswith("An editor has to do that")
        await editor.tap("Send again: 1")
        await editor.until(lambda: digests(sandbox, channel) == 2)
        await editor.until(lambda: "Sent to 1 reader" in text_of(editor, card["message_id"]))
        again = await sandbox.press(EDITOR, asked, button)
        assert "in doubt any more" in (await editor.answer(again) or "")
    assert digests(sandbox, channel) == 2


async def test_a_group_that_became_a_supergroup_meanwhile_gets_it_there(
    program: Running, sandbox: Sandbox
) -> None:
    await sandbox.start(READER)
    group = (await sandbox.group("Newsgroup", [READER])).id
    async with program.started() as house:
        await house.readership.subscribe(group, "us-russia")
        await eventually(lambda: house.readership.knows(group))
    moved = (await sandbox.upgrade(group)).id
    for update in sandbox.world.updates.waiting():  # they would tell of it
        sandbox.world.updates.remove(update)
    async with program.started() as house:
        await publish(house, SHORT)
        await sandbox.until(lambda: digests(sandbox, moved) == 1, within=10)
        assert await house.readership.knows(moved)


async def test_who_comes_back_gets_what_came_meanwhile_once(
    program: Running, sandbox: Sandbox, reader: Chat
) -> None:
    async with program.started() as house:
        await reader.say("/subscribe us-russia")
        await sandbox.block(READER)

        async def away() -> bool:
            return (await house.newsroom.stats()).blocked == 1

        await eventually(away)
        await publish(house, SHORT)
        await sandbox.block(READER, blocked=False)
        await reader.until(lambda: digests(sandbox, READER) == 1)
    async with program.started():
        await reader.say("/topics")
    assert digests(sandbox, READER) == 1


@pytest.mark.parametrize(("rate", "paid"), [(30, False), (1000, True)])
async def test_only_beyond_the_free_rate_a_broadcast_is_paid_for(
    program: Running, sandbox: Sandbox, reader: Chat, rate: float, *, paid: bool
) -> None:
    program.more["messages_per_second"] = rate
    async with program.started() as house:
        await reader.say("/subscribe us-russia")
        await publish(house, SHORT)
        await reader.until(lambda: digests(sandbox, READER))
    *_, sent = [entry.params for entry in sandbox.ledger if entry.method == "sendMessage"]
    assert bool(sent.get("allow_paid_broadcast")) is paid
