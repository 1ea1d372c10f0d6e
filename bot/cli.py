"""The command line: `briefing-bot demo | run | read | push | backup | restore | move | doctor`.

Every command imports what it needs when it runs, so that `--help` answers at once.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, TypeVar

import click

if TYPE_CHECKING:
    from bot.settings import Settings
    from briefings.model import Reading, Topic

T = TypeVar("T")
_PIPED = Path("standard input")


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="briefing-bot")
def main() -> None:
    """A Telegram bot that turns messy news articles into short, faithful briefings by topic."""
    sys.excepthook = _crash
    os.umask(0o077)  # databases and copies of them hold what readers wrote


@main.command()
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    help="Where the chat page is served, on 127.0.0.1; 8081 unless that is taken.",
)
@click.option("--open/--no-open", "browse", default=True, help="Open the page in a browser.")
def demo(port: int | None, *, browse: bool) -> None:
    """Try everything here and now: no token, no Telegram, nothing kept."""
    from bot.shell import demo as show

    _or_exit(lambda: show.run(port=port, browse=browse))


@main.command()
@click.option(
    "--role",
    type=click.Choice(["all", "ingress", "sender", "scheduler"]),
    default="all",
    show_default=True,
    help="On PostgreSQL, what of the work this process does; any number of ingresses and senders may run.",
)
def run(role: str) -> None:
    """Run the bot until it is told to stop (Ctrl-C or SIGTERM)."""
    settings = _settings()
    from bot import app
    from bot.process import log
    from bot.process.roles import Role

    log.set_up(level=settings.log_level, form=settings.log_format)
    _or_exit(lambda: app.run(settings, Role(role)), on_database=True)


@main.command()
@click.argument("files", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="One JSON object a file, a line each.")
@click.option(
    "--jsonl",
    is_flag=True,
    help='Read lines {"id", "text"} from the files or standard input; answer in lines.',
)
@click.option(
    "--topics",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Another catalogue, TOML or JSON.",
)
def read(files: tuple[Path, ...], topics: Path | None, *, as_json: bool, jsonl: bool) -> None:
    """Show what the bot would make of articles, storing nothing; without FILES, of what is piped in."""
    from briefings import catalogue

    known = _or_exit(lambda: catalogue.load(topics))
    if jsonl:
        for line in _lines(files):
            click.echo(_read_record(line, known))
        return
    if not files and sys.stdin.isatty():
        raise click.UsageError("Name a file to read, or pipe an article in.")
    failed = [path for path in files or (_PIPED,) if not _read_file(path, known, as_json=as_json)]
    sys.exit(1 if failed else 0)


@main.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def push(file: Path) -> None:
    """Publish the stories of FILE to their followers; a running bot delivers them."""
    from bot import app
    from bot.shell.push import push as push_file

    settings = _settings()
    click.echo(_or_exit(lambda: push_file(settings, file, clock=app.utc_now), on_database=True))


@main.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def backup(file: Path) -> None:
    """Copy the database into FILE while the bot runs, and verify the copy."""
    from bot.shell import database

    settings = _settings()
    click.echo(_or_exit(lambda: database.back_up(settings, file)))


@main.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--force", is_flag=True, help="Move a database that is there aside.")
def restore(file: Path, *, force: bool) -> None:
    """Verify FILE and put it in the database's place."""
    from bot import app
    from bot.shell import database

    settings = _settings()
    click.echo(_or_exit(lambda: database.restore(settings, file, force=force, clock=app.utc_now)))


@main.command()
@click.option(
    "--to",
    required=True,
    metavar="URL",
    envvar="BRIEFING_MOVE_TO",
    help="postgresql://user:password@host/name, new and empty. In BRIEFING_MOVE_TO no other user of the machine sees it.",
)
def move(to: str) -> None:
    """Copy the SQLite database to PostgreSQL; what is interrupted goes on when called again."""
    from bot.shell import database

    settings = _settings()

    def told(table: str, rows: int) -> None:
        click.echo(f"{table:18}{rows:>12,}")

    click.echo(_or_exit(lambda: database.move(settings, to, told=told)))


@main.command()
def doctor() -> None:
    """Check settings, database and Telegram, and say how to mend what is wrong."""
    from bot.shell import doctor as practice
    from bot.shell.setup_checks import Finding, Verdict

    colours = {
        Verdict.OK: "green",
        Verdict.WARNING: "yellow",
        Verdict.PROBLEM: "red",
    }

    def say(finding: Finding) -> None:
        mark = click.style(f"{finding.verdict:8}", fg=colours[finding.verdict])
        click.echo(f"{mark}{finding.subject:10}{finding.sentence}")

    sys.exit(0 if practice.report(_settings(), say) else 1)


def _settings() -> Settings:
    from bot.settings import load

    return _or_exit(load)


def _or_exit(act: Callable[[], T], *, on_database: bool = False) -> T:
    """What `act` gives; an error that is fit to show ends the program with its sentence.

    With `on_database`, a database that refuses is the setting's, and so that is named.
    """
    from bot.settings import InvalidSettings
    from briefings.errors import BriefingError, StoreError

    try:
        return act()
    except (BriefingError, InvalidSettings) as error:
        where = " Look at BRIEFING_DATABASE_URL." if on_database and isinstance(error, StoreError) else ""
        click.ClickException(f"{error}{where}").show()
        sys.exit(getattr(error, "exit_code", 1))


def _crash(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    from bot.process import log

    log.crash(kind, error, trace)


def _read_file(path: Path, topics: tuple[Topic, ...], *, as_json: bool) -> bool:
    from briefings import reading
    from briefings.errors import UnreadableInput
    from briefings.ingest.extract import extract_now

    try:
        content = sys.stdin.buffer.read() if path is _PIPED else path.read_bytes()
        found = reading.read(extract_now(content, path.name), topics)
    except UnreadableInput as error:
        click.echo(f"{path}: {error}", err=True)
        return False
    click.echo(json.dumps(reading.as_json(found), ensure_ascii=False) if as_json else _outline(path, found))
    return True


def _outline(path: Path, found: Reading) -> str:
    lines = [click.style(f"{path}: {len(found.stories)} found", bold=True)]
    for story in found.stories:
        lines += ["", click.style(story.headline, bold=True)]
        facts = (story.source, story.url, story.dateline, story.byline, story.date, story.language)
        count = len(story.paragraphs)
        length = f"{count} paragraph" if count == 1 else f"{count} paragraphs"
        lines.append(" · ".join([*filter(None, facts), length]))
        for topic in story.topics:
            lines.append(
                click.style(f"[{topic.slug}] ", fg="cyan") + f"{topic.score:.1f}: {', '.join(topic.evidence)}"
            )
            lines.append(f"  {topic.summary}")
        if not story.topics:
            lines.append(f"  {story.summary}")
    return "\n".join(lines)


def _lines(files: tuple[Path, ...]) -> Iterator[str]:
    if not files:
        yield from (line for line in sys.stdin if line.strip())
    for path in files:
        with path.open(encoding="utf-8") as lines:
            yield from (line for line in lines if line.strip())


def _read_record(line: str, topics: tuple[Topic, ...]) -> str:
    """The answer line to one record; what cannot be read has no stories and an error."""
    from briefings import intake, reading
    from briefings.errors import UnreadableInput

    try:
        record = json.loads(line)
        identity, text = record["id"], str(record["text"])
    except (ValueError, TypeError, KeyError):
        return json.dumps(
            {"id": None, "stories": [], "error": 'The line is not an object with "id" and "text".'}
        )
    try:
        answer = {"id": identity, **reading.as_json(intake.read(text, topics))}
    except UnreadableInput as error:
        answer = {"id": identity, "stories": [], "error": str(error)}
    return json.dumps(answer, ensure_ascii=False)
