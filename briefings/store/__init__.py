"""The only place with SQL: an engine, a schema, and one module of functions for each thing that is kept.

    database = await Database.open("sqlite:///briefings.sqlite")
    async with database.write() as tx:
        await subscribers.welcome(tx, chat_id, now=now)

Functions take the connection first: named `tx` when they write and need a transaction of `Database.write`,
`connection` when they only look. Several in one block are kept together or not at all. None commits by itself,
and every one may raise `StoreError` through the block it runs in.
"""

from briefings.store.engine import Connection, Database

__all__ = ["Connection", "Database"]
