"""From an HTTP request to the typed parameters of a method: query string, form, JSON or multipart, as Telegram takes them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from aiohttp import web
from aiohttp.web_request import FileField

from bot.sandbox.entities import is_unicode
from bot.sandbox.errors import ApiError, bad_request
from bot.sandbox.signatures import SIGNATURES, parameters

Json = dict[str, Any]

_MISSING = {
    "chat_id": "chat_id is empty",
    "from_chat_id": "from_chat_id is empty",
    "text": "message text is empty",
    "message_id": "message identifier is not specified",
    "message_ids": "message identifiers are not specified",
    "user_id": "invalid user_id specified",
    "photo": "there is no photo in the request",
    "document": "there is no document in the request",
    "file_id": "file_id not specified",
    "action": "wrong parameter action in request",
    "callback_query_id": "query is too old and response timeout expired or query ID is invalid",
}
_TRUE = {"true", "yes", "1"}
_KNOWN = {method: parameters(signature) for method, signature in SIGNATURES.items()}


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came with the request."""

    name: str
    mime_type: str
    data: bytes


async def received(request: web.Request) -> tuple[Json, dict[str, Upload]]:
    """All parameters as sent, and the files; a JSON body must hold an object."""
    sent: Json = dict(request.query)
    uploads: dict[str, Upload] = {}
    if request.content_type == "application/json":
        try:
            body = json.loads(await request.text() or "{}")
        except ValueError:
            raise bad_request("can't parse JSON object") from None
        if not isinstance(body, dict):
            raise bad_request("can't parse JSON object")
        return sent | body, uploads
    try:
        form = await request.post()
    except web.HTTPRequestEntityTooLarge:
        raise ApiError(413, "Request Entity Too Large") from None
    for name, value in form.items():
        if isinstance(value, FileField):
            uploads[name] = Upload(value.filename, value.content_type, value.file.read())
        else:
            sent[name] = value
    return sent, uploads


def checked(method: str, sent: Json, uploads: dict[str, Upload]) -> Json:
    """The parameters by the method's signature: known, of the right kind, none missing; absent ones are left out."""
    known = _KNOWN[method]
    attached = {value for value in map(str, sent.values()) if value.startswith("attach://")}
    for name in (*sent, *uploads):
        if name not in known and f"attach://{name}" not in attached:
            raise bad_request(
                f'unknown parameter "{name}" of {method} (Telegram ignores it, the sandbox does not)'
            )
    given: Json = {}
    for name, (kind, required) in known.items():
        value = uploads.get(name) if name in uploads else sent.get(name)
        if value is not None and value != "":
            given[name] = _converted(name, kind, value, uploads)
        elif required and not (name == "url" and name in sent):  # an empty address ends the webhook
            raise bad_request(_MISSING.get(name, f"{name} is empty"))
    return given


def _converted(name: str, kind: str, value: Any, uploads: dict[str, Upload]) -> Any:
    match kind:
        case "int":
            return _integer(name, value)
        case "bool":
            return value if isinstance(value, bool) else str(value).lower() in _TRUE
        case "chat":
            text = str(value)
            return int(text) if text.lstrip("-").isdecimal() else text
        case "json":
            return _nested(name, value)
        case "file":
            return value if isinstance(value, Upload) else _file(_string(name, value), uploads)
        case _:
            return _string(name, value)


def _file(reference: str, uploads: dict[str, Upload]) -> Upload | str:
    return uploads.get(reference.removeprefix("attach://"), reference)


def _integer(name: str, value: Any) -> int:
    if not isinstance(value, bool) and isinstance(value, int | str):
        try:
            return int(value)
        except ValueError:
            pass
    raise bad_request(f'can\'t parse parameter "{name}": expected an Integer')


def _string(name: str, value: Any) -> str:
    if isinstance(value, str):
        if not is_unicode(value):
            raise bad_request("strings must be encoded in UTF-8")
        return value
    if isinstance(value, int | float):
        return str(value)
    raise bad_request(f'can\'t parse parameter "{name}": expected a String')


def _nested(name: str, value: Any) -> Any:
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except ValueError:
        raise bad_request(f"can't parse {name.replace('_', ' ')} JSON object") from None
