"""Captions and the names of those who took a picture."""

from __future__ import annotations

import pytest

from briefings.ingest.rules import label
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
