"""/privacy, /mydata and /forget, by buttons too: what is kept belongs to the reader."""

from __future__ import annotations

import json

from telegram import InputFile

from bot.buttons.readers import AskForget, Forget, SendData, ShowPrivacy
from bot.handlers.asking import Call, Tap
from bot.render import screens


async def privacy(call: Call) -> None:
    """Say what is kept about a reader."""
    await call.answer(screens.privacy.kept(call.deps.renderer, call.chat_id))


async def show_privacy(tap: Tap, _action: ShowPrivacy) -> None:
    """Say what is kept about a reader, in place of the settings."""
    await tap.show(screens.privacy.kept(tap.deps.renderer, tap.chat_id))


async def my_data(call: Call) -> None:
    """Send everything that is kept as a JSON file; of a group, to its administrators only."""
    if await call.manages():
        await _send_data(call)
    else:
        await call.say("kept_about_chat")


async def send_data(tap: Tap, _action: SendData) -> None:
    """Send everything that is kept as a JSON file."""
    await tap.acknowledge()
    await _send_data(tap)


async def _send_data(asked: Call | Tap) -> None:
    kept = await asked.deps.own.export(asked.chat_id)
    text = json.dumps(kept, ensure_ascii=False, indent=2)
    await asked.bot.send_document(
        asked.chat_id,
        InputFile(text.encode("utf-8", "replace"), "mydata.json"),
        caption=asked.deps.renderer.render("mydata", chat_id=asked.chat_id),
        message_thread_id=asked.thread_id,
    )


async def forget(call: Call) -> None:
    """Ask whether to forget everything; in a group, its administrators only."""
    if await call.manages():
        await call.answer(screens.privacy.forgetting(call.deps.renderer, call.chat_id))
    else:
        await call.say("kept_about_chat")


async def ask_forget(tap: Tap, _action: AskForget) -> None:
    """Ask whether to forget everything."""
    await tap.show(screens.privacy.forgetting(tap.deps.renderer, tap.chat_id))


async def decide(tap: Tap, action: Forget) -> None:
    """Forget everything, or leave it as it is."""
    if action.sure:
        await tap.deps.own.forget(tap.chat_id)
    await tap.show(screens.privacy.decided(tap.deps.renderer, tap.chat_id, forgotten=action.sure))
