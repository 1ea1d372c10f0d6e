"""What a source's pages have in common is learned, and forgotten when an editor says so, on both engines."""

from __future__ import annotations

import pytest
from house import EDITOR, House

from briefings import reading
from briefings.desk.left_out import LeftOutDesk
from briefings.desk.newsroom import Preview
from briefings.errors import Conflict, NotFound
from briefings.store import Database

SLOGAN = "The Gazette is printed on paper from the mill at Kholmsk."
BODIES = (
    """Moscow and Washington count warheads by satellite

Moscow and Washington will let the other side count silos from orbit for one more year, both ministries said.

The notes name two satellites and a list of sites where inspectors had not been since the pandemic.""",
    """Russian ferry line opens a month early

The ferry line to the outer islands opens on the first of May, a month early, the Russian port office said.

Islanders had asked for it since the winter, and the American owner of the boats agreed at once.""",
    """Night trams to run again in Moscow

The council wants night trams back from June, on two lines, and half of the cost is paid by the city of Moscow.

The drivers had asked for eleven hours of rest between shifts, which they get, an American paper wrote.""",
    """Russia buys American seed for the spring

Russian farms buy forty tons of American seed for the spring, the chamber of agriculture said on Thursday.

The last harvest was small because of the drought, and mills stood still for most of September.""",
)


@pytest.fixture
def house(database: Database) -> House:
    return House(database, reads=reading.read)


@pytest.fixture
def desk(house: House) -> LeftOutDesk:
    return LeftOutDesk(house.database, house.clock)


def page(number: int) -> str:
    headline, first, second = BODIES[number].split("\n\n")
    return f"Harbour Gazette\n\n{headline}\n\n{first}\n\n{SLOGAN}\n\n{second}"


async def paste(house: House, number: int) -> Preview:
    return await house.draft(page(number))


def tells(preview: Preview) -> bool:
    return SLOGAN in preview.stories[0].paragraphs


async def test_a_line_seen_in_three_pastes_of_a_source_is_left_out_of_the_fourth(house: House) -> None:
    previews = [await paste(house, number) for number in range(4)]
    assert [tells(preview) for preview in previews] == [True, True, True, False]
    assert previews[3].left_out == previews[0].left_out + 1


async def test_the_same_text_pasted_again_teaches_nothing(house: House) -> None:
    for _ in range(3):
        await paste(house, 0)
    assert tells(await paste(house, 0))
    assert tells(await paste(house, 1))


async def test_another_source_may_print_the_line(house: House) -> None:
    for number in range(3):
        await paste(house, number)
    assert tells(await house.draft(page(3).replace("Harbour Gazette", "Island Courier")))


async def test_a_line_taken_back_stands_where_it_stood_and_is_forgotten(
    house: House, desk: LeftOutDesk
) -> None:
    for number in range(3):
        await paste(house, number)
    preview = await paste(house, 3)
    found = await desk.look(preview.submission.id)
    number = [line.text for line in found.lines].index(SLOGAN)
    for _ in range(2):
        found = await desk.take_back(preview.submission.id, number, by=EDITOR)
    assert found.lines[number].taken
    after = await house.newsroom.preview(preview.submission.id)
    assert after.stories[0].paragraphs.index(SLOGAN) == 1
    assert len(after.stories[0].paragraphs) == 3
    assert after.left_out == preview.left_out - 1
    assert tells(await house.draft(page(3)))


async def test_summaries_are_made_anew_with_what_was_taken_back(house: House, desk: LeftOutDesk) -> None:
    lead = (
        "Photo: Moscow and Washington count warheads from orbit, the American envoy in Moscow said on Friday."
    )
    preview = await house.draft(f"{BODIES[0]}\n\n{lead}")
    lines = (await desk.look(preview.submission.id)).lines
    await desk.take_back(preview.submission.id, [line.text for line in lines].index(lead), by=EDITOR)
    story = (await house.newsroom.preview(preview.submission.id)).stories[0]
    assert story.paragraphs[-1] == lead


async def test_nothing_is_taken_back_after_the_decision_or_out_of_nowhere(
    house: House, desk: LeftOutDesk
) -> None:
    preview = await paste(house, 0)
    with pytest.raises(NotFound):
        await desk.take_back(preview.submission.id, 99, by=EDITOR)
    with pytest.raises(NotFound):
        await desk.look(99)
    await house.newsroom.publish(preview.submission.id, by=EDITOR)
    with pytest.raises(Conflict):
        await desk.take_back(preview.submission.id, 0, by=EDITOR)


async def test_nothing_is_taken_back_into_a_dropped_story(house: House, desk: LeftOutDesk) -> None:
    preview = await paste(house, 0)
    await house.newsroom.drop_story(preview.stories[0].id, by=EDITOR)
    with pytest.raises(Conflict, match="dropped"):
        await desk.take_back(preview.submission.id, 0, by=EDITOR)
