"""The arrows between the packages: who may import whom."""

from __future__ import annotations

import ast
import re
import sys
from collections import Counter
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Any, cast

import pytest
from alembic.script import ScriptDirectory
from telegram.ext import CommandHandler

from bot.chat.commands import EDITORS, READERS
from bot.handlers import conversations
from briefings.store import schema, upgrade

ROOT = Path(__file__).resolve().parent.parent
LAYERS = {
    "briefings": """
        desk readers retention
        store digest
        parsing intake
        preferences reading llm
        schedule ongoing analysis ingest catalogue
        model errors cities
        """,
    "bot": """
        cli
        shell
        app
        assembly
        background
        handlers
        chat
        dependencies updates web connection
        render
        delivery process
        buttons settings transport sandbox
        throttle env_file posts
        """,
}
"""What stands in a package, from the top down: each knows those of the lines below its own."""
BANNED_NAMES = {"utils", "helpers", "common", "misc", "manager", "core", "services"}


def imports(path: Path, *, lazily: bool = True) -> Iterator[str]:
    """Every module a file names, relative ones too; those of lazy imports only if asked for."""
    package = path.relative_to(ROOT).with_suffix("").parts[:-1]
    tree = ast.parse(path.read_text("utf-8"))
    for node in ast.walk(tree) if lazily else tree.body:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else ()
            module = ".".join((*base, *((node.module,) if node.module else ())))
            yield module
            yield from (f"{module}.{alias.name}" for alias in node.names)


def files(folder: str) -> list[Path]:
    return sorted((ROOT / folder).rglob("*.py"))


def breaches(paths: list[Path], *forbidden: str) -> list[str]:
    return [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in paths
        for name in imports(path)
        if any(name == root or name.startswith(f"{root}.") for root in forbidden)
    ]


def test_the_news_know_nothing_of_the_bot_telegram_or_http_servers() -> None:
    assert not breaches(files("briefings"), "bot", "telegram", "aiohttp.web", "pydantic_settings", "click")


@pytest.mark.parametrize("package", LAYERS)
def test_who_stands_lower_knows_nobody_above(package: str) -> None:
    heights = {
        name: height
        for height, line in enumerate(reversed(LAYERS[package].split("\n")))
        for name in line.split()
    }
    assert {path.stem for path in (ROOT / package).iterdir() if path.stem[0] not in "_."} == set(heights)
    assert [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in files(package)
        for own in path.relative_to(ROOT / package).with_suffix("").parts[:1]
        for name in imports(path)
        if name.startswith(f"{package}.") and (other := name.split(".")[1]) in heights
        if other != own and heights[other] >= heights.get(own, 99)
    ] == []


@pytest.mark.parametrize("package", LAYERS)
def test_no_modules_import_one_another_in_a_circle(package: str) -> None:
    named = {
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
        for path in files(package)
    }
    graph = {
        name: {
            other
            for other in imports(path, lazily=False)
            if other in named and not f"{name}.".startswith(f"{other}.")
        }
        for name, path in named.items()
    }
    TopologicalSorter(graph).prepare()


def test_the_model_imports_the_standard_library_only() -> None:
    names = {name for path in files("briefings/model") for name in imports(path)}
    outside = {name for name in names if not name.startswith("briefings.model")}
    assert {name.partition(".")[0] for name in outside} <= sys.stdlib_module_names


def test_sql_stands_in_the_store_only() -> None:
    elsewhere = [path for path in files("briefings") + files("bot") if "store" not in path.parts]
    assert not breaches(elsewhere, "sqlalchemy", "aiosqlite", "psycopg", "alembic", "sqlite3")


def test_the_sandbox_judges_the_bot_from_outside() -> None:
    inside = files("bot/sandbox")
    assert not breaches(inside, "briefings", "telegram")
    assert not [
        b
        for b in breaches(inside, "bot")
        if " imports bot.sandbox" not in b and not b.endswith(" imports bot")
    ]


@pytest.mark.parametrize("module", ["analysis", "digest", "ongoing", "parsing", "preferences", "schedule"])
def test_the_pure_parts_do_no_input_or_output(module: str) -> None:
    place = ROOT / "briefings" / module
    paths = (
        files(f"briefings/{module}")
        if place.is_dir()
        else [p for p in [place.with_suffix(".py")] if p.exists()]
    )
    assert not breaches(paths, "asyncio", "aiohttp", "socket", "os", "subprocess", "briefings.store")


def test_handlers_hold_no_sentence() -> None:
    for path in files("bot/handlers"):
        tree = ast.parse(path.read_text("utf-8"))
        docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        assert not [
            node.value
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in docstrings
            and re.match(r"\W*[A-Z].* ", node.value)
        ], path.name


def test_no_module_has_a_name_that_says_nothing() -> None:
    assert not [
        p
        for p in files("briefings") + files("bot")
        if p.stem in BANNED_NAMES or p.parent.name in BANNED_NAMES
    ]


def test_no_two_files_of_tests_have_one_name() -> None:
    """Tests are no package: pytest would run the first of them, and fail where it comes upon the second."""
    names = Counter(path.name for path in files("tests") if path.name != "conftest.py")
    assert [name for name, often in names.items() if often > 1] == []


def test_the_readme_tells_of_every_command() -> None:
    told = (ROOT / "README.md").read_text("utf-8")
    handlers = conversations(cast("Any", None))
    names = {name for each in handlers if isinstance(each, CommandHandler) for name in each.commands}
    assert names >= {*READERS, *EDITORS} - {"push"}
    assert [name for name in sorted({*names, "push"}) if not re.search(rf"`/{name}\b", told)] == []


def test_what_a_migration_does_is_in_it_and_changes_no_more() -> None:
    assert not breaches(files("briefings/store/migrations/versions"), "briefings", "bot")


def test_migrations_follow_one_another_up_to_the_one_that_the_schema_names() -> None:
    newest_first = [each.revision for each in ScriptDirectory(str(upgrade.MIGRATIONS)).walk_revisions()]
    numbers = [f"{number:04}" for number in range(len(newest_first), 0, -1)]
    assert newest_first == numbers
    assert newest_first[0] == schema.REVISION
    assert len(newest_first) == len(list(upgrade.MIGRATIONS.glob("versions/v*.py")))
