"""Which happenings that a reader was told of still go on, so that a briefing names them beside its news.

told, and not settled: its last status is unconfirmed or disputed
                       its reader follows it
                       somebody reported on it since, and lately
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from briefings.model import Claim

REACH = timedelta(days=7)
"""So long after it was told of last, a story is named."""
LATELY = timedelta(days=3)
"""So long after its newest report, a happening goes on."""
MOST = 3
_UNSETTLED = {Claim.UNCONFIRMED, Claim.DISPUTED}


@dataclass(frozen=True, slots=True)
class Told:
    """A published story that a reader was told of: when first, under which topic.

    `pursued`: they follow its course. `reported_at`: when the newest other report of the happening was published.
    """

    story_id: int
    topic: str
    told_at: datetime
    event_id: int | None = None
    claim: Claim = Claim.UNMARKED
    pursued: bool = False
    reported_at: datetime | None = None

    @property
    def happening(self) -> int:
        """What it is about."""
        return self.event_id or self.story_id


@dataclass(frozen=True, slots=True)
class Ongoing:
    """A happening that goes on: the story on it that was told of last, and when the first one was told of."""

    story_id: int
    topic: str
    since: datetime


def still_open(told: Iterable[Told], now: datetime, *, news: Collection[int] = ()) -> list[Ongoing]:
    """The happenings that go on, each once, those told of last first, a few at most; none of those in the `news`."""
    happenings: dict[int, list[Told]] = {}
    for one in sorted(told, key=lambda one: (one.told_at, one.story_id)):
        happenings.setdefault(one.happening, []).append(one)
    found = [
        (stories[-1].told_at, Ongoing(stories[-1].story_id, stories[-1].topic, stories[0].told_at))
        for happening, stories in happenings.items()
        if happening not in news and _goes_on(stories, now)
    ]
    return [ongoing for _, ongoing in sorted(found, key=lambda pair: pair[0], reverse=True)][:MOST]


def _goes_on(stories: list[Told], now: datetime) -> bool:
    """Of the stories on one happening, in the order in which they were told of."""
    if any(story.pursued for story in stories):
        return True
    said = [story.claim for story in stories if story.claim is not Claim.UNMARKED]
    if said and said[-1] in _UNSETTLED:
        return True
    first = stories[0]
    return any(
        story.reported_at is not None and story.reported_at > max(first.told_at, now - LATELY)
        for story in stories
    )
