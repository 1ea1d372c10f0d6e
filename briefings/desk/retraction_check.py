"""What was retracted does not come back unnoticed: by a draft that is like it, or that goes on from it.

Who decided knowing that it was is not asked again; what was retracted since then they did not know.
"""

from __future__ import annotations

from datetime import datetime

from briefings.desk import related
from briefings.errors import Conflict
from briefings.model import StoryState, Submission, SubmissionState
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
    alike = await related.of_drafts(connection, drafts)
    earlier = await stories.in_order(connection, [draft.update_of for draft in drafts if draft.update_of])
    gone = {story.id for story in earlier if story.state is StoryState.RETRACTED}
    gone |= {one.story.id for found in alike.values() for one in found if one.was_retracted}
    unknown = await _unknown(connection, gone, decided_at)
    for draft in drafts:
        for like in alike.get(draft.id, ()):
            if like.was_retracted and like.story.id in unknown:
                raise Conflict(
                    f"#{draft.id} is like #{like.story.id}, which was retracted: look at it again."
                )
        if draft.update_of in unknown:
            raise Conflict(
                f"#{draft.id} is an update of #{draft.update_of}, which was retracted: look at it again."
            )


async def _unknown(connection: Connection, retracted: set[int], decided_at: datetime | None) -> set[int]:
    """Those of the retracted stories that were not, when it was decided."""
    if decided_at is None:
        return retracted
    changed = await versions.last_changed(connection, retracted)
    return {number for number in retracted if number not in changed or changed[number] > decided_at}
