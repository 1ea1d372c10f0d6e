"""What is changed on a draft, and when and how it goes out: buttons, and replies to our questions.

button -> a question whose link names the draft -> the editor replies to it -> done, the card shows it
"""

from __future__ import annotations

import re

from bot.buttons.desk import Undo
from bot.buttons.drafts import (
    AskTime,
    EditDraft,
    LiftEmbargo,
    MergeDraft,
    SetManner,
    ShowAsFollower,
    ShowDraft,
    ShowManner,
    TakeBack,
)
from bot.chat import cards
from bot.chat.answers import Answer, named
from bot.handlers.asking import Call, Tap
from bot.handlers.gathering import gather
from bot.handlers.preparing import draft_of, may_edit, may_prepare
from bot.handlers.replies import asked, replies
from bot.handlers.staff import refused
from bot.render import Screen, screens
from bot.render.links import start_link
from briefings.desk import revision
from briefings.desk.newsroom import Preview
from briefings.desk.staff import must_publish
from briefings.errors import Conflict
from briefings.model import CardCopy
from briefings.parsing import moments

_TIME = re.compile(r"(at|embargo)-([0-9]{1,15})(?:-([0-9]{1,10}))?", re.ASCII)


def _draft(payload: str) -> Answer | None:
    """What an answer to a question about a draft is to."""
    answer = named(payload)
    return answer if answer and answer.kind == "draft" else None


def _time(payload: str) -> tuple[bool, int, int] | None:
    """What a question about a time is about: whether an embargo, the submission, and the stamp of what was seen."""
    found = _TIME.fullmatch(payload)
    return (found[1] == "embargo", int(found[2]), int(found[3] or 0)) if found else None


ANSWER, TIME = replies(_draft), replies(_time)


async def show_draft(tap: Tap, action: ShowDraft) -> None:
    """Show what can be changed on a draft."""
    preview, story = await draft_of(tap, action.story_id)
    await tap.show(screens.drafts.draft(tap.deps.renderer, preview, story))


async def edit_draft(tap: Tap, action: EditDraft) -> None:
    """Ask for the new text of a field, or where to split."""
    preview, story = await may_edit(tap, action.story_id)
    about = Answer("draft", story.id, action.field, action.slug)
    was = "" if action.field == "split" else revision.value(story, about.whole_field)
    topic = next((topic.name for topic in preview.topics if topic.slug == action.slug), None)
    link = start_link(tap.bot.username, about.name)
    html = tap.deps.renderer.render(
        "ask_draft", story=story, field=action.field, topic=topic, was=was, link=link
    )
    await tap.send(Screen(html, asks=True))


async def merge(tap: Tap, action: MergeDraft) -> None:
    """Join a draft on to the one before it."""
    await may_edit(tap, action.story_id, with_the_one_before=True)
    await _show_card(tap, await tap.deps.drafting.merge(action.story_id, by=tap.user_id))


async def as_follower(tap: Tap, action: ShowAsFollower) -> None:
    """Send what a follower of a topic will get."""
    preview = await tap.deps.newsroom.preview(action.submission_id)
    for screen in screens.drafts.as_follower(tap.deps.renderer, preview, action.slug):
        await tap.send(screen)


async def show_manner(tap: Tap, action: ShowManner) -> None:
    """Show when and how a submission is to go out."""
    preview = await tap.deps.newsroom.preview(action.submission_id)
    await tap.show(screens.drafts.manner(tap.deps.renderer, preview, action.words))


async def set_manner(tap: Tap, action: SetManner) -> None:
    """Have it go out silently, or as breaking news, or not so."""
    await _may_decide(tap, action.submission_id)
    preview = await tap.deps.newsroom.set_manner(
        action.submission_id, action.word, on=action.on, by=tap.user_id
    )
    await tap.show(screens.drafts.manner(tap.deps.renderer, preview, action.words))


async def ask_time(tap: Tap, action: AskTime) -> None:
    """Ask when it is to go out, or how long it is under embargo."""
    await _may_decide(tap, action.submission_id)
    own = await tap.deps.own.look(tap.chat_id)
    payload = f"{'embargo' if action.embargo else 'at'}-{action.submission_id}-{action.seen}"
    link = start_link(tap.bot.username, payload)
    html = tap.deps.renderer.render("ask_time", embargo=action.embargo, zone=own.zone or "UTC", link=link)
    await tap.send(Screen(html, asks=True))


async def lift_embargo(tap: Tap, action: LiftEmbargo) -> None:
    """Take the embargo away."""
    await _may_decide(tap, action.submission_id)
    preview = await tap.deps.newsroom.embargo(action.submission_id, None, by=tap.user_id)
    await tap.show(screens.drafts.manner(tap.deps.renderer, preview, action.words))


async def take_back(tap: Tap, action: TakeBack) -> None:
    """Make a draft again of what waits."""
    await may_prepare(tap, action.submission_id)
    preview = await tap.deps.newsroom.take_back(action.submission_id, by=tap.user_id)
    tap.deps.approving_bell.set()
    await tap.toast("draft_again")
    await _show_card(tap, preview)


async def undo(tap: Tap, action: Undo) -> None:
    """Take back what went to a few only."""
    await _may_decide(tap, action.submission_id)
    await tap.deps.corrections.undo(action.submission_id, by=tap.user_id)
    tap.deps.outbox_bell.set()
    tap.deps.publishing_bell.set()
    await tap.toast("undone")
    await _show_card(tap, await tap.deps.newsroom.preview(action.submission_id))


async def answered(call: Call) -> None:
    """Take the reply to a question about a draft."""
    about = asked(call.message, _draft)
    if about is None or await refused(call, contributors=True):
        return
    await may_edit(call, about.story_id)
    text = (call.message.text or "").strip()
    if about.field == "split":
        preview = await call.deps.drafting.split(about.story_id, text, by=call.author_id)
    elif await gather(call, about, text):
        return
    else:
        preview = await call.deps.drafting.edit(about.story_id, about.whole_field, text, by=call.author_id)
    await cards.refresh(call.deps, call.bot, preview)
    if preview.submission.chat_id != call.chat_id:
        await _send_card(call, preview)


async def timed(call: Call) -> None:
    """Take the reply to a question about a time."""
    about = asked(call.message, _time)
    if about is None or await refused(call, contributors=True):
        return
    embargo, submission_id, seen = about
    newsroom = call.deps.newsroom
    must_publish(call.member, (await newsroom.preview(submission_id)).stories)
    own = await call.deps.own.look(call.chat_id)
    moment = moments.read(call.message.text or "", own.tz, call.deps.clock())
    if embargo:
        preview = await newsroom.embargo(submission_id, moment, by=call.author_id)
    else:
        try:
            await newsroom.decide(submission_id, by=call.author_id, at=moment, seen=seen)
        except Conflict as error:
            await call.say("error", error=error)  # above the card as it is now
        call.deps.timing_bell.set()
        call.deps.approving_bell.set()
        preview = await newsroom.preview(submission_id)
    await cards.refresh(call.deps, call.bot, preview)
    await _send_card(call, preview)


async def _send_card(call: Call, preview: Preview) -> None:
    """Show below how the submission stands now, in a copy of its card."""
    sent = await call.answer(await cards.screen(call.deps, preview, call.chat_id))
    of = preview.submission
    await call.deps.copies.keep(CardCopy(call.chat_id, sent, of.state, submission_id=of.id))


async def _may_decide(tap: Tap, submission_id: int) -> None:
    must_publish(tap.member, (await tap.deps.newsroom.preview(submission_id)).stories)


async def _show_card(tap: Tap, preview: Preview) -> None:
    await tap.show(await cards.screen(tap.deps, preview, tap.chat_id))
