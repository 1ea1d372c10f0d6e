"""What a second person approves, and the copies of a card that show it, over the sandbox."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from driving import (
    EDITOR,
    READER,
    SECOND_EDITOR,
    SHORT,
    Chat,
    Json,
    Running,
    eventually,
    preview,
    publish,
)

from bot.buttons.callback_data import encode
from bot.buttons.card import Publish
from bot.buttons.desk import Confirm
from bot.sandbox import Sandbox
from briefings.desk.approvals import Approvals
from briefings.desk.publishing_rules import Rules
from briefings.store import copies, schema


async def test_with_two_people_the_second_approves_and_the_author_cannot(
    program: Running, sandbox: Sandbox
) -> None:
    program.two_people = True
    editor, reader = Chat(sandbox, EDITOR, EDITOR), Chat(sandbox, READER, READER)
    second = Chat(sandbox, SECOND_EDITOR, SECOND_EDITOR)
    async with program.started() as house:
        await reader.say("/subscribe us-russia")
        seen = len(reader.bots)
        await preview(editor)
        assert await editor.tap("Publish") == "Another editor has to approve it now."
        await editor.until_text("Waits for a second editor")
        assert "Approve" not in editor.labels()
        stamp = (await house.newsroom.preview(1)).stamp
        refusal = "You wrote this or changed it last: another editor has to approve it."
        assert await editor.press(encode(Publish(1, stamp))) == refusal
        assert len(reader.bots) == seen
        assert "to 1 reader · waits for a second editor" in (await second.say("/drafts"))["text"]
        await second.tap("1. Envoys")
        card = await second.until_text("Waits for a second editor")
        await second.tap("As followers of US–Russia see it")
        await second.until_text("The envoys of Washington and Moscow met on Monday")
        assert await second.tap("Approve", card) == "Published."
        await reader.until(lambda: len(reader.bots) > seen)
        history = (await editor.say("/history 1"))["text"]
        assert f"by {SECOND_EDITOR}" in history
        assert f"asked for by {EDITOR}" in history


async def test_who_can_approve_is_told_once_what_waits_and_its_author_never(
    program: Running, sandbox: Sandbox
) -> None:
    program.two_people = True
    editor, second = Chat(sandbox, EDITOR, EDITOR), Chat(sandbox, SECOND_EDITOR, SECOND_EDITOR)
    korea, helper = [await sandbox.person(name, "reader") for name in ("Korea desk", "Helper")]
    others = [Chat(sandbox, one.id, one.id) for one in (korea, helper)]
    async with program.started() as house:
        for chat in (second, *others):
            await chat.say("/start")
        await editor.say(f"/staff {korea.id} editor north-korea")
        await editor.say(f"/staff {helper.id} contributor")
        silent = [len(chat.bots) for chat in others]
        await preview(editor)
        await editor.tap("Publish")
        await second.until_text("Waits for a second editor")
        approvals = Approvals(house.database, Rules(two_people=True))

        async def noted() -> bool:
            return not await approvals.untold([])

        await eventually(noted)
    told = len(second.bots)
    async with program.started():
        assert await second.tap("Approve") == "Published."
        await second.until_text("Published")
        own = await editor.say("/correct 1 headline: A headline put right")
        assert editor.labels(own) == ["Leave it"]
        card = await second.until_text("Correct #1?")
        assert len(second.bots) == told + 1, "once, not at every start"
        assert await second.tap("Confirm", card) == "Corrected. The copies are being edited."
        await editor.say("/status 1 disputed")
        await preview(editor, SHORT.replace("arms", "grain"))
        await editor.tap("Publish")
        await second.until(lambda: len(second.bots) == told + 2)
        assert [len(chat.bots) for chat in others] == silent
        assert not any("Approve" in editor.labels(message) for message in editor.bots)


async def test_all_copies_of_a_card_say_what_became_of_it(program: Running, sandbox: Sandbox) -> None:
    program.two_people = True
    editor, second = Chat(sandbox, EDITOR, EDITOR), Chat(sandbox, SECOND_EDITOR, SECOND_EDITOR)
    person = await sandbox.person("Third editor", "reader")
    third, reader = Chat(sandbox, person.id, person.id), Chat(sandbox, READER, READER)

    def shows(chat: Chat, card: Json, text: str) -> Any:
        return chat.until(lambda: text in chat.now(card)["text"])

    async with program.started() as house:
        await reader.say("/subscribe us-russia")
        for chat in (second, third):
            await chat.say("/start")
        await editor.say(f"/staff {person.id} editor")
        await preview(editor)
        own = editor.last
        await editor.tap("Publish")
        cards = [await chat.until_text("Waits for a second editor") for chat in (second, third)]
        await shows(editor, own, "Waits for a second editor")
        await editor.tap("Take back", editor.now(own))
        for chat, card in ((editor, own), *zip((second, third), cards, strict=True)):
            await shows(chat, card, "1 story found")
        await editor.tap("Publish", editor.now(own))
        await shows(third, cards[1], "Waits for a second editor")
        await second.until(lambda: second.last["message_id"] != cards[0]["message_id"])
        assert await second.tap("Approve") == "Published."
        for chat, card in ((editor, own), (second, second.last), (third, cards[1]), (third, third.last)):
            await shows(chat, card, "Sent to 1 reader.")
        proposal = await editor.say("/correct 1 headline: A headline put right")
        theirs = [await chat.until_text("Correct #1?") for chat in (second, third)]
        await second.tap("Confirm")
        await shows(second, theirs[0], "Done: 1 message.")
        for chat, card in ((editor, proposal), (third, theirs[1])):
            await shows(chat, card, "Confirmed. #1 says so by now: A headline put right")
            assert not chat.labels(chat.now(card))
        assert "Done: 1 message." in second.now(theirs[0])["text"]
        await editor.say("/correct 1 headline: Put right once more")
        for chat in (second, third):
            await chat.until_text("Put right once more")
        await editor.say(f"/staff {person.id} none")
        await second.tap("Confirm")
        await second.until_text("Done: 1 message.")
        await reader.until_text("Put right once more")
        assert "Correct #1?" in third.last["text"], "who is not on the staff any more learns nothing"

        async def all_final() -> bool:
            async with house.database.read() as connection:
                return not (await connection.execute(sa.select(schema.card_copies))).all()

        await eventually(all_final)


async def test_who_works_on_a_copy_sees_it_there_and_the_card_follows(
    program: Running, sandbox: Sandbox
) -> None:
    program.two_people = True
    editor, second = Chat(sandbox, EDITOR, EDITOR), Chat(sandbox, SECOND_EDITOR, SECOND_EDITOR)
    async with program.started():
        await second.say("/start")
        await preview(editor)
        own = editor.last
        await editor.tap("When and how")
        await editor.until_text("When and how it goes out")
        await editor.tap("At a time")
        await editor.until_text("Reply to this message with a time")
        await editor.reply("tomorrow 07:00")
        copy = await second.until_text("Waits for a second editor")
        assert "It goes out" in (await second.tap("Approve") or "")
        await editor.until(lambda: editor.now(own)["text"].startswith("Goes out"))
        await editor.tap("Take back", editor.now(own))
        await second.until(lambda: "1 story found" in second.now(copy)["text"])
        await second.tap("Edit #1")
        await second.until_text("1. The envoys of Washington")
        await second.tap("Headline")
        await second.until_text("Headline of #1")
        await second.reply("Written on a copy")
        await second.until_text("#1 Written on a copy")
        await editor.until(lambda: "#1 Written on a copy" in editor.now(own)["text"])
        below = second.last
        await editor.tap("Publish", editor.now(own))
        await second.until(lambda: "Nobody follows" in second.now(below)["text"])


async def test_with_two_people_who_rewrites_a_draft_cannot_publish_it_alone(
    program: Running, sandbox: Sandbox
) -> None:
    program.two_people = True
    editor, second = Chat(sandbox, EDITOR, EDITOR), Chat(sandbox, SECOND_EDITOR, SECOND_EDITOR)
    async with program.started() as house:
        await preview(editor)
        await second.say("/drafts")
        await house.drafting.edit(1, "headline", "Quite another headline", by=SECOND_EDITOR)
        await second.tap("1.")
        await second.until_text("Quite another headline")
        assert await second.tap("Publish") == "Another editor has to approve it now."
        await second.until_text("Waits for a second editor")
        assert "Approve" not in second.labels()
        await editor.until_text("Waits for a second editor")
        assert await editor.tap("Approve") == "Published."


async def test_with_two_people_a_correction_in_words_waits_for_the_second_and_a_retraction_does_not(
    program: Running, sandbox: Sandbox
) -> None:
    program.two_people = True
    editor, second = Chat(sandbox, EDITOR, EDITOR), Chat(sandbox, SECOND_EDITOR, SECOND_EDITOR)
    async with program.started() as house:
        reader = Chat(sandbox, READER, READER)
        await reader.say("/subscribe us-russia")
        await publish(house, SHORT)
        await reader.until_text("Envoys")
        own = await editor.say("/correct 1 headline: A headline put right")
        assert "another editor confirms. /correct 1 shows it to them." in own["text"]
        assert editor.labels(own) == ["Leave it"]
        confirm = encode(Confirm(1, told=True, notify=False))
        assert "You wrote this: another editor has to confirm it" in str(await editor.press(confirm, own))
        await second.say("/correct 1")
        await second.tap(f"Change by {EDITOR}")
        await second.until_text("Correct #1?")
        assert await second.tap("Confirm") == "Corrected. The copies are being edited."
        assert "Edited: 1" in (await second.until_text("Done:"))["text"]
        assert "A headline put right" in reader.last["text"]
        assert f"proposed by {EDITOR} · by {SECOND_EDITOR}" in (await editor.say("/history 1"))["text"]
        await editor.say("/retract 1 It was not so.")
        assert await editor.tap("Confirm") == "Retracted. The copies are being replaced."


async def test_a_copy_in_a_group_that_moved_is_looked_after_no_more(
    program: Running, sandbox: Sandbox
) -> None:
    editor = Chat(sandbox, EDITOR, EDITOR)
    async with program.started() as house:
        (story_id,) = await publish(house, SHORT)
        await editor.say("/start")
        group = (await sandbox.group("Desk", [EDITOR])).id
        await Chat(sandbox, EDITOR, group).say(f"/correct {story_id} headline: Envoys meet in Geneva")
        await sandbox.upgrade(group)
        await editor.say(f"/correct {story_id}")
        await editor.tap("Change by")
        await editor.until_text("Correct #1?")
        await editor.tap("Confirm")

        async def nothing_is_stale() -> bool:
            async with house.database.read() as connection:
                return not await copies.stale(connection)

        await editor.until_text("No message on record showed it")
        await eventually(nothing_is_stale)
