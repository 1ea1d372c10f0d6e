"""What the staff looks over: the drafts, the bot in numbers, and the handover to the next shift."""

from __future__ import annotations

from collections.abc import Sequence

from bot.buttons.card import OpenCard
from bot.buttons.desk import AskAgain, ShowMailing
from bot.render.fitting import split_html
from bot.render.renderer import Renderer
from bot.render.screen import Button, Screen
from briefings.desk.halting import Halt
from briefings.desk.handover import SHOWN, Shift
from briefings.desk.newsroom import Preview
from briefings.model import Stats

_DRAFTS_SHOWN = 8


def drafts(renderer: Renderer, previews: Sequence[Preview]) -> Screen:
    """What waits to be published, each to open."""
    rows = [
        [
            Button(
                renderer.label("open_draft", number=number, preview=preview), OpenCard(preview.submission.id)
            )
        ]
        for number, preview in enumerate(previews[:_DRAFTS_SHOWN], start=1)
    ]
    return Screen(renderer.render("drafts", previews=previews, shown=_DRAFTS_SHOWN), rows)


def stats(renderer: Renderer, numbers: Stats, names: dict[str, str], halt: Halt | None = None) -> Screen:
    """The bot in numbers; `names` are the topics' names by slug, `halt` stops all sending."""
    topics = [(names.get(slug, slug), count) for slug, count in numbers.subscriptions.items()]
    return Screen(split_html(renderer.render("stats", stats=numbers, topics=topics, halt=halt))[0])


def shift(renderer: Renderer, found: Shift, *, decides: bool) -> Screen:
    """What the next shift should know; who `decides` over all topics can send again what may not have arrived.

    Edits that may not have been made lead to their report, where they can be made again.
    """
    html = split_html(renderer.render("shift", shift=found, shown=SHOWN))[0]
    rows = [
        [
            Button(
                renderer.label("look_at_edits", story_id=one.story_id),
                ShowMailing(one.mailing_id, here=False),
            )
        ]
        for one in found.edits_in_doubt
    ]
    if decides and found.in_doubt.messages:
        rows.append([Button(renderer.label("ask_again"), AskAgain(None))])
    return Screen(html, rows)
