"""Corrections and retractions of stories that briefings told of, with a clock that the tests turn."""

from __future__ import annotations

from datetime import timedelta

import pytest
from driving import READER, Chat, House, Json, Running, article, publish
from mornings import EIGHT, OTHER, briefings, nothing_is_owed, put_right, subscribed

from bot.sandbox import Sandbox

pytestmark = pytest.mark.usefixtures("morning")


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
