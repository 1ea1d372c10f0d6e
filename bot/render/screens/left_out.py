"""The lines that were left out of a submission, page by page, each to take back."""

from __future__ import annotations

from bot.buttons.card import ShowCard
from bot.buttons.topics import ShowLeftOut, TakeBack
from bot.render.fitting import split_html
from bot.render.renderer import Renderer
from bot.render.screen import Button, Screen
from briefings.desk.left_out import LeftOutLines

_PAGE = 12
_COLUMNS = 4


def lines(renderer: Renderer, found: LeftOutLines, page: int = 0) -> Screen:
    """A page of the lines, with a button for each that is not taken back yet."""
    pages = max(1, -(-len(found.lines) // _PAGE))
    page = min(page, pages - 1)
    shown = list(enumerate(found.lines))[page * _PAGE : (page + 1) * _PAGE]
    html = renderer.render("left_out", lines=shown, left=sum(not line.taken for line in found.lines))
    takes = [
        Button(renderer.label("take_back", number=number + 1), TakeBack(found.submission_id, number))
        for number, line in shown
        if not line.taken
    ]
    rows = [takes[start : start + _COLUMNS] for start in range(0, len(takes), _COLUMNS)]
    turns = [
        Button(renderer.label(label, page=to + 1), ShowLeftOut(found.submission_id, to))
        for label, to in (("earlier_part", page - 1), ("later_part", page + 1))
        if 0 <= to < pages
    ]
    back = Button(renderer.label("back"), ShowCard(found.submission_id))
    return Screen(split_html(html)[0], [*rows, turns, [back]])


def page_of(number: int) -> int:
    """The page on which a line stands."""
    return number // _PAGE
