"""What editors are told of the copies: which were put right, and which were not or not yet."""

from __future__ import annotations

import sqlalchemy as sa
from driving import EDITOR, OTHER_READER, READER, SHORT, Chat, House, preview
from putting_right import BETTER, HEADLINE, correct, publish

from bot.sandbox import Sandbox
from briefings.model import DeliveryState
from briefings.store.schema import NUMBER, deliveries


async def test_edits_in_doubt_are_made_again_with_a_tap_on_the_report(
    house: House, editor: Chat, out: Chat
) -> None:
    await editor.say(f"/correct 1 headline: {BETTER}")
    await editor.tap("Confirm")
    await editor.until_text("Done: 1 message.")
    async with house.database.write() as tx:  # as after five answers that were lost
        mailing = await tx.scalar(sa.select(sa.func.max(deliveries.c.mailing_id)))
        in_doubt = {"state": NUMBER[DeliveryState.UNCERTAIN], "error": "lost"}
        await tx.execute(sa.update(deliveries).where(deliveries.c.mailing_id == mailing).values(**in_doubt))
    assert (
        "#1 is corrected, but Telegram's answer was lost for 1 message."
        in (await editor.say("/shift"))["text"]
    )
    await editor.tap("#1: the edits")
    await editor.until_text("as Telegram's answer was lost: 1")
    await editor.tap("Edit again")
    await editor.until(lambda: any("Showed it already: 1" in shown["text"] for shown in editor.bots))
    assert BETTER in out.last["text"]


async def test_the_report_tells_of_readers_who_blocked_and_of_deleted_messages(
    editor: Chat, out: Chat, sandbox: Sandbox
) -> None:
    other = Chat(sandbox, OTHER_READER, OTHER_READER)
    await other.say("/subscribe us-russia")
    await publish(editor, SHORT.replace("Monday", "Friday"))
    sandbox.fault(
        "editMessageText", 400, chat_id=READER, description="Bad Request: message to edit not found"
    )
    sandbox.fault(
        "editMessageText", 403, chat_id=OTHER_READER, description="Forbidden: bot was blocked by the user"
    )
    report = await correct(editor, "/correct 2 headline: Something else")
    assert "Blocked the bot: 1" in report
    assert "Deleted by the reader: 1" in report


async def test_who_has_which_version_comes_as_a_file_and_the_history_tells_what_changed(
    editor: Chat, out: Chat, sandbox: Sandbox
) -> None:
    await correct(editor, f"/correct 1 headline: {BETTER}")
    await sandbox.say(EDITOR, "/reach 1")
    await editor.until(lambda: "document" in editor.last)
    assert editor.last["document"]["file_name"] == "story-1.csv"
    assert "Version 2: 1 message of 1 reader" in editor.last["caption"]
    history = (await editor.say("/history 1"))["text"]
    assert "corrected: headline" in history
    assert HEADLINE in history
    assert BETTER in history


async def test_a_reader_who_was_away_finds_the_copy_corrected_when_they_are_back(
    editor: Chat, out: Chat, sandbox: Sandbox
) -> None:
    await sandbox.block(READER)
    report = await correct(editor, f"/correct 1 headline: {BETTER}")
    assert "Blocked the bot: 1" in report
    await sandbox.block(READER, blocked=False)
    await out.until(lambda: BETTER in out.bots[1]["text"])
    await editor.until_text("Edited: 1")


async def test_the_report_goes_on_when_a_copy_is_found_after_it_was_done(
    editor: Chat, out: Chat, sandbox: Sandbox, house: House
) -> None:
    await sandbox.block(READER)
    await correct(editor, f"/correct 1 headline: {BETTER}")
    for number in range(2):  # meanwhile the desk has come to rest
        await preview(editor, SHORT.replace("Monday", f"day {number} of the talks"))
    sandbox.world.people[READER].blocked = False
    await house.readership.returned(READER)  # as another process would hear of it
    await editor.until(lambda: any("Edited: 1" in message["text"] for message in editor.bots))
