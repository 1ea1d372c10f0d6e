"""Everything an operator can set: environment variables `BRIEFING_...` or a `.env` file.

Built once in `main()` and handed down. `.env.example` lists every setting with a line of why; a test
fails when one is missing there.
"""

from __future__ import annotations

import hashlib
import hmac
from datetime import timedelta
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, ValidationInfo, field_validator
from pydantic_settings import (
    BaseSettings,
    DotEnvSettingsSource,
    EnvSettingsSource,
    NoDecode,
    SettingsConfigDict,
)

from bot import env_file
from briefings.desk.publishing_rules import Rules
from briefings.llm import Endpoint

PREFIX = "BRIEFING_"
OF_COMMANDS = frozenset({"BRIEFING_MOVE_TO"})
"""What single commands take from the environment besides."""
OWN_PATHS = frozenset({"/healthz", "/readyz", "/metrics"})
"""What the bot's own web application answers, so that the webhook cannot have it."""
HIGHEST_ID = 2**52 - 1
"""Telegram says that ids have no more bits."""
WANTED = {
    "float_parsing": "must be a number",
    "int_parsing": "must be a whole number",
    "bool_parsing": "must be true or false",
}
"""What is wrong, where pydantic has no word that fits into a sentence."""


class InvalidSettings(Exception):
    """Settings are missing or malformed; `str(error)` names each of them, a sentence a line, without values."""


class Settings(BaseSettings):
    """What the operator decided. Values are checked here, so that the rest of the program can trust them."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_file=".env", extra="ignore", hide_input_in_errors=True
    )

    token: SecretStr
    admin_ids: Annotated[frozenset[int], NoDecode] = frozenset()
    api_url: str = "https://api.telegram.org"
    database_url: SecretStr = SecretStr("sqlite:///briefings.sqlite")
    messages_per_second: float = Field(default=30, ge=0.1, le=1000)
    collect_seconds: float = Field(default=2.5, ge=0, le=60)
    two_people: bool = False
    breaking_a_day: int = Field(default=3, ge=0, le=100)
    undo_seconds: int = Field(default=60, ge=1, le=3600)
    keep_days: int = Field(default=365, ge=30, le=36_500)
    watermark: str = ""
    listen: str = ""
    webhook_url: str = ""
    llm_url: str = ""
    llm_model: str = Field(default="", validate_default=True)
    llm_key: SecretStr = SecretStr("")
    llm_seconds: float = Field(default=20, gt=0, le=300)
    log_format: Literal["console", "json"] = "console"
    log_level: Literal["debug", "info", "warning", "error"] = "info"

    @field_validator("token")
    @classmethod
    def _token_has_its_shape(cls, value: SecretStr) -> SecretStr:
        number, colon, secret = value.get_secret_value().partition(":")
        if (
            not (number.isdecimal() and colon and secret)
            or not secret.replace("_", "").replace("-", "").isalnum()
        ):
            raise ValueError("is not a bot token; it looks like 123456:ABC-def, and @BotFather gives you one")
        return value

    @field_validator("admin_ids", mode="before")
    @classmethod
    def _ids_are_comma_separated(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        parts = [part.strip() for part in value.split(",") if part.strip()]
        if not all(part.isdecimal() and int(part) <= HIGHEST_ID for part in parts):
            raise ValueError("must be Telegram user ids, numbers separated by commas")
        return frozenset(int(part) for part in parts)

    @field_validator("api_url")
    @classmethod
    def _api_is_http(cls, value: str) -> str:
        parts = urlsplit(value)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise ValueError("must be the root address of a Bot API server, such as https://api.telegram.org")
        return value.rstrip("/")

    @field_validator("database_url")
    @classmethod
    def _database_is_known(cls, value: SecretStr) -> SecretStr:
        scheme = value.get_secret_value().partition("://")[0]
        if scheme not in {"sqlite", "postgresql"}:
            raise ValueError("must start with sqlite:/// or postgresql://")
        return value

    @field_validator("listen")
    @classmethod
    def _listen_is_an_address(cls, value: str) -> str:
        if value and (_address(value) is None):
            raise ValueError("must be an address to listen on, such as 127.0.0.1:8080")
        return value

    @field_validator("webhook_url")
    @classmethod
    def _webhook_can_be_reached(cls, value: str, info: ValidationInfo) -> str:
        parts = urlsplit(value)
        local = parts.scheme == "http" and is_loopback(parts.hostname or "")
        if value and not (parts.hostname and (parts.scheme == "https" or local)):
            raise ValueError("must be the public https:// address that leads to BRIEFING_LISTEN")
        if value and parts.path in {"", "/", *OWN_PATHS}:
            raise ValueError("needs a path of its own, such as https://bot.example.org/telegram")
        if value and not info.data.get("listen"):
            raise ValueError("needs BRIEFING_LISTEN, the address where the bot takes the updates")
        return value

    @field_validator("llm_url")
    @classmethod
    def _llm_is_http(cls, value: str) -> str:
        parts = urlsplit(value)
        if value and (parts.scheme not in {"http", "https"} or not parts.hostname):
            raise ValueError(
                "must be the root of an OpenAI-compatible API, such as http://127.0.0.1:11434/v1"
            )
        return value

    @field_validator("llm_model")
    @classmethod
    def _llm_has_a_model(cls, value: str, info: ValidationInfo) -> str:
        if info.data.get("llm_url") and not value:
            raise ValueError("must name the model that BRIEFING_LLM_URL is to be asked for")
        return value

    @property
    def llm(self) -> Endpoint | None:
        """The model that writes summaries, or None: then they are made of the articles' own sentences."""
        if not self.llm_url:
            return None
        patience = timedelta(seconds=self.llm_seconds)
        return Endpoint(
            url=self.llm_url, model=self.llm_model, key=self.llm_key.get_secret_value(), patience=patience
        )

    @property
    def address(self) -> tuple[str, int] | None:
        """Host and port to listen on, or None to listen nowhere."""
        return _address(self.listen)

    @property
    def watermark_file(self) -> Path | None:
        """Where it is written how far sending has come: beside the SQLite database, unless the setting says where."""
        if self.watermark:
            return Path(self.watermark)
        scheme, _, file = self.database_url.get_secret_value().partition(":///")
        return Path(f"{file}.watermark") if scheme == "sqlite" else None

    @property
    def webhook_secret(self) -> str:
        """What Telegram shows with each update, so that nobody else can bring any; follows from the token."""
        return hmac.new(self.token.get_secret_value().encode(), b"webhook", hashlib.sha256).hexdigest()

    @property
    def rules(self) -> Rules:
        """The rules of publishing."""
        return Rules(
            two_people=self.two_people,
            breaking_a_day=self.breaking_a_day,
            undo_window=timedelta(seconds=self.undo_seconds),
        )

    @property
    def keep(self) -> timedelta:
        """How long it is remembered which messages were sent."""
        return timedelta(days=self.keep_days)

    @property
    def collect_wait(self) -> timedelta:
        """How long the bot waits for the next part of a long paste."""
        return timedelta(seconds=self.collect_seconds)

    @property
    def api_base_url(self) -> str:
        """The Bot API's address without the token, as python-telegram-bot wants it."""
        return f"{self.api_url}/bot"

    @property
    def file_base_url(self) -> str:
        """The file downloads' address without the token."""
        return f"{self.api_url}/file/bot"


def is_loopback(host: str) -> bool:
    """Whether only programs on this machine can reach the host."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _address(text: str) -> tuple[str, int] | None:
    host, _, port = text.rpartition(":")
    if not host or not port.isdecimal() or int(port) > 65535:  # noqa: PLR2004  the highest port there is
        return None
    return host.strip("[]"), int(port)


def load(**given: object) -> Settings:
    """Read the settings; what is `given` goes before the environment and `.env`.

    Raises `InvalidSettings` naming every setting that is missing or malformed.
    """
    try:
        if amiss := env_file.amiss(Path(".env")):
            raise InvalidSettings("\n".join(amiss))
        return Settings(**given)  # type: ignore[arg-type]  # pydantic checks the values; mypy cannot see them
    except ValidationError as error:
        raise InvalidSettings("\n".join(_sentence(problem) for problem in error.errors())) from None
    except UnicodeDecodeError:
        raise InvalidSettings(".env is not text: copy .env.example to .env again, and fill it in.") from None
    except OSError as error:
        raise InvalidSettings(f".env cannot be read: {error.strerror}.") from None


def unknown() -> list[str]:
    """What is set under a name that begins as settings do, and is none."""
    known = OF_COMMANDS | {f"{PREFIX}{name}".upper() for name in Settings.model_fields}
    given = {*EnvSettingsSource(Settings).env_vars, *DotEnvSettingsSource(Settings).env_vars}
    return sorted({name.upper() for name in given if name.upper().startswith(PREFIX)} - known)


def _sentence(problem: object) -> str:
    details = problem if isinstance(problem, dict) else {}
    name = PREFIX + ".".join(str(part) for part in details["loc"]).upper()
    if details["type"] == "missing":
        return f"{name} is not set. Put it into the environment or into .env; .env.example tells what it is."
    said = str(details["msg"]).removeprefix("Value error, ").replace("Input should", "must", 1)
    return f"{name} {WANTED.get(details['type'], said)}."
