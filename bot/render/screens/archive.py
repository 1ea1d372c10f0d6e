"""What readers are shown of published stories: what a search finds, what is saved, why a story came."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from telegram import InlineKeyboardMarkup

from bot.buttons.action import Action
from bot.buttons.archive import FollowStory, LessLike, ReadFound, ReadSaved, Save, ShowFound, ShowSaved
from bot.buttons.callback_data import decode
from bot.buttons.readers import Panel
from bot.render.fitting import split_html
from bot.render.links import story_link
from bot.render.renderer import Renderer
from bot.render.screen import Button, Rows, Screen
from bot.render.sheet import to
from bot.render.story_buttons import read_rows
from briefings.model import Story
from briefings.preferences import Following, Marks
from briefings.readers.archive import Found

_MOST_WORDS = 12


def found(renderer: Renderer, query: str, page: Found) -> Screen:
    """A page of what a search found, each story to read in place."""
    html = renderer.render("found", query=query, found=page)
    return Screen(split_html(html)[0], _rows(renderer, page, ShowFound, ReadFound))


def saved(renderer: Renderer, page: Found) -> Screen:
    """A page of the saved stories, each to read in place, with the way to the settings, which lead here."""
    rows = [*_rows(renderer, page, ShowSaved, ReadSaved), [to(renderer, Panel.MAIN)]]
    return Screen(split_html(renderer.render("saved", found=page))[0], rows)


def why(renderer: Renderer, story: Story, following: Sequence[Following]) -> Screen:
    """Which topics and words a story came by; each word can be kept away, and let in again."""
    by_slug = {one.topic.slug: one for one in following}
    matches = [match for match in story.topics if match.chosen and match.slug in by_slug]
    reasons = [(by_slug[match.slug].topic, match) for match in matches]
    rows = []
    for match in matches:
        kept_away = {rule.words for rule in by_slug[match.slug].rules if not rule.wanted}
        rows += [
            [
                Button(
                    renderer.label("less", word=word, on=word in kept_away),
                    LessLike(story.id, match.slug, number, on=word not in kept_away),
                )
            ]
            for number, word in enumerate(match.evidence[:_MOST_WORDS])
        ]
    return Screen(split_html(renderer.render("why", story=story, reasons=reasons))[0], rows[:_MOST_WORDS])


def shared(renderer: Renderer, story: Story, username: str) -> Screen:
    """A story as it is shared in any chat: with a button that opens it in the chat with the bot."""
    html = renderer.render("shared", story=story)
    button = Button(renderer.label("read_whole"), url=story_link(username, story.id))
    return Screen(split_html(html)[0], [[button]])


def marks_row(renderer: Renderer, story_id: int, marks: Marks = (False, False)) -> list[Button]:
    """The buttons that mark a story: save it, follow it."""
    is_saved, is_followed = marks
    return [
        Button(renderer.label("save", on=is_saved), Save(story_id, on=not is_saved)),
        Button(renderer.label("follow", on=is_followed), FollowStory(story_id, on=not is_followed)),
    ]


def remarked(
    renderer: Renderer, keyboard: InlineKeyboardMarkup | None, story_id: int, marks: Marks
) -> InlineKeyboardMarkup | None:
    """The keyboard of a story with its marks as they are now, everything else as it was."""
    if keyboard is None:
        return None
    marked = {type(button.action): button.drawn() for button in marks_row(renderer, story_id, marks)}
    rows = [
        [marked.get(type(decode(str(old.callback_data))), old) for old in row]
        for row in keyboard.inline_keyboard
    ]
    return InlineKeyboardMarkup(rows)


def _rows(
    renderer: Renderer,
    page: Found,
    turn: Callable[[int], Action],
    read: Callable[[int, int, int], Action],
) -> Rows:
    reads = read_rows(renderer, page.stories, lambda story: read(story.id, 0, page.page))
    turns = []
    if page.page:
        turns.append(Button(renderer.label("newer"), turn(page.page - 1)))
    if page.has_older:
        turns.append(Button(renderer.label("older"), turn(page.page + 1)))
    return [*reads, turns]
