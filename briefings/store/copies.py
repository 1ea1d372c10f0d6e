"""Messages in which the desk sees a submission or a proposal, beside the one that is its card."""

from __future__ import annotations

import sqlalchemy as sa

from briefings.model import CardCopy, MailingKind, ProposalState, StoryState, SubmissionState
from briefings.store.dialects import insert
from briefings.store.engine import Connection
from briefings.store.schema import card_copies, mailings, proposals, stories, submissions

REPORTED = "reported"
"""What is shown once a publication has come to its result."""
OVERTAKEN = "overtaken"
"""What is shown of a proposal whose story was changed otherwise."""
FINAL = {REPORTED, OVERTAKEN, SubmissionState.CANCELLED, ProposalState.DONE, ProposalState.CANCELLED}
"""What is not followed by anything else."""
_WAITS = proposals.c.state == ProposalState.OPEN
_FITS = sa.and_(
    stories.c.state == StoryState.PUBLISHED,
    (stories.c.version == proposals.c.version) | (proposals.c.kind == MailingKind.RETRACTION),
)
_STANDS = sa.func.coalesce(
    sa.case((mailings.c.reported_at.is_not(None), REPORTED)),
    sa.type_coerce(submissions.c.state, sa.Text),
    sa.case((_WAITS & ~_FITS, OVERTAKEN)),
    sa.type_coerce(proposals.c.state, sa.Text),
)


async def keep(tx: Connection, copy: CardCopy) -> None:
    """Keeps a message and what it shows."""
    values = {
        "submission_id": copy.submission_id,
        "proposal_id": copy.proposal_id,
        "shown": copy.shows,
    }
    new = insert(tx.dialect.name, card_copies).values(
        chat_id=copy.chat_id, message_id=copy.message_id, **values
    )
    await tx.execute(new.on_conflict_do_update(index_elements=["chat_id", "message_id"], set_=values))


async def let_go(tx: Connection, chat_id: int, message_id: int) -> None:
    """Forgets a message."""
    which = (card_copies.c.chat_id == chat_id) & (card_copies.c.message_id == message_id)
    await tx.execute(sa.delete(card_copies).where(which))


async def stale(connection: Connection) -> list[CardCopy]:
    """Those that show what is so no more, with what they have to show."""
    joined = (
        card_copies.outerjoin(submissions, submissions.c.id == card_copies.c.submission_id)
        .outerjoin(mailings, mailings.c.submission_id == card_copies.c.submission_id)
        .outerjoin(proposals, proposals.c.id == card_copies.c.proposal_id)
        .outerjoin(stories, stories.c.id == proposals.c.story_id)
    )
    columns = card_copies.c["chat_id", "message_id", "submission_id", "proposal_id"]
    statement = (
        sa.select(*columns, _STANDS.label("shows")).select_from(joined).where(card_copies.c.shown != _STANDS)
    )
    rows = await connection.execute(statement.order_by(card_copies.c.message_id))
    return [
        CardCopy(row.chat_id, row.message_id, row.shows, row.submission_id, row.proposal_id) for row in rows
    ]
