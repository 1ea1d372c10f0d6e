"""Where the lines that were left out belong after a story was split in two, joined on to another or parted from it: pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

from briefings.model import LeftOut

Spot = tuple[int, int]
"""A story's position in its submission, and how many of its paragraphs come before."""


def after_split(lines: Sequence[LeftOut], story: int, before: int) -> tuple[LeftOut, ...]:
    """A story was split before the paragraph of that number, counted from 0, which became the new one's headline."""

    def moved(spot: Spot) -> Spot:
        position, place = spot
        if position > story:
            return position + 1, place
        return (story + 1, place - before - 1) if position == story and place > before else spot

    return _moved(lines, moved)


def after_joining(lines: Sequence[LeftOut], story: int, target: int, length: int) -> tuple[LeftOut, ...]:
    """A story was joined on to one that had so many paragraphs; its headline became one more of them."""
    return _moved(lines, lambda spot: (target, length + 1 + spot[1]) if spot[0] == story else spot)


def after_parting(
    lines: Sequence[LeftOut], story: int, target: int, at: int, length: int
) -> tuple[LeftOut, ...]:
    """A story of so many paragraphs was taken out again of the one where its headline was the paragraph `at`."""

    def moved(spot: Spot) -> Spot:
        position, place = spot
        if position != target or place <= at:
            return spot
        return (story, place - at - 1) if place <= at + 1 + length else (target, place - length - 1)

    return _moved(lines, moved)


def _moved(lines: Sequence[LeftOut], to: Callable[[Spot], Spot]) -> tuple[LeftOut, ...]:
    """The lines at other spots; each is kept as where it stood without those before it that were taken back."""
    were: Counter[int] = Counter()
    are: Counter[int] = Counter()
    found = []
    for line in lines:
        position, place = to((line.story, line.place + were[line.story]))
        found.append(replace(line, story=position, place=max(place - are[position], 0)))
        were[line.story] += line.taken
        are[position] += line.taken
    return tuple(found)
