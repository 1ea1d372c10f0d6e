"""Groups and channels that are set up in private: the ways to their settings, and what stands above these there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.buttons.archive import ShowSaved
from bot.buttons.readers import SetUpChat
from bot.render.fitting import split_html
from bot.render.renderer import Renderer
from bot.render.screen import Button, Rows, Screen


def saved(renderer: Renderer) -> Sequence[Button]:
    """The way to the saved stories."""
    return [Button(renderer.label("saved"), ShowSaved(0))]


def chats(renderer: Renderer, found: Sequence[tuple[int, str]]) -> Rows:
    """The ways to the settings of groups and channels, by their ids and titles."""
    return [
        [Button(renderer.label("settings_of", title=title), SetUpChat(-chat_id))] for chat_id, title in found
    ]


def in_private(renderer: Renderer, link: str) -> Sequence[Button]:
    """The way to set up a group in private."""
    return [Button(renderer.label("in_private"), url=link)]


def seen_by_all(renderer: Renderer, screen: Screen) -> Screen:
    """The screen above the word on who may change what it shows."""
    foot = renderer.render("managers_only")
    return replace(screen, html=split_html(f"{screen.html}\n\n{foot}")[0])


def headed(renderer: Renderer, screen: Screen, title: str, link: str) -> Screen:
    """The screen below the name of the chat that it is about, where it is shown in another."""
    head = renderer.render("remote", title=title, link=link)
    return replace(screen, html=split_html(f"{head}\n\n{screen.html}")[0])
