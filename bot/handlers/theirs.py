"""/mydata and /forget: what is kept belongs to the reader."""

from __future__ import annotations

import json

from telegram import InputFile

from bot.handlers.asking import Call, Tap
from bot.reader_buttons import Forget
from bot.render import Screen
from bot.render.screen import Button


async def my_data(call: Call) -> None:
    """Send everything that is kept as a JSON file; of a group, to its administrators only."""
    if not await call.manages():
        await call.say("kept_about_chat")
        return
    kept = await call.house.own.export(call.chat_id)
    text = json.dumps(kept, ensure_ascii=False, indent=2)
    await call.bot.send_document(
        call.chat_id,
        InputFile(text.encode("utf-8", "replace"), "mydata.json"),
        caption=call.house.renderer.render("mydata"),
        message_thread_id=call.thread_id,
    )


async def forget(call: Call) -> None:
    """Ask whether to forget everything; in a group, its administrators only."""
    if not await call.manages():
        await call.say("kept_about_chat")
        return
    renderer = call.house.renderer
    buttons = [
        Button(renderer.label("forget"), Forget(sure=True), style="danger"),
        Button(renderer.label("keep"), Forget(sure=False)),
    ]
    await call.answer(Screen(renderer.render("forget", done=False, kept=False), [buttons]))


async def decide(tap: Tap, action: Forget) -> None:
    """Forget everything, or leave it as it is."""
    if action.sure:
        await tap.house.own.forget(tap.chat_id)
    await tap.show(Screen(tap.house.renderer.render("forget", done=action.sure, kept=not action.sure)))
