"""Text and markup of a call -> text and entities within Telegram's limits."""

from __future__ import annotations

from typing import Any

from bot.sandbox.entities import normalise, utf16_length
from bot.sandbox.errors import bad_request
from bot.sandbox.html import ParseError, parse
from bot.sandbox.world import World

Json = dict[str, Any]

MAX_TEXT = 4096
MAX_CAPTION = 1024
MAX_RAW_BYTES = 32_768
_ENTITY_FIELDS = {
    "type",
    "offset",
    "length",
    "url",
    "user",
    "language",
    "custom_emoji_id",
    "unix_time",
    "date_time_format",
}


def formatted(world: World, params: Json, text_key: str, entities_key: str) -> tuple[str, list[Json]]:
    """The text as it will be shown, with its entities; lengths are for the caller to check."""
    raw = params.get(text_key, "")
    mode = str(params.get("parse_mode", "")).lower()
    if len(raw.encode("utf-8", "surrogatepass")) > MAX_RAW_BYTES:
        raise bad_request("message is too long" if text_key == "text" else "message caption is too long")
    if mode in {"markdown", "markdownv2"}:
        raise bad_request("the sandbox reads HTML only, not Markdown")
    if mode and mode != "html":
        raise bad_request("unsupported parse_mode")
    try:
        text, entities = parse(raw) if mode else (raw, _given(params.get(entities_key), raw))
    except ParseError as error:
        message = str(error)
        # The server lowers the first letter, as it does of every description.
        raise bad_request(f"can't parse entities: {message}") from None
    return normalise(text, _with_known_users(world, entities))


def _given(entities: Any, text: str) -> list[Json]:
    if entities is None:
        return []
    if not isinstance(entities, list):
        raise bad_request("can't parse entities: expected an Array")
    length = utf16_length(text)
    kept = []
    for entity in entities:
        if (
            not isinstance(entity, dict)
            or not {"type", "offset", "length"} <= entity.keys() <= _ENTITY_FIELDS
        ):
            raise bad_request("can't parse entities: wrong MessageEntity")
        start, size = entity["offset"], entity["length"]
        if (
            not isinstance(start, int)
            or not isinstance(size, int)
            or start < 0
            or size < 0
            or start + size > length
        ):
            raise bad_request(f"entity beginning at UTF-16 offset {start} ends after the end of the text")
        _check_detail(entity)
        if size:
            kept.append(entity)
    return kept


def _check_detail(entity: Json) -> None:
    kind = entity["type"]
    if not isinstance(kind, str):
        raise bad_request("can't parse entities: Can't find field \"type\"")
    if kind == "text_link" and not isinstance(entity.get("url"), str):
        raise bad_request("can't parse entities: text_link without url")
    user = entity.get("user")
    if kind == "text_mention" and not (isinstance(user, dict) and isinstance(user.get("id"), int)):
        raise bad_request("can't parse entities: text_mention without user")


def _with_known_users(world: World, entities: list[Json]) -> list[Json]:
    """A mention of somebody the bot never met vanishes, as a link without a dot does."""
    kept = []
    for entity in entities:
        if entity["type"] != "text_mention":
            kept.append(entity)
        elif (person := world.people.get(entity["user"]["id"])) is not None:
            kept.append(entity | {"user": person.user()})
    return kept
