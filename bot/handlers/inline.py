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

from bot.dependencies import Dependencies
from bot.handlers.doors import Context
from bot.render import screens
from bot.render.renderer import cut
from bot.throttle import Answer
from briefings.errors import BadSearch, UnknownTopic
from briefings.model import Story

MOST = 20
_LONGEST_QUERY = 200


async def offer(deps: Dependencies, update: Update, context: Context) -> None:
    """Answer with the stories that hold the words, newest first; without words, with the newest."""
    query = update.inline_query
    if query is None:
        return
    if deps.throttle.ask(query.from_user.id, deps.clock()) is not Answer.YES:
        return
    deps = await deps.speaking_to(query.from_user.id, app=query.from_user.language_code)
    username = context.bot.username
    results = [_article(deps, story, username) for story in await _found(deps, query.query)]
    with suppress(BadRequest):  # nobody waits for it any more
        await query.answer(results, cache_time=30, is_personal=True)


async def _found(deps: Dependencies, words: str) -> tuple[Story, ...]:
    if not words.strip():
        return await deps.archive.newest(count=MOST)
    try:
        zone = deps.renderer.zone
        return (await deps.archive.search(words[:_LONGEST_QUERY], count=MOST, zone=zone)).stories
    except (BadSearch, UnknownTopic):
        return ()


def _article(deps: Dependencies, story: Story, username: str) -> InlineQueryResultArticle:
    screen = screens.archive.shared(deps.renderer, story, username)
    return InlineQueryResultArticle(
        str(story.id),
        cut(story.headline, 200) or "…",
        InputTextMessageContent(
            screen.html, ParseMode.HTML, link_preview_options=LinkPreviewOptions(is_disabled=True)
        ),
        reply_markup=screen.keyboard,
        description=cut(story.summary, 200),
    )
