"""/topic: editors change what readers can follow, over the sandbox."""

from __future__ import annotations

from driving import SHORT, Chat, House, article, preview, publish

ADD = "/topic add 🕊 Arms control: arms control, round of talks"


async def test_a_topic_is_tried_confirmed_read_again_and_followed(
    editor: Chat, reader: Chat, house: House
) -> None:
    await publish(house, article(1))
    shown = await editor.say(ADD)
    assert "New topic: 🕊 Arms control arms-control" in shown["text"]
    assert (
        "➕ #1 Envoys of Washington and Moscow meet for round 1 of the talks – arms control" in shown["text"]
    )
    await editor.tap("Add")
    await editor.until_text("Added Arms control. It counts from the next article on")
    await editor.tap("Read recent stories again (+1)")
    await editor.until_text("1 story of the last 30 days has changed places")
    assert "round 1" in (await reader.say("/latest arms-control"))["text"]
    await reader.say("/subscribe arms control")
    await preview(editor, SHORT)
    assert "✅ 🕊 Arms control" in editor.last["text"]


async def test_an_edit_starts_from_what_is_written(editor: Chat, reader: Chat) -> None:
    await editor.say(ADD)
    await editor.tap("Add")
    await editor.until_text("Added")
    shown = await editor.say("/topic edit arms-control")
    assert (
        "/topic edit arms-control\nname: Arms control\nemoji: 🕊\naliases: arms control, round of talks"
        in shown["text"]
    )
    await editor.say("/topic edit arms-control\naliases: missiles\nnot: missile command")
    assert "Aliases: missiles\nNot: missile command" in editor.last["text"]
    await editor.tap("Save")
    await editor.until_text("Changed Arms control.")
    assert "missiles" in (await editor.say("/topic arms-control"))["text"]
    await editor.say("/topic edit arms-control\nname ko: 군비 통제\ndescription ko: 군축 회담")
    assert "ko 군비 통제\nko 군축 회담\n" in editor.last["text"]
    await editor.tap("Save")
    await editor.until_text("Changed Arms control.")
    assert "name ko: 군비 통제\ndescription ko: 군축 회담" in (await editor.say("/topic 군비통제"))["text"]
    await reader.say("/language ko")
    assert "군비 통제" in (await reader.say("/topics"))["text"]
    await editor.say("/topic alias arms-control warheads, -missiles")
    assert "Aliases: warheads\n" in editor.last["text"]
    await editor.tap("Cancel")
    await editor.until_text("Left as it was.")


async def test_words_too_many_for_one_message_are_left_as_they_are(editor: Chat) -> None:
    for begin, first in (("/topic add Climate: ", 0), ("/topic alias climate ", 150)):
        await editor.say(begin + ", ".join(f"climate number {n}" for n in range(first, first + 150)))
        await editor.tap("Add" if first == 0 else "Save")
        await editor.until_text("It counts from the next article on")
    text = (await editor.say("/topic edit climate"))["text"]
    assert "/topic edit climate\nname: Climate" in text
    assert "climate number" not in text
    assert "Too long to stand here: aliases." in text


async def test_the_name_of_a_topic_may_end_in_a_number(editor: Chat) -> None:
    await editor.say("/topic add COP 30: climate summit")
    await editor.tap("Add")
    await editor.until_text("It counts from the next article on")
    assert "nothing on COP 30 yet" in (await editor.say("/latest COP 30"))["text"]
    assert "nothing on COP 30 yet" in (await editor.say("/latest cop-30 3"))["text"]


async def test_removing_tells_how_many_follow(editor: Chat, reader: Chat) -> None:
    await reader.say("/subscribe north-korea")
    shown = await editor.say("/topic remove north-korea")
    assert shown["text"].startswith("Remove North Korea? 1 reader follows it and would get nothing more.")
    await editor.tap("Remove")
    await editor.until_text("Removed North Korea.")
    assert "no topic called" in (await reader.say("/subscribe north-korea"))["text"]
    assert await editor.press("1kc:1", shown) == "That was done already."


async def test_merging_takes_the_followers_along(editor: Chat, reader: Chat) -> None:
    await reader.say("/subscribe north-korea")
    await editor.say(ADD)
    await editor.tap("Add")
    await editor.until_text("Added")
    shown = await editor.say("/topic merge north-korea into arms-control")
    assert len(shown["text"]) < 700, "a screen, not the hundred aliases of both"
    assert "Its 1 follower will follow Arms control" in shown["text"]
    await editor.tap("Merge")
    await editor.until_text("North Korea is part of Arms control now, with its 1 follower.")
    assert "Arms control arms-control · 1 follower" in (await editor.say("/topic"))["text"]


async def test_a_new_topic_without_words_is_found_by_its_name(editor: Chat, house: House) -> None:
    await publish(house, article(1), article(2))
    assert (
        "Aliases: Arms control\n\n2 of the last 2 stories"
        in (await editor.say("/topic add Arms control"))["text"]
    )


async def test_a_topic_is_tested_as_it_is(editor: Chat, house: House) -> None:
    await publish(house, article(1), article(2))
    shown = await editor.say("/topic test us-russia")
    assert "2 of the last 2 stories would match:\n• #2 Envoys" in shown["text"]
    assert not editor.labels()


async def test_what_cannot_be_done_is_one_sentence(editor: Chat) -> None:
    for text, sentence in {
        "/topic add": "A topic needs a name",
        "/topic add US–Russia: x1, y1": "There is a topic “US–Russia” (us-russia) already",
        "/topic edit us-russia colour: red": "is no field of a topic",
        "/topic alias us-russia": "Write which",
        "/topic merge us-russia": "Say which topic goes into which",
        "/topic merge us-russia into us-russia": "cannot be merged into itself",
        "/topic remove": "Name the topic: /topic remove climate",
        "/topic remove climte": "I have no topic called",
        "/topic test": "Name the topic: /topic test climate",
    }.items():
        assert sentence in (await editor.say(text))["text"], text


async def test_readers_change_no_topics(editor: Chat, reader: Chat) -> None:
    await editor.say("/topic remove north-korea")
    assert "editor" in (await reader.say("/topic remove north-korea"))["text"].lower()
    await reader.press(editor.data("Remove"))
    assert "North Korea" in (await reader.say("/topics"))["text"]
