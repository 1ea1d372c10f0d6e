from __future__ import annotations

from pathlib import Path

import pytest

from briefings import catalogue
from briefings.errors import BadCatalogue


def test_a_new_house_starts_with_two_topics_in_order() -> None:
    topics = catalogue.load()
    assert [topic.slug for topic in topics] == ["us-russia", "north-korea"]
    assert all(topic.name and topic.emoji and topic.description for topic in topics)
    assert len(topics[0].groups) == 2
    for topic in topics:
        assert set(topic.names) == set(topic.descriptions) == {"ru", "ko", "es", "ar"}


def test_json_of_the_same_shape_is_read(tmp_path: Path) -> None:
    path = tmp_path / "topics.json"
    path.write_text('{"sea": {"name": "Sea", "aliases": ["port"], "description": "Ships."}}', "utf-8")
    (topic,) = catalogue.load(path)
    assert (topic.slug, topic.name, topic.aliases) == ("sea", "Sea", ("port",))


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "one table per topic"),
        ("x = ", "not valid TOML"),
        ("[Sea]\nname = 'Sea'\naliases = ['port']", "“Sea” is no slug"),
        ("[a--b]\nname = 'Sea'\naliases = ['port']", "“a--b” is no slug"),
        ("[sea]\naliases = ['port']", "the name of “sea” must be text"),
        ("[sea]\nname = 'Sea'\naliases = 'port'", "the aliases of “sea” must be a list of words"),
        ("[sea]\nname = 'Sea'\naliases = ['']", "the aliases of “sea” must be a list of words"),
        ("[sea]\nname = 'Sea'\ngroups = ['port']", "the groups of “sea” must be a list"),
        ("[sea]\nname = 'Sea'\ngroups = [[]]", "a group of “sea” is empty"),
        ("[sea]\nname = 'Sea'", "neither aliases nor groups"),
        ("[sea]\nname = 'Sea'\naliases = ['port']\nalias = 'x'", "a field “alias”"),
        ("sea = 1", "“sea” must be a table"),
        ("[sea]\nname = 'Sea'\nnames = 'Море'", "the names of “sea” must be a table by language"),
        ("[sea]\nname = 'Sea'\nnames = {fr = 'Mer'}", "the names of “sea” must be a table by language"),
        ("[sea]\nname = 'Sea'\ndescriptions = {ru = ' '}", "the descriptions.ru of “sea” must be text"),
    ],
)
def test_a_faulty_catalogue_is_refused_by_name(tmp_path: Path, text: str, fault: str) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(BadCatalogue) as caught:
        catalogue.load(path)
    assert fault in str(caught.value)
    assert "mine.toml" in str(caught.value)


def test_a_catalogue_that_is_not_there_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(BadCatalogue, match=r"gone\.toml cannot be read"):
        catalogue.load(tmp_path / "gone.toml")
    (tmp_path / "bad.json").write_text("{", "utf-8")
    with pytest.raises(BadCatalogue, match="not valid JSON"):
        catalogue.load(tmp_path / "bad.json")
