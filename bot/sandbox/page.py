"""The chat page's side: its files, the events it draws, and what people do on it.

Loopback only: `Host` must name this machine, a POST must carry JSON (or a form, for an upload) and, where the browser
names an `Origin`, the page's own. So no other site can act through the visitor's browser.
"""

from __future__ import annotations

import asyncio
import json
import mimetypes
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from aiohttp import web
from aiohttp.web_request import FileField

from bot.sandbox import acts, people
from bot.sandbox.clock import SandboxClock
from bot.sandbox.errors import Refused
from bot.sandbox.faults import Fault, Faults
from bot.sandbox.images import image_type
from bot.sandbox.world import World

Json = dict[str, Any]
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

SAMPLE = files("bot.sandbox") / "sample.txt"
_STATIC = files("bot.sandbox") / "page"
_LOCAL_HOSTS = {"127.0.0.1", "localhost", "[::1]"}
_KEEP_ALIVE = 15.0
_SECURITY = {
    "Content-Security-Policy": "default-src 'self'; img-src 'self' data:; frame-ancestors 'none'; base-uri 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}


@web.middleware
async def only_this_machine(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Refuses requests that another host's page or name sent here."""
    host = request.headers.get("Host", "")
    name = host.rpartition(":")[0] if host.rpartition(":")[2].isdecimal() else host
    if name not in _LOCAL_HOSTS:
        return _error("This server answers to 127.0.0.1 and localhost only.", 403)
    origin = request.headers.get("Origin")
    if origin is not None and origin != f"http://{host}":
        return _error("Requests from other origins are refused.", 403)
    return await handler(request)


@dataclass
class Page:
    """The endpoints of the chat page."""

    world: World
    faults: Faults

    def routes(self) -> list[web.RouteDef]:
        """Where it answers."""
        return [
            web.get("/", self.index),
            web.get("/page/{name}", self.static),
            web.get("/files/{file_id}", self.file),
            web.get("/favicon.ico", self.favicon),
            web.get("/events", self.events),
            web.post("/act/upload", self.upload),
            web.post("/act/{act}", self.act),
        ]

    async def index(self, _: web.Request) -> web.Response:
        """The page."""
        return _file("index.html")

    async def static(self, request: web.Request) -> web.Response:
        """A file of the page."""
        return _file(request.match_info["name"])

    async def file(self, request: web.Request) -> web.Response:
        """A file of a message: pictures to look at, all others to download only."""
        stored = self.world.files.get(request.match_info["file_id"])
        if stored is None:
            return _error("There is no such file.", 404)
        picture = image_type(stored.data)
        manner = {"Content-Disposition": "inline" if picture else "attachment"}
        kind = picture or "application/octet-stream"
        return web.Response(body=stored.data, content_type=kind, headers=_SECURITY | manner)

    async def favicon(self, _: web.Request) -> web.Response:
        """No icon."""
        return web.Response(status=204)

    async def events(self, request: web.Request) -> web.StreamResponse:
        """Server-sent events: a snapshot, then all that happens."""
        response = web.StreamResponse(
            headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"}
        )
        await response.prepare(request)
        waiting: asyncio.Queue[tuple[str, Json]] = asyncio.Queue()

        def listener(event: str, data: Json) -> None:
            waiting.put_nowait((event, data))

        snapshot = self.world.snapshot() | {"sample": SAMPLE.read_text("utf-8")}
        self.world.listeners.append(listener)
        try:
            await response.write(_event("snapshot", snapshot))
            while True:
                try:
                    async with asyncio.timeout(_KEEP_ALIVE):
                        event, data = await waiting.get()
                except TimeoutError:
                    await response.write(b": still here\n\n")
                else:
                    if event == "closed":
                        break
                    await response.write(_event(event, data))
        except ConnectionError:
            pass  # the page was closed
        finally:
            self.world.listeners.remove(listener)
        return response

    async def act(self, request: web.Request) -> web.Response:
        """What somebody does on the page; an act nobody could do in Telegram is a 400 with one sentence."""
        act = ACTS.get(request.match_info["act"])
        if act is None:
            return _error("There is no such act.", 404)
        if request.content_type != "application/json":
            return _error("Send JSON.", 415)
        try:
            body = await request.json()
            return web.json_response(act(self, body) or {})
        except Refused as refusal:
            return _error(str(refusal), 400)
        except (ValueError, TypeError, KeyError, AttributeError):
            return _error("This act lacks a field, or has one of the wrong kind.", 400)

    async def upload(self, request: web.Request) -> web.Response:
        """A file somebody sends: a form with user_id, chat_id, caption and file."""
        if request.content_type != "multipart/form-data":
            return _error("Send a form.", 415)
        try:
            form = await request.post()
            file = form["file"]
            if not isinstance(file, FileField):
                return _error("Choose a file.", 400)
            user_id, chat_id = int(str(form["user_id"])), int(str(form["chat_id"]))
            name, data, caption = file.filename, file.file.read(), str(form.get("caption", ""))
            message_id = acts.upload(self.world, user_id, chat_id, name, data, caption=caption)
        except Refused as refusal:
            return _error(str(refusal), 400)
        except (KeyError, ValueError):
            return _error("This act lacks a field, or has one of the wrong kind.", 400)
        return web.json_response({"message_id": message_id})


def _say(page: Page, body: Json) -> Json:
    text = body["text"]
    if not isinstance(text, str):
        raise Refused("A text is a string.")
    sent = acts.say(page.world, body["user_id"], body["chat_id"], text, reply_to=body.get("reply_to"))
    return {"message_ids": sent}


def _tap(page: Page, body: Json) -> Json:
    callback_id = acts.tap(page.world, body["user_id"], body["chat_id"], body["message_id"], body["data"])
    return {"callback_id": callback_id}


def _edit(page: Page, body: Json) -> None:
    acts.edit(page.world, body["user_id"], body["chat_id"], body["message_id"], body["text"])


def _forward(page: Page, body: Json) -> Json:
    message_id = acts.forward(
        page.world, body["user_id"], body["chat_id"], body["from_chat_id"], body["message_id"]
    )
    return {"message_id": message_id}


def _block(page: Page, body: Json) -> None:
    acts.block(page.world, body["user_id"], blocked=bool(body["blocked"]))


def _person(page: Page, body: Json) -> Json:
    return people.add_person(page.world, body["name"], body["role"]).shown()


def _group(page: Page, body: Json) -> Json:
    return people.add_group(page.world, body["title"], body["members"]).shown()


def _channel(page: Page, body: Json) -> Json:
    return people.add_channel(page.world, body["title"], body["members"]).shown()


def _clock(page: Page, body: Json) -> Json:
    """Jumps to the next full hour of that number, by a clock so many minutes ahead of UTC."""
    clock = page.world.clock
    if not isinstance(clock, SandboxClock):
        raise Refused("The clock of this sandbox is turned by somebody else.")
    now = clock.jump(int(body["hour"]), int(body["offset"]))
    return {"now": now.isoformat()}


def _fault(page: Page, body: Json) -> None:
    try:
        page.faults.waiting.append(Fault(**body))
    except (TypeError, ValueError) as error:
        raise Refused(f"No such fault: {error}.") from None


ACTS: dict[str, Callable[[Page, Json], Json | None]] = {
    "say": _say,
    "tap": _tap,
    "edit": _edit,
    "forward": _forward,
    "block": _block,
    "person": _person,
    "group": _group,
    "channel": _channel,
    "fault": _fault,
    "clock": _clock,
}


def _file(name: str) -> web.Response:
    found = (
        next((file for file in _STATIC.iterdir() if file.name == name), None) if _STATIC.is_dir() else None
    )
    if found is None:
        return _error("There is no such file.", 404)
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    return web.Response(body=found.read_bytes(), content_type=kind, charset="utf-8", headers=_SECURITY)


def _event(event: str, data: Json) -> bytes:
    return f"event: {event}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n".encode()


def _error(sentence: str, status: int) -> web.Response:
    return web.json_response({"error": sentence}, status=status)
