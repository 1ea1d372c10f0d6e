"""A submission for as long as it can be decided, and why it cannot be any more."""

from __future__ import annotations

from dataclasses import replace

from briefings.desk import preview
from briefings.errors import Conflict, NotFound
from briefings.model import Story, StoryState, Submission, SubmissionState
from briefings.store import Connection, stories

PENDING = (SubmissionState.PREVIEW, SubmissionState.ASKED, SubmissionState.SCHEDULED)


async def pending(tx: Connection, submission_id: int, by: int, seen: int | None = None) -> Submission:
    """The submission, which nobody else can change before this transaction ends, while it can be decided.

    Raises `NotFound`; `Conflict` once it was, with no draft left, or when it is not any more what was `seen`, its stamp.
    """
    submission = await preview.locked(tx, submission_id)
    if submission.state not in PENDING:
        raise Conflict(why_not(submission, by))
    drafts = await stories.of_submission(tx, submission_id)
    if not any(story.state is StoryState.DRAFT for story in drafts):
        raise Conflict("Every story was dropped, so there is nothing to publish.")
    words = preview.words_of(drafts)
    if seen is not None and seen != preview.stamp_of(submission, words):
        draft = replace(submission, state=SubmissionState.PREVIEW, due_at=None)
        twice = seen == preview.stamp_of(draft, words)
        raise Conflict(
            why_not(submission, by) if twice else "This was changed since you saw it: look at it again."
        )
    return submission


async def pending_story(tx: Connection, story_id: int) -> Story:
    """A story whose submission is a preview, which nobody else can change before this transaction ends.

    Raises `NotFound`; `Conflict` once its submission is no preview any more.
    """
    story = await stories.find(tx, story_id)
    if story is None:
        raise NotFound(f"There is no story #{story_id}.")
    submission = await preview.locked(tx, story.submission_id)
    if submission.state is not SubmissionState.PREVIEW:
        raise Conflict(why_not(submission, None))
    return await stories.find(tx, story_id) or story  # as it is now that nobody else changes it


def why_not(submission: Submission, by: int | None) -> str:
    """Why a submission cannot be decided any more, in a sentence."""
    if submission.state is SubmissionState.PUBLISHED:
        who = "you" if submission.published_by == by else "another editor"
        return f"This was already published by {who}." if by else "This was already published."
    if submission.state is SubmissionState.CANCELLED:
        return "This was cancelled."
    if submission.state is SubmissionState.ASKED:
        return "This waits to be approved: take it back to change it."
    if submission.state is SubmissionState.SCHEDULED:
        return "This waits for its time: take it back to change it."
    return "This is still being collected."
