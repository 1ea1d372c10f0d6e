"""The morning on which tests of briefings begin, and what they do on it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from driving import EDITOR, Chat, House, eventually

MORNING = datetime(2026, 6, 1, 5, 0, tzinfo=UTC)  # a Monday; 07:00 in Berlin
EIGHT = MORNING + timedelta(hours=1)
OTHER = (
    "A ferry links the two Koreas again\n\n"
    "The first ferry from Pyongyang in nine years reached the port of Incheon on Tuesday with forty passengers.\n\n"
    "Families waited on the quay since dawn, and the harbour master of North Korea shook hands with his colleague."
)


async def subscribed(reader: Chat, *settings: str) -> None:
    for command in ("/subscribe us-russia", "/tz Berlin", *settings):
        await reader.say(command)


def briefings(reader: Chat) -> list[str]:
    return [m["text"] for m in reader.bots if "Your briefing" in m["text"] or "meanwhile" in m["text"]]


async def nothing_is_owed(house: House) -> None:
    async def settled() -> bool:
        return not (await house.newsroom.stats()).deliveries.owed

    await eventually(settled)


async def update_of(house: House, earlier: int, text: str) -> int:
    """Publish a story that goes on from an earlier one; returns its id."""
    submission = await house.newsroom.begin(EDITOR, EDITOR, 800_000 + earlier, text, wait=timedelta())
    preview = await house.newsroom.finish(submission.id)
    await house.newsroom.mark_update(preview.stories[0].id, earlier, on=True, by=EDITOR)
    await house.newsroom.publish(submission.id, by=EDITOR)
    return preview.stories[0].id


async def put_right(editor: Chat, story: int, headline: str, button: str = "Confirm") -> None:
    """Correct a headline."""
    await editor.say(f"/correct {story} headline: {headline}")
    await editor.tap(button, await editor.until_text(f"Correct #{story}?"))
