"""Names that the stories of a topic use again and again, and that are none of its aliases yet.

stories of the topic -> runs of capitalised words, each counted once a story -> those the other stories seldom use
    scripts without capitals -> recurring_terms
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from briefings.analysis import recurring_terms
from briefings.analysis.function_words import function_words
from briefings.analysis.words import fold, stem

_CAPITALS = "".join(letter for letter in map(chr, range(0x530)) if letter.isupper())
_WORD = rf"[{_CAPITALS}]\w*(?:[’'-]\w+)*"
_NAME = re.compile(rf"(?<![.!?…:“\"]\s)(?<![.!?…]”\s)(?<!\A)\b(?:{_WORD})(?: (?:of |de |al-)?{_WORD}){{0,3}}")
_MOST = 6
_IN_STORIES, _SHARE, _MUCH_MORE = 2, 0.2, 2.0


def suggest(
    own: Iterable[tuple[str, str]], others: Iterable[tuple[str, str]], known: Iterable[str]
) -> tuple[str, ...]:
    """Returns names worth adding to `known`, the most frequent first; texts come with their language.

    A name counts that stands, not at the beginning of a sentence, in two stories and a fifth of the topic's own, and
    in twice the share of them that it has among the others. Scripts without capitals have `recurring_terms`.
    """
    own, others, known = list(own), list(others), list(known)
    own_names = [_names(*text) for text in own]
    other_names = [_names(*text) for text in others]
    counts = Counter(key for names in own_names for key in names)
    elsewhere = Counter(key for names in other_names for key in names)
    written = {key: name for names in own_names for key, name in names.items()}
    aliases = {_key(alias) for alias in known}
    wanted = [
        (count, key)
        for key, count in counts.items()
        if count >= max(_IN_STORIES, _SHARE * len(own_names))
        and count / len(own_names) >= _MUCH_MORE * elsewhere[key] / max(1, len(other_names))
        and not any(f" {alias} " in f" {key} " for alias in aliases)
    ]
    wanted += [(count, term) for term, count in recurring_terms.told(own, others, known).items()]
    return tuple(
        written.get(key, key) for _, key in sorted(wanted, key=lambda one: (-one[0], one[1]))[:_MOST]
    )


def _names(text: str, language: str) -> dict[str, str]:
    skipped = function_words(language)
    found = (match[0] for match in _NAME.finditer(text))
    return {_key(name): name for name in found if len(name) > 2 and fold(name) not in skipped}


def _key(name: str) -> str:
    return " ".join(map(stem, name.split()))
