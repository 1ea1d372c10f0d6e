"""/correct, /retract, /status, /history, /reach: what is done with a story that is out.

/correct 12 -> the story, by fields -> the field's new text -> difference and reach -> Confirm -> the report
/correct 12 headline: New text ------------------------------^
"""

from __future__ import annotations

import re

from telegram import InputFile

from bot.buttons.desk import (
    AskReason,
    Confirm,
    EditField,
    GiveUp,
    SendReach,
    SetClaim,
    ShowHistory,
    ShowMailing,
    ShowProposal,
    ShowPublished,
)
from bot.chat import cards, messages
from bot.chat.answers import Answer
from bot.handlers.about import is_command
from bot.handlers.asking import Call, Tap
from bot.handlers.gathering import gather
from bot.handlers.staff import refused
from bot.render import Screen, screens
from briefings.desk.published import Proposed
from briefings.desk.staff import must_publish
from briefings.errors import Conflict
from briefings.model import Claim, MailingKind, Proposal

_NUMBERED = re.compile(r"#?(?P<story>[0-9]{1,15})(?:[,.:](?=\s)|(?!\S))\s*(?P<rest>.*)", re.DOTALL)
_FIELD = re.compile(
    r"(?P<field>headline|summary|body|source)(?:\s+(?P<slug>[a-z0-9-]+))?\s*[:：]\s*(?P<text>.*)",
    re.DOTALL | re.IGNORECASE,
)


async def correct(call: Call) -> None:
    """Open a story by fields, or propose what one of them is to say."""
    story_id, rest = await _asked(call)
    if story_id is None:
        return
    if not rest:
        found = await call.deps.corrections.look(story_id)
        await call.answer(screens.corrections.published(call.deps.renderer, found))
    elif (asked := _FIELD.fullmatch(rest)) is None:
        await call.say("correct_how")
    else:
        field, slug = asked["field"].lower(), (asked["slug"] or "").lower() or None
        about = Answer("correct", story_id, field, slug)
        if not await gather(call, about, asked["text"]):
            await _propose(call, story_id, {about.whole_field: asked["text"]})


async def retract(call: Call) -> None:
    """Propose to take a story back."""
    story_id, reason = await _asked(call)
    if story_id is None or await gather(call, Answer("retract", story_id), reason):
        return
    proposed = await call.deps.corrections.propose_retraction(
        story_id, reason, by=call.author_id, chat_id=call.chat_id
    )
    await _show_proposed(call, proposed)


async def status(call: Call) -> None:
    """Propose how sure the newsroom is of a story."""
    story_id, word = await _asked(call)
    if story_id is None:
        return
    if word.lower() in set(Claim):
        await _propose(call, story_id, {"claim": word.lower()})
    else:
        await call.say("unknown_status", word=word, claims=list(Claim))


async def history(call: Call) -> None:
    """Say everything that became of a story."""
    story_id, _ = await _asked(call)
    if story_id is not None:
        found = await call.deps.corrections.history(story_id)
        await call.answer(screens.corrections.history(call.deps.renderer, found))


async def reach(call: Call) -> None:
    """Send who has which version of a story, as a file."""
    story_id, _ = await _asked(call)
    if story_id is not None:
        await _send_reach(call, story_id)


async def provided(call: Call) -> bool:
    """Take a message as the text that a proposal of its author awaits; tells whether one did."""
    text = (call.message.text or "").strip()
    if not text or is_command(text):
        return False
    awaited = await call.deps.corrections.awaited(call.chat_id, call.author_id)
    if awaited is None:
        return False
    if await gather(call, _answer(awaited), text):
        return True
    try:
        proposed = await call.deps.corrections.provide(call.chat_id, call.author_id, text)
    except Conflict as error:
        await call.say("error", error=error)
        return True
    if proposed is None:
        return False
    await _show_proposed(call, proposed)
    return True


async def show(tap: Tap, action: ShowPublished) -> None:
    """Show a story with all that can be done with it."""
    screen = screens.corrections.published(
        tap.deps.renderer, await tap.deps.corrections.look(action.story_id)
    )
    if action.here:
        await tap.show(screen)
    else:
        await tap.send(screen)


async def edit_field(tap: Tap, action: EditField) -> None:
    """Ask for the new text of a field."""
    proposed = await tap.deps.corrections.propose(
        action.story_id,
        {},
        by=tap.user_id,
        chat_id=tap.chat_id,
        awaiting=Answer("correct", action.story_id, action.field, action.slug).whole_field,
    )
    await tap.send(screens.corrections.asking(tap.deps.renderer, proposed))


async def set_claim(tap: Tap, action: SetClaim) -> None:
    """Propose how sure the newsroom is of a story."""
    proposed = await tap.deps.corrections.propose(
        action.story_id, {"claim": action.claim}, by=tap.user_id, chat_id=tap.chat_id
    )
    await _show_proposed(tap, proposed)


async def ask_reason(tap: Tap, action: AskReason) -> None:
    """Ask why a story is to be retracted."""
    proposed = await tap.deps.corrections.propose_retraction(
        action.story_id, None, by=tap.user_id, chat_id=tap.chat_id
    )
    await tap.send(screens.corrections.asking(tap.deps.renderer, proposed))


async def confirm(tap: Tap, action: Confirm) -> None:
    """Do what was proposed; this message shows how it gets on."""
    proposed = await tap.deps.corrections.proposal(action.proposal_id)
    must_publish(tap.member, [proposed.published.story])
    mailing = await tap.deps.corrections.confirm(
        action.proposal_id,
        by=tap.user_id,
        told=action.told,
        notify=action.notify,
        chat_id=tap.chat_id,
        card=tap.message.message_id,
    )
    tap.deps.outbox_bell.set()
    tap.deps.publishing_bell.set()
    await tap.deps.copies.let_go(tap.chat_id, tap.message.message_id)
    tap.deps.approving_bell.set()
    await tap.toast("retracted" if mailing.kind is MailingKind.RETRACTION else "corrected")
    await _show_mailing(tap, mailing.id)


async def show_proposal(tap: Tap, action: ShowProposal) -> None:
    """Show what somebody proposed, for another editor to confirm."""
    proposed = await tap.deps.corrections.proposal(action.proposal_id)
    await _show_proposed(tap, proposed)


async def give_up(tap: Tap, action: GiveUp) -> None:
    """Give a proposal up."""
    proposed = await tap.deps.corrections.proposal(action.proposal_id)
    if proposed.proposal.by != tap.user_id:
        must_publish(tap.member, [proposed.published.story])
    await tap.deps.corrections.cancel(action.proposal_id, by=tap.user_id)
    tap.deps.approving_bell.set()
    await tap.toast("given_up")
    proposed = await tap.deps.corrections.proposal(action.proposal_id)
    await tap.show(await cards.proposal(tap.deps, proposed, tap.chat_id))


async def show_history(tap: Tap, action: ShowHistory) -> None:
    """Send everything that became of a story."""
    found = await tap.deps.corrections.history(action.story_id)
    await tap.send(screens.corrections.history(tap.deps.renderer, found))


async def send_reach(tap: Tap, action: SendReach) -> None:
    """Send who has which version of a story."""
    await tap.acknowledge()
    await _send_reach(tap, action.story_id)


async def show_mailing(tap: Tap, action: ShowMailing) -> None:
    """Show how a change is getting to its copies."""
    await _show_mailing(tap, action.mailing_id, here=action.here)


async def _show_mailing(tap: Tap, mailing_id: int, *, here: bool = True) -> None:
    report = await tap.deps.corrections.report(mailing_id)
    outlook = await cards.course(tap.deps, cards.change(mailing_id), report.counts)
    decides = await cards.decides(tap.deps, report, tap.chat_id)
    screen = screens.corrections.amending(tap.deps.renderer, report, outlook, decides=decides)
    await (tap.show(screen) if here else tap.send(screen, reply=True))


async def _show_proposed(asked: Call | Tap, proposed: Proposed) -> None:
    """Show a proposal below."""
    screen = await cards.proposal(asked.deps, proposed, asked.chat_id)
    sent = await (asked.answer(screen) if isinstance(asked, Call) else asked.send(screen))
    await cards.remember(asked.deps, asked.chat_id, sent, proposed)


async def _propose(call: Call, story_id: int, changes: dict[str, str]) -> None:
    proposed = await call.deps.corrections.propose(story_id, changes, by=call.author_id, chat_id=call.chat_id)
    await _show_proposed(call, proposed)


async def _send_reach(asked: Call | Tap, story_id: int) -> None:
    found = await asked.deps.corrections.look(story_id)
    rows = await asked.deps.corrections.reach(story_id)
    html = asked.deps.renderer.render("reach", published=found)
    if not rows:
        await messages.send(asked.bot, asked.chat_id, Screen(html), thread_id=asked.thread_id)
        return
    await asked.bot.send_document(
        asked.chat_id,
        InputFile(screens.corrections.reach_file(rows), filename=f"story-{story_id}.csv"),
        caption=html,
        parse_mode="HTML",
        message_thread_id=asked.thread_id,
    )


async def _asked(call: Call) -> tuple[int | None, str]:
    """The number of a story, `12` or `#12`, and what stands after it; none where it is refused, or said how to ask."""
    if await refused(call, contributors=True):
        return None, ""
    found = _NUMBERED.fullmatch(call.argument)
    if found is None:
        await call.say("correct_how")
        return None, ""
    return int(found["story"]), found["rest"].strip()


def _answer(awaited: Proposal) -> Answer:
    """What the text of a proposal that awaits it is an answer to."""
    if awaited.kind is MailingKind.RETRACTION:
        return Answer("retract", awaited.story_id)
    (whole,) = awaited.changes
    field, _, slug = whole.partition(":")
    return Answer("correct", awaited.story_id, field, slug or None)
