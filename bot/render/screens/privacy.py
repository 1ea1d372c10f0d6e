"""What is kept about a reader or a group, whose numbers are below zero, and the end of it."""

from __future__ import annotations

from bot.buttons.readers import AskForget, Forget, Panel, SendData, ShowPrivacy
from bot.render.renderer import Renderer
from bot.render.screen import Button, Screen
from bot.render.sheet import to


def way(renderer: Renderer) -> Button:
    """The way to what is kept."""
    return Button(renderer.label("kept"), ShowPrivacy())


def kept(renderer: Renderer, chat_id: int) -> Screen:
    """What is kept, with the ways to have it and to end it."""
    rows = [
        [Button(renderer.label("my_data"), SendData())],
        [Button(renderer.label("forget"), AskForget())],
        [to(renderer, Panel.MAIN)],
    ]
    return Screen(renderer.render("privacy", chat_id=chat_id), rows)


def forgetting(renderer: Renderer, chat_id: int) -> Screen:
    """The question whether to forget everything."""
    buttons = [
        Button(renderer.label("forget"), Forget(sure=True), style="danger"),
        Button(renderer.label("keep"), Forget(sure=False)),
    ]
    return Screen(renderer.render("forget", chat_id=chat_id, done=False, kept=False), [buttons])


def decided(renderer: Renderer, chat_id: int, *, forgotten: bool) -> Screen:
    """What came of the question."""
    return Screen(renderer.render("forget", chat_id=chat_id, done=forgotten, kept=not forgotten))
