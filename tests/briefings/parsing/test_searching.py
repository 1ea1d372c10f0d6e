from __future__ import annotations

from datetime import date

import pytest

from briefings.errors import BadSearch
from briefings.parsing.searching import Search, fold, parse, words

TODAY = date(2026, 3, 2)


def test_words_are_told_without_case_accents_or_width() -> None:
    assert list(words("Café ＮＡＴＯ Ёлка straße")) == ["cafe", "nato", "елка", "strasse"]


def test_plurals_are_found_by_their_singular() -> None:
    assert list(words("sanctions sanction status crisis press bus")) == [
        "sanction",
        "sanction",
        "status",
        "crisis",
        "press",
        "bus",
    ]


@pytest.mark.parametrize(
    "forms",
    [
        "санкция санкции санкций санкцию санкцией санкциям санкциями санкциях",
        "закон закона законы законов законами законах",
        "танк танки танков танкам",
        "Лавров Лаврова Лаврову Лавровым Лаврове",
        "военный военная военное военные военного военных военным",
        "ракета ракеты ракет ракетой ракетами",
        "Корея Кореи Корее Корею Кореей",
        "Китай Китая Китаю Китае Китаем",
        "герой герои героя герою героем героев героям героями героях",
        "еврей евреи еврея евреев евреям евреями евреях",
        "музей музея музеем музеев",
        "Дмитрий Дмитрия Дмитрию Дмитрием Дмитрии",
        "сценарий сценарии сценария сценариев сценариями",
        "Сергеев Сергеева Сергееву Сергеевым Сергееве",
        "Львов Львова Львову Львове Львовом",
        "Псков Пскова Пскову Пскове Псковом",
        "Киев Киева Киеву Киеве Киевом",
        "country countries",
        "movie movies",
        "loss losses",
        "tax taxes",
        "sanción sanciones",
        "ciudad ciudades",
        "عقوبة عقوبات العقوبات والعقوبات للعقوبات",
        "رئيس الرئيس بالرئيس",
    ],
)
def test_the_forms_of_a_noun_are_one_word(forms: str) -> None:
    assert len(set(words(forms))) == 1


def test_other_words_stay_apart() -> None:
    apart = "police policy plane plan state status Корея король Иран Ирак Крым كوريا كورة war wars2 the then"
    apart += " new news Mar Mars корова"
    assert len(set(words(apart))) == len(apart.split())


def test_scripts_without_blanks_are_kept_in_pairs() -> None:
    assert list(words("北朝鮮とUN")) == ["北朝", "朝鮮", "鮮と", "と", "un"]
    assert list(words("북한은")) == ["북한", "한은", "은"]


def test_korean_stays_whole_syllables() -> None:
    assert fold("북한") == "북한"


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("arms control", Search((("arm",), ("control",)))),
        ('"arms control" talks', Search((("arm", "control"), ("talk",)))),
        ("US-Russia", Search((("us", "russia"),))),
        ("朝鮮", Search((("朝鮮",),))),
        ("朝", Search((("朝",),))),
        ("北朝鮮", Search((("北朝", "朝鮮"),))),
        ("topic:north-korea", Search(topic="north-korea")),
        ("since:2026-01-31", Search(since=date(2026, 1, 31))),
        ("since:٢٠٢٦-٠١-٣١", Search(since=date(2026, 1, 31))),
        ("since:31 Jan talks", Search((("talk",),), since=date(2026, 1, 31))),
        ("since:31 de enero de 2026 cumbre", Search((("cumbre",),), since=date(2026, 1, 31))),
        ('since:"Jan 31" talks', Search((("talk",),), since=date(2026, 1, 31))),
        ("talks since:yesterday may 1", Search((("talk",), ("may",), ("1",)), since=date(2026, 3, 1))),
        ("since: 31.12. talks", Search((("talk",),), since=date(2025, 12, 31))),
        ('TOPIC:"North Korea" x', Search((("x",),), topic="North Korea")),
        ("talks -russia", Search((("talk",),), without=(("russia",),))),
        (
            '-"arms control" talks −Japan –oil',
            Search((("talk",),), without=(("arm", "control"), ("japan",), ("oil",))),
        ),
        ("-北朝鮮 朝鮮", Search((("朝鮮",),), without=(("北朝", "朝鮮"),))),
        ("-oil topic:dprk", Search(topic="dprk", without=(("oil",),))),
        (
            'talks -topic:dprk –Topic:"US Russia" -from:"Port Wire" from:x',
            Search(
                (("talk",),),
                source=("x",),
                without_topics=("dprk", "US Russia"),
                without_sources=(("port", "wire"),),
            ),
        ),
        ("talks -topic: -from:", Search((("talk",),))),
        ("well-known - US – talks -?!", Search((("well", "known"), ("us",), ("talk",)))),
        ("from:Reuters x since:2026-01-31", Search((("x",),), None, ("reuter",), date(2026, 1, 31))),
    ],
)
def test_a_search_is_read(query: str, expected: Search) -> None:
    assert parse(query, TODAY) == expected


@pytest.mark.parametrize(
    "query", ["", "  ", "?!", '""', "topic:", "-russia", '-"arms control" -oil', "-topic:dprk -from:x"]
)
def test_a_search_for_nothing_is_refused(query: str) -> None:
    with pytest.raises(BadSearch, match="Write what to look for"):
        parse(query, TODAY)


@pytest.mark.parametrize("day", ["soon", "2026-02-30", "31", ""])
def test_a_date_that_is_none_is_refused(day: str) -> None:
    with pytest.raises(BadSearch, match="is not a date"):
        parse(f"x since:{day}", TODAY)


def test_a_search_of_a_thousand_words_is_cut() -> None:
    assert len(parse("x " * 1000, TODAY).phrases) == 12
