"""Inline keyboards as Telegram accepts them: every button one kind, data within 64 bytes, links it can open."""

from __future__ import annotations

from typing import Any

from bot.sandbox.errors import bad_request
from bot.sandbox.links import checked_link

Json = dict[str, Any]

_KINDS = {
    "url", "callback_data", "web_app", "login_url", "switch_inline_query", "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat", "copy_text", "callback_game", "pay",
}  # fmt: skip
_STYLES = {"danger", "success", "primary"}
_OTHER_MARKUPS = {
    "keyboard": {
        "is_persistent",
        "resize_keyboard",
        "one_time_keyboard",
        "input_field_placeholder",
        "selective",
    },
    "remove_keyboard": {"selective"},
    "force_reply": {"input_field_placeholder", "selective"},
}
_MAX_DATA_BYTES = 64
_MAX_COPY = 256
_MAX_BUTTONS = 100
_MAX_ROW = 8
_MAX_BYTES = 10_000


def checked_markup(markup: Any, *, only_inline: bool = False) -> Json | None:
    """The inline keyboard to keep with the message, or None where the markup leaves none on it."""
    if markup is None:
        return None
    if not isinstance(markup, dict):
        raise bad_request("object expected as reply markup")
    if "inline_keyboard" in markup:
        _only(markup, {"inline_keyboard"}, "InlineKeyboardMarkup")
        return _inline(markup["inline_keyboard"])
    if only_inline and markup:
        raise bad_request("inline keyboard expected")
    for kind, others in _OTHER_MARKUPS.items():
        if kind in markup:
            _only(markup, others | {kind}, "reply markup")
            return None
    if markup:
        raise bad_request("can't parse reply markup: none of the known kinds")
    return None


def _inline(rows: Any) -> Json | None:
    if not isinstance(rows, list):
        raise bad_request("can't parse inline keyboard: expected an Array of Array of InlineKeyboardButton")
    kept = []
    for row in rows:
        if not isinstance(row, list):
            raise bad_request("can't parse inline keyboard: expected an Array of InlineKeyboardButton")
        if row:
            kept.append([_button(button) for button in row])
    if not kept:
        return None
    if (
        len(kept) > _MAX_BUTTONS
        or sum(map(len, kept)) > _MAX_BUTTONS
        or any(len(row) > _MAX_ROW for row in kept)
    ):
        raise bad_request("reply markup is too long")
    size = sum(len(str(value).encode()) for row in kept for button in row for value in button.values())
    if size > _MAX_BYTES:
        raise bad_request("reply markup is too long")
    return {"inline_keyboard": kept}


def _button(button: Any) -> Json:
    if not isinstance(button, dict):
        raise bad_request("can't parse inline keyboard button: expected an Object")
    _only(button, _KINDS | {"text", "style", "icon_custom_emoji_id"}, "InlineKeyboardButton")
    text = button.get("text")
    if not isinstance(text, str):
        raise bad_request("can't parse inline keyboard button: Can't find field \"text\"")
    if not text.strip():
        raise bad_request("BUTTON_TEXT_EMPTY" if text else "inline keyboard button text must be non-empty")
    kinds = _KINDS & button.keys()
    if not kinds:
        raise bad_request("text buttons are unallowed in the inline keyboard")
    if len(kinds) > 1:
        raise bad_request("BUTTON_TYPE_INVALID")
    if button.get("style", "primary") not in _STYLES:
        raise bad_request("can't parse inline keyboard button: invalid button style specified")
    _check_kind(button)
    kept = dict(button)
    if "url" in button:
        kept["url"] = checked_link(button["url"].encode()).decode()
    return kept


def _check_kind(button: Json) -> None:
    if "callback_data" in button:
        data = button["callback_data"]
        if not isinstance(data, str) or not 1 <= len(data.encode()) <= _MAX_DATA_BYTES:
            raise bad_request("BUTTON_DATA_INVALID")
    if "url" in button and not (isinstance(button["url"], str) and checked_link(button["url"].encode())):
        raise bad_request(f"inline keyboard button URL '{button['url']}' is invalid: Wrong HTTP URL")
    if "copy_text" in button:
        copied = button["copy_text"].get("text") if isinstance(button["copy_text"], dict) else None
        if not isinstance(copied, str) or not 1 <= len(copied) <= _MAX_COPY:
            raise bad_request("BUTTON_COPY_TEXT_INVALID")


def _only(given: Json, known: set[str], what: str) -> None:
    unknown = sorted(given.keys() - known)
    if unknown:
        raise bad_request(
            f'unknown field "{unknown[0]}" of {what} (Telegram ignores it, the sandbox does not)'
        )
