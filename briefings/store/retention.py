"""What is let go in time, a few rows in a transaction, so that nobody waits for it.

    updates      handled ones after days, for Telegram repeats none older than one; given up ones after weeks
    deliveries   what became of the messages of old acts
    digests      acts that were nobody's, once their deliveries went: one keeps the count of all
    receipts     which messages show an old story: a correction finds these copies no more
    texts        what editors sent, as it came, once it was decided; its stories and its fingerprint stay
    copies       which messages show what was never decided

What is still owed stays, however old. Each is called again for as long as it lets something go, and looks at the
oldest rows only. Space that becomes free is used again by what comes next.
"""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa

from briefings.model import MailingKind, SubmissionState
from briefings.store import inbox
from briefings.store.claims import AMISS
from briefings.store.dialects import in_index_order
from briefings.store.engine import Connection
from briefings.store.schema import card_copies, mailings, proposals, stories, submission_parts, submissions
from briefings.store.schema import deliveries as delivery_table
from briefings.store.schema import inbox as inbox_table
from briefings.store.schema import receipts as receipt_table

BATCH = 1000
ACTS = 20
TEXTS = 50
NO_END = 2**62
SETTLED = delivery_table.c.state > sa.literal_column("1")
KEPT = sa.text("submissions.text <> ''")  # as the index has it
HANDLED = inbox_table.c.state == sa.literal_column(str(inbox.DONE))
GIVEN_UP = inbox_table.c.state == sa.literal_column(str(inbox.DEAD))


async def updates(tx: Connection, *, handled_before: datetime, given_up_before: datetime) -> int:
    """Lets updates go that were received before, and handled or given up. Returns how many went."""
    await in_index_order(tx)
    number, received = inbox_table.c.update_id, inbox_table.c.received_at
    from_oldest = number >= sa.select(sa.func.min(number)).scalar_subquery()
    gone = 0
    for which, before in ((HANDLED & from_oldest, handled_before), (GIVEN_UP, given_up_before)):
        first = await tx.execute(sa.select(number, received).where(which).order_by(number).limit(BATCH))
        if old := [row.update_id for row in first if row.received_at < before]:
            gone += (await tx.execute(sa.delete(inbox_table).where(number.in_(old)))).rowcount
    return gone


async def deliveries(tx: Connection, *, before: datetime) -> int:
    """Lets settled deliveries of acts before then go. Returns how many went; what was sent stays counted."""
    await in_index_order(tx)
    gone = 0
    for _ in range(ACTS):
        went = await _of_oldest_act(tx, before)
        gone += went
        if not went or gone >= BATCH:
            break
    return gone


async def _of_oldest_act(tx: Connection, before: datetime) -> int:
    oldest = sa.select(sa.func.min(delivery_table.c.mailing_id)).scalar_subquery()
    some = sa.select(delivery_table.c.id).where(delivery_table.c.mailing_id == mailings.c.id, SETTLED)
    act = (
        await tx.execute(
            sa.select(mailings.c.id, mailings.c.created_at)
            # The first that is not old ends the search: what all are owed of it need not be looked through.
            .where(mailings.c.id >= oldest, mailings.c.fanout_cursor.is_(None))
            .where((mailings.c.created_at >= before) | some.exists())
            .order_by(mailings.c.id)
            .limit(1)
        )
    ).one_or_none()
    if act is None or act.created_at >= before:
        return 0
    which = (delivery_table.c.mailing_id == act.id) & SETTLED
    which &= await _first(tx, delivery_table.c.subscriber_id, which)
    amiss = await tx.scalar(sa.select(sa.func.count()).select_from(delivery_table).where(which, AMISS))
    gone = (await tx.execute(sa.delete(delivery_table).where(which))).rowcount
    if amiss:  # what is not counted as amiss counts as sent
        less = mailings.c.deliveries - amiss
        await tx.execute(sa.update(mailings).where(mailings.c.id == act.id).values(deliveries=less))
    return gone


async def digests(tx: Connection, *, before: datetime) -> int:
    """Adds old briefings at their hour, whose deliveries went, to the first there was. Returns how many went."""
    nobodys = mailings.c.kind.in_([MailingKind.DIGEST, MailingKind.CATCH_UP])
    first = await tx.scalar(sa.select(mailings.c.id).where(nobodys).order_by(mailings.c.id).limit(1))
    if first is None:
        return 0
    remaining = sa.func.min(delivery_table.c.mailing_id)
    bound = sa.select(sa.func.coalesce(remaining, sa.literal(NO_END, sa.BigInteger))).scalar_subquery()
    oldest = (
        sa.select(mailings.c.id, mailings.c.deliveries, mailings.c.created_at)
        .where(nobodys, mailings.c.id > first, mailings.c.id < bound)
        .order_by(mailings.c.id)
        .limit(BATCH)
    )
    gone = {row.id: row.deliveries for row in await tx.execute(oldest) if row.created_at < before}
    if gone:
        more = mailings.c.deliveries + sum(gone.values())
        await tx.execute(sa.update(mailings).where(mailings.c.id == first).values(deliveries=more))
        await tx.execute(sa.delete(mailings).where(mailings.c.id.in_(gone)))
    return len(gone)


async def receipts(tx: Connection, *, before: datetime) -> int:
    """Lets receipts of a story published before then go. Returns how many went."""
    await in_index_order(tx)
    oldest = sa.select(sa.func.min(receipt_table.c.story_id)).scalar_subquery()
    some = sa.select(receipt_table.c.story_id).where(receipt_table.c.story_id == stories.c.id)
    story = (
        await tx.execute(
            sa.select(stories.c.id, stories.c.published_at)
            .where(stories.c.id >= oldest, some.exists())
            .order_by(stories.c.id)
            .limit(1)
        )
    ).one_or_none()
    if story is None or story.published_at >= before:
        return 0
    which = receipt_table.c.story_id == story.id
    which &= await _first(tx, receipt_table.c.subscriber_id, which)
    return (await tx.execute(sa.delete(receipt_table).where(which))).rowcount


async def texts(tx: Connection, *, before: datetime) -> int:
    """Lets what came before then go, as text and as messages, where it was decided. Returns how much went."""
    decided = submissions.c.state.in_([SubmissionState.PUBLISHED, SubmissionState.CANCELLED])
    old = sa.select(submissions.c.id).where(decided, submissions.c.created_at < before)
    whole = old.where(KEPT).order_by(submissions.c.id).limit(TEXTS)
    emptied = sa.update(submissions).where(submissions.c.id.in_(whole)).values(text="", left_out=None)
    part_of = submission_parts.c.submission_id
    first = sa.select(sa.func.min(part_of)).scalar_subquery()
    in_parts = old.where(
        submissions.c.id >= first,
        sa.select(part_of).where(part_of == submissions.c.id).exists(),
    )
    parts = sa.delete(submission_parts).where(part_of.in_(in_parts.order_by(submissions.c.id).limit(TEXTS)))
    return sum([(await tx.execute(statement)).rowcount for statement in (emptied, parts)])


async def copies(tx: Connection, *, before: datetime) -> int:
    """Lets the copies of cards go of what came before then. Returns how many went."""
    pushed = sa.select(submissions.c.id).where(
        submissions.c.id == card_copies.c.submission_id, submissions.c.created_at < before
    )
    proposed = sa.select(proposals.c.id).where(
        proposals.c.id == card_copies.c.proposal_id, proposals.c.at < before
    )
    old = sa.delete(card_copies).where(pushed.exists() | proposed.exists())
    return (await tx.execute(old)).rowcount


async def _first(
    tx: Connection, subscriber: sa.Column[int], which: sa.ColumnElement[bool]
) -> sa.ColumnElement[bool]:
    """The subscribers with whom a batch is full; all, when it does not become full."""
    last = await tx.scalar(sa.select(subscriber).where(which).order_by(subscriber).limit(1).offset(BATCH - 1))
    return sa.true() if last is None else subscriber <= last
