"""Terms that come back beside the names of a topic, in scripts that have no capitals to tell a name by.

sentences of the topic's stories that name it --words, pairs of words, or pieces of runs--> terms in several stories
    -- whole ones: no letter always stands before or after --> those that other stories in the script seldom use

Source: words of Chinese found by what may stand beside them (accessor variety, Feng et al. 2004). Korean is read without
its particles, Arabic without its article. Thai, Lao, Khmer and Burmese need a dictionary, so nothing is found there.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from briefings.analysis import sentences
from briefings.analysis.function_words import function_words
from briefings.analysis.mentions import PARTICLES
from briefings.analysis.words import WORD, fold, stem

_RUN = re.compile("[\u30a1-\u30fa\u30fc]{3,}|[\u3400-\u9fff]{2,}")
_WORDS = {"ko": 2, "ar": 4, "fa": 4, "ur": 4, "he": 3, "hi": 3, "mr": 3, "ne": 3}
"""The fewest letters of a word worth telling, in the languages that write spaces and no capitals."""
_RUNS = frozenset({"zh", "ja"})
_LONGEST_RUN, _LONGEST = 40, 6
_AROUND = frozenset("的了在和是与與及被把就也都而以并並这這那其之于於对對将將向从從或年月日")
_READ, _MOST_STORIES, _MOST_OTHERS = 2_000, 30, 60  # characters, and the newest: more would take seconds
_OTHERS = 3
_MANY_TIMES = 4.0


def told(
    own: Sequence[tuple[str, str]], others: Sequence[tuple[str, str]], known: Sequence[str]
) -> Counter[str]:
    """Returns terms with the number of the topic's stories that have them; texts come with their language.

    A term counts that stands in two stories and a fifth of them, and in four times the share that it has among the
    others of the language, of which there must be three.
    """
    found: Counter[str] = Counter()
    for language in sorted({language for _, language in own} & (_RUNS | _WORDS.keys())):
        texts = [text[:_READ] for text, one in own if one == language][:_MOST_STORIES]
        elsewhere = [text[:_READ] for text, one in others if one == language][:_MOST_OTHERS]
        if len(texts) > 1 and len(elsewhere) >= _OTHERS:
            found.update(_of_language(texts, elsewhere, known, language))
    return found


def _of_language(
    texts: Sequence[str], others: Sequence[str], known: Sequence[str], language: str
) -> dict[str, int]:
    near = [_beside(text, known, language) for text in texts]
    terms = _pieces(near) if language in _RUNS else _words(near, language)
    least = max(2, len(texts) / 5)
    wanted = {}
    for term, count in terms.items():
        if count < least or any(_same(term, alias) for alias in known):
            continue
        elsewhere = sum(term in text for text in others)
        if count / len(texts) >= _MANY_TIMES * elsewhere / len(others):
            wanted[term] = count
    return wanted


def _beside(text: str, known: Sequence[str], language: str) -> str:
    """The sentences that name the topic."""
    told = sentences.split(text, language)
    return "\n".join(sentence for sentence in told if any(alias in sentence for alias in known))


def _same(term: str, alias: str) -> bool:
    return alias in term or term in alias or (" " not in term and stem(term) == stem(alias))


def _pieces(texts: Sequence[str]) -> Counter[str]:
    """Pieces of runs, by the stories that have them: those beside which different signs stand, or nothing."""
    counts: Counter[str] = Counter()
    sides: dict[str, tuple[set[str], set[str]]] = defaultdict(lambda: (set(), set()))
    for number, text in enumerate(texts):
        found = set()
        for piece, before, after in _grams(text):
            found.add(piece)
            # the end of a run is a free side, so each story's counts as another sign
            sides[piece][0].add(before or f"<{number}")
            sides[piece][1].add(after or f">{number}")
        counts.update(found)
    return Counter(
        {piece: count for piece, count in counts.items() if all(len(side) > 1 for side in sides[piece])}
    )


def _grams(text: str) -> Iterator[tuple[str, str, str]]:
    for found in _RUN.finditer(text):
        run = found[0][:_LONGEST_RUN]
        if run[0] < "\u3400":  # Katakana: a word by itself
            yield run, "", ""
            continue
        for start in range(len(run) - 1):
            for end in range(start + 2, min(len(run), start + _LONGEST) + 1):
                piece = run[start:end]
                if piece[0] not in _AROUND and piece[-1] not in _AROUND:
                    yield piece, run[start - 1 : start], run[end : end + 1]


def _words(texts: Sequence[str], language: str) -> Counter[str]:
    """Words and pairs of them, by the stories that have them."""
    if language == "ko":
        return _korean(texts)
    skipped, least = function_words(language), _WORDS[language]
    counts: Counter[str] = Counter()
    written: dict[str, str] = {}
    for text in texts:
        keys = set()
        for line in text.split("\n"):
            words = [
                word if fold(word) not in skipped and len(word) >= least else ""
                for word in WORD.findall(line)
            ]
            pairs = [f"{one} {other}" for one, other in pairwise(words) if one and other]
            for term in filter(None, (*words, *pairs)):
                key = " ".join(map(stem, term.split()))
                written[key] = min(written.get(key, term), term, key=len)
                keys.add(key)
        counts.update(keys)
    within = {(word, counts[key]) for key in counts if " " in key for word in key.split()}
    return Counter({written[key]: count for key, count in counts.items() if (key, count) not in within})


def _korean(texts: Iterable[str]) -> Counter[str]:
    """Words less the particles on them: what is left must be told with several, or without any."""
    counts: Counter[str] = Counter()
    endings: dict[str, set[str]] = defaultdict(set)
    for text in texts:
        found = set()
        for word in WORD.findall(text):
            for length in range(2, len(word) + 1):
                if word[0] >= "가" and PARTICLES.fullmatch(word, length):
                    found.add(word[:length])
                    endings[word[:length]].add(word[length:])
        counts.update(found)
    kept = {word: count for word, count in counts.items() if len(endings[word]) > 1}
    return Counter(
        {
            word: count
            for word, count in kept.items()
            if not any(
                kept.get(word[:-cut], 0) > count and PARTICLES.fullmatch(word, len(word) - cut)
                for cut in (1, 2, 3)
            )
            and not any(kept.get(word + ending, 0) >= count for ending in endings[word] if ending)
        }
    )
