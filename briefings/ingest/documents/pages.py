"""HTML pages -> articles, or text where a page is none: the main text by trafilatura, with what the page says of itself.

html --stories--> one tree per article --trafilatura--> title, source, byline, date, paragraphs --articles.dump-->
     `-- nothing found there, or saved by an office program: what a browser would show, as lines for the splitter
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from lxml import html
from trafilatura import bare_extraction
from trafilatura.settings import Document

from briefings.errors import UnreadableInput
from briefings.ingest import articles, markup, origins, shape
from briefings.ingest.articles import Article
from briefings.ingest.decode import decode
from briefings.ingest.documents import saved
from briefings.ingest.text import normalise

MAX_BYTES = 5 * 1024 * 1024
_NOTHING = (
    "There is no article in the page as it was sent; it may want a login or a browser: please paste the text."
)
_ENOUGH = 40
"""Words: less than that is a page that wants a login, or a browser."""
_STORY = 40
"""Words a part of a page must have to be an article beside others."""
_DECLARED = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{3,20})|^\s*<\?xml[^>]{0,100}encoding=[\"']([\w-]{3,20})",
    re.IGNORECASE,
)
_WALL = re.compile(
    r"<title[^>]{0,200}>\s*(?:(?:error )?[45]\d\d(?: error)?|(?:(?:error )?[45]\d\d[ :–—-]{1,3})?(?:page )?not found|just a moment|attention required|access denied"
    r"|checking your browser[^<|]{0,60}|(?:please )?(?:verify|confirm) (?:that )?you are (?:a )?human|are you a (?:robot|human)|robot check|human verification|security check"
    r"|captcha|(?:(?:error )?[45]\d\d[ :–—-]{1,3})?(?:forbidden|unauthorized|service (?:temporarily )?unavailable|too many requests|bad gateway|internal server error)"
    r"|log ?in|sign in)\s*(?:[|·.!?–—-][^<]{0,60})?</title",
    re.IGNORECASE,
)
_HEAD, _OF_A_WALL = (
    20_000,
    300,
)  # characters before the end of its title, and words that such a page has at most
_LONG_TAG = re.compile(r"<([a-zA-Z][\w-]{0,20})\s[^<>]{8000,}>")
"""A tag with a picture or a program in it, or with attributes by the thousand, which parsers compare with each other."""
_MANY_TAGS, _DENSE = 10_000, 10  # a page of news has a tag in 25 characters or more
_PROLOGUE = re.compile(r"^\s*<\?xml[^>]*\?>")
_SUFFIX = re.compile(r"\s+[|·•–—-]\s+[^|·•–—]{2,60}$")
_ACCOUNT = re.compile(r"admin$|^(?:administrator|webmaster|root|wordpress)$", re.IGNORECASE)
_NAME = re.compile(r"[\W_]+")


def read(data: bytes, charset: str | None = None) -> str:
    """Gives the article of a page, or several; `charset` is what the server said.

    Raises `UnreadableInput` for a page without any.
    """
    if len(data) > MAX_BYTES:
        raise UnreadableInput("The page is larger than 5 MB.")
    source = _LONG_TAG.sub(r"<\1>", _PROLOGUE.sub("", _text(data, charset)))
    if _is_chaff(source):
        return shown(source)
    if _is_wall(source):
        raise UnreadableInput(_NOTHING)
    if saved.is_saved(source):
        return shown(saved.text_alone(source))
    tree = html.fromstring(source)
    parts = _stories(tree)
    found = [*(_several(parts, source) if parts else _whole(source))]
    if found and sum(map(_words, found)) >= _ENOUGH:
        url = _address(tree)
        return "\n\n".join(articles.dump(replace(article, url=url)) for article in found)
    return shown(source)


def _is_wall(source: str) -> bool:
    """Tells whether a site answered with something else than the page: an error, a question, a form to log in."""
    title = _WALL.search(source[:_HEAD])
    return title is not None and _said(source) < _OF_A_WALL


def _said(source: str) -> int:
    return sum(shape.weight(row.text) for row in markup.rows(normalise(source)))


def _is_chaff(source: str) -> bool:
    """Tells whether a page is hardly more than tags; to look for an article among them would take many seconds."""
    tags = source.count("<")
    return tags > _MANY_TAGS and tags * _DENSE > len(source)


def shown(source: str) -> str:
    """Gives the lines of a page as a browser would show them, headings marked, without navigation."""
    lines = []
    for row in markup.rows(normalise(source)):
        if row.label is None or not row.sure:
            lines += [*[""] * bool(row.gap), f"{'#' * row.level} {row.text}".lstrip()]
    text = "\n".join(lines)
    if shape.weight(text) < _ENOUGH // 2:
        raise UnreadableInput(_NOTHING)
    return text


def _text(data: bytes, charset: str | None) -> str:
    """What the server said goes before what the page says of itself, and both before guessing."""
    declared = _DECLARED.search(data[:4096])
    names = [charset, *(name.decode() for name in (declared.groups() if declared else ()) if name)]
    if not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        for name in filter(None, names):
            try:
                return data.decode(name)
            except (LookupError, UnicodeError):
                continue
    return decode(data)


def _address(tree: html.HtmlElement) -> str | None:
    """Where the page says that it stands."""
    paths = ('//link[@rel="canonical"]/@href', '//meta[@property="og:url"]/@content')
    said = (str(address) for path in paths for address in tree.xpath(path))
    return next(filter(None, map(origins.page, said)), None)


def _stories(tree: html.HtmlElement) -> list[str]:
    """Gives the source of each article when a page holds several whole ones."""
    whole = [part for part in tree.iter("article") if next(part.iterancestors("article"), None) is None]
    for parts in (whole, _headed(tree)):
        found = [part for part in parts if _heading(part) and _prose(part) >= _STORY]
        if len({_heading(part) for part in found}) > 1:
            return [html.tostring(part, encoding="unicode", with_tail=False) for part in found]
    return []


def _headed(tree: html.HtmlElement) -> list[html.HtmlElement]:
    """Gives what stands under each of several first-level headings side by side, as elements of their own."""
    parts: list[html.HtmlElement] = []
    first = next(tree.iter("h1"), None)
    parent = first.getparent() if first is not None else None
    if parent is None or len(parent.findall("h1")) < 2:
        return parts
    for node in list(parent):
        if node.tag == "h1":
            parts.append(html.Element("article"))
        if parts:
            parts[-1].append(node)
    return parts


def _heading(part: html.HtmlElement) -> str:
    headings = (" ".join(node.text_content().split()) for node in part.iter("h1", "h2", "h3"))
    return next(filter(None, headings), "")


def _prose(part: html.HtmlElement) -> int:
    return sum(shape.weight(node.text_content()) for node in part.iter("p"))


def _whole(source: str) -> Iterator[Article]:
    """The one article of a page."""
    if (found := _extracted(source)) and (article := _article(found, _title(found))):
        yield article


def _several(parts: Sequence[str], source: str) -> Iterator[Article]:
    """The articles of a page that holds several; what the page says of itself holds for each."""
    page = _extracted(source)
    for part in parts:
        found = _extracted(part)
        article = _article(found, _heading(html.fromstring(part))) if found else None
        if article:
            yield replace(article, source=page.sitename if page else None)


def _extracted(source: str) -> Document | None:
    found = bare_extraction(source, fast=True, include_comments=False, with_metadata=True)
    return found if isinstance(found, Document) else None


def _article(found: Document, title: str) -> Article | None:
    lines = (" ".join(line.split()) for line in (found.text or "").split("\n"))
    paragraphs = tuple(line for line in lines if line and line not in {title, found.title})
    if not paragraphs:
        return None
    return Article(
        title=title or paragraphs[0][:120],
        paragraphs=paragraphs,
        source=found.sitename,
        byline=_byline(found.author),
        date=found.date,
    )


def _byline(authors: str | None) -> str | None:
    """The authors without accounts of the site's own software."""
    names = [name for name in (authors or "").split("; ") if name and not _ACCOUNT.search(name)]
    return ", ".join(names) or None


def _title(found: Document) -> str:
    """The title without the name of the site at its end."""
    title = " ".join((found.title or "").split())
    end = _SUFFIX.search(title)
    names = {_bare(name) for name in (found.sitename, (found.hostname or "").partition(".")[0]) if name}
    if end and any(name and (name in _bare(end[0]) or _bare(end[0]) in name) for name in names):
        return title[: end.start()]
    return title


def _bare(name: str) -> str:
    return _NAME.sub("", name).casefold()


def _words(article: Article) -> int:
    return shape.weight(" ".join(article.paragraphs))
