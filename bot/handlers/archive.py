"""/search and /saved, and what can be done with a story: save it, follow it, ask why it came and for less like it."""

from __future__ import annotations

from telegram import MessageEntity

from bot.buttons.archive import FollowStory, LessLike, ReadFound, ReadSaved, Save, ShowFound, ShowSaved, Why
from bot.chat import messages
from bot.handlers.asking import Call, Tap
from bot.handlers.pages import seen_by_all
from bot.handlers.replies import replies
from bot.handlers.suggesting import suggest
from bot.render import Screen, screens
from bot.render.links import follow_link, save_link, start_link
from briefings.errors import UnknownTopic
from briefings.model import Story

LONGEST_QUERY = 200
ASKED = "search"


def _about(payload: str) -> str | None:
    return payload if payload == ASKED else None


ANSWER = replies(_about)


async def search(call: Call) -> None:
    """Answer `/search [words topic:… from:… since:…]`; what is missing is asked for."""
    if call.argument:
        await _search(call, call.argument)
    else:
        await ask(call)


async def ask(call: Call) -> None:
    """Ask what to look for."""
    link = start_link(call.bot.username, ASKED)
    await call.answer(Screen(call.deps.renderer.render("ask_search", link=link), asks=True))


async def answered(call: Call) -> None:
    """Look for the words that a reply tells."""
    await _search(call, call.message.text or "")


async def _search(call: Call, text: str) -> None:
    query = " ".join(text.split())[:LONGEST_QUERY]
    try:
        found = await call.deps.archive.search(query, zone=call.deps.renderer.zone)
    except UnknownTopic as unknown:
        await suggest(call, unknown, None)
        return
    await call.answer(screens.archive.found(call.deps.renderer, query, found))


async def turn(tap: Tap, action: ShowFound) -> None:
    """Show another page of what the search that stands in the message finds."""
    query = _searched(tap)
    found = await tap.deps.archive.search(query, page=action.page, zone=tap.deps.renderer.zone)
    await tap.show(screens.archive.found(tap.deps.renderer, query, found))


async def read_found(tap: Tap, action: ReadFound) -> None:
    """Show a whole story in place of what the search found, below its words."""
    await _read(tap, action, query=_searched(tap))


async def read_saved(tap: Tap, action: ReadSaved) -> None:
    """Show a whole story in place of those saved."""
    await _read(tap, action)


async def _read(tap: Tap, action: ReadFound | ReadSaved, *, query: str = "") -> None:
    story = await tap.deps.readership.story(tap.chat_id, action.story_id)
    marks = await tap.deps.archive.marks(tap.chat_id, story.id)
    screen = screens.story.read_in_place(
        tap.deps.renderer, story, action, marks, username=tap.bot.username, query=query
    )
    await tap.show(screen)


def _searched(tap: Tap) -> str:
    """What was searched for, as the message says."""
    entities = tap.message.parse_entities([MessageEntity.CODE])
    return next(iter(entities.values()), "")


async def saved(call: Call) -> None:
    """Show what is saved."""
    found = await call.deps.archive.saved(call.chat_id)
    await call.answer(screens.archive.saved(call.deps.renderer, found))


async def show_saved(tap: Tap, action: ShowSaved) -> None:
    """Show a page of what is saved."""
    found = await tap.deps.archive.saved(tap.chat_id, page=action.page)
    await tap.show(screens.archive.saved(tap.deps.renderer, found))


async def save(tap: Tap, action: Save) -> None:
    """Save a story or let it go; the message keeps its text. A member of a group saves it in private, for themselves."""
    if not await tap.manages():
        await tap.lead(save_link(tap.bot.username, action.story_id))
        return
    await tap.deps.archive.save(tap.chat_id, action.story_id, on=action.on)
    await tap.toast("saved", on=action.on, for_chat=not tap.is_private)
    await _remark(tap, action.story_id)


async def follow(tap: Tap, action: FollowStory) -> None:
    """Follow a story or no more; a member of a group, who cannot follow it for all, is led to do so in private."""
    if not await tap.manages():
        await tap.lead(follow_link(tap.bot.username, action.story_id))
        return
    await tap.deps.archive.follow(tap.chat_id, action.story_id, on=action.on)
    await tap.toast("story_followed", on=action.on, for_chat=not tap.is_private)
    await _remark(tap, action.story_id)


async def why(tap: Tap, action: Why) -> None:
    """Say below the story why it came, and offer less like it."""
    story = await tap.deps.readership.story(tap.chat_id, action.story_id)
    await tap.send(seen_by_all(tap, await _reasons(tap, story)), reply=True)


async def less(tap: Tap, action: LessLike) -> None:
    """Leave out stories that hold a word that this one matched by, or let them in again."""
    story = await tap.deps.readership.story(tap.chat_id, action.story_id)
    match = next((match for match in story.topics if match.slug == action.slug), None)
    words = match.evidence[action.word : action.word + 1] if match else ()
    for word in words:
        if action.on:
            await tap.deps.own.add_rule(tap.chat_id, action.slug, word, wanted=False)
        else:
            await tap.deps.own.drop_words(tap.chat_id, action.slug, word)
    await tap.show(seen_by_all(tap, await _reasons(tap, story)))


async def _reasons(tap: Tap, story: Story) -> Screen:
    following = await tap.deps.own.following(tap.chat_id)
    return screens.archive.why(tap.deps.renderer, story, following)


async def _remark(tap: Tap, story_id: int) -> None:
    """Show the marks as they are now on the buttons below the story."""
    marks = await tap.deps.archive.marks(tap.chat_id, story_id)
    keyboard = screens.archive.remarked(tap.deps.renderer, tap.message.reply_markup, story_id, marks)
    if keyboard != tap.message.reply_markup:
        await messages.replace_buttons(tap.bot, tap.chat_id, tap.message.message_id, keyboard)
