"""The command line, as a shell sees it."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import papers
import pytest
from click.testing import CliRunner, Result
from newsstand import HEADLINE, PAGE, PARAGRAPHS

from bot import cli

ROOT = Path(__file__).parents[2]
ARTICLE = """Council votes to widen sanctions on North Korea

The Security Council voted on Monday to widen its sanctions on North Korea after a second missile test in a month. \
The measure bans exports of coal and iron from Pyongyang.

Diplomats said the vote was unanimous. They called on North Korea to return to talks without conditions.
"""


Ask = Callable[..., Result]


@pytest.fixture
def ask(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Ask]:
    """What a command answers, given in this process: to load the program takes a new one a second."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    for name in filter(lambda name: name.startswith("BRIEFING_"), list(os.environ)):
        monkeypatch.delenv(name)
    mask = os.umask(0o022)
    yield lambda *arguments, given="", **settings: CliRunner().invoke(
        cli.main, arguments, input=given, env=settings
    )
    os.umask(mask)


def run(*arguments: str | Path, folder: Path, **settings: str) -> subprocess.CompletedProcess[str]:
    """What a process of the command line writes, and how it ends."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("BRIEFING_")}
    return subprocess.run(
        [sys.executable, "-m", "bot", *map(str, arguments)],
        cwd=folder,
        env={**environment, "PYTHONPATH": str(ROOT), **settings},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_help_answers_in_under_a_third_of_a_second_of_cpu(tmp_path: Path) -> None:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert "demo" in run("--help", folder=tmp_path).stdout
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < 0.3


def test_read_as_json_shows_what_the_bot_would_make_of_an_article(tmp_path: Path, ask: Ask) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE)
    result = ask("read", "a.txt", "--json")
    [story] = json.loads(result.stdout)["stories"]
    assert story["headline"] == "Council votes to widen sanctions on North Korea"
    assert [topic["slug"] for topic in story["topics"]] == ["north-korea"]


def test_read_takes_documents_and_the_source_of_pages(tmp_path: Path, ask: Ask) -> None:
    (tmp_path / "a.docx").write_bytes(papers.word_article())
    (tmp_path / "page").write_text(PAGE)
    result = ask("read", "a.docx", "page", "--json")
    assert [json.loads(line)["stories"][0]["headline"] for line in result.stdout.splitlines()] == [
        HEADLINE
    ] * 2
    result = ask("read", "--jsonl", given=json.dumps({"id": 1, "text": PAGE}))
    assert json.loads(result.stdout)["stories"][0]["paragraphs"] == list(PARAGRAPHS)


def test_read_for_people_names_headline_and_topic(tmp_path: Path, ask: Ask) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE)
    (tmp_path / "b.txt").write_text(ARTICLE.rpartition("\n\n")[0])
    output = ask("read", "a.txt", "b.txt").stdout
    assert "Council votes to widen sanctions" in output
    assert "[north-korea]" in output
    assert [output.count(f"{length}\n") for length in ("2 paragraphs", "1 paragraph")] == [1, 1]


def test_read_takes_what_is_piped_in(ask: Ask) -> None:
    output = ask("read", given=ARTICLE).stdout
    assert "standard input: 1 found" in output
    assert "[north-korea]" in output


def test_read_jsonl_answers_every_line_in_order_the_bad_ones_too(ask: Ask) -> None:
    lines = [
        json.dumps({"id": "a", "text": ARTICLE}),
        "not json",
        json.dumps({"id": "c", "text": "  "}),
        "[1]",
    ]
    result = ask("read", "--jsonl", given="\n".join(lines))
    answers = [json.loads(line) for line in result.stdout.splitlines()]
    assert [(answer["id"], len(answer["stories"])) for answer in answers] == [
        ("a", 1),
        (None, 0),
        ("c", 0),
        (None, 0),
    ]
    assert all("error" in answer for answer in answers[1:])


def test_a_file_that_cannot_be_read_is_one_sentence_and_the_others_are_read(tmp_path: Path, ask: Ask) -> None:
    (tmp_path / "a.txt").write_bytes(bytes(range(256)) * 20)
    (tmp_path / "b.txt").write_text(ARTICLE)
    result = ask("read", "a.txt", "b.txt", "--json")
    assert result.exit_code == 1
    assert len(result.stdout.splitlines()) == 1
    assert result.stderr.startswith("a.txt: ")
    assert result.stderr.count("\n") == 1


def test_another_catalogue_finds_other_topics(tmp_path: Path, ask: Ask) -> None:
    (tmp_path / "topics.json").write_text(json.dumps({"un": {"name": "UN", "aliases": ["security council"]}}))
    (tmp_path / "a.txt").write_text(ARTICLE)
    result = ask("read", "a.txt", "--json", "--topics", "topics.json")
    assert [topic["slug"] for topic in json.loads(result.stdout)["stories"][0]["topics"]] == ["un"]


@pytest.mark.parametrize("command", ["run", "doctor"])
def test_without_a_token_every_command_that_needs_one_says_so_in_a_sentence(ask: Ask, command: str) -> None:
    result = ask(command)
    assert result.exit_code == 1
    assert "BRIEFING_TOKEN is not set" in result.stderr
    assert isinstance(result.exception, SystemExit)


def test_doctor_says_what_is_wrong_and_shows_no_secret(tmp_path: Path, ask: Ask) -> None:
    token = "12345:AAdoctor_token-x"
    (tmp_path / ".env").write_text(f"BRIEFING_TOKEN={token}\nBRIEFING_API_URL=http://127.0.0.1:9\n")
    (tmp_path / ".env").chmod(0o644)
    result = ask("doctor")
    assert result.exit_code == 1
    assert "chmod 600" in result.stdout
    assert "No Bot API answers at http://127.0.0.1:9" in result.stdout
    assert token not in result.stdout + result.stderr


def test_where_to_move_can_be_told_without_showing_the_password_to_the_machine(ask: Ask) -> None:
    settings = {"BRIEFING_TOKEN": "1:AAtest_token", "BRIEFING_MOVE_TO": "mysql://bot:hunter2@db/news"}
    done = ask("move", **settings)
    assert done.exit_code != 0
    assert "Missing option" not in done.stderr
    assert "hunter2" not in done.stdout + done.stderr
    assert isinstance(done.exception, SystemExit)


BROKEN = """
from bot.cli import main
@main.command()
def broken():
    raise RuntimeError("GET https://api.telegram.org/bot12345:AAtest_token-for_crashes/getMe")
main(["broken"])
"""


def test_a_command_that_breaks_tells_no_token() -> None:
    ended = subprocess.run(
        [sys.executable, "-c", BROKEN], capture_output=True, text=True, cwd=ROOT, check=False
    )
    assert (ended.returncode, "RuntimeError: GET https://api.telegram.org/bot***/getMe" in ended.stderr) == (
        1,
        True,
    )
    assert "AAtest" not in ended.stderr


OFFLINE = {"BRIEFING_TOKEN": "12345:AAtest_token", "BRIEFING_API_URL": "http://127.0.0.1:9"}
UNREADABLE = "postgresql://u:hunter2@h:port/d"


@pytest.mark.parametrize("command", ["doctor", "backup copy", f"move --to {UNREADABLE}"])
def test_a_database_url_that_cannot_be_read_is_one_sentence_without_its_password(
    command: str, ask: Ask
) -> None:
    ended = ask(*command.split(), **OFFLINE, BRIEFING_DATABASE_URL=UNREADABLE)
    assert ended.exit_code == 1
    assert "The database URL cannot be read" in ended.output
    assert "hunter2" not in ended.output
    assert isinstance(ended.exception, SystemExit)


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("sqlite:///a.txt", "The file is not an SQLite database."),
        (
            UNREADABLE,
            "The database URL cannot be read: write sqlite:///briefings.sqlite or postgresql://user@host:port/name.",
        ),
    ],
)
def test_a_database_that_refuses_names_its_setting(tmp_path: Path, ask: Ask, url: str, sentence: str) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE)
    told = f"Error: {sentence} Look at BRIEFING_DATABASE_URL.\n"
    pushed = ask("push", "a.txt", **OFFLINE, BRIEFING_DATABASE_URL=url)
    assert (pushed.stderr, pushed.exit_code) == (told, 1)
    ended = run("run", folder=tmp_path, **OFFLINE, BRIEFING_DATABASE_URL=url)
    assert (ended.stderr, ended.returncode) == (told, 1)


def test_nobody_else_can_read_a_database_or_a_copy(tmp_path: Path, ask: Ask) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE)
    ask("push", "a.txt", BRIEFING_TOKEN="12345:AAtest_token")
    assert "is whole" in ask("backup", "copy", BRIEFING_TOKEN="12345:AAtest_token").stdout
    assert [(tmp_path / name).stat().st_mode & 0o077 for name in ("briefings.sqlite", "copy")] == [0, 0]
