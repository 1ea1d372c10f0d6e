"""Word documents (.docx) -> text, without ever holding one whole: the XML is read as it is unpacked.

Insertions under review count, deletions do not. Headings keep their marks.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO

from lxml import etree

from briefings.errors import UnreadableInput
from briefings.ingest.documents.kinds import PROTECTED

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_CHUNK = 64 * 1024
_MOST = 64 * 1024 * 1024
"""Bytes of XML that are read; an article has a hundredth of that."""
_HEADING = re.compile(r"heading ?(\d)", re.IGNORECASE)
_SKIPPED = frozenset(("del", "delText", "instrText", "moveFrom", "pPr", "rPr", "txbxContent"))
_BREAKS = {"br": "\n", "cr": "\n", "tab": " ", "noBreakHyphen": "-"}
_OTHER_OFFICE = (
    ("xl/", "This is a spreadsheet: please send the article as text or .docx."),
    ("ppt/", "This is a presentation: please send the article as text or .docx."),
    ("META-INF/manifest.xml", "OpenDocument is not read here: please save it as .docx and send that."),
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
            styles = dict(_styles(archive)) if "word/styles.xml" in names else {}
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


def _styles(archive: zipfile.ZipFile) -> Iterator[tuple[str, int]]:
    """Gives the level of each style that is a heading; its id is in the writer's language, its name is not."""
    with archive.open("word/styles.xml") as file:
        for event, element in _elements(file):
            if event == "end" and _name(element) == "style":
                name = _value(element, "name") or ""
                level = _HEADING.fullmatch(name)
                if level or name.lower() == "title":
                    key = element.get(_W + "styleId") or element.get(_STRICT + "styleId") or ""
                    yield key, int(level[1]) if level else 1
                element.clear()


def _paragraphs(file: IO[bytes], styles: dict[str, int]) -> Iterator[str]:
    fallback = 0
    for event, element in _elements(file):
        if element.tag == _FALLBACK:
            fallback += 1 if event == "start" else -1
        elif event == "end" and _name(element) == "p":
            if not fallback and (text := _paragraph(element, styles)):
                yield text
            element.clear()
        elif event == "end" and _name(element) in {"tbl", "sdt"}:
            _forget(element)


def _forget(element: etree._Element) -> None:
    """Frees what was read already, so that a long document takes no more than a short one."""
    element.clear()
    while element.getprevious() is not None:
        parent = element.getparent()
        if parent is None:
            return
        del parent[0]


def _paragraph(element: etree._Element, styles: dict[str, int]) -> str:
    text = "\n".join(" ".join(line.split()) for line in "".join(_words(element)).split("\n")).strip()
    if not text:
        return ""
    level = styles.get(_value(element, "pPr/pStyle") or "") or _outline(element)
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
    return bool(runs) and all(
        (_value(run, "rPr/b") or "") not in {"0", "false"} and _value(run, "rPr/b") is not None
        for run in runs
    )


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
        elif name not in _SKIPPED:
            stack += reversed(node)
