"""Corrections whose text comes in several messages, over the sandbox."""

from __future__ import annotations

import pytest
from driving import EDITOR, OTHER_READER, SHORT, Chat, House, Running
from driving import publish as publish_from
from putting_right import publish

from bot.sandbox import Sandbox
from briefings.desk.corrections import Corrections
from briefings.desk.staff import Staff
from briefings.model import StaffRole
from briefings.store import stories

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
    editor: Chat, reader: Chat, sandbox: Sandbox, house: House
) -> None:
    await reader.say("/subscribe us-russia")
    await publish(editor)
    await editor.tap("✏️ #1")
    await editor.until_text("version 1")
    await editor.tap("✏️ Body")
    await editor.until_text("Write what it is to be, whole")
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
