"""Scheduled briefings through the whole program, with a clock that the tests turn."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from driving import EDITOR, READER, Chat, House, Json, Running, article, eventually, publish

from bot.sandbox import Sandbox
from bot.sandbox.clock import SandboxClock
from briefings.readers.reader_settings import SECOND_THOUGHTS

MORNING = datetime(2026, 6, 1, 5, 0, tzinfo=UTC)  # a Monday; 07:00 in Berlin
EIGHT = MORNING + timedelta(hours=1)


@pytest.fixture
def program(program: Running) -> Running:
    program.clock.turn_to(MORNING)
    return program


async def subscribed(reader: Chat, *settings: str) -> None:
    for command in ("/subscribe us-russia", "/tz Berlin", *settings):
        await reader.say(command)


def briefings(reader: Chat) -> list[str]:
    return [m["text"] for m in reader.bots if "Your briefing" in m["text"] or "meanwhile" in m["text"]]


async def nothing_is_owed(house: House) -> None:
    async def settled() -> bool:
        return not (await house.newsroom.stats()).deliveries.owed

    await eventually(settled)


async def test_stories_are_gathered_until_the_time_of_the_digest(
    reader: Chat, house: House, program: Running
) -> None:
    await subscribed(reader, "/digest 8:00")
    await publish(house, article(1), article(2))
    assert briefings(reader) == []
    program.clock.turn_to(EIGHT)
    await reader.until_text("Your briefing")
    assert "round 1" in reader.last["text"]
    assert "round 2" in reader.last["text"]
    assert "late" not in reader.last["text"]
    program.clock.turn_to(EIGHT + timedelta(days=1))
    await publish(house, article(3))
    program.clock.turn_to(EIGHT + timedelta(days=2))
    await reader.until(lambda: len(briefings(reader)) == 2)
    assert "round 3" in briefings(reader)[1]
    assert "round 1" not in briefings(reader)[1]


async def test_a_slot_brings_one_digest_however_often_the_program_starts(
    program: Running, sandbox: Sandbox
) -> None:
    reader = Chat(sandbox, READER, READER)
    async with program.started() as house:
        await subscribed(reader, "/digest 8:00")
        await publish(house, article(1))
        program.clock.turn_to(EIGHT)
        await reader.until_text("Your briefing")
    for _ in range(2):
        async with program.started() as house:
            await reader.say("/help")
    assert len(briefings(reader)) == 1


@pytest.mark.parametrize(
    ("hours", "label"), [(2, "a little late"), (30, None)], ids=["within the grace time", "too late"]
)
async def test_down_at_the_time_of_the_digest(
    program: Running, sandbox: Sandbox, hours: int, label: str | None
) -> None:
    reader = Chat(sandbox, READER, READER)
    async with program.started() as house:
        await subscribed(reader, "/digest 8:00")
        await publish(house, article(1))
    program.clock.turn_to(EIGHT + timedelta(hours=hours))
    async with program.started():
        if label:
            await reader.until_text(label)
        else:
            await reader.say("/help")
            program.clock.turn_to(EIGHT + timedelta(days=2))
            await reader.until_text("Your briefing")
            assert "late" not in reader.last["text"]
        assert "round 1" in reader.last["text"]
    assert len(briefings(reader)) == 1


async def test_nothing_new_is_said_only_to_those_who_asked(
    reader: Chat, house: House, program: Running, sandbox: Sandbox
) -> None:
    other = Chat(sandbox, 2002, 2002)
    await subscribed(reader, "/digest 8:00")
    await subscribed(other, "/digest 8:00")
    await house.own.tell_nothing(2002, on=True)
    program.clock.turn_to(EIGHT)
    await other.until_text("There is nothing new")
    assert briefings(reader) == []


async def test_quiet_hours_hold_stories_until_the_morning_and_breaking_news_comes_through(
    reader: Chat, house: House, program: Running
) -> None:
    await subscribed(reader, "/quiet 22:00 8:00")
    await publish(house, article(1))
    await nothing_is_owed(house)
    assert (await house.newsroom.stats()).deliveries.later == 1
    urgent = await house.newsroom.begin(EDITOR, EDITOR, 700_000, article(9), wait=timedelta())
    await house.newsroom.finish(urgent.id)
    await house.newsroom.set_manner(urgent.id, "breaking", on=True, by=EDITOR)
    await house.newsroom.publish(urgent.id, by=EDITOR)
    await reader.until_text("round 9")
    program.clock.turn_to(EIGHT)
    await reader.until_text("What came meanwhile")
    assert "round 1" in reader.last["text"]
    assert "round 9" not in reader.last["text"]
    await publish(house, article(2))
    await reader.until_text("round 2")
    assert len(briefings(reader)) == 1


async def test_what_a_pause_held_back_is_told_when_it_ends(
    reader: Chat, house: House, program: Running
) -> None:
    await subscribed(reader, "/pause 2 days")
    await publish(house, article(1))
    await nothing_is_owed(house)
    program.clock.turn_to(MORNING + timedelta(days=2, minutes=1))
    await reader.until_text("What came meanwhile")
    assert "round 1" in reader.last["text"]


async def test_a_pause_ended_early_tells_at_once(reader: Chat, house: House) -> None:
    await subscribed(reader, "/pause 2 days")
    await publish(house, article(1))
    await reader.say("/pause off")
    await reader.until(lambda: briefings(reader))
    assert "round 1" in briefings(reader)[0]


async def test_what_was_gathered_for_a_digest_that_is_ended_is_told_after_second_thoughts(
    program: Running, reader: Chat, house: House
) -> None:
    await subscribed(reader, "/digest 8:00")
    await publish(house, article(1))
    assert "comes in ten minutes" in (await reader.say("/digest off"))["text"]
    program.clock.ahead += SECOND_THOUGHTS
    await reader.until(lambda: len(briefings(reader)) == 1)
    assert "round 1" in briefings(reader)[0]
    await reader.say("/digest 8:00")
    await publish(house, article(2))
    await reader.press("1tm:us-russia:instant")
    await reader.until(lambda: len(briefings(reader)) == 2)
    assert "round 2" in briefings(reader)[1]
    assert "round 1" not in briefings(reader)[1]


async def test_who_comes_back_is_told_what_they_missed(reader: Chat, house: House, sandbox: Sandbox) -> None:
    await subscribed(reader)
    await sandbox.block(READER)
    await publish(house, article(1))
    await sandbox.block(READER, blocked=False)
    await reader.until_text("What came meanwhile")
    assert "round 1" in reader.last["text"]


async def test_words_keep_stories_away(reader: Chat, house: House) -> None:
    await subscribed(reader)
    await house.own.add_rule(READER, "us-russia", "round 1", wanted=False)
    await publish(house, article(1), article(2))
    await reader.until_text("round 2")
    assert not [m for m in reader.bots if "round 1" in m["text"]]


async def test_wanted_words_let_only_their_stories_in(reader: Chat, house: House) -> None:
    await subscribed(reader)
    await house.own.add_rule(READER, "us-russia", "round 2", wanted=True)
    await publish(house, article(1), article(2))
    await reader.until_text("round 2")
    assert not [m for m in reader.bots if "round 1" in m["text"]]


async def test_headlines_are_all_that_comes_to_those_who_want_no_more(reader: Chat, house: House) -> None:
    await subscribed(reader, "/length headlines")
    await publish(house, article(1))
    await reader.until_text("round 1")
    assert "arms control" not in reader.last["text"]
    await reader.say("/length full")
    await publish(house, article(2))
    await reader.until_text("round 2 of the talks on arms control")
    assert "the foreign ministry said in a statement" in reader.last["text"]


async def test_times_are_told_by_the_clock_of_the_reader(reader: Chat, house: House) -> None:
    await subscribed(reader)
    await publish(house, article(1))
    await reader.until_text("1 June, 07:0")


async def update_of(house: House, earlier: int, text: str) -> int:
    """Publish a story that goes on from an earlier one; returns its id."""
    submission = await house.newsroom.begin(EDITOR, EDITOR, 800_000 + earlier, text, wait=timedelta())
    preview = await house.newsroom.finish(submission.id)
    await house.newsroom.mark_update(preview.stories[0].id, earlier, on=True, by=EDITOR)
    await house.newsroom.publish(submission.id, by=EDITOR)
    return preview.stories[0].id


async def test_an_update_hangs_under_the_message_that_told_of_the_story(reader: Chat, house: House) -> None:
    await subscribed(reader)
    (story,) = await publish(house, article(1))
    first = await reader.until_text("round 1")
    await publish(house, article(5, topic="Pyongyang and Seoul"))
    await update_of(house, story, article(2))
    second = await reader.until_text("round 2")
    assert second["reply_to_message"]["message_id"] == first["message_id"]


async def test_who_follows_a_story_hears_of_its_update_whatever_else_they_follow(
    reader: Chat, house: House
) -> None:
    (story,) = await publish(house, article(1))
    await reader.say(f"/start s-{story}")
    await reader.tap("🔔 Follow")
    await update_of(house, story, article(2))
    await reader.until_text("round 2")


async def test_an_update_of_a_story_that_is_followed_waits_for_the_morning_too(
    reader: Chat, house: House, program: Running
) -> None:
    (story,) = await publish(house, article(1))
    await reader.say(f"/start s-{story}")
    await reader.tap("🔔 Follow")
    for command in ("/tz Berlin", "/quiet 22:00 8:00"):
        await reader.say(command)
    await update_of(house, story, article(2))
    await nothing_is_owed(house)
    assert briefings(reader) == []
    program.clock.turn_to(EIGHT)
    await reader.until_text("What came meanwhile")
    assert "round 2" in reader.last["text"]


async def test_a_jump_on_the_page_brings_the_morning(program: Running, sandbox: Sandbox) -> None:
    assert isinstance(sandbox.clock, SandboxClock)
    program.clock = sandbox.clock
    reader = Chat(sandbox, READER, READER)
    async with program.started() as house:
        for command in ("/subscribe us-russia", "/digest 8:00"):
            await reader.say(command)
        await publish(house, article(1))
        sandbox.clock.jump(8, 0)
        await reader.until_text("Your briefing")


async def test_a_correction_reaches_the_briefing_that_was_delivered(
    reader: Chat, editor: Chat, house: House, program: Running
) -> None:
    await subscribed(reader, "/digest 8:00")
    await publish(house, article(1), article(2))
    program.clock.turn_to(EIGHT)
    before = await reader.until_text("Your briefing")
    await editor.say("/correct 1 headline: A headline put right")
    proposal = next(message for message in editor.bots if "Correct #1?" in message["text"])
    await editor.tap("Confirm", proposal)
    await editor.until(lambda: any("Edited: 1" in message["text"] for message in editor.bots))
    after = reader.last
    assert after["message_id"] == before["message_id"]
    assert "A headline put right" in after["text"]
    assert "round 2" in after["text"]
    assert after["text"].split("\n")[0] == before["text"].split("\n")[0]


async def put_right(editor: Chat, story: int, headline: str, button: str = "Confirm") -> None:
    """Correct a headline."""
    await editor.say(f"/correct {story} headline: {headline}")
    await editor.tap(button, await editor.until_text(f"Correct #{story}?"))


async def test_a_briefing_says_what_changed_unless_it_was_put_right_without_a_word(
    reader: Chat, editor: Chat, house: House, program: Running
) -> None:
    await subscribed(reader, "/digest 8:00")
    quiet, told = await publish(
        house, article(1), OTHER.replace("Koreas", "capitals, Moscow and Washington,")
    )
    program.clock.turn_to(EIGHT)
    await reader.until_text("Your briefing")
    await nothing_is_owed(house)
    for story, button in ((quiet, "without a word"), (told, "Confirm")):
        await put_right(editor, story, f"Headline {story} put right", button)
        await reader.until(lambda story=story: f"Headline {story} put right" in briefings(reader)[0])
    await nothing_is_owed(house)
    program.clock.turn_to(EIGHT + timedelta(days=1))
    await reader.until(lambda: len(briefings(reader)) == 2)
    (line,) = [line for line in briefings(reader)[1].splitlines() if line.startswith("✏️")]
    assert line.startswith(f"✏️ Headline {told} put right – was “A ferry links")


async def test_a_late_briefing_that_says_what_changed_still_says_both_when_it_is_edited(
    reader: Chat, editor: Chat, house: House, program: Running
) -> None:
    await subscribed(reader, "/digest 8:00")
    (first,) = await publish(house, article(1))
    program.clock.turn_to(EIGHT)
    await reader.until_text("Your briefing")
    await nothing_is_owed(house)
    await put_right(editor, first, "A headline put right")
    await reader.until(lambda: "A headline put right" in briefings(reader)[0])
    (second,) = await publish(house, OTHER.replace("Koreas", "capitals, Moscow and Washington,"))
    await nothing_is_owed(house)
    program.clock.turn_to(EIGHT + timedelta(days=1, hours=2))
    await reader.until(lambda: len(briefings(reader)) == 2)
    before = briefings(reader)[1].splitlines()
    assert "(a little late, sorry)" in before[0]
    assert any(line.startswith("✏️ A headline put right – was") for line in before)
    await nothing_is_owed(house)
    await put_right(editor, second, "Another one put right")
    await reader.until(lambda: "Another one put right" in briefings(reader)[1])
    after = briefings(reader)[1].splitlines()
    assert after[0] == before[0]
    assert [line for line in after if "✏️" in line] == [line for line in before if "✏️" in line]
    await nothing_is_owed(house)
    await retract(editor, first)
    await reader.until(lambda: "was retracted" in briefings(reader)[1])
    assert "A headline put right" not in briefings(reader)[1]


async def retract(editor: Chat, story: int) -> None:
    """Take a story back."""
    await editor.say(f"/retract {story} It was not so.")
    await editor.tap("Confirm", await editor.until_text(f"Retract #{story}?"))


async def test_a_story_opened_below_a_briefing_or_by_a_link_is_put_right_and_taken_back_like_the_briefing(
    reader: Chat, editor: Chat, house: House, program: Running
) -> None:
    await subscribed(reader, "/digest 8:00")
    (story,) = await publish(house, article(1))
    program.clock.turn_to(EIGHT)
    digest = await reader.until_text("Your briefing")
    await nothing_is_owed(house)
    await reader.tap("Envoys of", digest)
    await reader.until(lambda: "🔖 Save" in reader.labels())
    await reader.tap("Save")
    below = reader.last["message_id"]
    linked = (await reader.say(f"/start s-{story}"))["message_id"]

    def copies() -> list[Json]:
        return [m for m in reader.bots if m["message_id"] in {digest["message_id"], below, linked}]

    await put_right(editor, story, "A headline put right")
    await reader.until(lambda: all("A headline put right" in copy["text"] for copy in copies()))
    assert all("was “Envoys of" in copy["text"] for copy in copies())
    _, opened, _ = copies()
    assert "Nobody expected the round" in opened["text"], "it is still whole"
    assert any("Saved" in label for label in reader.labels(opened))
    await nothing_is_owed(house)
    await retract(editor, story)
    await reader.until(lambda: all("It was not so." in copy["text"] for copy in copies()))
    assert not any(word in copy["text"] for copy in copies() for word in ("put right", "Nobody expected"))
    assert [reader.labels(copy) for copy in copies()] == [[], [], []]


async def test_a_story_whose_answer_was_lost_is_shown_again_and_put_right_there(
    reader: Chat, editor: Chat, house: House, sandbox: Sandbox
) -> None:
    await reader.say("/start")
    (story,) = await publish(house, article(1))
    sandbox.fault("sendMessage", "dropped", chat_id=reader.chat_id, after=True)
    await sandbox.say(READER, f"/start s-{story}")
    shown = "Nobody expected the round"
    await reader.until(lambda: len([m for m in reader.bots if shown in m["text"]]) == 2)
    await put_right(editor, story, "A headline put right")
    await reader.until_text("A headline put right")


async def test_a_briefing_whose_stories_were_all_retracted_says_so_at_each_place(
    reader: Chat, editor: Chat, house: House, program: Running
) -> None:
    await subscribed(reader, "/digest 8:00")
    ids = await publish(house, article(1), OTHER.replace("Koreas", "capitals, Moscow and Washington,"))
    program.clock.turn_to(EIGHT)
    before = await reader.until_text("Your briefing")
    await nothing_is_owed(house)
    for number, story in enumerate(ids, start=1):
        await retract(editor, story)
        await reader.until(lambda number=number: briefings(reader)[0].count("It was not so.") == number)
    assert briefings(reader)[0].splitlines() == [
        before["text"].splitlines()[0],
        "",
        "🇺🇸🇷🇺 US–Russia",
        "",
        "⛔ The story that stood here was retracted.",
        "It was not so.",
        "",
        "⛔ The story that stood here was retracted.",
        "It was not so.",
    ]
    assert reader.labels(reader.last) == []
    (late,) = await publish(house, article(3))
    await retract(editor, late)
    await nothing_is_owed(house)
    program.clock.turn_to(EIGHT + timedelta(days=1))
    await nothing_is_owed(house)
    assert len(briefings(reader)) == 1, "of stories that are all retracted no briefing is made"


OTHER = (
    "A ferry links the two Koreas again\n\n"
    "The first ferry from Pyongyang in nine years reached the port of Incheon on Tuesday with forty passengers.\n\n"
    "Families waited on the quay since dawn, and the harbour master of North Korea shook hands with his colleague."
)


async def test_what_goes_on_is_named_below_the_news_until_there_is_news_of_it(
    reader: Chat, editor: Chat, house: House, program: Running
) -> None:
    await subscribed(reader, "/subscribe north-korea", "/digest 8:00")
    (story,) = await publish(house, article(1))
    program.clock.turn_to(EIGHT)
    await reader.until_text("Your briefing")
    await reader.say(f"/start s-{story}")
    await reader.tap("🔔 Follow")
    await nothing_is_owed(house)
    program.clock.turn_to(EIGHT + timedelta(days=1))
    await nothing_is_owed(house)
    assert len(briefings(reader)) == 1, "what goes on is no news by itself"
    await publish(house, OTHER)
    program.clock.turn_to(EIGHT + timedelta(days=2))
    await reader.until(lambda: len(briefings(reader)) == 2)
    named = next(m for m in reader.bots if m["text"] == briefings(reader)[1])
    news, still = named["text"].split("Still open")
    assert "A ferry" in news
    assert "round 1 of the talks – told on 1 June" in still
    assert any("Envoys of" in label for label in reader.labels(named)), "it can be opened"
    later = await update_of(house, story, article(2))
    await reader.until_text("round 2")
    await publish(house, OTHER.replace("ferry", "rail line"))
    await nothing_is_owed(house)
    program.clock.turn_to(EIGHT + timedelta(days=3))
    await reader.until(lambda: len(briefings(reader)) == 3)
    assert "round 2 of the talks – told on 1 June" in briefings(reader)[2]
    assert "round 1" not in briefings(reader)[2], "one line for a happening"
    await nothing_is_owed(house)
    await put_right(editor, later, "A headline put right")
    await reader.until(lambda: "A headline put right – told on 1 June" in briefings(reader)[2])


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
