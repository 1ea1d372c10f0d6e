"""What stands inside sentences and behind the last of them, and is none of the report."""

from __future__ import annotations

import pytest

from briefings.ingest.remarks import signed_off_at, without
from briefings.ingest.rules import label
from briefings.ingest.split import split
from briefings.ingest.text import normalise
from briefings.model import LineLabel


@pytest.mark.parametrize(
    ("line", "plain"),
    [
        ("Orm Lines (ORM.T), opens new tab sold its ferries.", "Orm Lines (ORM.T) sold its ferries."),
        ("The report (opens in new window) names the yard.", "The report names the yard."),
        ("Die Werft (öffnet in neuem Fenster) schließt.", "Die Werft schließt."),
        ("El astillero (abre en una ventana nueva) cierra.", "El astillero cierra."),
        ("Le chantier (nouvelle fenêtre) ferme.", "Le chantier ferme."), ("造船厂（在新窗口打开）关闭。", "造船厂关闭。"),
        ("The museum opens new window on the past.", "The museum opens new window on the past."),
        ("She looked up (the door opens in the new window) and left.", "She looked up (the door opens in the new window) and left."),
    ],
)  # fmt: skip
def test_what_a_link_does_is_no_part_of_a_sentence(line: str, plain: str) -> None:
    assert without(line) == plain


@pytest.mark.parametrize(
    ("sentence", "end"),
    [
        ("Cranes stood idle on Monday.", " PTI OL JB"), ("Cranes stood idle on Monday.", " (AFP)"), ("Die Kräne standen am Montag still.", " (olb/jb)"),
        ("起重机停了。", "（完）"), ("起重機停了。", "（編輯：王安娜）1130305"), ("크레인이 멈췄다.", " (끝)"), ("Kran berhenti.", " (ola/jon)"),
    ],
)  # fmt: skip
def test_a_report_is_signed_off_behind_its_last_sentence(sentence: str, end: str) -> None:
    assert signed_off_at(sentence + end) == len(sentence)


@pytest.mark.parametrize(
    "text",
    ["The deal was struck with AFP.", "He spoke of it first. Bloomberg", "It was over (AFP).", "The end (END)"],
)  # fmt: skip
def test_a_sentence_may_end_in_such_words(text: str) -> None:
    assert signed_off_at(text) is None


LEAD = "The Bank of Tolm will take its old notes back until the end of June, the bank said on Monday."
MORE = "Traders at the market of Hallvik told this paper that they had stopped taking the notes."


@pytest.mark.parametrize(
    ("first", "answer"),
    [
        ("[14:20, 05/03/2024] Ola: ", "[14:31, 05/03/2024] Jon: Is that so??"),
        ("[05.03.2024, 14:20:11] Ola: ", "[05.03.2024, 14:31:02] Jon: Wirklich wahr?"),
        ("05/03/2024, 14:20 - Ola: ", "05/03/2024, 14:31 - Jon: Lo dijo la radio."),
    ],
)
def test_what_others_answer_in_a_chat_is_none_of_an_article(first: str, answer: str) -> None:
    (story,) = split(
        normalise(f"{first}*Bank of Tolm takes its old notes back*\n\n{LEAD}\n\n_{MORE}_\n{answer}")
    ).stories
    assert (story.headline, story.paragraphs) == ("Bank of Tolm takes its old notes back", (LEAD, MORE))


@pytest.mark.parametrize("mark", ["🔹 ", "➡️ ", "▪️", "✅"])
def test_a_picture_in_front_of_a_sentence_goes_and_the_sentence_stays(mark: str) -> None:
    (story,) = split(normalise(f"Bank takes its old notes back\n\n{LEAD}\n\n{mark}{MORE}")).stories
    assert story.paragraphs == (LEAD, MORE)


@pytest.mark.parametrize(
    ("marked", "plain"),
    [
        ('_"Nobody should worry,"_ he said.', '"Nobody should worry," he said.'), ("Rates rose to *4.5 per cent* in May.", "Rates rose to 4.5 per cent in May."),
        ("The file old_notes_list was lost.", "The file old_notes_list was lost."), ("2*3*4 makes 24 in Tolm.", "2*3*4 makes 24 in Tolm."),
    ],
)  # fmt: skip
def test_stars_and_lines_that_make_words_bold_go(marked: str, plain: str) -> None:
    (story,) = split(normalise(f"Bank takes its old notes back\n\n{LEAD}\n\n{marked}")).stories
    assert story.paragraphs[-1] == plain


@pytest.mark.parametrize("line", ["(0) (3)", "(12)"])
def test_numbers_in_brackets_are_those_of_buttons(line: str) -> None:
    assert label(line) is LineLabel.CHROME
