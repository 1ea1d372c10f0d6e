"""Where a story stands on the web, as it is found in what was pushed."""

from __future__ import annotations

import pytest
from newsstand import HEADLINE, PAGE, PARAGRAPHS, serving

from briefings.ingest import origins
from briefings.ingest.documents import pages
from briefings.ingest.links import Fetcher
from briefings.intake import Intake, read

FERRIES = "Ferries of Kholmsk stop after a storm"
PORT = "\n\n".join(PARAGRAPHS)
STORM = (
    "The ferries of Kholmsk stopped on Monday after a storm had damaged the pier, officials said.\n\n"
    "Passengers went to the airport by bus, the company said in a statement on Tuesday."
)
ONE, OTHER = "https://gazette.example/2024/port", "https://www.courier.example/ferries?id=7"


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        (ONE, ONE),
        (f"{ONE}?utm_source=x&id=1&fbclid=abc#comments", f"{ONE}?id=1"),
        (f"{ONE}?id=a&reference=utm_medium", f"{ONE}?id=a&reference=utm_medium"),
        ("HTTPS://WWW.Gazette.example/Port", "https://www.gazette.example/Port"),
        ("https://новости.example/порт", "https://новости.example/порт"),
        ("javascript:alert(1)//a.example/b", None),
        ("ftp://gazette.example/port", None),
        ("//gazette.example/port", None),
        ("/2024/port", None),
        ('https://gazette.example/"><b>', None),
        ("https://gazette.example/a b", None),
        ("https://gazette.example/\u202etrop", None),
        ("https://somebody:secret@gazette.example/port", None),
        ("https://gazette.example:port/", None),
        ("https://[::1/port", None),
        ("https://localhost/port", None),
        (f"https://gazette.example/{'a' * 976}", f"https://gazette.example/{'a' * 976}"),
        (f"https://gazette.example/{'a' * 977}", None),
    ],
)
def test_an_address_is_kept_as_everybody_can_open_it_or_not_at_all(address: str, kept: str | None) -> None:
    assert origins.tidied(address) == kept


@pytest.mark.parametrize(
    "address",
    [
        "https://a.example",
        "https://a.example/",
        "https://a.example/en/",
        "https://a.example/en/index.html#news",
    ],
)
def test_a_front_page_is_no_page_of_a_story(address: str) -> None:
    assert origins.page(address) is None
    assert origins.page("https://a.example/?p=12") == "https://a.example/?p=12"


@pytest.mark.parametrize(
    ("paste", "urls"),
    [
        (f"{HEADLINE}\n{ONE}\n\n{PORT}", [ONE]),
        (f"{HEADLINE}\n\n{PORT}\n\n{ONE}", [ONE]),
        (f"{HEADLINE}\n\n{PORT}\n\nSource: {ONE}?utm_source=a", [ONE]),
        (f"{HEADLINE}\n\n{PORT}\n\nИсточник: {ONE}", [ONE]),
        (f"{HEADLINE}\n\n{PORT}\n\nSource: Harbour Gazette {ONE}", [ONE]),
        (f"{HEADLINE}\n\n{PORT}\n\nSource:\n{ONE}", [ONE]),
        (f"{HEADLINE}\n\n{PORT}\n\n<{ONE}>", [ONE]),
        (f"{ONE}\n\n{HEADLINE}\n\n{PORT}", [ONE]),
        (f"{HEADLINE}\n{ONE}\n\n{PORT}\n\n{FERRIES}\n{OTHER}\n\n{STORM}", [ONE, OTHER]),
        (f"{HEADLINE}\n\n{PORT}\n\n{ONE}\n\n{FERRIES}\n\n{STORM}\n\n{OTHER}", [ONE, OTHER]),
        (f"{HEADLINE}\n\n{PORT}\n\nSource: {ONE}\n\n{FERRIES}\n\n{STORM}", [ONE, None]),
    ],
)
def test_a_line_of_its_own_beside_the_text_says_where_it_stands(paste: str, urls: list[str | None]) -> None:
    assert [story.url for story in read(paste).stories] == urls


@pytest.mark.parametrize(
    "paste",
    [
        f"{HEADLINE}\n{ONE}\n\n{PORT}\n\n{OTHER}",
        f"{HEADLINE}\n\n{PORT}\n\nRelated stories\n\n{OTHER}",
        f"{HEADLINE}\n\n{PORT}\n\nhttps://gazette.example/",
        f"{HEADLINE}\n\n{PORT}\n\nhttps://twitter.com/intent/tweet?url={ONE}",
        f"{HEADLINE}\n\n{PORT}\n\nhttps://gazette.example/2024/port.jpg",
        f"{HEADLINE}\n\n{PORT.replace('. ', f'. {ONE} ')}",
        f"{ONE}\n\n{HEADLINE}\n\n{PORT}\n\n{OTHER}\n\n{FERRIES}\n\n{STORM}",
        f"{HEADLINE}\n\n{PORT}\n\n{OTHER}\n\n{FERRIES}\n\n{STORM}",
        f"{HEADLINE}\n\n{PORT}\n\n{FERRIES}\n\n{STORM}\n\n{OTHER}",
    ],
    ids=[
        "two",
        "another's",
        "front page",
        "share button",
        "picture",
        "within",
        "above",
        "between",
        "last alone",
    ],
)
def test_where_something_else_may_be_meant_nothing_is_said(paste: str) -> None:
    assert {story.url for story in read(paste).stories} == {None}


def canonical(address: str) -> str:
    return PAGE.replace("</head>", f'<link rel="canonical" href="{address}"></head>')


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        (f"{ONE}?utm_source=x", ONE),
        ("https://gazette.example/", None),
        ("javascript:alert(1)", None),
        ("https://gazette.example/&quot;&gt;&lt;b&gt;", None),
    ],
)
def test_a_page_says_itself_where_it_stands(address: str, kept: str | None) -> None:
    (story,) = read(pages.read(canonical(address).encode())).stories
    assert (story.headline, story.url) == (HEADLINE, kept)


def test_the_pasted_source_of_a_page_says_it_too() -> None:
    assert [story.url for story in read(canonical(ONE)).stories] == [ONE]


def test_a_head_above_an_article_says_where_it_stands() -> None:
    (story,) = read(f"---\ntitle: {HEADLINE}\nurl: {ONE}#top\n---\n{PORT}").stories
    assert story.url == ONE


async def test_a_link_leads_back_to_where_its_page_was_found() -> None:
    async with serving() as site:
        intake = Intake(Fetcher(allowed=[site.socket]))
        (story,) = read(await intake.link(f"{site.url}/to/2")).stories
        assert story.url == f"{site.url}/page"


@pytest.mark.parametrize(
    ("final", "said", "kept"),
    [
        ("https://m.gazette.example/port?id=1", ONE, ONE),
        ("https://www.gazette.example/amp/port", ONE, ONE),
        (f"{ONE}?fbclid=1", OTHER, ONE),
        (ONE, "https://gazette.example/", ONE),
        (ONE, None, ONE),
        ("https://gazette.example/", None, None),
    ],
)
def test_what_a_page_says_is_believed_of_its_own_site(final: str, said: str | None, kept: str | None) -> None:
    assert origins.of_link(final, said) == kept
