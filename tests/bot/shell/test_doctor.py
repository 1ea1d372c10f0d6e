"""What the doctor finds, in a real database and at the sandbox."""

from __future__ import annotations

import os
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from aiohttp import web
from aiohttp.test_utils import TestServer
from oracle import speaking

from bot.delivery.watermark import Mark, write
from bot.sandbox import Sandbox
from bot.settings import PREFIX, Settings
from bot.shell import doctor, setup_checks
from bot.shell.doctor import check_webhook
from bot.shell.setup_checks import Verdict, check_disk, check_listen
from briefings.model import MailingKind
from briefings.store import Database, flags, move, schema, upgrade

NOW = datetime(2026, 5, 1, 8, tzinfo=UTC)


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    async with Sandbox() as opened:
        yield opened


@pytest.fixture(autouse=True)
def _nothing_else_is_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    for name in filter(lambda name: name.startswith(PREFIX), list(os.environ)):
        monkeypatch.delenv(name)


@pytest.fixture(autouse=True)
def _umask() -> Iterator[None]:
    before = os.umask(0o077)  # as every command does
    yield
    os.umask(before)


@pytest.fixture
def settings(sandbox: Sandbox, tmp_path: Path) -> Settings:
    return given(sandbox, tmp_path)


def given(sandbox: Sandbox, folder: Path, **more: Any) -> Settings:
    url = f"sqlite:///{folder}/b.sqlite"
    return Settings(
        **{
            "_env_file": None,
            "token": sandbox.token,
            "api_url": sandbox.url,
            "database_url": url,
            "admin_ids": "1001",
            **more,
        }
    )


async def findings(settings: Settings) -> dict[str, tuple[Verdict, str]]:
    return {f.subject: (f.verdict, f.sentence) async for f in doctor.examine(settings)}


async def kept(settings: Settings, *statements: Any, **set_to: str) -> None:
    database = await Database.open(settings.database_url.get_secret_value())
    async with database.write() as tx:
        for statement in statements:
            await tx.execute(statement)
        for key, value in set_to.items():
            await flags.put(tx, key.replace("_", " "), value)
    await database.close()


async def test_a_sound_house_has_nothing_to_mend(settings: Settings) -> None:
    await kept(settings)
    found = await findings(settings)
    assert {verdict for verdict, _ in found.values()} == {Verdict.OK}
    assert list(found) == [
        "settings", "editors", "listening", "disk", "database", "sending", "telegram", "clock", "updates",
    ]  # fmt: skip
    assert f"its schema, {schema.REVISION}" in found["database"][1]


async def test_a_database_that_others_can_read_is_warned_of(settings: Settings, tmp_path: Path) -> None:
    await kept(settings)
    (tmp_path / "b.sqlite").chmod(0o644)
    verdict, sentence = (await findings(settings))["privacy"]
    assert (verdict, f"chmod 600 {tmp_path}/b.sqlite" in sentence) == (Verdict.WARNING, True)


async def test_a_setting_that_there_is_not_is_told(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BRIEFING_ADMINS", "1001")
    assert "No such setting: BRIEFING_ADMINS." in (await findings(settings))["names"][1]


async def test_a_watermark_that_cannot_be_written_is_a_problem(sandbox: Sandbox, tmp_path: Path) -> None:
    for place in (tmp_path, tmp_path / "none" / "mark"):
        verdict, sentence = (await findings(given(sandbox, tmp_path, watermark=str(place))))["watermark"]
        assert verdict is Verdict.PROBLEM
        assert f"{place} can be no file: set BRIEFING_WATERMARK" in sentence


async def test_a_model_that_does_not_answer_is_told(sandbox: Sandbox, tmp_path: Path) -> None:
    async with speaking() as oracle:
        there = given(sandbox, tmp_path, llm_url=oracle.url, llm_model="small", llm_key="hunter2")
        assert (await findings(there))["model"] == (Verdict.OK, "small answers.")
    verdict, sentence = (await findings(there))["model"]
    assert (verdict, "look at BRIEFING_LLM_URL" in sentence) == (Verdict.WARNING, True)
    assert "hunter2" not in sentence


async def test_looking_makes_no_database(settings: Settings, tmp_path: Path) -> None:
    assert "first run makes it" in (await findings(settings))["database"][1]
    assert (await findings(settings))["database"][0] is Verdict.OK
    assert "first run makes it" in (await findings(settings))["database"][1]


async def test_a_folder_that_takes_no_file_is_a_problem(sandbox: Sandbox) -> None:
    found = await findings(given(sandbox, Path("/proc/self")))
    assert found["database"][0] is Verdict.PROBLEM
    assert "/proc/self/b.sqlite cannot be made" in found["database"][1]


async def test_a_database_that_keeps_nothing_is_a_problem(settings: Settings) -> None:
    full = "BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END"
    await kept(settings, sa.text(f"CREATE TRIGGER full BEFORE INSERT ON flags {full}"))
    found = await findings(settings)
    assert found["database"][0] is Verdict.PROBLEM
    assert "The disk is full" in found["database"][1]


async def test_a_schema_of_a_newer_version_is_a_problem(settings: Settings) -> None:
    await kept(settings, sa.update(upgrade.STATED).values(version_num="9999"))
    verdict, sentence = (await findings(settings))["database"]
    assert verdict is Verdict.PROBLEM
    assert "schema 9999" in sentence


async def test_halted_sending_and_an_unfinished_move_are_told(settings: Settings) -> None:
    await kept(settings, halted="Too many errors.")
    assert (await findings(settings))["sending"] == (
        Verdict.WARNING,
        "It is halted until /resume: Too many errors.",
    )
    await kept(settings, **{move.UNFINISHED.replace(" ", "_"): "/old.sqlite"})
    assert (await findings(settings))["database"][0] is Verdict.PROBLEM


async def test_an_old_backup_is_told_before_the_bot_runs_on_it(settings: Settings) -> None:
    sent = sa.insert(schema.mailings).values(kind=next(iter(MailingKind)), created_at=NOW, created_by=1)
    await kept(settings, sent)
    assert settings.watermark_file is not None
    write(settings.watermark_file, Mark(7, NOW))
    verdict, sentence = (await findings(settings))["sending"]
    assert verdict is Verdict.WARNING
    assert "older than what was sent, last at 2026-05-01 08:00 UTC" in sentence


def test_a_postgresql_that_is_too_old_is_warned_of() -> None:
    assert [finding.verdict for finding in setup_checks.check_postgresql(14)] == [Verdict.WARNING]


async def test_a_new_database_on_postgresql_has_nothing_to_mend(
    sandbox: Sandbox, tmp_path: Path, new_postgresql_url: str
) -> None:
    settings = given(
        sandbox, tmp_path, database_url=new_postgresql_url, watermark=str(tmp_path / "b.watermark")
    )
    assert {verdict for verdict, _ in (await findings(settings)).values()} == {Verdict.OK}
    await kept(settings)
    assert {verdict for verdict, _ in (await findings(settings)).values()} == {Verdict.OK}


async def test_a_watermark_that_cannot_be_read_is_told(settings: Settings) -> None:
    await kept(settings)
    assert settings.watermark_file is not None
    settings.watermark_file.write_text("not what we wrote")
    verdict, sentence = (await findings(settings))["sending"]
    assert verdict is Verdict.WARNING
    assert "remove it" in sentence


async def test_the_folder_of_the_database_is_the_one_that_is_measured(
    sandbox: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert doctor.database_folder(given(sandbox, tmp_path)) == tmp_path
    monkeypatch.setattr(setup_checks, "LOW_DISK", 2**60)
    assert check_disk(tmp_path).verdict is Verdict.WARNING


@pytest.mark.parametrize("answer", ["[]", "", "<html>"])
async def test_what_is_no_bot_api_server_is_told(tmp_path: Path, answer: str) -> None:
    async def getme(request: web.Request) -> web.Response:
        ok = '{"ok": true, "result": {"username": "b"}}'
        return web.Response(text=ok if request.path.endswith("/getMe") else answer)

    application = web.Application()
    application.router.add_get("/{any:.*}", getme)
    async with TestServer(application) as server:
        settings = Settings(
            _env_file=None,
            token="12345:AAtoken-for_tests",
            api_url=str(server.make_url("")),
            database_url=f"sqlite:///{tmp_path}/b.sqlite",
        )
        verdict, sentence = (await findings(settings))["telegram"]
    assert (verdict, "No Bot API answers" in sentence) == (Verdict.PROBLEM, True)


@pytest.mark.parametrize(
    ("host", "verdict"),
    [("", Verdict.OK), ("127.0.0.1", Verdict.OK), ("0.0.0.0", Verdict.WARNING)],  # noqa: S104  it is only judged
)
def test_listening_to_other_machines_is_warned_of(host: str, verdict: Verdict) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        port = free.getsockname()[1]
    listen = host and f"{host}:{port}"
    settings = Settings(_env_file=None, token="12345:AAtoken-for_tests", listen=listen)
    assert check_listen(settings).verdict is verdict


def test_a_port_that_another_program_has_is_told() -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as other:
        listen = f"127.0.0.1:{other.getsockname()[1]}"
        found = check_listen(Settings(_env_file=None, token="12345:AAtoken-for_tests", listen=listen))
    assert found.verdict is Verdict.WARNING
    assert "Address already in use" in found.sentence


@pytest.mark.parametrize(
    ("info", "wanted", "verdict", "words"),
    [
        ({}, "", Verdict.OK, "free to take"),
        ({"url": "https://other/x"}, "", Verdict.WARNING, "removes it and polls"),
        ({"url": "https://other/x"}, "https://ours/x", Verdict.WARNING, "sets its own"),
        ({}, "https://ours/x", Verdict.OK, "will set the webhook"),
        ({"url": "https://ours/x"}, "https://ours/x", Verdict.OK, "come by the webhook"),
        (
            {"url": "https://ours/x", "last_error_message": "Connection refused"},
            "https://ours/x",
            Verdict.WARNING,
            "Connection refused",
        ),
    ],
)
def test_webhook_and_polling_are_told_apart(
    info: dict[str, Any], wanted: str, verdict: Verdict, words: str
) -> None:
    finding = check_webhook(info, wanted)
    assert finding.verdict is verdict
    assert words in finding.sentence
