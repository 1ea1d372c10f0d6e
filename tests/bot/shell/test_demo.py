"""Where the demo serves its page, and who sits at its desk."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest

from bot.sandbox import Sandbox
from bot.shell.demo import CannotServe, editors_of, port_for


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as other:
        yield other.getsockname()[1]


def test_a_port_that_is_taken_is_told_in_a_sentence(taken: int) -> None:
    with pytest.raises(CannotServe, match=f"port {taken}: address already in use. Leave --port out"):
        port_for(taken)


def test_where_the_usual_port_is_taken_any_free_one_will_do(taken: int) -> None:
    assert port_for(None, usual=taken) == 0


def test_a_free_port_is_taken_as_it_is_wished(taken: int) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        free = other.getsockname()[1]
    assert port_for(free) == free
    assert port_for(None, usual=free) == free


async def test_the_desk_is_the_editors_on_the_page() -> None:
    async with Sandbox(editors=("Editor", "Second editor"), readers=("Reader",)) as sandbox:
        assert editors_of(sandbox) == {1001, 1002}
