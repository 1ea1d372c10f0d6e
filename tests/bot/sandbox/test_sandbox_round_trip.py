"""An unmodified python-telegram-bot works against the sandbox."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.error import BadRequest, Forbidden, RetryAfter

from bot.sandbox import Sandbox


@pytest.fixture
async def bot(sandbox: Sandbox) -> AsyncIterator[Bot]:
    base = f"{sandbox.url}/bot"
    async with Bot(sandbox.token, base_url=base, base_file_url=f"{sandbox.url}/file/bot") as opened:
        yield opened


async def next_update(bot: Bot) -> Update:
    (update,) = await bot.get_updates(timeout=5, limit=1)
    await bot.get_updates(offset=update.update_id + 1)
    return update


async def test_a_reader_starts_taps_and_sees_the_answer(bot: Bot, sandbox: Sandbox) -> None:
    await sandbox.start(2001, "us-russia")
    message = (await next_update(bot)).message
    assert message is not None
    assert message.text == "/start us-russia"
    assert message.parse_entities() == {message.entities[0]: "/start"}
    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("Follow", callback_data="1:f")]])
    sent = await message.reply_html("<b>Hello</b> &amp; welcome", reply_markup=keyboard)
    assert sent.text_html == "<b>Hello</b> &amp; welcome"
    await sandbox.tap(2001, sent.message_id, "1:f")
    query = (await next_update(bot)).callback_query
    assert query is not None
    await query.answer("Done")
    edited = await query.edit_message_text("Followed")
    assert edited is not True
    assert edited.reply_markup is None
    with pytest.raises(BadRequest, match="Query is too old"):
        await query.answer()


async def test_a_file_goes_both_ways(bot: Bot, sandbox: Sandbox) -> None:
    await sandbox.upload(1001, "story.txt", "Überschrift\n".encode(), caption="/push now")
    message = (await next_update(bot)).message
    assert message is not None
    assert message.document is not None
    assert message.parse_caption_entities() == {message.caption_entities[0]: "/push"}
    file = await message.document.get_file()
    assert await file.download_as_bytearray() == "Überschrift\n".encode()
    sent = await bot.send_document(
        1001, document=b"back", filename="back.txt", caption="<i>x</i>", parse_mode="HTML"
    )
    assert sent.document is not None
    assert sandbox.messages(1001)[-1]["document"]["file_name"] == "back.txt"


async def test_refusals_become_the_librarys_own_errors(bot: Bot, sandbox: Sandbox) -> None:
    with pytest.raises(Forbidden, match="can't initiate conversation"):
        await bot.send_message(2001, "hello")
    await sandbox.start(2001)
    await sandbox.block(2001)
    with pytest.raises(Forbidden, match="blocked by the user"):
        await bot.send_message(2001, "hello")
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message(404, "hello")
    sandbox.fault("sendMessage", 429, retry_after=7)
    with pytest.raises(RetryAfter):
        await bot.send_message(2001, "hello")
