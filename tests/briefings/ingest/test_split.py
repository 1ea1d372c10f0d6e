"""What splitting promises for any text at all, and for lines that look like what they are not."""

from __future__ import annotations

import time
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefings.errors import UnreadableInput
from briefings.ingest.split import RULE_NAMES, split
from briefings.ingest.text import normalise
from briefings.model import LineLabel

STORY = "Port workers end strike\n\nDock workers went back to work on Tuesday.\nThe port opened its gates at noon.\n"
SCRAPS = (
    "Port workers end strike", "Dock workers went back to work on Tuesday.", "Share it", "World", "", "", "> quoted",
    "By Special Correspondent", "12 May 2024", "Also Read: Ferry fares rise", "# Heading", "• an item", "and so on", "港口工人复工。",
    "Photo: Port Authority", "<p>Text.</p>", "a" * 90, "...", "In the end, the ministry said that it would take the whole",
)  # fmt: skip
pastes = st.lists(st.one_of(st.sampled_from(SCRAPS), st.text(max_size=40)), max_size=40).map("\n".join)


@settings(deadline=None)
@given(pastes)
def test_any_paste_is_read_or_refused_and_every_line_keeps_a_label(paste: str) -> None:
    text = normalise(paste)
    try:
        reading = split(text)
    except UnreadableInput:
        return
    assert all(story.headline and story.paragraphs for story in reading.stories)
    assert {line.story for line in reading.lines} <= {None, *range(len(reading.stories))}
    if "</" not in text:
        letters = {char for char in text if char.isalnum()}
        assert letters <= set("".join(line.text for line in reading.lines))


@pytest.mark.fuzz
@pytest.mark.parametrize(
    "text",
    [
        "\n" * 400_000, "." * 100_000, "." * 100_000 + "x", "a\n" * 200_000, "The port opened at noon. " * 16_000, "x" * 400_000,
        "<p>a" * 100_000, "<" * 400_000, "# " + "#" * 400_000 + "x", "Port opens\nThe port opens today.\n" * 12_000, "中" * 400_000,
        ("!" * 250 + "x\n") * 1_600, "é\n" * 200_000, "Ã©Ã¨\n" * 80_000, "By A | 3 May 2020\n" * 22_000,
        "you " * 100_000, ("Abonelerimizin inizinizinz. " * 4 + "\n") * 3_500, ("подписывайтесь на рассылку " * 3 + "\n") * 2_700,
        ("登録してください" * 7 + "x.\n") * 2_300, "新华社北京8月3日电" * 15_000, ("PARIS (AFP) — " * 8 + "\n") * 3_500, '"a b ' * 80_000, "1[1] " * 80_000,
    ],
    ids=lambda text: repr(text[:12]),
)  # fmt: skip
def test_400_kb_of_anything_take_bounded_time(text: str) -> None:
    begun = time.process_time()
    with suppress(UnreadableInput):
        split(normalise(text))
    assert time.process_time() - begun < 3  # a second on an idle machine, with room for a busy one


def stories(text: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(story.headline, story.paragraphs) for story in split(normalise(text)).stories]


def test_tags_and_ampersands_in_a_text_stay() -> None:
    ((_, paragraphs),) = stories(STORY + "\nThe firm B & C wrote <b>never</b> on its gate, and 5 < 6.\n")
    assert paragraphs[-1] == "The firm B & C wrote <b>never</b> on its gate, and 5 < 6."


def test_a_number_that_begins_a_line_is_no_list() -> None:
    ((_, paragraphs),) = stories(
        "Sultan dies aged 79\n\nThe long-serving sultan of the country died on Friday aged\n79. He had been ill.\n"
    )
    assert paragraphs == ("The long-serving sultan of the country died on Friday aged 79. He had been ill.",)


def test_a_list_stays_a_list() -> None:
    ((_, paragraphs),) = stories(
        STORY + "The ministry asked for three things:\n• a longer pier\n• two cranes\n• a road\n"
    )
    assert paragraphs[-3:] == ("• a longer pier", "• two cranes", "• a road")


def test_a_sentence_interrupted_by_an_advertisement_is_joined() -> None:
    ((_, paragraphs),) = stories(
        "Port opens\n\nThe port authority said that the gates of the port\nAdvertisement\nwould open at noon.\n"
    )
    assert paragraphs == ("The port authority said that the gates of the port would open at noon.",)


def test_a_link_to_another_article_is_no_story() -> None:
    text = (
        STORY
        + "Elsewhere today: Mountain railway sold to the valley\nThe unions vote on the agreement next month.\n"
    )
    assert [headline for headline, _ in stories(text)] == ["Port workers end strike"]


def test_a_short_second_story_has_a_short_headline() -> None:
    text = "Мост закрыт\nМост закрыт с понедельника.\n\nПорт открыт\nПорт открыт с утра.\n"
    assert [headline for headline, _ in stories(text)] == ["Мост закрыт", "Порт открыт"]


def test_a_text_without_a_headline_is_called_by_its_first_words() -> None:
    ((headline, _),) = stories("Dock workers went back to work on Tuesday. " * 5)
    assert headline.startswith("Dock workers went back")
    assert headline.endswith("…")
    assert len(headline) <= 121


def test_a_rule_can_be_left_out_by_name() -> None:
    assert "glued" in RULE_NAMES
    text = STORY.rstrip() + "Read more"
    assert split(text).stories[0].paragraphs[-1].endswith("at noon.")
    assert (
        split(text, without=frozenset({"glued"})).stories[0].paragraphs[-1]
        != split(text).stories[0].paragraphs[-1]
    )


def test_captions_and_chrome_are_labelled_as_such() -> None:
    lines = {line.text: line.label for line in split(STORY + "Photo: Port Authority\nShare it\n").lines}
    assert lines["Photo: Port Authority"] is LineLabel.CAPTION
    assert lines["Share it"] is LineLabel.CHROME


@pytest.mark.parametrize("gap", ["\n\n", "\n"])
def test_a_question_may_be_a_headline(gap: str) -> None:
    text = gap.join(
        (
            "Will the strike end? Port workers vote",
            "Dock workers vote today on whether the strike ends.\n",
            "When will the ferry fares rise?",
            "The fares of the ferry will rise in spring, its owner said.",
        )
    )
    assert [headline for headline, _ in stories(text)] == [
        "Will the strike end? Port workers vote",
        "When will the ferry fares rise?",
    ]


def test_the_questions_of_an_interview_stay_in_its_text() -> None:
    asked = [
        f"What did the port do about the {thing} last year?" for thing in ("quay", "crane", "gate", "strike")
    ]
    text = "\n\n".join(
        ["Port master looks back", *(f"{ask}\n\nThe port mended the {ask[35:40]}." for ask in asked)]
    )
    assert len(stories(text)) == 1


def test_a_headline_may_be_wrapped_like_the_text_below_it() -> None:
    text = """Port workers of the southern quay end their nine day
strike after a night of talks

Port workers of the southern quay went back to work on
Tuesday, after a night of talks that ended a strike of
nine days. The port authority expects that the queue of
ships will be gone within a week.
Ferry fares of the island line will rise by a tenth in
the coming spring
The fares of the island line will rise by a tenth, its
owner said on Monday. Children will travel for nothing."""
    assert [headline for headline, _ in stories(text)] == [
        "Port workers of the southern quay end their nine day strike after a night of talks",
        "Ferry fares of the island line will rise by a tenth in the coming spring",
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Get the harbour's news delivered to your inbox!", "You are receiving this email because you signed up at port.example.",
        "This is a developing story.", "The Harbour Gazette's bureau contributed to this report.", "[2/5] The pier at noon. AGENCY/Handout",
        "Ships wait at the pier. Photograph: Port Authority/Handout", "A file picture of the pier.",
    ],
)  # fmt: skip
def test_what_a_site_says_of_itself_and_its_pictures_is_no_text(line: str) -> None:
    assert stories(f"{STORY}\n{line}\n\nThe unions vote next month.\n")[0][1][2:] == (
        "The unions vote next month.",
    )


@pytest.mark.parametrize(
    "line",
    [
        '"You must write to your members," the minister said of the app.',
        "The port opened its website in May.",
    ],
)
def test_a_text_may_speak_of_readers_and_sites(line: str) -> None:
    assert stories(f"{STORY}\n{line}\n")[0][1][-1] == line


@pytest.mark.parametrize("mark", ["> ", "| ", ">> ", ""])
@pytest.mark.parametrize(
    "head",
    [
        "On Wed, 4 Mar 2020 at 10:21, Desk <desk@port.example> wrote:",
        "---------- Forwarded message ---------\nFrom: Desk <desk@port.example>\nSubject: Fwd: strike over\nTo: <editor@port.example>",
        "-----Original Message-----\nFrom: Desk\nSent: 04 March 2020 10:21\nTo: Editor\nSubject: FW: port",
    ],
)
def test_the_head_of_a_forwarded_mail_is_no_story(mark: str, head: str) -> None:
    text = f"{head}\n\n" + "\n".join(f"{mark}{line}" for line in STORY.split("\n"))
    assert stories(text) == stories(STORY)


def test_words_no_list_knows_are_cut_off_when_they_stick_to_a_full_stop() -> None:
    text = "Port workers end strike\n\nDock workers of the southern harbour went back to work on Tuesday.Zoom the page"
    assert stories(text)[0][1] == ("Dock workers of the southern harbour went back to work on Tuesday.",)


def test_a_sentence_of_few_words_goes_on_behind_a_blank_line() -> None:
    text = "Port workers end strike\n\nOn Friday, on the pier\n\nof the southern harbour, dock workers went back to work.\n"
    assert stories(text)[0][1] == (
        "On Friday, on the pier of the southern harbour, dock workers went back to work.",
    )


def test_items_without_a_full_stop_do_not_swallow_what_follows_a_list() -> None:
    items = (
        "Here is what is known:",
        "– The pier of the southern harbour will be mended by the end of the year, at the cost of the port",
    )
    text = "\n".join(
        (
            "Port workers end strike\n",
            *items,
            "Dock workers of the southern harbour went back to work on Tuesday.",
        )
    )
    assert stories(text)[0][1] == (
        *items,
        "Dock workers of the southern harbour went back to work on Tuesday.",
    )


def test_a_story_without_a_masthead_is_of_the_agency_in_its_dateline() -> None:
    wired = STORY.replace("Dock workers", "HARBOUR (Reuters) - Dock workers", 1)
    assert [story.source for story in split(wired).stories] == ["Reuters"]
    assert [story.source for story in split(f"Harbour Gazette\n\n{wired}").stories] == ["Harbour Gazette"]


@pytest.mark.parametrize(
    "headline",
    [
        "US firm closes its app after a leak of 40 million accounts",
        "Paper drops comments: What we know so far",
    ],
)
def test_a_headline_about_sites_is_one(headline: str) -> None:
    text = f"{headline}\n\nThe paper closed its comments on Monday, and the firm its app, after accounts of readers had leaked.\n"
    assert stories(text)[0][0] == headline


def test_a_long_headline_may_open_with_a_question() -> None:
    headline = "Will it last? Island ferry line between the port and the lighthouse runs again after a winter of storms"
    text = f"{STORY}\n{headline}\n\nThe island ferry line runs again between the port and the lighthouse, after a winter of storms.\n"
    assert [title for title, _ in stories(text)][1:] == [headline]


@pytest.mark.parametrize("gap", ["\n\n", "\n"])
def test_a_text_in_another_script_is_another_story(gap: str) -> None:
    second = gap.join(
        (
            "Почему закрыли мост? Портовый совет ответил",
            "Переправу закрыли в понедельник, совет ответил на вопросы.",
        )
    )
    assert [headline for headline, _ in stories(f"{STORY}\n{second}\n")][1:] == [
        "Почему закрыли мост? Портовый совет ответил"
    ]


def test_a_speaker_before_a_colon_and_a_wrapped_quotation_make_no_link() -> None:
    text = (
        "المجلس يقرر إبقاء ثلاث مكتبات مفتوحة\n\nوقالت رئيسة الهيئة في المدينة: «نعرف كم انتظر الناس». وستنطلق أول\n"
        "رحلة في السادسة صباحا.\n"
    )
    ((_, paragraphs),) = stories(text)
    assert len(paragraphs) == 1


def test_a_line_that_begins_with_the_end_of_a_quotation_is_text() -> None:
    text = "Le bac reprend lundi\n\n« Nous savons combien les gens ont attendu\n», a déclaré la directrice du port lundi.\n"
    ((_, paragraphs),) = stories(text)
    assert paragraphs == (
        "« Nous savons combien les gens ont attendu », a déclaré la directrice du port lundi.",
    )


def test_a_chinese_headline_right_above_its_text_stays_one() -> None:
    text = (
        "哈勒姆湾渡轮周一起恢复通航\n港务局周四宣布，往返哈勒姆湾的渡轮将于周一恢复通航。\n首班船将于早上六点出发，票价不变。\n"
        "县议会决定保留三座乡村图书馆\n县议会周三表决通过，三个村庄的图书馆至少再开放一年。\n资金将来自原本用于道路维修的储备金。\n"
    )
    assert [headline for headline, _ in stories(text)] == [
        "哈勒姆湾渡轮周一起恢复通航",
        "县议会决定保留三座乡村图书馆",
    ]


THAI = (
    ("เกาหลีเหนือยิงขีปนาวุธพิสัยใกล้ 2 ลูก", "เกาหลีเหนือยิงขีปนาวุธพิสัยใกล้ 2 ลูกลงสู่ทะเลญี่ปุ่นเมื่อวันพุธ และสหรัฐฯ ประณามการกระทำครั้งนี้ว่าเป็นภัยคุกคามต่อประเทศเพื่อนบ้าน"),
    ("ค้นพบปลาสายพันธุ์ใหม่ในออสเตรเลีย", "นักวิทยาศาสตร์ชาวออสเตรเลียค้นพบปลาสายพันธุ์ใหม่ในแนวปะการังเกรตแบร์ริเออร์รีฟ ปลาชนิดนี้มีความยาวเพียง 3 เซนติเมตร และมีสีฟ้าสดใส"),
)  # fmt: skip


@pytest.mark.parametrize("joint", ["\n\n", "\n"])
def test_a_paste_of_thai_is_split_although_nothing_marks_its_sentences(joint: str) -> None:
    last = "จีนเรียกร้องให้ทุกฝ่ายใช้ความอดกลั้น"
    text = joint.join((*THAI[0], last, *THAI[1]))
    assert stories(text) == [(THAI[0][0], (THAI[0][1], last)), (THAI[1][0], (THAI[1][1],))]


@pytest.mark.parametrize("gap", ["\n\n", "\n"])
def test_a_text_in_another_script_is_another_story_below_a_list_of_links_too(gap: str) -> None:
    second = "Порт открыли снова\nПорт открыли в понедельник, грузчики вернулись."
    found = stories(f"{STORY}\nMost read\nFerry fares rise in spring\nLighthouse gets a lamp{gap}{second}\n")
    assert [headline for headline, _ in found][1:] == ["Порт открыли снова"]


def test_a_headline_may_say_that_it_is_breaking_news() -> None:
    headline = "Breaking: ferry runs aground at the lighthouse"
    text = f"{STORY}\n{headline}\n\nA ferry ran aground at the lighthouse on Friday with forty aboard.\n"
    assert [title for title, _ in stories(text)][1:] == [headline]
