"""The topics a house starts with, or those of another file: TOML, or JSON of the same shape."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping
from importlib import resources
from pathlib import Path

from briefings.errors import BadCatalogue
from briefings.model import LANGUAGES, Topic

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_FIELDS = {"name", "emoji", "description", "aliases", "groups", "excluded", "names", "descriptions"}


def load(path: Path | None = None) -> tuple[Topic, ...]:
    """Gives the topics of a file in its order; without a path, those that come with the program.

    The file maps slugs to `{name, emoji, description, aliases, groups, excluded, names, descriptions}`, all but the
    name optional. `names` and `descriptions` are tables by language, for readers of another one: `{ko = "북한"}`.
    Raises `BadCatalogue` with one sentence that names the file, the topic and the fault.
    """
    if path is None:
        return parse(
            resources.files("briefings").joinpath("catalogue.toml").read_text("utf-8"), "catalogue.toml"
        )
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise BadCatalogue(f"The topics in {path} cannot be read: {error}.") from error
    return parse(text, str(path))


def parse(text: str, name: str) -> tuple[Topic, ...]:
    """Gives the topics written in `text`; `name` is how faults call it, and `.json` in it means JSON."""
    try:
        data = json.loads(text) if name.lower().endswith(".json") else tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        kind = "JSON" if name.lower().endswith(".json") else "TOML"
        raise BadCatalogue(f"The topics in {name} are not valid {kind}: {error}.") from error
    if not isinstance(data, Mapping) or not data:
        raise BadCatalogue(f"The topics in {name} must be one table per topic, named by its slug.")
    try:
        return tuple(_topic(slug, entry) for slug, entry in data.items())
    except ValueError as error:
        raise BadCatalogue(f"The topics in {name} cannot be used: {error}.") from error


def _topic(slug: str, entry: object) -> Topic:
    if not _SLUG.fullmatch(slug):
        raise ValueError(f"“{slug}” is no slug (lower-case a-z, digits and single dashes)")
    if not isinstance(entry, Mapping):
        raise ValueError(f"“{slug}” must be a table with a name and aliases")  # noqa: TRY004 - one kind for load
    unknown = sorted(set(entry) - _FIELDS)
    if unknown:
        raise ValueError(f"“{slug}” has a field “{unknown[0]}” that means nothing here")
    topic = Topic(
        slug=slug,
        name=_word(slug, "name", entry.get("name")),
        emoji=_word(slug, "emoji", entry.get("emoji", ""), needed=False),
        description=_word(slug, "description", entry.get("description", ""), needed=False),
        aliases=_words(slug, "aliases", entry.get("aliases", [])),
        groups=_groups(slug, entry.get("groups", [])),
        excluded=_words(slug, "excluded", entry.get("excluded", [])),
        names=_by_language(slug, "names", entry.get("names", {})),
        descriptions=_by_language(slug, "descriptions", entry.get("descriptions", {})),
    )
    if not topic.aliases and not topic.groups:
        raise ValueError(f"“{slug}” has neither aliases nor groups, so no story would match it")
    return topic


def _word(slug: str, field: str, value: object, *, needed: bool = True) -> str:
    if not isinstance(value, str) or (needed and not value.strip()):
        raise ValueError(f"the {field} of “{slug}” must be text")
    return value.strip()


def _words(slug: str, field: str, value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) and item.strip() for item in value):
        raise ValueError(f"the {field} of “{slug}” must be a list of words")
    return tuple(item.strip() for item in value)


def _by_language(slug: str, field: str, value: object) -> dict[str, str]:
    if not isinstance(value, Mapping) or not set(value) <= set(LANGUAGES):
        raise ValueError(f"the {field} of “{slug}” must be a table by language: {', '.join(LANGUAGES)}")
    return {language: _word(slug, f"{field}.{language}", text) for language, text in value.items()}


def _groups(slug: str, value: object) -> tuple[tuple[str, ...], ...]:
    if not isinstance(value, list):
        raise ValueError(f"the groups of “{slug}” must be a list of lists of words")  # noqa: TRY004 - one kind for load
    groups = tuple(_words(slug, "groups", group) for group in value)
    if not all(groups):
        raise ValueError(f"a group of “{slug}” is empty, so no story would match it")
    return groups
