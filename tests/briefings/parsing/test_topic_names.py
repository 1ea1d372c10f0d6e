"""Topics by what people call them."""

from __future__ import annotations

import pytest

from briefings.model import Topic
from briefings.parsing.topic_names import leading, match

KOREA = Topic("north-korea", "North Korea", aliases=("Norte",), names={"ko": "북한", "es": "Corea del Norte"})
NORTH = Topic("north", "The North", names={"es": "Norte", "ru": "DPRK", "ar": "North Korea"})


@pytest.mark.parametrize("name", ["북한", "corea del norte", "COREA-DEL-NORTE", "North Korea"])
def test_a_topic_is_found_by_its_name_in_every_language(name: str) -> None:
    assert match(name, [NORTH, KOREA]) is KOREA


def test_a_name_in_another_language_goes_before_an_alias() -> None:
    assert match("norte", [KOREA, NORTH]) is NORTH


def test_what_follows_the_name_is_left() -> None:
    assert leading("Corea del Norte 2 semanas", [KOREA, NORTH]) == (KOREA, "2 semanas")
