from __future__ import annotations

import pytest

from briefings.ingest.meta import Meta, read


@pytest.mark.parametrize(
    ("line", "meta"),
    [
        ("By Special Correspondent", Meta(byline="Special Correspondent")),
        ("By Foreign Desk, Oct 22, 2020", Meta("Foreign Desk", "Oct 22, 2020")),
        (
            "By Special Correspondent | Reuters | 15 Dec 2020",
            Meta("Special Correspondent", "15 Dec 2020", "Reuters"),
        ),
        ("Updated: 18 May 2019", Meta(date="18 May 2019")),
        ("Published: Jul 28, 2019 10:32 IST", Meta(date="Jul 28, 2019")),
        ("Wednesday, 4 March 2020, 14:05 CET", Meta(date="4 March 2020")),
        ("Updated 5:27 am CST, Wednesday, November 20, 2019", Meta(date="November 20, 2019")),
        ("2020-03-04", Meta(date="2020-03-04")),
        ("2020年3月4日 12:30", Meta(date="2020年3月4日")),
        ("2020年3月4日 10時21分 環境", Meta(date="2020年3月4日")),
        ("5 марта 2020, 12:30", Meta(date="5 марта 2020")),
        ("AP | Oct 7, 2019", Meta(None, "Oct 7, 2019", "AP")),
        ("3 hours ago", Meta()),
        ("PRT | Oct 7, 2019, 10.21 AM IST", Meta(date="Oct 7, 2019")),
        ("harbour.example / Updated: Oct 7, 2019, 10:21 IST", Meta(date="Oct 7, 2019")),
        ("2020年3月4日 10時21分", Meta(date="2020年3月4日")),
    ],
)
def test_a_byline_or_date_line_says_who_and_when(line: str, meta: Meta) -> None:
    assert read(line) == meta


@pytest.mark.parametrize(
    "line",
    [
        "By Tuesday the queue had cleared.",
        "On October 6, the president and the prime minister spoke on the phone",
        "The bridge will be closed from 4 March 2020.",
        "Port workers end strike after night of talks",
        "",
    ],
)
def test_running_text_is_no_byline(line: str) -> None:
    assert read(line) is None


@pytest.mark.parametrize(
    "line",
    [
        "Hace 2 horas", "vor 2 Stunden", "Il y a 2 heures", "2 saat önce", "2 часа назад", "2시간 전", "2時間前", "2小时前", "منذ ساعتين",
        "2 घंटे पहले", "há 2 horas", "2 ore fa", "2 jam lalu", "2 godziny temu", "вчера в 14:20",
    ],
)  # fmt: skip
def test_how_long_ago_it_was_is_metadata(line: str) -> None:
    assert read(line) is not None


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("Publié le 05/03/2024 à 14h20, mis à jour le 06/03/2024 à 15h02", "05/03/2024"),
        ("Published March 5, 2024, 2:20 p.m. Updated 3:02 p.m. ET", "March 5, 2024"),
        ("Selasa, 05 Mar 2024 14:20 WIB", "05 Mar 2024"),
        ("Giriş Tarihi: 05.03.2024 14:20", "05.03.2024"),
        ("입력2024.03.05. 오후 2:20 기사원문", "2024.03.05"),
        ("5 березня 2024, 14:20", "5 березня 2024"),
        ("5 марта 2024 г., 14:20", "5 марта 2024"),
        ("5 марта 2024 года", "5 марта 2024"),
        ("등록 2024-03-05 14:20 수정 2024-03-05 15:02", "2024-03-05"),
        ("Mar 05, 2024 2:20 PM PHT", "Mar 05, 2024"),
        ("05/03/2024 - 14:20hs", "05/03/2024"),
    ],
)
def test_a_date_is_found_among_its_words(line: str, date: str) -> None:
    assert (found := read(line)) is not None
    assert found.date == date


def test_reporters_are_found_in_front_of_their_names() -> None:
    assert [(read(line) or Meta()).byline for line in ("本报记者 王安娜", "할람=김안나 기자")] == [
        "王安娜",
        "김안나",
    ]


@pytest.mark.parametrize(
    ("line", "byline", "date"),
    [
        ("Ola Lind Staff Writer", "Ola Lind", None),
        ("Ola Lind, Courts Reporter", "Ola Lind", None),
        ("Ola Lind Senior Reporter", "Ola Lind", None),
        ("Author: Ola Lind", "Ola Lind", None),
        ("March 5, 20244:20 PM GMT+1Updated 3 hours ago", None, "March 5, 2024"),
    ],
)
def test_what_stood_side_by_side_on_a_page_is_told_apart(
    line: str, byline: str | None, date: str | None
) -> None:
    assert (found := read(line)) is not None
    assert (found.byline, found.date) == (byline, date)


@pytest.mark.parametrize("headline", ["Minister Attacks Foreign Reporter", "Ferry hits pier, says reporter"])
def test_a_headline_about_reporters_is_no_byline(headline: str) -> None:
    assert read(headline) is None
