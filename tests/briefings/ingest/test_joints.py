from __future__ import annotations

import pytest

from briefings.ingest.joints import is_typeset, join
from briefings.ingest.split import split
from briefings.ingest.text import normalise

COLUMN = """Parliament approves harbour budget

The parliament on Tuesday approved the bud-
get for the harbour, which the govern-
ment had put off twice. A two-
year delay is behind the costs, the min-
ister told reporters after the vote in
the capital.

The opposition called the plan a well-
meant mistake and asked for an inde-
pendent audit of the works."""


@pytest.mark.parametrize(
    ("lines", "whole"),
    [
        (["the govern-", "ment said"], "the government said"),
        (["a two-", "year delay"], "a two-year delay"),
        (["a US-", "led force"], "a US-led force"),
        (["Süd- und Nord-", "korea"], "Süd- und Nordkorea"),
        (["Nord-", "und Südkorea"], "Nord- und Südkorea"),
        (["сказал какой-", "то человек"], "сказал какой-то человек"),
        (["peut-", "être demain"], "peut-être demain"),
        (["Anglo-", "Irish talks"], "Anglo-Irish talks"),
        (["議会は議決した", "。次の"], "議会は議決した。次の"),
        (["on Mon-", "day they"], "on Monday they"),
        (["is a five-", "day week"], "is a five-day week"),
        (["are to be re-", "placed"], "are to be replaced"),
        (["a re-", "elected mayor"], "a re-elected mayor"),
        (["than we ex-", "pected"], "than we expected"),
        (["the ex-", "minister said"], "the ex-minister said"),
        (["the pro-", "vince in"], "the province in"),
        (["a pro-", "government paper"], "a pro-government paper"),
        (["an in-", "house study"], "an in-house study"),
        (["they stood in-", "side"], "they stood inside"),
        (["на месте по-", "жара"], "на месте пожара"),
        (["всё по-", "прежнему тихо"], "всё по-прежнему тихо"),
        (["это из-", "вестно"], "это известно"),
        (["опоздал из-", "за снега"], "опоздал из-за снега"),
    ],
)
def test_the_lines_of_typeset_text_are_put_together_as_words(lines: list[str], whole: str) -> None:
    assert join(lines, typeset=True) == whole


def test_a_hyphen_stays_where_nothing_says_that_words_are_broken() -> None:
    assert join(["a peace-", "keeping force"]) == "a peace-keeping force"


def test_a_soft_hyphen_that_was_printed_goes() -> None:
    assert join(normalise("the govern\u00ad\nment said").split("\n")) == "the government said"


def test_a_column_of_a_newspaper_is_read_as_its_words() -> None:
    (story,) = split(COLUMN).stories
    first, second = story.paragraphs
    assert first.startswith(
        "The parliament on Tuesday approved the budget for the harbour, which the government had"
    )
    assert first.endswith(
        "A two-year delay is behind the costs, the minister told reporters after the vote in the capital."
    )
    assert (
        second
        == "The opposition called the plan a well-meant mistake and asked for an independent audit of the works."
    )


def test_words_that_are_wrapped_at_their_own_hyphens_are_not_typeset() -> None:
    assert not is_typeset(
        [("a long-", "time ally"), ("the Polish-", "born author"), ("on the sea", "and land")]
    )


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        (("最高时速可达", "80公里。"), "最高时速可达80公里。"),
        (("水門を2", "時間早く閉めた。"), "水門を2時間早く閉めた。"),
        (("新车由", "Harbour公司制造。"), "新车由Harbour公司制造。"),
        (("시는 연말", "까지 결과를 낸다."), "시는 연말까지 결과를 낸다."),
        (("시는 결과를", "공개하기로 했다."), "시는 결과를 공개하기로 했다."),
        (("회사는 2031", "년까지 노선을"), "회사는 2031년까지 노선을"),
        (("의원 3", "1명이 찬성했다."), "의원 31명이 찬성했다."),
        (("시는 계획을 승인하", "다. 위원장은"), "시는 계획을 승인하다. 위원장은"),
    ],
)
def test_lines_of_eastern_text_are_joined_as_it_is_written(lines: tuple[str, ...], joined: str) -> None:
    assert join(lines) == joined


@pytest.mark.parametrize(
    ("before", "after", "joined"),
    [
        ("They call it “waffle”", "and it stays", "They call it “waffle” and it stays"),
        ("“It goes on.”", "2026 is next", "“It goes on.” 2026 is next"),
        ("他说“很好”", "ABC公司", "他说“很好”ABC公司"),
        ("他们叫它“OK”", "公司", "他们叫它“OK”公司"),
        ("他说“很好。”", "2026年", "他说“很好。”2026年"),
    ],
)
def test_a_closing_quote_is_of_the_writing_before_it(before: str, after: str, joined: str) -> None:
    assert join([before, after]) == joined


@pytest.mark.parametrize(
    ("before", "after", "word"),
    [
        ("el vecino y los co-", "rreos que", "correos"),
        ("las ninas y la escue-", "la del puerto", "escuela"),
        ("el puerto y la mayor par-", "te del barrio", "parte"),
        ("ele quer que disse-", "me que", "disse-me"),
        ("o plano que deu-", "lhe o porto", "deu-lhe"),
    ],
)
def test_spanish_sets_no_hyphen_before_its_short_words(before: str, after: str, word: str) -> None:
    assert word in join([before, after], typeset=True)
