"""Scheduled briefings through the whole program, with a clock that the tests turn."""

from __future__ import annotations

from datetime import timedelta

import pytest
from driving import EDITOR, READER, Chat, House, Running, article, publish
from mornings import EIGHT, MORNING, briefings, nothing_is_owed, subscribed

from bot.sandbox import Sandbox
from bot.sandbox.clock import SandboxClock
from briefings.readers.reader_settings import SECOND_THOUGHTS

pytestmark = pytest.mark.usefixtures("morning")


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
