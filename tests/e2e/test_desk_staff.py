"""Who may do what at the desk, over the sandbox."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from driving import (
    EDITOR,
    OTHER_READER,
    READER,
    SHORT,
    Chat,
    House,
    Running,
    now,
    preview,
    publish,
)

from bot.buttons.callback_data import encode
from bot.buttons.card import Cancel, Publish
from bot.buttons.desk import AskAgain, Confirm, GiveUp, SendAgain
from bot.buttons.drafts import TakeBack
from bot.sandbox import Sandbox
from briefings.desk.staff import Staff
from briefings.model import StaffRole


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
    await helper.say("/language es")

    def menu() -> dict[str, str]:
        shown = sandbox.world.shown_commands()[str(OTHER_READER)]
        return {command["command"]: command["description"] for command in shown}

    await editor.say(f"/staff {OTHER_READER} contributor")
    assert {"push", "correct", "shift"} < menu().keys()
    assert menu()["latest"] == "Las noticias más recientes"
    assert not {"topic", "stats", "staff", "halt", "resume"} & menu().keys()
    told = (await helper.say("/help"))["text"]
    assert "For contributors\nSend an article, " in told
    assert "; then an editor publishes it" in told
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


async def test_what_cannot_be_granted_is_answered_in_a_sentence(editor: Chat) -> None:
    for said, answer in {
        "/staff 5 owner": "Owners are named by the operator",
        f"/staff {EDITOR} none": "Owners are named by the operator",
        "/staff 5 none": "5 is not on the staff.",
        "/staff 5 editor nowhere": "There is no topic “nowhere”.",
        "/staff": "The desk",
        "/staff 5 king": "There is no role “king”.\n\nThe desk",
        "/staff someone editor": "The desk",
        "/staff 0 editor": "The desk",
        "/staff 12345678901234567890 editor": "The desk",
        "/staff 5 Editor US-Russia, north-korea": "5 is an editor now, for us-russia, north-korea",
    }.items():
        assert answer in (await editor.say(said))["text"], said


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


async def test_a_desk_too_large_for_one_message_is_shown_in_part(
    editor: Chat, house: House, program: Running
) -> None:
    desk = Staff(house.database, program.clock, [EDITOR])
    for number in range(120):
        await desk.grant(10**9 + number, StaffRole.EDITOR, ["us-russia", "north-korea"], by=EDITOR)
    assert (await editor.say("/staff"))["text"].startswith("The desk")


async def test_only_an_owner_grants(editor: Chat, sandbox: Sandbox) -> None:
    helper = Chat(sandbox, OTHER_READER, OTHER_READER)
    await helper.say("/start")
    await editor.say(f"/staff {OTHER_READER} editor")
    assert "Only an owner can grant" in (await helper.say(f"/staff {READER} editor"))["text"]


async def test_whoever_opened_a_thread_is_not_meant_where_a_message_in_it_replies_to_nobody(
    editor: Chat, house: House, sandbox: Sandbox
) -> None:
    """Telegram names the opening of a forum's thread as what such a message replies to."""
    forum = (await sandbox.group("Forum", [EDITOR, READER], supergroup=True)).chat()
    thread = {"message_thread_id": 7, "is_topic_message": True}
    opening = {"message_id": 7, "date": 1, "chat": forum, "from": sandbox.world.people[READER].user()}
    opening["forum_topic_created"] = {"name": "Desk", "icon_color": 0x6FB9F0}
    said = {"message_id": 9, "date": 2, "chat": forum, "from": sandbox.world.people[EDITOR].user(), **thread}
    said |= {"text": "/staff editor", "entities": [{"type": "bot_command", "offset": 0, "length": 6}]}
    sandbox.world.chats[forum["id"]].threads[7] = "Desk"
    sandbox.world.updates.put("message", {**said, "reply_to_message": opening | thread})
    await Chat(sandbox, EDITOR, forum["id"]).until_text("The desk")
    assert str(READER) not in (await editor.say("/staff"))["text"]
