"""What editors propose for a story that is out, on both engines."""

from __future__ import annotations

from house import DESK, EDITOR, House

from briefings.desk.corrections import Corrections
from briefings.desk.proposing import PATIENCE


async def test_what_is_written_long_after_a_question_is_about_something_else(house: House) -> None:
    (story,) = (await house.publish("A | us-russia")).stories
    corrections = Corrections(house.database, house.clock)
    await corrections.propose(story.id, {}, by=EDITOR, chat_id=DESK, awaiting="headline")
    house.clock.turn(seconds=PATIENCE.total_seconds())
    assert await corrections.awaited(DESK, EDITOR) is not None
    house.clock.turn(seconds=1)
    assert await corrections.awaited(DESK, EDITOR) is None
    assert await corrections.provide(DESK, EDITOR, "Good morning.") is None
