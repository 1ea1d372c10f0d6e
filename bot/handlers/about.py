"""/help, and a sensible answer to whatever else is written."""

from __future__ import annotations

import re

from bot.handlers.asking import Call

_COMMAND = re.compile(r"/\w{1,32}(@\w+)?([\s\xa0]|$)", re.ASCII)


async def help_(call: Call) -> None:
    """Say what the bot can do, to editors a little more."""
    standings = await call.deps.readership.topics(call.chat_id)
    example = standings[-1].topic.slug if standings else "topic"
    await call.say("help", role=call.member and call.member.role, example=example)


async def other(call: Call) -> None:
    """Answer a message that no conversation is for; in groups people talk to each other, so say nothing."""
    if not call.is_private:
        return
    written = is_command(call.message.text or call.message.caption or "")
    if written and call.message.forward_origin:
        await call.say("refusal", reason="forwarded")
    else:
        await call.say("other", is_command=written, on_staff=call.by_editor)


def is_command(text: str) -> bool:
    """Tell whether a message looks like a command."""
    return _COMMAND.match(text) is not None
