"""A story that is out, and how editors put it right."""

from __future__ import annotations

from driving import SHORT, Chat, preview

HEADLINE = "Envoys of Washington and Moscow meet"
BETTER = "Envoys of Washington and Moscow meet in Geneva"


async def publish(editor: Chat, text: str = SHORT) -> None:
    await preview(editor, text)
    await editor.tap("Publish")
    await editor.until(lambda: "Published" in editor.last["text"] and "Sending" not in editor.last["text"])


async def correct(editor: Chat, said: str, confirm: str = "Confirm") -> str:
    """Propose, confirm, and wait for the report."""
    await editor.say(said)
    await editor.tap(confirm)
    return str((await editor.until_text("Done:"))["text"])
