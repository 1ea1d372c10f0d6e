"""Sentences that were broken over lines come together again, and headlines stay what they are."""

from __future__ import annotations

import pytest

from briefings.ingest.split import split
from briefings.ingest.text import normalise

TITLE = "Lighthouse of Skerrow gets its lamp back"
FIRST = "The lighthouse of Skerrow was lit on Friday for the first time since the war."
LAST = "Its keeper said that ships had asked for the lamp every winter."


def read(paste: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(story.headline, story.paragraphs) for story in split(normalise(paste)).stories]


@pytest.mark.parametrize("joint", ["\n", "\n\n"])
@pytest.mark.parametrize(
    "broken",
    [
        "On 4 March,\nthe keeper of the lamp carried it up two hundred steps.",  # reads like a date
        "By then, a\nSkerrow boat had brought the glass from the mainland.",  # few words
        "Five men\ncarried the lamp up the two hundred steps of the tower.",
        'The men call the lamp their "old\nLady" and have never seen it lit, they said on Friday.',
        "'It was as if a star had come home to us,'\nMrs Lowe said.",
        "Ann Lowe, 71\n(right) was the last who had seen it burn before the war came.",
    ],
)  # fmt: skip
def test_a_sentence_goes_on_in_the_next_line(broken: str, joint: str) -> None:
    paste = joint.join((f"{TITLE}\n\n{FIRST}", broken, LAST))
    assert read(paste) == [(TITLE, (FIRST, broken.replace("\n", " "), LAST))]


def test_the_beginning_of_a_paragraph_is_no_headline_where_blank_lines_part_them() -> None:
    broken = "The tower is best known for its stair of oak\nSkerrow, the island below it, has no tree."
    assert read(f"{TITLE}\n\n{FIRST}\n\n{broken}\n\n{LAST}") == [
        (TITLE, (FIRST, broken.replace("\n", " "), LAST))
    ]


@pytest.mark.parametrize("joint", ["\n", "\n\n"])
@pytest.mark.parametrize(
    "title", ["Visitors to Skerrow lighthouse need vaccine against hepatitis B or A", "Skerrow lighthouse was lit in World War I", "Skerrow lighthouse was lit for a day, keeper says"]
)  # fmt: skip
def test_a_headline_may_end_in_a_capital_that_is_a_name(title: str, joint: str) -> None:
    assert read(f"{title}{joint}{FIRST}{joint}{LAST}") == [(title, (FIRST, LAST))]


@pytest.mark.parametrize("name", ["Ola Lind", "Luisa de la Torre", "Ola Lind/Tolm Post"])
@pytest.mark.parametrize("title", [TITLE, "Skerrow lighthouse lamp carried up and keeper sworn in"])
def test_a_name_below_a_headline_is_no_part_of_it(title: str, name: str) -> None:
    assert read(f"{title}\n{name}\n{FIRST}\n{LAST}") == [(title, (FIRST, LAST))]


def test_a_label_in_capitals_does_not_go_on_in_the_headline_below() -> None:
    assert read(f"Things To Do\n{TITLE}\n{FIRST}\n{LAST}") == [(TITLE, (FIRST, LAST))]


def test_a_button_above_a_paragraph_is_no_beginning_of_it() -> None:
    assert read(f"{TITLE}\n{FIRST}\nListen to this\n{LAST}") == [(TITLE, (FIRST, LAST))]


PORT_AR = ("عودة العمل إلى الميناء", "استقبل ميناء المدينة أول سفينة بعد توقف دام أربعة أشهر بسبب العاصفة.", "وأضاف المدير أن الميناء سيعود إلى العمل بكامل طاقته مع نهاية الشهر الحالي.")  # fmt: skip
PORT_ZH = (
    "港口恢复货运",
    "港口今天迎来停运四个月后的第一艘货船。",
    "港口负责人补充说，码头将于本月底恢复全部运力。",
)


@pytest.mark.parametrize(
    ("link", "told"),
    [
        ("اقرأ أيضاً\nأسعار السكر ترتفع للأسبوع الثالث", PORT_AR),
        ("延伸阅读\n菜价连涨三周", PORT_ZH),
        ("▼码头现场▼", PORT_ZH),
    ],
)
def test_the_title_of_another_article_does_not_run_into_the_text_below_it(
    link: str, told: tuple[str, str, str]
) -> None:
    title, lead, text = told
    (story,) = split(normalise(f"{title}\n\n{lead}\n{link}\n{text}")).stories
    assert story.paragraphs == (lead, text)


@pytest.mark.parametrize(
    "broken",
    [
        "The men\nwho carried it\nhad to rest twice.",
        "Skerrow has asked for a keeper since the autumn, and the board of lights sent one from\nTolm\nHead, the last of the trade.",
        "He came by the morning boat with a\ndog and the books of\nCaptain Orlo, who had kept the light before him.",
    ],
)  # fmt: skip
def test_a_paragraph_in_pieces_goes_on_up_to_its_end_where_blank_lines_part_them(broken: str) -> None:
    assert read(f"{TITLE}\n\n{FIRST}\n\n{broken}\n\n{LAST}") == [
        (TITLE, (FIRST, broken.replace("\n", " "), LAST))
    ]


def test_what_heads_a_part_of_a_text_right_above_it_is_none_of_it() -> None:
    part = "The lamp was made in Varn, of brass and forty pounds of glass."
    assert read(f"{TITLE}\n\n{FIRST}\n\nA present\n{part}\n\n{LAST}") == [(TITLE, (FIRST, part, LAST))]
