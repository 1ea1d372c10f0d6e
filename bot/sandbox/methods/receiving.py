"""How updates reach the bot, and its answers to taps."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

from bot.sandbox.errors import ApiError, bad_request
from bot.sandbox.world import World

Json = dict[str, Any]

_MAX_LIMIT = 100
_MAX_WAIT = 50
_MAX_ANSWER = 200
_ANSWERABLE_FOR = timedelta(minutes=15)
_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")


_MOST_RESULTS = 50


async def get_updates(world: World, params: Json) -> list[Json]:
    """Waiting updates from `offset` on; those below it are forgotten."""
    if world.webhook.url:
        raise ApiError(
            409,
            "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
        )
    world.updates.allow(_kinds(params))
    limit = params.get("limit", _MAX_LIMIT)
    limit = limit if 1 <= limit <= _MAX_LIMIT else _MAX_LIMIT
    wait = min(max(params.get("timeout", 0), 0), _MAX_WAIT)
    return await world.updates.poll(params.get("offset", 0), limit, wait)


async def set_webhook(world: World, params: Json) -> bool:
    """Delivers updates to a loopback address from now on; an empty address ends that."""
    secret = params.get("secret_token", "")
    if secret and not _SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")
    world.updates.allow(_kinds(params))
    if params.get("drop_pending_updates"):
        world.updates.pending.clear()
    world.updates.interrupt("terminated by setWebhook request")
    if not params.get("url"):
        world.webhook.stop()
        return True
    world.webhook.start(params["url"], secret=secret, connections=params.get("max_connections", 40))
    return True


async def delete_webhook(world: World, params: Json) -> bool:
    """Back to getUpdates."""
    if params.get("drop_pending_updates"):
        world.updates.pending.clear()
    world.webhook.stop()
    return True


async def get_webhook_info(world: World, _: Json) -> Json:
    """Where updates go, how many wait, and the last failure."""
    return world.webhook.info()


async def answer_callback_query(world: World, params: Json) -> bool:
    """Answers a tap, once, while it is young."""
    callback = world.callbacks.get(params["callback_query_id"])
    if callback is None or callback.answered or world.clock() - callback.tapped_at > _ANSWERABLE_FOR:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    if len(params.get("text", "")) > _MAX_ANSWER:
        raise bad_request("MESSAGE_TOO_LONG")
    if "url" in params and not params["url"].startswith(f"https://t.me/{world.bot['username']}?start="):
        raise bad_request("URL_INVALID")  # anything else is for games
    callback.answered = True
    world.emit("answered", {"callback_id": callback.id})
    if "url" in params:
        place = {"chat_id": callback.chat_id, "user_id": callback.user_id}
        world.emit("link", {**place, "url": params["url"]})
    if params.get("text"):
        world.emit(
            "toast",
            {
                "chat_id": callback.chat_id,
                "user_id": callback.user_id,
                "text": params["text"],
                "alert": params.get("show_alert", False),
            },
        )
    return True


async def answer_inline_query(world: World, params: Json) -> bool:
    """Answers an inline query, once and soon."""
    asked = world.callbacks.get(params["inline_query_id"])
    if asked is None or asked.answered:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    results = params["results"]
    if not isinstance(results, list) or len(results) > _MOST_RESULTS:
        raise bad_request("RESULTS_TOO_MUCH")
    if len({result["id"] for result in results}) < len(results):
        raise bad_request("RESULT_ID_DUPLICATE")
    asked.answered = True
    return True


def _kinds(params: Json) -> list[str] | None:
    kinds = params.get("allowed_updates")
    if kinds is None:
        return None
    if not isinstance(kinds, list) or not all(isinstance(kind, str) for kind in kinds):
        raise bad_request("can't parse allowed updates JSON object")
    return kinds
