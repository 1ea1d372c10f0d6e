"""What a member of staff who holds some topics only may do."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefings.desk.staff import must_prepare, must_publish
from briefings.errors import NotAllowed
from briefings.model import Member, StaffRole, Story, StoryState, TopicMatch

LIMITED = Member(7, StaffRole.EDITOR, ("north-korea",))
STORY = Story(
    id=1,
    submission_id=1,
    position=0,
    headline="A",
    paragraphs=("B.",),
    topics=(TopicMatch("us-russia", summary="B"),),
)


def test_a_story_that_was_dropped_hinders_nobody_from_publishing_the_others() -> None:
    with pytest.raises(NotAllowed, match="not under us-russia"):
        must_publish(LIMITED, [STORY])
    must_publish(LIMITED, [replace(STORY, state=StoryState.DROPPED)])


def test_what_somebody_pushed_they_prepare_whatever_it_is_about() -> None:
    must_prepare(LIMITED, LIMITED.user_id, [STORY])
    with pytest.raises(NotAllowed, match="You hold north-korea only, not us-russia"):
        must_prepare(LIMITED, 8, [replace(STORY, state=StoryState.DROPPED)])
    with pytest.raises(NotAllowed, match="not us-russia"):
        must_prepare(LIMITED, 8, [], ["us-russia"])
