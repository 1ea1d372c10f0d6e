"""A thousand mutated documents and more than a hundred hostile ones: whatever comes, one sentence or a text."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import hostile
import pytest

SENTENCE = re.compile(r"[A-Z][^\n]{10,200}\.")
HERE = Path(__file__).parent
# 200 of each kind in `make fuzz-ci`, 10,000 in `make fuzz`.
MUTANTS = int(os.environ.get("BRIEFING_FUZZ", "200"))
pytestmark = pytest.mark.fuzz
GROUPS = sorted({name.partition(":")[0] for name in hostile.FILES})


def answers(*arguments: str) -> list[dict[str, Any]]:
    """What the child says of many documents in turn, within its limits."""
    places = [HERE, HERE.parents[1], HERE.parents[2]]
    done = subprocess.run(
        [sys.executable, HERE / "batch.py", *arguments],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(map(str, places))},
        capture_output=True,
        text=True,
        check=False,
    )
    said = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 0, (said[-1:], done.stderr[-2000:])
    return said


def check(said: dict[str, Any]) -> None:
    assert said["error"] is None or SENTENCE.fullmatch(said["error"]), said
    assert said["seconds"] < 20, said


def mutants(kind: str) -> list[dict[str, Any]]:
    return [one for first in range(0, MUTANTS, 200) for one in answers("mutants", kind, str(first), "200")]


def hostiles(group: str) -> list[dict[str, Any]]:
    return answers("hostile", *(name for name in hostile.FILES if name.startswith(f"{group}:")))


@pytest.fixture(scope="module")
def said() -> Iterator[dict[str, Future[list[dict[str, Any]]]]]:
    """What is said of each kind and group; two children are at work at a time."""
    with ThreadPoolExecutor(2) as pool:
        yield {
            **{kind: pool.submit(mutants, kind) for kind, _ in hostile.SOUND},
            **{f"{group}:": pool.submit(hostiles, group) for group in GROUPS},
        }
        pool.shutdown(wait=False, cancel_futures=True)


@pytest.mark.timeout(36_000)
@pytest.mark.parametrize("kind", [kind for kind, _ in hostile.SOUND])
def test_a_mutated_document_is_read_or_refused_in_a_sentence(kind: str, said: Any) -> None:
    answered = said[kind].result()
    assert len(answered) == MUTANTS
    for one in answered:
        check(one)


@pytest.mark.parametrize("group", GROUPS)
def test_a_hostile_file_is_read_or_refused_in_a_sentence(group: str, said: Any) -> None:
    answered = said[f"{group}:"].result()
    assert [one["name"] for one in answered] == [
        name for name in hostile.FILES if name.startswith(f"{group}:")
    ]
    for one in answered:
        check(one)


def test_there_are_a_hundred_hostile_files() -> None:
    assert len(hostile.FILES) > 100


WORST = (
    "word: bomb",
    "word: one long word",
    "pdf: bomb of text",
    "html: deep",
    "html: image in the page",
    "mail: bomb attached",
)
PARENT = """
import resource, sys
from pathlib import Path
from briefings import reading
from briefings.errors import UnreadableInput
from briefings.ingest.extract import extract_now
peak = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
before = peak()
for path in sys.argv[1:]:
    try:
        extract_now(Path(path).read_bytes())
    except UnreadableInput as error:
        print(error)
    else:
        print("read")
print((peak() - before) >> 10)
"""


def test_the_parent_of_the_children_grows_by_less_than_50_megabytes(tmp_path: Path) -> None:
    files = {name: hostile.FILES[name]() for name in WORST}
    files["a large picture in a document"] = hostile.document(
        "", **{"word__media__a.png": os.urandom(19 << 20)}
    )
    files["a long text"] = b"Ships wait outside the port. " * 130_000
    for number, data in enumerate(files.values()):
        (tmp_path / f"{number:02}").write_bytes(data)
    done = subprocess.run(
        [sys.executable, "-c", PARENT, *sorted(tmp_path.iterdir())],
        capture_output=True,
        text=True,
        check=True,
    )
    *said, grown = done.stdout.splitlines()
    assert len(said) == len(files)
    assert all(one == "read" or SENTENCE.fullmatch(one) for one in said)
    assert int(grown) < 50
