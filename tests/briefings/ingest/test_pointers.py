"""Sentences that send the reader elsewhere."""

from __future__ import annotations

import pytest

from briefings.ingest.split import split
from briefings.ingest.text import normalise

STORY = "Port workers end strike\n\nDock workers went back to work on Tuesday.\nThe port opened its gates at noon.\n"


@pytest.mark.parametrize(
    "line",
    [
        "Read it here.", "Watch the full interview below", "You can read the whole report here.", "Learn more.", "Find out more about tides.",
        "Lesen Sie hier mehr.", "Hier weiterlesen.", "Lea la sentencia completa aquí.", "Veja a lista aqui.", "Leggi qui.", "À lire ici.",
        "Подробнее читайте здесь.", "Czytaj więcej tutaj.", "Haberin tamamını buradan okuyun.", "Simak selengkapnya di sini.",
        "点击这里阅读全文。", "詳しくはこちら。", "전문은 여기에서 보세요.", "اقرأ النص الكامل هنا.", "पूरी रिपोर्ट यहां पढ़ें।",
    ],
)  # fmt: skip
def test_a_sentence_that_sends_the_reader_elsewhere_is_no_text(line: str) -> None:
    (story,) = split(
        normalise(f"{STORY}\n{line}\n\nThe first ship left before two in the afternoon.")
    ).stories
    assert line not in "\n".join(story.paragraphs)
    assert len(story.paragraphs) == 3


@pytest.mark.parametrize(
    "line",
    [
        "“I was born here.”", "Nobody wants to stay here.", "See how they run, the harbour master said.", "She read it here.",
        "Find the ship was the order of the day.", "Здесь читать не умеют.", "Er wohnt hier.", "Volevano restare qui.", "Mehr Platz ist hier nicht.",
        "这里没有桥。", "여기에는 다리가 없다.", "그는 여기서 태어났다.", "彼はここで生まれた。", "問題はここ。", "वह यहां पढ़ता है।", "عاش الناس هنا منذ زمن.",
    ],
)  # fmt: skip
def test_a_sentence_about_a_place_is_text(line: str) -> None:
    (story,) = split(
        normalise(f"{STORY}\n{line}\n\nThe first ship left before two in the afternoon.")
    ).stories
    assert line in "\n".join(story.paragraphs)
