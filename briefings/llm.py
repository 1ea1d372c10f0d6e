"""Summaries by a language model, where an operator has set one up: asked for, checked, and used only when they pass.

    story --ask, for itself and for each topic--> text --gate--> summary        anything amiss --> the extractive one

Any endpoint that speaks OpenAI's chat completions will do. Nothing that it says or fails at reaches a reader unchecked.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any, cast

import aiohttp
import structlog

from briefings.analysis.gate import refusal
from briefings.model import DraftStory, Reading, Topic

log = structlog.get_logger(__name__)

_LONGEST_ARTICLE = 24_000  # characters that are shown to the model
_MOST_BYTES = 200_000  # of an answer
_AT_ONCE = 3
_TASK = (
    "You write briefings for a news desk. Summarise the article in 60 to 75 words of plain prose, in the language with the"
    " code “{language}”. State only what the article states; keep its names and numbers exactly as they are written; no"
    " opinion, no headline, no lists, no markup.{focus} Answer with the summary alone."
)
_FOCUS = " The reader follows the topic “{name}”: tell what the article says about that."


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """Where a model is asked: the root of the API, such as `http://127.0.0.1:11434/v1`, a model, a key if it needs one."""

    url: str
    model: str
    key: str = field(default="", repr=False)
    patience: timedelta = timedelta(seconds=20)

    async def ask(self, session: aiohttp.ClientSession, task: str, text: str) -> str:
        """The model's answer. Raises `aiohttp.ClientError`, `TimeoutError`, or `ValueError` for what is no answer."""
        headers = {"Authorization": f"Bearer {self.key}"} if self.key else {}
        body = {
            "model": self.model,
            "temperature": 0,
            "messages": [{"role": "system", "content": task}, {"role": "user", "content": text}],
        }
        url = f"{self.url.rstrip('/')}/chat/completions"
        async with session.post(url, json=body, headers=headers, allow_redirects=False) as response:
            if response.status != 200:  # noqa: PLR2004 - OK
                raise ValueError(f"HTTP {response.status}")
            answer = bytearray()
            async for chunk in response.content.iter_any():
                answer += chunk
                if len(answer) > _MOST_BYTES:
                    raise ValueError("the answer has no end")
            return _answer(bytes(answer))


class Retelling:
    """Puts a model's summaries into a reading, where they pass the gate."""

    def __init__(self, endpoint: Endpoint) -> None:
        """Asks at `endpoint`."""
        self._endpoint = endpoint

    async def __call__(self, reading: Reading, known: Sequence[Topic]) -> Reading:
        """The reading with the summaries that passed; in the endpoint's patience as a whole. Raises nothing."""
        by_slug = {topic.slug: topic for topic in known}
        told: dict[tuple[int, str], str] = {}
        turns = asyncio.Semaphore(_AT_ONCE)
        async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=None)) as session:

            async def tell(place: int, slug: str) -> None:
                async with turns:
                    text = await self._told(session, reading.stories[place], by_slug.get(slug))
                if text:
                    told[place, slug] = text

            wanted = [
                asyncio.ensure_future(tell(place, slug))
                for place, story in enumerate(reading.stories)
                for slug in ("", *(match.slug for match in story.topics))
            ]
            done, late = await asyncio.wait(wanted, timeout=self._endpoint.patience.total_seconds())
            for task in late:
                task.cancel()
            await asyncio.gather(*wanted, return_exceptions=True)
            if late:
                log.warning("llm_too_slow", answered=len(done), asked=len(wanted))
        return replace(
            reading, stories=tuple(_with(story, place, told) for place, story in enumerate(reading.stories))
        )

    async def _told(
        self, session: aiohttp.ClientSession, story: DraftStory, focus: Topic | None
    ) -> str | None:
        """A summary that passed the gate, or None; why not goes into the log only."""
        article = "\n\n".join((story.headline, *story.paragraphs))
        aim = _FOCUS.format(name=focus.name) if focus else ""
        try:
            task = _TASK.format(language=story.language, focus=aim)
            text = await self._endpoint.ask(session, task, article[:_LONGEST_ARTICLE])
        except (aiohttp.ClientError, TimeoutError, ValueError, OSError) as error:
            log.warning("llm_failed", reason=str(error) or type(error).__name__)
            return None
        reason = refusal(text, article, story.language)
        if reason:
            log.info("llm_summary_refused", reason=reason)
            return None
        return text


def _with(story: DraftStory, place: int, told: dict[tuple[int, str], str]) -> DraftStory:
    matches = tuple(
        replace(match, summary=told.get((place, match.slug), match.summary)) for match in story.topics
    )
    by_model = tuple(dict.fromkeys(text for (whose, _), text in told.items() if whose == place))
    return replace(story, summary=told.get((place, ""), story.summary), topics=matches, retold=by_model)


def _answer(body: bytes) -> str:
    try:
        answer = cast("Any", json.loads(body))["choices"][0]["message"]["content"]
    except (ValueError, LookupError, TypeError) as error:
        raise ValueError("no chat completion came") from error
    if not isinstance(answer, str):
        raise ValueError("no text came")  # noqa: TRY004 - one kind for the caller
    return " ".join(answer.split())
