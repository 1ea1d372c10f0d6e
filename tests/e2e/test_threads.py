"""A thread for each topic in the reader's own chat."""

from __future__ import annotations

from typing import Any

from driving import OTHER_READER, READER, Chat, House, article, publish

from bot.sandbox import Sandbox


def threads(reader: Chat) -> dict[str, int]:
    """The threads that the bot opened, by name."""
    opened = [m for m in reader.sandbox.messages(reader.chat_id) if "forum_topic_created" in m]
    return {m["forum_topic_created"]["name"]: m["message_thread_id"] for m in opened}


async def threaded(reader: Chat) -> None:
    await reader.sandbox.say(READER, "/threads on")
    await reader.until_text("a thread of its own")


def about(reader: Chat, text: str) -> dict[str, Any]:
    return next(m for m in reader.bots[::-1] if text in m.get("text", ""))


async def test_a_thread_has_the_name_of_its_topic_in_the_language_of_the_reader(reader: Chat) -> None:
    await reader.say("/language es")
    await reader.say("/subscribe Corea del Norte")
    await reader.sandbox.say(READER, "/threads on")
    await reader.until(lambda: list(threads(reader)) == ["🇰🇵 Corea del Norte"])


async def test_each_topic_comes_into_its_own_thread(reader: Chat, house: House) -> None:
    await reader.say("/subscribe us-russia")
    await reader.say("/settings")
    await reader.tap("🧵 Threads")
    await reader.until_text("Everything comes into this chat")
    await reader.tap("A thread for each topic")
    await reader.until_text("a thread of its own")
    await reader.sandbox.say(READER, "/subscribe north-korea")
    await reader.until(lambda: len(threads(reader)) == 2)
    russia, korea = threads(reader)["🇺🇸🇷🇺 US–Russia"], threads(reader)["🇰🇵 North Korea"]
    await publish(house, article(1), article(2, topic="Pyongyang and Seoul"))
    await reader.until(lambda: [m for m in reader.bots if "round 2 " in m.get("text", "")])
    assert about(reader, "round 1")["message_thread_id"] == russia
    assert about(reader, "round 2")["message_thread_id"] == korea
    await reader.say("/threads off")
    await publish(house, article(3))
    await reader.until(lambda: [m for m in reader.bots if "round 3 " in m.get("text", "")])
    assert "message_thread_id" not in about(reader, "round 3")


async def test_what_is_asked_in_a_thread_is_answered_there_and_set_for_the_whole_chat(
    reader: Chat, house: House
) -> None:
    await reader.say("/subscribe us-russia")
    await threaded(reader)
    (thread,) = threads(reader).values()
    answer = await reader.say("/length headlines", thread=thread)
    assert answer["message_thread_id"] == thread, answer["text"]
    assert (await house.own.look(READER)).length == "headlines"


async def test_a_thread_that_was_deleted_stays_away(reader: Chat, house: House, sandbox: Sandbox) -> None:
    await reader.say("/subscribe us-russia")
    await threaded(reader)
    (thread,) = threads(reader).values()
    await sandbox.delete_thread(READER, thread)
    for number in (1, 2):
        await publish(house, article(number))
        await reader.until_text(f"round {number} ")
        assert "message_thread_id" not in reader.last
    refusals = [entry for entry in sandbox.ledger if "thread not found" in str(entry.outcome)]
    assert len(refusals) <= 1, "it is tried once"
    await threaded(reader)
    assert threads(reader)


async def test_where_the_bot_has_no_topics_mode_all_comes_into_the_chat(
    sandbox: Sandbox, program: Any
) -> None:
    sandbox.world.bot["has_topics_enabled"] = False
    reader = Chat(sandbox, OTHER_READER, OTHER_READER)
    async with program.started() as house:
        await reader.say("/subscribe us-russia")
        assert "Telegram has no threads" in (await reader.say("/threads on"))["text"]
        await reader.say("/settings")
        assert not [label for label in reader.labels() if "Threads" in label]
        await publish(house, article(1))
        await reader.until_text("round 1")
