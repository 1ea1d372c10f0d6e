"""What may or may not have arrived: an editor is shown where it would go twice, and sends it again or not."""

from __future__ import annotations

from bot.buttons.desk import AskAgain, EditAgain, SendAgain, ShowMailing
from bot.chat.remote import named
from bot.handlers import corrections
from bot.handlers.asking import Tap
from bot.render import Screen, screens
from bot.render.links import Remote
from briefings.desk.staff import must_hold_all, must_publish


async def ask(tap: Tap, action: AskAgain) -> None:
    """Ask below the card, which may go on counting meanwhile, or below the handover."""
    await _must_publish(tap, action.submission_id)
    found = await tap.deps.resending.in_doubt(action.submission_id)
    if not found.messages:
        await tap.toast("no_doubt", alert=True)
        return
    await tap.acknowledge()
    remotes = [Remote(place.chat_id, place.thread_id) for place in found.places]
    places = [await named(tap.bot, remote) or remote for remote in remotes]
    await tap.send(
        screens.resending.question(tap.deps.renderer, action.submission_id, found, places), reply=True
    )


async def confirm(tap: Tap, action: SendAgain) -> None:
    """Send it again; of two who tap at once the second is told that it was done."""
    await _must_publish(tap, action.submission_id)
    messages = await tap.deps.resending.send_again(action.submission_id, until=action.until, by=tap.user_id)
    tap.deps.outbox_bell.set()
    tap.deps.publishing_bell.set()
    card = action.submission_id is not None
    await tap.show(Screen(tap.deps.renderer.render("sent_again", messages=messages, card=card)))


async def edit_again(tap: Tap, action: EditAgain) -> None:
    """Make edits again without a question: one that is made twice is one edit."""
    report = await tap.deps.corrections.report(action.mailing_id)
    must_publish(tap.member, [report.story])
    await tap.deps.resending.edit_again(action.mailing_id, by=tap.user_id)
    tap.deps.outbox_bell.set()
    tap.deps.publishing_bell.set()
    await corrections.show_mailing(tap, ShowMailing(action.mailing_id))


async def _must_publish(tap: Tap, submission_id: int | None) -> None:
    if submission_id is not None:
        must_publish(tap.member, (await tap.deps.newsroom.preview(submission_id)).stories)
        return
    must_publish(tap.member, ())
    must_hold_all(tap.member)
