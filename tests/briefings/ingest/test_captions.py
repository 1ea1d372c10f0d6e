"""Captions and the names of those who took a picture."""

from __future__ import annotations

import pytest

from briefings.ingest.rules import label
from briefings.ingest.split import split
from briefings.ingest.text import normalise
from briefings.model import LineLabel


@pytest.mark.parametrize(
    "line",
    [
        "The harbour after the storm. REUTERS/Ola Lind", "Ferries at the quay on Sunday. AFP/Jon Byrne/File Photo", "(Xinhua/Mei Lan)", "EPA/POOL", "Pupils in the yard of the school. Source: Tolm Post", "[Picture: Port office]", "Handout photo of the tram.", "The choir in its hall. Photo courtesy of Ola Lind",
        "Image caption, The bridge stays closed until May", "Data: Port office. Chart: Tolm Post",
        "Tugs turn the ferry in this handout picture. — Reuters",
        "The mayor opens the bridge | Photo Credit: City Hall", "The new tram. Pic: Ola Lind",
    ],
)  # fmt: skip
def test_who_took_a_picture_makes_a_line_a_caption(line: str) -> None:
    assert label(line) is LineLabel.CAPTION


@pytest.mark.parametrize(
    "line",
    [
        "The committee asked Reuters and AFP for their pictures", "Museum shows forgotten photos by harbour workers",
        "The report was first published by AP.", "🔴 Ferry runs aground off Skerrow with 40 aboard",
    ],
)  # fmt: skip
def test_a_text_may_speak_of_agencies_and_pictures(line: str) -> None:
    assert label(line) is None


@pytest.mark.parametrize(
    "line",
    [
        "Fishermen mend their nets on the pier of the old town. (Supplied: O Lind)", "The tram in its depot (Tolm Rural: Jon Byrne)", "A crane over the quay of Hallvik (archive)",
        "Una grúa sobre el muelle de Santa Orma (archivo)", "رافعة فوق رصيف الميناء (أرشيفية)", "Кран над причалом Хальмска (архив)",
        "La grúa lleva seis días parada. Foto Notipress / Archivo", "Der Kran steht still: »Wir warten« Foto: Ola Lind / Tolmer Bote", "Guindaste parado no cais do porto de Santa Orma - João Orma/Notipress",
        "La grue est à l'arrêt. | LE COURRIER DE TOLM", "The crane fell in March. NTW/Ola Lind/Illustration/File Photo Purchase Licensing Rights", "碼頭早上有不少工人排隊。（王安娜攝）",
        "桟橋で船を待つ人たち＝3月5日、ハラム、王安娜撮影", "Tramwaj na pętli w Hallviku (Fot. Jan Byrne / Kurier)",
        "지난 4일 할람항에 멈춰 선 크레인. 김안나 기자",
    ],
)  # fmt: skip
def test_what_a_picture_is_signed_with_makes_a_line_a_caption(line: str) -> None:
    assert label(line) is LineLabel.CAPTION


@pytest.mark.parametrize(
    "line",
    [
        "He was told of it by the archive (which is closed)", "Ratio of 3:1 is kept | court", "Crane falls in Hallvik - port/rail link shut", "그는 크레인이 멈췄다고 말했다. 김안나 기자",
        "The editors thank the archive.",
    ],
)  # fmt: skip
def test_a_line_may_end_like_a_signature(line: str) -> None:
    assert label(line) is not LineLabel.CAPTION


HEAD = "Cranes idle at Hallvik port\nBy Ola Lind\n5 March 2024\n"
BODY = "Cranes stood idle at the port of Hallvik on Monday, the union of its workers said.\n\nThe port handles a third of the grain of the country."


@pytest.mark.parametrize(
    ("shown", "below"),
    [
        ("A gull sits on a rail.", "Photograph: Jon Byrne/Tolm Post"), ("Der Hafen ist seit August geschlossen.", "© TB | Jon Byrne"), ("El puerto está cerrado desde agosto.", "Ampliar imagen"),
        ("قارب في ميناء المدينة.", "تصوير: سامي"), ("Une mouette sur le quai.", "Voir en plein écran"),
    ],
)  # fmt: skip
def test_a_sentence_right_above_a_credit_tells_what_a_picture_shows(shown: str, below: str) -> None:
    (story,) = split(normalise(f"{HEAD}{shown}\n{below}\n{BODY}")).stories
    assert story.paragraphs == tuple(BODY.split("\n\n"))
    (story,) = split(normalise(f"{HEAD}{BODY}\n\n{shown}\n{below}\n\n{BODY[:83]}")).stories
    assert shown not in story.paragraphs


def test_a_paragraph_above_a_credit_is_text_where_no_blank_line_parts_paragraphs() -> None:
    lines = BODY.replace("\n\n", "\n")
    (story,) = split(normalise(f"{HEAD}{lines}\nPhoto: Jon Byrne\n{BODY[:83]}")).stories
    assert story.paragraphs[:2] == tuple(BODY.split("\n\n"))


@pytest.mark.parametrize("credit", ["Photo: Tolm Post", "View image in fullscreen"])
def test_a_first_paragraph_above_a_credit_is_text_where_it_says_more_of_the_headline_than_the_next(
    credit: str,
) -> None:
    title = "Ferry to Hallvik runs again after the storm"
    lead = "The ferry to Hallvik will run again from Monday, two years after the storm tore its pier away."
    more = "Its first boat leaves at six in the morning, and the fare stays what it was, the harbour office said."
    (story,) = split(normalise(f"{title}\nBy Jon Byrne\n\n{lead}\n{credit}\n\n{more}")).stories
    assert story.paragraphs == (lead, more)
