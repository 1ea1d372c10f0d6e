"""What an article says in short before it begins: a box of sentences below `In short` or `Das Wichtigste in Kürze`, a list of points.

The article tells all of it again. A box ends where the layout does: at a byline, a picture or a blank line, at the end of
the list, or with the first paragraph of more than one sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from briefings.ingest import echoes, shape
from briefings.ingest.layout import Row
from briefings.model import LineLabel

_HEADINGS = (
    r"in short|in brief|at a glance|key (?:points|takeaways|facts|findings)|(?:the )?main points|what (?:you need )?to know|what you need to know|summary|synopsis|(?:story )?highlights|the gist|quick read|tl;?dr",
    r"(?:das )?wichtigste(?: in kürze)?|das wichtigste(?: in kürze)?|auf einen blick|kurz zusammengefasst|zusammenfassung|darum geht['’]?s|in (?:aller )?kürze|kurz (?:und|&) knapp",
    r"l['’]essentiel|en bref|en résumé|(?:les )?points clés|à retenir|ce qu['’]il faut (?:retenir|savoir)|résumé",
    r"en resumen|(?:las )?claves|puntos clave|lo esencial|en breve|resumen|lo (?:que debes saber|más importante)|em resumo|(?:principais )?pontos(?:-chave)?|resumo",
    r"in breve|in sintesi|i? ?punti chiave|l['’]essenziale|главное|коротко|кратко|ключевые моменты|самое важное|(?:haberin )?özeti?|öne çıkanlar|kısaca",
    r"ringkasan(?: berita)?|intisari|poin penting|w skrócie|najważniejsze informacje|podsumowanie|핵심 ?요약|요약|한눈에 보기|핵심 포인트|세 ?줄 요약|3줄 요약",
    r"(?:この)?記事の(?:要点|ポイント)|要点|ポイント|まとめ|摘要|核心提示|内容提要|重點(?:摘要)?|أبرز النقاط|أهم النقاط|(?:ال)?ملخص|باختصار|الخلاصة|सार|संक्षेप में|मुख्य बातें|हाइलाइट्स",
)
_HEADING = re.compile(rf"\W{{0,3}}(?:{'|'.join(_HEADINGS)})\s?[:：]?", re.IGNORECASE)
_NEXT = re.compile(
    r"(?:what['’]?s next|why (?:it|this) matters|wie geht es weiter|et maintenant|¿?qué sigue|что дальше)\??:?",
    re.IGNORECASE,
)
_SECOND = re.compile(r"(?<=[^\W_]{2})[.!?][\"'”’)]* +[\"'“‘(]*[^\W_a-z]|[。！？।۔؟].")
_SIGNS = "•‣◦⁃∙▪●■*+–—-"
_MOST, _POINT, _FIRST, _SENTENCE, _TOLD_ABOVE, _TEXT_BELOW = 6, 24, 60, 10, 1, 2
"""Points of a box, words of a point and of the first, of a sentence of the text; how many of those may stand above, must stand below."""
_LISTED, _LEAST, _HEARD = 2, 5, 0.2
"""How many points make a list without a heading, of how many words, and how much of it the text says again."""


def without(lines: Sequence[Row]) -> list[Row]:
    """Returns the rows; the points above a text are furniture."""
    found = list(lines)
    above = 0
    index = 0
    while index < len(lines):
        row = lines[index]
        if row.label is LineLabel.META:
            above = 0
        stop = _box(lines, index) if above <= _TOLD_ABOVE else index
        for place in range(index, stop):
            found[place] = replace(lines[place], level=0, label=LineLabel.CHROME, sure=True)
        above += stop == index and _is_sentence(row)
        index = max(stop, index + 1)
    return found


def _box(lines: Sequence[Row], index: int) -> int:
    """Gives where a box of points ends that begins at a row; the row itself when none does."""
    row = lines[index]
    if _is_item(row) and not (index and _is_item(lines[index - 1])):
        stop = _list(lines, index)
        told = stop - index >= _LISTED and _are_told(lines, index, stop)
    elif len(row.text) < _FIRST and _HEADING.fullmatch(row.text):
        stop = _points(lines, index + 1)
        told = stop > index + 1
    else:
        return index
    below = sum(map(_is_sentence, lines[stop : stop + 4 * _MOST]))
    return stop if told and below >= _TEXT_BELOW else index


def _list(lines: Sequence[Row], index: int) -> int:
    items = takewhile(_is_item, lines[index : index + _MOST + 1])
    stop = index + sum(1 for _ in items)
    return stop if stop - index <= _MOST else index


def _is_item(row: Row) -> bool:
    if row.label is not None or row.text[0] not in _SIGNS or not shape.is_bullet(row.text):
        return False
    return shape.ends_sentence(row.text) and _LEAST <= shape.weight(row.text) <= _POINT


def _are_told(lines: Sequence[Row], index: int, stop: int) -> bool:
    """Tells whether the text below says again what the rows say, and is no list itself."""
    below = [row.text for row in lines[stop : stop + 4 * _MOST] if _is_sentence(row)]
    if any(map(shape.is_bullet, below)) or sum(map(len, below)) < 2 * sum(
        len(row.text) for row in lines[index:stop]
    ):
        return False
    return (
        echoes.echo(" ".join(row.text for row in lines[index:stop]), echoes.stems(" ".join(below))) >= _HEARD
    )


def _points(lines: Sequence[Row], first: int) -> int:
    """Gives where the points end that stand below a heading; `first` where that cannot be told."""
    stop = first
    while stop < len(lines) and _is_point(lines, first, stop):
        stop += 1
        if stop < len(lines) and _NEXT.fullmatch(lines[stop].text):
            return min(stop + 2, len(lines))
        if stop - first > _MOST:
            return first
    return stop


def _is_point(lines: Sequence[Row], first: int, index: int) -> bool:
    """Tells whether a row goes on with the points that begin at `first`."""
    row = lines[index]
    if row.label is not None or not shape.ends_sentence(row.text):
        return False
    if index == first:
        return shape.weight(row.text) <= _FIRST
    if row.gap > lines[first].gap or shape.weight(row.text) > _POINT or _SECOND.search(row.text):
        return False
    return shape.is_bullet(row.text) == shape.is_bullet(lines[first].text)


def _is_sentence(row: Row) -> bool:
    return row.label is None and shape.ends_sentence(row.text) and shape.weight(row.text) >= _SENTENCE
