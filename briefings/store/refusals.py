"""What databases say when they refuse, as sentences for the operator."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import exc

from briefings.errors import StoreError, Unavailable

SENTENCES = {
    "database is locked": "The database is locked by another program: nothing was changed; try again.",
    "lock timeout": "The database is locked by another session: nothing was changed; try again.",
    "disk is full": "The disk is full: nothing was changed; make room for the database.",
    "no space left": "The disk is full: nothing was changed; make room for the database.",
    "unable to open database file": "The database file cannot be opened: see that its folder exists and is writable.",
    "readonly database": "The database is read-only: see that its file and folder are writable.",
    "not a database": "The file is not an SQLite database.",
    "malformed": "The database file is damaged: restore a backup.",
    "disk i/o error": "The disk failed to read or write the database, or is full.",
    "password authentication failed": "PostgreSQL refused the user or the password of the database URL.",
    "no password supplied": "PostgreSQL asks for a password, and the database URL holds none.",
    'fatal: database "': "PostgreSQL has no such database: create it, or mend the database URL.",
    'fatal: role "': "PostgreSQL has no such user: create it, or mend the database URL.",
    "read-only transaction": "PostgreSQL takes no changes: it is a standby, or somebody made it read-only.",
    "too many clients": "PostgreSQL has no connection left: raise max_connections or run fewer processes.",
}


@contextmanager
def told() -> Iterator[None]:
    """Turns what the driver raises into `StoreError`; everything else passes."""
    try:
        yield
    except exc.TimeoutError as error:
        raise Unavailable("The database is busy: every connection is in use; try again.") from error
    except exc.DBAPIError as error:
        raise _refusal(str(error.orig), operational=_is_operational(error)) from error
    except sqlite3.Error as error:
        raise _refusal(str(error), operational=isinstance(error, sqlite3.OperationalError)) from error


def _is_operational(error: exc.DBAPIError) -> bool:
    """Whether the database as a whole is amiss, not the statement; a deadlock of two sessions (class 40) is neither."""
    rolled_back = str(getattr(error.orig, "sqlstate", None) or "").startswith("40")
    return isinstance(error, exc.OperationalError) and not rolled_back


def _refusal(said: str, *, operational: bool) -> StoreError:
    for_now = operational or "malformed" in said or "read-only transaction" in said
    kind = Unavailable if for_now else StoreError
    return kind(_sentence(said, unreachable=operational))


def _sentence(said: str, *, unreachable: bool) -> str:
    lowered = " ".join(said.split()).lower()
    for sign, sentence in SENTENCES.items():
        if sign in lowered:
            return sentence
    first, *_ = said.strip().splitlines() or [""]  # PostgreSQL goes on with guesses, or with the statement
    return f"The database {'is out of reach' if unreachable else 'refused'}: {first.rstrip('.')}."
