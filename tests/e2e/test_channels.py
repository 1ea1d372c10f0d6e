"""Channels, over the sandbox: nobody commands in them, so they are set up in private, and posts carry links."""

from __future__ import annotations

import pytest
from driving import EDITOR, OTHER_READER, READER, Chat, House, Running, article, eventually, publish

from bot.sandbox import Sandbox

NORTH_KOREA = "🇰🇵 North Korea"
KOREAN = "Envoys of Pyongyang and North Korea"


@pytest.fixture
async def channel(reader: Chat, sandbox: Sandbox) -> int:
    """A channel that the reader made and another reads."""
    await reader.say("/start")
    made = (await sandbox.channel("Wire", [READER, OTHER_READER])).id
    await reader.until_text("I am in the channel “Wire” now.")
    return made


@pytest.fixture
async def wire(house: House, sandbox: Sandbox, channel: int) -> Chat:
    """The channel, following a topic, as somebody who reads it."""
    await house.readership.subscribe(channel, "north-korea")
    return Chat(sandbox, OTHER_READER, channel)


async def test_a_channel_is_set_up_in_private_and_gets_posts_with_links(
    house: House, reader: Chat, sandbox: Sandbox, channel: int
) -> None:
    await reader.tap("⚙️ Settings of Wire")
    await reader.until_text("⚙️ Wire\n\nSettings")
    await reader.tap(NORTH_KOREA)
    await reader.until_text("Followed topics:")
    (story,) = await publish(house, article(1, topic="Pyongyang and North Korea"))
    post = await Chat(sandbox, OTHER_READER, channel).until_text(KOREAN)
    ((button,),) = post["reply_markup"]["inline_keyboard"]
    assert button["url"] == f"https://t.me/sandbox_briefing_bot?start=s-{story}"
    other = Chat(sandbox, OTHER_READER, OTHER_READER)
    assert KOREAN in (await other.say(f"/start s-{story}"))["text"]
    assert not [message for message in reader.bots if KOREAN in message["text"]]


async def test_only_its_administrators_are_answered_where_all_can_read(
    house: House, sandbox: Sandbox, channel: int
) -> None:
    admin, other = Chat(sandbox, READER, channel), Chat(sandbox, OTHER_READER, channel)
    await sandbox.say(READER, "Good morning", chat_id=channel)
    assert "You now follow" in (await admin.say("/subscribe dprk"))["text"]
    panel = await admin.say("/settings")
    assert await other.tap("Length", panel) is None
    await other.until_text("The whole story is always one tap away.")
    assert await other.tap("Full") == "Only administrators of this chat can change that."
    asked = await admin.press("1tw:north-korea:1", other.last)
    assert asked == "Words are asked for in private, where only you read them: tap Set up in private."
    assert len(admin.bots) == 2


async def test_a_correction_edits_the_post(house: House, editor: Chat, wire: Chat) -> None:
    (story,) = await publish(house, article(1, topic="Pyongyang and North Korea"))
    post = await wire.until_text(KOREAN)
    await editor.say(f"/correct {story} headline: Envoys of North Korea stay at home")
    await editor.tap("Confirm")
    corrected = await wire.until_text("Envoys of North Korea stay at home")
    assert corrected["message_id"] == post["message_id"]
    assert f"?start=s-{story}" in str(corrected["reply_markup"])
    assert len(wire.bots) == 1


async def test_a_post_whose_answer_was_lost_is_not_sent_again_by_itself_and_told_of_where_it_is_corrected(
    program: Running, sandbox: Sandbox
) -> None:
    await sandbox.start(READER)
    channel = (await sandbox.channel("Wire", [READER])).id
    editor = Chat(sandbox, EDITOR, EDITOR)
    async with program.started() as house:
        await house.readership.subscribe(channel, "north-korea")
        sandbox.fault("sendMessage", "dropped", chat_id=channel, after=True)
        await editor.say(f"/push {article(1, topic='Pyongyang and North Korea')}")
        await editor.until_text("found")
        await editor.tap("Publish")
        await editor.until_text("1 message may or may not have arrived: Telegram's answer was lost.")
        assert len([m for m in sandbox.messages(channel) if KOREAN in m["text"]]) == 1
        await editor.say("/correct 1 headline: Envoys of North Korea stay at home")
        await editor.tap("Confirm")
        await editor.until_text("1 message that told of it first may have arrived too")


@pytest.mark.parametrize("how", ["no right to write", "kicked"])
async def test_lost_rights_are_told_in_private_once_and_what_it_follows_is_kept(
    how: str, house: House, reader: Chat, sandbox: Sandbox, wire: Chat
) -> None:
    async def taken() -> None:
        if how == "kicked":
            await sandbox.kick(wire.chat_id)
        else:
            await sandbox.let_post(wire.chat_id, may_post=False)

    await taken()
    await reader.until_text("I can no longer write in “Wire”")
    await taken()
    await publish(house, article(1, topic="Pyongyang and North Korea"))
    await sandbox.let_post(wire.chat_id, may_post=True)
    await wire.until_text(KOREAN)
    await reader.until_text("I am in the channel “Wire” now.")
    assert len([m for m in reader.bots if "no longer write" in m["text"]]) == 1


async def test_rights_that_a_post_finds_lost_are_told_too(program: Running, sandbox: Sandbox) -> None:
    reader = Chat(sandbox, READER, READER)
    async with program.started() as house:
        await reader.say("/start")
        channel = (await sandbox.channel("Wire", [READER])).id
        await reader.until_text("I am in the channel “Wire” now.")
        await house.readership.subscribe(channel, "north-korea")
        sandbox.world.chats[channel].may_post = False  # Telegram tells nobody when its updates were too old
        await publish(house, article(1, topic="Pyongyang and North Korea"))
        await reader.until_text("I can no longer write in “Wire”")

        async def is_marked() -> bool:
            return (await house.newsroom.stats()).readers == 1

        await eventually(is_marked)
