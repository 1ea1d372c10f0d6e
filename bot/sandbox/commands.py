"""The bot's command lists and descriptions, by scope and language."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from bot.sandbox.errors import bad_request

Json = dict[str, Any]
Scope = tuple[str, int, int]

_MAX_COMMANDS = 100
_MAX_DESCRIPTION = 256
_NAME = re.compile(r"[a-z0-9_]{1,32}")
_LANGUAGE = re.compile(r"(?:[a-z]{2})?")
_SCOPES = {
    "default": (),
    "all_private_chats": (),
    "all_group_chats": (),
    "all_chat_administrators": (),
    "chat": ("chat_id",),
    "chat_administrators": ("chat_id",),
    "chat_member": ("chat_id", "user_id"),
}


@dataclass
class CommandLists:
    """Command lists by scope and language; the narrowest one that is set is shown."""

    lists: dict[tuple[Scope, str], list[Json]] = field(default_factory=dict)

    def get(self, scope: Json | None, language: str) -> list[Json]:
        """The list of exactly this scope and language."""
        return self.lists.get((checked_scope(scope), checked_language(language)), [])

    def put(self, commands: Any, scope: Json | None, language: str) -> None:
        """Sets a list; an empty one deletes it."""
        key = checked_scope(scope), checked_language(language)
        checked = _checked_commands(commands)
        self.lists.pop(key, None)
        if checked:
            self.lists[key] = checked

    def for_chat(self, chat_id: int, *, is_private: bool, language: str = "") -> list[Json]:
        """The list that the people of a chat see."""
        wide = "all_private_chats" if is_private else "all_group_chats"
        for scope in (("chat", chat_id, 0), (wide, 0, 0), ("default", 0, 0)):
            for code in dict.fromkeys((language, "")):
                if (scope, code) in self.lists:
                    return self.lists[scope, code]
        return []


def checked_scope(scope: Json | None) -> Scope:
    """The scope as a key; raises where Telegram refuses it."""
    if scope is None:
        return "default", 0, 0
    kind = scope.get("type") if isinstance(scope, dict) else None
    if not isinstance(kind, str) or kind not in _SCOPES:
        raise bad_request("can't parse BotCommandScope: Unsupported type specified")
    for name in _SCOPES[kind]:
        if name not in scope:
            raise bad_request(f"can't parse BotCommandScope: Can't find field \"{name}\"")
    try:
        return str(kind), int(scope.get("chat_id", 0)), int(scope.get("user_id", 0))
    except (TypeError, ValueError):
        raise bad_request("chat not found") from None


def checked_language(code: str) -> str:
    """The language code, which is empty or two letters."""
    if not _LANGUAGE.fullmatch(code):
        raise bad_request("LANG_CODE_INVALID")
    return code


def _checked_commands(commands: Any) -> list[Json]:
    if not isinstance(commands, list):
        raise bad_request("can't parse commands: expected an Array")
    if len(commands) > _MAX_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    checked = []
    for command in commands:
        name = str(command.get("command", "")).removeprefix("/") if isinstance(command, dict) else ""
        if not _NAME.fullmatch(name):
            raise bad_request("BOT_COMMAND_INVALID")
        description = str(command.get("description", "")).strip()
        if not description:
            raise bad_request("command description must be non-empty")
        if len(description) > _MAX_DESCRIPTION:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
        checked.append({"command": name, "description": description})
    return checked
