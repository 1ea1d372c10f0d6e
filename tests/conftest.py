"""What all tests may ask for."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with measuring data beside the checkout; a test that reads it is skipped where it is absent."""
    folder = Path(os.environ.get("BRIEFING_SHARED", ROOT.parent / "shared"))
    if not folder.is_dir():
        pytest.skip("the measuring data is not beside this checkout")
    return folder
