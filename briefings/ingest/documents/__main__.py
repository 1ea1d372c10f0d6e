"""The child process that reads one document: limits first, then standard input, then one answer, then the end.

standard input:  a line of JSON {"name", "charset"}, then the document
standard output: JSON, {"text"} or {"error"}; nothing when a limit ended it
"""

from __future__ import annotations

import json
import logging
import os
import resource
import signal
import sys
import warnings
from typing import IO

from briefings.errors import UnreadableInput

MEMORY = 512 * 1024 * 1024
SECONDS = 20
FILES = 32
DAMAGED = "The document is damaged or of a kind that I cannot read: please send the text itself."
TOO_MUCH = "Reading the document takes more memory than it may: please send the article alone."


def limit() -> None:
    """Bounds what this process may use: memory, CPU, time, open files; and it writes none."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (FILES, FILES))
    signal.alarm(SECONDS + 2)  # when nobody is left who would end it


def answer(source: IO[bytes]) -> dict[str, str]:
    """Reads one document and gives what to say of it, whatever happens on the way."""
    try:
        from briefings.ingest.documents import reader  # noqa: PLC0415 - under the limits, like all that follows

        about = json.loads(source.readline())
        return {"text": reader.read(source.read(), about["name"], about["charset"])}
    except UnreadableInput as error:
        return {"error": str(error)}
    except MemoryError:
        return {"error": TOO_MUCH}
    except Exception:  # noqa: BLE001 - libraries raise anything on what is damaged, and this process ends here
        return {"error": DAMAGED}


def main() -> None:
    """Answers once; ends at once, for taking apart what a hostile document built may take long."""
    limit()
    logging.disable()
    warnings.simplefilter("ignore")
    said = json.dumps(answer(sys.stdin.buffer)).encode()
    sys.stdout.buffer.write(said)
    sys.stdout.buffer.flush()
    os._exit(0)


if __name__ == "__main__":
    main()
