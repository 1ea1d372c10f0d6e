"""What an operator does with the database from a shell: copy it, put a copy back, move it to PostgreSQL."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

from bot.settings import Settings
from briefings.model import Clock
from briefings.store import backup
from briefings.store import move as store_move


def back_up(settings: Settings, file: Path) -> str:
    """Copy the database into a new file while the bot runs, and verify the copy. Raises `StoreError`."""
    held = backup.write(settings.database_url.get_secret_value(), file)
    return f"{file} is whole: {held}."


def restore(settings: Settings, file: Path, *, force: bool, clock: Clock) -> str:
    """Put a verified copy in the database's place. Raises `StoreError`, and then nothing was changed."""
    url = settings.database_url.get_secret_value()
    held, aside = backup.restore(url, file, force=force, now=clock())
    lines = [f"Restored: {held}."]
    if aside is not None:
        lines.append(f"The database that was there is now {aside}.")
    lines.append(
        "If more was sent since, the bot starts with sending halted and says what would be sent again."
    )
    return "\n".join(lines)


def move(settings: Settings, to: str, *, told: Callable[[str, int], object]) -> str:
    """Copy the SQLite database to PostgreSQL, or go on with that; `told` hears of each table. Raises `StoreError`."""
    rows = asyncio.run(store_move.move(settings.database_url.get_secret_value(), to, told=told))
    return (
        f"{sum(rows.values()):,} rows moved and compared. Set BRIEFING_DATABASE_URL to the new database, "
        "and BRIEFING_WATERMARK to a file; the SQLite file is as it was."
    )
