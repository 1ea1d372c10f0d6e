"""Who may do what, and when and how a story goes out, over the sandbox."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from driving import (
    EDITOR,
    OTHER_READER,
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

from bot.buttons.callback_data import encode
from bot.buttons.card import Cancel, Publish
from bot.buttons.desk import AskAgain, Confirm, GiveUp, SendAgain
from bot.buttons.drafts import TakeBack
from bot.sandbox import Sandbox
from briefings.desk.approvals import Approvals
from briefings.desk.publishing_rules import Rules
from briefings.store import schema


async def reply(editor: Chat, text: str) -> None:
    """Answer the bot's newest message."""
    await editor.sandbox.say(editor.user_id, text, chat_id=editor.chat_id, reply_to=editor.last["message_id"])


async def test_an_owner_makes_a_contributor_who_prepares_and_an_editor_who_publishes(
    editor: Chat, reader: Chat, sandbox: Sandbox
) -> None:
    helper = Chat(sandbox, OTHER_READER, OTHER_READER)
    await helper.say("/start")
    assert "Only editors" in (await helper.say("/push"))["text"]
    assert "is a contributor now" in (await editor.say(f"/staff {OTHER_READER} contributor"))["text"]
    await preview(helper)
    assert "An editor has to publish it: hand it over when it is ready." in helper.last["text"]
    assert not [label for label in helper.labels() if "Publish" in label or "When and how" in label]
    before = len(editor.bots)
    again = helper.data("Hand over")
    assert await helper.tap("Hand over") == "Handed over: the editors who can publish it are told."
    await helper.until_text(f"{OTHER_READER} would publish it now. Another editor approves.")
    assert await helper.press(again) == "This waits to be approved: take it back to change it."
    assert [label for label in helper.labels() if "Appro" in label or "follower" not in label] == [
        "Take back",
        "Cancel",
    ]
    await editor.until(lambda: len(editor.bots) > before)
    await editor.until_text("Waits for a second editor")
    await helper.tap("Take back")
    await helper.until_text("1 story found")
    await helper.tap("Hand over")
    await editor.until(lambda: len(editor.bots) > before + 1)
    assert await editor.tap("Approve") == "Published."
    await editor.until_text("Nobody follows")
    assert f"asked for by {OTHER_READER} · by {EDITOR}" in (await editor.say("/history 1"))["text"]
    proposal = await helper.say("/correct 1 headline: Prepared")
    assert "An editor has to confirm it; whoever can is told." in proposal["text"]
    assert helper.labels() == ["Leave it"]
    confirm = encode(Confirm(1, told=True, notify=False))
    assert "contributors push and prepare" in (await helper.press(confirm) or "")
    await editor.until_text("Correct #1?")
    assert "Confirm" in editor.labels()
    await editor.say("/correct 1 headline: Of an editor")
    theirs = encode(GiveUp(2))
    assert "contributors push and prepare" in (await helper.press(theirs) or "")
    assert "contributors push and prepare" in (await helper.press(encode(AskAgain(None))) or "")
    assert "is not on the staff any more" in (await editor.say(f"/staff {OTHER_READER} none"))["text"]
    before = helper.last
    await helper.press(confirm)
    assert helper.last == before
    assert "Only editors" in (await helper.say("/drafts"))["text"]


async def test_a_retracted_text_that_is_handed_over_goes_out_only_by_who_says_so(
    editor: Chat, reader: Chat, sandbox: Sandbox, house: House
) -> None:
    await publish(house, SHORT)
    await editor.say("/retract 1 It was not so.")
    await editor.tap("Confirm")
    helper = Chat(sandbox, OTHER_READER, OTHER_READER)
    await helper.say("/start")
    await editor.say(f"/staff {OTHER_READER} contributor")
    await preview(helper)
    await helper.tap("Hand over")
    await editor.until_text("which was retracted")
    stamp = (await house.newsroom.preview(2)).stamp
    assert "like #1, which was retracted" in str(await editor.press(encode(Publish(2, stamp))))
    assert "Approve" not in editor.labels()
    assert await editor.tap("Publish although retracted") == "Published."


async def test_an_editor_of_one_topic_publishes_under_that_only(editor: Chat, sandbox: Sandbox) -> None:
    helper = Chat(sandbox, OTHER_READER, OTHER_READER)
    await helper.say("/start")
    await editor.say(f"/staff {OTHER_READER} editor north-korea")
    await preview(helper)
    assert "Hand over to an editor" in helper.labels()
    await helper.tap("✅ #1 🇺🇸🇷🇺")
    await helper.tap("➕ #1 🇰🇵")
    await helper.until(lambda: "✅ #1 🇰🇵 North Korea" in helper.labels())
    await helper.until(lambda: "Publish" in helper.labels())
    assert await helper.tap("Publish") == "Published."


async def test_an_editor_of_one_topic_prepares_nothing_under_another_and_leaves_what_concerns_all(
    editor: Chat, sandbox: Sandbox, house: House
) -> None:
    await preview(editor)
    card = editor.last
    helper = Chat(sandbox, OTHER_READER, OTHER_READER)
    await helper.say("/start")
    await editor.say(f"/staff {OTHER_READER} editor north-korea")
    await helper.say("/drafts")
    await helper.tap("1. Envoys")
    await helper.until_text("1 story found")
    foreign = "You hold north-korea only, not us-russia: somebody else has to do that."
    for label in ("Drop #1", "✅ #1 🇺🇸🇷🇺", "➕ #1 🇰🇵", "Cancel"):
        assert await helper.tap(label) == foreign, label
    await helper.tap("Edit #1")
    await helper.until_text("1. The envoys of Washington")
    assert await helper.tap("✏️ Headline") == foreign
    (draft,) = await house.newsroom.drafts()
    assert [story.headline for story in draft.stories] == ["Envoys of Washington and Moscow meet"]
    assert (await helper.say("/topic edit us-russia\nname: Other"))["text"] == foreign
    assert (await helper.say("/topic remove us-russia"))["text"] == foreign
    everything = "You hold north-korea only: that is for an editor of all topics."
    for said in ("/halt", "/resume", "/topic add Arctic\naliases: arctic, polar"):
        assert (await helper.say(said))["text"] == everything, said
    for forged in (AskAgain(None), SendAgain(None, datetime.now(UTC))):
        assert await helper.press(encode(forged)) == everything
    assert "North Korea" in (await helper.say("/topic alias north-korea hermit kingdom"))["text"]
    await helper.tap("Save")
    await editor.say("/topic alias us-russia kremlin watch")
    confirm = editor.data("Save")
    assert await helper.press(confirm) == foreign
    assert await editor.tap("Publish", card) == "Published."


async def test_contributors_are_shown_what_they_may_do_for_as_long_as_they_are(
    editor: Chat, sandbox: Sandbox
) -> None:
    helper = Chat(sandbox, OTHER_READER, OTHER_READER)
    await helper.say("/start")

    def menu() -> set[str]:
        return {command["command"] for command in sandbox.world.shown_commands()[str(OTHER_READER)]}

    await editor.say(f"/staff {OTHER_READER} contributor")
    assert {"push", "correct", "shift"} < menu()
    assert not {"topic", "stats", "staff", "halt", "resume"} & menu()
    told = (await helper.say("/help"))["text"]
    assert "For contributors\n/push – prepare an article, which an editor then publishes: " in told
    assert not [word for word in ("/topic –", "/stats", "/staff", "/halt", "/resume") if word in told]
    await editor.say(f"/staff {OTHER_READER} none")
    assert "push" not in menu()
    assert "/push" not in (await helper.say("/help"))["text"]


async def test_a_contributor_does_not_undo_what_an_editor_scheduled(
    editor: Chat, sandbox: Sandbox, house: House
) -> None:
    helper = Chat(sandbox, OTHER_READER, OTHER_READER)
    await helper.say("/start")
    await editor.say(f"/staff {OTHER_READER} contributor")
    await preview(helper)
    (draft,) = await house.newsroom.drafts()
    await house.newsroom.decide(draft.submission.id, by=EDITOR, at=now() + timedelta(hours=1))
    await helper.say("/drafts")
    await helper.tap("1. Envoys")
    await helper.until_text("Goes out")
    assert helper.labels() == ["👁 As followers of US–Russia see it"]
    for action in (TakeBack(draft.submission.id), Cancel(draft.submission.id)):
        refusal = "An editor has to do that: contributors push and prepare."
        assert await helper.press(encode(action)) == refusal
    assert len(await house.newsroom.scheduled()) == 1


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("/staff 5 owner", "Owners are named by the operator"),
        (f"/staff {EDITOR} none", "Owners are named by the operator"),
        ("/staff 5 none", "5 is not on the staff."),
        ("/staff 5 editor nowhere", "There is no topic “nowhere”."),
        ("/staff", "The desk"),
        ("/staff 5 king", "There is no role “king”.\n\nThe desk"),
        ("/staff someone editor", "The desk"),
        ("/staff 0 editor", "The desk"),
        ("/staff 12345678901234567890 editor", "The desk"),
        ("/staff 5 Editor US-Russia, north-korea", "5 is an editor now, for us-russia, north-korea"),
    ],
)
async def test_what_cannot_be_granted_is_answered_in_a_sentence(editor: Chat, said: str, answer: str) -> None:
    assert answer in (await editor.say(said))["text"]


async def test_who_is_an_editor_no_more_is_told_so_by_the_button(editor: Chat, sandbox: Sandbox) -> None:
    person = await sandbox.person("Former editor", "reader")
    former = Chat(sandbox, person.id, person.id)
    await former.say("/start")
    await editor.say(f"/staff {person.id} editor")
    await preview(former)
    card = former.last
    await editor.say(f"/staff {person.id} none")
    assert str(await former.tap("Publish", card)).startswith("Only editors of this bot can do that")
    assert former.last == card


async def test_only_an_owner_grants(editor: Chat, sandbox: Sandbox) -> None:
    helper = Chat(sandbox, OTHER_READER, OTHER_READER)
    await helper.say("/start")
    await editor.say(f"/staff {OTHER_READER} editor")
    assert "Only an owner can grant" in (await helper.say(f"/staff {READER} editor"))["text"]


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
        return chat.until(lambda: text in newest_of(chat, card)["text"])

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
        await editor.tap("Take back", newest_of(editor, own))
        for chat, card in ((editor, own), *zip((second, third), cards, strict=True)):
            await shows(chat, card, "1 story found")
        await editor.tap("Publish", newest_of(editor, own))
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
            assert not chat.labels(newest_of(chat, card))
        assert "Done: 1 message." in newest_of(second, theirs[0])["text"]
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
        await reply(editor, "tomorrow 07:00")
        copy = await second.until_text("Waits for a second editor")
        assert "It goes out" in (await second.tap("Approve") or "")
        await editor.until(lambda: newest_of(editor, own)["text"].startswith("Goes out"))
        await editor.tap("Take back", newest_of(editor, own))
        await second.until(lambda: "1 story found" in newest_of(second, copy)["text"])
        await second.tap("Edit #1")
        await second.until_text("1. The envoys of Washington")
        await second.tap("Headline")
        await second.until_text("Headline of #1")
        await reply(second, "Written on a copy")
        await second.until_text("#1 Written on a copy")
        await editor.until(lambda: "#1 Written on a copy" in newest_of(editor, own)["text"])
        below = second.last
        await editor.tap("Publish", newest_of(editor, own))
        await second.until(lambda: "Nobody follows" in newest_of(second, below)["text"])


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
    await reply(editor, "someday 10:00")
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
    await reply(editor, "tomorrow 07:00")
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


async def test_an_embargo_makes_publish_wait_until_it_is_lifted(editor: Chat, reader: Chat) -> None:
    await reader.say("/subscribe us-russia")
    seen = len(reader.bots)
    await preview(editor)
    card = editor.last
    await editor.tap("When and how")
    await editor.until_text("When and how it goes out")
    await editor.tap("Embargo")
    await editor.until_text("Until when is it under embargo?")
    await reply(editor, "tomorrow 07:00")
    await editor.until_text("Under embargo until")
    assert "It goes out" in (await editor.tap("Publish", newest_of(editor, card)) or "")
    await editor.until(lambda: "Take back" in editor.labels(newest_of(editor, card)))
    assert "Publish now" not in editor.labels(newest_of(editor, card)), "before its end nothing can be done"
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
    await reply(editor, "A better headline")
    await editor.until(lambda: "A better headline" in editor.sandbox.messages(EDITOR)[1]["text"])
    await editor.tap("As followers of US–Russia see it", card)
    await editor.until_text("A better headline")
    assert editor.last["text"].startswith("🇺🇸🇷🇺 US–Russia")
    assert await editor.tap("Publish", card) == "This was changed since you saw it: look at it again."
    assert await editor.tap("Publish", newest_of(editor, card)) == "Published."
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
    await reply(editor, "seven")
    await editor.until_text("Reply with the number of a paragraph.")
    await editor.sandbox.say(EDITOR, "4", reply_to=editor.bots[-2]["message_id"])
    await editor.until(lambda: "2 stories found" in newest_of(editor, card)["text"])
    await editor.tap("Edit #2", newest_of(editor, card))
    await editor.until(lambda: "⤴️ Join on to the one before" in editor.labels(newest_of(editor, card)))
    await editor.tap("Join on to the one before", newest_of(editor, card))
    await editor.until(lambda: "· joined on to #1" in newest_of(editor, card)["text"])
    (draft,) = await house.newsroom.drafts()
    assert "\n\n".join(draft.stories[0].paragraphs) == body
    await editor.tap("Restore #2", newest_of(editor, card))
    await editor.until(lambda: "joined on" not in newest_of(editor, card)["text"])
    (draft,) = await house.newsroom.drafts()
    assert "\n\n".join(draft.stories[0].paragraphs) == body.partition("\n\n" + draft.stories[1].headline)[0]


def newest_of(chat: Chat, message: Json) -> Json:
    """A message as it is now."""
    return next(one for one in chat.bots if one["message_id"] == message["message_id"])


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
