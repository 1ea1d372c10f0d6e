"""Where a story ends, when the page goes on below it."""

from __future__ import annotations

import pytest

from briefings.ingest.split import split
from briefings.ingest.text import normalise

STORY = (
    "Ferries leave Varn every hour again",
    "Ferries between Varn and the islands run every hour again from Sunday, after divers cleared a wreck out of the channel.",
    "The wreck was that of a barge, which had sunk in April with 400 tonnes of gravel, and only small boats could pass the wreck since then.",
    "Islanders had waited up to five hours for a ferry to Varn on summer weekends.",
)
BUTTONS = ("Share", "Comments (12)", "Print")


def read(*lines: str) -> list[tuple[str, ...]]:
    return [(story.headline, *story.paragraphs) for story in split(normalise("\n\n".join(lines))).stories]


@pytest.mark.parametrize(
    "below",
    [
        "Mira Tolm keeps bees. She came to the paper in 2019 and has a degree in chess, which she does not use.",
        "Printed by Halm & Sons. Circulation: 2,150 copies on paper of old forests.",
        "La rédactrice élève des abeilles et joue de la trompette dans un orchestre de quartier.",
        "Die Redakteurin züchtet Bienen und spielt Trompete in einem Blasorchester aus der Nachbarschaft.",
    ],
)
def test_a_text_below_the_buttons_that_speaks_of_nothing_before_is_of_no_story(below: str) -> None:
    assert read(*STORY, *BUTTONS, below, "Contact", "Imprint") == [STORY]


def test_a_text_goes_on_below_lines_of_furniture_with_words_that_it_has_said() -> None:
    more = (
        "The owner of the barge has to pay the divers, the harbour office said, and the islands want their losses back too.",
        "A second wreck in the channel, of a ferry from 1911, stays where it is.",
    )
    assert read(*STORY, *BUTTONS, "Log in", "Try it free", *more) == [(*STORY, *more)]


def test_a_last_sentence_below_one_line_of_furniture_stays() -> None:
    last = "Fares rise by two crowns in autumn, and children under twelve pay nothing."
    assert read(*STORY, "Advertisement", last) == [(*STORY, last)]


def test_what_somebody_says_below_lines_of_furniture_is_of_the_story() -> None:
    said = (
        '"Nobody here has slept for a week because of all the pumps," said Ines Orlo, who lives on the quay.'
    )
    assert read(*STORY, *BUTTONS[:2], said) == [(*STORY, said)]
