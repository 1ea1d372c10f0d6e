"""What Telegram does to any text: cleaning, trimming, and finding the commands, links and names in it.

Offsets are UTF-16 code units. Finding follows TDLib for what a bot looks at (commands, mentions, hashtags, links,
addresses); of the thousand top-level domains that make a bare `host.tld` a link it knows the usual ones only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from bot.sandbox.nesting import entity_order, straightened

Entity = dict[str, Any]

_WORD = r"A-Za-z0-9_"
_TOP = "com|org|net|edu|gov|mil|int|info|news|io|dev|app|co|me|tv|uk|us|eu|de|fr|it|es|ch|at|nl|pl|ru|ua|cn|jp|kr|kp|in|br|ca|au|no|se|fi"
_FINDERS = (
    ("bot_command", re.compile(rf"(?<![\w/<>])/([{_WORD}]{{1,64}})(?:@[{_WORD}]{{3,32}})?(?![\w/<>@])")),
    (
        "email",
        re.compile(rf"(?<![\w.+-])[{_WORD}.+-]{{1,64}}@(?:[a-zA-Z0-9-]+\.)+[a-zA-Z]{{2,}}\b(?![:/?#]\w)"),
    ),
    (
        "url",
        re.compile(
            rf"(?<![\w@.])(?:[\w.+-]+@(?=[\w.-]+[:/?#]\w))?(?:https?://(?:(?:\d{{1,3}}\.){{3}}\d{{1,3}}|(?:[\w-]+\.)+[\w-]{{2,}})|(?:[\w-]+\.)+(?:{_TOP})(?![\w.-]*\w))(?::\d{{1,5}})?(?:[/?#][^\s<>\"]*)?",
            re.IGNORECASE,
        ),
    ),
    ("mention", re.compile(rf"(?<![\w@])@[{_WORD}]{{4,32}}(?!\w)")),
    ("hashtag", re.compile(r"(?<![\w\u200c])#(?=[\d_\u200c]*[^\W\d_])[\w\u200c]{1,256}(?![\w\u200c]*#)")),
)
_TRAILING = ".,:;!?'\")]}…"
_OPAQUE = {"code", "pre", "text_link", "text_mention", "custom_emoji", "date_time"}
# Control characters become spaces; direction overrides and line separators vanish (TDLib's clean_input_string).
_SURROGATE = re.compile("[\ud800-\udfff]")
_CONTROL = re.compile("[\x00-\x09\x0b-\x0c\x0e-\x1f]")
_VANISHING = re.compile("[\r\u2028-\u202e\u0333\u033f\u030a]")


def is_unicode(text: str) -> bool:
    """Tells whether the text is free of halves of surrogate pairs, which no message can carry."""
    return not _SURROGATE.search(text)


def utf16_length(text: str) -> int:
    """The length of the text in UTF-16 code units, as entity offsets count."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def normalise(text: str, entities: Iterable[Entity] = ()) -> tuple[str, list[Entity]]:
    """The text and entities as Telegram stores them: cleaned, trimmed, with what it finds in the text added."""
    text, kept = _trim(*_clean(text, list(entities)))
    opaque = [entity for entity in kept if entity["type"] in _OPAQUE]
    found = [entity for entity in find(text) if not any(_overlap(entity, other) for other in opaque)]
    return text, sorted(straightened(kept) + found, key=entity_order)


def find(text: str) -> list[Entity]:
    """Commands, addresses, links, mentions and hashtags in a text, in order, never overlapping."""
    if not re.search("[/@.#]", text):
        return []
    taken: list[tuple[int, int, str]] = []
    for kind, pattern in _FINDERS:
        for match in pattern.finditer(text):
            start, end = match.span()
            if kind == "url":
                end = start + len(_without_trailing(match[0]))
            if not any(start < other_end and other_start < end for other_start, other_end, _ in taken):
                taken.append((start, end, kind))
    return [
        {"type": kind, "offset": utf16_length(text[:start]), "length": utf16_length(text[start:end])}
        for start, end, kind in sorted(taken)
    ]


def _without_trailing(url: str) -> str:
    """The link without the punctuation of the sentence around it; a bracket that it opened itself stays."""
    while url and url[-1] in _TRAILING and not (url[-1] == ")" and url.count("(") >= url.count(")")):
        url = url[:-1]
    return url


def command_of(message: dict[str, Any]) -> str | None:
    """The command a message starts with, as typed without its slash (`start@some_bot`), or None."""
    for entity in message.get("entities", ()):
        if entity["type"] == "bot_command" and entity["offset"] == 0:
            return str(message["text"])[1 : entity["length"]]
    return None


def _clean(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    text = _SURROGATE.sub("\ufffd", _CONTROL.sub(" ", text))
    if not _VANISHING.search(text):
        return text, entities
    positions = [utf16_length(text[: match.start()]) for match in _VANISHING.finditer(text)]
    moved = []
    for entity in entities:
        start, end = entity["offset"], entity["offset"] + entity["length"]
        start -= sum(position < start for position in positions)
        end -= sum(position < end for position in positions)
        moved.append(entity | {"offset": start, "length": end - start})
    return _VANISHING.sub("", text), [entity for entity in moved if entity["length"]]


def _trim(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    bare = text.rstrip(" \n\t")
    lead = len(bare) - len(bare.lstrip(" \n\t"))
    length = utf16_length(bare) - lead
    kept = []
    for entity in entities:
        start = max(entity["offset"] - lead, 0)
        end = min(entity["offset"] + entity["length"] - lead, length)
        if end > start:
            kept.append(entity | {"offset": start, "length": end - start})
    return bare[lead:], kept


def _overlap(one: Entity, other: Entity) -> bool:
    return bool(
        one["offset"] < other["offset"] + other["length"] and other["offset"] < one["offset"] + one["length"]
    )
