"""The words of the house, as frozen dataclasses.

    submission (what an editor pushed) -> story (one news item) -> delivery (owed to one subscriber)
    topic (what readers follow), subscriber (a chat that may receive), subscription (subscriber x topic)

Imports the standard library only. Every time is an aware `datetime` in UTC; names of times end in `_at`.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from briefings.model.delivery import (
    Copies,
    Delivery,
    DeliveryCounts,
    DeliveryState,
    Mailing,
    MailingKind,
    Outcome,
    Shown,
    Stats,
)
from briefings.model.desk import (
    Act,
    CardCopy,
    Member,
    Proposal,
    ProposalState,
    StaffRole,
    Submission,
    SubmissionState,
)
from briefings.model.digest import Change, Digest, DigestEntry, DigestSection, StillOpen
from briefings.model.reading import DraftStory, LeftOut, Line, LineLabel, Reading
from briefings.model.story import Amendment, Claim, Joined, Story, StoryState
from briefings.model.subscriber import Audience, Subscriber, SubscriberKind, SubscriberState, TopicStanding
from briefings.model.topic import LANGUAGES, Topic, TopicAct, TopicChange, TopicMatch

Clock = Callable[[], datetime]
"""Tells the time: aware, UTC. Handed down so that tests and the sandbox can turn it."""

__all__ = [
    "LANGUAGES",
    "Act",
    "Amendment",
    "Audience",
    "CardCopy",
    "Change",
    "Claim",
    "Clock",
    "Copies",
    "Delivery",
    "DeliveryCounts",
    "DeliveryState",
    "Digest",
    "DigestEntry",
    "DigestSection",
    "DraftStory",
    "Joined",
    "LeftOut",
    "Line",
    "LineLabel",
    "Mailing",
    "MailingKind",
    "Member",
    "Outcome",
    "Proposal",
    "ProposalState",
    "Reading",
    "Shown",
    "StaffRole",
    "Stats",
    "StillOpen",
    "Story",
    "StoryState",
    "Submission",
    "SubmissionState",
    "Subscriber",
    "SubscriberKind",
    "SubscriberState",
    "Topic",
    "TopicAct",
    "TopicChange",
    "TopicMatch",
    "TopicStanding",
]
