"""Groups that are set up from the private chat with one of their administrators, over the sandbox."""

from __future__ import annotations

from datetime import time
from typing import Any

import pytest
from driving import OTHER_READER, READER, Chat, House, Running, eventually, nothing_waits

from bot.sandbox import Sandbox
from briefings.preferences import Length
from briefings.schedule import Slot

NORTH_KOREA = "🇰🇵 North Korea"
REFUSED = "Only its administrators can set a chat up, as long as I am in it."


@pytest.fixture
async def group(reader: Chat, sandbox: Sandbox) -> int:
    """A group that the reader made and administers."""
    await reader.say("/start")
    made = (await sandbox.group("Newsdesk", [READER, OTHER_READER])).id
    await reader.until_text("I am in the group “Newsdesk” now.")
    return made


async def slugs(house: House, chat: int) -> list[str]:
    return [one.topic.slug for one in await house.own.following(chat)]


def payload(message: dict[str, Any]) -> str:
    """What the link says that stands in a message, or on its button."""
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    urls = [button.get("url", "") for row in rows for button in row]
    urls += [entity.get("url", "") for entity in message.get("entities", [])]
    (found,) = {url.partition("?start=")[2] for url in urls if "?start=set-" in url}
    return found


async def test_who_takes_the_bot_in_sets_the_group_up_in_private(
    house: House, reader: Chat, group: int
) -> None:
    await reader.tap("Settings")
    assert (await reader.until_text("Settings"))["text"].startswith("⚙️ Newsdesk\n\nSettings")
    await reader.tap(NORTH_KOREA)
    await reader.until_text("Followed topics:")
    assert (await slugs(house, group), await slugs(house, READER)) == (["north-korea"], [])
    await reader.tap("Digest times")
    await reader.until_text("⚙️ Newsdesk\n\nDigest")
    await reader.tap("08:00")
    await reader.until_text("08:00")
    assert (await house.own.look(group)).slots == (Slot(time(8)),)
    await reader.press("1sz:Asia/Seoul")
    await reader.press("1sg:ko")
    await reader.until(lambda: "✅ 한국어" in reader.labels())
    assert "⚙️ Newsdesk\n\nLanguage" in reader.last["text"]
    await reader.press("1tw:north-korea:1")
    question = await reader.until_text("Reply to this message")
    asked = next(entry.params for entry in reversed(reader.sandbox.ledger) if entry.method == "sendMessage")
    assert asked["reply_markup"] == {"force_reply": True, "selective": True}
    await reader.say("missile", reply_to=question["message_id"])
    await reader.until_text("⚙️ Newsdesk")
    assert [rule.words for rule in (await house.own.following(group))[0].rules] == ["missile"]
    own = await house.own.look(group)
    assert (own.zone, own.language) == ("Asia/Seoul", "ko")
    mine = await house.own.look(READER)
    assert (mine.zone, mine.language, mine.slots) == (None, "en", ())


async def test_a_persons_settings_lead_to_those_of_their_groups(
    house: House, reader: Chat, sandbox: Sandbox, group: int
) -> None:
    await sandbox.group("Left again", [READER])
    await sandbox.kick(min(sandbox.world.chats))
    await reader.until_text("I can no longer write in “Left again”")
    await reader.say("/settings")
    assert [label for label in reader.labels() if "Settings of" in label] == ["⚙️ Settings of Newsdesk"]
    await reader.tap("Settings of Newsdesk")
    await reader.until_text("⚙️ Newsdesk")
    assert "⭐" not in "".join(reader.labels())
    await reader.tap("Length")
    await reader.tap("Full", await reader.until_text("⚙️ Newsdesk\n\nLength"))

    async def is_set() -> bool:
        return (await house.own.look(group)).length is Length.FULL

    await eventually(is_set)
    assert (await house.own.look(READER)).length is Length.SHORT


async def test_any_administrator_may_and_nobody_else(
    house: House, reader: Chat, sandbox: Sandbox, group: int
) -> None:
    other = Chat(sandbox, OTHER_READER, OTHER_READER)
    link = payload(await Chat(sandbox, READER, group).say("/settings"))
    assert (await other.say(f"/start {link}"))["text"] == REFUSED
    sandbox.world.chats[group].admins.add(OTHER_READER)
    assert "⚙️ Newsdesk" in (await other.say(f"/start {link}"))["text"]
    panel = other.last
    await other.press("1sp:l")
    await other.until_text("⚙️ Newsdesk\n\nLength")
    sandbox.world.chats[group].admins.remove(OTHER_READER)
    assert await other.tap("Full") == REFUSED
    assert await other.press("1wc:3001", panel) == REFUSED
    assert (await house.own.look(group)).length is Length.SHORT


async def test_a_group_that_threw_the_bot_out_is_not_set_up(
    house: House, reader: Chat, sandbox: Sandbox, group: int
) -> None:
    panel = await reader.say("/settings")
    await sandbox.kick(group)
    await reader.until_text("I can no longer write in “Newsdesk”")
    assert await reader.tap("Settings of Newsdesk", panel) == REFUSED
    await reader.say("/settings")
    assert not [label for label in reader.labels() if "Settings of" in label]


async def test_words_for_a_group_are_taken_from_its_administrators_only(
    house: House, reader: Chat, sandbox: Sandbox, group: int
) -> None:
    await house.readership.subscribe(group, "north-korea")
    await reader.tap("Settings")
    await reader.until_text("⚙️ Newsdesk\n\nSettings")
    await reader.press("1tw:north-korea:0")
    question = await reader.until_text("Reply to this message")
    sandbox.world.chats[group].admins.clear()
    sandbox.world.chats[group].members.remove(READER)
    assert (await reader.say("missile", reply_to=question["message_id"]))["text"] == REFUSED
    assert (await house.own.following(group))[0].rules == ()


async def test_a_group_that_moves_is_still_set_up_by_what_was_sent_before(
    house: House, reader: Chat, sandbox: Sandbox, group: int
) -> None:
    await reader.tap("Settings")
    await reader.until_text("⚙️ Newsdesk\n\nSettings")
    moved = (await sandbox.upgrade(group)).id
    await reader.tap(NORTH_KOREA)
    await reader.until_text("Followed topics:")
    assert (await slugs(house, moved), await slugs(house, group)) == (["north-korea"], [])


async def test_a_link_to_a_group_that_moved_while_the_bot_was_away_leads_where_it_is_now(
    program: Running, sandbox: Sandbox
) -> None:
    reader = Chat(sandbox, READER, READER)
    async with program.started() as house:
        await reader.say("/start")
        group = (await sandbox.group("Newsdesk", [READER])).id
        link = payload(await reader.until_text("I am in the group “Newsdesk” now."))
        await house.readership.subscribe(group, "north-korea")
    moved = (await sandbox.upgrade(group)).id
    for update in sandbox.world.updates.waiting():  # they would tell of it
        sandbox.world.updates.remove(update)
    async with program.started() as house:
        assert "North Korea – at once" in (await reader.say(f"/start {link}"))["text"]
        assert await slugs(house, moved) == ["north-korea"]


async def test_what_was_asked_before_a_group_moved_is_let_go(program: Running, sandbox: Sandbox) -> None:
    async with program.started():
        await Chat(sandbox, READER, READER).say("/start")
        group = (await sandbox.group("Newsdesk", [READER])).id
        await Chat(sandbox, READER, READER).until_text("I am in the group")
    await sandbox.say(READER, "/help", chat_id=group)
    moved = (await sandbox.upgrade(group)).id
    async with program.started() as house:
        assert "topics you choose" in (await Chat(sandbox, READER, moved).say("/help"))["text"]
        await eventually(lambda: nothing_waits(house))


async def test_a_thread_of_a_forum_is_set_up_in_private(house: House, reader: Chat, sandbox: Sandbox) -> None:
    await reader.say("/start")
    forum = (await sandbox.group("Forum", [READER], supergroup=True)).id
    link = payload(await Chat(sandbox, READER, forum).say("/settings", thread=7))
    assert (await reader.say(f"/start {link}"))["text"].startswith("⚙️ Forum #7\n\nSettings")
    await reader.tap(NORTH_KOREA)
    await reader.until_text("Followed topics:")
    assert [one.topic.slug for one in await house.own.in_thread(7).following(forum)] == ["north-korea"]
    assert await slugs(house, forum) == []


async def test_a_group_is_told_how_where_nobody_can_be_told_in_private(
    house: House, sandbox: Sandbox
) -> None:
    sandbox.world.people[READER].language = "es"
    made = (await sandbox.group("Newsdesk", [READER])).id
    greeting = await Chat(sandbox, READER, made).until_text("Hola.")
    reader = Chat(sandbox, READER, READER)
    assert (await reader.say(f"/start {payload(greeting)}"))["text"].startswith("⚙️ Newsdesk")


async def test_a_link_to_no_chat_opens_none(reader: Chat) -> None:
    for link in ("set-1", "set-3001-9", "set-99999999999999", "set-x"):
        assert "⚙️" not in (await reader.say(f"/start {link}"))["text"], link
