"""A backup made while the bot runs, restored after more was sent."""

from __future__ import annotations

from pathlib import Path

from driving import EDITOR, READER, SHORT, Chat, Running, now

from bot.sandbox import Sandbox
from bot.settings import Settings
from bot.shell import database


def digests(reader: Chat) -> int:
    return sum("Envoys of Washington" in message["text"] for message in reader.bots)


async def test_an_old_backup_sends_nothing_twice_and_says_what_it_would(
    program: Running, sandbox: Sandbox, tmp_path: Path
) -> None:
    settings = Settings(_env_file=None, token=sandbox.token, database_url=program.url)
    reader, editor = Chat(sandbox, READER, READER), Chat(sandbox, EDITOR, EDITOR)
    copy = tmp_path / "copy.sqlite"
    async with program.started():
        await reader.say("/start")
        await reader.say("/subscribe us-russia")
        sandbox.fault("sendMessage", 429, retry_after=1, chat_id=READER)
        await editor.say("/push " + SHORT)
        await editor.until(lambda: any("Publish" in label for label in editor.labels()))
        await editor.tap("Publish")
        assert "is whole" in database.back_up(settings, copy)
        assert not digests(reader)
        await reader.until(lambda: digests(reader))
    assert "Restored" in database.restore(settings, copy, force=True, clock=now)
    async with program.started():
        await editor.until_text("older than what was sent")
        assert (
            "1 message may go out a second time: “Envoys of Washington and Moscow meet” (1)"
            in editor.last["text"]
        )
        assert editor.last["text"].endswith("Sending is halted until /resume.")
        assert "halted until" not in (await editor.say("/stats"))["text"]  # there it begins with it
        await reader.say("/topics")
    assert digests(reader) == 1


async def test_a_start_waits_when_telegram_says_so_and_goes_on_without_its_command_menus(
    program: Running, sandbox: Sandbox
) -> None:
    sandbox.fault("getMe", 429, retry_after=1)
    sandbox.fault("setMyCommands", 500, times=9)
    async with program.started():
        await Chat(sandbox, READER, READER).say("/start")
