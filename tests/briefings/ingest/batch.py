"""Many documents through one child, under its own limits: a line of JSON for each, as the child would answer.

python batch.py hostile NAME... | python batch.py mutants KIND FIRST COUNT
"""

from __future__ import annotations

import io
import json
import logging
import resource
import sys
import time
import warnings
from collections.abc import Iterator

import hostile

from briefings.ingest.documents import __main__ as child


def documents(what: str, *which: str) -> Iterator[tuple[str, bytes]]:
    if what == "mutants":
        yield from hostile.mutants(which[0], int(which[1]), int(which[2]))
        return
    for name in which:
        yield name, hostile.FILES[name]()


def main() -> None:
    logging.disable()
    warnings.simplefilter("ignore")
    resource.setrlimit(resource.RLIMIT_AS, (child.MEMORY, child.MEMORY))
    head = json.dumps({"name": None, "charset": None}).encode() + b"\n"
    for name, data in documents(*sys.argv[1:]):
        source = io.BytesIO(head + data)
        begun = time.process_time()
        said = child.answer(source)
        seconds = time.process_time() - begun
        answer = {
            "name": name,
            "seconds": seconds,
            "error": said.get("error"),
            "length": len(said.get("text", "")),
        }
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
