"""What the desk works with: submissions, proposals, acts on record, and who may do what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from briefings.model.delivery import MailingKind


class SubmissionState(StrEnum):
    """awaiting -> collecting -> preview [-> asked | scheduled] -> published | cancelled.

    awaiting: `/push` came alone and the article is still to come. collecting: parts of one paste are
    being joined. preview: read, its card is in the editor's chat. asked: another editor is to approve it.
    scheduled: it is published at its time.
    """

    AWAITING = "awaiting"
    COLLECTING = "collecting"
    PREVIEW = "preview"
    ASKED = "asked"
    SCHEDULED = "scheduled"
    PUBLISHED = "published"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """What an editor pushed, kept as it came.

    `card_message_id` is the preview card in `chat_id`, in the thread of a forum that `thread_id` names; `due_at` is when collecting (or waiting) ends, or when a
    scheduled one is published; `held_until` until when a published one goes to a few only; `asked_by` who asked for
    approval or set that time. Nobody sees it before `embargo_until`. One that `answers` something is no article: its text
    is collected for that.
    """

    id: int
    chat_id: int
    author_id: int
    state: SubmissionState
    created_at: datetime
    text: str = ""
    card_message_id: int | None = None
    thread_id: int | None = None
    due_at: datetime | None = None
    published_at: datetime | None = None
    published_by: int | None = None
    held_until: datetime | None = None
    embargo_until: datetime | None = None
    asked_by: int | None = None
    manner: tuple[str, ...] = ()
    answers: str = ""


class ProposalState(StrEnum):
    """awaiting (its text is still to come) -> open -> done | cancelled."""

    AWAITING = "awaiting"
    OPEN = "open"
    DONE = "done"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class CardCopy:
    """A message that shows a submission or a proposal beside its card; `shows`: in which state."""

    chat_id: int
    message_id: int
    shows: str
    submission_id: int | None = None
    proposal_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A change of a published story that waits for its editor to confirm it.

    `kind` is a correction or a retraction; `changes` what each field is to be: `headline`, `source`, `body`, `summary`,
    `summary:slug`, `claim`, or the `reason` of a retraction. `version` is the one it was made from.
    """

    id: int
    story_id: int
    version: int
    kind: MailingKind
    changes: dict[str, str]
    state: ProposalState
    chat_id: int
    by: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Act:
    """Something that a member of staff did, for the record."""

    at: datetime
    by: int
    kind: str
    detail: str = ""
    submission_id: int | None = None
    story_id: int | None = None


class StaffRole(StrEnum):
    """owner: named by the operator, grants and revokes. editor: publishes and corrects. contributor: submits."""

    OWNER = "owner"
    EDITOR = "editor"
    CONTRIBUTOR = "contributor"


@dataclass(frozen=True, slots=True)
class Member:
    """A member of staff; `topics` are the slugs they are limited to, none of them meaning all topics."""

    user_id: int
    role: StaffRole
    topics: tuple[str, ...] = ()
