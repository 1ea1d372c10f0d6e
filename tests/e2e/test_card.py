"""Reviewing and publishing on the card, over the sandbox."""

from __future__ import annotations

import re

from driving import (
    EDITOR,
    READER,
    SECOND_EDITOR,
    SHORT,
    Chat,
    House,
    Running,
    eventually,
    preview,
)

from bot.sandbox import Sandbox
from briefings.model import DeliveryCounts, StoryState
from briefings.store import flags, stories
from briefings.store.halts import HALTED


async def test_markup_in_a_paste_stays_text(editor: Chat, reader: Chat) -> None:
    await reader.say("/subscribe us-russia")
    await preview(
        editor,
        "Envoys of Washington & Moscow <meet>\n\n"
        'The envoys of Washington & Moscow met on Monday, and "5 < 6" was &amp; is <true>, officials said.\n\n'
        "Nobody at AT&T expected a result, and there was none, the foreign ministry said in a statement.",
    )
    assert "Washington & Moscow <meet>" in editor.last["text"]
    await editor.tap("Publish")
    await reader.until_text("Washington & Moscow <meet>")


async def test_topics_are_toggled_and_stories_dropped_on_the_card(
    editor: Chat, reader: Chat, house: House
) -> None:
    await reader.say("/subscribe north-korea")
    await preview(editor)
    assert "Nobody follows this topic yet" in editor.last["text"]
    await editor.tap("➕ #1 🇰🇵")
    await editor.until_text("Goes to 1 reader.")
    assert "✅ #1 🇰🇵 North Korea" in editor.labels()
    await editor.tap("Drop #1")
    await editor.until_text("· dropped")
    assert "Nothing to publish" in editor.last["text"]
    assert not [label for label in editor.labels() if "Publish" in label]
    await editor.tap("Restore #1")
    await editor.until_text("Goes to 1 reader.")
    await editor.tap("✅ #1 🇰🇵")
    await editor.tap("✅ #1 🇺🇸🇷🇺")
    await editor.until_text("Nothing to publish")
    await editor.tap("Cancel")
    await editor.until_text("Cancelled. Nothing was published.")
    assert await house.newsroom.drafts() == []


async def test_the_same_text_again_offers_the_earlier_one(editor: Chat) -> None:
    await preview(editor)
    first = editor.last
    await preview(editor)
    await editor.until_text("still waits as a draft")
    await editor.tap("Cancel")
    await editor.until_text("Cancelled.")
    await editor.tap("Publish", first)
    await editor.until(lambda: "Published" in editor.sandbox.messages(EDITOR)[1]["text"])
    await preview(editor)
    await editor.until_text("has been published")
    again = editor.last
    await editor.tap("Show the earlier one")
    await editor.until(lambda: editor.last["message_id"] > again["message_id"])
    assert editor.last["text"].startswith("Published · ")


async def test_drafts_can_be_opened_again(editor: Chat) -> None:
    assert "No drafts" in (await editor.say("/drafts"))["text"]
    await preview(editor)
    drafts = await editor.say("/drafts")
    assert drafts["text"].startswith("1 draft waits\n\n1. Envoys of Washington and Moscow meet")
    await editor.tap("1. Envoys")
    await editor.until(lambda: editor.last["message_id"] > drafts["message_id"])
    await editor.tap("Publish")
    await editor.until_text("Nobody follows its topics yet")


async def test_readers_who_take_a_digest_are_not_said_to_be_nobody(editor: Chat, reader: Chat) -> None:
    for command in ("/subscribe us-russia", "/digest 8:00"):
        await reader.say(command)
    await preview(editor)
    await editor.tap("Publish")
    await editor.until_text("Nobody got it at once: 1 reader takes a digest or has paused. /latest shows it.")


async def test_stats_count_readers_subscriptions_stories_and_deliveries(editor: Chat, reader: Chat) -> None:
    assert "None yet." in (await editor.say("/stats"))["text"]
    await reader.say("/subscribe us-russia")
    await preview(editor)
    await editor.tap("Publish")
    await editor.until_text("Sent to 1 reader.")
    text = (await editor.say("/stats"))["text"]
    assert "US–Russia: 1" in text
    assert "Published: 1" in text
    assert "Sent: 1" in text


async def test_the_result_tells_who_has_blocked_the_bot(
    editor: Chat, reader: Chat, house: House, sandbox: Sandbox
) -> None:
    await reader.say("/subscribe us-russia")
    await preview(editor)
    sandbox.fault("sendMessage", 403, chat_id=READER, description="Forbidden: bot was blocked by the user")
    await editor.tap("Publish")
    await editor.until_text("1 reader has blocked the bot.")


async def test_taps_by_anybody_else_do_nothing(house: House, sandbox: Sandbox) -> None:
    group = (await sandbox.group("Newsdesk", [EDITOR, READER])).id
    chat = Chat(sandbox, EDITOR, group)
    await preview(chat)
    card = chat.last
    for label in ("Publish", "Cancel", "Drop", "➕"):
        assert "Only editors" in str(await chat.tap(label, card, by=READER))
    assert chat.last == card
    assert len(await house.newsroom.drafts()) == 1


async def test_of_two_editors_who_publish_at_once_one_is_told_that_it_was_done(
    house: House, sandbox: Sandbox, reader: Chat
) -> None:
    await reader.say("/subscribe us-russia")
    group = (await sandbox.group("Newsdesk", [EDITOR, SECOND_EDITOR])).id
    chat = Chat(sandbox, EDITOR, group)
    await preview(chat)
    card = chat.last
    taps = [await sandbox.press(by, card, chat.data("Publish", card)) for by in (EDITOR, SECOND_EDITOR)]
    toasts = [await chat.answer(tap) for tap in taps]
    assert toasts == ["Published.", "This was already published by another editor."]
    await chat.until_text("Sent to 1 reader.")
    assert len([m for m in sandbox.messages(READER) if "arms control" in m["text"]]) == 1


async def test_buttons_of_an_old_card_say_what_has_become_of_it(editor: Chat) -> None:
    await preview(editor)
    card = editor.last
    await editor.tap("Publish")
    await editor.until_text("Nobody follows")
    for label in ("Drop", "Cancel", "➕", "Publish"):
        assert "already published" in (await editor.tap(label, card) or "")
    assert await editor.press("1c:99:0", card) == "That submission does not exist."
    assert await editor.press("1h:1:99", card) == "That story is not in this submission."


async def test_a_restart_in_the_middle_of_collecting_loses_nothing(
    program: Running, sandbox: Sandbox
) -> None:
    editor = Chat(sandbox, EDITOR, EDITOR)
    async with program.started():
        card = await editor.say(f"/push {SHORT}")
    assert card["text"].startswith("Collecting")
    async with program.started():
        assert (await editor.until_text("1 story found"))["message_id"] == card["message_id"]


async def test_a_preview_survives_a_restart(program: Running, sandbox: Sandbox) -> None:
    editor = Chat(sandbox, EDITOR, EDITOR)
    async with program.started():
        await preview(editor)
    async with program.started():
        await editor.tap("Publish")
        await editor.until_text("Nobody follows its topics yet")


async def test_the_result_is_reported_after_a_restart(program: Running, sandbox: Sandbox) -> None:
    editor, reader = Chat(sandbox, EDITOR, EDITOR), Chat(sandbox, READER, READER)
    async with program.database() as database, database.write() as tx:
        await flags.put(tx, HALTED, "for a test")
    async with program.started() as house:
        await reader.say("/subscribe us-russia")
        await preview(editor)
        await editor.tap("Publish")
        await editor.until_text("⏸ Halted at 0 of 1 reader done: for a test")
        assert await house.newsroom.progress(1) == DeliveryCounts(queued=1)
    async with program.database() as database, database.write() as tx:
        await flags.drop(tx, HALTED)
    async with program.started() as house:
        await editor.until_text("Sent to 1 reader.")
        await eventually(lambda: reported(house))


async def reported(house: House) -> bool:
    return not await house.newsroom.running()


async def test_a_rewrite_shows_what_it_is_like_and_goes_out_as_its_update(editor: Chat, reader: Chat) -> None:
    await reader.say("/subscribe us-russia")
    await preview(editor)
    await editor.tap("Publish")
    await reader.until_text("Envoys of Washington")
    await preview(editor, SHORT.replace("Envoys of Washington and Moscow meet", "Moscow: envoys talk arms"))
    assert re.search(r"♻️ 100 % of #1, sent \d+ \w+, \d\d:\d\d", editor.last["text"])
    await editor.tap("➕ #2 updates #1")
    await editor.until_text("goes out as its update")
    await editor.tap("✅ #2 updates #1")
    await editor.until(lambda: "goes out" not in editor.last["text"])


async def test_a_retracted_text_cannot_come_back_unnoticed(
    editor: Chat, house: House, program: Running
) -> None:
    await preview(editor)
    await house.newsroom.publish(1, by=EDITOR)
    await preview(editor)
    drawn_before = editor.last
    async with program.database() as database, database.write() as tx:
        await stories.set_state(tx, 1, StoryState.RETRACTED)
    toast = await editor.tap("Publish", drawn_before)
    assert toast == "#2 is like #1, which was retracted: look at it again."
    await editor.until_text("⛔ 100 % of #1, which was retracted")
    assert not [label for label in editor.labels() if "updates" in label]
    await editor.tap("Publish although retracted")
    await editor.until_text("Published · ")


async def test_a_line_that_was_left_out_is_taken_back_with_a_tap(editor: Chat) -> None:
    await preview(
        editor, f"Harbour Gazette\n\n{SHORT}\n\nPhoto: the envoys on the stairs\nShare this article"
    )
    card = editor.last
    await editor.tap("3 lines left out")
    await editor.until_text("2. Photo: the envoys on the stairs – caption")
    assert await editor.tap("↩️ 2") == "Taken back into its story."
    await editor.until_text("2. ✅ Photo: the envoys on the stairs")
    assert editor.labels() == ["↩️ 1", "↩️ 3", "↩️ Back"]
    await editor.tap("Back")
    await editor.until_text("3 paragraphs")
    assert "✂️ 2 lines left out" in editor.labels()
    await editor.tap("Publish")
    await editor.until_text("Published")
    await editor.press("1kb:1:0", card)
