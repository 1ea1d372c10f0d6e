"""What a briefing names as still open."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from briefings.model import Claim
from briefings.ongoing import MOST, Ongoing, Told, still_open

NOW = datetime(2026, 3, 10, 8, tzinfo=UTC)
DAY = timedelta(days=1)


def told(number: int, days_ago: float = 2, **more: object) -> Told:
    return Told(number, "talks", NOW - days_ago * DAY, **more)  # type: ignore[arg-type]  # as the fields are


def test_what_is_not_sure_stays_open_until_a_later_report_settles_it() -> None:
    doubted = told(1, 3, event_id=1, claim=Claim.UNCONFIRMED)
    assert still_open([doubted], NOW) == [Ongoing(1, "talks", doubted.told_at)]
    assert still_open([doubted, told(2, 1, event_id=1, claim=Claim.CONFIRMED)], NOW) == []
    unmarked = told(2, 1, event_id=1)
    assert still_open([doubted, unmarked], NOW) == [Ongoing(2, "talks", doubted.told_at)]


def test_what_its_reader_follows_is_open() -> None:
    assert [one.story_id for one in still_open([told(1), told(2, pursued=True)], NOW)] == [2]


def test_a_happening_goes_on_while_others_report_it() -> None:
    assert still_open([told(1, 2, reported_at=NOW - DAY)], NOW)
    assert not still_open([told(1, 6, reported_at=NOW - 4 * DAY)], NOW), "that was long ago"
    assert not still_open([told(1, 1, reported_at=NOW - 2 * DAY)], NOW), "that was known when it was told"


def test_one_line_stands_for_a_happening_and_none_for_what_is_in_the_news() -> None:
    first, second = told(1, 2, event_id=1, pursued=True), told(2, 1, event_id=1, reported_at=NOW - 2 * DAY)
    assert still_open([second, first], NOW) == [Ongoing(2, "talks", first.told_at)]
    assert still_open([second, first], NOW, news={1}) == []


def test_a_few_are_named_those_told_of_last() -> None:
    many = [told(number, number / 10, claim=Claim.DISPUTED) for number in range(1, 9)]
    assert [one.story_id for one in still_open(many, NOW)] == [1, 2, 3]
    assert MOST == 3
