"""Full text of the published stories: SQLite's FTS5 and PostgreSQL's tsvector over the same words.

Both index the words that `searching` makes, so that neither engine's own idea of a word matters. An entry's key
holds when its story was published, and its id: keys in falling order are the newest first, and nothing need be
sorted. Topics and sources are words too, of a kind that no text has. The texts themselves are not kept again.
"""

from __future__ import annotations

from collections.abc import AsyncIterable, Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from itertools import islice
from typing import Any

import sqlalchemy as sa

from briefings.model import Story
from briefings.parsing.searching import Search, words
from briefings.store.engine import Connection
from briefings.store.schema import EPOCH

SINCE = "0012"
"""The version of the schema since which `searching` makes the words that it makes now: an older index is made anew."""
Phrase = tuple[str, ...]
"""Words in a row."""

_FIRST = EPOCH + timedelta(days=18262)  # 2020, so that the seconds since then leave 32 bits for the id
_SECOND = timedelta(seconds=1)
_ID_BITS = 32
_LAST = 2**63 - 1
_GAP = "qgap"
_MOST_POSITIONS = 16_383  # PostgreSQL counts no further: of a text that is longer, the beginning is found
_MOST_PLACES = 255  # nor so many places of one word

_ADD = {
    "sqlite": sa.text("INSERT INTO story_search (rowid, words) VALUES (:key, :words)"),
    "postgresql": sa.text(
        "INSERT INTO story_search (key, words) VALUES (:key, CAST(:words AS tsvector))"
        " ON CONFLICT (key) DO UPDATE SET words = excluded.words"
    ),
}
_CLEAR = {
    "sqlite": ["INSERT INTO story_search (story_search) VALUES ('delete-all')"],
    # Its index is made at the end, which takes a fraction of the time.
    "postgresql": ["TRUNCATE story_search", "DROP INDEX story_search_words"],
}
_INDEX = {
    "sqlite": [],
    "postgresql": [
        "CREATE INDEX story_search_words ON story_search USING gin (words) WITH (fastupdate = off)"
    ],
}
_REMOVE = {
    "sqlite": sa.text(
        "INSERT INTO story_search (story_search, rowid, words) VALUES ('delete', :key, :words)"
    ),
    "postgresql": sa.text("DELETE FROM story_search WHERE key = :key AND CAST(:words AS text) IS NOT NULL"),
}
_FIND = sa.text(
    "SELECT rowid FROM story_search WHERE story_search MATCH :words AND rowid BETWEEN :since AND :upto"
    " ORDER BY rowid DESC LIMIT :limit OFFSET :offset"
)
# PostgreSQL takes a word that it keeps no statistics of, as nearly all are, for one that is found soon, and walks
# through a million stories to find it in none. So the way is chosen here: where each of the words is in some of the few
# newest, all of them are usual, and the newest are walked through; else the index of words is asked, by a sum, so that
# the order is no reason to walk through the keys. That costs about 7 µs for each story that holds them, and a look at
# one of the newest a third of that: a word in half a percent of a million stories must not be taken for a rare one.
# A phrase of common words may be rare, and that index does not know which words stand beside each other: more is
# walked through.
_FEW = 1000
_NEWEST = 4000
_NEWEST_FOR_PHRASES = 20_000
_THE_FEW = (
    "WITH few AS MATERIALIZED (SELECT words FROM story_search WHERE key BETWEEN :since AND :upto"
    " ORDER BY key DESC LIMIT :few) SELECT "
)
_IS_USUAL = "EXISTS (SELECT FROM few WHERE words @@ CAST(:word{} AS tsquery))"
_AMONG_THE_NEWEST = sa.text(
    "SELECT key FROM (SELECT key, words FROM story_search WHERE key BETWEEN :since AND :upto"
    " ORDER BY key DESC LIMIT :newest) AS newest"
    " WHERE words @@ CAST(:words AS tsquery) ORDER BY key DESC LIMIT :limit OFFSET :offset"
)
_BY_DAY = sa.text(
    "SELECT key FROM story_search WHERE key BETWEEN :since AND :upto"
    " ORDER BY key DESC LIMIT :limit OFFSET :offset"
)
# Nearly all stories hold none of the unwanted words: an index of words is of no use for those alone.
_BY_DAY_WITHOUT = sa.text(
    "SELECT key FROM story_search WHERE (words @@ CAST(:words AS tsquery)) IS TRUE AND key BETWEEN :since AND :upto"
    " ORDER BY key DESC LIMIT :limit OFFSET :offset"
)
_BY_WORDS = sa.text(
    "SELECT key FROM story_search WHERE words @@ CAST(:words AS tsquery) AND key BETWEEN :since AND :upto"
    " ORDER BY key + 0 DESC LIMIT :limit OFFSET :offset"
)


async def add(tx: Connection, published: Iterable[Story]) -> None:
    """Makes published stories be found. Once for each; a story that changed is removed first, as it was."""
    rows = [_row(tx.dialect.name, story) for story in published]
    if rows:
        await tx.execute(_ADD[tx.dialect.name], rows)


async def begin_anew(tx: Connection, published: AsyncIterable[Iterable[Story]]) -> None:
    """Makes these stories, and no others, be found; takes ten to twenty seconds for a hundred thousand."""
    for statement in _CLEAR[tx.dialect.name]:
        await tx.exec_driver_sql(statement)
    async for some in published:
        await add(tx, some)
    for statement in _INDEX[tx.dialect.name]:
        await tx.exec_driver_sql(statement)


async def remove(tx: Connection, published: Iterable[Story]) -> None:
    """Makes stories be found no more; they must be given as they were when they were added."""
    rows = [_row(tx.dialect.name, story) for story in published]
    if rows:
        await tx.execute(_REMOVE[tx.dialect.name], rows)


async def find(
    connection: Connection,
    wanted: Search,
    *,
    slug: str | None = None,
    without_slugs: Iterable[str] = (),
    since: datetime | None = None,
    now: datetime,
    limit: int,
    offset: int = 0,
) -> list[int]:
    """The ids of the stories published by now that hold all that is wanted, newest first; if nothing is, of all that may be.

    `slug` is the topic, `without_slugs` those that are not wanted, `since` a moment.
    """
    dialect = connection.dialect.name
    phrases, without = _phrases(wanted, slug), _unwanted(wanted, without_slugs)
    asked = {
        "words": _query(dialect, phrases, without),
        "since": _key(since, 0) if since else 0,
        "upto": _key(now, 2**_ID_BITS - 1),
        "limit": limit,
        "offset": offset,
    }
    if dialect != "postgresql":
        found = list(await connection.scalars(_FIND, asked))
    elif not phrases:
        found = list(await connection.scalars(_BY_DAY_WITHOUT if without else _BY_DAY, asked))
    else:
        found = await _find_in_postgresql(connection, asked, phrases)
    return [key & (2**_ID_BITS - 1) for key in found]


async def _find_in_postgresql(
    connection: Connection, asked: dict[str, Any], phrases: Sequence[Phrase]
) -> list[int]:
    stretches = (_NEWEST, _NEWEST_FOR_PHRASES) if any(len(phrase) > 1 for phrase in phrases) else (_NEWEST,)
    for newest in stretches if await _are_usual(connection, asked, phrases) else ():
        found = list(await connection.scalars(_AMONG_THE_NEWEST, {**asked, "newest": newest}))
        if len(found) == asked["limit"]:
            return found
    return list(await connection.scalars(_BY_WORDS, asked))


async def _are_usual(connection: Connection, asked: dict[str, Any], phrases: Sequence[Phrase]) -> bool:
    """Whether each of the words is in one of the newest stories, be it another one for each."""
    single = {_beginning_pg(word) for phrase in phrases for word in phrase}
    given = {f"word{number}": word for number, word in enumerate(sorted(single))}
    each = " AND ".join(_IS_USUAL.format(number) for number in range(len(given)))
    return bool(await connection.scalar(sa.text(_THE_FEW + each), {**asked, "few": _FEW, **given}))


def _key(published_at: datetime, story_id: int) -> int:
    seconds = max((published_at - _FIRST) // _SECOND, 0)
    return min(seconds << _ID_BITS | story_id, _LAST)


def _row(dialect: str, story: Story) -> dict[str, int | str]:
    if story.published_at is None:
        raise ValueError(f"story {story.id} was never published")
    listed = list(islice(_indexed(story), _MOST_POSITIONS))
    return {
        "key": _key(story.published_at, story.id),
        "words": _vector(listed) if dialect == "postgresql" else " ".join(listed),
    }


def _indexed(story: Story) -> Iterator[str]:
    for match in story.topics:
        if match.chosen:
            yield _topic(match.slug)
    yield from (_source(word) for word in words(story.source or ""))
    # Words on either side of a gap stand in no phrase; and every story has one.
    for text in (story.headline, *story.paragraphs):
        yield from words(text)
        yield _GAP


def _vector(listed: list[str]) -> str:
    """The words as PostgreSQL writes them: with their places."""
    places: dict[str, list[str]] = {}
    for place, word in enumerate(listed, start=1):
        places.setdefault(word, []).append(str(place))
    return " ".join(f"{word}:{','.join(where[:_MOST_PLACES])}" for word, where in places.items())


def _phrases(wanted: Search, slug: str | None) -> list[Phrase]:
    """All that an entry must hold, marks and words alike."""
    marks = [*([_topic(slug)] if slug else []), *(_source(word) for word in wanted.source)]
    return [*((mark,) for mark in marks), *wanted.phrases]


def _unwanted(wanted: Search, slugs: Iterable[str]) -> list[Phrase]:
    """What an entry must not hold. The words of a source stand in a row."""
    sources = (tuple(map(_source, source)) for source in wanted.without_sources)
    return [*((_topic(slug),) for slug in slugs), *sources, *wanted.without]


def _query(dialect: str, phrases: Sequence[Phrase], without: Sequence[Phrase]) -> str:
    if dialect == "postgresql":
        unwanted = [f"!{_phrase_pg(phrase)}" for phrase in without]
        return " & ".join([*map(_phrase_pg, phrases), *unwanted])
    # FTS5 keeps no list of what it holds, and finds by words only.
    query = " AND ".join(map(_phrase_fts, phrases or [(_GAP,)]))
    return f"({query}) NOT ({' OR '.join(map(_phrase_fts, without))})" if without else query


def _phrase_fts(phrase: Phrase) -> str:
    return f'"{" ".join(phrase)}"{"*" if _is_beginning(phrase[-1]) else ""}'


def _phrase_pg(phrase: Phrase) -> str:
    return f"({' <-> '.join(map(_beginning_pg, phrase))})"


def _beginning_pg(word: str) -> str:
    return f"{word}:*" if _is_beginning(word) else word


def _is_beginning(word: str) -> bool:
    """A single character of a script that is kept in pairs begins some pair."""
    return len(word) == 1 and not word.isascii() and ord(word) > 0x0E00  # noqa: PLR2004 - where those scripts begin


def _topic(slug: str) -> str:
    return f"qtopic{slug.encode().hex()}"


def _source(word: str) -> str:
    return f"qfrom{word}"
