"""/push: an article comes in, as text, as a reply, as a file, or afterwards, whole or in pieces.

/push TEXT | reply | file | link -> collecting --further messages--> the desk reads it -> preview card
/push alone -> awaiting --the article--> collecting ...

In an editor's own chat an article, a file or a link needs no command.
"""

from __future__ import annotations

import re
from datetime import timedelta

from telegram import Document, Message
from telegram.error import BadRequest
from telegram.ext import filters

from bot.handlers.about import is_command, other
from bot.handlers.asking import Call
from bot.handlers.corrections import provided
from bot.handlers.gathering import piece
from bot.handlers.staff import refused
from bot.render import screens
from briefings.errors import UnreadableInput
from briefings.ingest import links
from briefings.ingest.decode import MAX_BYTES
from briefings.model import SubmissionState

_PUSH = re.compile(r"/push(?:@(?P<bot>\w+))?(?=[\s\xa0]|$)[\s\xa0]*", re.ASCII | re.IGNORECASE)
_ARTICLE_LENGTH = 280
_WHOLE = timedelta(0)  # files and pages are not cut in pieces, so nothing more is waited for


class _Push(filters.MessageFilter):
    """Messages and captions that begin with /push for this bot: edited and forwarded ones too, to be refused."""

    def filter(self, message: Message) -> bool:
        match = _PUSH.match(_words(message))
        return match is not None and (match["bot"] or "").lower() in {"", message.get_bot().username.lower()}


PUSH = (filters.UpdateType.MESSAGE | filters.UpdateType.EDITED_MESSAGE) & _Push()


async def push(call: Call) -> None:
    """Take an article in, or say in one sentence why not."""
    if await refused(call, contributors=True):
        return
    await _begin(call, _source(call))


async def part_or_other(call: Call) -> None:
    """Join a message to the article that its author is sending, or take it for one, or else answer it as any other."""
    if call.by_editor and await _taken(call):
        return
    if call.by_editor and call.is_private and _is_article(call.message):
        await _begin(call, call.message)
    else:
        await other(call)


def _is_article(message: Message) -> bool:
    """Whether a message without the command can only be meant for one: nothing goes out from its preview by itself."""
    words = _words(message)
    if is_command(words) or message.via_bot:
        return False
    return bool(message.document or links.alone(words) or len(words) >= _ARTICLE_LENGTH)


async def _begin(call: Call, source: Message) -> None:
    text = await _text(call, source)
    submission = await call.deps.newsroom.begin(
        call.chat_id,
        call.author_id,
        call.message.message_id,
        text,
        wait=_wait(call, source) if text else call.deps.await_article,
    )
    if submission.card_message_id is None:
        card = await call.answer(screens.submission.collecting(call.deps.renderer, submission))
        await call.deps.newsroom.attach_card(submission.id, card, thread_id=call.thread_id)
    call.deps.collecting_bell.set()


async def _taken(call: Call) -> bool:
    """Take a message for what is being collected, else for the text that a correction awaits, else for an article."""
    expecting = await call.deps.newsroom.expects(call.chat_id, call.author_id, call.message.message_id)
    if expecting and expecting.state is not SubmissionState.AWAITING:
        return await _joined(call)
    return await provided(call) or (expecting is not None and await _joined(call))


async def _joined(call: Call) -> bool:
    message = call.message
    # Among the people of a group a file is hardly ever meant for the bot.
    if is_command(_words(message)) or (message.document and not call.is_private):
        return False
    text = await _text(call, message)
    if not text:
        return False
    submission = await call.deps.newsroom.add_part(
        call.chat_id, call.author_id, message.message_id, text, wait=_wait(call, message)
    )
    call.deps.collecting_bell.set()
    return submission is not None


def _source(call: Call) -> Message:
    """The message that holds the article: the command's own, or the one it answers."""
    message, quoted = call.message, call.quoted
    alone = not (_after_command(message) or message.document)
    return quoted if alone and quoted and not _is_ours(call, quoted) else message


def _is_ours(call: Call, message: Message) -> bool:
    return message.from_user is not None and message.from_user.id == call.bot.id


async def _text(call: Call, message: Message) -> str | None:
    """What a message says: its words without the command, or the page that they link to, and its file; None for nothing."""
    words = _after_command(message)
    link = links.alone(words)
    texts = [await call.deps.intake.link(link) if link else words]
    if message.document:
        texts.append(await _content(call, message.document))
    text = "\n\n".join(filter(None, texts))
    if not text:
        return None
    return piece(_words(message), text)


async def _content(call: Call, document: Document) -> str:
    """The text of a file, whatever it is called. Raises `UnreadableInput`, for one too large before it is fetched."""
    too_large = UnreadableInput(call.deps.renderer.toast("too_large", limit=MAX_BYTES >> 20))
    if (document.file_size or 0) > MAX_BYTES:
        raise too_large
    try:
        file = await document.get_file()
    except BadRequest as error:
        if "file is too big" in error.message.lower():
            raise too_large from None
        raise
    return await call.deps.intake.file(bytes(await file.download_as_bytearray()), document.file_name)


def _wait(call: Call, message: Message) -> timedelta:
    whole = message.document or links.alone(_after_command(message))
    return _WHOLE if whole else call.deps.collect_wait


def _after_command(message: Message) -> str:
    words = _words(message)
    command = _PUSH.match(words)
    return (words[command.end() :] if command else words).strip()


def _words(message: Message) -> str:
    return message.text or message.caption or ""
