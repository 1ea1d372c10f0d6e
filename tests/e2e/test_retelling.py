"""Summaries by a model that the operator has set up, over the sandbox."""

from __future__ import annotations

import oracle
from aiohttp import web
from driving import EDITOR, READER, SHORT, Chat, Running, preview

from bot.sandbox import Sandbox

TOLD = (
    "Washington and Moscow had their envoys meet on Monday about arms control, and nobody expected a result."
)


async def delivered(program: Running, sandbox: Sandbox, one: oracle.Oracle, *, passing: bool) -> str:
    program.more = {"llm_url": one.url, "llm_model": "small", "llm_key": "secret"}
    editor, reader = Chat(sandbox, EDITOR, EDITOR), Chat(sandbox, READER, READER)
    async with program.started():
        await reader.say("/subscribe us-russia")
        await preview(editor)
        assert ("🤖 A model wrote this:" in editor.last["text"]) is passing
        assert "says what the text does not" not in editor.last["text"]
        await editor.tap("Publish")
        return str((await reader.until_text("Envoys of Washington"))["text"])


async def test_a_summary_that_passes_reaches_readers(program: Running, sandbox: Sandbox) -> None:
    async with oracle.speaking(lambda _task, _text: TOLD) as one:
        assert TOLD in await delivered(program, sandbox, one, passing=True)


async def test_an_error_of_the_model_never_reaches_a_reader(program: Running, sandbox: Sandbox) -> None:
    broken = "Rate limit of Washington and Moscow exceeded"
    async with oracle.speaking(lambda _task, _text: web.Response(status=429, text=broken)) as one:
        text = await delivered(program, sandbox, one, passing=False)
    assert broken not in text
    assert SHORT.split("\n\n")[1] in text
