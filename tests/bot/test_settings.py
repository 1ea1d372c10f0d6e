"""Settings: read once, checked at the door, documented."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from bot.settings import PREFIX, InvalidSettings, Settings, load, unknown

TOKEN = "12345:AAtest_token-for_settings"


@pytest.fixture(autouse=True)
def _empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_two_settings_are_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIEFING_TOKEN", TOKEN)
    monkeypatch.setenv("BRIEFING_ADMIN_IDS", " 11, 22 ,")
    settings = load()
    assert settings.token.get_secret_value() == TOKEN
    assert settings.admin_ids == {11, 22}
    assert settings.api_base_url == "https://api.telegram.org/bot"


def test_a_dotenv_file_counts_and_the_environment_goes_before_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".env").write_text(f"BRIEFING_TOKEN={TOKEN}\nBRIEFING_ADMIN_IDS=1\nUNRELATED=x\n")
    monkeypatch.setenv("BRIEFING_ADMIN_IDS", "2")
    assert load().admin_ids == {2}


def test_a_misspelt_setting_is_known_as_such(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in filter(lambda name: name.startswith(PREFIX), list(os.environ)):
        monkeypatch.delenv(name)
    (tmp_path / ".env").write_text(f"BRIEFING_TOKEN={TOKEN}\nBRIEFING_ADMIN_ID=1\nUNRELATED=x\n")
    monkeypatch.setenv("BRIEFING_LOGLEVEL", "debug")
    monkeypatch.setenv("briefing_log_format", "json")
    monkeypatch.setenv("BRIEFING_MOVE_TO", "postgresql://host/name")
    assert unknown() == ["BRIEFING_ADMIN_ID", "BRIEFING_LOGLEVEL"]


@pytest.mark.parametrize("ids", ["--5", "1,-1001234567890", "1;2", "99999999999999999999"])
def test_editors_are_people_named_by_their_ids(ids: str) -> None:
    with pytest.raises(
        InvalidSettings, match="BRIEFING_ADMIN_IDS must be Telegram user ids, numbers separated by commas"
    ):
        load(token=TOKEN, admin_ids=ids)


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("log_level", "loud", "BRIEFING_LOG_LEVEL must be 'debug', 'info', 'warning' or 'error'."),
        ("collect_seconds", "soon", "BRIEFING_COLLECT_SECONDS must be a number."),
        ("collect_seconds", "61", "BRIEFING_COLLECT_SECONDS must be less than or equal to 60."),
        ("undo_seconds", "1.5", "BRIEFING_UNDO_SECONDS must be a whole number."),
        ("two_people", "maybe", "BRIEFING_TWO_PEOPLE must be true or false."),
    ],
)
def test_a_malformed_setting_says_what_it_must_be(name: str, value: str, sentence: str) -> None:
    with pytest.raises(InvalidSettings) as caught:
        load(**{"token": TOKEN, name: value})
    assert str(caught.value) == sentence


def test_a_line_that_is_no_setting_is_told_by_its_number_alone(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / ".env").write_text(f"# A comment\n\nBRIEFING_TOKEN {TOKEN}\nexport A=1\nBRIEFING_LISTEN='x\n")
    with pytest.raises(InvalidSettings) as refused:
        load()
    assert str(refused.value).splitlines() == [
        f"Line {number} of .env cannot be read: write NAME=value, with both quotes or with none."
        for number in (3, 5)
    ]
    assert not caplog.records


def test_a_dotenv_file_that_is_no_text_is_told_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes(b"BRIEFING_TOKEN=\xff\xfe\n")
    with pytest.raises(InvalidSettings, match=r"\.env is not text"):
        load()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("token", "hunter2-not-a-token"),
        ("admin_ids", "@editor"),
        ("api_url", "api.telegram.org"),
        ("database_url", "mysql://root:hunter2@db/x"),
        ("messages_per_second", "0"),
        ("messages_per_second", "1e-6"),
        ("log_format", "xml"),
        ("listen", "8080"),
        ("webhook_url", "http://hunter2.example.org/hook"),
        ("webhook_url", "https://hunter2.example.org/metrics"),
        ("webhook_url", "https://hunter2.example.org/hook"),
    ],
)
def test_a_malformed_setting_is_one_sentence_that_names_it_and_hides_its_value(name: str, value: str) -> None:
    with pytest.raises(InvalidSettings) as caught:
        load(**{"token": TOKEN, name: value})
    sentence = str(caught.value)
    assert sentence.count("\n") == 0
    assert sentence.startswith(PREFIX + name.upper())
    assert "hunter2" not in sentence


def test_an_address_is_taken_apart() -> None:
    assert load(token=TOKEN, listen="[::1]:8080").address == ("::1", 8080)
    assert load(token=TOKEN).address is None


def test_the_webhook_secret_follows_from_the_token_and_does_not_tell_it() -> None:
    one, other = load(token=TOKEN), load(token=TOKEN + "x")
    assert one.webhook_secret == load(token=TOKEN).webhook_secret != other.webhook_secret
    assert len(one.webhook_secret) == 64
    assert TOKEN not in one.webhook_secret


def test_a_missing_token_says_where_to_put_it() -> None:
    with pytest.raises(InvalidSettings, match=r"BRIEFING_TOKEN is not set.*\.env"):
        load()


def test_every_setting_is_in_the_example_with_its_default() -> None:
    example = (Path(__file__).parents[2] / ".env.example").read_text("utf-8")
    documented = dict(re.findall(rf"^#?{PREFIX}(\w+)=(.*)$", example, flags=re.MULTILINE))
    assert set(documented) == {name.upper() for name in Settings.model_fields}
    given = {name.lower(): value for name, value in documented.items() if value}
    assert load(token=TOKEN, **given) == load(token=TOKEN)


def test_a_settings_object_printed_shows_no_secret() -> None:
    settings = load(token=TOKEN, database_url="postgresql://u:hunter2@db/x")
    assert "hunter2" not in repr(settings)
    assert TOKEN not in repr(settings)


def test_a_model_is_asked_only_when_its_address_is_set() -> None:
    assert load(token=TOKEN).llm is None
    endpoint = load(token=TOKEN, llm_url="http://127.0.0.1:11434/v1", llm_model="small").llm
    assert endpoint is not None
    assert (endpoint.model, endpoint.patience.total_seconds()) == ("small", 20)


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"llm_url": "http://127.0.0.1/v1"}, "BRIEFING_LLM_MODEL must name the model"),
        ({"llm_url": "ftp://host", "llm_model": "small"}, "BRIEFING_LLM_URL must be the root"),
    ],
)
def test_a_model_that_cannot_be_asked_is_told_at_the_door(given: dict[str, str], sentence: str) -> None:
    with pytest.raises(InvalidSettings, match=sentence):
        load(token=TOKEN, **given)
