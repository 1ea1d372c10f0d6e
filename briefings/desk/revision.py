"""What a change makes of a story, and how to say it in a line: pure.

story + changes -> revised(story) with the next version, and an amendment for each field that readers are told of
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from briefings.analysis.sentences import split
from briefings.analysis.summary import summarise
from briefings.errors import Conflict
from briefings.ingest import origins
from briefings.model import Amendment, Claim, Story, StoryState, Topic, TopicMatch

CONTEXT = 3
"""So many words stand around a change that is shown."""
ADDRESS, NO_ADDRESS = "address", frozenset("-–")
"""What a change of a source is to the address at its end, and what stands there to take that out."""
FIELDS = ("headline", "source", "summary", "body", "claim")
LONGEST = {"headline": 300, "source": 200, "summary": 2000}
"""So many characters are in a field at most."""
UNSEEN = re.compile("[\x00-\x08\x0e-\x1f\x7f\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069]")
"""What is not seen, or turns the order of what is: marks that single words need are let be."""
_GAP = re.compile(r"\n\s*\n")


@dataclass(frozen=True, slots=True)
class Change:
    """A field, `summary:slug` for one topic's, with what stands there and what is to stand there."""

    field: str
    was: str
    now: str


def value(story: Story, field: str) -> str:
    """What stands in a field. Raises `Conflict` for one that there is not, or a topic that the story does not stand under."""
    name, _, slug = field.partition(":")
    if name not in FIELDS or (slug and name != "summary"):
        raise Conflict("There is no such field: write headline, summary, body or source.")
    if slug:
        match = next((match for match in story.topics if match.slug == slug and match.chosen), None)
        if match is None:
            raise Conflict(f"#{story.id} does not stand under the topic “{slug}”.")
        return match.summary or story.summary
    if name == "body":
        return "\n\n".join(story.paragraphs)
    if name == "claim":
        return str(story.claim)
    if name == "summary":
        return _common_summary(story)
    return str(getattr(story, name) or "")


def difference(story: Story, wanted: Mapping[str, str]) -> tuple[Change, ...]:
    """What would change; of a source, its name and the address at its end, each by itself.

    Raises `Conflict` when nothing would, or when a field would be left empty or too long.
    """
    changes = [change for field, text in wanted.items() for change in _changes(story, field, text)]
    for change in changes:
        _check(change)
    changes = [change for change in changes if change.now != change.was]
    if not changes:
        raise Conflict(f"#{story.id} says that already, so there is nothing to correct.")
    return tuple(changes)


def _changes(story: Story, field: str, text: str) -> Iterator[Change]:
    was, now = value(story, field), _tidy(field, text)
    if field != "source":
        yield Change(field, was, now)
        return
    name, _, last = now.rpartition(" ")
    if last not in NO_ADDRESS and not last.lower().startswith(("http://", "https://")):
        yield Change(field, was, now)
        return
    address = "" if last in NO_ADDRESS else origins.tidied(last)
    if address is None:
        raise Conflict("No reader can open that address: copy it from the browser's address bar.")
    yield Change(field, was, name or was)
    yield Change(ADDRESS, story.url or "", address)


def _check(change: Change) -> None:
    name = change.field.partition(":")[0]
    if not any(character.isalnum() for character in change.now) and (
        change.now or name not in {"source", ADDRESS}
    ):
        raise Conflict(f"A {name} {'needs a word or a number' if change.now else 'cannot be empty'}.")
    if len(change.now) > (most := LONGEST.get(name, len(change.now))):
        raise Conflict(f"A {name} has at most {most} characters; this one has {len(change.now)}.")


def revised(
    story: Story, changes: Sequence[Change], topics: Sequence[Topic], *, now: datetime, told: bool
) -> Story:
    """The next version of a story; `told`: its readers see what stood there before.

    An address is no news to them. A new body brings new summaries where the old ones are not in it word for word any more.
    """
    changed = replace(story, version=story.version + 1)
    for change in changes:
        changed = _with(changed, change, topics)
    if not told:
        return changed
    said = [
        Amendment(now, change.field.partition(":")[0], *stretch(change.was, change.now))
        for change in changes
        if change.field != ADDRESS
    ]
    return replace(changed, amendments=(*story.amendments, *said))


def retold(
    story: Story, paragraphs: tuple[str, ...], known: Sequence[Topic], *, headline: str | None = None
) -> Story:
    """The story with other paragraphs, and another headline if there is one; a summary that was made is made anew."""
    headline = headline or story.headline
    by_slug = {topic.slug: topic for topic in known}

    def anew(summary: str, focus: Topic | None) -> str:
        made = summarise(story.paragraphs, story.language, headline=story.headline, focus=focus)
        if made != summary:
            return summary
        return summarise(paragraphs, story.language, headline=headline, focus=focus)

    matches = tuple(replace(one, summary=anew(one.summary, by_slug.get(one.slug))) for one in story.topics)
    summary = anew(story.summary, None)
    return replace(story, headline=headline, paragraphs=paragraphs, summary=summary, topics=matches)


def retracted(story: Story, reason: str) -> Story:
    """The story taken back."""
    return replace(story, version=story.version + 1, state=StoryState.RETRACTED, retraction=reason)


def stretch(was: str, now: str) -> tuple[str, str]:
    """The stretch in which two texts differ, in either of them, with a few words around it."""
    old, new = was.split(), now.split()
    shared = min(len(old), len(new))
    start = next((n for n in range(shared) if old[n] != new[n]), shared)
    end = next((n for n in range(shared - start) if old[-1 - n] != new[-1 - n]), shared - start)
    return _around(old, start, len(old) - end), _around(new, start, len(new) - end)


def _around(words: Sequence[str], start: int, end: int) -> str:
    first, last = max(start - CONTEXT, 0), min(end + CONTEXT, len(words))
    return " ".join(["…"] * (first > 0) + list(words[first:last]) + ["…"] * (last < len(words)))


def _tidy(field: str, text: str) -> str:
    text = UNSEEN.sub("", text)
    if field == "body":
        return "\n\n".join(_paragraphs(text))
    return " ".join(text.split())


def _paragraphs(text: str) -> tuple[str, ...]:
    """Cut at blank lines where there are any, else at every line."""
    pieces = _GAP.split(text.strip()) if _GAP.search(text.strip()) else text.splitlines()
    return tuple(joined for piece in pieces if (joined := " ".join(piece.split())))


def _common_summary(story: Story) -> str:
    """The summary that its readers see, where they all see the same; else the story's own."""
    seen = {match.summary or story.summary for match in story.topics if match.chosen}
    return seen.pop() if len(seen) == 1 else story.summary


def _with(story: Story, change: Change, topics: Sequence[Topic]) -> Story:
    name, _, slug = change.field.partition(":")
    if name == "summary":
        matches = tuple(
            replace(match, summary=change.now) if slug in {"", match.slug} else match
            for match in story.topics
        )
        return replace(story, topics=matches, summary=story.summary if slug else change.now)
    if name == "body":
        return _with_body(story, _paragraphs(change.now), {topic.slug: topic for topic in topics})
    if name == "claim":
        return replace(story, claim=Claim(change.now))
    if name == "source":
        return replace(story, source=change.now or None)
    if name == ADDRESS:
        return replace(story, url=change.now or None)
    return replace(story, headline=change.now)


def _with_body(story: Story, paragraphs: tuple[str, ...], topics: Mapping[str, Topic]) -> Story:
    def faithful(summary: str, focus: Topic | None) -> str:
        text = " ".join(paragraphs)
        if all(sentence in text for sentence in split(summary, story.language)):
            return summary
        return summarise(paragraphs, story.language, headline=story.headline, focus=focus)

    def match_of(match: TopicMatch) -> TopicMatch:
        return (
            replace(match, summary=faithful(match.summary, topics.get(match.slug)))
            if match.summary
            else match
        )

    return replace(
        story,
        paragraphs=paragraphs,
        summary=faithful(story.summary, None),
        topics=tuple(match_of(match) for match in story.topics),
    )
