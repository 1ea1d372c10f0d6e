"""What chats, newsletters and pages put around articles."""

from __future__ import annotations

import pytest

from briefings.ingest.split import split
from briefings.ingest.text import normalise
from briefings.model import LineLabel

FERRY = "Ferry runs again from Monday"
FERRY_TEXT = (
    "The ferry across the bay will run again from Monday, the harbour office said, two years after the storm."
)
TRAMS = "Night trams to run from June"
TRAMS_TEXT = "The council wants trams at night from June, on two lines, and half of the cost is to be paid by the region."
MORE = "The first boat is to leave at six in the morning, and the fare stays what it was before the storm."


def read(text: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(story.headline, story.paragraphs) for story in split(normalise(text)).stories]


BOTH = [(FERRY, (FERRY_TEXT,)), (TRAMS, (TRAMS_TEXT,))]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("[05/03/2024, 14:20:11] Desk: ", "[05/03/2024, 14:31:02] Desk: "),
        ("05/03/2024, 14:20 - Desk: ", "05/03/2024, 14:31 - Desk: "),
        ("3/5/24, 2:20 PM - Desk: ", "3/5/24, 2:31 PM - Desk: "),
        ("2024. 3. 5. 오후 2:20, 데스크 : ", "2024. 3. 5. 오후 2:31, 데스크 : "),
        ("Harbour News, [05.03.2024 14:20]\n", "Harbour News, [05.03.2024 14:31]\n"),
    ],
)
def test_who_sent_an_article_in_a_chat_is_none_of_it(first: str, second: str) -> None:
    assert read(f"{first}*{FERRY}*\n\n{FERRY_TEXT}\n{second}*{TRAMS}*\n\n{TRAMS_TEXT}") == BOTH


def test_short_messages_of_who_sent_an_article_stay_and_answers_to_it_go() -> None:
    last = "Nobody knows who pays."
    chat = (
        f"[05/03/2024, 14:20:11] Mira: *{FERRY}*",
        f"[05/03/2024, 14:20:40] Mira: {FERRY_TEXT}",
        "[05/03/2024, 14:21:02] Aunt Ola: Is that so??",
        f"[05/03/2024, 14:21:10] Mira: {last}",
    )
    assert read("\n".join(chat)) == [(FERRY, (FERRY_TEXT, last))]


def test_pictures_around_a_headline_are_none_of_it() -> None:
    assert read(f"⚡️ {FERRY} ⛴\n\n{FERRY_TEXT}\n\n❗️{TRAMS}\n\n{TRAMS_TEXT}") == BOTH


def test_headlines_that_a_newsletter_numbers_begin_stories() -> None:
    assert read(f"THE MORNING BRIEF\n\n1. {FERRY}\n\n{FERRY_TEXT}\n\n2. {TRAMS}\n\n{TRAMS_TEXT}") == BOTH


def test_numbered_parts_below_an_introduction_stay_one_story() -> None:
    text = f"What to know of the bay\n\n{MORE}\n\n1. {FERRY}\n\n{FERRY_TEXT}\n\n2. {TRAMS}\n\n{TRAMS_TEXT}"
    assert len(read(text)) == 1


@pytest.mark.parametrize(
    "remarks",
    [
        "14 comments\n\nAnna Berg\nGreat news for all of us!\nReply\nQuiet reader\nAbout time. We have waited for this for two whole years.\nReply",
        "Комментарии (14)\n\nАнна\nНаконец-то хорошая новость!\n3 часа назад",
        "댓글 14\n\n안나\n정말 좋은 소식입니다!\n답글",
    ],
)
def test_what_readers_wrote_below_an_article_is_none_of_it(remarks: str) -> None:
    text = f"{FERRY}\n\n{FERRY_TEXT}\n\n{MORE}\n\n{remarks}\n\n{TRAMS}\n\n{TRAMS_TEXT}"
    assert read(text) == [(FERRY, (FERRY_TEXT, MORE)), (TRAMS, (TRAMS_TEXT,))]


def test_a_count_of_comments_within_an_article_does_not_end_it() -> None:
    text = f"{FERRY}\n\n{FERRY_TEXT}\n\n14 comments\n\nIt is time.\n\n{MORE}"
    assert read(text) == [(FERRY, (FERRY_TEXT, "It is time.", MORE))]


@pytest.mark.parametrize(
    "heading",
    [
        "Related articles",
        "Самое читаемое",
        "İlgili haberler",
        "관련 기사",
        "関連記事",
        "相关阅读",
        "اقرأ أيضا",
    ],
)
def test_the_cards_of_other_articles_are_no_stories(heading: str) -> None:
    assert read(f"{FERRY}\n\n{FERRY_TEXT}\n\n{heading}\n{TRAMS}\n{TRAMS_TEXT[:60]}…") == BOTH[:1]


@pytest.mark.parametrize(
    "notice",
    [
        "We value your privacy. We and our 842 partners store information on your device.",
        "Wir verwenden Cookies, um Ihnen das beste Erlebnis zu bieten.", "Nous utilisons des cookies pour améliorer votre expérience.",
        "Utilizamos cookies propias y de terceros para mejorar su experiencia.", "Мы используем файлы cookie, чтобы сайт работал лучше.",
        "Daha iyi hizmet için çerezleri kullanıyoruz.", "이 사이트는 더 나은 서비스를 위해 쿠키를 사용합니다.", "当サイトではCookieを使用しています。",
        "本网站使用Cookie以改善您的体验。", "نستخدم ملفات تعريف الارتباط لتحسين تجربتك.", "हम आपके अनुभव के लिए कुकीज़ का उपयोग करते हैं।",
    ],
)  # fmt: skip
def test_what_a_site_asks_readers_to_agree_to_is_no_text(notice: str) -> None:
    reading = split(normalise(f"{notice}\n\n{FERRY}\n\n{FERRY_TEXT}"))
    assert [(story.headline, story.paragraphs) for story in reading.stories] == BOTH[:1]
    assert reading.lines[0].label is LineLabel.CHROME


def test_an_article_about_cookies_keeps_its_text() -> None:
    told = (
        "The company will phase out cookies of third parties next year, the court in Hallam heard on Monday."
    )
    assert (
        read(f"Browser maker drops cookies\n\n{told}\n\n“We want to keep our cookies,” the publishers said.")[
            0
        ][1][0]
        == told
    )


def test_addresses_behind_a_headline_are_none_of_it() -> None:
    assert (
        read(
            f"{FERRY} <https://news.example/a?utm=1>\n\n{FERRY_TEXT}\n\n{TRAMS}\nhttps://news.example/b\n\n{TRAMS_TEXT}"
        )
        == BOTH
    )


def test_a_line_with_a_rule_below_it_is_a_headline() -> None:
    rule = "-" * 60
    assert read(f"** {FERRY}\n{rule}\n\n{FERRY_TEXT}\n\n** {TRAMS}\n{rule}\n\n{TRAMS_TEXT}") == BOTH


def test_running_heads_and_numbers_of_pages_are_taken_out_of_sentences() -> None:
    words = f"{FERRY_TEXT} {MORE}".split()
    thirds = [" ".join(words[at : at + 13]) for at in range(0, len(words), 13)]
    pages = "\n\n".join(
        f"THE HALLAM GAZETTE 5 March\n{part}\nPage {number} of 4" for number, part in enumerate(thirds, 1)
    )
    ((headline, paragraphs),) = read(f"{FERRY}\n\n{pages}")
    assert headline == FERRY
    assert " ".join(paragraphs) == f"{FERRY_TEXT} {MORE}"


def test_headlines_that_differ_in_a_number_are_no_running_heads() -> None:
    stories = [
        (
            f"Port {number} opens again",
            (f"The port of {number} opens again today, the mayor said on Monday.",),
        )
        for number in range(4)
    ]
    assert read("\n\n".join(f"{headline}\n\n{text}" for headline, (text,) in stories)) == stories


def test_one_post_may_have_a_plain_headline_and_the_next_a_picture() -> None:
    assert read(f"{FERRY}\n\n{FERRY_TEXT}\n\n➡️ {TRAMS}\n\n{TRAMS_TEXT}") == BOTH


def test_one_post_may_have_a_bold_headline_and_the_next_a_picture() -> None:
    posts = f"**{FERRY}**\n\n{FERRY_TEXT}\n\n🔴 Hallam gets a second ferry\n\nA second ferry will serve Hallam from May.\n\n{MORE}"
    assert [headline for headline, _ in read(posts)] == [FERRY, "Hallam gets a second ferry"]


@pytest.mark.parametrize(
    "line",
    [
        "Messages and calls are end-to-end encrypted. Only people in this chat can read them.", "<image omitted>", "Forwarded many times",
        "Переслано от Порт сегодня", "Reenviado de Puerto Hoy", "[Forwarded from Hallam Port]", "Сообщение удалено",
    ],
)  # fmt: skip
def test_what_the_program_says_is_of_no_message(line: str) -> None:
    assert read(f"{line}\n{FERRY}\n\n{FERRY_TEXT}\n\n{line}\n") == [(FERRY, (FERRY_TEXT,))]
