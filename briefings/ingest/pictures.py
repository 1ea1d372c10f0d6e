"""What a picture is described by, which reads like a sentence of the article: told by what stands right below or above it.

Readers of a page see a picture, a paste has its description, a button to enlarge it, a caption and who took it, one below
another. A sentence of its own, right above a credit or such a button, is of the picture: the lines above it are no text, or
a blank line parts it from them but not from the credit.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from briefings.ingest import echoes, shape
from briefings.ingest.layout import Row
from briefings.model import LineLabel

_CREDIT = re.compile(
    r"\W{0,3}(?:(?:©|\(c\) )(?!.{0,30}(?:(?:19|20)\d\d|rights))|(?:(?:file|archive|stock|handout) )?(?:photo(?:graph|s)?|image|picture)s?(?: credit| source| by|graphs?)?\s?[:：/|=]|photograph by |credit\s?[:：]"
    r"|(?:foto|imagen|fotografía|imagem|immagine|bild(?:rechte|quelle)?|quelle|crédits?(?: photos?)?|zdjęcie|fot\.|fotoğraf|görsel|фото|источник фото"
    r"|图|图片|图源|摄影|攝影|写真|撮影|사진|صورة|تصوير|फोटो|तस्वीर)\w{0,4}\s?[:：/|=])",
    re.IGNORECASE,
)
_VIEWER = re.compile(
    r"\W*(?:(?:view|open|enlarge|expand|show|see|click to (?:enlarge|expand|view))\b.{0,20}\b(?:image|photo|picture|gallery|full ?screen)\b.{0,20}|full ?screen|voir en plein écran|agrandir l['’]image"
    r"|bild (?:vergrößern|in vollbild)|vollbild anzeigen|ampliar(?: (?:la )?imagen| foto)?|ver (?:en pantalla completa|galería)|ver imagem ampliada|ingrandisci(?: (?:l['’])?immagine)?"
    r"|развернуть на весь экран|открыть в полном размере|увеличить|büyüt|tam ekran|perbesar|powiększ|点击查看大图|點擊圖片放大|放大|画像を拡大(?:する)?|拡大する|이미지 (?:확대|크게 보기)|사진 (?:확대|크게 보기)|تكبير الصورة|عرض الصورة)\W*",
    re.IGNORECASE,
)
_CAPTION, _CREDITED, _BUTTON, _HEAD, _TITLES = 30, 14, 60, 20, 4
"""Words of a caption, of a line that says who took a picture; characters of a button; lines above the text of a story, and those of them that may be its headline."""


def captioned(lines: Sequence[Row]) -> list[Row]:
    """Returns the rows; sentences that tell what a picture shows are captions."""
    found = list(lines)
    for index in range(len(lines) - 1, -1, -1):
        row = lines[index]
        if row.label is None and not row.level and index and _is_shown(found, index):
            found[index] = replace(row, label=LineLabel.CAPTION)
    return found


def _is_shown(lines: Sequence[Row], index: int) -> bool:
    """Tells whether the row at `index` is a sentence of its own above what belongs to a picture."""
    row = lines[index]
    below = lines[index + 1] if index + 1 < len(lines) else None
    if below is None or below.gap or not _is_of_picture(below):
        return False
    if (
        shape.weight(row.text) > _CAPTION
        or not shape.ends_sentence(row.text)
        or shape.holds_sentence(row.text)
    ):
        return False
    return (bool(row.gap) or _is_above_text(lines, index)) and not _opens_story(lines, index)


def _opens_story(lines: Sequence[Row], index: int) -> bool:
    """Tells whether a row says more of the headline above it than the text below the picture, as a first paragraph does."""
    above = [row.text for row in lines[max(0, index - _HEAD) : index] if row.label is None]
    if any(map(shape.ends_sentence, above)):
        return False
    titles = echoes.stems_of(above[-_TITLES:])
    below = next(
        (
            row.text
            for row in lines[index + 1 : index + 1 + _HEAD]
            if row.label is None and shape.ends_sentence(row.text)
        ),
        "",
    )
    return len(echoes.stems(lines[index].text) & titles) > len(echoes.stems(below) & titles)


def _is_above_text(lines: Sequence[Row], index: int) -> bool:
    """Tells whether no sentence stands between a row and the byline, the date or the beginning of the paste above it."""
    for above in reversed(lines[max(0, index - _HEAD) : index]):
        if above.label is LineLabel.META:
            return True
        if above.label is None and shape.ends_sentence(above.text):
            return False
    return index <= _HEAD


def _is_of_picture(row: Row) -> bool:
    if row.label is None and len(row.text) > _BUTTON:
        return False
    return (len(row.text) <= _BUTTON and _VIEWER.fullmatch(row.text) is not None) or (
        shape.weight(row.text) <= _CREDITED and _CREDIT.match(row.text) is not None
    )
