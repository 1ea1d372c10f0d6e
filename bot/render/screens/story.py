"""A whole story, page by page, with what can be done with it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bot.buttons.action import Action
from bot.buttons.archive import ReadFound, ReadSaved, Why
from bot.buttons.news import OpenStory, ReadStory
from bot.render.fitting import TEXT_LIMIT, split_html, visible_length
from bot.render.links import share_link
from bot.render.renderer import Renderer, cut
from bot.render.screen import Button, Rows, Screen
from bot.render.screens.archive import marks_row
from briefings.model import Story
from briefings.preferences import Marks


def read_in_place(
    renderer: Renderer,
    story: Story,
    tapped: ReadStory | ReadFound | ReadSaved,
    marks: Marks = (False, False),
    *,
    username: str,
    query: str = "",
) -> Screen:
    """A page of a whole story, with the way back to where it was tapped; `username` is the bot's.

    The `query` of a search stays above it: the way back finds it there.
    """
    head = renderer.render("searched", query=query) + "\n\n" if query else ""
    back = Button(renderer.label("back"), tapped.origin)
    below = [*_doings(renderer, story, marks, username), [back]]
    return _story(renderer, story, tapped.part, lambda part: replace(tapped, part=part), below, head=head)


def read_below(
    renderer: Renderer, story: Story, part: int, marks: Marks = (False, False), *, username: str
) -> Screen:
    """A page of a whole story in a message of its own; of one that was taken back, what stands in its place.

    `username` is the bot's.
    """
    if story.retraction:
        return Screen(renderer.render("withdrawn", story=story))
    return _story(
        renderer,
        story,
        part,
        lambda turned: OpenStory(story.id, turned),
        _doings(renderer, story, marks, username),
    )


def _doings(renderer: Renderer, story: Story, marks: Marks, username: str) -> Rows:
    """What can be done with a story, two in a row so that a narrow screen wraps none."""
    share = share_link(username, story.id, cut(story.headline, 200))
    return [
        marks_row(renderer, story.id, marks),
        [Button(renderer.label("why"), Why(story.id)), Button(renderer.label("share"), url=share)],
    ]


def _story(
    renderer: Renderer,
    story: Story,
    part: int,
    turn: Callable[[int], Action],
    below: Rows,
    *,
    head: str = "",
) -> Screen:
    parts = split_html(renderer.render("story", story=story), TEXT_LIMIT - visible_length(head))
    part = min(part, len(parts) - 1)
    turns = []
    if part:
        turns.append(Button(renderer.label("earlier_part", page=part), turn(part - 1)))
    if part + 1 < len(parts):
        turns.append(Button(renderer.label("later_part", page=part + 2), turn(part + 1)))
    return Screen(head + parts[part], [turns, *below])
