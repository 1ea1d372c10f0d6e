"""The buttons that open stories, one below the other: no two of them are labelled alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from bot.buttons.action import Action
from bot.render.renderer import Renderer, cut
from bot.render.screen import Button, Rows
from briefings.model import Story

_LONGEST = 44
_NUMBER = 5  # the room for a number such as (12)


def read_rows(renderer: Renderer, stories: Sequence[Story], action: Callable[[Story], Action]) -> Rows:
    """A button for each story with what a tap on it means."""
    return [
        [Button(label, action(story))]
        for story, label in zip(stories, labels(renderer, stories), strict=True)
    ]


def labels(renderer: Renderer, stories: Sequence[Story]) -> list[str]:
    """The labels of buttons that open these stories: their headlines, as much as tells them apart."""
    told_apart = list(_told_apart([story.headline for story in stories]))
    return [renderer.label("read", headline=headline) for headline in _numbered(told_apart)]


def _told_apart(headlines: Sequence[str]) -> Iterator[str]:
    """Each headline cut at its end, or in the midst of what it has in common with others."""
    alike: dict[str, list[str]] = {}
    for headline in headlines:
        alike.setdefault(cut(headline, _LONGEST), []).append(headline)
    for headline in headlines:
        short = cut(headline, _LONGEST)
        common = _beginning(alike[short])
        if common == headline:
            yield short
        else:
            beginning = common[: common.rfind(" ") + 1] or common
            yield cut(f"{cut(beginning, _LONGEST // 2)} {headline[len(beginning) :]}", _LONGEST)


def _beginning(headlines: Sequence[str]) -> str:
    """What all of them begin with, as those do that come first and last by the alphabet."""
    first, last = min(headlines), max(headlines)
    length = next(
        (place for place, (one, other) in enumerate(zip(first, last, strict=False)) if one != other),
        len(first),
    )
    return first[:length]


def _numbered(headlines: Sequence[str]) -> Iterator[str]:
    """Each with a number where others are still the same."""
    times, seen = Counter(headlines), Counter[str]()
    for headline in headlines:
        if times[headline] > 1:
            short = cut(headline, _LONGEST - _NUMBER)
            seen[short] += 1
            yield f"{short} ({seen[short]})"
        else:
            yield headline
