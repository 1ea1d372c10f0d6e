"""What is out is put right in every copy, over the sandbox."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from driving import EDITOR, OTHER_READER, READER, SAMPLE, SECOND_EDITOR, SHORT, Chat, House, Running, preview
from driving import publish as publish_from

from bot.sandbox import Sandbox
from briefings.desk.corrections import Corrections
from briefings.desk.staff import Staff
from briefings.model import DeliveryState, StaffRole
from briefings.store import stories
from briefings.store.schema import NUMBER, deliveries

HEADLINE = "Envoys of Washington and Moscow meet"
BETTER = "Envoys of Washington and Moscow meet in Geneva"


async def publish(editor: Chat, text: str = SHORT) -> None:
    await preview(editor, text)
    await editor.tap("Publish")
    await editor.until(lambda: "Published" in editor.last["text"] and "Sending" not in editor.last["text"])


async def correct(editor: Chat, said: str, confirm: str = "Confirm") -> str:
    """Propose, confirm, and wait for the report."""
    await editor.say(said)
    await editor.tap(confirm)
    return str((await editor.until_text("Done:"))["text"])


@pytest.fixture
async def out(editor: Chat, reader: Chat) -> Chat:
    """The reader's chat, with story #1 in it."""
    await reader.say("/subscribe us-russia")
    await publish(editor)
    await reader.until_text(HEADLINE)
    return reader


async def test_a_correction_shows_difference_and_reach_then_edits_the_copy_and_reports(
    editor: Chat, out: Chat
) -> None:
    before = out.last
    proposal = (await editor.say(f"/correct 1 headline: {BETTER}"))["text"]
    assert "Correct #1?" in proposal
    assert "in Geneva" in proposal
    assert "Changes 1 message of 1 reader." in proposal
    assert out.last == before
    assert await editor.tap("Confirm") == "Corrected. The copies are being edited."
    report = (await editor.until_text("Done: 1 message."))["text"]
    assert "Edited: 1" in report
    after = out.last
    assert after["message_id"] == before["message_id"]
    assert BETTER in after["text"]
    assert "✎ Corrected" in after["text"]
    assert "was “… Washington and Moscow meet”, now “… and Moscow meet in Geneva”" not in after["text"]
    assert "now “… and Moscow meet in Geneva”." in after["text"]
    assert BETTER in (await out.say("/latest"))["text"]


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


async def test_in_a_digest_of_two_stories_the_entry_alone_changes(
    editor: Chat, reader: Chat, sandbox: Sandbox
) -> None:
    await reader.say("/subscribe us-russia")
    await reader.say("/subscribe north-korea")
    pieces = len(await sandbox.say(EDITOR, f"/push {SAMPLE}"))
    assert pieces > 1
    await editor.until_text("2 stories found")
    await editor.tap("Publish")
    await editor.until_text("Sent to 1 reader.")
    digest = reader.last
    await correct(editor, "/correct 2 headline: Quite another headline")
    assert reader.last["message_id"] == digest["message_id"]
    first = digest["text"].split("\n")
    assert "Quite another headline" in reader.last["text"]
    assert (
        len([line for line in first if line and line in reader.last["text"]])
        >= len([line for line in first if line]) - 1
    )


async def test_the_quick_form_is_understood_however_it_is_spaced(editor: Chat, out: Chat) -> None:
    for said in (
        "/correct #1,  Headline :  Talks  end 😀 ",
        "/correct 1: headline:Talks end 😀",
        "/correct 1\nheadline：Talks\nend\u200b 😀",
    ):
        assert "meet\nTalks end 😀\n" in (await editor.say(said))["text"], said


async def test_what_is_amiss_with_a_correction_is_named_before_it_goes_out(editor: Chat, out: Chat) -> None:
    before = out.last
    foreign = await editor.say("/correct 1 summary: Nobody came to the talks in the end, it was said.")
    assert "says what the text does not: “Nobody came to the talks" in foreign["text"]
    long = await editor.say(f"/correct 1 headline: {'Very ' * 40}long")
    assert "The headline has 204 characters" in long["text"]
    assert "says what the text does not" not in long["text"]
    assert "⚠️" not in (await editor.say(f"/correct 1 headline: {BETTER}"))["text"]
    assert out.last == before


async def test_a_typo_is_mended_without_a_word(editor: Chat, out: Chat) -> None:
    await correct(editor, f"/correct 1 headline: {BETTER}", "without a word")
    assert BETTER in out.last["text"]
    assert "Corrected" not in out.last["text"]


async def test_a_notice_goes_to_those_who_had_the_wrong_version_when_the_editor_says_so(
    editor: Chat, out: Chat, sandbox: Sandbox
) -> None:
    other = Chat(sandbox, OTHER_READER, OTHER_READER)
    await other.say("/subscribe us-russia")
    seen = len(other.bots)
    await correct(editor, f"/correct 1 headline: {BETTER}", "tell those who have it")
    notice = await out.until_text("You got this story before it was corrected")
    assert BETTER in notice["text"]
    assert ": was “… and Moscow meet”, now “… and Moscow meet in Geneva”." in notice["text"]
    assert BETTER in out.bots[-2]["text"]
    assert len(other.bots) == seen


async def test_a_story_is_corrected_field_by_field_from_its_card(editor: Chat, out: Chat) -> None:
    await editor.tap("✏️ #1")
    card = await editor.until_text("version 1")
    assert "1 message shows it." in card["text"]
    await editor.tap("✏️ Summary")
    await editor.until_text("Write what it is to be, whole.")
    await editor.say("The envoys met on Tuesday, officials said.")
    await editor.until_text("Correct #1?")
    await editor.tap("Confirm")
    await editor.until_text("Done:")
    assert "The envoys met on Tuesday, officials said." in out.last["text"]


async def test_a_new_body_brings_a_summary_that_is_in_it(editor: Chat, out: Chat) -> None:
    await correct(
        editor,
        "/correct 1 body: The envoys of Washington and Moscow met on Tuesday to speak about arms control, officials said.",
    )
    assert "met on Tuesday to speak about arms control" in out.last["text"]
    assert "✎ Corrected" in out.last["text"]


LONG = "\n\n".join(
    f"In paragraph {number} the envoys of Washington and Moscow spoke about arms control, officials said. "
    * 4
    for number in range(1, 31)
).replace(" \n", "\n")


@pytest.mark.parametrize("hard", [True, False], ids=["cut by force", "cut at paragraphs"])
async def test_a_body_that_comes_in_several_messages_is_joined(
    editor: Chat, out: Chat, sandbox: Sandbox, house: House, *, hard: bool
) -> None:
    pieces = await sandbox.say(EDITOR, f"/correct 1 body: {LONG}", hard_split=hard)
    assert len(pieces) == 3
    await editor.until_text("Correct #1?")
    await editor.tap("Confirm")
    await editor.until_text("Done:")
    async with house.database.read() as connection:
        story = await stories.find(connection, 1)
    assert story is not None
    assert "\n\n".join(story.paragraphs) == LONG.strip()


async def test_a_long_text_that_was_asked_for_is_joined_and_nothing_of_it_becomes_an_article(
    editor: Chat, out: Chat, sandbox: Sandbox, house: House
) -> None:
    await editor.tap("✏️ #1")
    await editor.until_text("version 1")
    await editor.tap("✏️ Body")
    await editor.until_text("Write what it is to be, whole.")
    await sandbox.say(EDITOR, LONG)
    await editor.until_text("Correct #1?")
    await editor.tap("Confirm")
    await editor.until_text("Done:")
    assert not await house.newsroom.collecting()
    assert await house.newsroom.drafts() == []
    async with house.database.read() as connection:
        story = await stories.find(connection, 1)
    assert story is not None
    assert "\n\n".join(story.paragraphs) == LONG.strip()


async def test_what_was_collected_of_a_correction_when_the_program_ended_is_proposed_when_it_is_back(
    program: Running, sandbox: Sandbox
) -> None:
    editor = Chat(sandbox, EDITOR, EDITOR)
    program.collect_seconds = 1
    async with program.started() as house:
        await publish_from(house, SHORT)
        await sandbox.say(EDITOR, f"/correct 1 body: {LONG}")
        await editor.until_text("Collecting the text …")
    async with program.started():
        await editor.until(lambda: any("Correct #1?" in message["text"] for message in editor.bots))
        assert not any("Collecting" in message["text"] for message in editor.bots)


async def test_a_long_text_of_somebody_whose_role_was_taken_away_meanwhile_proposes_nothing(
    program: Running, sandbox: Sandbox
) -> None:
    helper = Chat(sandbox, OTHER_READER, OTHER_READER)
    program.collect_seconds = 1
    async with program.started() as house:
        await publish_from(house, SHORT)
        await helper.say("/start")
        desk = Staff(house.database, program.clock, [EDITOR])
        await desk.grant(OTHER_READER, StaffRole.EDITOR, [], by=EDITOR)
        await sandbox.say(OTHER_READER, f"/correct 1 body: {LONG}")
        await helper.until_text("Collecting the text …")
    async with program.database() as database:
        await Staff(database, program.clock, [EDITOR]).revoke(OTHER_READER, by=EDITOR)
    async with program.started() as house:
        await helper.until(lambda: any("Only the staff" in message["text"] for message in helper.bots))
        assert not (await Corrections(house.database, program.clock).look(1)).open


async def test_a_reason_too_long_to_be_read_is_refused_whole(
    editor: Chat, out: Chat, sandbox: Sandbox
) -> None:
    await sandbox.say(EDITOR, f"/retract 1 {LONG}")
    await editor.until_text("A reason has at most 500 characters")
    assert "at most 500 characters; this one has 600" in (await editor.say(f"/retract 1 {'w' * 600}"))["text"]


async def test_a_retraction_leaves_a_stub_with_the_reason_and_takes_the_story_out_of_latest(
    editor: Chat, out: Chat
) -> None:
    before = out.last
    asked = (await editor.say("/retract 1 The meeting did not take place."))["text"]
    assert "Retract #1?" in asked
    await editor.tap("Confirm")
    assert "Edited: 1" in (await editor.until_text("Done:"))["text"]
    assert out.last["message_id"] == before["message_id"]
    assert "was retracted.\nThe meeting did not take place." in out.last["text"]
    assert HEADLINE not in out.last["text"]
    assert out.labels() == []
    assert "nothing here yet" in (await out.say("/latest"))["text"]
    await preview(editor)
    assert "retracted" in editor.last["text"]


async def test_the_status_of_a_claim_is_shown_and_changed_in_delivered_copies(
    editor: Chat, out: Chat
) -> None:
    await correct(editor, "/status 1 unconfirmed")
    assert "⚠️ Unconfirmed" in out.last["text"]
    await correct(editor, "/status 1 confirmed")
    assert "☑️ Confirmed" in out.last["text"]
    assert "was unconfirmed, now confirmed." in out.last["text"]


async def test_what_cannot_be_corrected_is_answered_in_a_sentence(editor: Chat, out: Chat) -> None:
    before = out.last
    for said, answer in {
        "/correct 9 headline: New": "There is no story #9.",
        f"/correct 1 headline: {HEADLINE}": "#1 says that already, so there is nothing to correct.",
        "/correct 1 headline:": "A headline cannot be empty.",
        "/correct 1 headline: 😀 …": "A headline needs a word or a number.",
        "/correct 1 summary nowhere: New": "#1 does not stand under the topic “nowhere”.",
        "/retract 1": "Say why: /retract 1 and the reason that its readers will see.",
        "/correct": "Which story?",
        "/status 1 zzz": "There is no status “zzz”: write unmarked, unconfirmed, confirmed or disputed",
        "/status 1": "Write unmarked, unconfirmed, confirmed or disputed after the story's number.",
        "/correct one headline: New": "Which story?",
    }.items():
        assert (await editor.say(said))["text"].startswith(answer), said
    assert out.last == before


async def test_a_retracted_story_and_one_never_sent_are_not_corrected(editor: Chat, out: Chat) -> None:
    await correct(editor, "/retract 1 It was wrong.")
    assert "#1 was retracted, so there is nothing" in (await editor.say("/correct 1 headline: X"))["text"]
    assert "#1 was retracted already." in (await editor.say("/retract 1 again"))["text"]
    await preview(editor, SHORT.replace("Monday", "Friday"))
    assert "#2 has not been published" in (await editor.say("/correct 2 headline: X"))["text"]


async def test_a_draft_is_not_said_to_stand_in_latest(editor: Chat) -> None:
    await preview(editor)
    shown = (await editor.say("/correct 1"))["text"]
    assert "It has not been published." in shown
    assert "/latest" not in shown


async def test_of_two_corrections_at_once_the_second_is_told_to_look_again(
    editor: Chat, out: Chat, sandbox: Sandbox
) -> None:
    second = Chat(sandbox, SECOND_EDITOR, SECOND_EDITOR)
    await second.say("/start")
    await second.say("/correct 1 headline: Another headline")
    confirm = second.data("Confirm")
    await correct(editor, f"/correct 1 headline: {BETTER}")
    await second.until_text("#1 was changed meanwhile, so nothing comes of this")
    assert not second.labels()
    assert "was changed meanwhile" in (await second.press(confirm) or "")
    assert BETTER in out.last["text"]
    again = editor.last
    assert again["text"].startswith("#1 is corrected")


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


async def test_a_proposal_can_be_left(editor: Chat, out: Chat) -> None:
    before = out.last
    await editor.say(f"/correct 1 headline: {BETTER}")
    proposal = editor.last
    await editor.tap("Leave it")
    await editor.until_text("Given up. #1 stays as it is.")
    assert await editor.tap("Confirm", proposal) == "That was given up."
    assert out.last == before


async def test_readers_may_correct_nothing(out: Chat) -> None:
    for command in ("/correct 1 headline: X", "/retract 1 x", "/status 1 disputed", "/reach 1"):
        assert "Only editors of this bot can do that" in (await out.say(command))["text"], command


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
