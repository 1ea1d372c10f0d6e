"""Word documents (.docx) -> text, without ever holding one whole: the XML is read as it is unpacked.

Insertions under review count, deletions do not. Headings keep their marks; those below a title are its parts.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

from lxml import etree

from briefings.errors import UnreadableInput
from briefings.ingest.documents.kinds import OPEN_DOCUMENT, PROTECTED

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_CHUNK = 64 * 1024
_MOST = 64 * 1024 * 1024
"""Bytes of XML that are read; an article has a hundredth of that."""
_MOST_STYLES = 20  # that one is made from
_HEADING = re.compile(r"heading ?(\d)", re.IGNORECASE)
_CONTENTS = re.compile(r"toc (?:\d|heading)|contents (?:\d|heading)", re.IGNORECASE)
_SKIPPED = frozenset(("del", "delText", "instrText", "moveFrom", "pPr", "rPr", "rt", "txbxContent"))
_BREAKS = {"br": "\n", "cr": "\n", "tab": " ", "noBreakHyphen": "-"}
_OTHER_OFFICE = (
    ("xl/", "This is a spreadsheet: please send the article as text or .docx."),
    ("ppt/", "This is a presentation: please send the article as text or .docx."),
    ("META-INF/manifest.xml", OPEN_DOCUMENT),
    ("META-INF/container.xml", "This is an e-book: please send the article as text."),
    (
        "Index/",
        "This is a document of Pages, Numbers or Keynote: please export it as .docx or PDF and send that.",
    ),
    ("AndroidManifest.xml", "This is a program, not an article."),
)
_ARCHIVE = "This is an archive: please unpack it and send the article itself."
_BROKEN = "The document is damaged: please save it again and send the new copy."
_BOMB = "The document unpacks to more than I am ready to read: please send the article as text."


def read(data: bytes) -> str:
    """Gives the paragraphs of a Word document.

    Raises `UnreadableInput` for one that is damaged, protected, far too large when unpacked, or no Word document.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            main = _main(names)
            styles = _styles(archive) if "word/styles.xml" in names else _Styles({})
            with archive.open(main) as file:
                return "\n\n".join(_paragraphs(file, styles))
    except RuntimeError as error:
        if "password" in str(error) or "encrypted" in str(error):
            raise UnreadableInput(PROTECTED) from None
        raise
    except (zipfile.BadZipFile, zlib.error, EOFError, etree.XMLSyntaxError, NotImplementedError, OSError):
        raise UnreadableInput(_BROKEN) from None


def _main(names: list[str]) -> str:
    found = next((name for name in names if re.fullmatch(r"word/document\d*\.xml", name)), None)
    if found:
        return found
    for part, sentence in _OTHER_OFFICE:
        if any(name.startswith(part) for name in names):
            raise UnreadableInput(sentence)
    raise UnreadableInput(_ARCHIVE)


def _elements(file: IO[bytes]) -> Iterator[tuple[str, etree._Element]]:
    """Gives elements as they begin and end; no entity is resolved, nothing is fetched."""
    parser = etree.XMLPullParser(
        events=("start", "end"), resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    total = 0
    while chunk := file.read(_CHUNK):
        total += len(chunk)
        if total > _MOST:
            raise UnreadableInput(_BOMB)
        if total <= _CHUNK and b"<!DOCTYPE" in chunk:
            raise UnreadableInput(_BROKEN)
        parser.feed(chunk)
        yield from parser.read_events()
    parser.close()
    yield from parser.read_events()


def _name(element: etree._Element) -> str:
    tag = element.tag
    if not isinstance(tag, str):
        return ""
    return tag.removeprefix(_W).removeprefix(_STRICT)


def _value(element: etree._Element, path: str) -> str | None:
    """The `val` of an element below, both namespaces tried."""
    for space in (_W, _STRICT):
        found = element.find("/".join(space + step for step in path.split("/")))
        if found is not None:
            return str(found.get(space + "val", ""))
    return None


@dataclass(frozen=True, slots=True)
class _Styles:
    """What the styles of paragraphs mean, by their ids: the levels of headings, titles, the table of contents."""

    levels: dict[str, int]
    titles: frozenset[str] = frozenset()
    contents: frozenset[str] = frozenset()


def _styles(archive: zipfile.ZipFile) -> _Styles:
    """Reads the styles; their ids are in the writer's language, the names are not, and one is made from another."""
    levels: dict[str, int] = {}
    above: dict[str, str] = {}
    names: dict[str, str] = {}
    with archive.open("word/styles.xml") as file:
        for event, element in _elements(file):
            if event != "end" or _name(element) != "style":
                continue
            key = element.get(_W + "styleId") or element.get(_STRICT + "styleId") or ""
            names[key] = (_value(element, "name") or "").lower()
            above[key] = _value(element, "basedOn") or ""
            heading = _HEADING.fullmatch(names[key])
            level = int(heading[1]) if heading else 1 if names[key] == "title" else _outline(element)
            if level:
                levels[key] = level
            element.clear()
    for key in names:
        known = next((one for one in _line(key, above) if one in levels), None)
        if known is not None:
            levels[key] = levels[known]
    titles = frozenset(key for key, name in names.items() if name == "title")
    return _Styles(levels, titles, frozenset(key for key, name in names.items() if _CONTENTS.fullmatch(name)))


def _line(key: str, above: dict[str, str]) -> Iterator[str]:
    """Gives a style and those that it is made from."""
    for _ in range(_MOST_STYLES):
        if not key:
            return
        yield key
        key = above.get(key, "")


def _paragraphs(file: IO[bytes], styles: _Styles) -> Iterator[str]:
    fallback = 0
    titled = False
    held = ""
    for event, element in _elements(file):
        if element.tag == _FALLBACK:
            fallback += 1 if event == "start" else -1
        elif event == "end" and _name(element) == "p":
            style = _value(element, "pPr/pStyle") or ""
            if not fallback and style not in styles.contents:
                held += "".join(_words(element))
                if _value(element, "pPr/rPr/del") is None:
                    level = styles.levels.get(style) or _outline(element)
                    if text := _paragraph(
                        element, held, level + (titled and level > 0 and style not in styles.titles)
                    ):
                        titled = titled or style in styles.titles
                        yield text
                    held = ""
            element.clear()
        elif event == "end" and _name(element) in {"tbl", "sdt"}:
            _forget(element)
    if held := " ".join(held.split()):
        yield held


def _forget(element: etree._Element) -> None:
    """Frees what was read already, so that a long document takes no more than a short one."""
    element.clear()
    while element.getprevious() is not None:
        parent = element.getparent()
        if parent is None:
            return
        del parent[0]


def _paragraph(element: etree._Element, words: str, level: int) -> str:
    text = "\n".join(" ".join(line.split()) for line in words.split("\n")).strip()
    if not text:
        return ""
    if level:
        return "#" * min(level, 6) + " " + text.replace("\n", " ")
    if _value(element, "pPr/numPr/numId"):
        return f"• {text}"
    return f"**{text}**" if len(text) < 200 and "\n" not in text and _is_bold(element) else text


def _outline(element: etree._Element) -> int:
    level = _value(element, "pPr/outlineLvl")
    return int(level) + 1 if level and level.isascii() and level.isdecimal() and int(level) < 9 else 0


def _is_bold(element: etree._Element) -> bool:
    runs = [run for run in element.iter(_W + "r", _STRICT + "r") if "".join(_words(run)).strip()]
    return bool(runs) and all(_is_on(run, "rPr/b") for run in runs)


def _is_on(run: etree._Element, path: str) -> bool:
    said = _value(run, path)
    return said is not None and said not in {"0", "false", "off"}


def _words(element: etree._Element) -> Iterator[str]:
    """The words below an element; without recursion, for documents may be nested without end."""
    stack = [element]
    while stack:
        node = stack.pop()
        name = _name(node)
        if name == "t":
            yield node.text or ""
        elif name in _BREAKS:
            yield _BREAKS[name]
        elif name not in _SKIPPED and not (name == "r" and _is_on(node, "rPr/vanish")):
            stack += reversed(node)
