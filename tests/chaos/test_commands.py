"""Commands to a program that is killed again and again: each is acted on, in its chat's order, and a second answer has its kill."""

from __future__ import annotations

import random
import time
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from lives import Message, until
from test_kills import SCALE
from trial import looked_into, trial

from briefings.store.inbox import DONE
from briefings.store.schema import inbox

pytestmark = [pytest.mark.chaos, pytest.mark.timeout(1200)]

KILLS, CHATS, EACH = 20 * SCALE, 200 * SCALE, 5
AT_ONCE = 1000


def command(number: int, chat: int, place: int) -> dict[str, Any]:
    """Asks for a topic that there is not, so that the answer says which command it is for."""
    person = {"id": chat, "is_bot": False, "first_name": "Reader"}
    text = f"/subscribe ⟦{chat}.{place}⟧"
    entity = {"type": "bot_command", "offset": 0, "length": len("/subscribe")}
    message = {"message_id": place + 1, "date": 0, "chat": {"id": chat, "type": "private"}, "from": person}
    return {"update_id": number, "message": {**message, "text": text, "entities": [entity]}}


def record(url: str, *, alive: bool = False) -> dict[int, tuple[int, int]]:
    """State and tries of each update that was stored: of none after a kill before there was a schema."""
    with looked_into(url, alive=alive) as connection:
        if not sa.inspect(connection).has_table(inbox.name):
            return {}
        rows = connection.execute(sa.select(inbox.c.update_id, inbox.c.state, inbox.c.attempts))
        return {row.update_id: (row.state, row.attempts) for row in rows}


def test_commands_to_one_process_on_sqlite(tmp_path: Path, dice: random.Random) -> None:
    url = f"sqlite:///{tmp_path}/b.sqlite"
    written = [(chat, place) for place in range(EACH) for chat in range(1, CHATS + 1)]
    number = {message: 100 + n for n, message in enumerate(written)}
    doing: list[tuple[str, Message]] = []
    with trial(tmp_path, url, rate=1000) as work:
        for n in range(0, len(written), AT_ONCE):
            some = [command(number[message], *message) for message in written[n : n + AT_ONCE]]
            work.telegram.tell("updates", some)
        for _ in range(KILLS):
            life = work.start()
            enough = dice.randint(0, 2 * len(written) // KILLS)
            work.telegram.until_sent(life, enough, missing=lambda: len(written) - len(work.telegram.arrived))
            time.sleep(dice.uniform(0, 0.05))
            assert not life.over, work.said()
            life.kill()
            states = record(url)
            doing += [(life.name, one) for one in written if states.get(number[one], (0, 0))[0] != DONE]
        last = work.start()
        until(
            lambda: last.over or [s for s, _ in record(url, alive=True).values()] == [DONE] * len(written),
            every=0.2,
        )
        states = record(url, alive=True)
        sends = work.telegram.look()
    came = Counter(send.message for send in sends)
    in_flight = Counter((send.life, send.message) for send in sends) & Counter(doing)
    explained = Counter(message for _, message in in_flight)
    copies = Counter({message: n - 1 for message, n in came.items()})
    print(f"{KILLS} kills, {len(written)} commands: {copies.total()} copies, {explained.total()} in flight")  # noqa: T201 - the figures of the run
    assert [one for one in written if not came[one]] == []
    assert [message for message, n in copies.items() if n > explained[message]] == []
    assert [
        message for message, n in copies.items() if message and n >= max(1, states[number[message]][1])
    ] == []
    for chat in range(1, CHATS + 1):
        places = [send.message[1] for send in sends if send.chat == chat and send.message]
        assert places == sorted(places)
