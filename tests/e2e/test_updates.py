"""What goes on from an earlier story, and who hears of it: at once, in the morning, and below the news."""

from __future__ import annotations

from datetime import timedelta

import pytest
from driving import Chat, House, Running, article, publish
from mornings import EIGHT, OTHER, briefings, nothing_is_owed, put_right, subscribed, update_of

pytestmark = pytest.mark.usefixtures("morning")


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
