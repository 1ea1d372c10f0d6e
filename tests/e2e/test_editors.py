"""What editors can do, over the sandbox."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import EDITOR, OTHER_READER, READER, SECOND_EDITOR, Chat, House, Running, eventually

from bot.delivery.worker import HALTED
from bot.sandbox import Sandbox
from briefings.model import DeliveryCounts
from briefings.store import flags

SAMPLE = Path("bot/sandbox/sample.txt").read_text("utf-8")
SHORT = (
    "Envoys of Washington and Moscow meet\n\n"
    "The envoys of Washington and Moscow met on Monday to speak about arms control, officials said.\n\n"
    "Nobody expected a result, and there was none, the foreign ministry said in a statement."
)


async def nothing_is_stored(house: House) -> bool:
    stats = await house.newsroom.stats()
    return not stats.stories and not await house.newsroom.collecting()


async def preview(editor: Chat, text: str = SHORT) -> None:
    await editor.say(f"/push {text}")
    await editor.until_text("found")


async def test_a_paste_in_pieces_becomes_one_preview_and_one_digest_each(
    editor: Chat, reader: Chat, house: House, sandbox: Sandbox
) -> None:
    both = Chat(sandbox, OTHER_READER, OTHER_READER)
    await reader.say("/subscribe north-korea")
    await both.say("/subscribe north-korea")
    await both.say("/subscribe us-russia")
    pieces = await sandbox.say(EDITOR, f"/push {SAMPLE}")
    assert len(pieces) > 1
    card = await editor.until_text("2 stories found")
    assert "Goes to 2 readers." in card["text"]
    assert "#1" in card["text"]
    assert "The Sandbox Courier" in card["text"]
    assert "Publish to 2 readers" in editor.labels()
    await editor.tap("Publish")
    result = await editor.until_text("Sent to 2 readers.")
    assert result["message_id"] == card["message_id"]
    assert editor.labels() == []
    for chat, topics in ((reader, 1), (both, 2)):
        digests = [m["text"] for m in sandbox.messages(chat.chat_id) if "Courier · " in m["text"]]
        assert len(digests) == 1
        assert digests[0].count("🇰🇵") + digests[0].count("🇺🇸🇷🇺") >= topics - 1
    assert reader.last["text"].startswith("🇰🇵 North Korea")


async def test_a_paste_cut_in_the_middle_of_a_word_is_joined_too(editor: Chat, sandbox: Sandbox) -> None:
    assert len(await sandbox.say(EDITOR, f"/push {SAMPLE}", hard_split=True)) > 1
    await editor.until_text("2 stories found")


async def test_400_kilobytes_in_one_line_end_in_a_sentence(
    editor: Chat, house: House, sandbox: Sandbox
) -> None:
    assert len(await sandbox.say(EDITOR, "/push " + "nothing to see " * 26_000)) > 90
    await editor.until(lambda: editor.bots and "Collecting" not in editor.last["text"])
    assert len(editor.bots) == 1
    assert len(editor.last["text"]) < 4096
    assert "published" in editor.last["text"] or "found" in editor.last["text"]


async def test_the_card_says_that_it_is_collecting_and_done_ends_the_wait(
    program: Running, sandbox: Sandbox
) -> None:
    program.collect_seconds = 60
    editor = Chat(sandbox, EDITOR, EDITOR)
    async with program.started():
        card = await editor.say(f"/push {SHORT}")
        assert card["text"].startswith("Collecting the article …")
        assert editor.labels() == ["Done", "Cancel"]
        await editor.tap("Done")
        assert (await editor.until_text("1 story found"))["message_id"] == card["message_id"]


async def test_push_alone_asks_for_the_article(editor: Chat) -> None:
    card = await editor.say("/push")
    assert card["text"].startswith("Send me the article now")
    assert editor.labels() == ["Cancel"]
    await editor.sandbox.say(EDITOR, SHORT)
    assert (await editor.until_text("1 story found"))["message_id"] == card["message_id"]


async def test_push_takes_the_message_it_answers(editor: Chat, sandbox: Sandbox) -> None:
    asked = await editor.say(SHORT + " " + "More was not said on either side that day. " * 4)
    assert "Reply to it with /push" in asked["text"]
    article = sandbox.messages(EDITOR)[0]["message_id"]
    await sandbox.say(EDITOR, "/push", reply_to=article)
    await editor.until_text("1 story found")


@pytest.mark.parametrize("name", ["article.txt", "article.md", "article", "article.pdf"])
async def test_push_as_the_caption_of_a_text_file_whatever_its_name(
    editor: Chat, sandbox: Sandbox, name: str
) -> None:
    await sandbox.upload(EDITOR, name, SHORT.encode("utf-16"), caption="/push")
    await editor.until(lambda: sandbox.messages(EDITOR)[1:])
    await editor.until_text("1 story found")


async def test_an_awaited_article_may_come_as_a_file(editor: Chat, sandbox: Sandbox) -> None:
    await editor.say("/push")
    await sandbox.upload(EDITOR, "article.txt", SHORT.encode())
    await editor.until_text("1 story found")


async def test_a_file_alone_is_answered_with_what_to_do(editor: Chat, sandbox: Sandbox, house: House) -> None:
    await sandbox.upload(EDITOR, "article.txt", SHORT.encode())
    await editor.until(lambda: sandbox.messages(EDITOR)[1:])
    assert "/push as its caption" in editor.last["text"]
    assert await nothing_is_stored(house)


async def test_a_file_over_20_megabytes_is_refused_before_it_is_fetched(
    editor: Chat, sandbox: Sandbox, house: House
) -> None:
    await sandbox.upload(EDITOR, "article.txt", bytes(21 * 1024 * 1024), caption="/push")
    await editor.until(lambda: sandbox.messages(EDITOR)[1:])
    assert editor.last["text"] == (
        "That file is larger than 20 MB, more than I can fetch: please send its text alone."
    )
    assert not [entry for entry in sandbox.ledger if entry.method == "getFile"]
    assert await nothing_is_stored(house)


@pytest.mark.parametrize(
    ("data", "words"), [(b"\x7fELF\x00\x01\x02" * 99, "not text"), (b" \n", "empty")], ids=["binary", "empty"]
)
async def test_a_file_that_is_no_text_is_refused_in_a_sentence(
    editor: Chat, sandbox: Sandbox, house: House, data: bytes, words: str
) -> None:
    await sandbox.upload(EDITOR, "article.txt", data, caption="/push")
    await editor.until(lambda: sandbox.messages(EDITOR)[1:])
    assert words in editor.last["text"]
    assert await nothing_is_stored(house)


@pytest.mark.parametrize(
    "text", ["Share it", "." * 4000, "World\nNext Story\nShare it"], ids=["chrome", "dots", "more"]
)
async def test_what_is_no_article_is_refused_in_a_sentence(editor: Chat, house: House, text: str) -> None:
    await editor.say(f"/push {text}")
    await editor.until_text("Nothing was published.")
    assert editor.labels() == []
    assert await nothing_is_stored(house)


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


@pytest.mark.parametrize("command", ["/push An article", "/push", "/drafts", "/stats"])
async def test_strangers_are_refused_in_one_sentence(reader: Chat, house: House, command: str) -> None:
    assert (await reader.say(command))["text"] == (
        "Only editors of this bot can do that; /help lists what is open to everybody."
    )
    assert await nothing_is_stored(house)


async def test_an_edited_push_is_refused(editor: Chat, house: House, sandbox: Sandbox) -> None:
    await editor.say("hello")
    await sandbox.edit(EDITOR, sandbox.messages(EDITOR)[0]["message_id"], f"/push {SHORT}")
    await editor.until_text("I do not take commands from edited messages")
    assert await nothing_is_stored(house)


async def test_a_forwarded_push_is_refused(editor: Chat, house: House, sandbox: Sandbox) -> None:
    group = (await sandbox.group("Newsdesk", [READER, EDITOR])).id
    (written,) = await sandbox.say(READER, f"/push {SHORT}", chat_id=group)
    await sandbox.forward(EDITOR, group, written)
    await editor.until(lambda: sandbox.messages(EDITOR)[1:])
    assert "I do not take commands from forwarded messages" in editor.last["text"]
    assert await nothing_is_stored(house)


async def test_an_anonymous_push_is_refused(house: House, sandbox: Sandbox) -> None:
    group = (await sandbox.group("Newsdesk", [EDITOR], supergroup=True)).id
    chat = Chat(sandbox, EDITOR, group)
    assert "I cannot tell who is asking" in (await chat.say(f"/push {SHORT}", anonymous=True))["text"]
    assert await nothing_is_stored(house)


async def test_taps_by_anybody_else_do_nothing(house: House, sandbox: Sandbox) -> None:
    group = (await sandbox.group("Newsdesk", [EDITOR, READER])).id
    chat = Chat(sandbox, EDITOR, group)
    await preview(chat)
    card = chat.last
    for label in ("Publish", "Cancel", "Drop", "➕"):
        assert await chat.tap(label, card, by=READER) is None
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
        await editor.until_text("Sending … 0 of 1 reader done.")
        assert await house.newsroom.progress(1) == DeliveryCounts(queued=1)
    async with program.database() as database, database.write() as tx:
        await flags.drop(tx, HALTED)
    async with program.started() as house:
        await editor.until_text("Sent to 1 reader.")
        await eventually(lambda: reported(house))


async def reported(house: House) -> bool:
    return not await house.newsroom.running()
