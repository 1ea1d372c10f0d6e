"""Two who act on one thing at the same moment: neither undoes what the other did."""

from __future__ import annotations

from datetime import timedelta

from house import EDITOR, House

from briefings.model import SubmissionState


async def test_what_was_taken_back_or_put_off_since_it_was_found_due_is_not_published(house: House) -> None:
    back, later = [(await house.draft(f"{name} | us-russia")).submission.id for name in "AB"]
    for submission in (back, later):
        await house.newsroom.decide(submission, by=EDITOR, at=house.clock() + timedelta(hours=1))
    house.clock.turn(hours=2)
    assert [one.id for one in await house.newsroom.due_to_publish()] == [back, later]
    for submission in (back, later):
        await house.newsroom.take_back(submission, by=EDITOR)
    await house.newsroom.decide(later, by=EDITOR, at=house.clock() + timedelta(hours=1))
    assert [await house.newsroom.publish_due(one, by=EDITOR) for one in (back, later)] == [None, None]
    states = [(await house.newsroom.preview(one)).submission.state for one in (back, later)]
    assert states == [SubmissionState.PREVIEW, SubmissionState.SCHEDULED]
