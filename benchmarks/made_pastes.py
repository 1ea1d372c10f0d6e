"""Pastes made from clean articles with noise of our own, to see whether the rules hold beyond the data they were seen on.

None of the furniture below stands in the program's own lists: what is measured is how it does on the unknown.
"""

from __future__ import annotations

import html
import random
import re
import textwrap
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

MASTHEADS = (
    ("The Riverside Enquirer", "Long reads"), ("Kestrel Online", "Capital region"), ("Nordhafen Kurier", "Abroad"),
    ("EastCoastDaily", "Public affairs"), ("The Plainsman", "Around the globe"), ("Valley Voice", "Frontpage"),
)  # fmt: skip
FURNITURE = (
    "Hear this piece", "Reader mode", "Gift two articles", "Our morning alerts", "Latest from the capital",
    "Comments are closed", "What others read", "A-", "A+", "Zoom in", "Get alerts", "Switch edition", "Dark mode",
    "Get our app for Android", "Your free reads this month: 2", "Add to reading list", "2.3K", "Up next", "More in Capital region",
)  # fmt: skip
FOOTERS = (
    "Back to the front page", "Keep up with the paper", "Our journalism explained", "Contact the newsroom",
    "(c) Riverside Media 2020", "Site by Brightworks", "Registered in England 0123456", "Kestrel Media Group Ltd",
)  # fmt: skip
TEASERS = (
    "More on this: {}", "Don't miss | {}", "EXPLAINER: {}", "» {}", "Earlier: {}", "Background | {}", "Read next: {}",
    "[Watch] {}", "You may also like: {}", "In case you missed it: {}",
)  # fmt: skip
CAPTIONS = (
    "The scene on Tuesday (Photo: city hall)", "A view of the square in 2018 / Handout", "Photo by the press office",
    "Picture courtesy of the ministry", "[Photo: agency pool]", "Photograph: Pool/Kestrel", "Officials arrive at the venue | Photo Credit: Pool",
)  # fmt: skip
BYLINES = (
    ("Written by Rome Correspondent", "Rome Correspondent", ""), ("From our staff | {date}", None, "{date}"),
    ("By The Foreign Desk", "The Foreign Desk", ""), ("{date}", "", "{date}"), ("{date}, 14:05 CET", "", "{date}"),
    ("Posted on {date} by Political Editor", None, "{date}"), ("Last updated: {date} at 7:15 pm", "", "{date}"),
    ("By Political Editor and Rome Correspondent\n{date}", None, "{date}"), ("3 hours ago", "", ""),
)  # fmt: skip
DATES = (
    "March 4, 2020",
    "4 March 2020",
    "Wednesday, 4 March 2020",
    "2020-03-04",
    "04.03.2020",
    "4th March, 2020",
)


REMARKS = (
    "Well said, and about time!", "Nobody asked the people who live there.", "So true.", "Old news, this was known last year already.",
    "I doubt it. The same was said in 2015, when nothing came of it and we all had to pay for years.", "Thanks for the update",
)  # fmt: skip
READERS = ("Marlow", "Quiet reader", "T. Ansel", "oak_and_ash", "Nadia K")


@dataclass
class Draw:
    """What one paste is made of, drawn once."""

    dice: random.Random
    articles: Sequence[dict[str, Any]]
    layout: str = "loose"
    width: int | None = None
    furniture: bool = True
    captions: bool = True
    teasers: bool = True
    title: Callable[[str], str] = str
    masthead: bool = True
    typeset: bool = False  # words are broken at the ends of lines
    sent: str = ""  # what stands before the headline in the same line
    remarks: bool = False  # readers write below
    narrow: int | None = None  # the width of headlines, where it is another than that of the text


_SYLLABLE = re.compile("(?<=[aeiou][b-df-hj-np-tv-xz])(?=[b-df-hj-np-tv-xz])")


def typeset(text: str, width: int) -> list[str]:
    """Wraps a text as a typesetter does: a word that does not fit is broken between two consonants, if it can be."""
    lines, line = [], ""
    for word in text.split():
        whole = f"{line} {word}".lstrip()
        if len(whole) > width:
            cuts = [found.start() for found in _SYLLABLE.finditer(word) if word.isalpha()]
            fitting = [cut for cut in cuts if 2 < cut < len(word) - 2 and len(line) + cut + 2 <= width]
            cut = max(fitting, default=0)
            lines.append(f"{line} {word[:cut]}-" if cut else line)
            whole = word[cut:]
        line = whole
    return [*lines, line]


def paragraph(draw: Draw, text: str) -> list[str]:
    if draw.width and draw.typeset:
        return typeset(text, draw.width)
    if draw.width:
        return textwrap.wrap(text, draw.width)
    if len(text) > 160 and draw.dice.random() < 0.25:
        cut = text.rfind(" ", 0, draw.dice.randint(90, 140))
        return [text[:cut], text[cut + 1 :]]
    return [text]


def story(
    draw: Draw, article: dict[str, Any], others: Sequence[str]
) -> tuple[list[list[str]], dict[str, Any]]:
    dice = draw.dice
    paras = [text for text in article["paragraphs"][: dice.randint(2, 7)] if len(text) > 60]
    title = draw.title(article["title"])
    units = [textwrap.wrap(title, draw.narrow) if draw.narrow else [title]]
    if dice.random() < 0.6:
        byline, _, _ = dice.choice(BYLINES)
        units.append(byline.format(date=dice.choice(DATES)).split("\n"))
    for text in paras:
        units.append(paragraph(draw, text))
        if draw.teasers and dice.random() < 0.15:
            units.append([dice.choice(TEASERS).format(dice.choice(others))])
        if draw.captions and dice.random() < 0.12:
            units.append([dice.choice(CAPTIONS)])
        if draw.furniture and dice.random() < 0.15:
            units.append([dice.choice(FURNITURE)])
    if draw.sent:
        units[0][0] = draw.sent.format(hour=dice.randint(10, 23), title=units[0][0])
    if draw.remarks:
        units.append([f"{dice.randint(2, 300)} comments"])
        units += [[reader, dice.choice(REMARKS), "Like"] for reader in dice.sample(READERS, 3)]
    return units, {"title": draw.title(article["title"]).strip("#* "), "paras": paras}


def laid_out(draw: Draw, stories: list[list[list[str]]]) -> str:
    lines: list[str] = []
    if draw.masthead and draw.dice.random() < 0.7:
        lines += draw.dice.choice(MASTHEADS)
        lines += [] if draw.layout == "gapless" else [""]
    for units in stories:
        for number, unit in enumerate(units):
            if draw.layout == "spaced":
                lines += [part for line in unit for part in (line, "")]
                continue
            lines += unit
            if draw.layout == "loose" or (
                draw.layout == "tight" and number == 0 and draw.dice.random() < 0.5
            ):
                lines.append("")
        if draw.layout == "tight":
            lines.append("")
    if draw.furniture:
        lines += draw.dice.sample(FOOTERS, draw.dice.randint(0, 4))
    return "\n".join(lines)


def as_html(draw: Draw, article: dict[str, Any], others: Sequence[str]) -> tuple[str, dict[str, Any]]:
    dice = draw.dice
    paras = [text for text in article["paragraphs"][: dice.randint(2, 7)] if len(text) > 60]
    marked = [html.escape(text, quote=False).replace("’", "&rsquo;") for text in paras]
    marked = [f'<a href="/x">{text[:20]}</a>{text[20:]}' if "&" not in text[:24] else text for text in marked]
    body = "".join(f'<p class="t">{text}</p>\n' for text in marked)
    title = html.escape(article["title"], quote=False)
    if dice.random() < 0.5:
        return f"<h1>{title}</h1>\n{body}", {"title": article["title"], "paras": paras}
    page = f"""<!DOCTYPE html><html><head><title>{title} - Valley Voice</title><style>p {{ margin: 0 }}</style>
<script>var a = "<p>no</p>";</script></head><body><nav><ul><li><a href="/">Start</a></li><li>Abroad</li></ul></nav>
<article><h1>{title}</h1><div class="by">By The Foreign Desk</div>{body}
<figure><img src="a.jpg" alt="x"><figcaption>A view of the square in 2018</figcaption></figure></article>
<aside><h2>What others read</h2><ul><li><a href="/y">{html.escape(dice.choice(others))}</a></li></ul></aside>
<footer><p>Kestrel Media Group Ltd</p></footer></body></html>"""
    return page, {"title": article["title"], "paras": paras}


KINDS: dict[str, dict[str, Any]] = {
    "loose": {"layout": "loose"},
    "tight": {"layout": "tight"},
    "gapless": {"layout": "gapless"},
    "loose wrapped": {"layout": "loose", "width": True},
    "tight wrapped": {"layout": "tight", "width": True},
    "gapless wrapped": {"layout": "gapless", "width": True},
    "typeset": {"layout": "loose", "width": (44, 48, 52, 60), "typeset": True},
    "sent in a chat": {"layout": "loose", "sent": "[05/03/2024, {hour}:20:11] Desk: *{title}*"},
    "with comments": {"layout": "loose", "remarks": True},
    "numbered": {"layout": "loose"},
    "spaced out": {"layout": "spaced"},
    "shouted": {"layout": "loose", "title": str.upper},
    "markdown": {"layout": "loose", "title": lambda title: f"# {title}"},
    "bold": {"layout": "tight", "title": lambda title: f"**{title}**"},
    "bare": {"layout": "loose", "furniture": False, "captions": False, "teasers": False, "masthead": False},
    "narrow headlines": {"layout": "loose", "narrow": 40},
    "narrow wrapped": {"layout": "tight", "width": True, "narrow": 44},
    "html": {},
}


WIDTHS = (60, 66, 70, 72, 76, 80, 90)


def make(articles: Sequence[dict[str, Any]], kind: str, count: int, seed: int = 7) -> list[dict[str, Any]]:
    """Gives `count` pastes of a kind with what they hold; the same for the same seed."""
    dice = random.Random(f"{kind} {seed}")  # noqa: S311 - noise, not secrets
    made = []
    titles = [article["title"] for article in articles]
    usable = [
        article for article in articles if sum(len(text) > 60 for text in article["paragraphs"][:2]) == 2
    ]
    for number in range(count):
        asked = dict(KINDS[kind])
        if asked.get("width"):
            asked["width"] = dice.choice(WIDTHS if asked["width"] is True else asked["width"])
        draw = Draw(dice, articles, **asked)
        chosen = dice.sample(usable, dice.choice((1, 1, 2, 2, 3)))
        if kind == "numbered":
            chosen = dice.sample(usable, 3)
        if kind == "html":
            text, gold = as_html(draw, chosen[0], titles)
            made.append({"id": f"{kind}-{number}", "text": text, "stories": [gold]})
            continue
        parts = [story(draw, article, titles) for article in chosen]
        if kind == "numbered":
            for place, (units, _) in enumerate(parts, 1):
                units[0][0] = f"{place}. {units[0][0]}"
        text = laid_out(draw, [units for units, _ in parts])
        made.append({"id": f"{kind}-{number}", "text": text, "stories": [gold for _, gold in parts]})
    return made
