"""What a long answer is to: a text that clients cut into several messages comes together as an article does.

/correct 12 body: LONG | the text asked for by a button | a reply to a question about a draft
    -> collecting --further messages--> the difference, to confirm | the draft as it is now
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.chat import cards, messages
from bot.dependencies import Dependencies
from bot.render import Screen, screens
from briefings.desk.staff import must_hold
from briefings.errors import BriefingError
from briefings.model import Submission

_NAMED = re.compile(r"(correct|retract|draft)-([0-9]{1,15})(?:-([a-z]+))?(?:-([a-z0-9-]+))?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Answer:
    """To what an answer is: `correct`, `retract` or `draft`, the story, its field and the topic of that."""

    kind: str
    story_id: int
    field: str | None = None
    slug: str | None = None

    @property
    def name(self) -> str:
        """How it is written down; `named` reads it."""
        return "-".join(str(part) for part in (self.kind, self.story_id, self.field, self.slug) if part)

    @property
    def whole_field(self) -> str:
        """The field as `revision` calls it."""
        return ":".join(part for part in (self.field, self.slug) if part)


def named(name: str) -> Answer | None:
    """The answer that is written down like that."""
    found = _NAMED.fullmatch(name)
    return Answer(found[1], int(found[2]), found[3], found[4]) if found else None


async def finish(deps: Dependencies, bot: messages.Bot, submission: Submission) -> None:
    """Hand a collected answer over, and show what comes of it in place of its card; once it was put away, nothing.

    Done again after a crash, it shows that again.
    """
    answer, text = named(submission.answers), await deps.newsroom.answer(submission.id)
    if answer is None or not text:
        return
    try:
        if answer.kind == "draft":
            await cards.show(deps, bot, submission, await _edited(deps, bot, submission, answer, text))
        else:
            await _propose(deps, bot, submission, answer, text)
    except BriefingError as error:
        await cards.show(deps, bot, submission, Screen(deps.renderer.render("error", error=error)))
    await deps.newsroom.put_away(submission.id)


async def _edited(
    deps: Dependencies, bot: messages.Bot, submission: Submission, answer: Answer, text: str
) -> Screen:
    by = await _author(deps, submission)
    preview = await deps.drafting.edit(answer.story_id, answer.whole_field, text, by=by)
    await cards.refresh(deps, bot, preview)
    story = next(story for story in preview.stories if story.id == answer.story_id)
    return screens.drafts.draft(deps.renderer, preview, story)


async def _propose(
    deps: Dependencies, bot: messages.Bot, submission: Submission, answer: Answer, text: str
) -> None:
    by, chat_id = await _author(deps, submission), submission.chat_id
    if answer.kind == "retract":
        proposed = await deps.corrections.propose_retraction(answer.story_id, text, by=by, chat_id=chat_id)
    else:
        changes = {answer.whole_field: text}
        proposed = await deps.corrections.propose(answer.story_id, changes, by=by, chat_id=chat_id)
    card = await cards.show(deps, bot, submission, await cards.proposal(deps, proposed, chat_id))
    if card:
        await cards.remember(deps, chat_id, card, proposed)


async def _author(deps: Dependencies, submission: Submission) -> int:
    """Who wrote it. Raises `NotAllowed` where their role was taken away since."""
    must_hold(await deps.staff.member(submission.author_id), ())
    return submission.author_id
