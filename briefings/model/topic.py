"""Topics: what readers follow, why a story belongs to one, and what editors change about them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

LANGUAGES = ("en", "ru", "ko", "es", "ar")
"""Those in which readers are spoken to."""


@dataclass(frozen=True, slots=True)
class Topic:
    """A subject that readers follow.

    A story matches when it mentions an alias, or one word of *each* of the groups (US *and* Russia).
    `slug` is the stable name in commands and links: lower-case `a-z0-9-`. `names` and `descriptions` are those for
    readers of other languages, by code.
    """

    slug: str
    name: str
    emoji: str = ""
    description: str = ""
    aliases: tuple[str, ...] = ()
    groups: tuple[tuple[str, ...], ...] = ()
    excluded: tuple[str, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict, hash=False)
    descriptions: Mapping[str, str] = field(default_factory=dict, hash=False)

    def name_in(self, language: str) -> str:
        """What readers of a language call it: its own name where it has none for them."""
        return self.names.get(language, self.name)

    def description_in(self, language: str) -> str:
        """What it is about in a language, or else in its own."""
        return self.descriptions.get(language, self.description)


@dataclass(frozen=True, slots=True)
class TopicMatch:
    """Why a story belongs to a topic, and what the story says about it.

    `summary` is made of sentences of the story, verbatim. `chosen` is the editor's decision: a match
    that is not chosen is shown on the preview and delivered to nobody.
    """

    slug: str
    score: float = 0.0
    evidence: tuple[str, ...] = ()
    summary: str = ""
    chosen: bool = True


class TopicAct(StrEnum):
    """What an editor does to a topic."""

    ADD = "add"
    EDIT = "edit"
    MERGE = "merge"
    REMOVE = "remove"


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicChange:
    """Something to be done to a topic once its editor confirms it.

    `fields` are the topic as it is to be, as `topic_text` writes it, and `made_from` as it was then; `into` is the slug
    of the one it is merged into.
    """

    id: int
    act: TopicAct
    slug: str
    by: int
    at: datetime
    done: bool = False
    fields: dict[str, Any] | None = None
    into: str | None = None
    made_from: dict[str, Any] | None = None
