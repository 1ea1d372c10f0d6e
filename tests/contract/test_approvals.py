"""What waits for a second person, on both engines."""

from __future__ import annotations

import sqlalchemy as sa
from house import EDITOR, House

from briefings.desk.approvals import Approvals
from briefings.desk.corrections import Corrections
from briefings.desk.newsroom import Newsroom
from briefings.desk.publishing_rules import Rules
from briefings.model import Member, StaffRole

SECOND = Member(EDITOR + 1, StaffRole.EDITOR)


async def wait_for_a_second(house: House, rules: Rules, count: int) -> None:
    """So many submissions and as many corrections."""
    newsroom, corrections = (
        Newsroom(house.database, house.clock, house.reads, rules),
        Corrections(house.database, house.clock, rules),
    )
    for number in range(count):
        draft = await house.draft(f"Draft {number} | us-russia")
        await newsroom.decide(draft.submission.id, by=EDITOR)
        story = (await house.publish(f"Out {number} | us-russia")).stories[0]
        await corrections.propose(story.id, {"headline": f"Put right {number}"}, by=EDITOR, chat_id=EDITOR)


async def test_what_waits_is_found_with_as_many_queries_however_much_it_is(house: House) -> None:
    rules, asked = Rules(two_people=True), list[str]()
    approvals = Approvals(house.database, rules)
    sa.event.listen(
        house.database._reader.sync_engine, "before_cursor_execute", lambda *seen: asked.append(seen[2])
    )
    counts = []
    for _ in range(2):
        await wait_for_a_second(house, rules, 2)
        asked.clear()
        waiting = await approvals.untold([SECOND])
        counts.append(len(asked))
    assert [one.stories[0].headline for one in waiting] == [
        *(f"Draft {number}" for number in (0, 1, 0, 1)),
        *(f"Out {number}" for number in (0, 1, 0, 1)),
    ]
    assert all(one.concerns(SECOND) for one in waiting)
    assert counts[0] == counts[1]
