"""Searches find a word in all its forms: the upgrade makes the index anew when it is done, see `search.SINCE`."""

from __future__ import annotations

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """Changes no table."""
