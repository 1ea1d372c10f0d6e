"""What is done with a story that is out, on both engines."""

from __future__ import annotations

from house import EDITOR, House

from briefings.desk.corrections import Corrections


async def test_the_report_of_a_correction_says_what_that_one_did_whatever_came_after(house: House) -> None:
    story = (await house.publish("A | us-russia")).stories[0]
    corrections = Corrections(house.database, house.clock)
    mailings = []
    for headline in ("First put right", "Put right again"):
        proposed = await corrections.propose(story.id, {"headline": headline}, by=EDITOR, chat_id=EDITOR)
        mailings.append(await corrections.confirm(proposed.proposal.id, by=EDITOR))
        house.clock.turn(minutes=1)
    proposed = await corrections.propose_retraction(story.id, "It was not so.", by=EDITOR, chat_id=EDITOR)
    mailings.append(await corrections.confirm(proposed.proposal.id, by=EDITOR))
    reports = [await corrections.report(mailing.id) for mailing in mailings]
    assert [(report.headline, report.note) for report in reports] == [
        ("First put right", "corrected: headline"),
        ("Put right again", "corrected: headline"),
        ("Put right again", "retracted: It was not so."),
    ]
