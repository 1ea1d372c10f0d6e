"""Other messages in which the desk sees a submission or a proposal: brought up to date when it is decided, and at its result."""

from __future__ import annotations

from briefings.model import CardCopy
from briefings.store import Database, copies


class Copies:
    """Keeps which messages these are, and what they show."""

    def __init__(self, database: Database) -> None:
        """Works on `database`."""
        self._database = database

    async def keep(self, copy: CardCopy) -> None:
        """Remembers a message, until it shows what is final."""
        async with self._database.write() as tx:
            if copy.shows in copies.FINAL:
                await copies.let_go(tx, copy.chat_id, copy.message_id)
            else:
                await copies.keep(tx, copy)

    async def let_go(self, chat_id: int, message_id: int) -> None:
        """Forgets a message, which shows something else from now on."""
        async with self._database.write() as tx:
            await copies.let_go(tx, chat_id, message_id)

    async def stale(self) -> list[CardCopy]:
        """Those to bring up to date, with what they have to show."""
        async with self._database.read() as connection:
            return await copies.stale(connection)
