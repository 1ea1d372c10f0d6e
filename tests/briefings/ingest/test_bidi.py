"""Lines with Arabic and Hebrew, from the order of their letters on a page to that of reading."""

from __future__ import annotations

import pytest

from briefings.ingest.documents import bidi

ALEF, BET, GIMEL = "\u05d0", "\u05d1", "\u05d2"
BEH, TEH, SEEN = "\u0628", "\u062a", "\u0633"
SHADDA = "\u0651"


@pytest.mark.parametrize(
    ("drawn", "read"),
    [
        (f"{GIMEL}{BET} {ALEF}", f"{ALEF} {BET}{GIMEL}"),
        (f"{SEEN} 2026 {TEH} 3 {BEH}", f"{BEH} 3 {TEH} 2026 {SEEN}"),
        (f"{TEH} 1,250 {BEH}", f"{BEH} 1,250 {TEH}"),
        (f"{TEH} 22:30 {BEH}", f"{BEH} 22:30 {TEH}"),
        (f"{TEH} \u0661\u0662 {BEH}", f"{BEH} \u0661\u0662 {TEH}"),
        (f"{TEH} %12 {BEH}", f"{BEH} 12% {TEH}"),
        (f"{GIMEL} 12%-{BET}", f"{BET}-12% {GIMEL}"),
        (f"{TEH} 2020-2019 {BEH}", f"{BEH} 2019-2020 {TEH}"),
        (f"{GIMEL} 2019-2020 {BET}", f"{BET} 2019-2020 {GIMEL}"),
        (f"{TEH} Harbour Lines T-200 {BEH}", f"{BEH} Harbour Lines T-200 {TEH}"),
        (f".({TEH} 3 {SEEN}) {BEH}", f"{BEH} ({SEEN} 3 {TEH})."),
        ("Nothing (at all) of 2026", "Nothing (at all) of 2026"),
    ],
)  # fmt: skip
def test_a_line_is_read_as_it_was_written(drawn: str, read: str) -> None:
    assert bidi.read(drawn) == read


@pytest.mark.parametrize("text", [f"{ALEF}{BET}", "(", f"{BEH}{SHADDA}"])
def test_what_is_told_in_the_order_of_reading_comes_back(text: str) -> None:
    assert bidi.read(f"{bidi.drawn(text)}{GIMEL}") == f"{GIMEL}{text}"


def test_a_word_among_latin_is_turned_alone() -> None:
    assert bidi.read(f"The word {BET}{ALEF}: 12", leftward=False) == f"The word {ALEF}{BET}: 12"


@pytest.mark.parametrize(
    ("drawn", "looks"),
    [
        (f"{GIMEL} ({BET}) {ALEF}", 2),
        (f"{GIMEL} ){BET}( {ALEF}", -2),
        (f".»{TEH}« {BEH}", -2),
        (f"(at) {ALEF}({GIMEL} 7)", 0),
    ],
)
def test_a_bracket_shows_by_the_letter_beside_it_how_it_is_told(drawn: str, looks: int) -> None:
    assert bidi.looks(drawn) == looks


@pytest.mark.parametrize(
    ("drawn", "stops"),
    [(f".{GIMEL} {BET}", 1), (f"{GIMEL} {BET}.", -1), (f'."{TEH} {BEH}', 1), (f"7. {ALEF}", 0)],
)
def test_a_stop_at_the_edge_shows_which_way_a_line_goes(drawn: str, stops: int) -> None:
    assert bidi.stops(drawn) == stops
