"""What an editor should look at before a story goes out: pure."""

from __future__ import annotations

from briefings.analysis.sentences import split
from briefings.model import Story

LONG_SUMMARY = 120
LONG_HEADLINE = 140


def lint_change(before: Story, after: Story) -> tuple[str, ...]:
    """Remarks on what a correction would make of a story that its readers have; none on what it says already."""
    known = lint(before)
    return tuple(remark for remark in lint(after) if remark not in known)


def lint(story: Story) -> tuple[str, ...]:
    """Remarks on a draft, a sentence each; none where nothing is amiss."""
    remarks = []
    if not story.source:
        remarks.append("No source is named.")
    if len(story.headline) > LONG_HEADLINE:
        remarks.append(
            f"The headline has {len(story.headline)} characters; phones show about {LONG_HEADLINE}."
        )
    text = " ".join((story.headline, *story.paragraphs))
    for match in story.topics:
        if not match.chosen:
            continue
        summary = match.summary or story.summary
        words = len(summary.split())
        if words > LONG_SUMMARY:
            remarks.append(f"The summary for {match.slug} has {words} words.")
        # What a model wrote was checked before, and is marked as such.
        foreign = summary not in story.retold and next(
            (sentence for sentence in split(summary, story.language) if sentence not in text), None
        )
        if foreign:
            remarks.append(f"The summary for {match.slug} says what the text does not: “{foreign[:120]}”")
    return tuple(dict.fromkeys(remarks))
