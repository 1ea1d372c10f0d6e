from __future__ import annotations

import pytest

from briefings.desk.topic_text import as_fields, edited, from_fields, merged, new, with_aliases, written
from briefings.errors import BadTopic
from briefings.model import Topic

CLIMATE = Topic("climate", "Climate", "🌍", "Heat and ice", ("climate change", "COP"))
PAIR = Topic(
    "us-russia", "US–Russia", groups=(("US", "America"), ("Russia", "Moscow")), excluded=("US Open",)
)


def test_a_topic_is_one_line() -> None:
    assert new("🌍 Climate: climate change, COP") == Topic(
        "climate", "Climate", "🌍", aliases=("climate change", "COP")
    )


def test_a_topic_is_a_field_a_line() -> None:
    text = "US–Russia\nall of: US, America + Russia, Moscow\nnot: US Open\nslug: us-russia"
    assert new(text) == PAIR


KOREA = Topic(
    "korea", "Korea", aliases=("DPRK",), names={"ko": "북한"}, descriptions={"ko": "평양: 회담", "ru": "КНДР"}
)


@pytest.mark.parametrize("topic", [CLIMATE, PAIR, KOREA])
def test_what_is_written_is_read_again(topic: Topic) -> None:
    assert edited(topic, written(topic)) == topic
    assert from_fields(as_fields(topic)) == topic


def test_only_the_fields_that_are_written_change() -> None:
    after = edited(CLIMATE, "aliases: heat, ice,\nsea level\nemoji: 🔥")
    assert (after.name, after.emoji, after.aliases) == ("Climate", "🔥", ("heat", "ice", "sea level"))


def test_a_name_in_another_language_comes_and_goes() -> None:
    named = edited(KOREA, "name ru: Северная Корея\nName  KO:\ndescription ko:")
    assert named.names == {"ru": "Северная Корея"}
    assert named.descriptions == {"ru": "КНДР"}
    assert new("Korea: DPRK\nname es: Corea del Norte").name_in("es") == "Corea del Norte"


def test_what_is_not_seen_is_no_part_of_a_topic() -> None:
    made = new("\u202eClimate\0: he\u200bat\nname ar: \u2067مناخ\u2069")
    assert (made.name, made.aliases, made.names) == ("Climate", ("heat",), {"ar": "مناخ"})
    assert with_aliases(made, "\u200b, ice").aliases == ("heat", "ice")


def test_aliases_come_and_go_once() -> None:
    after = with_aliases(CLIMATE, "carbon tax, Climate Change, -cop")
    assert after.aliases == ("climate change", "carbon tax")


def test_aliases_of_other_scripts_are_divided_by_their_own_commas() -> None:
    assert new("Korea: 北韓、朝鮮，平壤").aliases == ("北韓", "朝鮮", "平壤")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "needs a name"),
        ("Climate: ,", "needs words"),
        ("Корея: КНДР", "no Latin letters"),
        ("Climate: a", "too short"),
        ("Climate\ncolour: green", "“colour” is no field"),
        ("Climate\nall of: heat", "several groups"),
        ("Climate: heat\nslug: Not So", "cannot be a slug"),
        (f"Climate: {'x' * 90}", "too long"),
        (f"{'Climate ' * 12}: heat", "1 to 60"),
        ("Climate: heat\nemoji: fire", "no words"),
        (f"Climate: heat\ndescription: {'x' * 300}", "at most 200"),
        ("Climate: heat\nname fr: Climat", "“name fr” is no field"),
        (f"Climate: heat\nname ru: {'x' * 61}", "1 to 60"),
        (f"Climate: heat\ndescription ar: {'x' * 201}", "at most 200"),
    ],
)
def test_what_cannot_be_used_is_told_in_one_sentence(text: str, sentence: str) -> None:
    with pytest.raises(BadTopic, match=sentence):
        new(text)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [("", "Write what is to change"), ("slug: heat", "stays as it is"), ("aliases:", "needs words")],
)
def test_an_edit_that_cannot_be_is_told_in_one_sentence(text: str, sentence: str) -> None:
    with pytest.raises(BadTopic, match=sentence):
        edited(CLIMATE, text)


def test_an_alias_that_is_none_cannot_be_taken_away() -> None:
    with pytest.raises(BadTopic, match="“weather” is no alias"):
        with_aliases(CLIMATE, "-weather")


def test_two_topics_become_one_with_no_more_aliases_than_one_may_have() -> None:
    weather = Topic("weather", "Weather", aliases=("cop", "storm"), excluded=("fair",))
    assert merged(weather, CLIMATE).aliases == ("climate change", "COP", "storm")
    many = Topic("many", "Many", aliases=tuple(f"storm {number}" for number in range(299)))
    with pytest.raises(BadTopic, match="at most 300 aliases; this would be 301"):
        merged(many, CLIMATE)
