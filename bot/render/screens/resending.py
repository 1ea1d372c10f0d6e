"""What editors are shown before something that may have arrived is sent again."""

from __future__ import annotations

from collections.abc import Sequence

from bot.buttons.card import ShowCard
from bot.buttons.desk import SendAgain
from bot.render.links import Remote
from bot.render.renderer import Renderer
from bot.render.screen import Button, Screen
from briefings.desk.resending import InDoubt


def question(
    renderer: Renderer, submission_id: int | None, found: InDoubt, places: Sequence[Remote]
) -> Screen:
    """Where it would go, to confirm; `places` are the first of the chats, by their names as far as they are known."""
    html = renderer.render("send_again", found=found, places=places)
    back = [] if submission_id is None else [[Button(renderer.label("back"), ShowCard(submission_id))]]
    if found.until is None:
        return Screen(html, back)
    again = SendAgain(submission_id, found.until)
    label = renderer.label("send_again", messages=found.messages)
    return Screen(html, [[Button(label, again, style="danger")], *back])
