"""What readers can do, over the sandbox."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from driving import EDITOR, READER, Chat, House, Running, article, eventually, nothing_waits, publish

from bot.sandbox import Sandbox
from briefings.preferences import Mode

US_RUSSIA, NORTH_KOREA = "🇺🇸🇷🇺 US–Russia", "🇰🇵 North Korea"


async def counted(house: House, *, readers: int, blocked: int) -> bool:
    stats = await house.newsroom.stats()
    return (stats.readers, stats.blocked) == (readers, blocked)


async def followed(house: House, chat_id: int = READER) -> Sequence[str]:
    return [s.topic.slug for s in await house.readership.topics(chat_id) if s.followed]


async def test_a_new_reader_is_welcomed_and_taps_topics_on_and_off(reader: Chat, house: House) -> None:
    welcome = await reader.say("/start")
    assert welcome["text"].startswith("Hello, and welcome.")
    assert "/push" not in welcome["text"]
    assert reader.labels() == [f"➕ {US_RUSSIA}", f"➕ {NORTH_KOREA}"]
    assert await reader.tap(NORTH_KOREA) == "You now follow North Korea."
    await reader.until_text("You follow 🇰🇵 North Korea.")
    assert reader.labels() == [f"➕ {US_RUSSIA}", f"✅ {NORTH_KOREA}"]
    assert reader.last["message_id"] == welcome["message_id"]
    assert await followed(house) == ["north-korea"]
    assert await reader.tap(NORTH_KOREA) == "You no longer follow North Korea."
    await reader.until(lambda: reader.labels() == [f"➕ {US_RUSSIA}", f"➕ {NORTH_KOREA}"])
    assert await followed(house) == []


async def test_who_follows_says_how_it_comes_where_there_is_a_digest(reader: Chat, house: House) -> None:
    await reader.say("/digest 8:00")
    assert "Its news comes with the digest." in (await reader.say("/start north-korea"))["text"]
    assert "Its news comes with the digest." in (await reader.say("/subscribe north-korea"))["text"]
    await reader.say("/topics")
    assert await reader.tap(US_RUSSIA) == "You now follow US–Russia. Its news comes with the digest."
    await reader.say("/unsubscribe us-russia")
    await house.own.set_mode(READER, "north-korea", Mode.INSTANT)
    answer = await reader.say("/subscribe us-russia")
    assert "Its news comes at once, not with the digest." in answer["text"]


async def test_a_tap_does_what_its_label_says_however_often(reader: Chat, house: House) -> None:
    card = await reader.say("/topics")
    for _ in range(2):
        await reader.tap(f"➕ {NORTH_KOREA}", card)
        await reader.until_text(f"✅ {NORTH_KOREA}")
        assert await followed(house) == ["north-korea"]


@pytest.mark.parametrize(
    ("payload", "words", "slugs"),
    [
        ("north-korea", "You now follow 🇰🇵 North Korea", ["north-korea"]),
        ("no-such-topic", "Tap the topics", []),
    ],
)
async def test_a_deep_link_subscribes_to_its_topic(
    reader: Chat, house: House, payload: str, words: str, slugs: list[str]
) -> None:
    assert words in (await reader.say(f"/start {payload}"))["text"]
    assert await followed(house) == slugs


async def test_topics_are_followed_by_any_of_their_names(reader: Chat, house: House) -> None:
    for name in ("us-russia", "US–Russia", "us russia", "Us-RUSSIA"):
        assert "You now follow 🇺🇸🇷🇺 US–Russia" in (await reader.say(f"/subscribe {name}"))["text"]
        assert "You already follow" in (await reader.say(f"/subscribe {name}"))["text"]
        assert "You no longer follow" in (await reader.say(f"/unsubscribe {name}"))["text"]
    for name in ("north korea", "DPRK"):
        for gap in (" ", "\n", "\t"):
            assert "follow 🇰🇵 North Korea" in (await reader.say(f"/subscribe{gap}{name}"))["text"]
    assert "You were not following" in (await reader.say("/unsubscribe us-russia"))["text"]
    assert await followed(house) == ["north-korea"]


async def test_an_unknown_topic_brings_the_nearest_ones(reader: Chat) -> None:
    assert (await reader.say("/subscribe north corea"))["text"] == (
        "I have no topic called “north corea”. Did you mean this one?"
    )
    assert reader.labels() == [f"➕ {NORTH_KOREA}"]
    answer = await reader.say("/latest \"<b>&'“ 3")
    assert "“\"<b>&'“”" in answer["text"]
    assert reader.labels() == [f"📰 {US_RUSSIA}", f"📰 {NORTH_KOREA}"]


async def test_without_a_name_the_buttons_are_shown(reader: Chat) -> None:
    for command in ("/subscribe", "/unsubscribe", "/topics"):
        await reader.say(command)
        assert reader.labels() == [f"➕ {US_RUSSIA}", f"➕ {NORTH_KOREA}"], command


async def test_topics_tell_what_is_followed_and_how_much_is_new(reader: Chat, house: House) -> None:
    await publish(house, article(1))
    await reader.say("/subscribe us-russia")
    text = (await reader.say("/topics"))["text"]
    assert f"✅ {US_RUSSIA} · 1 new story this week" in text
    assert f"▫️ {NORTH_KOREA} · nothing new this week" in text


async def test_latest_says_what_will_happen_when_there_is_nothing_yet(reader: Chat) -> None:
    assert "There is nothing here yet." in (await reader.say("/latest"))["text"]
    assert "nothing on 🇰🇵 North Korea yet" in (await reader.say("/latest north-korea"))["text"]
    await reader.tap("Choose topics")
    await reader.until_text("Tap a topic")


async def test_latest_shows_pages_of_stories_to_read_in_place(reader: Chat, house: House) -> None:
    await publish(house, *(article(number) for number in range(1, 4)))
    first = await reader.say("/latest us-russia 2")
    assert first["text"].startswith(f"{US_RUSSIA}\n\nEnvoys of Washington and Moscow meet for round 3")
    assert "round 2" in first["text"]
    assert "round 1" not in first["text"]
    assert reader.labels()[-1] == "Older ›"
    await reader.tap("Older ›")
    await reader.until_text("round 1")
    assert reader.labels()[-1] == "‹ Newer"
    await reader.tap("📖")
    await reader.until(lambda: "↩️ Back" in reader.labels())
    assert reader.last["message_id"] == first["message_id"]
    assert "did not, the foreign ministry said" in reader.last["text"]
    await reader.tap("Back")
    await reader.until_text(US_RUSSIA)
    assert "round 1" in reader.last["text"]
    await reader.tap("‹ Newer")
    await reader.until_text("round 3")
    assert reader.last["text"] == first["text"]


async def test_latest_takes_a_number_alone(reader: Chat, house: House) -> None:
    await publish(house, *(article(number) for number in range(1, 4)))
    assert (await reader.say("/latest 1"))["text"].count("Envoys of") == 1
    assert reader.labels()[-1] == "Choose topics", "nothing is followed yet"
    await reader.say("/subscribe us-russia")
    await reader.say("/latest 1")
    assert "Choose topics" not in reader.labels()
    assert (await reader.say("/latest ٢"))["text"].count("Envoys of") == 2
    assert (await reader.say("/latest 0"))["text"].count("Envoys of") == 1
    assert (await reader.say("/latest 999999999999"))["text"].count("Envoys of") == 3


async def test_a_delivered_story_opens_below_and_the_digest_stays(reader: Chat, house: House) -> None:
    await reader.say("/subscribe us-russia")
    await publish(house, article(1))
    digest = await reader.until_text("round 1")
    await reader.tap("📖")
    await reader.until(lambda: reader.last["message_id"] > digest["message_id"])
    assert "did not, the foreign ministry said" in reader.last["text"]
    assert reader.last["reply_to_message"]["message_id"] == digest["message_id"]
    assert digest in reader.bots


async def test_a_long_story_is_read_page_by_page(reader: Chat, house: House) -> None:
    body = "\n\n".join(
        f"On day {n} officials of Washington and Moscow spoke at length about arms control and its limits."
        for n in range(90)
    )
    await publish(house, f"Washington and Moscow speak at length\n\n{body}")
    await reader.say("/latest us-russia")
    await reader.tap("📖")
    await reader.until(lambda: "Page 2 ›" in reader.labels())
    assert "On day 0" in reader.last["text"]
    await reader.tap("Page 2 ›")
    await reader.until(lambda: "‹ Page 1" in reader.labels())
    await reader.tap("Back")
    await reader.until_text(US_RUSSIA)


async def test_a_story_that_is_gone_is_told_kindly(reader: Chat, house: House) -> None:
    await publish(house, article(1))
    card = await reader.say("/latest")
    assert await reader.press("1r:999:0:::0", card) == "That story is not available any more."


async def test_unknown_and_old_buttons_are_answered_kindly(reader: Chat) -> None:
    card = await reader.say("/topics")
    for data in ("0:old", "1zz:4", "x"):
        assert (
            await reader.press(data, card)
            == "This button is too old to work. /help shows what to do instead."
        )
    await reader.say("/language es")
    assert (await reader.press("x", card) or "").startswith("Este botón")


async def test_a_tap_on_an_old_button_that_waited_too_long_is_let_go(
    reader: Chat, editor: Chat, house: House, sandbox: Sandbox
) -> None:
    card = await reader.say("/topics")
    too_old = "Bad Request: query is too old and response timeout expired or query ID is invalid"
    sandbox.fault("answerCallbackQuery", 400, description=too_old, times=3)
    await sandbox.press(READER, card, "0:old")
    await sandbox.until(lambda: sandbox.ledger[-1].method.lower() == "answercallbackquery")
    await eventually(lambda: nothing_waits(house))
    assert editor.bots == []


async def test_other_messages_get_a_sensible_answer(reader: Chat, editor: Chat, sandbox: Sandbox) -> None:
    assert "I cannot chat" in (await reader.say("hello"))["text"]
    assert "I do not know that command" in (await reader.say("/nonsense"))["text"]
    await sandbox.upload(READER, "photo.bin", b"\x00\x01")
    await reader.until(lambda: len(sandbox.messages(READER)) == 6)
    assert "I cannot chat" in reader.last["text"]
    assert "reply to it with /push" not in reader.last["text"]
    assert "reply to it with /push" in (await editor.say("hello"))["text"]


async def test_help_and_privacy_say_what_they_should(reader: Chat, editor: Chat) -> None:
    assert "/push" not in (await reader.say("/help"))["text"]
    assert "/push" in (await editor.say("/help"))["text"]
    privacy = (await reader.say("/privacy"))["text"]
    assert "What I keep about you" in privacy
    assert str(READER) in privacy
    assert "which groups and channels you set up" in privacy


async def test_edited_and_forwarded_commands_do_nothing(reader: Chat, house: House, sandbox: Sandbox) -> None:
    await reader.say("hello")
    own = sandbox.messages(READER)[0]["message_id"]
    await sandbox.edit(READER, own, "/subscribe us-russia")
    await reader.say("hello")
    written = (await sandbox.say(READER, "/unsubscribe us-russia"))[0]
    await reader.until_text("You were not following")
    await sandbox.edit(READER, written, "/subscribe us-russia")
    await sandbox.forward(READER, READER, written)
    await reader.until_text("I do not take commands from forwarded messages")
    assert await followed(house) == []


async def test_what_is_not_for_the_bot_is_passed_over(reader: Chat, house: House, sandbox: Sandbox) -> None:
    message = {
        "message_id": 9,
        "date": 1,
        "chat": {"id": -1009, "type": "channel", "title": "Channel"},
        "text": "/subscribe us-russia",
        "entities": [{"type": "bot_command", "offset": 0, "length": 10}],
    }
    for kind in ("channel_post", "edited_channel_post", "business_message", "guest_message"):
        sandbox.world.updates.put(kind, message)
    sandbox.world.updates.put("a_kind_of_tomorrow", {"from": {"id": READER}})
    await reader.say("/topics")
    assert await followed(house, -1009) == []
    assert [entry.chat_id for entry in sandbox.ledger if entry.method == "sendMessage"] == [READER]


async def test_what_cannot_be_handled_is_said_and_everything_else_goes_on(
    program: Running, sandbox: Sandbox
) -> None:
    reader, editor = Chat(sandbox, READER, READER), Chat(sandbox, EDITOR, EDITOR)
    program.set_aside = 1
    async with program.started():
        await editor.say("/start")
        await reader.say("/language es")
        sandbox.fault("sendMessage", 400, times=3, chat_id=READER, description="Bad Request: a trial")
        await sandbox.say(READER, "/topics")
        await reader.until_text("Algo falló por mi parte")
        await editor.until_text("set aside")
        assert (await reader.say("/topics"))["text"].startswith("Temas")


async def test_a_group_follows_topics_of_its_own_and_is_not_chatted_at(
    house: House, sandbox: Sandbox, reader: Chat
) -> None:
    group = (await sandbox.group("Newsdesk", [READER, EDITOR])).id
    chat = Chat(sandbox, READER, group)
    await sandbox.say(READER, "Good morning all", chat_id=group)
    await chat.say("/subscribe north-korea")
    await chat.until_text("You now follow")
    assert await followed(house, group) == ["north-korea"]
    assert await followed(house) == []
    assert not [m for m in sandbox.messages(group) if "I cannot chat" in m.get("text", "")]


async def test_blocking_and_coming_back_keeps_what_is_followed(
    reader: Chat, house: House, sandbox: Sandbox
) -> None:
    await reader.say("/subscribe us-russia")
    await sandbox.block(READER)
    await eventually(lambda: counted(house, readers=0, blocked=1))
    await sandbox.block(READER, blocked=False)
    await eventually(lambda: counted(house, readers=1, blocked=0))
    assert await followed(house) == ["us-russia"]


async def test_who_taps_and_blocks_the_bot_at_once_leaves_nothing_behind(
    reader: Chat, editor: Chat, house: House, sandbox: Sandbox
) -> None:
    card = await reader.say("/topics")
    await sandbox.press(READER, card, reader.data(US_RUSSIA, card))
    await sandbox.block(READER)
    await eventually(lambda: counted(house, readers=0, blocked=1))
    await eventually(lambda: nothing_waits(house))
    assert editor.bots == []


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (403, "Forbidden: bot was blocked by the user"),
        (400, "Bad Request: not enough rights to send text messages to the chat"),
        (400, "Bad Request: message thread not found"),
    ],
)
async def test_an_answer_that_its_chat_does_not_take_is_let_go(
    reader: Chat, house: House, sandbox: Sandbox, code: int, words: str
) -> None:
    sandbox.fault("sendMessage", code, description=words)
    await sandbox.say(READER, "/digest when I like")
    await reader.until(lambda: [entry for entry in sandbox.ledger if entry.method == "sendMessage"])
    await eventually(lambda: nothing_waits(house))
    assert reader.bots == []


async def test_what_is_followed_survives_a_restart(program: Running, sandbox: Sandbox) -> None:
    reader = Chat(sandbox, READER, READER)
    async with program.started():
        await reader.say("/subscribe dprk")
    async with program.started():
        text = (await reader.say("/settings"))["text"]
    assert f"Followed topics:\n• {NORTH_KOREA}" in text


async def test_commands_are_registered_for_readers_and_editors(
    house: House, sandbox: Sandbox, editor: Chat
) -> None:
    calls = [entry.params for entry in sandbox.ledger if entry.method == "setMyCommands"]
    everybody = [command["command"] for command in calls[0]["commands"]]
    assert everybody[:2] == ["latest", "topics"]
    assert "stop" in everybody
    assert len(everybody) <= 10, "more than a menu shows without being scrolled through"
    menus = {call.get("language_code"): call["commands"] for call in calls if "scope" not in call}
    assert set(menus) == {None, "ru", "ko", "es", "ar"}
    assert len({menu[0]["description"] for menu in menus.values()}) == len(menus)
    assert {tuple(each["command"] for each in menu) for menu in menus.values()} == {tuple(everybody)}
    assert "push" not in everybody
    assert "send an article" in (await editor.say("/start"))["text"]
    await editor.tap("North Korea")
    assert "send an article" in (await editor.until_text("You follow"))["text"]
    await editor.until(
        lambda: any("push" in str(e.params) for e in sandbox.ledger if e.method == "setMyCommands")
    )


async def test_the_bot_is_introduced_in_every_language_where_nobody_has_done_so(
    program: Running, sandbox: Sandbox
) -> None:
    def told(method: str) -> list[tuple[str | None, str]]:
        found = [entry.params for entry in sandbox.ledger if entry.method == f"set{method}"]
        return [
            (each.get("language_code"), each.get("description") or each["short_description"])
            for each in found
        ]

    async with program.started():
        pass
    for method in ("MyDescription", "MyShortDescription"):
        said = dict(told(method))
        assert set(said) == {None, "ru", "ko", "es", "ar"}
        assert said[None].startswith("I send short news briefings on the topics you choose")
        assert len(set(said.values())) == len(said)
    async with program.started():
        pass
    assert len(told("MyDescription")) == len(told("MyShortDescription")) == 5


async def test_latest_tells_one_happening_once_with_its_sources(reader: Chat, house: House) -> None:
    first = (
        "Island Courier\n\nEnvoys of Washington and Moscow meet in Reykjavik over warheads\n\n"
        "REYKJAVIK: The envoys of Washington and Moscow met in Reykjavik on Monday to count warheads in Iceland's"
        " oldest parliament hall, officials said.\n\nThe talks in Reykjavik are to go on for three days."
    )
    second = (
        "Harbour Gazette\n\nWarhead talks in Reykjavik: Moscow and Washington extend by a day\n\n"
        "REYKJAVIK: Washington and Moscow will talk about warheads in Reykjavik for one more day, officials in Iceland"
        " said.\n\nThe envoys sit in the old parliament hall of Reykjavik, where a list of warheads was read."
    )
    ids = await publish(house, first, article(9, topic="Moscow and Beijing and Washington"), second)
    text = (await reader.say("/latest us-russia"))["text"]
    assert "extend by a day" in text
    assert "meet in Reykjavik" not in text
    assert "2 sources: Harbour Gazette, Island Courier · " in text
    assert len(ids) == 3
    assert any("Envoys of Washington and Moscow meet" in label for label in reader.labels())
