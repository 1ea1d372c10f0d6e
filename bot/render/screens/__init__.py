"""What is shown in a chat: a file for each kind of screen, made of templates and buttons.

Start at `digests`, what readers get, and `submission`, the card that editors get; the others are named after what they show.
"""

from bot.render.screens import (
    archive,
    corrections,
    desk,
    digests,
    drafts,
    left_out,
    privacy,
    readers,
    remote,
    resending,
    sending,
    settings,
    story,
    submission,
    timing,
    topics,
    zones,
)

__all__ = [
    "archive",
    "corrections",
    "desk",
    "digests",
    "drafts",
    "left_out",
    "privacy",
    "readers",
    "remote",
    "resending",
    "sending",
    "settings",
    "story",
    "submission",
    "timing",
    "topics",
    "zones",
]
