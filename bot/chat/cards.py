"""The card of a submission, and that of a proposal: made from the store as it is now, for whoever reads that chat."""

from __future__ import annotations

from collections.abc import Hashable

from bot.chat import messages
from bot.delivery.forecast import Outlook
from bot.dependencies import Dependencies
from bot.render import Screen, screens
from briefings.desk.newsroom import Preview
from briefings.desk.published import Proposed, Report
from briefings.desk.staff import Rights, may_publish
from briefings.model import CardCopy, DeliveryCounts, Submission, SubmissionState


async def screen(deps: Dependencies, preview: Preview, chat_id: int, *, page: int = 0) -> Screen:
    """The card of a submission for that chat, with the deliveries so far once it is published."""
    counts = DeliveryCounts()
    if preview.submission.state is SubmissionState.PUBLISHED:
        counts = await deps.newsroom.progress(preview.submission.id)
    return screens.submission.card(
        deps.renderer,
        preview,
        counts,
        page,
        outlook=await outlook(deps, preview, counts),
        rights=await rights(deps, preview, chat_id),
    )


async def proposal(deps: Dependencies, proposed: Proposed, chat_id: int) -> Screen:
    """A proposal for that chat."""
    can = Rights()
    if chat_id > 0:
        can = deps.corrections.rights(proposed, await deps.staff.member(chat_id))
    return screens.corrections.proposal(deps.renderer, proposed, deps.forecast, can)


async def rights(deps: Dependencies, preview: Preview, chat_id: int) -> Rights:
    """What can be done by whom the chat is of; in a group anything, for who taps is asked for their own."""
    if chat_id <= 0:
        return Rights()
    return await deps.newsroom.rights(preview, await deps.staff.member(chat_id))


async def outlook(deps: Dependencies, preview: Preview, counts: DeliveryCounts) -> Outlook:
    """How the sending of a submission will go, or would if it were published now; nothing where nothing is to come."""
    match preview.submission.state:
        case SubmissionState.PUBLISHED:
            return await course(deps, preview.submission.id, counts)
        case SubmissionState.PREVIEW if preview.readers:
            before = await deps.halting.waiting()
            return Outlook(await halted(deps), deps.forecast.at_pace(before + preview.at_once))
        case _:
            return Outlook()


async def course(deps: Dependencies, what: Hashable, counts: DeliveryCounts) -> Outlook:
    """How the rest of what is under way will go; nothing where nothing is left."""
    return Outlook(await halted(deps), deps.forecast.left(what, counts.owed)) if counts.owed else Outlook()


async def decides(deps: Dependencies, report: Report, chat_id: int) -> bool:
    """Whether whose chat it is may decide over the story of a change; in a group, who taps is asked for their own."""
    return chat_id <= 0 or may_publish(await deps.staff.member(chat_id), [report.story])


def change(mailing_id: int) -> Hashable:
    """What the forecast knows a correction or retraction by; a submission it knows by its id."""
    return "change", mailing_id


async def halted(deps: Dependencies) -> str:
    """Why all sending is halted; empty while it is not."""
    halt = await deps.halting.look()
    return halt.reason if halt else ""


async def refresh(deps: Dependencies, bot: messages.Bot, preview: Preview) -> None:
    """Show a submission as it stands now on its card, by the clock of the chat that has it."""
    chat_id = preview.submission.chat_id
    theirs = await deps.speaking_to(chat_id)
    await show(theirs, bot, preview.submission, await screen(theirs, preview, chat_id))


async def show(deps: Dependencies, bot: messages.Bot, submission: Submission, shown: Screen) -> int | None:
    """Show a screen on the card; as a new card where there is none, or none that can be edited. Returns the message's id.

    There is none where the chat is closed to the bot, and for what was pushed from a shell, which has no chat.
    """
    if not submission.chat_id:
        return None
    thread_id = submission.thread_id
    card = await messages.put(bot, submission.chat_id, submission.card_message_id, shown, thread_id=thread_id)
    if card not in {None, submission.card_message_id}:
        await deps.newsroom.attach_card(submission.id, card, thread_id=thread_id)
    return card


async def remember(deps: Dependencies, chat_id: int, message_id: int, proposed: Proposed) -> None:
    """Keep a message that shows a proposal up to date for as long as that waits; whoever else can confirm it is told."""
    which = proposed.proposal
    await deps.copies.keep(CardCopy(chat_id, message_id, which.state, proposal_id=which.id))
    deps.approving_bell.set()
