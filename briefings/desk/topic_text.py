"""A topic as editors write it in a message, and back.

🌍 Climate: climate change, carbon tax            name and aliases in one line, or
aliases: climate change, carbon tax               a field a line
all of: US, America + Russia, Moscow              a story must name one of each; a name such as US–Russia says as much
not: political climate                            a story that says so is none of it
description: Heat, ice and treaties
name ru: Климат                                   what readers of another language see; description ru likewise
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from briefings.analysis.words import UNSPACED
from briefings.desk.revision import UNSEEN
from briefings.errors import BadTopic
from briefings.model import LANGUAGES, Topic

LONGEST_SLUG = 32
_LONGEST_NAME, _LONGEST_ALIAS, _LONGEST_DESCRIPTION, _MOST_ALIASES = 60, 80, 200, 300
_LONGEST_EMOJI = 8  # code points: a flag of a region takes seven

_FIELDS: Mapping[str, str] = MappingProxyType(
    {
        "name": "name",
        "slug": "slug",
        "emoji": "emoji",
        "aliases": "aliases",
        "alias": "aliases",
        "all of": "groups",
        "groups": "groups",
        "not": "excluded",
        "excluded": "excluded",
        "description": "description",
        **{f"{field} {code}": f"{field} {code}" for field in ("name", "description") for code in LANGUAGES},
    }
)
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII)
_FIELD = re.compile(r"\s*([A-Za-z ]{2,14}?)\s*[:：]\s*(.*)")
_INTO = re.compile(r"\s+(?:into|to|->|→)\s+", re.IGNORECASE)
_COMMAS = re.compile(r"[,،、，;；\n]")


def new(text: str) -> Topic:
    """Reads a topic that is not there yet; one without words to find it by is found by its name.

    Raises `BadTopic` with one sentence that says what is missing.
    """
    first, _, rest = UNSEEN.sub("", text).strip().partition("\n")
    head, _, aliases = first.partition(":")
    emoji, name = _named(head)
    if not name:
        raise BadTopic(
            "A topic needs a name and words to find it by: /topic add Climate: climate change, carbon tax"
        )
    values = _values(rest)
    if aliases.strip():
        values["aliases"] = ", ".join(filter(None, (aliases, values.get("aliases", ""))))
    elif not {"aliases", "groups"} & set(values):
        values["aliases"] = name
    slug = values.pop("slug", "") or _slug(name)
    if not slug:
        raise BadTopic(
            "Its name has no Latin letters, so give it a short one for commands, in a line such as slug: korea"
        )
    if not _SLUG.fullmatch(slug) or len(slug) > LONGEST_SLUG:
        raise BadTopic(
            f"“{slug[:40]}” cannot be a slug: it takes up to {LONGEST_SLUG} of a-z, 0-9 and single dashes."
        )
    return _with(Topic(slug=slug, name=name, emoji=emoji), values)


def edited(topic: Topic, text: str) -> Topic:
    """The topic with the fields that are written set anew; the others stay. Raises `BadTopic`."""
    values = _values(text)
    if "slug" in values:
        raise BadTopic("The slug stays as it is, because links and buttons out there name it.")
    if not values:
        raise BadTopic("Write what is to change, a field a line, such as aliases: climate change, carbon tax")
    return _with(topic, values)


def with_aliases(topic: Topic, text: str) -> Topic:
    """The topic with more aliases, and without those that have a dash before them. Raises `BadTopic`."""
    words = _split(text)
    gone = {_fold(word[1:]) for word in words if word.startswith("-")}
    kept = [alias for alias in topic.aliases if _fold(alias) not in gone]
    missing = gone - {_fold(alias) for alias in topic.aliases}
    if missing:
        raise BadTopic(f"“{min(missing)}” is no alias of {topic.name}, so it cannot be taken away.")
    added = [word for word in words if not word.startswith("-")]
    if not words:
        raise BadTopic(f"Write which: /topic alias {topic.slug} carbon tax, -weather")
    return _with(topic, {"aliases": ", ".join([*kept, *added])})


def merged(topic: Topic, into: Topic) -> Topic:
    """One topic of two, by the name of the second. Raises `BadTopic`."""
    if topic.slug == into.slug:
        raise BadTopic("A topic cannot be merged into itself: name two.")
    if topic.groups != into.groups and topic.groups and into.groups:
        raise BadTopic("Both have words of which a story must name each, so edit one of them first.")
    return replace(
        into,
        aliases=_some((*into.aliases, *topic.aliases)),
        groups=into.groups or topic.groups,
        excluded=_some((*into.excluded, *topic.excluded)),
    )


def both(text: str) -> tuple[str, str]:
    """Reads `heat into climate`. Raises `BadTopic`."""
    match _INTO.split(text):
        case [one, other]:
            return one, other
    raise BadTopic("Say which topic goes into which: /topic merge heat into climate")


def written(topic: Topic) -> str:
    """The topic's fields as an editor may change them and send them back."""
    fields = {
        "name": topic.name,
        "emoji": topic.emoji,
        "aliases": ", ".join(topic.aliases),
        "all of": " + ".join(", ".join(group) for group in topic.groups),
        "not": ", ".join(topic.excluded),
        "description": topic.description,
        **{f"name {code}": name for code, name in topic.names.items()},
        **{f"description {code}": text for code, text in topic.descriptions.items()},
    }
    return "\n".join(f"{name}: {value}" for name, value in fields.items() if value)


def as_fields(topic: Topic) -> dict[str, Any]:
    """The topic as plain data, to be kept until it is confirmed."""
    return {name: getattr(topic, name) for name in Topic.__dataclass_fields__}


def from_fields(fields: Mapping[str, Any]) -> Topic:
    """The topic that was kept."""
    lists = {name: tuple(fields[name]) for name in ("aliases", "excluded")}
    return Topic(**{**fields, **lists, "groups": tuple(tuple(group) for group in fields["groups"])})


def _values(text: str) -> dict[str, str]:
    """What stands in lines of the form `field: value`; a line without a field goes on from the one above."""
    values: dict[str, str] = {}
    last = ""
    for line in filter(str.strip, UNSEEN.sub("", text).splitlines()):
        found = _FIELD.fullmatch(line)
        field = _FIELDS.get(" ".join(found[1].lower().split())) if found else None
        if field is None and not last:
            said = found[1] if found else line.strip()
            raise BadTopic(
                f"“{said[:40]}” is no field of a topic: name, emoji, aliases, all of, not, description;"
                f" or name and description with one of {', '.join(LANGUAGES)} behind."
            )
        last = field or last
        value = found[2] if found and field else line
        values[last] = ", ".join(filter(None, (values.get(last, ""), value.strip())))
    return values


def _with(topic: Topic, values: Mapping[str, str]) -> Topic:
    changed = replace(
        topic,
        name=values.get("name", topic.name),
        emoji=values.get("emoji", topic.emoji),
        description=values.get("description", topic.description),
        aliases=_aliases(values["aliases"]) if "aliases" in values else topic.aliases,
        excluded=_aliases(values["excluded"]) if "excluded" in values else topic.excluded,
        groups=_groups(values["groups"]) if "groups" in values else topic.groups,
        names=_by_language(topic.names, "name", values),
        descriptions=_by_language(topic.descriptions, "description", values),
    )
    _check(changed)
    return changed


def _by_language(known: Mapping[str, str], field: str, values: Mapping[str, str]) -> dict[str, str]:
    said = {code: values.get(f"{field} {code}", known.get(code, "")) for code in LANGUAGES}
    return {code: text for code, text in said.items() if text}


def _check(topic: Topic) -> None:
    if not topic.aliases and not topic.groups:
        raise BadTopic(
            "A topic needs words to find it by, in a line such as aliases: climate change, carbon tax"
        )
    if not topic.name or max(map(len, (topic.name, *topic.names.values()))) > _LONGEST_NAME:
        raise BadTopic(f"The name of a topic takes 1 to {_LONGEST_NAME} characters.")
    if max(map(len, (topic.description, *topic.descriptions.values()))) > _LONGEST_DESCRIPTION:
        raise BadTopic(f"The description of a topic takes at most {_LONGEST_DESCRIPTION} characters.")
    if any(character.isalnum() for character in topic.emoji) or len(topic.emoji) > _LONGEST_EMOJI:
        raise BadTopic("The emoji of a topic is one sign, or two, and no words.")


def _aliases(text: str) -> tuple[str, ...]:
    kept = _some(_split(text))
    for word in kept:
        letters = sum(map(str.isalnum, word))
        if not letters or (letters == 1 and not UNSPACED.search(word)):
            raise BadTopic(f"“{word}” is too short to find a topic by.")
        if len(word) > _LONGEST_ALIAS:
            raise BadTopic(f"“{word[:40]}…” is too long: an alias is a word or a few.")
    return kept


def _some(said: Iterable[str]) -> tuple[str, ...]:
    """Each of them once. Raises `BadTopic` for more than there may be."""
    words: dict[str, str] = {}
    for word in said:
        words.setdefault(_fold(word), word)
    if len(words) > _MOST_ALIASES:
        raise BadTopic(f"A topic takes at most {_MOST_ALIASES} aliases; this would be {len(words)}.")
    return tuple(words.values())


def _groups(text: str) -> tuple[tuple[str, ...], ...]:
    groups = tuple(_aliases(part) for part in text.split("+") if part.strip())
    if len(groups) == 1:
        raise BadTopic("“all of” takes several groups with a plus between them: US, America + Russia, Moscow")
    return groups


def _split(text: str) -> list[str]:
    return [" ".join(word.split()) for word in _COMMAS.split(UNSEEN.sub("", text)) if word.strip()]


def _named(head: str) -> tuple[str, str]:
    """The emoji at the beginning, and the name."""
    first, _, rest = head.strip().partition(" ")
    if first and rest.strip() and not any(map(str.isalnum, first)):
        return first, rest.strip()
    return "", head.strip()


def _slug(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST_SLUG].strip("-")


def _fold(word: str) -> str:
    return " ".join(word.casefold().split())
