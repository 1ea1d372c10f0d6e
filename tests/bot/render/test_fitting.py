"""Measuring and cutting messages."""

from __future__ import annotations

import re
import time
from html import escape
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.render.fitting import RAW_LIMIT, fits, split_html, units, visible_length, visible_text

WORDS = st.text(st.sampled_from("ab é中🇰🇵👨\u200d👩&<>\"' .!?\n。"), max_size=60) | st.text(max_size=30)
TAGS = st.sampled_from(["b", "i", "u", "code", "blockquote", "tg-spoiler"])
html_texts = st.recursive(
    WORDS.map(escape),
    lambda inner: st.one_of(
        st.lists(inner, max_size=6).map("".join),
        st.tuples(TAGS, inner).map(lambda pair: f"<{pair[0]}>{pair[1]}</{pair[0]}>"),
        inner.map(lambda text: f'<a href="https://example.org/?a=1&amp;b=2">{text}</a>'),
    ),
    max_leaves=20,
)


class Balance(HTMLParser):
    """Fails when a tag is closed that is not the last one opened."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def balanced(html: str) -> bool:
    balance = Balance()
    balance.feed(html)
    return not balance.open


def solid(text: str) -> str:
    return re.sub(r"\s", "", text)


@given(html_texts, st.integers(20, 300))
def test_parts_are_within_the_limit_balanced_and_lose_no_text(html: str, limit: int) -> None:
    parts = split_html(html, limit)
    assert all(0 < visible_length(part) <= limit for part in parts)
    assert all(balanced(part) for part in parts)
    assert solid("".join(map(visible_text, parts))) == solid(visible_text(html))


@given(WORDS)
def test_escaped_text_is_as_long_as_the_text(text: str) -> None:
    assert visible_text(escape(text)) == text
    assert visible_length(f"<b>{escape(text)}</b>") == len(text.encode("utf-16-le")) // 2


def test_an_emoji_counts_two_units() -> None:
    assert units("a🇰🇵") == 5


@pytest.mark.parametrize(
    ("html", "seen"),
    [
        ("&nbsp;&apos;", "&nbsp;&apos;"),
        ("&#39;&#x27;&quot;", "''\""),
        ("&#0;&#xD800;", "&#0;&#xD800;"),
        ("5 < 6", "5 < 6"),
    ],
)
def test_entities_are_decoded_as_telegram_does(html: str, seen: str) -> None:
    assert visible_text(html) == seen


@pytest.mark.parametrize(
    ("text", "limit", "parts"),
    [
        ("One two. Three.\n\nFour. Five", 23, ["One two. Three.", "Four. Five"]),
        ("Alpha beta\ngamma. Delta", 17, ["Alpha beta", "gamma. Delta"]),
        ("One.\n\nTwo three four. Five", 24, ["One.\n\nTwo three four.", "Five"]),
        ("It is so. It was", 14, ["It is so.", "It was"]),
        ("<b>bold words here</b> end", 12, ["<b>bold words</b>", "here end"]),
        ("<b>bold words here</b>", 12, ["<b>bold words</b>", "<b>here</b>"]),
        ("   \n ", 10, []),
        ("👨‍👩‍👧👨‍👩‍👧", 9, ["👨‍👩‍👧", "👨‍👩‍👧"]),
        ("🇰🇵🇺🇸", 7, ["🇰🇵", "🇺🇸"]),
    ],
)
def test_a_cut_is_made_where_it_hurts_least(text: str, limit: int, parts: list[str]) -> None:
    found = split_html(text, limit)
    assert [visible_text(part) for part in found] == [visible_text(part) for part in parts]


def test_markup_beyond_what_telegram_reads_is_cut_too() -> None:
    html = ('<a href="https://example.org/' + "x" * 80 + '">y</a> ') * 1000
    parts = split_html(html)
    assert len(parts) > 1
    assert all(len(part.encode()) <= RAW_LIMIT for part in parts)
    assert solid("".join(map(visible_text, parts))) == "y" * 1000


def test_what_fits_is_left_as_it_is() -> None:
    html = "<b>A &amp; B</b>\n\ntext"
    assert fits(html)
    assert split_html(html) == [html]


@pytest.mark.parametrize(
    "text", ["\n" * 100_000 + "a", "." * 100_000, "a" * 100_000, "a\n" + " " * 100_000 + "b"]
)
def test_hostile_text_is_cut_in_time(text: str) -> None:
    start = time.process_time()
    split_html(text)
    assert time.process_time() - start < 5
