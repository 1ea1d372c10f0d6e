"""When and how a story goes out, and what is changed on it before, over the sandbox."""

from __future__ import annotations

import re
from datetime import timedelta

from driving import (
    EDITOR,
    READER,
    SAMPLE,
    SECOND_EDITOR,
    SHORT,
    Chat,
    House,
    Json,
    Running,
    article,
    eventually,
    now,
    preview,
    publish,
)

from bot.sandbox import Sandbox

BLOCKED = "Forbidden: bot was blocked by the user"


async def test_a_story_goes_out_at_its_time_and_stands_nowhere_before(
    editor: Chat, reader: Chat, house: House
) -> None:
    await reader.say("/subscribe us-russia")
    await preview(editor)
    await editor.tap("When and how")
    await editor.until_text("When and how it goes out")
    await editor.tap("At a time")
    await editor.until_text("Reply to this message with a time")
    question = editor.last
    await editor.reply("someday 10:00")
    await editor.until_text("I do not know the day “someday”")
    await editor.sandbox.say(EDITOR, "tomorrow 07:00", reply_to=question["message_id"])
    await editor.until_text("Goes out")
    assert "07:00" in editor.last["text"]
    assert "nothing here yet" in (await reader.say("/latest"))["text"]
    (waiting,) = await house.newsroom.scheduled()
    await editor.tap("Take back")
    await editor.until_text("1 story found")
    await house.newsroom.decide(waiting.id, by=EDITOR, at=now() + timedelta(seconds=2))
    await editor.say("/start")  # anything; the desk looks again when its bell rings
    await editor.say("/drafts")
    await editor.tap("1. Envoys")
    await editor.until_text("Goes out")
    await editor.tap("Publish now")
    await reader.until_text("Envoys of Washington and Moscow meet")


async def test_a_time_is_not_taken_for_a_card_that_says_something_else_by_now(
    editor: Chat, house: House
) -> None:
    await preview(editor)
    await editor.tap("When and how")
    await editor.until_text("When and how it goes out")
    await editor.tap("Silently")
    await editor.until(lambda: "✅ 🔕 Silently" in editor.labels())
    await editor.tap("At a time")
    question = await editor.until_text("Reply to this message with a time")
    await house.drafting.edit(1, "headline", "Quite another headline", by=SECOND_EDITOR)
    seen = len(editor.bots)
    await editor.sandbox.say(EDITOR, "tomorrow 07:00", reply_to=question["message_id"])
    await editor.until(lambda: len(editor.bots) == seen + 2)
    assert editor.bots[-2]["text"] == "This was changed since you saw it: look at it again."
    assert "Quite another headline" in editor.last["text"]
    assert not await house.newsroom.scheduled()
    await editor.tap("When and how")
    await editor.until_text("When and how it goes out")
    await editor.tap("Breaking")
    await editor.until(lambda: "✅ 🚨 Breaking" in editor.labels())
    await editor.tap("At a time")
    await editor.until_text("Reply to this message with a time")
    await editor.reply("tomorrow 07:00")
    await editor.until_text("Goes out")


async def test_what_the_desk_shows_by_itself_tells_time_by_the_clock_of_its_reader(
    editor: Chat, reader: Chat
) -> None:
    await reader.say("/subscribe us-russia")
    await editor.say("/tz Berlin")
    await preview(editor)
    await editor.tap("Publish")
    published = await editor.until_text("Sent to 1 reader.")
    await editor.say("/retract 1 It was not so.")
    await editor.tap("Confirm")
    retracted = await editor.until_text("Done: 1 message.")
    assert "UTC" not in published["text"] + retracted["text"]


async def asked_for_a_time(editor: Chat, second: Chat) -> Json:
    """The question for the time of a submission whose card the second editor has by now."""
    await preview(editor)
    await editor.tap("When and how")
    await editor.until_text("When and how it goes out")
    await editor.tap("At a time")
    await editor.until_text("Reply to this message with a time")
    await second.say("/tz Berlin")
    await second.say("/drafts")
    await second.tap("1. Envoys")
    return await second.until_text("1 story found")


async def test_a_card_in_another_chat_tells_time_by_the_clock_there(editor: Chat, sandbox: Sandbox) -> None:
    second = Chat(sandbox, SECOND_EDITOR, SECOND_EDITOR)
    card = await asked_for_a_time(editor, second)
    await editor.reply("tomorrow 07:00")
    assert "07:00 UTC" in (await editor.until_text("Goes out"))["text"]
    await second.until(lambda: "Goes out" in second.now(card)["text"])
    assert "UTC" not in second.now(card)["text"]


async def test_a_card_in_a_chat_that_is_closed_keeps_nothing_from_another(
    editor: Chat, sandbox: Sandbox
) -> None:
    await asked_for_a_time(editor, Chat(sandbox, SECOND_EDITOR, SECOND_EDITOR))
    sandbox.fault("editMessageText", 403, chat_id=SECOND_EDITOR, description=BLOCKED)
    await editor.reply("tomorrow 07:00")
    await editor.until_text("Goes out")


async def test_an_embargo_makes_publish_wait_until_it_is_lifted(editor: Chat, reader: Chat) -> None:
    await reader.say("/subscribe us-russia")
    seen = len(reader.bots)
    await preview(editor)
    card = editor.last
    await editor.tap("When and how")
    await editor.until_text("When and how it goes out")
    await editor.tap("Embargo")
    await editor.until_text("Until when is it under embargo?")
    await editor.reply("tomorrow 07:00")
    await editor.until_text("Under embargo until")
    assert "It goes out" in (await editor.tap("Publish", editor.now(card)) or "")
    await editor.until(lambda: "Take back" in editor.labels(editor.now(card)))
    assert "Publish now" not in editor.labels(editor.now(card)), "before its end nothing can be done"
    assert len(reader.bots) == seen


async def test_silent_and_breaking_news_go_out_as_they_should_and_breaking_has_a_limit(
    editor: Chat, reader: Chat, sandbox: Sandbox
) -> None:
    await reader.say("/subscribe us-russia")
    for number, way in enumerate(("Silently", "Breaking", "Breaking", "Breaking", "Breaking")):
        await preview(editor, SHORT.replace("Monday", f"day {number} of the talks"))
        await editor.tap("When and how")
        await editor.until_text("When and how it goes out")
        await editor.tap(way)
        await editor.until(
            lambda way=way: f"✅ {'🔕' if way == 'Silently' else '🚨'} {way}" in editor.labels()
        )
        await editor.tap("Back")
        await editor.until(lambda: any("Publish" in label for label in editor.labels()))
        answer = await editor.tap("Publish")
        assert answer == "Published." if number < 4 else "3 breaking stories went out" in str(answer)
    sends = [e.params for e in sandbox.ledger if e.method == "sendMessage" and e.chat_id == READER]
    assert sum(bool(params.get("disable_notification")) for params in sends) == 1


async def test_a_draft_is_edited_split_and_joined_again(editor: Chat, reader: Chat) -> None:
    await reader.say("/subscribe us-russia")
    await preview(editor)
    card = editor.last
    await editor.tap("Edit #1")
    await editor.until_text("1. The envoys of Washington")
    await editor.tap("✏️ Headline")
    await editor.until_text("Reply to this message with what it is to be")
    await editor.reply("A better headline")
    await editor.until(lambda: "A better headline" in editor.sandbox.messages(EDITOR)[1]["text"])
    await editor.tap("As followers of US–Russia see it", card)
    await editor.until_text("A better headline")
    assert editor.last["text"].startswith("🇺🇸🇷🇺 US–Russia")
    assert await editor.tap("Publish", card) == "This was changed since you saw it: look at it again."
    assert await editor.tap("Publish", editor.now(card)) == "Published."
    await reader.until_text("A better headline")


async def test_a_long_body_is_written_in_then_split_and_joined_again(
    editor: Chat, sandbox: Sandbox, house: House
) -> None:
    body = "\n\n".join(
        f"The envoys of Washington and Moscow met on day {number} of the talks on arms control. {'So it went on. ' * 60}".strip()
        for number in range(1, 7)
    )
    await preview(editor)
    card = editor.last
    await editor.tap("Edit #1")
    await editor.until_text("1. The envoys of Washington")
    await editor.tap("✏️ Body")
    question = await editor.until_text("Body of #1")
    sent = await sandbox.say(EDITOR, body, reply_to=question["message_id"])
    assert len(sent) == 2
    await editor.until_text("6. The envoys of Washington and Moscow met on day 6")
    (draft,) = await house.newsroom.drafts()
    assert "\n\n".join(draft.stories[0].paragraphs) == body
    await editor.tap("Split")
    await editor.until_text("Before which paragraph is #1 to be split?")
    await editor.reply("seven")
    await editor.until_text("Reply with the number of a paragraph.")
    await editor.sandbox.say(EDITOR, "4", reply_to=editor.bots[-2]["message_id"])
    await editor.until(lambda: "2 stories found" in editor.now(card)["text"])
    await editor.tap("Edit #2", editor.now(card))
    await editor.until(lambda: "⤴️ Join on to the one before" in editor.labels(editor.now(card)))
    await editor.tap("Join on to the one before", editor.now(card))
    await editor.until(lambda: "· joined on to #1" in editor.now(card)["text"])
    (draft,) = await house.newsroom.drafts()
    assert "\n\n".join(draft.stories[0].paragraphs) == body
    await editor.tap("Restore #2", editor.now(card))
    await editor.until(lambda: "joined on" not in editor.now(card)["text"])
    (draft,) = await house.newsroom.drafts()
    assert "\n\n".join(draft.stories[0].paragraphs) == body.partition("\n\n" + draft.stories[1].headline)[0]


async def test_a_long_answer_whose_chat_is_closed_meanwhile_is_not_tried_for_ever(
    editor: Chat, house: House, sandbox: Sandbox
) -> None:
    (story_id,) = await publish(house, article(1))
    collecting = await editor.say(f"/correct {story_id} body: {'The envoys spoke on. ' * 150}")
    assert "Collecting the text" in collecting["text"]
    sandbox.fault("editMessageText", 403, times=None, description=BLOCKED)
    await eventually(lambda: _nothing_is_collected(house))


async def _nothing_is_collected(house: House) -> bool:
    return not await house.newsroom.collecting()


async def test_lint_names_what_is_amiss(editor: Chat) -> None:
    await preview(editor)
    assert "⚠️ No source is named." in editor.last["text"]


async def test_the_numbers_come_with_a_picture_and_the_next_shift_is_told_what_waits(
    editor: Chat, reader: Chat, house: House
) -> None:
    await reader.say("/subscribe us-russia")
    await preview(editor)
    await editor.tap("Publish")
    await editor.until_text("Sent to 1 reader.")
    await editor.say("/stats")
    await editor.until(lambda: "photo" in editor.last)
    assert "1 message" in editor.last["caption"]
    await editor.say("/correct 1 headline: Something else")
    await preview(editor, SHORT.replace("Monday", "Friday"))
    await editor.say("/staff 5 contributor")
    handover = (await editor.say("/shift"))["text"]
    assert f"· {EDITOR} · granted contributor to 5" in handover
    assert "Went out\n#1 Envoys" in handover
    assert "· a draft" in handover
    assert "#1: a correction by 1001 waits to be confirmed" in handover
    mentioned = [one["user"]["id"] for one in editor.last["entities"] if one["type"] == "text_mention"]
    assert set(mentioned) == {EDITOR}, "a tap on the number shows who that is"
    assert "1001 · published #1 Envoys of Washington and Moscow meet" in handover
    assert "pushed #2 Envoys of Washington" in handover
    await publish(house, *(article(number) for number in range(12)))
    handover = (await editor.say("/shift"))["text"]
    assert (
        "#3 Envoys of Washington and Moscow meet for round 0 of the talks\n… and more.\n\nWaits" in handover
    )
    await preview(editor, SAMPLE)
    handover = (await editor.say("/shift"))["text"]
    assert re.search(r"pushed #15 .+, #16 .+", handover)


async def test_what_all_got_ahead_can_be_undone_until_its_moment_is_over(
    editor: Chat, reader: Chat, program: Running
) -> None:
    await reader.say("/subscribe us-russia")
    for number in range(2):
        await preview(editor, SHORT.replace("Monday", f"day {number} of the talks"))
        await editor.tap("When and how")
        await editor.until_text("When and how it goes out")
        await editor.tap("To a few first")
        await editor.until_text("the rest follow after a moment")
        await editor.tap("Back")
        await editor.until_text("Goes to 1 reader")
        await editor.tap("Publish")
        await editor.until_text("It can be undone until")
        if number == 0:
            await editor.tap("Undo")
            await editor.until(lambda: "was retracted" in reader.last["text"])
            await editor.until(lambda: "Undo" not in "".join(editor.labels()))
    program.clock.turn_to(now() + timedelta(minutes=2))
    await editor.until(lambda: "Undo" not in "".join(editor.labels()))
    assert "Envoys of Washington" in (await reader.say("/latest"))["text"]


async def test_what_goes_to_a_few_first_can_be_undone_before_the_rest_gets_it(
    editor: Chat, reader: Chat, sandbox: Sandbox, house: House
) -> None:
    people = [(await sandbox.person(f"Reader {number}", "reader")).id for number in range(8)]
    for person in people:
        await house.readership.subscribe(person, "us-russia")
        sandbox.world.people[person].started = True
    await preview(editor)
    await editor.tap("When and how")
    await editor.until_text("When and how it goes out")
    await editor.tap("To a few first")
    await editor.until_text("the rest follow after a moment")
    await editor.tap("Back")
    await editor.until_text("Goes to 8 readers")
    await editor.tap("Publish")
    await editor.until_text("First to 5 readers")

    def holding(text: str) -> int:
        return sum(text in message["text"] for person in people for message in sandbox.messages(person))

    assert holding("Envoys of Washington") == 5
    assert "nothing here yet" in (await reader.say("/latest"))["text"]
    for by_number in ("/start s-1", "/start s-2"):
        assert "Envoys" not in (await reader.say(by_number))["text"]
    few = next(person for person in people if sandbox.messages(person))
    assert (await house.readership.story(few, 1)).headline.startswith("Envoys"), "who has it may open it"
    assert await editor.tap("Undo") == "Undone: nobody else gets it."
    await editor.until(lambda: holding("was retracted") == 5)
    assert holding("Envoys of Washington") == 0
    await editor.until_text("3 messages were called off")
    assert "nothing here yet" in (await reader.say("/latest"))["text"]
