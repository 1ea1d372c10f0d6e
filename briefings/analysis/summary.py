"""A summary of a story, or of its passage about one topic, in the story's own sentences.

    paragraphs -> sentences fit to be shown -> the first few -> the two or three of them that together
    have most in common with the whole -> in article order

Source: minimum Bayes risk selection (Goel & Byrne 2000): the choice with the highest expected word overlap, as
F1, with an unknown reference of some thirty content words drawn from the story. News says first what
matters, so early sentences weigh more and few compete.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain, combinations, islice

from briefings.analysis.mentions import ALONE
from briefings.analysis.openers import in_quotes, is_caption, is_whole, leans
from briefings.analysis.sentences import iterate
from briefings.analysis.topics import Matcher, groups_of
from briefings.analysis.words import UNSPACED, content_terms, count_words
from briefings.model import Topic

_READ = 60  # sentences: by then the story is told
_READ_MOST = 200  # sentences of one paragraph, fit to be shown or not
_COMPETING = 5
_SIZES = (2, 3)
_SHORTEST = 5  # words of a sentence worth showing
_REFERENCE_TERMS = 34  # content words of a summary of some fifty words
_DECAY = 0.1  # the n-th sentence weighs 1 / (1 + n * this)
_LATE, _QUOTING, _DANGLING, _ASIDE = (
    0.012,
    0.03,
    0.3,
    0.05,
)  # what a choice loses for each, as a share of its sentences


@dataclass(frozen=True, slots=True)
class _Sentence:
    text: str
    place: int  # among the presentable ones of the story
    words: int
    terms: tuple[str, ...]
    quotes: bool = False
    leans_on: int | None = (
        None  # the place of the sentence it needs before it; _NOWHERE where that is not shown
    )
    aside: bool = False  # not about the topic asked for


_NOWHERE = -1


def summarise(
    paragraphs: Sequence[str],
    language: str = "en",
    *,
    headline: str = "",
    focus: Topic | None = None,
    limit_words: int = 75,
) -> str:
    """Returns two or three sentences of the story, verbatim and in its order, of `limit_words` at most.

    With `focus` they come from what the story says about that topic. Where no two sentences fit it is one, and that
    may exceed the limit; a story without sentences gives an empty text. The headline's words count as said.
    """
    chosen = select(paragraphs, language, headline=headline, focus=focus, limit_words=limit_words)
    return _join(chosen) if chosen else ""


def select(
    paragraphs: Sequence[str],
    language: str = "en",
    *,
    headline: str = "",
    focus: Topic | None = None,
    limit_words: int = 75,
) -> list[str]:
    """Returns the sentences of which `summarise` makes its text."""
    sentences = list(_presentable(tuple(paragraphs), language))
    if focus is not None:
        sentences = _about(sentences, focus)
    if not sentences:
        return []
    weights = _expected_terms(sentences, content_terms(headline, language))
    competing = sentences[:_COMPETING]
    choice = max(_choices(competing, limit_words), key=lambda chosen: _worth(competing, chosen, weights))
    return [competing[index].text for index in choice]


@lru_cache(maxsize=2)  # a story is summarised as a whole and for each of its topics, one after the other
def _presentable(paragraphs: tuple[str, ...], language: str) -> tuple[_Sentence, ...]:
    """The sentences that may be shown, each with the one it leans on."""
    kept: list[_Sentence] = []
    before = _NOWHERE  # the place of the sentence just read, where it was kept
    for paragraph in paragraphs:
        texts = list(islice(iterate(paragraph, language), _READ_MOST))
        for text, spoken in zip(texts, in_quotes(texts), strict=True):
            if is_caption(text):
                continue
            words = count_words(text)
            if spoken or words < _SHORTEST or not is_whole(text, language):
                before = _NOWHERE
                continue
            needed = before if kept and leans(text, language) else None
            kept.append(
                _Sentence(
                    text, len(kept), words, tuple(content_terms(text, language)), _is_quoting(text), needed
                )
            )
            before = len(kept) - 1
        if len(kept) >= _READ:
            break
    return tuple(kept) or _anything(paragraphs, language)


def _anything(paragraphs: Sequence[str], language: str) -> tuple[_Sentence, ...]:
    """What there is, where nothing is fit to be shown."""
    texts = list(islice(chain.from_iterable(iterate(text, language) for text in paragraphs), _COMPETING))
    return tuple(
        _Sentence(text, place, count_words(text), tuple(content_terms(text, language)))
        for place, text in enumerate(texts)
    )


def _is_quoting(text: str) -> bool:
    return text[0] in "\"“„«'‘" or text.count('"') > 1 or "“" in text or text[-1] in "?？؟"


def _expected_terms(sentences: Sequence[_Sentence], headline: Sequence[str]) -> dict[str, float]:
    """How likely each term is to stand in a reference summary."""
    counts: defaultdict[str, float] = defaultdict(float, Counter(headline))
    for place, sentence in enumerate(sentences):
        for term in sentence.terms:
            counts[term] += 1 / (1 + _DECAY * place)
    scale = _REFERENCE_TERMS / max(sum(counts.values()), 1)
    return {term: 1 - math.exp(-count * scale) for term, count in counts.items()}


def _choices(sentences: Sequence[_Sentence], limit_words: int) -> list[tuple[int, ...]]:
    places = range(len(sentences))
    fitting = [
        chosen
        for size in _SIZES
        for chosen in combinations(places, size)
        if sum(sentences[place].words for place in chosen) <= limit_words
    ]
    return fitting or [(place,) for place in places if sentences[place].words <= limit_words] or [(0,)]


def _worth(sentences: Sequence[_Sentence], chosen: tuple[int, ...], weights: dict[str, float]) -> float:
    """The expected F1 of a choice, less what speaks against showing it."""
    terms = [term for place in chosen for term in sentences[place].terms]
    overlap = 2 * sum(weights[term] for term in set(terms)) / (len(terms) + _REFERENCE_TERMS)
    shown = [sentences[place] for place in chosen]
    places = {sentence.place for sentence in shown}
    dangling = sum(sentence.leans_on is not None and sentence.leans_on not in places for sentence in shown)
    quoting = sum(sentence.quotes for sentence in shown)
    asides = sum(sentence.aside for sentence in shown)
    faults = _LATE * sum(chosen) + _QUOTING * quoting + _DANGLING * dangling + _ASIDE * asides
    return overlap - faults / len(chosen)


def _about(sentences: list[_Sentence], focus: Topic) -> list[_Sentence]:
    """The sentences about a topic, those they lean on, and while they are few those that follow them.

    All of them where the story never names the topic.
    """
    shares = [_share(sentence.text, focus) for sentence in sentences]
    best = max(shares, default=0.0)
    if not best:
        return sentences
    about = {place for place, share in enumerate(shares) if share == best}
    asides = {need for place in about if (need := sentences[place].leans_on) not in (None, _NOWHERE)}
    if len(about) < _SIZES[-1]:
        asides |= {place + 1 for place in about if place + 1 < len(sentences)}
    return [
        replace(sentences[place], aside=place not in about)
        for place in sorted(about | asides)
        if place is not None
    ]


def _share(text: str, focus: Topic) -> float:
    """How much of the topic a sentence names: all of it, or some of its groups."""
    found = {hit.group for hit in _matcher(focus).hits("", (text,)).get(focus.slug, ())}
    return 1.0 if ALONE in found else len(found) / max(1, len(groups_of(focus)))


def _join(texts: Sequence[str]) -> str:
    return ("" if UNSPACED.search(texts[0]) and texts[0][-1] in "。！？」』”" else " ").join(texts)


@lru_cache(256)
def _matcher(topic: Topic) -> Matcher:
    return Matcher((topic,))
