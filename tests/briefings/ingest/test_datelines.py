from __future__ import annotations

import pytest

from briefings.ingest.datelines import dateline, wire
from briefings.ingest.split import split
from briefings.ingest.text import normalise


@pytest.mark.parametrize(
    ("text", "place", "rest"),
    [
        ("GENEVA: A bus overturned.", "GENEVA", "A bus overturned."),
        ("(AP) — The bank rose.", None, "The bank rose."),
        ("LONDON (Reuters) — The bank rose.", "LONDON", "The bank rose."),
        ("New Delhi, Oct 7 (AFP) - The court ruled.", "New Delhi", "The court ruled."),
        ("Moscow — The ministry said.", "Moscow", "The ministry said."),
        ("МОСКВА, 5 мая (ТАСС) - Мост закрыт.", "МОСКВА", "Мост закрыт."),
        ("新华社北京8月3日电 大桥关闭。", "北京", "大桥关闭。"),
        ("(서울=연합뉴스) 다리가 통제된다.", "서울", "다리가 통제된다."),
        ("موسكو (رويترز) - قالت الوزارة.", "موسكو", "قالت الوزارة."),
        ("Update: The bridge opened again.", None, "Update: The bridge opened again."),
        ("The minister said: Nobody came.", None, "The minister said: Nobody came."),
    ],
)
def test_a_dateline_comes_off_the_opening(text: str, place: str | None, rest: str) -> None:
    assert dateline(text) == (place, rest)


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("LONDON (Reuters) — The bank rose.", "Reuters"), ("(AP) — The bank rose.", "AP"), ("МОСКВА, 5 мая (ТАСС) - Мост закрыт.", "ТАСС"),
        ("新华社北京8月3日电 大桥关闭。", "新华社"), ("(서울=연합뉴스) 다리가 통제된다.", "연합뉴스"), ("GENEVA: A bus of Reuters overturned.", None),
        ("Reuters was told of it.", None),
    ],
)  # fmt: skip
def test_a_dateline_names_the_agency(text: str, agency: str | None) -> None:
    assert wire(text) == agency


def test_a_city_before_a_colon_is_where_the_story_was_written() -> None:
    assert dateline("Nairobi: The ferry to the island stopped on Monday.") == (
        "Nairobi",
        "The ferry to the island stopped on Monday.",
    )
    assert dateline("Tolm Bay, 5 March 2024 (TNA) — Ferries stopped.") == ("Tolm Bay", "Ferries stopped.")
    assert dateline("TOLM BAY (TNA) - Ferries stopped.") == ("TOLM BAY", "Ferries stopped.")
    assert dateline("TOLM/ORM - Ferries stopped.") == ("TOLM/ORM", "Ferries stopped.")
    speech = "Lind: The ferry to the island stopped on Monday."
    assert dateline(speech) == (None, speech)


@pytest.mark.parametrize(
    ("head", "place"),
    [
        ("HALLVIK, Tolmland (NTW) — ", "HALLVIK, Tolmland"),
        ("ORMSUND, 14 мая — Маяк 7. ", "ORMSUND"), ("ОРМСК, 14 мая. /Маяк/. ", "ОРМСК"), ("ОРМСК, 14 мая (Маяк) — ", "ОРМСК"),
        ("(ANSA) - ORMA, 05 MAR - ", "ORMA"), ("ОРМСК. 14 мая. МАЯК.RU - ", "ОРМСК"), ("14 мая, Ормск /Корр. Маяк/. ", "Ормск"), ("HALLVIK (5 March 2024) – ", "HALLVIK"),
        ("HALLVIK--(NORTH WIRE)--", "HALLVIK"), ("Hallvik, NTW Tolmland -- ", "Hallvik"), ("Hallvik (telenews) - ", "Hallvik"), ("Hallvik, le 5 mars 2024 (ATP) - ", "Hallvik"), ("Hà Vịk (THVN) - ", "Hà Vịk"),
        ("Hallvik, 3 mar. (telenotiz) - ", "Hallvik"), ("HALLVİK (TNA) - ", "HALLVİK"), ("Santa Orma.- ", "Santa Orma"),
        ("PUERTO ORMO, PO (NOTIPRESS) - ", "PUERTO ORMO, PO"), ("Kabar.co.id, Hallvik - ", "Hallvik"), ("HALLVIK, KABAR.com — ", "HALLVIK"),
    ],
)  # fmt: skip
def test_a_house_that_nobody_knows_is_told_by_its_form(head: str, place: str) -> None:
    text = "La grúa cayó al muelle."
    assert dateline(head + text) == (place, text)


@pytest.mark.parametrize(
    ("text", "place", "rest"),
    [
        ("[할람=동쪽경제] 다리가 통제된다.", "할람", "다리가 통제된다."), ("(할람=통신) 김안나 기자 = 다리가 통제된다.", "할람", "다리가 통제된다."),
        ("[동쪽매일 김안나 기자] 다리가 통제된다.", None, "다리가 통제된다."), ("[단독] 다리가 통제된다.", None, "[단독] 다리가 통제된다."),
        ("【ハラム時事】橋が閉鎖された。", "ハラム", "橋が閉鎖された。"), ("【ハラム＝王安娜】橋が閉鎖された。", "ハラム", "橋が閉鎖された。"),
        ("【速報】橋が閉鎖された。", None, "【速報】橋が閉鎖された。"), ("ハラム（ロイター）橋が閉鎖された。", "ハラム", "橋が閉鎖された。"),
        ("本报江岸5月4日电（记者 王安娜）大桥关闭。", "江岸", "大桥关闭。"), ("本报讯（记者 王安娜）大桥关闭。", None, "大桥关闭。"),
        ("（東岸社記者王安娜江岸縣4日電）大橋關閉。", "江岸縣", "大橋關閉。"), ("（記者王安娜／江岸報導）大橋關閉。", "江岸", "大橋關閉。"),
        ("الميناء 4 أيار (وأن) - أغلق الجسر.", "الميناء", "أغلق الجسر."), ("الميناء 4 مايو / وأن / أغلق الجسر.", "الميناء", "أغلق الجسر."),
        ("قال (الوزير) إن الجسر أغلق.", None, "قال (الوزير) إن الجسر أغلق."),
        ("शहर संवाददाता, हल्लम। पुल बंद हुआ।", "हल्लम", "पुल बंद हुआ।"), ("बारिश हुई। पुल बंद हुआ।", None, "बारिश हुई। पुल बंद हुआ।"),
    ],
)  # fmt: skip
def test_the_east_puts_who_reports_in_brackets(text: str, place: str | None, rest: str) -> None:
    assert dateline(text) == (place, rest)


@pytest.mark.parametrize(
    ("head", "place", "beside"),
    [
        ("Hallvik: ", "Hallvik", "The Hallvik Municipal council votes in May."),
        ("Hallvik. ", "Hallvik", "So etwas hat in Hallvik noch niemand gesehen."),
        ("Hallvik - ", "Hallvik", "Home / Hallvik"),
        ("Хальмск. ", "Хальмск", "Мост в Хальмске закрыт."),
        ("Santa Orma, Orm. ", "Santa Orma, Orm.", ""),
    ],
)
def test_a_place_in_doubt_is_known_by_the_rest_of_the_text(head: str, place: str, beside: str) -> None:
    text = "The ferry to the island stopped on Monday after a crane fell on the pier."
    assert dateline(head + text, (beside,)) == (place, text)


@pytest.mark.parametrize(
    "text",
    [
        "Tehran: the new normal? Nobody in Tehran knows what that may be by now.",
        "Lind: The ferry to the island stopped on Monday, and nobody told me of it.",
        "Silence. Nobody moved before the last of the cranes had come to rest.",
        "Orm Lines, Inc. The company with the longest name has nothing to say to us.",
        "On March 5, 2024 - The bridge was closed.", "Sunday, March 5: The bridge was closed.", "Orm Lines (NYSE) - The company is sold.",
        "Anna Lind (pictured) — The mayor of the town does not want to move.",
        "Brücken. Züge. Fähren. Alles stand an diesem Montag still, und niemand wusste warum.",
        "Lluvia: En el norte siguen cerradas las carreteras y los puertos de la costa.",
    ],
)  # fmt: skip
def test_ordinary_sentences_stay_whole(text: str) -> None:
    assert dateline(text, ("Anna Lind met the press.",)) == (None, text)


def test_what_stands_between_a_headline_and_a_dateline_is_no_text_of_the_story() -> None:
    paste = """Cranes idle at Hallvik port

A ferry waits at the empty quay of the port on Monday.

HALLVIK, Tolmland (NTW) — Cranes stood idle at the port on Monday after a strike was called.

The port handles a third of the grain of the country, the union said."""
    (story,) = split(normalise(paste)).stories
    assert story.paragraphs[0] == "Cranes stood idle at the port on Monday after a strike was called."


@pytest.mark.parametrize(
    ("headline", "lead"),
    [
        (
            "Kapitän stand allein auf der Brücke der Fähre",
            "HALLVIK, 4. Mai (ntw) - Der Kapitän stand allein auf der Brücke.",
        ),
        (
            "إغلاق جسر الميناء بعد سقوط رافعة",
            "الميناء 4 مايو / وأن / أغلق جسر الميناء بعد سقوط رافعة فجر اليوم.",
        ),
    ],
)
def test_a_headline_does_not_run_into_the_dateline_below_it(headline: str, lead: str) -> None:
    (story,) = split(normalise(f"{headline}\n{lead}\nDas ist der zweite Absatz dieser Meldung.")).stories
    assert story.headline == headline
    assert story.dateline in ("HALLVIK", "الميناء")


def test_paragraphs_above_a_line_that_looks_like_a_dateline_stay() -> None:
    title = "Trams of Lorna run at night"
    texts = (
        "Trams in Lorna run at night from Friday, after six years without, the council decided on Monday by 31 votes to 22, with the mayor, who had been against it, away at a wedding.",
        "The first one leaves the station at midnight, and the last one reaches the harbour at four in the morning, when the fish market opens and the bakers of the old town light their ovens.",
        "LORNA — A ticket costs what it costs by day, and dogs ride free, the council said in a paper.",
    )
    (story,) = split(
        "\n\n".join(
            (
                title,
                *texts,
                "Nobody on Kist Street has complained about the trams yet.",
                "UAE: Do trams there run at night?",
            )
        )
    ).stories
    assert story.paragraphs[:2] == texts[:2]
