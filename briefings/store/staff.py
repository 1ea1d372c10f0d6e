"""Staff: who may do what, beside the owners that the operator names."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa

from briefings.model import Member, StaffRole
from briefings.store.dialects import insert
from briefings.store.engine import Connection
from briefings.store.schema import staff

COLUMNS = (staff.c.user_id, staff.c.role, staff.c.topics)


async def find(connection: Connection, user_id: int) -> Member | None:
    """The member of staff, or none."""
    row = (await connection.execute(sa.select(*COLUMNS).where(staff.c.user_id == user_id))).one_or_none()
    return Member(row.user_id, row.role, tuple(row.topics)) if row else None


async def listed(connection: Connection) -> list[Member]:
    """All of them, in the order of their ids."""
    rows = await connection.execute(sa.select(*COLUMNS).order_by(staff.c.user_id))
    return [Member(row.user_id, row.role, tuple(row.topics)) for row in rows]


async def grant(
    tx: Connection, user_id: int, role: StaffRole, topics: Sequence[str], *, by: int, now: datetime
) -> None:
    """Gives a role, whatever it was."""
    values = {"role": role, "topics": list(topics), "granted_by": by, "granted_at": now}
    new = insert(tx.dialect.name, staff).values(user_id=user_id, **values)
    await tx.execute(new.on_conflict_do_update(index_elements=["user_id"], set_=values))


async def revoke(tx: Connection, user_id: int) -> bool:
    """Takes the role away; tells whether there was one."""
    return (await tx.execute(sa.delete(staff).where(staff.c.user_id == user_id))).rowcount == 1
