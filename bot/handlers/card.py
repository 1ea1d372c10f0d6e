"""The buttons of a submission's card: done, topics, drop, restore, pages, publish, cancel."""

from __future__ import annotations

from bot.buttons.card import (
    Assign,
    Cancel,
    ChooseTopics,
    Drop,
    FinishCollecting,
    MarkUpdate,
    OpenCard,
    Publish,
    PublishAgain,
    Restore,
    ShowCard,
)
from bot.chat import cards
from bot.handlers.asking import Tap
from bot.handlers.preparing import may_edit, may_prepare
from bot.render import screens
from briefings.desk.newsroom import Preview
from briefings.desk.staff import may_publish
from briefings.errors import Conflict
from briefings.model import Submission, SubmissionState


async def finish(tap: Tap, action: FinishCollecting) -> None:
    """Have the desk read what has come so far."""
    if await tap.deps.newsroom.complete(action.submission_id):
        tap.deps.collecting_bell.set()
        return
    preview = await tap.deps.newsroom.preview(action.submission_id)
    if not preview.submission.answers:
        await _show(tap, preview)


async def show(tap: Tap, action: ShowCard) -> None:
    """Show a page of the card as it stands now."""
    await _show(tap, await tap.deps.newsroom.preview(action.submission_id), action.page)


async def open_(tap: Tap, action: OpenCard) -> None:
    """Send the card as a new message, which is the card from now on when it stands in the submission's chat."""
    preview = await tap.deps.newsroom.preview(action.submission_id)
    sent = await tap.send(await cards.screen(tap.deps, preview, tap.chat_id))
    if preview.submission.chat_id == tap.chat_id:
        await tap.deps.newsroom.attach_card(action.submission_id, sent, thread_id=tap.thread_id)
    elif preview.submission.state is not SubmissionState.PUBLISHED:
        await tap.deps.newsroom.take_over(
            action.submission_id, tap.chat_id, sent, by=tap.user_id, thread_id=tap.thread_id
        )


async def choose(tap: Tap, action: ChooseTopics) -> None:
    """Show all topics for one story."""
    preview = await tap.deps.newsroom.preview(action.submission_id)
    await _choose(tap, preview, action.story_id)


async def assign(tap: Tap, action: Assign) -> None:
    """Put a story under a topic, or take it out."""
    await may_edit(tap, action.story_id, *([action.slug] if action.on else []))
    preview = await tap.deps.newsroom.toggle_topic(
        action.story_id, action.slug, by=tap.user_id, chosen=action.on
    )
    if action.choosing:
        await _choose(tap, preview, action.story_id)
    else:
        await _show_story(tap, preview, action.story_id)


async def drop(tap: Tap, action: Drop) -> None:
    """Leave a story out."""
    await may_edit(tap, action.story_id)
    preview = await tap.deps.newsroom.drop_story(action.story_id, by=tap.user_id)
    await _show_story(tap, preview, action.story_id)


async def restore(tap: Tap, action: Restore) -> None:
    """Take a story in again."""
    await may_edit(tap, action.story_id)
    preview = await tap.deps.newsroom.restore_story(action.story_id, by=tap.user_id)
    await _show_story(tap, preview, action.story_id)


async def mark_update(tap: Tap, action: MarkUpdate) -> None:
    """Send a story as an update of an earlier one, or as news of its own."""
    await may_edit(tap, action.story_id)
    preview = await tap.deps.newsroom.mark_update(
        action.story_id, action.earlier_id, on=action.on, by=tap.user_id
    )
    await _show_story(tap, preview, action.story_id)


async def publish(tap: Tap, action: Publish | PublishAgain) -> None:
    """Publish, or hand over to who may, and show on the card what becomes of it; a second editor is told that it is done."""
    knowing = isinstance(action, PublishAgain)
    preview = await tap.deps.newsroom.preview(action.submission_id)
    alone = may_publish(tap.member, preview.stories)
    if not alone:
        await may_prepare(tap, action.submission_id)
    try:
        if alone:
            decided = await tap.deps.newsroom.decide(
                action.submission_id, by=tap.user_id, knowing=knowing, seen=action.seen
            )
        else:
            decided = await tap.deps.newsroom.hand_over(
                action.submission_id, by=tap.user_id, seen=action.seen
            )
    except Conflict as error:
        await tap.toast("error", alert=True, error=error)
    else:
        await _tell(tap, decided, "asked" if alone else "handed_over")
    await _refresh(tap, action.submission_id)


async def _tell(tap: Tap, decided: Submission, asked: str) -> None:
    """Wake those who go on with it, and say in a word what was decided."""
    tap.deps.approving_bell.set()
    if decided.state is SubmissionState.ASKED:
        await tap.toast(asked)
    elif decided.state is SubmissionState.SCHEDULED:
        tap.deps.timing_bell.set()
        await tap.toast("scheduled", moment=decided.due_at)
    else:
        tap.deps.outbox_bell.set()
        tap.deps.publishing_bell.set()
        await tap.toast("published")


async def cancel(tap: Tap, action: Cancel) -> None:
    """Give a submission up."""
    await may_prepare(tap, action.submission_id)
    try:
        await tap.deps.newsroom.cancel(action.submission_id, by=tap.user_id)
    except Conflict as error:
        await tap.toast("error", alert=True, error=error)
    else:
        tap.deps.approving_bell.set()
        await tap.toast("cancelled")
    await _refresh(tap, action.submission_id)


async def _refresh(tap: Tap, submission_id: int) -> None:
    await _show(tap, await tap.deps.newsroom.preview(submission_id))


async def _show_story(tap: Tap, preview: Preview, story_id: int) -> None:
    await _show(tap, preview, screens.submission.page_of(tap.deps.renderer, preview, story_id))


async def _show(tap: Tap, preview: Preview, page: int = 0) -> None:
    await tap.show(await cards.screen(tap.deps, preview, tap.chat_id, page=page))


async def _choose(tap: Tap, preview: Preview, story_id: int) -> None:
    await tap.show(screens.submission.choosing(tap.deps.renderer, preview, preview.story(story_id)))
