"""What was retracted does not come back unnoticed: by a draft that is like it, or that goes on from it.

Who decided knowing that it was is not asked again; what was retracted since then they did not know.
"""

from __future__ import annotations

from datetime import datetime

from briefings.desk import related
from briefings.errors import Conflict
from briefings.model import Story, StoryState, Submission, SubmissionState
from briefings.store import Connection, acts, stories, versions

_DECIDED = {SubmissionState.ASKED, SubmissionState.SCHEDULED}


async def refuse_retracted(connection: Connection, submission: Submission) -> None:
    """Raises `Conflict` where a draft is like a retracted story, or its update, and nobody decided knowing that."""
    decided = [submission.id] if submission.state in _DECIDED else []
    decided_at = (await acts.last(connection, decided, acts.DECIDING)).get(submission.id)
    drafts = [
        story
        for story in await stories.of_submission(connection, submission.id)
        if story.state is StoryState.DRAFT
    ]
    known = await related.of_drafts(connection, drafts)
    for draft in drafts:
        for like in known.get(draft.id, ()):
            if like.was_retracted and await _after(connection, like.story, decided_at):
                raise Conflict(
                    f"#{draft.id} is like #{like.story.id}, which was retracted: look at it again."
                )
        earlier = await stories.find(connection, draft.update_of) if draft.update_of else None
        gone = earlier is not None and earlier.state is StoryState.RETRACTED
        if earlier and gone and await _after(connection, earlier, decided_at):
            raise Conflict(
                f"#{draft.id} is an update of #{earlier.id}, which was retracted: look at it again."
            )


async def _after(connection: Connection, retracted: Story, decided_at: datetime | None) -> bool:
    if decided_at is None:
        return True
    known = await versions.listed(connection, retracted.id)
    return not known or known[-1].at > decided_at
