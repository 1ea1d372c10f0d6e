"""The sandbox's HTML parser against TDLib's own, which is offline and exact."""

from __future__ import annotations

import json
from typing import Any

import pytest
import tdjson
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.sandbox.entities import find
from bot.sandbox.html import ParseError, parse
from bot.sandbox.nesting import straightened

NAMES = {
    "PreCode": "pre", "TextUrl": "text_link", "MentionName": "text_mention", "BlockQuote": "blockquote",
    "ExpandableBlockQuote": "expandable_blockquote", "CustomEmoji": "custom_emoji", "DateTime": "date_time",
    "BotCommand": "bot_command", "EmailAddress": "email",
}  # fmt: skip
CORPUS = """
<b>bold</b>, <strong>bold</strong>|<i>italic</i>, <em>italic</em>|<u>under</u>, <ins>under</ins>
<s>struck</s>, <strike>struck</strike>, <del>struck</del>|<span class="tg-spoiler">s</span>, <tg-spoiler>s</tg-spoiler>
<b>bold <i>italic bold <s>struck <span class="tg-spoiler">spoiler</span></s> <u>under</u></i> bold</b>
<a href="http://www.example.com/">link</a>|<a href="tg://user?id=123456789">mention</a>|<a>example.com</a>
<tg-emoji emoji-id="5368324170671202286">👍</tg-emoji>|<tg-emoji>x</tg-emoji>|<tg-emoji emoji-id="0">x</tg-emoji>
<code>inline</code>|<pre>block</pre>|<pre><code class="language-python">block</code></pre>|<code class=language-py>x</code>
<blockquote>one\ntwo</blockquote>|<blockquote expandable>one</blockquote>|<blockquote EXPANDABLE>one</blockquote>
<tg-time unix="1647531900" format="wDT">x</tg-time>|<tg-time unix="5" format="r">x</tg-time>|<tg-time unix="5">x</tg-time>
<tg-time unix="5" format="z">x</tg-time>|<tg-time>x</tg-time>|<tg-time unix="-5">x</tg-time>|<tg-time unix="x">x</tg-time>
<tg-time unix="5x">x</tg-time>|<tg-time unix="2147483648">x</tg-time>|<tg-time unix="99999999999">x</tg-time>
<br>|<p>x</p>|5 < 6|a > b|<|<>|</>|</b>|<b>|<b|<b x|<b x=|<b x=y|<b x='|< b>x</b>|<b/>|<b />|<b x=y_>t</b>|<b =>t</b>
<b>x</i>|<b>x</b|<b>x</b >|<b>x</b y>|<b>x</>|<B>x</b>|<b>x</B>|<b></b>|<b> </b>|<span>x</span>|<span class="x">y</span>
&lt;&gt;&amp;&quot;|&lt&gt|&nbsp;&apos;&copy;|&#60;|&#x3C;|&#x3c|&#;|&#x;|&#0;|&#1114111;|&#99999999;|&#128512;|&#xD83D;|&|&&amp;
<a href="http://localhost">x</a>|<a href="x">y</a>|<a href="e.com">x</a>|<a href="https://e.com/?a=1&amp;b=é f">x</a>
<a href="javascript:alert(1)">x</a>|<a href="ftp://e.com">x</a>|<a href="mailto:a@e.com">x</a>|<a href="//e.com/">x</a>
<a href="http://[::1]/">x</a>|<a href="http://[x]/">x</a>|<a href="http://e.com:99999/">x</a>|<a href="http://e.com:0/">x</a>
<a href="HTTP://E.COM:080#x">x</a>|<a href="https://u:p@e.com">x</a>|<a href="http://a b.com">x</a>|<a href="http://e%41.com">x</a>
<a href="tg://resolve?domain=x">x</a>|<a href="TON://abc/d">x</a>|<a href="tg://us er?id=5">x</a>|<a href="tg:user?id=5">x</a>
😀<b>😀é</b>𝕏<i>x</i>|<b>a<b>b</b></b>|<i><b>a</b></i>|<code><b>a</b></code>|<a href="e.com"><b>x</b></a>|<pre>a</pre><code>b</code>
""".strip().replace("\n<", "|<").replace("\n", "|").split("|")  # fmt: skip
PIECES = st.sampled_from([
    "<b>", "</b>", "<i>", "</i>", "<a href=", "<a ", "href='", '"', ">", "</a>", "e.com", "http://", "<pre>", "</pre>",
    '<code class="language-py">', "<code>", "</code>", "<", "</", "=", "'", " ", "\n", "x", "é", "😀", "&lt;", "&amp",
    "&#60;", "&#x1F600;", "&nbsp;", "<span class='tg-spoiler'>", "</span>", "<blockquote expandable>", "<blockquote>",
    "</blockquote>", '<tg-time unix="1" format="wDt">', "</tg-time>", "<tg-emoji emoji-id='5'>", "</tg-emoji>", "<U>",
    "</u>", "<p>", "/", "\0", "tg://user?id=7", "<tg-spoiler>", "</tg-spoiler>", "</>", "-", ".", "<em", "expandable",
    "unix=5 ", "format=", "&", "#", ";", "?q=1 2", "ton://", "[::1]", ":80", "@", "\t", "\v", "\f", "\1",
])  # fmt: skip
MESSY = st.lists(PIECES, max_size=12).map("".join) | st.text(alphabet="<>/ab\"'= &;#x1😀é.", max_size=24)


def tdlib(request: dict[str, Any]) -> dict[str, Any]:
    answer = tdjson.td_execute(json.dumps(request).encode())
    assert answer is not None
    found: dict[str, Any] = json.loads(answer)
    return found


@pytest.fixture(autouse=True, scope="module")
def _quiet() -> None:
    tdlib({"@type": "setLogVerbosityLevel", "new_verbosity_level": 0})


def entity(shown: dict[str, Any]) -> dict[str, Any]:
    kind = shown["type"]["@type"].removeprefix("textEntityType")
    found = {"type": NAMES.get(kind, kind.lower()), "offset": shown["offset"], "length": shown["length"]}
    for name in ("url", "language", "custom_emoji_id", "unix_time"):
        if name in shown["type"]:
            found[name] = shown["type"][name]
    if "user_id" in shown["type"]:
        found["user"] = {"id": shown["type"]["user_id"]}
    if form := date_format(shown["type"].get("formatting_type")):
        found["date_time_format"] = form
    return found


def date_format(shown: dict[str, Any] | None) -> str:
    if shown is None:
        return ""
    if shown["@type"] == "dateTimeFormattingTypeRelative":
        return "r"
    letters = {
        "dateTimePartPrecisionNone": "",
        "dateTimePartPrecisionShort": "dt",
        "dateTimePartPrecisionLong": "DT",
    }
    date, time = letters[shown["date_precision"]["@type"]], letters[shown["time_precision"]["@type"]]
    return ("w" if shown["show_day_of_week"] else "") + date[:1] + time[1:]


def theirs(markup: str) -> Any:
    mode = {"@type": "textParseModeHTML"}
    answer = tdlib({"@type": "parseTextEntities", "text": markup, "parse_mode": mode})
    if answer["@type"] == "error":
        return answer["message"].removeprefix("Can't parse entities: ")
    return answer["text"], [entity(shown) for shown in answer["entities"]]


def ours(markup: str) -> Any:
    try:
        return parse(markup)
    except ParseError as error:
        return str(error)


@pytest.mark.parametrize("markup", CORPUS)
def test_a_written_example_reads_as_tdlib_reads_it(markup: str) -> None:
    assert ours(markup) == theirs(markup)


@given(MESSY)
@example('<tg-time unix="5" format="x">')
@settings(max_examples=500, deadline=None)
def test_messy_markup_reads_as_tdlib_reads_it(markup: str) -> None:
    assert ours(markup) == theirs(markup)


@given(
    st.sampled_from(["wDT", "Dt", "r", "rD", "Dw", "TD", "tt", "w", "", "W"])
    | st.text("rRwWdDtTx", max_size=5)
)
@settings(deadline=None)
def test_a_date_format_is_known_or_refused_as_tdlib_does(form: str) -> None:
    markup = f'<tg-time unix="5" format="{form}">x</tg-time>'
    assert ours(markup) == theirs(markup)


@given(st.lists(st.sampled_from([
    "http", "https", "://", ":", "//", "/", "?", "#", "@", "e.com", "E", ".", "-", "_", "tg", "ton", "tonsite", "user",
    "?id=", "5", "[", "]", "::1", "%41", "%4", "é", " ", "\n", "'", "&id=7", "80", "00", "99999", "localhost", "1.1.1.1",
    "\\", "^", "~", "mailto",
]), max_size=8).map("".join))  # fmt: skip
@settings(max_examples=500, deadline=None)
def test_a_link_is_kept_changed_or_dropped_as_tdlib_does(link: str) -> None:
    markup = f'<a href="{link}">x</a>'
    assert ours(markup) == theirs(markup)


@pytest.mark.parametrize(
    "text",
    [
        "/start", "/start us-russia", "/push@some_bot x", "a/b /c", "/ü", "x /push\ny", "/push@ab", "/a/b", "(/help)",
        "/12345", "/" + "a" * 64, "/" + "a" * 65, "/a_b.", "//a", "/a@b_c/d", "<b>/x</b>", "/latest\u2013x",
        "@abcd @ab_cd #tag #1 #a1 #привет x#y ##z #a#b", "mail a@b.com now", "x@y", "see example.com.", "(example.com/a)",
        "http://localhost", "https://example.com/a?b=c#d, and", "x.co.uk/y?z=1.", "no.it and Mr.Smith", "3.14 e.g.this",
        "https://example.com/a_(b)", "http://127.0.0.1:80/x", "U.S. and U.N. talks", "end.Next sentence", "",
        "😀 /start 😀 @abcd", "a@b.com/x", "user@example.com:80", "@a.b", "US.Russia", "https://t.me/bot?start=x",
    ],
)  # fmt: skip
def test_what_people_type_has_the_entities_tdlib_finds(text: str) -> None:
    answer = tdlib({"@type": "getTextEntities", "text": text})
    assert find(text) == [entity(shown) for shown in answer["entities"]]


@pytest.mark.parametrize("markup", [
    "<b>a<a href='e.com'>b</a>c</b>", "<a href='e.com'><b>a</b>b</a>", "<a href='e.com'><code>b</code>c</a>",
    "<b>a</b><b>b</b>", "<b>a<blockquote>b</blockquote>c</b>", "<blockquote><b>a</b>b</blockquote>", "<b><i>a</i></b>",
    "<blockquote>a<blockquote>b</blockquote></blockquote>", "<pre>a<code>b</code></pre>", "<b>a<code>b</code>c</b>",
    "<b>a<i>b<code>c</code></i></b>", "<a href='e.com'>a<a href='f.com'>b</a></a>", "<b>a\n</b>\n<b>b</b>", "<i> </i>x",
    "<blockquote>a</blockquote><blockquote>b</blockquote>", "<code>a</code><code>b</code>", "<code><b>a</b></code>",
    "<blockquote expandable><b>H</b>\n<a href='e.com'>s</a> <i>t</i></blockquote>\n<b>x</b>", "<b>a<b>b</b></b>",
])  # fmt: skip
def test_nested_entities_are_straightened_as_tdlib_does(markup: str) -> None:
    check_straightened(markup)


def inside(children: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    tags = st.sampled_from(["b", "i", "u", "s", "tg-spoiler", "a href='e.com'", "code", "pre"])
    wrapped = st.builds(lambda tag, inner: f"<{tag}>{inner}</{tag.partition(' ')[0]}>", tags, children)
    return wrapped | st.lists(children, min_size=1, max_size=3).map("".join)


NESTED = st.recursive(st.sampled_from(["a", "b ", "c", "\nd", "😀"]), inside, max_leaves=12)


@given(
    st.lists(NESTED | NESTED.map("<blockquote>{}</blockquote>".format), min_size=1, max_size=3).map("".join)
)
@settings(max_examples=300, deadline=None)
def test_any_nesting_is_straightened_as_tdlib_does(markup: str) -> None:
    check_straightened(markup)


def check_straightened(markup: str) -> None:
    mode = {"@type": "textParseModeHTML"}
    parsed = tdlib({"@type": "parseTextEntities", "text": markup, "parse_mode": mode})
    fixed = tdlib({"@type": "parseMarkdown", "text": parsed})
    assert straightened(parse(markup)[1]) == [entity(shown) for shown in fixed["entities"]]
