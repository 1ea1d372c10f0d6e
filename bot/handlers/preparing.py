"""Who may change a draft: everybody on the staff, but under the topics that they hold, and no more once it is decided."""

from __future__ import annotations

from collections.abc import Collection

from bot.handlers.asking import Call, Tap
from briefings.desk.newsroom import Preview
from briefings.desk.pending import why_not
from briefings.desk.staff import must_prepare, must_publish
from briefings.errors import Conflict
from briefings.model import Story, SubmissionState

_DECIDED = {SubmissionState.ASKED, SubmissionState.SCHEDULED}


async def may_prepare(asked: Call | Tap, submission_id: int) -> None:
    """Raises `NotAllowed` where all of a submission may not be changed; `NotFound`."""
    preview = await asked.deps.newsroom.preview(submission_id)
    _may_change(asked, preview, preview.stories)


async def may_edit(
    asked: Call | Tap, story_id: int, *slugs: str, with_the_one_before: bool = False
) -> tuple[Preview, Story]:
    """The draft and its submission, if it may be changed, and stand under these topics. Raises as `may_prepare` does, and `Conflict`."""
    preview, story = await draft_of(asked, story_id)
    others = [one for one in preview.stories if with_the_one_before and one.position < story.position]
    _may_change(asked, preview, [*others, story], slugs)
    if preview.submission.state is not SubmissionState.PREVIEW:
        raise Conflict(why_not(preview.submission, asked.member.user_id if asked.member else None))
    return preview, story


async def draft_of(asked: Call | Tap, story_id: int) -> tuple[Preview, Story]:
    """The draft and its submission. Raises `NotFound`."""
    found = await asked.deps.corrections.look(story_id)
    preview = await asked.deps.newsroom.preview(found.story.submission_id)
    return preview, next(story for story in preview.stories if story.id == story_id)


def _may_change(
    asked: Call | Tap, preview: Preview, concerned: Collection[Story], slugs: Collection[str] = ()
) -> None:
    submission, user_id = preview.submission, asked.member.user_id if asked.member else 0
    if submission.state is SubmissionState.ASKED and user_id == submission.asked_by:
        return  # what they asked for they may take back
    if submission.state in _DECIDED:
        must_publish(asked.member, concerned)
    else:
        must_prepare(asked.member, submission.author_id, concerned, slugs)
