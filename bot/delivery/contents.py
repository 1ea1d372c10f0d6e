"""What a delivery shows: the digest behind each kind of mailing, from the store as it is now.

correction | retraction   the message as it was made up, with its stories as they are now
notice                    the corrected story, under the topic that its reader got it under
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from briefings.digest import recompose
from briefings.model import Delivery, Digest, MailingKind
from briefings.preferences import Marks
from briefings.store import Connection, compositions, receipts, saved, stories, topics
from briefings.store.compositions import Composition


@dataclass(frozen=True, slots=True)
class Content:
    """A digest to be shown; `standing`: the message shows just that already. `marks` are those of a story shown whole."""

    digest: Digest
    standing: bool = False
    marks: Marks = (False, False)


async def amended(connection: Connection, deliveries: Sequence[Delivery]) -> list[tuple[Delivery, Content]]:
    """The messages to edit, each as it was made up; without receipts the digest is empty."""
    targets = {each.id: (each.subscriber_id, each.message_id or 0) for each in deliveries}
    known = await compositions.of_messages(connection, targets.values())
    made_up = [(each, known.get(targets[each.id], Composition())) for each in deliveries]
    opened = {
        each.id: (each.subscriber_id, story.story_id)
        for each, made in made_up
        if made.occasion is MailingKind.OPENED
        for story in made.shown
    }
    marks = await saved.marks_of(connection, opened.values()) if opened else {}
    return [
        (each, replace(content, marks=marks[opened[each.id]]) if each.id in opened else content)
        for each, content in await _contents(connection, made_up)
    ]


async def noticed(connection: Connection, deliveries: Sequence[Delivery]) -> list[tuple[Delivery, Content]]:
    """The stories that notices are about, each to hang under the message that told of it."""
    about = {(each.subscriber_id, each.story_id or 0) for each in deliveries}
    known = await receipts.of_stories(connection, about)
    last = await receipts.last_messages(connection, about)
    deliveries = [
        replace(each, message_id=last.get((each.subscriber_id, each.story_id or 0))) for each in deliveries
    ]
    return await _contents(
        connection,
        [
            (each, Composition(shown=known.get((each.subscriber_id, each.story_id or 0), ())))
            for each in deliveries
        ],
    )


async def _contents(
    connection: Connection, made_up: Sequence[tuple[Delivery, Composition]]
) -> list[tuple[Delivery, Content]]:
    ids = sorted({one.story_id for _, made in made_up for one in made.shown})
    found = {story.id: story for story in await stories.in_order(connection, ids)}
    by_slug = await topics.ever(connection)
    versions = {story_id: story.version for story_id, story in found.items()}
    return [
        (
            each,
            Content(
                replace(
                    recompose(made.shown, found, by_slug, each.mailing, since=made.since),
                    occasion=made.occasion,
                    late=made.late,
                ),
                standing=each.mailing is not MailingKind.NOTICE
                and all(one.version == versions.get(one.story_id) for one in made.shown),
            ),
        )
        for each, made in made_up
    ]
