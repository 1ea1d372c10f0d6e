"""What all tests may ask for."""

from __future__ import annotations

import os
from collections.abc import Generator
from pathlib import Path

import pytest

pytest_plugins = ("browser",)

ROOT = Path(__file__).resolve().parent.parent

# Words that no skip may mention: what is optional on a laptop must run where this is set (`chromium,postgresql`).
REQUIRED = tuple(word for word in os.environ.get("BRIEFING_TESTS_REQUIRE", "").lower().split(",") if word)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with measuring data beside the checkout; a test that reads it is skipped where it is absent."""
    folder = Path(os.environ.get("BRIEFING_SHARED", ROOT.parent / "shared"))
    if not folder.is_dir():
        pytest.skip("the measuring data is not beside this checkout")
    return folder


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Turn a skip for want of something required into a failure."""
    report = yield
    if report.skipped and any(word in str(report.longrepr).lower() for word in REQUIRED):
        report.outcome = "failed"
    return report
