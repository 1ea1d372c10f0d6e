"""How articles come in, and what is refused, over the sandbox."""

from __future__ import annotations

from driving import (
    EDITOR,
    OTHER_READER,
    READER,
    SAMPLE,
    SHORT,
    Chat,
    House,
    Running,
    nothing_is_stored,
)

from bot.sandbox import Sandbox


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
    assert editor.labels() == ["✏️ #1", "✏️ #2"]
    for chat, topics in ((reader, 1), (both, 2)):
        digests = [m["text"] for m in sandbox.messages(chat.chat_id) if "Courier · " in m["text"]]
        assert len(digests) == 1
        assert digests[0].count("🇰🇵") + digests[0].count("🇺🇸🇷🇺") >= topics - 1
    assert reader.last["text"].startswith("🇰🇵 North Korea")


async def test_a_paste_cut_in_the_middle_of_a_word_is_joined_to_that_word(
    editor: Chat, house: House, sandbox: Sandbox
) -> None:
    pieces = await sandbox.say(EDITOR, f"/push {SAMPLE}", hard_split=True)
    assert len(sandbox.messages(EDITOR)[0]["text"]) == 4096
    assert len(pieces) == 2
    await editor.until_text("2 stories found")
    [draft] = await house.newsroom.drafts()
    assert draft.submission.text.split() == SAMPLE.split()


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
    asked = await editor.say("/push")
    assert asked["text"].startswith("Send me the article now")
    assert editor.labels() == ["Cancel"]
    await editor.sandbox.say(EDITOR, SHORT)
    await editor.until_text("1 story found")


async def test_the_card_stands_below_the_article_that_was_asked_for(editor: Chat, sandbox: Sandbox) -> None:
    await editor.say("/push")
    pieces = await sandbox.say(EDITOR, SAMPLE)
    card = await editor.until_text("2 stories found")
    await editor.until(lambda: len(editor.bots) == 1)
    standing = [message["message_id"] for message in sandbox.messages(EDITOR)]
    assert standing[1:] == [*pieces, card["message_id"]]


async def test_any_blank_may_stand_between_push_and_the_article(editor: Chat) -> None:
    for gap in ("\n", "\t", "\N{NO-BREAK SPACE}"):
        await editor.say(f"/push{gap}{SHORT}")
        await editor.until_text("1 story found")
        await editor.tap("Cancel")


async def test_push_takes_the_message_it_answers(editor: Chat, sandbox: Sandbox) -> None:
    asked = await editor.say(
        "Envoys meet\n\nThe envoys of Washington and Moscow met on Monday, officials said."
    )
    assert "reply to it with /push" in asked["text"]
    article = sandbox.messages(EDITOR)[0]["message_id"]
    await sandbox.say(EDITOR, "/push", reply_to=article)
    await editor.until_text("1 story found")


async def test_in_an_editors_own_chat_an_article_needs_no_command(editor: Chat, sandbox: Sandbox) -> None:
    await sandbox.say(EDITOR, SAMPLE)
    await editor.until_text("2 stories found")
    assert len(editor.bots) == 1


async def test_in_an_editors_own_chat_a_file_needs_no_command(editor: Chat, sandbox: Sandbox) -> None:
    await sandbox.upload(EDITOR, "article.txt", SHORT.encode())
    await editor.until(lambda: editor.bots)
    await editor.until_text("1 story found")


async def test_in_an_editors_own_chat_an_article_may_be_forwarded(editor: Chat, sandbox: Sandbox) -> None:
    article = SHORT + " " + "More was not said on either side that day. " * 4
    (told,) = await sandbox.say(EDITOR, article)
    await editor.until(lambda: editor.bots)
    await editor.until_text("1 story found")
    await sandbox.forward(EDITOR, EDITOR, told)
    await editor.until(lambda: len(editor.bots) == 2)
    await editor.until_text("The same text")


async def test_what_a_reader_pastes_is_no_article(reader: Chat, house: House) -> None:
    assert "I cannot chat" in (await reader.say(SAMPLE))["text"]
    assert await nothing_is_stored(house)


async def test_push_as_the_caption_of_a_text_file_whatever_its_name(editor: Chat, sandbox: Sandbox) -> None:
    for number, name in enumerate(("article.txt", "article.md", "article", "article.pdf"), start=1):
        await sandbox.upload(EDITOR, name, SHORT.encode("utf-16"), caption="/push")
        await editor.until(lambda number=number: len(editor.bots) == number)
        await editor.until_text("1 story found")
        await editor.tap("Cancel")


async def test_an_awaited_article_may_come_as_a_file(editor: Chat, sandbox: Sandbox) -> None:
    await editor.say("/push")
    await sandbox.upload(EDITOR, "article.txt", SHORT.encode())
    await editor.until_text("1 story found")


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


async def test_a_file_that_is_no_text_is_refused_in_a_sentence(
    editor: Chat, sandbox: Sandbox, house: House
) -> None:
    for number, (data, words) in enumerate(
        [(b"\x7fELF\x00\x01\x02" * 99, "a program"), (b" \n", "empty")], start=1
    ):
        await sandbox.upload(EDITOR, "article.txt", data, caption="/push")
        await editor.until(lambda number=number: len(editor.bots) == number)
        assert words in editor.last["text"]
        assert await nothing_is_stored(house), words


async def test_what_is_no_article_is_refused_in_a_sentence(editor: Chat, house: House) -> None:
    for text in ("Share it", "." * 4000, "World\nNext Story\nShare it"):
        card = await editor.say(f"/push {text}")
        await editor.until(lambda card=card: "Nothing was published." in editor.now(card)["text"])
        assert editor.labels() == [], text
        assert await nothing_is_stored(house), text


async def test_strangers_are_refused_in_one_sentence(reader: Chat, house: House) -> None:
    for command in ("/push An article", "/push", "/drafts", "/stats"):
        assert (await reader.say(command))["text"] == (
            "Only editors of this bot can do that; /help lists what is open to everybody."
        ), command
        assert await nothing_is_stored(house), command


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
    await chat.say(f"/push {SHORT}", anonymous=True)
    await chat.until_text("I cannot tell who is asking")
    assert await nothing_is_stored(house)
