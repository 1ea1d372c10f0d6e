"""What one process of many may do at a time: it holds a lease, and another takes it over when it is not renewed."""

from __future__ import annotations

from datetime import datetime, timedelta

import sqlalchemy as sa

from briefings.store.dialects import insert
from briefings.store.engine import Connection
from briefings.store.schema import flags, to_ms


async def hold(tx: Connection, name: str, holder: str, *, now: datetime, lease: timedelta) -> bool:
    """Take or renew the lease until `now + lease`; false while another holds it. `holder` is a word without spaces."""
    key, until = f"lease {name}", to_ms(now + lease)
    kept = sa.cast(sa.func.substr(flags.c.value, 1, 15), sa.BigInteger)
    mine = sa.func.substr(flags.c.value, 17) == holder
    statement = insert(tx.dialect.name, flags).values(key=key, value=f"{until:015d} {holder}")
    taken = await tx.execute(
        statement.on_conflict_do_update(
            index_elements=["key"],
            set_={"value": statement.excluded.value},
            where=sa.or_(mine, kept <= to_ms(now)),
        ).returning(flags.c.key)
    )
    return taken.first() is not None


async def let_go(tx: Connection, name: str, holder: str) -> None:
    """End the lease, if it is the holder's."""
    mine = sa.func.substr(flags.c.value, 17) == holder
    await tx.execute(sa.delete(flags).where(flags.c.key == f"lease {name}", mine))
