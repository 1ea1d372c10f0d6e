"""What stands in callback data."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.buttons import archive as archive_buttons
from bot.buttons import callback_data
from bot.buttons import card as card_buttons
from bot.buttons import desk as desk_buttons
from bot.buttons import drafts as draft_buttons
from bot.buttons import news as news_buttons
from bot.buttons import readers as reader_buttons
from bot.buttons import topics as topic_buttons
from bot.buttons.action import Action, Zone
from bot.buttons.archive import LessLike
from bot.buttons.callback_data import decode, encode
from bot.buttons.card import Assign, Publish
from bot.buttons.desk import SendAgain
from bot.buttons.news import Follow, Place, ReadStory, ShowLatest
from bot.buttons.readers import SetMode, SetZone
from briefings.preferences import Mode
from briefings.schedule import zone_names

ids = st.integers(0, 10**12)
slugs = st.from_regex(r"[a-z0-9][a-z0-9-]{0,30}", fullmatch=True)
moments = st.integers(0, 10**14).map(lambda ms: datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=ms))
actions = st.one_of(
    st.builds(Follow, slugs, st.sampled_from(Place), st.booleans()),
    st.builds(ShowLatest, st.none() | slugs, st.none() | st.integers(1, 20), st.integers(0, 999)),
    st.builds(
        ReadStory,
        ids,
        st.integers(0, 99),
        st.none() | slugs,
        st.none() | st.integers(1, 20),
        st.integers(0, 99),
    ),
    st.builds(Assign, ids, slugs, st.booleans(), st.booleans()),
    st.builds(Publish, ids, ids),
    st.builds(SetZone, st.sampled_from(sorted(zone_names())).map(Zone)),
    st.builds(SetMode, slugs, st.sampled_from(Mode)),
    st.builds(SendAgain, ids, moments),
    st.builds(LessLike, ids, slugs, st.integers(0, 99), st.booleans()),
)


@given(actions)
def test_an_action_comes_back_from_its_data_within_64_bytes(action: Action) -> None:
    data = encode(action)
    assert len(data.encode()) <= 64
    assert decode(data) == action


@given(st.text(max_size=64))
def test_any_data_is_an_action_or_nothing(data: str) -> None:
    assert decode(data) is None or encode(decode(data) or Action())


@pytest.mark.parametrize(
    "data",
    [
        None,
        "",
        "1",
        "1zz",
        "0p:1:2",
        "2p:1:2",
        "1p:1",
        "1p::2",
        "1p:x:2",
        "1p:-1:2",
        "1p:１:2",
        "1p:1:2:3",
        "1f:us-russia:?:1",
        "1f::t:1",
        "1f:<b>:t:1",
        "toggle_north-korea",
        "1p:9999999999999999999999:2",
        "1mg:1:999999999999999999",
        "1mg:1:999999999999999",
    ],
)
def test_old_and_foreign_data_is_nothing(data: str | None) -> None:
    assert decode(data) is None


def test_every_action_has_a_code_of_its_own() -> None:
    kinds = {
        kind
        for module in (
            archive_buttons,
            card_buttons,
            desk_buttons,
            draft_buttons,
            news_buttons,
            reader_buttons,
            topic_buttons,
        )
        for kind in vars(module).values()
        if isinstance(kind, type) and issubclass(kind, Action) and kind.__module__ == module.__name__
    }
    assert sorted(callback_data._CODES, key=str) == sorted(kinds, key=str)


def test_a_slug_too_long_for_a_button_is_an_error_at_home() -> None:
    with pytest.raises(ValueError, match="64"):
        encode(Follow("x" * 70, Place.TOPICS, on=True))
