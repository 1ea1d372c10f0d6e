"""Texts written to one pattern about two happenings are told apart by their names and numbers."""

from __future__ import annotations

import pytest

from briefings.analysis.details import differ
from briefings.analysis.duplicates import DUPLICATE, is_likely, likeness, overlap, signature

TRAMS = (
    "The city council of Lorna voted on Monday to bring back night trams after a pause of six years, ending a long quarrel over their "
    "cost. The first trams will run on Friday between the station and the harbour, every 30 minutes until five in the morning. On "
    "Monday, Mayor Ilse Brandt said the service would cost four million crowns a year. People along Quay Street have warned of noise."
)
REWRITTEN = (
    "After a pause of six years, night trams will return to Lorna: the city council voted for them on Monday, ending a long quarrel over "
    "their cost. Trams will run every 30 minutes until five in the morning between the station and the harbour, the first of them on "
    "Friday. The service would cost four million crowns a year, said Ilse Brandt. Noise worries people along Quay Street."
)
BUSES = (
    "The city council of Velm voted on Thursday to bring back night buses after a pause of three years, ending a long quarrel over their "
    "cost. The first buses will run on Saturday between the airport and the old town, every 40 minutes until four in the morning. On "
    "Thursday, Mayor Jonas Hale said the service would cost two million crowns a year. Drivers of Norlin Buses have warned of long shifts."
)
FIRE = "Bei einem Brand in einem Chemiewerk bei Harlau sind zwölf Menschen verletzt worden. Das Feuer brach gegen 6 Uhr aus, 150 Feuerwehrleute waren im Einsatz. Anwohner sollten Fenster geschlossen halten."
OTHER_FIRE = "Bei einem Brand in einem Chemiewerk bei Osterau sind vier Menschen verletzt worden. Das Feuer brach gegen 22 Uhr aus, 80 Feuerwehrleute waren im Einsatz. Anwohner sollten Fenster geschlossen halten."
ZH = "洛尔纳市议会星期一投票决定，在停运六年之后恢复夜间电车服务。首批电车将于星期五在火车站与港口之间运行，每三十分钟一班，直到凌晨五点。市长伊尔莎·布兰特说，这项服务每年将花费四百万克朗，其中一半由省政府承担。"
OTHER_ZH = "维尔姆市议会星期一投票决定，在停运三年之后恢复夜间公交服务。首批公交车将于星期六在机场与老城之间运行，每四十分钟一班，直到凌晨四点。市长约纳斯·黑尔说，这项服务每年将花费两百万克朗，全部由市政府承担。"


@pytest.mark.parametrize(("one", "other"), [(TRAMS, BUSES), (ZH, OTHER_ZH)])
def test_reports_of_two_happenings_in_the_same_words_are_not_one_article(one: str, other: str) -> None:
    assert overlap(one, other) >= DUPLICATE
    assert likeness(one, other) == 0


def test_numbers_alone_tell_two_fires_apart() -> None:
    assert differ(FIRE, OTHER_FIRE)


@pytest.mark.parametrize(
    "other", [REWRITTEN, f"LORNA (Port Wire) - {TRAMS[:260]}", TRAMS.replace("30 minutes", "20 minutes")]
)
def test_a_rewritten_a_cut_and_a_corrected_article_are_the_same(other: str) -> None:
    assert is_likely(signature(TRAMS), signature(other))
    assert likeness(TRAMS, other) >= DUPLICATE


def test_little_is_no_ground_to_tell_two_texts_apart() -> None:
    assert not differ("It rained in Lorna.", "It rained in Velm.")
