"""Inline mode: `@bot korea` in any chat offers stories to share there."""

from __future__ import annotations

from contextlib import suppress

from telegram import (
    InlineQueryResultArticle,
    InputTextMessageContent,
    LinkPreviewOptions,
    Update,
)
from telegram.constants import ParseMode
from telegram.error import BadRequest

from bot.handlers.doors import Context
from bot.house import House
from bot.render import archive_screens
from bot.throttle import Answer
from briefings.errors import BadSearch, UnknownTopic
from briefings.model import Story

MOST = 20
_LONGEST_QUERY = 200


async def offer(house: House, update: Update, context: Context) -> None:
    """Answer with the stories that hold the words, newest first; without words, with the newest."""
    query = update.inline_query
    if query is None:
        return
    if house.throttle.ask(query.from_user.id, house.clock()) is not Answer.YES:
        return
    house = await house.speaking_to(query.from_user.id, app=query.from_user.language_code)
    username = context.bot.username
    results = [_article(house, story, username) for story in await _found(house, query.query)]
    with suppress(BadRequest):  # nobody waits for it any more
        await query.answer(results, cache_time=30, is_personal=True)


async def _found(house: House, words: str) -> tuple[Story, ...]:
    if not words.strip():
        return await house.archive.newest(count=MOST)
    try:
        zone = house.renderer.zone
        return (await house.archive.search(words[:_LONGEST_QUERY], count=MOST, zone=zone)).stories
    except (BadSearch, UnknownTopic):
        return ()


def _article(house: House, story: Story, username: str) -> InlineQueryResultArticle:
    screen = archive_screens.shared(house.renderer, story, username)
    return InlineQueryResultArticle(
        str(story.id),
        story.headline[:200] or "…",
        InputTextMessageContent(
            screen.html, ParseMode.HTML, link_preview_options=LinkPreviewOptions(is_disabled=True)
        ),
        reply_markup=screen.keyboard,
        description=story.summary[:200],
    )
