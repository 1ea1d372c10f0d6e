"""What waited for its time and must not go out then becomes a draft again, and the desk is told; over the sandbox."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest
from driving import (
    EDITOR,
    OTHER_READER,
    READER,
    SECOND_EDITOR,
    SHORT,
    Chat,
    House,
    Running,
    now,
    preview,
)

from bot.sandbox import Sandbox

LATER = timedelta(hours=1)


@pytest.fixture
def editor(sandbox: Sandbox) -> Chat:
    return Chat(sandbox, EDITOR, EDITOR)


@pytest.fixture
def reader(sandbox: Sandbox) -> Chat:
    return Chat(sandbox, READER, READER)


@asynccontextmanager
async def at_its_time(program: Running) -> AsyncIterator[House]:
    """The program started anew when the time has come."""
    program.clock.ahead += LATER
    async with program.started() as house:
        yield house


async def schedule(house: House, by: int) -> None:
    """Let the newest draft wait for its time."""
    draft = (await house.newsroom.drafts())[0]
    await house.newsroom.decide(draft.submission.id, by=by, at=now() + LATER)


async def test_what_goes_on_from_a_story_that_was_retracted_meanwhile_stays(
    program: Running, sandbox: Sandbox, editor: Chat, reader: Chat
) -> None:
    async with program.started() as house:
        await reader.say("/subscribe us-russia")
        await preview(editor)
        await editor.tap("Publish")
        await editor.until_text("Sent to 1 reader.")
        await preview(editor, SHORT.replace("Monday", "Tuesday"))
        (draft,) = await house.newsroom.drafts()
        await house.newsroom.mark_update(draft.stories[0].id, 1, on=True, by=EDITOR)
        await schedule(house, EDITOR)
        await editor.say("/retract 1 It was not so.")
        await editor.tap("Confirm")
        await editor.until_text("Done:")
        seen = len(reader.bots)
    async with at_its_time(program) as house:
        told = await editor.until_text("Not published at its time")
        assert "#2 is like #1, which was retracted: look at it again. It is a draft again" in told["text"]
        assert len(reader.bots) == seen
        assert len(await house.newsroom.drafts()) == 1
        assert not await house.newsroom.scheduled()


async def test_what_an_editor_scheduled_who_is_none_any_more_stays_and_the_owners_are_told(
    program: Running, sandbox: Sandbox, editor: Chat, reader: Chat
) -> None:
    helper = Chat(sandbox, OTHER_READER, OTHER_READER)
    async with program.started() as house:
        await reader.say("/subscribe us-russia")
        await helper.say("/start")
        await editor.say(f"/staff {OTHER_READER} editor")
        await Chat(sandbox, SECOND_EDITOR, SECOND_EDITOR).say("/start")
        await preview(helper)
        await schedule(house, OTHER_READER)
        await editor.say(f"/staff {OTHER_READER} none")
        seen, known = len(reader.bots), helper.bots
    async with at_its_time(program) as house:
        told = await editor.until_text("Not published at its time")
        assert "#1 Envoys of Washington and Moscow meet" in told["text"]
        assert f"{OTHER_READER}, who decided it, may not publish it any more." in told["text"]
        assert len(reader.bots) == seen
        assert helper.bots == known
        assert len(await house.newsroom.drafts()) == 1


async def test_what_is_still_right_goes_out_at_its_time(
    program: Running, sandbox: Sandbox, editor: Chat, reader: Chat
) -> None:
    async with program.started() as house:
        await reader.say("/subscribe us-russia")
        await preview(editor)
        await schedule(house, EDITOR)
    async with at_its_time(program):
        await reader.until_text("Envoys of Washington")


async def test_what_waits_goes_out_when_the_clock_is_put_forward(
    program: Running, editor: Chat, reader: Chat
) -> None:
    async with program.started() as house:
        await reader.say("/subscribe us-russia")
        await preview(editor)
        await editor.tap("When and how")
        await editor.until_text("As usual")
        await editor.tap("At a time")
        question = await editor.until_text("When is it to go out?")
        await editor.say("in 1 hour", reply_to=question["message_id"])
        await editor.until_text("Goes out")
        program.clock.ahead += LATER
        await reader.until_text("Envoys of Washington and Moscow meet")
        assert not await house.newsroom.scheduled()
