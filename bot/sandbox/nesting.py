"""How Telegram straightens entities: nothing inside code, one quote deep, styles cut where something else begins or ends.

Follows what TDLib does to every text before it is sent. Offsets are UTF-16 code units.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import Any

Entity = dict[str, Any]

# Order among entities that cover the same text, outermost first.
_PRIORITY = {
    "blockquote": 0, "expandable_blockquote": 0, "pre": 11, "code": 20, "text_link": 49, "text_mention": 49,
    "date_time": 49, "bold": 90, "italic": 91, "underline": 92, "strikethrough": 93, "spoiler": 94, "custom_emoji": 99,
}  # fmt: skip
_STYLES = ("bold", "italic", "underline", "strikethrough", "spoiler")
_QUOTES = {"blockquote", "expandable_blockquote"}
_CODE = {"code", "pre"}


def entity_order(entity: Entity) -> tuple[int, int, int]:
    """The sort key of entities as Telegram lists them: by place, the longer first, then the outer first."""
    priority = 10 if "language" in entity else _PRIORITY.get(entity["type"], 50)
    return entity["offset"], -entity["length"], priority


def straightened(entities: Iterable[Entity]) -> list[Entity]:
    """The entities as Telegram keeps them, in its order."""
    ordered = sorted(entities, key=entity_order)
    quotes = _outermost(entity for entity in ordered if entity["type"] in _QUOTES)
    solid = _outermost(entity for entity in ordered if entity["type"] not in {*_QUOTES, *_STYLES})
    code = [(one["offset"], one["offset"] + one["length"]) for one in solid if one["type"] in _CODE]
    cuts = {at for one in (*quotes, *solid) for at in (one["offset"], one["offset"] + one["length"])}
    styles = []
    for style in _STYLES:
        for start, end in _united(entity for entity in ordered if entity["type"] == style):
            styles += [(*span, style) for span in _outside(start, end, code)]
    cuts |= {start for start, _, _ in styles}
    pieces = [
        {"type": style, "offset": first, "length": last - first}
        for start, end, style in styles
        for first, last in _cut(start, end, cuts)
    ]
    return sorted([*quotes, *solid, *pieces], key=entity_order)


def _outermost(entities: Iterable[Entity]) -> list[Entity]:
    kept: list[Entity] = []
    for entity in entities:
        if not kept or kept[-1]["offset"] + kept[-1]["length"] <= entity["offset"]:
            kept.append(entity)
    return kept


def _united(entities: Iterable[Entity]) -> list[tuple[int, int]]:
    """Neighbours and overlapping entities of one style as single spans."""
    spans: list[tuple[int, int]] = []
    for entity in entities:
        start, end = entity["offset"], entity["offset"] + entity["length"]
        if spans and spans[-1][1] >= start:
            spans[-1] = spans[-1][0], max(spans[-1][1], end)
        else:
            spans.append((start, end))
    return spans


def _outside(start: int, end: int, holes: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    spans = []
    for first, last in holes:
        if first < end and start < last:
            spans.append((start, first))
            start = max(start, last)
    return [(first, last) for first, last in (*spans, (start, end)) if first < last]


def _cut(start: int, end: int, cuts: set[int]) -> list[tuple[int, int]]:
    places = [start, *sorted(at for at in cuts if start < at < end), end]
    return list(pairwise(places))
