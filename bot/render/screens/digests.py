"""A digest as messages: one where at all possible.

digest -> rendered -> too long? -> the longest summary loses its last sentence -> rendered ... -> halves
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from heapq import heapify, heappop, heappush

from bot.buttons.news import OpenStory
from bot.buttons.readers import TakeDigest
from bot.render.fitting import RAW_LIMIT, TEXT_LIMIT, fits, split_html, units, visible_length
from bot.render.links import story_link
from bot.render.renderer import Renderer
from bot.render.screen import Button, Rows, Screen
from bot.render.screens.story import read_below
from bot.render.story_buttons import labels, read_rows
from briefings.analysis.sentences import split
from briefings.model import Digest, DigestEntry, MailingKind, Story
from briefings.preferences import Length, Manner

MOST_BUTTONS = 20
_PARTED = {MailingKind.PUSH, MailingKind.DIGEST, MailingKind.CATCH_UP}
"""What may take several messages."""
_EVERYTHING = 10**9
_SHORT_HEADLINE = 100


def delivered(renderer: Renderer, digest: Digest) -> list[Screen]:
    """A digest as it is sent to a follower: the messages in order, stories to open below each.

    One message unless even the bare headlines are too long for one. An empty digest gives none.
    """
    return [screen(renderer, part) for part in parted(renderer, digest)]


def letters(
    renderer: Renderer, digest: Digest, manner: Manner, username: Callable[[], str]
) -> list[tuple[Screen, Digest]]:
    """A digest as it goes to a reader who wants it in that manner: the messages, and what each shows.

    An edit is one message, and so is a notice; an empty digest is one that says so. `username` is the bot's.
    """
    if digest.occasion is MailingKind.OPENED:
        return [
            (read_below(renderer, story, 0, manner.marks, username=username()), digest)
            for story in digest.stories
        ]
    if not digest.stories and MailingKind.DIGEST in {digest.kind, digest.occasion}:
        return [(Screen(renderer.render("nothing_new", digest=digest), _rows(renderer, digest)), digest)]
    digest = at_length(digest, manner.length)
    parts = parted(renderer, digest) if digest.kind in _PARTED else [digest]
    drawn = [screen(renderer, part) for part in parts]
    if manner.linked:
        drawn = [
            replace(one, buttons=_link_rows(renderer, part.all_stories, username()))
            for one, part in zip(drawn, parts, strict=True)
        ]
    offered = next((s.topic for s in digest.sections if s.topic.slug == manner.offer), None)
    if offered and drawn:
        offer = [Button(renderer.label("offer_digest", topic=offered), TakeDigest(offered.slug))]
        drawn[-1] = replace(drawn[-1], buttons=[*drawn[-1].buttons, offer])
    return list(zip(drawn, parts, strict=True))


def _link_rows(renderer: Renderer, stories: Sequence[Story], username: str) -> Rows:
    """A button for each story that leads to the chat with the bot."""
    shown = _to_open(stories)
    return [
        [Button(label, url=story_link(username, story.id))]
        for story, label in zip(shown, labels(renderer, shown), strict=True)
    ]


def at_length(digest: Digest, length: Length) -> Digest:
    """The digest with headlines only, with summaries, or with as much of each story as will fit."""
    if length is Length.SHORT:
        return digest

    def text(entry: DigestEntry) -> str:
        return "\n\n".join(_beginning(entry.story)) if length is Length.FULL else ""

    sections = (
        replace(section, entries=tuple(replace(entry, summary=text(entry)) for entry in section.entries))
        for section in digest.sections
    )
    return replace(digest, sections=tuple(sections))


def _beginning(story: Story) -> Iterator[str]:
    """As many paragraphs as fill a message at least."""
    size = 0
    for paragraph in story.paragraphs:
        yield paragraph
        size += len(paragraph)
        if size > TEXT_LIMIT:
            break


def parted(renderer: Renderer, digest: Digest) -> list[Digest]:
    """A digest as digests that make one message each: itself, shortened if need be, or parts of it. No story is lost."""
    fitted = _fitted(renderer, digest)
    count = sum(len(section.entries) for section in digest.sections)
    if count < 2 or fits(_render(renderer, fitted)):  # noqa: PLR2004  what cannot be halved
        return [fitted] if count else []
    half = count // 2
    return [
        *parted(renderer, replace(_stretch(digest, 0, half), changes=(), still_open=())),
        *parted(renderer, _stretch(digest, half, count)),
    ]


def screen(renderer: Renderer, digest: Digest) -> Screen:
    """A digest as the one message it makes, headlines cut where it must be."""
    return Screen(one_part(renderer, digest), _rows(renderer, digest))


def _rows(renderer: Renderer, digest: Digest) -> Rows:
    """A button for each story that opens it below."""
    return read_rows(renderer, _to_open(digest.all_stories), lambda story: OpenStory(story.id))


def _to_open(stories: Sequence[Story]) -> Sequence[Story]:
    return [story for story in stories if not story.retraction][:MOST_BUTTONS]


def one_part(renderer: Renderer, digest: Digest) -> str:
    """The HTML of a digest of at most twenty stories as one message, long headlines cut where it must be."""
    parts = split_html(_render(renderer, _fitted(renderer, digest)))
    if len(parts) > 1:
        bare = _shortened(digest, _EVERYTHING)
        parts = split_html(_render(renderer, bare, longest_headline=_SHORT_HEADLINE))
    return parts[0]


def _fitted(renderer: Renderer, digest: Digest) -> Digest:
    """The digest, shortened by whole sentences until it fits one message or has nothing but headlines."""
    while not fits(html := _render(renderer, digest)):
        excess = max(visible_length(html) - TEXT_LIMIT, (len(html.encode()) - RAW_LIMIT) // 8, 1)
        shorter = _shortened(digest, excess)
        if shorter == digest:
            break
        digest = shorter
    return digest


def _stretch(digest: Digest, start: int, end: int) -> Digest:
    """The entries of a digest from one place to another, under their topics."""
    sections = []
    place = 0
    for section in digest.sections:
        entries = section.entries[max(start - place, 0) : max(end - place, 0)]
        place += len(section.entries)
        if entries:
            sections.append(replace(section, entries=entries))
    return replace(digest, sections=tuple(sections))


def _render(renderer: Renderer, digest: Digest, *, longest_headline: int = _EVERYTHING) -> str:
    if digest.kind is MailingKind.NOTICE:
        return renderer.render("notice", digest=digest)
    return renderer.render("digest", digest=digest, longest=longest_headline)


def _shortened(digest: Digest, excess: int) -> Digest:
    """The digest with at least `excess` units of last sentences gone, longest summaries first; or with none left."""
    kept = {entry.story.id: _sentences(entry) for section in digest.sections for entry in section.entries}
    waiting = [_turn(story_id, sentences, sum(map(units, sentences))) for story_id, sentences in kept.items()]
    heapify(waiting)
    while excess > 0 and waiting:
        _, _, story_id, size = heappop(waiting)
        if sentences := kept[story_id]:
            gone = units(sentences.pop())
            excess -= gone
            heappush(waiting, _turn(story_id, sentences, size - gone))
    sections = (
        replace(section, entries=tuple(_keeping(entry, kept[entry.story.id]) for entry in section.entries))
        for section in digest.sections
    )
    return replace(digest, sections=tuple(sections))


def _turn(story_id: int, sentences: list[str], size: int) -> tuple[bool, int, int, int]:
    """Sorts those to be shortened first to the front."""
    # Every summary keeps its first sentence until no other one has two.
    return len(sentences) < 2, -size, story_id, size  # noqa: PLR2004  as said above


def _sentences(entry: DigestEntry) -> list[str]:
    return split(entry.summary, entry.story.language)


def _keeping(entry: DigestEntry, sentences: list[str]) -> DigestEntry:
    """The entry with the stretch of its summary that these first sentences take, as it was written."""
    end = 0
    for sentence in sentences:
        end = entry.summary.index(sentence, end) + len(sentence)
    return replace(entry, summary=entry.summary[:end])
