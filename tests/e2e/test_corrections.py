"""What is out is put right in every copy, over the sandbox."""

from __future__ import annotations

from driving import EDITOR, OTHER_READER, SAMPLE, SECOND_EDITOR, SHORT, Chat, preview
from putting_right import BETTER, HEADLINE, correct, publish

from bot.sandbox import Sandbox


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


async def test_a_story_is_corrected_field_by_field_from_its_card(editor: Chat, reader: Chat) -> None:
    await reader.say("/subscribe us-russia")
    await publish(editor)
    await editor.tap("✏️ #1")
    card = await editor.until_text("version 1")
    assert "1 message shows it." in card["text"]
    await editor.tap("✏️ Summary")
    await editor.until_text("Write what it is to be, whole")
    await editor.say("The envoys met on Tuesday, officials said.")
    await editor.until_text("Correct #1?")
    await editor.tap("Confirm")
    await editor.until_text("Done:")
    assert "The envoys met on Tuesday, officials said." in reader.last["text"]


async def test_a_new_body_brings_a_summary_that_is_in_it(editor: Chat, out: Chat) -> None:
    await correct(
        editor,
        "/correct 1 body: The envoys of Washington and Moscow met on Tuesday to speak about arms control, officials said.",
    )
    assert "met on Tuesday to speak about arms control" in out.last["text"]
    assert "✎ Corrected" in out.last["text"]


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
