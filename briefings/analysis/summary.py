"""A summary of a story, or of its passage about one topic, in the story's own sentences."""

from __future__ import annotations

from collections.abc import Sequence

from briefings.analysis.sentences import split
from briefings.analysis.topics import Matcher
from briefings.analysis.words import UNSPACED, count_words
from briefings.model import Topic

_SENTENCES = 3


def summarise(
    paragraphs: Sequence[str],
    language: str = "en",
    *,
    headline: str = "",  # noqa: ARG001 - the scoring to come weighs it
    focus: Topic | None = None,
    limit_words: int = 75,
) -> str:
    """Returns two or three sentences of the story, verbatim and in its order, of `limit_words` at most.

    With `focus` they come from the passage about that topic. A single sentence may exceed the limit when
    the story offers no shorter; a story without sentences gives an empty text.
    """
    sentences = [sentence for paragraph in paragraphs for sentence in split(paragraph, language)]
    if focus is not None:
        finder = Matcher((focus,))
        about = [sentence for sentence in sentences if finder.hits("", (sentence,))]
        sentences = about or sentences
    chosen: list[str] = []
    words = 0
    for sentence in sentences:
        length = count_words(sentence)
        if chosen and words + length > limit_words:
            break
        chosen.append(sentence)
        words += length
        if len(chosen) == _SENTENCES:
            break
    return ("" if chosen and UNSPACED.search(chosen[0][-2:]) else " ").join(chosen)
