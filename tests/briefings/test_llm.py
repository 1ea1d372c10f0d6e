"""Summaries by a model, over HTTP: used when they pass, and never missed when they do not come."""

from __future__ import annotations

from datetime import timedelta

import oracle
import pytest
from aiohttp import web

from briefings.llm import Endpoint, Retelling
from briefings.model import Reading, Topic
from briefings.reading import read

TOPIC = Topic("harbours", "Harbours", aliases=("harbour",))
TEXT = """Harbour of Kholmsk reopened after the storm

Russia reopened the harbour of Kholmsk on Tuesday, two days after a storm had broken its outer dam and sunk a ferry.

Divers closed a hole of nine metres with bags of gravel, and eleven grain ships waited outside, the port office said.
"""
TOLD = (
    "Russia reopened the harbour of Kholmsk after divers closed a hole of nine metres, the port office said."
)
FOCUSED = "The harbour of Kholmsk lost a ferry and part of its outer dam in the storm, the port office said."


def reading() -> Reading:
    return read(TEXT, [TOPIC])


def retelling(one: oracle.Oracle, **how: object) -> Retelling:
    return Retelling(Endpoint(**{"url": one.url, "model": "small", "patience": timedelta(seconds=20), **how}))  # type: ignore[arg-type]  # the test's own words


async def test_summaries_that_pass_are_used_for_the_story_and_for_the_topic() -> None:
    async with oracle.speaking(lambda task, _: FOCUSED if "“Harbours”" in task else TOLD) as one:
        told = await retelling(one, key="secret")(reading(), [TOPIC])
    (story,) = told.stories
    assert (story.summary, story.topics[0].summary) == (TOLD, FOCUSED)
    assert {body["model"] for body in one.asked} == {"small"}
    assert set(one.keys) == {"Bearer secret"}
    assert all("eleven grain ships" in body["messages"][1]["content"] for body in one.asked)


@pytest.mark.parametrize(
    "said",
    [
        TOLD.replace("nine", "ninety"),
        TOLD.replace("Kholmsk", "Odessa"),
        "",
        "I cannot help with that.",
        web.Response(status=500, text="overloaded"),
        web.Response(status=302, headers={"Location": "http://127.0.0.1:1/"}),
        web.json_response({"error": {"message": "no such model"}}),
        web.json_response({"choices": [{"message": {"content": None}}]}),
        web.Response(text="not JSON"),
        web.Response(body=b"[" * 300_000),
    ],
)
async def test_what_is_amiss_leaves_the_articles_own_sentences(said: oracle.Answer) -> None:
    before = reading()
    copy = (lambda _task, _text: said) if isinstance(said, str) else (lambda _task, _text: _again(said))
    async with oracle.speaking(copy) as one:
        assert await retelling(one)(before, [TOPIC]) == before


def _again(response: web.Response) -> web.Response:
    headers = {"Location": response.headers["Location"]} if "Location" in response.headers else None
    return web.Response(status=response.status, body=response.body, headers=headers)


async def test_a_model_that_does_not_answer_is_waited_for_as_long_as_set() -> None:
    before = reading()
    async with oracle.speaking() as one:
        one.silent = True
        assert await retelling(one, patience=timedelta(milliseconds=50))(before, [TOPIC]) == before


async def test_nobody_there_changes_nothing() -> None:
    before = reading()
    assert await Retelling(Endpoint(url="http://127.0.0.1:9/v1", model="small"))(before, [TOPIC]) == before


async def test_one_refused_summary_leaves_the_others() -> None:
    before = reading()
    async with oracle.speaking(lambda task, _: "" if "“Harbours”" in task else TOLD) as one:
        (story,) = (await retelling(one)(before, [TOPIC])).stories
    assert (story.summary, story.topics) == (TOLD, before.stories[0].topics)


def test_the_key_is_not_shown_with_the_endpoint() -> None:
    assert "hunter2" not in repr(Endpoint(url="http://127.0.0.1:9/v1", model="small", key="hunter2"))
