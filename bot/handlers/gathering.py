"""A long text in several messages: the first opens a collection, the others are added to it."""

from __future__ import annotations

from bot.chat.answers import Answer
from bot.handlers.about import is_command
from bot.handlers.asking import Call
from bot.render import screens
from bot.render.fitting import TEXT_LIMIT, units

_WHOLE = TEXT_LIMIT // 2
"""Clients cut within the second half of what a message holds, so a shorter one is no first piece."""


def piece(words: str, text: str) -> str:
    """A message's text as a part of a longer one: it ends its line, unless it may have been cut within a word.

    `words` is all that the message says.
    """
    return text if units(words) == TEXT_LIMIT else f"{text}\n"


async def gather(call: Call, answer: Answer, text: str) -> bool:
    """Collect a long answer, and say so; tells whether the message is as long as a first piece, or a further one."""
    newsroom, said = call.deps.newsroom, call.message
    words, wait = said.text or "", call.deps.collect_wait
    begun = await newsroom.expects(call.chat_id, call.author_id, said.message_id)
    if begun and begun.answers == answer.name and not is_command(words):
        further = piece(words, text)
        await newsroom.add_part(call.chat_id, call.author_id, said.message_id, further, wait=wait)
    elif units(words) <= _WHOLE:
        return False
    else:
        begun = await newsroom.begin(
            call.chat_id,
            call.author_id,
            said.message_id,
            piece(words, text),
            wait=wait,
            answers=answer.name,
        )
        if begun.card_message_id is None:
            card = await call.answer(screens.submission.collecting(call.deps.renderer, begun))
            await newsroom.attach_card(begun.id, card, thread_id=call.thread_id)
    call.deps.collecting_bell.set()
    return True
