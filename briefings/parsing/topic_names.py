"""Topics by the names that people write: slug, name in any language or alias, in any case, with or without dashes and accents. Pure."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from briefings.errors import UnknownTopic
from briefings.model import Topic

NEAREST = 3
_MOST_WORDS = 6


def match(query: str, known: Iterable[Topic]) -> Topic:
    """The topic that somebody wrote, among those known. Raises `UnknownTopic` with the nearest ones."""
    return _match(query, _by_name(known))


def leading(text: str, known: Iterable[Topic]) -> tuple[Topic, str]:
    """The topic that a text begins with, and the rest: `north korea 2 weeks`, `climate: carbon tax`.

    That is what stands before a colon, or else as many first words as name one. Raises `UnknownTopic`.
    """
    names = _by_name(known)
    first, _, below = text.partition("\n")
    head, colon, rest = first.partition(":")
    words = first.split()
    counts = range(min(len(words), _MOST_WORDS), 0, -1)
    tries = [(head, rest)] if colon else []
    tries += [(" ".join(words[:count]), " ".join(words[count:])) for count in counts]
    for name, remains in tries:
        if topic := names.get(_fold(name)):
            return topic, f"{remains}\n{below}".strip()
    return _match(tries[0][0] if tries else "", names), ""


def _match(query: str, names: Mapping[str, Topic]) -> Topic:
    wanted = _fold(query)
    if wanted in names:
        return names[wanted]
    near = get_close_matches(wanted, names, n=10, cutoff=0.5)
    near += [name for name in names if len(wanted) > 2 and wanted in name]  # noqa: PLR2004 - one or two letters are in everything
    slugs = dict.fromkeys(names[name].slug for name in near)
    raise UnknownTopic(query, tuple(slugs)[:NEAREST])


def _by_name(known: Iterable[Topic]) -> dict[str, Topic]:
    """The topics by all their names; slugs and own names go before those in other languages, and these before aliases."""
    topics = list(known)
    names: dict[str, Topic] = {}
    for names_of in (_own_names, lambda topic: topic.names.values(), lambda topic: topic.aliases):
        for topic in topics:
            for name in names_of(topic):
                names.setdefault(_fold(name), topic)
    return names


def _own_names(topic: Topic) -> Iterable[str]:
    return topic.slug, topic.name


def _fold(name: str) -> str:
    """Letters and digits only, without case or accents."""
    decomposed = unicodedata.normalize("NFKD", name).casefold()
    return "".join(character for character in decomposed if character.isalnum())
