"""Groups, channels, links and inline mode, over the sandbox."""

from __future__ import annotations

import pytest
from driving import EDITOR, OTHER_READER, READER, SHORT, Chat, House, article, eventually, publish

from bot.sandbox import Sandbox
from bot.throttle import BURST
from briefings.model import SubscriberState
from briefings.preferences import Length
from briefings.store import subscribers

NORTH_KOREA = "🇰🇵 North Korea"


@pytest.fixture
async def group(house: House, sandbox: Sandbox) -> int:
    """A group that the reader made and administers."""
    await Chat(sandbox, READER, READER).say("/start")
    made = (await sandbox.group("Newsdesk", [READER, OTHER_READER, EDITOR])).id
    await Chat(sandbox, READER, READER).until_text("I am in the group “Newsdesk” now.")
    return made


async def slugs(house: House, chat: int) -> list[str]:
    return [one.topic.slug for one in await house.own.following(chat)]


async def test_a_group_is_set_up_by_its_administrators_only(
    house: House, sandbox: Sandbox, group: int
) -> None:
    maker, member = Chat(sandbox, READER, group), Chat(sandbox, OTHER_READER, group)
    assert "Only administrators" in (await member.say("/subscribe dprk"))["text"]
    assert "Only administrators" in (await Chat(sandbox, EDITOR, group).say("/subscribe dprk"))["text"]
    await maker.say("/topics")
    assert await member.tap(NORTH_KOREA) == "Only administrators of this chat can change that."
    assert await slugs(house, group) == []
    await maker.tap(NORTH_KOREA)
    await maker.until_text(f"✅ {NORTH_KOREA}")
    assert await slugs(house, group) == ["north-korea"]
    assert await slugs(house, READER) == []


async def test_members_are_shown_what_their_group_follows_and_a_way_to_their_own(
    house: House, sandbox: Sandbox, group: int
) -> None:
    maker, member = Chat(sandbox, READER, group), Chat(sandbox, OTHER_READER, group)
    assert "once an administrator has chosen topics" in (await member.say("/start"))["text"]
    assert f"➕ {NORTH_KOREA}" not in member.labels()
    await maker.say("/start")
    await maker.tap(NORTH_KOREA)
    await maker.until_text(f"You follow {NORTH_KOREA}.")
    for command in ("/start", "/topics"):
        assert f"This chat follows {NORTH_KOREA}." in (await member.say(command))["text"]
        assert member.labels() == ["💬 A briefing of my own"]


async def test_the_settings_of_a_group_say_who_may_change_them(sandbox: Sandbox, group: int) -> None:
    maker, member = Chat(sandbox, READER, group), Chat(sandbox, OTHER_READER, group)
    assert "once an administrator has chosen topics" in (await member.say("/settings"))["text"]
    await maker.say("/subscribe dprk")
    for command in ("/settings", "/quiet", "/never"):
        shown = (await member.say(command))["text"]
        assert "Time zone: not picked yet" in shown
        assert "Only administrators of this chat can change that." in shown
        assert member.labels() == ["💬 A briefing of my own"]
    unknown = "I have no topic called “weather”. These are the ones I have: 🇺🇸🇷🇺 US–Russia and 🇰🇵 North Korea"
    assert (await member.say("/latest weather"))["text"] == unknown
    assert member.labels() == ["💬 A briefing of my own"]
    for command in (
        "/mute",
        "/mute weather",
        "/subscribe weather",
        "/tz Spain",
        "/topics",
        "/digest",
        "/settings",
    ):
        assert "Only administrators of this chat can change that." in (await maker.say(command))["text"]
        assert "💬 A briefing of my own" not in maker.labels()
    assert "Only administrators" not in (await maker.say("/latest weather"))["text"]
    await maker.say("/settings")
    await maker.tap("Quiet hours")
    assert "Only administrators of this chat" in (await maker.until_text("I write at any hour."))["text"]


async def test_an_anonymous_administrator_sets_a_group_up(house: House, sandbox: Sandbox, group: int) -> None:
    maker = Chat(sandbox, READER, group)
    assert "You now follow" in (await maker.say("/subscribe dprk", anonymous=True))["text"]
    assert await slugs(house, group) == ["north-korea"]
    await maker.say("/digest 8:00", anonymous=True)
    await maker.tap("09:00")  # a tap shows who it is

    async def is_set() -> bool:
        return len((await house.own.look(group)).slots) == 2

    await eventually(is_set)


async def test_nobody_makes_all_anonymous_administrators_editors(
    house: House, sandbox: Sandbox, group: int
) -> None:
    await sandbox.say(READER, "Good morning", chat_id=group, anonymous=True)
    written = sandbox.messages(group)[-1]["message_id"]
    owner = Chat(sandbox, EDITOR, group)
    assert "in the name of a chat" in (await owner.say("/staff editor", reply_to=written))["text"]


async def test_who_writes_in_the_name_of_a_chat_may_ask_no_more_than_others(
    house: House, sandbox: Sandbox, group: int
) -> None:
    maker = Chat(sandbox, READER, group)
    for _ in range(BURST + 2):
        await sandbox.say(READER, "Good morning", chat_id=group, anonymous=True)
    await sandbox.say(READER, "/privacy", chat_id=group, anonymous=True)
    await Chat(sandbox, EDITOR, group).say("/staff")
    assert not any("the number of this chat" in message["text"] for message in maker.bots)


async def test_everybody_in_a_group_may_read(house: House, sandbox: Sandbox, group: int) -> None:
    await publish(house, article(1))
    await Chat(sandbox, READER, group).say("/subscribe us-russia")
    member = Chat(sandbox, OTHER_READER, group)
    assert "round 1" in (await member.say("/latest"))["text"]
    await member.tap("📖")
    await member.until(lambda: "❓ Why this?" in member.labels())
    await member.tap("❓ Why this?")
    assert (
        "Only administrators of this chat can change that." in (await member.until_text("Why this?"))["text"]
    )


async def test_what_comes_to_a_group_is_not_for_every_member_to_say(
    house: House, sandbox: Sandbox, group: int
) -> None:
    maker, member = Chat(sandbox, READER, group), Chat(sandbox, OTHER_READER, group)
    await maker.say("/subscribe dprk")
    await maker.press("1tw:north-korea:0")
    question = await maker.until_text("eply")
    assert "Only administrators" in (await member.say("talks", reply_to=question["message_id"]))["text"]
    assert (await house.own.following(group))[0].rules == ()
    await maker.say("talks", reply_to=question["message_id"])
    assert [rule.words for rule in (await house.own.following(group))[0].rules] == ["talks"]


@pytest.mark.parametrize(
    "mark",
    [
        ("🔔 Follow", "f", "🔔 Following", "This chat will hear what comes of it."),
        ("🔖 Save", "k", "🔖 Saved", "Saved for this chat. /saved shows all it keeps."),
    ],
)
async def test_who_follows_or_saves_a_story_in_a_group_without_managing_it_does_so_in_private(
    house: House, sandbox: Sandbox, group: int, mark: tuple[str, str, str, str]
) -> None:
    label, letter, done, toast = mark
    (story,) = await publish(house, article(1))
    maker, member = Chat(sandbox, READER, group), Chat(sandbox, OTHER_READER, group)
    await maker.say("/subscribe us-russia")
    await member.say("/latest")
    await member.tap("📖")
    await member.until(lambda: label in member.labels())
    assert await member.tap(label) is None
    link = next(
        entry.params["url"]
        for entry in sandbox.ledger
        if "callback_query_id" in entry.params and "url" in entry.params
    )
    assert link == f"https://t.me/{sandbox.world.bot['username']}?start={letter}-{story}"
    own = Chat(sandbox, OTHER_READER, OTHER_READER)
    await sandbox.say(OTHER_READER, f"/start {link.rpartition('=')[2]}")
    await own.until(lambda: any(done in own.labels(shown) for shown in own.bots))
    assert await maker.tap(label) == toast


async def test_what_is_kept_about_a_group_is_for_its_administrators(
    house: House, sandbox: Sandbox, group: int
) -> None:
    maker, member = Chat(sandbox, READER, group), Chat(sandbox, OTHER_READER, group)
    await maker.say("/subscribe dprk")
    for command in ("/mydata", "/forget"):
        assert "for its administrators" in (await member.say(command))["text"]
    await maker.sandbox.say(READER, "/mydata", chat_id=group)
    await maker.until(lambda: "document" in maker.last)
    assert "keep about this chat" in maker.last["caption"]
    assert "keep about this chat" in (await member.say("/privacy"))["text"]
    assert "forget everything about this chat?" in (await maker.say("/forget"))["text"]
    assert await member.tap("Forget everything") == "Only administrators of this chat can change that."
    assert await slugs(house, group) == ["north-korea"]
    await maker.tap("Forget everything")
    await maker.until_text("I keep nothing about this chat")
    assert await slugs(house, group) == []


async def test_a_group_that_becomes_a_supergroup_keeps_everything(
    house: House, sandbox: Sandbox, group: int
) -> None:
    maker = Chat(sandbox, READER, group)
    for command in ("/subscribe dprk", "/tz Seoul", "/digest 8:00", "/length full"):
        await maker.say(command)
    before = await house.own.look(group)
    moved = (await sandbox.upgrade(group)).id

    async def has_moved() -> bool:
        return await house.own.look(moved) == before

    await eventually(has_moved)
    assert await slugs(house, moved) == ["north-korea"]


async def test_lost_rights_are_told_in_private_to_who_set_it_up(sandbox: Sandbox, group: int) -> None:
    await sandbox.kick(group)
    reader = Chat(sandbox, READER, READER)
    await reader.until_text("I can no longer write in “Newsdesk”")


async def test_lost_rights_are_told_where_only_threads_of_a_forum_receive(
    house: House, sandbox: Sandbox, reader: Chat
) -> None:
    await reader.say("/start")
    forum = (await sandbox.group("Forum", [READER], supergroup=True)).id
    await reader.until_text("I am in the group “Forum” now.")
    await Chat(sandbox, READER, forum).say("/subscribe us-russia", thread=7)
    await sandbox.kick(forum)
    await reader.until_text("I can no longer write in “Forum”")


async def test_a_kick_is_told_although_a_post_found_it_first(
    house: House, sandbox: Sandbox, group: int
) -> None:
    reader = Chat(sandbox, READER, READER)
    await house.readership.blocked(group)
    await sandbox.kick(group)
    await reader.until_text("I can no longer write in “Newsdesk”")


async def test_a_group_in_which_nobody_may_write_is_told_of_once(
    house: House, sandbox: Sandbox, group: int
) -> None:
    await house.readership.subscribe(group, "us-russia")
    sandbox.world.chats[group].may_post = False
    reader = Chat(sandbox, READER, READER)
    await publish(house, article(1))
    await reader.until_text("I can no longer write in “Newsdesk”")
    await publish(house, article(2))
    sandbox.world.chats[group].may_post = True
    await Chat(sandbox, READER, group).say("/subscribe dprk")
    assert len([m for m in reader.bots if "no longer write" in m["text"]]) == 1


async def test_a_thread_that_is_deleted_ends_what_goes_there_only(
    house: House, sandbox: Sandbox, reader: Chat
) -> None:
    await reader.say("/start")
    forum = (await sandbox.group("Forum", [READER], supergroup=True)).id
    maker = Chat(sandbox, READER, forum)
    await maker.say("/subscribe us-russia", thread=7)
    await maker.say("/subscribe us-russia", thread=8)
    del sandbox.world.chats[forum].threads[7]
    await publish(house, article(1))
    assert (await maker.until_text("round 1"))["message_thread_id"] == 8
    await eventually(lambda: _is_away(house, forum, 7))
    await publish(house, article(2))
    assert (await maker.until_text("round 2"))["message_thread_id"] == 8


async def _is_away(house: House, chat: int, thread: int) -> bool:
    async with house.database.read() as connection:
        found = await subscribers.find(connection, chat, thread)
    return found is not None and found.state is SubscriberState.BLOCKED


async def test_a_link_to_a_story_that_is_gone_welcomes_a_newcomer_all_the_same(reader: Chat) -> None:
    await reader.say("/start s-999999")
    await reader.until_text("Tap the topics you would like to follow.")
    assert "not available" in reader.bots[0]["text"]


async def test_a_link_opens_its_story(house: House, reader: Chat) -> None:
    (story,) = await publish(house, article(1))
    await reader.say(f"/start s-{story}")
    await reader.until_text("Tap the topics you would like to follow.")  # said to newcomers below it
    assert "round 1" in reader.bots[0]["text"]
    assert "round 1" in (await reader.say(f"/start s-{story}"))["text"]
    assert "❓ Why this?" in reader.labels()
    assert len(reader.bots) == 3
    assert "not available" in (await reader.say("/start s-999999"))["text"]


async def test_stories_are_shared_in_any_chat(house: House, sandbox: Sandbox) -> None:
    (story,) = await publish(house, article(1))

    async def results(query: str) -> list[dict[str, object]]:
        asked = await sandbox.ask_inline(READER, query)
        (entry,) = await sandbox.until(
            lambda: [
                each
                for each in sandbox.ledger
                if each.method == "answerInlineQuery" and each.params["inline_query_id"] == asked
            ]
        )
        found: list[dict[str, object]] = entry.params["results"]
        return found

    (found,) = await results("talks")
    assert found["title"] == "Envoys of Washington and Moscow meet for round 1 of the talks"
    assert f"?start=s-{story}" in str(found["reply_markup"])
    assert len(await results("")) == 1
    assert await results("earthquake") == []
    assert await results("since:soon") == []


async def test_a_digest_is_offered_when_much_comes_in_a_day(house: House, reader: Chat) -> None:
    await reader.say("/subscribe us-russia")
    await publish(house, *(article(number) for number in range(1, 14)))
    await reader.until(
        lambda: any("make it a digest" in label for m in reader.bots for label in reader.labels(m))
    )
    (offering,) = [m for m in reader.bots if "make it a digest" in " ".join(reader.labels(m))]
    await reader.tap("make it a digest", offering)
    await reader.until_text("🗓 08:00 every day")


async def test_a_group_is_spoken_to_as_who_took_the_bot_in_and_its_threads_as_it_is(
    sandbox: Sandbox, reader: Chat
) -> None:
    await reader.say("/language ru")
    forum = (await sandbox.group("Forum", [READER], supergroup=True)).id
    await reader.until_text("Forum")
    maker = Chat(sandbox, READER, forum)
    assert "Настройки" in (await maker.say("/settings"))["text"]
    await maker.say("/tz Berlin")
    assert "Берлин" in (await maker.say("/settings", thread=7))["text"]
    assert "Теперь вы подписаны" in (await maker.say("/subscribe dprk", thread=7))["text"]
    assert "Берлин" in (await maker.say("/settings", thread=7))["text"]


async def test_files_come_into_the_thread_in_which_they_are_asked_for(
    house: House, sandbox: Sandbox, reader: Chat
) -> None:
    await reader.say("/subscribe us-russia")
    await publish(house, article(1))
    await reader.until_text("round 1")
    forum = (await sandbox.group("Forum", [READER, EDITOR], supergroup=True)).id
    editor = Chat(sandbox, EDITOR, forum)
    for command, kind in (("/stats", "photo"), ("/reach 1", "document")):
        await sandbox.say(EDITOR, command, chat_id=forum, thread=7)
        await editor.until(lambda kind=kind: editor.bots and kind in editor.last)
        assert editor.last["message_thread_id"] == 7


async def test_a_card_stays_in_the_thread_of_its_paste(sandbox: Sandbox, editor: Chat) -> None:
    forum = Chat(sandbox, EDITOR, (await sandbox.group("Forum", [EDITOR], supergroup=True)).id)
    await sandbox.promote(forum.chat_id)
    await forum.say("/push", thread=7)
    await sandbox.say(EDITOR, SHORT, chat_id=forum.chat_id, thread=7)
    card = await forum.until_text("1 story found")
    assert card["message_thread_id"] == 7


async def test_each_thread_of_a_forum_follows_its_own_topics(
    house: House, sandbox: Sandbox, reader: Chat
) -> None:
    await reader.say("/start")
    forum = (await sandbox.group("Forum", [READER], supergroup=True)).id
    maker = Chat(sandbox, READER, forum)
    for thread, command in ((7, "/subscribe us-russia"), (8, "/subscribe dprk"), (8, "/language es")):
        assert (await maker.say(command, thread=thread))["message_thread_id"] == thread
    assert await slugs(house, forum) == []
    await publish(house, article(1))
    await maker.until_text("round 1")
    assert maker.last["message_thread_id"] == 7
    assert len([m for m in maker.bots if "round 1" in m["text"]]) == 1
    assert "Ajustes" in (await maker.say("/settings", thread=8))["text"]
    assert "Settings" in (await maker.say("/settings", thread=7))["text"]
    await maker.tap("Length")
    await maker.until_text("The whole story is always one tap away.")
    await maker.tap("Full")

    async def is_set() -> bool:
        return (await house.own.in_thread(7).look(forum)).length is Length.FULL

    await eventually(is_set)
    assert (await house.own.look(forum)).length is Length.SHORT
