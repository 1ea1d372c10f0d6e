"""Articles that an office program or a converter saved as a page: nothing around the text but page heads, feet and notes.

LibreOffice, Word, pandoc and Google Docs each mark these in their own way; none of it is of the text.
"""

from __future__ import annotations

import re

from lxml import etree, html

_HEAD = 20_000  # characters
_MAKER = re.compile(
    r"""<meta\s[^>]{0,80}\b(?:generator|ProgId)\b[^>]{0,20}content=["']?\s*(?:pandoc|LibreOffice|OpenOffice|Microsoft Word|Word\.Document)"""
    r"""|<body\s[^>]{0,80}\bclass=["'][^"'>]{0,80}\bdoc-content\b""",
    re.IGNORECASE,
)
_NOTES = ("footnote-ref", "footnotes", "sdfootnoteanc", "sdendnoteanc")  # classes
_ADDED = etree.XPath(
    "//div[@title='header' or @title='footer' or starts-with(@id, 'sdfootnote') or starts-with(@id, 'sdendnote')]"
    "|//a[starts-with(@href, '#_ftn') or starts-with(@href, '#_edn')]"
    "|//div[starts-with(@id, 'ftn') or starts-with(@id, 'edn')]"
    "|//sup[a[starts-with(@href, '#ftnt')]]|//div[p/a[starts-with(@href, '#ftnt_ref')]]|"
    + "|".join(f"//*[contains(concat(' ', @class, ' '), ' {name} ')]" for name in _NOTES)
)


def is_saved(source: str) -> bool:
    """Tells whether a program for writing, no site, made the page."""
    return _MAKER.search(source[:_HEAD]) is not None


def text_alone(source: str) -> str:
    """Gives such a page without the heads and feet of its pages, and without its notes."""
    tree = html.document_fromstring(source)
    for node in _ADDED(tree):
        if node.getparent() is not None:
            node.drop_tree()
    return str(html.tostring(tree, encoding="unicode"))
