"""One bot to an SQLite database: a second would send what the first is sending.

The lock is held on a file beside the database, and by the operating system: it ends with the process, however that
ends. What only writes a little (`briefing-bot push`) needs none.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from briefings.errors import StoreError
from briefings.store.engine import sqlite_file

try:
    import fcntl
except ImportError:  # Windows has none: there, nobody is stopped
    fcntl = None  # type: ignore[assignment]  # what its absence looks like


@contextmanager
def locked(url: str) -> Iterator[None]:
    """Keep the database to this process inside the block; on PostgreSQL, which many may share, nothing happens.

    Raises `StoreError` when another process keeps it.
    """
    path = sqlite_file(url)
    if path is None or fcntl is None:
        yield
        return
    lock = path.with_name(f"{path.name}.lock")
    try:
        opened = lock.open("ab")
    except OSError as error:
        raise StoreError(f"The database's folder cannot be written: {error.strerror}.") from None
    with opened:
        try:
            fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise StoreError(
                f"Another briefing-bot works on {path}: stop it first, or give this one a database of its own."
            ) from None
        except OSError:
            pass  # a file system without locks stops nobody
        yield
