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
from bot.chat.answers import Answer
from bot.handlers.asking import Call, Tap
from bot.handlers.gathering import gather
from bot.handlers.preparing import draft_of, may_edit, may_prepare
from bot.handlers.replies import asked, replies
from bot.handlers.staff import refused
from bot.render import Screen, screens
from briefings.desk import revision
from briefings.desk.newsroom import Preview
from briefings.desk.staff import must_publish
from briefings.errors import Conflict
from briefings.model import CardCopy
from briefings.parsing import moments

_TIME = re.compile(r"(at|embargo)-([0-9]{1,15})()(?:-([0-9]{1,10}))?", re.ASCII)
_DRAFT = re.compile(r"(draft)-([0-9]{1,15})(?:-([a-z]+))?(?:-([a-z0-9-]+))?", re.ASCII)


def _about(payload: str) -> tuple[str, int, str, str | None] | None:
    """What a question is about: its kind, the draft's number, field and topic.

    Of a question about a time: the submission's number and, at the end, the stamp of what was seen.
    """
    found = _TIME.fullmatch(payload) or _DRAFT.fullmatch(payload)
    return (found[1], int(found[2]), found[3] or "", found[4]) if found else None


ANSWER = replies(_about)


async def show_draft(tap: Tap, action: ShowDraft) -> None:
    """Show what can be changed on a draft."""
    preview, story = await draft_of(tap, action.story_id)
    await tap.show(screens.drafts.draft(tap.deps.renderer, preview, story))


async def edit_draft(tap: Tap, action: EditDraft) -> None:
    """Ask for the new text of a field, or where to split."""
    preview, story = await may_edit(tap, action.story_id)
    field = f"{action.field}:{action.slug}" if action.slug else action.field
    was = "" if action.field == "split" else revision.value(story, field)
    topic = next((topic.name for topic in preview.topics if topic.slug == action.slug), None)
    payload = "-".join(filter(None, ("draft", str(story.id), action.field, action.slug)))
    html = tap.deps.renderer.render(
        "ask_draft", story=story, field=action.field, topic=topic, was=was, link=_link(tap, payload)
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
    html = tap.deps.renderer.render(
        "ask_time", embargo=action.embargo, zone=own.zone or "UTC", link=_link(tap, payload)
    )
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
    about = asked(call.message, _about)
    if about is None or await refused(call, contributors=True):
        return
    kind, number, field, slug = about
    if kind == "draft":
        await may_edit(call, number)
    text = (call.message.text or "").strip()
    if kind == "draft" and field != "split" and await gather(call, Answer(kind, number, field, slug), text):
        return
    if kind == "draft":
        preview = await _edited(call, number, field, slug, text)
    else:
        preview = await _timed(call, kind, number, text, int(slug or 0))
    await cards.refresh(call.deps, call.bot, preview)
    if kind != "draft" or preview.submission.chat_id != call.chat_id:
        sent = await call.answer(await cards.screen(call.deps, preview, call.chat_id))
        of = preview.submission
        await call.deps.copies.keep(CardCopy(call.chat_id, sent, of.state, submission_id=of.id))


async def _edited(call: Call, story_id: int, field: str, slug: str | None, text: str) -> Preview:
    if field != "split":
        name = f"{field}:{slug}" if slug else field
        return await call.deps.drafting.edit(story_id, name, text, by=call.author_id)
    return await call.deps.drafting.split(story_id, text, by=call.author_id)


async def _timed(call: Call, kind: str, submission_id: int, text: str, seen: int) -> Preview:
    newsroom = call.deps.newsroom
    preview = await newsroom.preview(submission_id)
    must_publish(call.member, preview.stories)
    own = await call.deps.own.look(call.chat_id)
    moment = moments.read(text, own.tz, call.deps.clock())
    if kind == "embargo":
        return await newsroom.embargo(submission_id, moment, by=call.author_id)
    try:
        await newsroom.decide(submission_id, by=call.author_id, at=moment, seen=seen)
    except Conflict as error:
        await call.say("error", error=error)  # above the card as it is now
    call.deps.timing_bell.set()
    call.deps.approving_bell.set()
    return await newsroom.preview(submission_id)


async def _may_decide(tap: Tap, submission_id: int) -> None:
    must_publish(tap.member, (await tap.deps.newsroom.preview(submission_id)).stories)


async def _show_card(tap: Tap, preview: Preview) -> None:
    await tap.show(await cards.screen(tap.deps, preview, tap.chat_id))


def _link(tap: Tap, payload: str) -> str:
    return f"https://t.me/{tap.bot.username}?start={payload}"
