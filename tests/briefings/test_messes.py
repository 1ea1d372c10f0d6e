"""Each language in each kind of mess: the stories come out whole, and nothing else."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from briefings.model import LineLabel
from briefings.reading import read
from tests.briefings import messes
from tests.briefings.messes import Page

BODIED = {LineLabel.HEADLINE, LineLabel.BODY}


def squeezed(texts: tuple[str, ...]) -> str:
    return "".join("".join(texts).split())


@pytest.mark.parametrize("mess", messes.MESSES, ids=lambda mess: mess.__name__)
@pytest.mark.parametrize("language", messes.LANGUAGES)
def test_the_stories_come_out_whole(language: str, mess: Callable[[Page], str]) -> None:
    page = messes.page(language)
    reading = read(mess(page))
    assert [story.headline for story in reading.stories] == [headline for headline, _ in page.stories]
    for story, (_, paragraphs) in zip(reading.stories, page.stories, strict=True):
        assert squeezed(story.paragraphs) == squeezed(paragraphs)
        assert story.language == language
    kept = " ".join(line.text for line in reading.lines if line.label in BODIED)
    assert not [word for word in (*page.furniture, page.also, page.caption, page.byline) if word in kept]
