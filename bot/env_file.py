"""What is amiss in a `.env` file, told before it is read: what it holds may be a secret, and is never repeated."""

from __future__ import annotations

from pathlib import Path

from dotenv.parser import parse_stream


def amiss(path: Path) -> list[str]:
    """A sentence for each line that sets nothing; none where there is no such file."""
    if not path.is_file():
        return []
    with path.open(encoding="utf-8") as lines:
        found = [each.original for each in parse_stream(lines) if each.error]
    # What could not be read begins with the empty lines before it.
    numbers = [each.line + each.string[: -len(each.string.lstrip())].count("\n") for each in found]
    return [
        f"Line {number} of {path} cannot be read: write NAME=value, with both quotes or with none."
        for number in numbers
    ]
