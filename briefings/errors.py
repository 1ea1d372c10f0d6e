"""Everything that can go wrong, as one tree.

BriefingError                 the root: one sentence fit to show, and what goes into it
+-- UnreadableInput           a submission in which no story can be found, or that cannot be decoded
+-- BadCatalogue              a file of topics that cannot be used; names the file, the topic and what is wrong
+-- BadTopic                  a topic as an editor wrote it that cannot be used; says what to write
+-- UnknownTopic              no topic of that name; carries the nearest ones
+-- UnknownZone               no time zone of that name; carries the nearest ones
+-- BadSearch                 a search that asks for nothing, or for a date that is none
+-- NotUnderstood             a time or a silence that cannot be read; the sentence says how to write one
+-- NotFound                  a story, submission or subscriber that is not (or no longer) there
+-- Conflict                  the thing moved on: already published, cancelled, dropped
+-- NotAllowed                the person may not do that
+-- StoreError                the database refused: locked, full, unreachable, of another version
    +-- Unavailable           ... for now: it may be over by itself
"""

from __future__ import annotations


class BriefingError(Exception):
    """The root of the tree; `str(error)` is one English sentence that may be shown to people.

    `sentence` is what translations know it by, with `%(named)s` places for `values`. Where readers may meet it, it is
    written as a literal where it is raised, for that is where the catalogues are made from.
    """

    def __init__(self, sentence: str = "", /, **values: object) -> None:
        super().__init__(sentence % values if values else sentence)
        self.sentence = sentence
        self.values = values


class UnreadableInput(BriefingError):
    """No story can be found in what was given."""


class BadCatalogue(BriefingError):
    """A file of topics cannot be used as it is."""


class BadTopic(BriefingError):
    """A topic that an editor wrote cannot be used; the sentence says how to write it."""


class UnknownTopic(BriefingError):
    """No topic is called that; `nearest` holds the slugs of those that come close, best first."""

    def __init__(self, query: str, nearest: tuple[str, ...] = ()) -> None:
        super().__init__("There is no topic called “%(query)s”.", query=query)
        self.query = query
        self.nearest = nearest


class UnknownZone(BriefingError):
    """No time zone is called that; `nearest` holds the names of those that come close, best first."""

    def __init__(self, query: str, nearest: tuple[str, ...] = ()) -> None:
        super().__init__("There is no time zone called “%(query)s”.", query=query)
        self.query = query
        self.nearest = nearest


class BadSearch(BriefingError):
    """A search cannot be understood; the sentence says how to write one."""


class NotUnderstood(BriefingError):
    """What was typed after a command cannot be read; the sentence says how to write it."""


class NotFound(BriefingError):
    """The thing asked for is not there."""


class Conflict(BriefingError):
    """The thing asked for has moved on, so the act no longer applies."""


class NotAllowed(BriefingError):
    """The person may not do that."""


class StoreError(BriefingError):
    """The database refused the work; nothing of the transaction was kept."""


class Unavailable(StoreError):
    """The database cannot work now: locked, full, damaged or out of reach."""
