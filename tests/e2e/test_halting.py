"""/halt and /resume, the halt that the bot makes itself, and how long sending takes."""

from __future__ import annotations

import pytest
from driving import EDITOR, READER, SECOND_EDITOR, SHORT, Chat, House, Running, eventually, publish

from bot.sandbox import Sandbox


@pytest.fixture
def editor(sandbox: Sandbox) -> Chat:
    return Chat(sandbox, EDITOR, EDITOR)


@pytest.fixture
def reader(sandbox: Sandbox) -> Chat:
    return Chat(sandbox, READER, READER)


def digests(reader: Chat) -> int:
    return sum("Envoys of Washington" in message["text"] for message in reader.bots)


async def settled(house: House) -> bool:
    return not (await house.newsroom.stats()).deliveries.sending


async def owe(house: House, sandbox: Sandbox, readers: int) -> list[int]:
    """A story, owed to so many new readers."""
    people = [(await sandbox.person(f"Reader {number}", "reader")).id for number in range(readers)]
    for person in people:
        await sandbox.start(person)
    await sandbox.until(
        lambda: all(sandbox.messages(person)[-1]["from"]["is_bot"] for person in people), within=20
    )
    for person in people:
        await house.readership.subscribe(person, "us-russia")
    await publish(house, SHORT)
    return people


async def test_halted_sending_waits_over_a_restart_while_people_get_answers(
    program: Running, sandbox: Sandbox, editor: Chat, reader: Chat
) -> None:
    async with program.started():
        await reader.say("/subscribe us-russia")
        said = await editor.say("/halt a wrong <name> in the lead")
        assert said["text"].startswith("⏸ Sending is halted: a wrong <name> in the lead")
        assert "Nothing waits to go out." in said["text"]
        await editor.say(f"/push {SHORT}")
        await editor.until_text("⏸ It will wait, for sending is halted: a wrong <name> in the lead")
        await editor.tap("Publish")
        await editor.until_text("⏸ Halted at 0 of 1 reader done: a wrong <name> in the lead (/resume)")
    async with program.started():
        await reader.say("/topics")
        assert not digests(reader)
        assert "Sending is halted, since" in (await editor.say("/stats"))["text"]
        await editor.until(lambda: "photo" in editor.last)
        assert "halted already, since" in (await editor.say("/halt again"))["text"]
        said = await editor.say("/resume")
        assert said["text"] == "▶️ Sending goes on: 1 message goes out in less than a minute."
        await reader.until(lambda: digests(reader) == 1)
        assert (await editor.say("/resume"))["text"].startswith("▶️ Sending is not halted")


async def test_only_editors_halt_and_resume(program: Running, reader: Chat, editor: Chat) -> None:
    async with program.started():
        assert "Only editors" in (await reader.say("/halt"))["text"]
        await editor.say("/halt")
        assert "Only editors" in (await reader.say("/resume"))["text"]
        assert "Sending is halted" in (await editor.say("/stats"))["text"]


async def test_a_spike_of_errors_halts_and_a_look_at_what_waits_resumes(
    program: Running, sandbox: Sandbox, editor: Chat
) -> None:
    second = Chat(sandbox, SECOND_EDITOR, SECOND_EDITOR)
    await sandbox.start(EDITOR)
    await sandbox.start(SECOND_EDITOR)
    async with program.started() as house:
        await editor.say("/halt until the faults are set")
        people = await owe(house, sandbox, 100)
        for person in people:
            sandbox.fault("sendMessage", 400, chat_id=person, description="Bad Request: no such thing")
        await editor.say("/resume")
        for owner in (editor, second):
            await owner.until(lambda owner=owner: sum("failed or may" in m["text"] for m in owner.bots))
        await eventually(lambda: settled(house))
        counts = (await house.newsroom.stats()).deliveries
        assert 21 <= counts.failed < 100
        asked = await editor.say("/resume")
        assert "No such thing" in asked["text"]
        assert f"{counts.owed} messages go out in less than a minute:" in asked["text"]
        assert "Envoys of Washington" in asked["text"]
        await editor.tap("Stay halted")
        assert (await house.newsroom.stats()).deliveries == counts
        sandbox.faults.waiting.clear()
        await editor.tap("Send it", asked)
        await sandbox.until(
            lambda: any("Envoys" in m["text"] for m in sandbox.messages(people[-1])), within=10
        )
        assert await editor.tap("Send it", asked) == "This halt is over already."
    for owner in (editor, second):
        assert sum("failed or may" in message["text"] for message in owner.bots) == 1


async def test_blocks_and_429s_halt_nothing(program: Running, sandbox: Sandbox, editor: Chat) -> None:
    async with program.started() as house:
        await editor.say("/halt until the faults are set")
        people = await owe(house, sandbox, 60)
        for number, person in enumerate(people):
            if number % 2:
                await sandbox.block(person)
            elif number % 4:
                sandbox.fault("sendMessage", 429, chat_id=person, retry_after=1)
        await editor.say("/resume")
        await sandbox.until(
            lambda: all("Envoys" in sandbox.messages(person)[-1]["text"] for person in people[::2]), within=20
        )
        assert (await editor.say("/resume"))["text"].startswith("▶️ Sending is not halted")


async def test_an_editor_is_told_how_long_it_takes(program: Running, sandbox: Sandbox, editor: Chat) -> None:
    async with program.started() as house:
        await house.readership.subscribe(READER, "us-russia")
        await editor.say("/halt")
        async with house.database.write() as tx:
            await tx.exec_driver_sql(
                "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 60000) "
                "INSERT INTO subscribers (id, chat_id, thread_id, kind, language, state, created_at) "
                "SELECT 1000000 + i, 1000000000 + i, 0, 'private', 'en', 'active', 0 FROM n"
            )
            await tx.exec_driver_sql(
                "INSERT INTO subscriptions (topic_id, subscriber_id, mode, created_at) "
                "SELECT t.id, s.id, 'instant', 0 FROM topics t, subscribers s WHERE t.slug = 'us-russia' AND s.id > 1000000"
            )
        await editor.say(f"/push {SHORT}")
        await editor.until_text("Goes to 60,001 readers in about 1 minute.")
