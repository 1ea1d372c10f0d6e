from __future__ import annotations

from datetime import UTC, datetime, time

import pytest

from briefings.cities import CITIES
from briefings.errors import UnknownZone
from briefings.parsing import zones
from briefings.schedule import zone_named, zone_names

WINTER = datetime(2026, 1, 15, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("Europe/Berlin", "Europe/Berlin"),
        ("europe/berlin", "Europe/Berlin"),
        ("Berlin", "Europe/Berlin"),
        ("new york", "America/New_York"),
        ("São Paulo", "America/Sao_Paulo"),
        ("UTC", "UTC"),
        ("Etc/GMT+5", "Etc/GMT+5"),
        ("seoul", "Asia/Seoul"),
        ("buenos aires", "America/Argentina/Buenos_Aires"),
        ("Beijing", "Asia/Shanghai"),
        ("Пекин", "Asia/Shanghai"),
        ("mumbai", "Asia/Kolkata"),
        ("Washington DC", "America/New_York"),
        ("San Francisco", "America/Los_Angeles"),
        ("st petersburg", "Europe/Moscow"),
        ("Brasilia", "America/Sao_Paulo"),
        ("Санкт Петербург", "Europe/Moscow"),
        ("port au prince", "America/Port-au-Prince"),
        ("etc/gmt-3", "Etc/GMT-3"),
        ("الدوحة", "Asia/Qatar"),
        ("Victoria", "Australia/Victoria"),
    ],
)
def test_a_zone_is_found_by_its_name_or_its_place(query: str, name: str) -> None:
    assert zones.find(query) == name


def test_every_city_is_found_in_its_zone() -> None:
    assert set(CITIES) <= zone_names()
    for zone, cities in CITIES.items():
        for city in cities.split(", "):
            assert zones.find(city) == zone, city


@pytest.mark.parametrize(("query", "name"), [("Berlim", "Europe/Berlin"), ("Moskow", "Europe/Moscow")])
def test_a_slip_brings_the_nearest_ones(query: str, name: str) -> None:
    with pytest.raises(UnknownZone) as raised:
        zones.find(query)
    assert name in raised.value.nearest


def test_nonsense_brings_none() -> None:
    with pytest.raises(UnknownZone) as raised:
        zones.find("///")
    assert raised.value.nearest == ()


def test_a_clock_tells_the_ways_it_may_go_from_now_on() -> None:
    found = zones.by_clock(time(13, 4), WINTER)
    assert "Europe/Paris" in found
    assert "Africa/Lagos" in found
    assert "Europe/London" not in found
    assert zones.by_clock(time(17, 45), WINTER) == ("Asia/Kathmandu",)


def test_a_clock_past_midnight_is_near_to_one_before_it() -> None:
    assert "Asia/Tokyo" in zones.by_clock(time(0, 2), datetime(2026, 1, 15, 14, 55, tzinfo=UTC))


@pytest.mark.parametrize(
    ("north", "east", "name"),
    [
        (35.18, 129.08, "Asia/Seoul"),
        (-37.81, 144.96, "Australia/Melbourne"),
        (-17.7, 179.9, "Pacific/Fiji"),
        (-16.5, -179.99, "Pacific/Fiji"),
    ],
)
def test_a_place_on_the_map_has_the_zone_of_the_chief_place_nearby(
    north: float, east: float, name: str
) -> None:
    assert zones.nearest(north, east, WINTER)[0] == name


def test_near_a_border_the_clocks_of_both_sides_are_offered() -> None:
    saint_petersburg = zones.nearest(59.93, 30.34, WINTER)
    assert saint_petersburg[0] == "Europe/Helsinki"
    assert "Europe/Moscow" in saint_petersburg
    offsets = [WINTER.astimezone(zone_named(name)).utcoffset() for name in saint_petersburg]
    assert len(set(offsets)) == len(offsets)


def test_every_region_has_zones_and_all_of_them_open() -> None:
    for region in zones.REGIONS:
        found = zones.of_region(region)
        assert found
        assert all(str(zone_named(name)) == name for name in found)


def test_a_zone_that_is_known_no_more_is_utc() -> None:
    assert str(zone_named("Mars/Olympus")) == "UTC"


def test_a_place_is_written_as_people_write_it() -> None:
    assert zones.place_name("America/Argentina/Buenos_Aires") == "Buenos Aires"


@pytest.mark.parametrize(
    ("query", "among"),
    [
        ("UTC+3", "Europe/Moscow"),
        ("gmt+3", "Europe/Moscow"),
        ("+5:30", "Asia/Kolkata"),
        ("UTC −4", "America/Caracas"),
        ("MSK", "Europe/Moscow"),
        ("мск", "Europe/Moscow"),
        ("est", "America/New_York"),
        ("PDT", "America/Los_Angeles"),
    ],
)
def test_what_people_call_a_clock_brings_the_places_that_have_it(query: str, among: str) -> None:
    assert among in zones.by_name_of_clock(query, WINTER)


@pytest.mark.parametrize("query", ["Berlin", "UTC", "+99", "3", "", "UTC+3 or so"])
def test_what_is_no_name_of_a_clock_brings_none(query: str) -> None:
    assert zones.by_name_of_clock(query, WINTER) == ()


def test_a_country_has_a_zone_for_each_time_its_clocks_show() -> None:
    assert zones.of_country("DE", WINTER) == ("Europe/Berlin",)
    assert len(zones.of_country("RU", WINTER)) == 11
    assert zones.of_country("XX", WINTER) == ()
