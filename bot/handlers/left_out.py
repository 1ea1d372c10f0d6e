"""The lines that were left out of a submission: shown, and taken back with a tap."""

from __future__ import annotations

from bot.buttons.topics import ShowLeftOut, TakeBack
from bot.handlers.asking import Tap
from bot.handlers.preparing import may_prepare
from bot.render import screens


async def show(tap: Tap, action: ShowLeftOut) -> None:
    """Show a page of them in place of the card."""
    found = await tap.deps.left_out.look(action.submission_id)
    await tap.show(screens.left_out.lines(tap.deps.renderer, found, action.page))


async def take_back(tap: Tap, action: TakeBack) -> None:
    """Put a line into its story."""
    await may_prepare(tap, action.submission_id)
    found = await tap.deps.left_out.take_back(action.submission_id, action.number, by=tap.user_id)
    await tap.toast("line_back")
    page = screens.left_out.page_of(action.number)
    await tap.show(screens.left_out.lines(tap.deps.renderer, found, page))
