"""Sentences in many scripts. Each case is written with ` | ` where one sentence ends."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefings.analysis.sentences import split

CASES = [
    ("en", "The U.S. Senate voted on Sept. 3. | It took Gen. Mark two hours."),
    ("en", "He works for Acme Inc. | The firm grew 3.5 percent in 2015. | No. 5 followed."),
    ("en", '"We will wait." | "It is late!" she said. | Nobody moved.'),
    ("en", "Talks begin at 5 p.m. Monday. | They end at 6 p.m. | The hall then closes."),
    ("en", "It warmed by 2 C. | Seas rose. | J. K. followed bbc.co.uk and Node.js."),
    ("en", "They waited... and waited. | Then they left…"),
    ("de", "Am 5. November tagt der Rat z. B. in Bonn. | Die 3. Sitzung folgt im 19. Jh. später."),
    ("de", "„Das reicht.“ | Dann ging er. | Im Jahr 2016. | Danach schwieg er."),
    ("fr", "M. le ministre est parti. | « C'est fini. » | Il reviendra à 2° C. | Rien ne presse."),
    ("es", "El Sr. ministro habló. | ¿Quién vendrá? | ¡Nadie! | EE. UU. respondió."),
    ("pt", "O Dr. falou ontem. | Custa R$ 3,50. | Ninguém respondeu."),
    ("it", "Il sig. sindaco è uscito. | Costa 3.500 euro. | Nessuno ha risposto."),
    ("pl", "W 1999 r. Polska weszła do sojuszu. | Był 3. lipca. | „Koniec.” — powiedział minister."),
    ("cs", "Bylo 3. května. | Vláda např. odmítla. | Nikdo nepřišel."),
    ("fi", "Kokous on 6. joulukuuta. | Se alkaa klo 12.30 esim. Turussa."),
    ("tr", 'Toplantı 5. katta yapıldı. | "Bitti." dedi bakan. | Dr. Bey gitti.'),
    ("ru", "В 2016 г. выросли цены на 3 млн руб. в год. | Это много? | Да!"),
    ("uk", "Рада зібралася на вул. Грушевського. | Голосів бракувало."),
    ("ar", "وصل الوزير أمس. | هل يعود غدا؟ | لا أحد يعلم... ربما لاحقا."),
    ("hi", "डॉ. वर्मा ने कहा। | क्या यह सच है? | हाँ।"),
    ("zh", "会议昨天结束。|“我们同意。”他说。|谁会来？|没有人知道……也许明天。"),
    ("zh", "会议结束。|”我们同意，”他说。"),
    ("ja", "会議は昨日終わった。|「すぐ戻る。」と大臣は述べた。|誰が来るのか？"),
    ("ko", '장관은 어제 떠났다. | "곧 돌아온다."라고 말했다. | 누가 올까?'),
    ("el", "Ο υπουργός έφυγε χθες. | Θα γυρίσει αύριο."),
    ("he", "השר נסע אתמול. | הוא יחזור מחר."),
    ("id", "Menteri tiba kemarin. | Rapat dimulai pukul 10.30 WIB. | Siapa yang datang?"),
    ("vi", "Bộ trưởng đã đến hôm qua. | TP. Huế chờ ông."),
    ("hy", "Նախարարը մեկնեց երեկ։ | Նա կվերադառնա վաղը։"),
    ("ur", "وزیر کل پہنچے۔ | کیا وہ واپس آئیں گے؟"),
]


@pytest.mark.parametrize(("language", "marked"), CASES)
def test_sentences_end_where_a_reader_would_end_them(language: str, marked: str) -> None:
    expected = [sentence.strip() for sentence in marked.split("|")]
    joint = "" if language in ("zh", "ja") else " "
    assert split(joint.join(expected), language) == expected


def test_a_missing_space_between_sentences_is_seen() -> None:
    assert split("The vote ended.The count began.") == ["The vote ended.", "The count began."]


def test_thai_is_cut_at_spaces_into_pieces_of_a_sentence_s_length() -> None:
    text = (
        "กระทรวงการคลังกล่าวเมื่อวันพฤหัสบดีว่าจะลดภาษีขนมปัง  และจะเริ่มใช้ในเดือนหน้าเป็นต้นไปทั่วประเทศ รัฐสภาจะลงมติในวันจันทร์"
    )
    first, second = split(text, "th")
    assert first.endswith("ทั่วประเทศ")
    assert second.startswith("รัฐสภา")


def test_a_quotation_of_thai_stays_whole_and_who_said_it_ends_the_sentence() -> None:
    text = "“เราจะลดภาษีขนมปังในเดือนหน้า และจะเริ่มใช้เป็นต้นไปทั่วประเทศ โดยไม่ต้องรอการลงมติของรัฐสภา” รัฐมนตรีกล่าว รัฐสภาจะลงมติในวันที่ 5 มีนาคม"
    first, second = split(text, "th")
    assert first.endswith("กล่าว")
    assert second.startswith("รัฐสภาจะลงมติ")


@pytest.mark.parametrize(
    "expected",
    [
        [
            "เกิดเหตุแผ่นดินไหวขนาด 6.4 นอกชายฝั่งทางตะวันออกของญี่ปุ่นเมื่อช่วงเช้าวันอังคาร",
            "ทางการได้ประกาศเตือนภัยสึนามิในหลายจังหวัด ก่อนจะยกเลิกในอีก 2 ชั่วโมงต่อมา",
        ],
        [
            "ทั้งสองฝ่ายหารือกันนานกว่า 4 ชั่วโมงเกี่ยวกับสนธิสัญญาควบคุมอาวุธนิวเคลียร์",
            "อย่างไรก็ตาม ไม่มีการลงนามข้อตกลงเมื่อคืนนี้",
            "โฆษกทำเนียบขาวกล่าวว่า การเจรจาเป็นไปอย่างตรงไปตรงมา",
        ],
        [
            "ผู้ต้องหาให้การรับสารภาพว่าทำไปเพราะติดหนี้พนันออนไลน์",
            "จากการตรวจค้นบ้านพัก เจ้าหน้าที่พบทองคำหนัก 50 บาท และเงินสดอีก 200,000 บาท",
        ],
        [
            "“สถานการณ์น่าเป็นห่วงมากสำหรับโรงพยาบาล และเราต้องการเตียงเพิ่ม” แพทย์คนหนึ่งกล่าว",
            "หากมีผู้ป่วยเพิ่มขึ้น รัฐบาลก็ต้องเปิดโรงพยาบาลสนามทั่วประเทศในสัปดาห์หน้า",
        ],
    ],
)
def test_thai_is_cut_where_neither_side_of_a_space_needs_the_other(expected: list[str]) -> None:
    assert split(" ".join(expected), "th") == expected


def test_a_quotation_of_thai_that_never_ends_is_cut_all_the_same() -> None:
    assert len(split("“" + "กระทรวงการคลังจะลดภาษีขนมปังในเดือนหน้า " * 60, "th")) > 15


def test_a_line_break_ends_a_sentence() -> None:
    assert split("A headline\nA body line") == ["A headline", "A body line"]


@given(st.text(alphabet=st.sampled_from("aB1 .?!…。？”\"'“)(\n؟।中한"), max_size=60) | st.text(max_size=80))
def test_no_character_is_lost(text: str) -> None:
    for language in ("en", "de", "zh", "th", "xx"):
        assert all(sentence in text for sentence in split(text, language))
        assert "".join("".join(split(text, language)).split()) == "".join(text.split())


@pytest.mark.parametrize(
    "text",
    [
        "." * 100_000,
        ". " * 100_000,
        "x" * 400_000,
        "a.b" * 100_000,
        '."' * 100_000,
        "1. " * 100_000,
        "\n" * 400_000,
        ".(" * 100_000 + " ",
        "。”" * 100_000,
        "。”，" * 100_000,
    ],
)
def test_a_hostile_text_takes_linear_time(text: str) -> None:
    started = time.process_time()
    split(text, "de")
    assert time.process_time() - started < 2


@pytest.mark.parametrize(
    ("text", "language", "second"),
    [
        ("The dam was closed in March This will allow ships to pass again.", "en", "This"),
        ("Der Damm wurde im Mai geschlossen Das wird Schiffe durchlassen.", "de", "Das"),
        ("O dique foi fechado em maio Mas pode ser aberto antes do fim do ano.", "pt", "Mas"),
        ("Плотину закрыли в мае Однако суда пройдут и осенью.", "ru", "Однако"),
    ],
)
def test_a_sentence_that_lost_its_full_stop_ends_where_the_next_begins(
    text: str, language: str, second: str
) -> None:
    _, opened = split(text, language)
    assert opened.startswith(second)


@pytest.mark.parametrize(
    "text",
    [
        "She sang But Not for Me in the old theatre.",
        "They moved to This Way and stayed there for years.",
        "It was the US that They Live was made for in the end.",
    ],
)
def test_a_title_within_a_sentence_begins_none(text: str) -> None:
    assert split(text, "en") == [text]
