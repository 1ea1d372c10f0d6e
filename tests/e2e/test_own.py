"""The reader's own briefing, over the sandbox: settings, searches, what is kept."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, time, timedelta

import pytest
import sqlalchemy as sa
from driving import OTHER_READER, READER, Chat, House, article, eventually, publish

from bot.sandbox import Sandbox
from briefings.preferences import Length, Mode
from briefings.schedule import WEEKDAYS, QuietHours, Slot

US_RUSSIA, NORTH_KOREA = "🇺🇸🇷🇺 US–Russia", "🇰🇵 North Korea"


async def test_settings_are_one_message_that_turns_its_pages(reader: Chat) -> None:
    await reader.say("/subscribe us-russia")
    first = await reader.say("/settings")
    assert "US–Russia – at once" in first["text"]
    assert "not picked yet" in first["text"]
    for label in ("Digest times", "Quiet hours", "Time zone", "Length", "Language", "Pause"):
        await reader.tap(label)
        await reader.until(lambda: "↩️ Settings" in reader.labels())
        assert label in reader.last["text"]
        await reader.tap("Settings")
        await reader.until_text("Followed topics:")
    assert reader.last["message_id"] == first["message_id"]


async def test_topics_are_followed_from_the_settings(reader: Chat) -> None:
    await reader.say("/settings")
    assert reader.last["text"].startswith("Settings\n\nNothing is followed yet")
    await reader.tap(f"➕ {NORTH_KOREA}")
    await reader.until_text("North Korea – at once")
    assert reader.labels()[:2] == [f"✅ {NORTH_KOREA}", f"➕ {US_RUSSIA}"]


async def test_digest_times_are_tapped_together(reader: Chat, house: House) -> None:
    await reader.say("/subscribe us-russia")
    await reader.say("/digest")
    assert "You get no digest" in reader.last["text"]
    await reader.tap("08:00")
    await reader.until_text("08:00 every day")
    await reader.tap("18:00")
    await reader.until_text("08:00, 18:00 every day")
    await reader.tap("Sat")
    await reader.until_text("Mon")
    await reader.tap("Sun")
    await reader.until_text("on weekdays")
    own = await house.own.look(READER)
    assert own.slots == (Slot(time(8), WEEKDAYS), Slot(time(18), WEEKDAYS))
    assert [each.mode for each in await house.own.following(READER)] == [Mode.DIGEST]
    await reader.tap("Tell me when there is nothing new")
    await reader.until(lambda: "✅ Tell me" in " ".join(reader.labels()))
    await reader.tap("No digest")
    await reader.until_text("You get no digest")


async def test_digest_times_are_written(reader: Chat) -> None:
    assert "06:45, 21:15 on weekdays" in (await reader.say("/digest 6:45 9:15pm weekdays"))["text"]
    assert "such as /digest 8:00 18:00 weekdays" in (await reader.say("/digest whenever"))["text"]
    assert "You get no digest" in (await reader.say("/digest off"))["text"]


async def test_a_zone_is_picked_by_its_name(reader: Chat, house: House) -> None:
    assert "the clock of Berlin" in (await reader.say("/tz Europe/Berlin"))["text"]
    assert "Did you mean one of these?" in (await reader.say("/tz Moskow"))["text"]
    await reader.tap("Moscow")
    await reader.until_text("the clock of Moscow")
    assert (await house.own.look(READER)).zone == "Europe/Moscow"
    assert "I know no time zone called “<b>”" in (await reader.say("/tz <b>"))["text"]


async def test_a_zone_is_picked_by_part_of_the_world(reader: Chat, house: House) -> None:
    await reader.say("/tz")
    await reader.tap("America")
    await reader.until_text("Pick the place")
    await reader.tap("Page 2")
    await reader.until(lambda: any("Page 1" in label for label in reader.labels()))
    await reader.tap("Page 1")
    await reader.until(lambda: any("Anchorage" in label for label in reader.labels()))
    await reader.tap("Anchorage")
    await reader.until_text("the clock of Anchorage")
    assert (await house.own.look(READER)).zone == "America/Anchorage"


async def test_a_zone_is_picked_by_the_clock_its_difference_or_its_country(
    reader: Chat, house: House
) -> None:
    await reader.say("/tz")
    await reader.tap("What my clock shows")
    await reader.until_text("What does your clock show now?")
    kathmandu = (datetime.now(UTC) + timedelta(hours=5, minutes=45)).strftime("%H:%M")
    await reader.say(f"/tz {kathmandu}")
    await reader.tap("Kathmandu")
    await reader.until_text("the clock of Kathmandu")
    assert (await house.own.look(READER)).zone == "Asia/Kathmandu"
    await reader.say("/tz GMT+3")
    await reader.tap("Moscow")
    await reader.until_text("the clock of Moscow")
    await reader.say("/tz Germany")
    await reader.tap("Berlin")
    await reader.until_text("the clock of Berlin")


async def test_a_zone_is_picked_by_a_location(reader: Chat, sandbox: Sandbox) -> None:
    await sandbox.locate(READER, 59.93, 30.34)
    await reader.until_text("Pick the place")
    assert [label.partition(" · ")[0] for label in reader.labels()][:1] == ["Helsinki"]
    await reader.tap("Moscow")
    await reader.until_text("the clock of Moscow")


async def test_quiet_hours_are_set_and_taken_back(reader: Chat, house: House) -> None:
    await reader.say("/quiet")
    await reader.tap("22:00 – 07:00")
    await reader.until_text("From 22:00 until 07:00")
    assert "From 21:30 until 06:45" in (await reader.say("/quiet 21:30 6:45"))["text"]
    assert (await house.own.look(READER)).quiet == QuietHours(time(21, 30), time(6, 45))
    assert "such as /quiet 22:00 7:00" in (await reader.say("/quiet night"))["text"]
    await reader.say("/digest 8:00")
    assert "Digests come" not in (await reader.say("/quiet"))["text"]
    await reader.say("/digest 8:00 23:00")
    assert "Breaking news comes through. Digests come at their times" in (await reader.say("/quiet"))["text"]
    await reader.say("/quiet")
    await reader.tap("At any hour")
    await reader.until_text("I write at any hour")


async def test_everything_is_paused_and_goes_on(reader: Chat, house: House) -> None:
    await reader.say("/pause")
    await reader.tap("A week")
    await reader.until_text("Nothing is sent to you until")
    await reader.tap("Go on")
    await reader.until_text("For how long")
    assert "until you say otherwise" in (await reader.say("/pause forever"))["text"]
    assert "For how long" in (await reader.say("/pause off"))["text"]
    assert (await house.own.look(READER)).paused_until is None
    assert "write day, week, month" in (await reader.say("/pause for ages"))["text"]


async def test_stop_pauses_everything_until_start_and_says_how_to_leave(reader: Chat, house: House) -> None:
    await reader.say("/subscribe north-korea")
    said = (await reader.say("/stop"))["text"]
    assert "Nothing is sent to you until you say otherwise." in said
    assert "To leave a topic: /topics. To have everything about you deleted: /forget." in said
    assert (await house.own.look(READER)).paused_until
    assert "Welcome back: what you follow is sent to you again." in (await reader.say("/start"))["text"]
    assert (await house.own.look(READER)).paused_until is None
    await reader.say("/pause 3 days")
    assert "Welcome back" not in (await reader.say("/start"))["text"]
    assert (await house.own.look(READER)).paused_until
    assert "You no longer follow" in (await reader.say("/stop north-korea"))["text"]


async def test_a_topic_is_muted_and_set_to_the_digest(reader: Chat, house: House) -> None:
    await reader.say("/subscribe north-korea")
    assert "Which topic" in (await reader.say("/mute"))["text"]
    await reader.tap(NORTH_KOREA)
    await reader.until_text("New stories come as they are published")
    await reader.tap("A week")
    await reader.until_text("Muted until")
    await reader.tap("Unmute")
    await reader.until(lambda: "Muted" not in reader.last["text"])
    await reader.tap("In the digest")
    await reader.until_text("🗓 08:00 every day")
    await reader.tap("Digest times")
    await reader.until_text("The next one comes on")
    assert "Muted until" in (await reader.say("/mute north korea 2 weeks"))["text"]
    assert "Muted" not in (await reader.say("/mute DPRK off"))["text"]
    assert "Did you mean this one?" in (await reader.say("/mute nroth-korea"))["text"]
    await reader.tap(f"✅ {NORTH_KOREA}")
    await reader.until(lambda: "🔇 A week" in reader.labels())  # still followed
    assert (
        "You do not follow that topic. To follow it: /subscribe us-russia"
        in (await reader.say("/mute us-russia"))["text"]
    )


async def test_words_are_told_in_a_reply_and_taken_back(reader: Chat, house: House) -> None:
    await reader.say("/subscribe north-korea")
    await reader.say("/mute")
    await reader.tap(NORTH_KOREA)
    await reader.until_text("New stories come")
    await reader.tap("Never with words")
    question = await reader.until_text("must not hold")
    await reader.say("“football match”", reply_to=question["message_id"])
    await reader.until_text("No stories with “football match”")
    ((rule,),) = [each.rules for each in await house.own.following(READER)]
    assert (rule.words, rule.wanted) == ("football match", False)
    await reader.tap("🗑 ➖ football match")
    await reader.until(lambda: "football" not in reader.last["text"])
    await reader.say("?!", reply_to=question["message_id"])
    assert "I see no word in that" in reader.last["text"]


async def test_words_are_told_by_commands(reader: Chat, house: House) -> None:
    await reader.say("/subscribe north-korea")
    await reader.say("/never north korea football match")
    await reader.until_text("No stories with “football match”")
    await reader.say("/only dprk “missile”")
    await reader.until_text("Only stories with “missile”")
    assert len(reader.bots) == 3  # each is answered once
    assert "must not hold" in (await reader.say("/never dprk"))["text"]
    assert "I have no topic called" in (await reader.say("/only weather rain"))["text"]
    assert "Which topic?" in (await reader.say("/only"))["text"]
    await reader.tap(NORTH_KOREA)
    question = await reader.until_text("must hold")
    await reader.say("talks, arms control", reply_to=question["message_id"])
    await reader.until_text("Only stories with “missile” or “talks” or “arms control”")
    ((link,),) = [[entity["url"] for entity in question["entities"]]]
    assert (await reader.say(f"/start {link.rpartition('=')[2]}"))["text"] == question["text"]


async def test_length_and_language_are_chosen(reader: Chat, house: House) -> None:
    await reader.say("/length")
    await reader.tap("Headlines only")
    await reader.until(lambda: "✅ Headlines only" in reader.labels())
    assert (await house.own.look(READER)).length is Length.HEADLINES
    assert "Write headlines, short or full" in (await reader.say("/length tiny"))["text"]
    await reader.say("/language")
    assert reader.labels()[:5] == ["✅ English", "Русский", "한국어", "Español", "العربية"]
    assert "write one of them" in (await reader.say("/language klingon"))["text"]


@pytest.mark.parametrize("command", ["/start", "/digest 8:00", "/subscribe dprk"])
async def test_a_newcomer_is_spoken_to_in_the_language_of_their_app(
    reader: Chat, house: House, sandbox: Sandbox, command: str
) -> None:
    sandbox.world.people[READER].language = "ru"
    assert "Я присылаю короткие" in (await reader.say("/help"))["text"]
    assert re.search("[а-я]{4}", (await reader.say(command))["text"])
    assert (await house.own.look(READER)).language == "ru"
    sandbox.world.people[READER].language = "en"
    assert "Настройки" in (await reader.say("/settings"))["text"]


async def test_the_bot_speaks_the_language_that_is_chosen(reader: Chat, house: House) -> None:
    await reader.say("/language")
    await reader.tap("Русский")
    await reader.until_text("На этом языке я говорю с вами.")
    assert (await house.own.look(READER)).language == "ru"
    assert "Настройки" in (await reader.say("/settings"))["text"]
    assert await reader.tap("➕ 🇰🇵 Северная Корея") == "Теперь вы подписаны на тему Северная Корея."
    assert "مرحبًا" not in (await reader.say("/language العربية"))["text"]
    assert "مرحبًا" in (await reader.say("/start"))["text"]


async def test_a_topic_is_called_by_its_name_in_the_language_of_the_reader(
    reader: Chat, house: House, sandbox: Sandbox
) -> None:
    sandbox.world.people[READER].language = "ko"
    await reader.say("/start")
    assert reader.labels() == ["➕ 🇺🇸🇷🇺 미국·러시아", "➕ 🇰🇵 북한"]
    assert "평양: 지도부" in (await reader.say("/topics"))["text"]
    assert await reader.tap("북한") == "북한 주제를 구독합니다."
    await publish(house, article(1, topic="Pyongyang and North Korea"))
    await reader.until_text("🇰🇵 북한\n\nEnvoys of Pyongyang")
    assert "▫️ 🇺🇸🇷🇺 미국·러시아" in (await reader.say("/topics"))["text"]
    assert "round 1" in (await reader.say("/search envoys topic:كوريا-الشمالية"))["text"]
    assert "미국·러시아 주제를 구독합니다" in (await reader.say("/subscribe США Россия"))["text"]


async def test_stories_are_searched_page_by_page_and_saved(reader: Chat, house: House) -> None:
    await publish(house, *(article(number) for number in range(8)))
    await reader.say("/search arms topic:us-russia")
    assert "round 7" in reader.last["text"]
    assert "round 1" not in reader.last["text"]
    await reader.tap("Older")
    await reader.until_text("round 1")
    await reader.tap("📖")
    await reader.until(lambda: "❓ Why this?" in reader.labels())
    unsaved = reader.last
    for _ in range(2):  # the second tap finds the mark as it wants it
        assert await reader.tap("🔖 Save", unsaved) == "Saved. /saved shows all you keep."
    await reader.until(lambda: "🔖 Saved" in reader.labels())
    assert await reader.tap("🔔 Follow") == "You will hear what comes of it."
    assert "round 1" in (await reader.say("/saved"))["text"]
    assert "Nothing was published with “earthquake”" in (await reader.say("/search earthquake"))["text"]
    question = await reader.say("/search")
    assert "What shall I look for?" in question["text"]
    found = await reader.say("round 1", reply_to=question["message_id"])
    assert found["text"].startswith("🔎 round 1")
    assert "What shall I look for?" in (await reader.say("/start search"))["text"]
    assert "is not a date" in (await reader.say("/search arms since:soon"))["text"]
    assert "These are the ones I have: " in (await reader.say("/search arms topic:weather"))["text"]
    assert not reader.labels()


async def test_what_was_asked_for_is_read_in_place_with_the_way_back(reader: Chat, house: House) -> None:
    body = "\n\n".join(
        f"On day {n} envoys of Washington and Moscow spoke about arms control." for n in range(90)
    )
    await publish(house, f"Washington and Moscow speak at length\n\n{body}", *(article(n) for n in range(8)))
    asked = await reader.say("/search arms topic:us-russia")
    await reader.tap("Older")
    older = await reader.until_text("speak at length")
    await reader.tap("📖 Washington and Moscow speak")
    await reader.until(lambda: "Page 2 ›" in reader.labels())
    await reader.tap("Page 2 ›")
    await reader.until(lambda: "‹ Page 1" in reader.labels())
    await reader.tap("🔖 Save")
    await reader.tap("Back")
    await reader.until(lambda: reader.last["text"] == older["text"])
    assert reader.last["message_id"] == asked["message_id"]
    kept = await reader.say("/saved")
    await reader.tap("📖")
    await reader.until(lambda: "🔖 Saved" in reader.labels())
    await reader.tap("Back")
    await reader.until(lambda: reader.last["text"] == kept["text"])
    assert reader.last["message_id"] == kept["message_id"]


async def test_why_a_story_came_and_less_like_it(reader: Chat, house: House) -> None:
    await reader.say("/subscribe us-russia")
    await publish(house, article(1))
    await reader.until_text("round 1")
    await reader.tap("📖")
    await reader.until(lambda: "❓ Why this?" in reader.labels())
    await reader.tap("Why this?")
    await reader.until_text("The story mentions")
    word = reader.labels()[0].removeprefix("➖ ")
    await reader.tap(f"➖ {word}")
    await reader.until(lambda: f"🚫 {word}" in reader.labels())
    ((rule,),) = [each.rules for each in await house.own.following(READER)]
    assert (rule.words, rule.wanted) == (word, False)
    await reader.tap(f"🚫 {word}")
    await reader.until(lambda: f"➖ {word}" in reader.labels())
    assert [each.rules for each in await house.own.following(READER)] == [()]


async def test_everybody_gets_their_data_as_a_file_and_can_end_it_from_the_settings(
    reader: Chat, sandbox: Sandbox
) -> None:
    await reader.say("/subscribe us-russia")
    sent = await reader.say("/mydata")
    assert sent["document"]["file_name"] == "mydata.json"
    data = json.loads(sandbox.world.files[sent["document"]["file_id"]].data)
    assert data["subscribers"][0]["chat_id"] == READER
    assert [row["topic"] for row in data["subscriptions"]] == ["us-russia"]
    await reader.say("/settings")
    await reader.tap("What I keep about you")
    kept = await reader.until_text("the topics you follow")
    assert "which stories you opened" in kept["text"], "for these are copies, which a correction has to find"
    assert "track" not in kept["text"]
    await reader.tap("All of it as a file")
    await reader.until(lambda: "document" in reader.sandbox.messages(READER)[-1])
    await reader.tap("Forget everything", kept)
    await reader.until(lambda: any("Shall I forget" in m.get("text", "") for m in reader.bots))
    (asked,) = (m for m in reader.bots if "Shall I forget" in m.get("text", ""))
    assert asked["message_id"] == kept["message_id"]
    await reader.tap("Keep it", asked)
    await reader.until(lambda: any("Everything stays as it is." in m.get("text", "") for m in reader.bots))


def everything(connection: sa.Connection) -> str:
    """All that the whole database holds, as text."""
    tables = [name for name in sa.inspect(connection).get_table_names() if "story_search" not in name]
    return "\n".join(
        f"{table}: {tuple(row)}"
        for table in tables
        for row in connection.execute(sa.text(f'SELECT * FROM "{table}"'))  # noqa: S608 - names of our own tables
    )


async def test_who_asks_is_forgotten(reader: Chat, house: House, sandbox: Sandbox) -> None:
    await reader.say("/subscribe us-russia")
    await reader.say("/forget")
    await reader.tap("Keep it")
    await reader.until_text("Everything stays as it is.")
    await reader.say("/forget")
    await reader.tap("Forget everything")
    await reader.until_text("I keep nothing about you any more")

    of_the_reader = re.compile(rf"(?<!\d){READER}(?!\d)")  # which a moment in milliseconds may hold by chance

    async def nothing_is_left() -> bool:
        async with house.database.read() as connection:
            return not of_the_reader.search(await connection.run_sync(everything))

    await eventually(nothing_is_left)


async def test_who_asks_too_much_is_asked_once_to_slow_down(reader: Chat, sandbox: Sandbox) -> None:
    for _ in range(60):
        await sandbox.say(READER, "/help")
    await reader.until(lambda: [m for m in reader.bots if "slow down" in m["text"]])
    await sandbox.say(READER, "/help")
    await Chat(sandbox, OTHER_READER, OTHER_READER).say("/help")
    assert len([m for m in reader.bots if "slow down" in m["text"]]) == 1
    assert len(reader.bots) < 60


async def test_refusals_are_said_in_the_readers_language(reader: Chat) -> None:
    await reader.say("/language ru")
    for written, answer in (
        ("/digest whenever", "Я не понимаю «whenever»"),
        ("/quiet at night", "Напишите, с какого и до какого часа"),
        ("/pause 2020-01-01", "Это не в пределах ближайшего года."),
        ("/length long", "Напишите «заголовки», «коротко»"),
        ("/language Klingon", "Я говорю на языках: English, Русский"),
        ("/mute", "Вы пока ни на что не подписаны"),
        ("/mute north-korea", "Вы не подписаны на эту тему."),
        ("/only", "Вы пока ни на что не подписаны"),
        ("/never north-korea !?", "Вы пока ни на что не подписаны"),
        ("/only north-korea ракеты", "Вы не подписаны на эту тему."),
        ("/search -ракеты", "Напишите после /search, что искать"),
        ("/search talks since:soon", "«soon» — не дата."),
        ("/start s-99", "Этот материал больше не доступен."),
        ("/tz Нигде", "Часового пояса «Нигде» я не знаю."),
        ("/stats", "Это могут только редакторы бота"),
    ):
        assert (await reader.say(written))["text"].startswith(answer)
    assert await reader.press("1o:99:") == "Этот материал больше не доступен."
