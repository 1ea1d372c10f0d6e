"""/latest: the newest stories by topic, page by page, each to read whole and come back."""

from __future__ import annotations

from contextlib import suppress

from bot.buttons.news import OpenStory, ReadStory, ShowLatest
from bot.handlers.asking import Call, Tap
from bot.handlers.suggesting import suggest
from bot.render import screens
from briefings.errors import UnknownTopic

_MOST = 20


async def latest(call: Call) -> None:
    """Answer `/latest [topic] [n]`."""
    query, count = asked(call.argument)
    with suppress(UnknownTopic):  # a name may end in a number, too
        query, count = (await call.deps.readership.find_topic(call.argument)).slug, None
    try:
        slug = (await call.deps.readership.find_topic(query)).slug if query else None
    except UnknownTopic as unknown:
        await suggest(call, unknown, screens.readers.to_its_stories(count), changes=False)
        return
    wanted = ShowLatest(slug, count)
    page = await call.deps.readership.latest(call.chat_id, slug=slug, count=count)
    await call.answer(screens.readers.latest(call.deps.renderer, page, wanted))


def asked(argument: str) -> tuple[str, int | None]:
    """Read `us-russia 3` as a topic and a number of stories, either of which may be missing."""
    *words, last = argument.split() or [""]
    if last.isdecimal():
        return " ".join(words), max(1, min(int(last[:9]), _MOST))
    return argument, None


async def turn(tap: Tap, action: ShowLatest) -> None:
    """Show another page, or come back from a story."""
    page = await tap.deps.readership.latest(
        tap.chat_id, slug=action.slug, count=action.count, page=action.page
    )
    await tap.show(screens.readers.latest(tap.deps.renderer, page, action))


async def read(tap: Tap, action: ReadStory) -> None:
    """Show a whole story in place of the page."""
    story = await tap.deps.readership.story(tap.chat_id, action.story_id)
    marks = await tap.deps.archive.marks(tap.chat_id, story.id)
    await tap.show(
        screens.story.read_in_place(tap.deps.renderer, story, action, marks, username=tap.bot.username)
    )


async def open_below(tap: Tap, action: OpenStory) -> None:
    """Send a whole story below a delivered digest, or turn the pages of one sent before."""
    story = await tap.deps.readership.story(tap.chat_id, action.story_id)
    marks = await tap.deps.archive.marks(tap.chat_id, story.id)
    screen = screens.story.read_below(
        tap.deps.renderer, story, action.part or 0, marks, username=tap.bot.username
    )
    if action.part is None:
        await tap.deps.archive.opened(tap.chat_id, story, await tap.send(screen, reply=True))
    else:
        await tap.show(screen)
