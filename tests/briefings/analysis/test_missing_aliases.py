from __future__ import annotations

from briefings.analysis.missing_aliases import suggest

OWN = [
    (
        f"The port was closed on {day}. Inspectors of the Harbour Office found cracks in Dam Seven. It stays shut.",
        "en",
    )
    for day in ("Monday", "Tuesday", "Friday")
]
OTHERS = [("The mayor met the Harbour Council and the Trade Ministry. Trains ran.", "en")] * 3


def test_names_that_its_stories_share_are_suggested() -> None:
    assert suggest(OWN, OTHERS, ["port"]) == ("Dam Seven", "Harbour Office")


def test_what_is_an_alias_is_not_suggested_nor_a_longer_name_with_it() -> None:
    assert suggest(OWN, OTHERS, ["harbour"]) == ("Dam Seven",)


def test_what_the_other_stories_use_as_well_is_not_suggested() -> None:
    assert "Trade Ministry" not in suggest([*OWN, OTHERS[0], OTHERS[0]], OTHERS, [])


def test_a_single_story_suggests_nothing() -> None:
    assert suggest(OWN[:1], OTHERS, []) == ()


def test_no_stories_suggest_nothing() -> None:
    assert suggest([], [], []) == ()
