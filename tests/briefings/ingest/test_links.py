"""Fetching the page behind a link, over real HTTP."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator

import pytest
from newsstand import PAGE, Site, serving

from briefings.errors import UnreadableInput
from briefings.ingest import links
from briefings.ingest.links import Fetcher, alone

SENTENCE = re.compile(r"[A-Z0-9:][^\n]{10,200}\.")


@pytest.fixture
async def page() -> AsyncIterator[Site]:
    async with serving() as site:
        yield site


async def refused(fetcher: Fetcher, url: str) -> str:
    with pytest.raises(UnreadableInput) as caught:
        await fetcher.fetch(url)
    assert SENTENCE.fullmatch(str(caught.value))
    return str(caught.value)


async def test_a_page_is_fetched_with_what_the_server_says_of_it(page: Site) -> None:
    found = await Fetcher(allowed=[page.socket]).fetch(f"{page.url}/page#part")
    assert found.data.decode() == PAGE
    assert (found.content_type, found.charset) == ("text/html", "utf-8")


async def test_the_bot_gives_its_name_and_carries_no_cookies(page: Site) -> None:
    await Fetcher(allowed=[page.socket]).fetch(f"{page.url}/to/2")
    assert [request.path for request in page.requests] == ["/to/2", "/to/1", "/to/0", "/page"]
    assert all("briefing-bot" in request.headers["User-Agent"] for request in page.requests)
    assert not any(
        "Cookie" in request.headers or "Authorization" in request.headers for request in page.requests
    )


async def test_five_redirects_are_followed_and_no_more(page: Site) -> None:
    fetcher = Fetcher(allowed=[page.socket])
    assert (await fetcher.fetch(f"{page.url}/to/4")).final_url == f"{page.url}/page"
    assert "without end" in await refused(fetcher, f"{page.url}/to/5")


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1", "localhost", "LOCALHOST", "127.1", "0", "2130706433", "0x7f000001", "0x7f.1", "0177.0.0.1",
        "017700000001", "[::1]", "[::]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[0:0:0:0:0:ffff:7f00:0001]",
        "[64:ff9b::7f00:1]", "[2002:7f00:1::]", "[fe80::1]", "[fe80::1%25lo]", "①②⑦.⓪.⓪.①", "１２７.0.0.1", "127。0。0。1",
        "169.254.169.254", "10.0.0.1", "192.168.0.1", "172.16.0.1", "100.64.0.1", "0.0.0.0", "255.255.255.255",  # noqa: S104 - asked for, to be refused
    ],
)  # fmt: skip
async def test_no_spelling_of_a_private_address_leads_anywhere(page: Site, host: str) -> None:
    fetcher = Fetcher(allowed=[("192.0.2.1", page.port)])  # opens the port, but not the address
    await refused(fetcher, f"http://{host}:8080/")
    await refused(fetcher, f"http://{host}/")
    assert not page.requests


@pytest.mark.parametrize(
    "target", ["http://localhost:{port}/", "http://127.0.0.1:{port}/", "//[::1]:{port}/"]
)
async def test_a_redirect_leads_nowhere_that_a_link_does_not(page: Site, target: str) -> None:
    async with serving() as inner:
        message = await refused(
            Fetcher(allowed=[page.socket, ("192.0.2.1", inner.port)]),
            f"{page.url}/to/1?{target.format(port=inner.port)}",
        )
        assert "port" in message or "private network" in message
        assert not inner.requests
    assert page.requests


async def test_the_address_is_judged_when_it_is_connected_to_not_when_it_is_looked_up(
    page: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_up = []

    async def resolve(_resolver: object, host: str, port: int, **_: object) -> list[dict[str, object]]:
        looked_up.append(host)
        return [{"hostname": host, "host": "127.0.0.1", "port": port, "family": 2, "proto": 6, "flags": 0}]

    monkeypatch.setattr("aiohttp.resolver.ThreadedResolver.resolve", resolve)
    monkeypatch.setattr(links, "PORTS", {page.port})
    message = await refused(Fetcher(), f"http://news.example:{page.port}/")
    assert message == "The link leads into a private network, where I do not go."
    assert looked_up == ["news.example"]
    assert not page.requests


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("ftp://news.example/a", "http://"),
        ("file:///etc/passwd", "http://"),
        ("http://editor:secret@news.example/", "password"),
        ("http://news.example:22/", "port 22"),
        ("http://news.example:6379/", "port 6379"),
        ("http://[::1/", "not a proper address"),
        ("http://", "http://"),
        ("http://news.invalid/", "no site called news.invalid"),
    ],
)
async def test_what_is_no_link_to_a_page_is_refused(url: str, words: str) -> None:
    assert words in await refused(Fetcher(), url)


@pytest.mark.parametrize(
    "target", ["file:///etc/passwd", "http://a:b@127.0.0.1/", "gopher://127.0.0.1/", "http://[::1"]
)
async def test_a_redirect_to_what_is_no_link_is_refused(page: Site, target: str) -> None:
    await refused(Fetcher(allowed=[page.socket]), f"{page.url}/to/1?{target}")


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/status/404", "no such page"),
        ("/status/410", "no such page"),
        ("/status/403", "does not let me read the page (error 403)"),
        ("/status/451", "does not let me read"),
        ("/status/500", "trouble with the page (error 500)"),
        ("/status/204", "trouble"),
        ("/empty", "empty"),
        ("/broken", "broke off"),
        ("/declared", "larger than 5 MB"),
        ("/endless", "larger than 5 MB"),
        ("/bomb", "larger than 5 MB"),
        ("/packed/odd", "packed in a way"),
    ],
)
async def test_a_page_that_cannot_be_had_is_told_in_a_sentence(page: Site, path: str, words: str) -> None:
    assert words in await refused(Fetcher(allowed=[page.socket]), page.url + path)


async def test_a_page_without_end_is_left_early(page: Site) -> None:
    await refused(Fetcher(allowed=[page.socket]), f"{page.url}/endless")
    assert page.sent < 4 * links.MAX_BYTES


async def test_a_page_that_never_comes_is_not_waited_for(page: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(links, "SECONDS", 0.2)
    assert "did not come" in await refused(Fetcher(allowed=[page.socket]), f"{page.url}/slow")


async def test_a_server_that_is_not_there_is_told(page: Site) -> None:
    async with serving() as gone:
        socket, url = gone.socket, gone.url
    assert "cannot be reached" in await refused(Fetcher(allowed=[socket]), url)


@pytest.mark.parametrize("how", ["gzip", "zlib", "raw"])
async def test_packed_pages_are_unpacked(page: Site, how: str) -> None:
    found = await Fetcher(allowed=[page.socket]).fetch(f"{page.url}/packed/{how}")
    assert found.data.decode() == PAGE


@pytest.mark.parametrize(
    ("text", "link"),
    [
        (" https://news.example/a?b=c#d \n", "https://news.example/a?b=c#d"),
        ("HTTP://NEWS.EXAMPLE/", "HTTP://NEWS.EXAMPLE/"),
        ("see https://news.example/a", None),
        ("https://news.example/a https://news.example/b", None),
        ("news.example", None),
        ("", None),
    ],
)
def test_only_a_link_alone_stands_for_its_page(text: str, link: str | None) -> None:
    assert alone(text) == link
