"""Finding somebody's zone by what they call the place they are in, or by what their clock shows."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.practice.reminding.places import search_zones
from bot.practice.reminding.zone_names import people_say, plain, rows, today
from bot.practice.reminding.zone_rules import MOST_FOUND, ZonesNow, zones_at
from bot.practice.reminding.zones import is_zone

NOVEMBER = datetime(2026, 11, 22, 15, 40, tzinfo=UTC)
JULY = datetime(2026, 7, 1, 15, 40, tzinfo=UTC)


def keys(text: str) -> list[str]:
    return [one.key for one in search_zones(text)]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("berlin", "Europe/Berlin"),
        ("BERLIN", "Europe/Berlin"),
        ("  Berlin! ", "Europe/Berlin"),
        ("I live in Berlin", "Europe/Berlin"),
        ("Berlin, Germany", "Europe/Berlin"),
        ("new york", "America/New_York"),
        ("new_york", "America/New_York"),
        ("newyork", "America/New_York"),
        ("New York City", "America/New_York"),
        ("NYC", "America/New_York"),
        ("York", "America/New_York"),
        ("America/New_York", "America/New_York"),
        ("america/new york", "America/New_York"),
        ("São Paulo", "America/Sao_Paulo"),
        ("sao paulo", "America/Sao_Paulo"),
        ("Zürich", "Europe/Zurich"),
        ("zuerich", "Europe/Zurich"),
        ("Bangalore", "Asia/Kolkata"),
        ("Mumbai", "Asia/Kolkata"),
        ("New Delhi", "Asia/Kolkata"),
        ("San Francisco", "America/Los_Angeles"),
        ("san fransisco", "America/Los_Angeles"),
        ("SF", "America/Los_Angeles"),
        ("LA", "America/Los_Angeles"),
        ("los angles", "America/Los_Angeles"),
        ("Munich", "Europe/Berlin"),
        ("München", "Europe/Berlin"),
        ("muenchen", "Europe/Berlin"),
        ("Beijing", "Asia/Shanghai"),
        ("北京", "Asia/Shanghai"),
        ("Geneva", "Europe/Zurich"),
        ("Genève", "Europe/Zurich"),
        ("Rio", "America/Sao_Paulo"),
        ("rio de janeiro", "America/Sao_Paulo"),
        ("Gdańsk", "Europe/Warsaw"),
        ("lodz", "Europe/Warsaw"),
        ("Tromso", "Europe/Oslo"),
        ("Stockholm", "Europe/Stockholm"),
        ("Tel Aviv", "Asia/Jerusalem"),
        ("Washington DC", "America/New_York"),
        ("Portland, Maine", "America/New_York"),
        ("Portland, OR", "America/Los_Angeles"),
        ("San Jose, Costa Rica", "America/Costa_Rica"),
        ("London, Ontario", "America/Toronto"),
        ("Paris, France", "Europe/Paris"),
        ("paris france", "Europe/Paris"),
        ("Paris, Texas", "America/Chicago"),
        ("Springfield, Illinois", "America/Chicago"),
        ("Birmingham, UK", "Europe/London"),
        ("Hamilton, New Zealand", "Pacific/Auckland"),
        ("California", "America/Los_Angeles"),
        ("Queensland", "Australia/Brisbane"),
        ("Calcutta", "Asia/Kolkata"),
        ("Asia/Calcutta", "Asia/Kolkata"),
        ("Kiev", "Europe/Kyiv"),
        ("Saigon", "Asia/Ho_Chi_Minh"),
        ("Rangoon", "Asia/Yangon"),
        ("Godthab", "America/Nuuk"),
        ("US/Pacific", "America/Los_Angeles"),
        ("EST", "America/New_York"),
        ("Eastern time", "America/New_York"),
        ("UTC", "Etc/UTC"),
        ("Germany", "Europe/Berlin"),
        ("Deutschland", "Europe/Berlin"),
        ("UK", "Europe/London"),
        ("South Korea", "Asia/Seoul"),
        ("Côte d\u2019Ivoire", "Africa/Abidjan"),
        ("Nepal", "Asia/Kathmandu"),
        ("amsterdm", "Europe/Amsterdam"),
        ("melborne", "Australia/Melbourne"),
        ("londn", "Europe/London"),
        ("hongkong", "Asia/Hong_Kong"),
        ("buenos", "America/Argentina/Buenos_Aires"),
        ("st johns", "America/St_Johns"),
        ("port au prince", "America/Port-au-Prince"),
    ],
)
def test_a_place_is_found_however_it_is_typed(text: str, key: str) -> None:
    assert keys(text)[0] == key


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Washington", {"America/Los_Angeles", "America/New_York"}),
        ("Portland", {"America/Los_Angeles", "America/New_York"}),
        ("Georgia", {"America/New_York", "Asia/Tbilisi"}),
        ("Newcastle", {"Europe/London", "Australia/Sydney"}),
        ("IST", {"Asia/Kolkata", "Europe/Dublin", "Asia/Jerusalem"}),
        ("Spain", {"Europe/Madrid", "Atlantic/Canary"}),
        ("Congo", {"Africa/Kinshasa", "Africa/Lubumbashi", "Africa/Brazzaville"}),
    ],
)
def test_places_of_one_name_are_all_offered(text: str, expected: set[str]) -> None:
    assert set(keys(text)) == expected


def test_a_large_country_offers_one_zone_of_each_rule_the_best_known_first() -> None:
    assert keys("USA")[:5] == [
        "America/New_York",
        "America/Los_Angeles",
        "America/Chicago",
        "America/Denver",
        "America/Phoenix",
    ]
    assert keys("Brazil")[0] == "America/Sao_Paulo"
    assert keys("Russia")[0] == "Europe/Moscow"
    assert len(keys("Canada")) == len(set(keys("Canada"))) == MOST_FOUND


def test_what_was_found_is_told_by_its_own_name_and_country() -> None:
    (found,) = search_zones("bangalore")
    assert (found.place, found.country) == ("Bangalore", "India")
    (found,) = search_zones("saigon")
    assert (found.place, found.country) == ("Saigon", "Vietnam")
    (found,) = search_zones("edinburgh")
    assert (found.place, found.country) == ("Edinburgh", "United Kingdom")


@pytest.mark.parametrize(
    "text", ["", " ", "a", "xyzzy", "?!", "\x00", "'; DROP TABLE users; --", "../../etc/passwd", "x" * 5000]
)
def test_what_is_nowhere_finds_nothing(text: str) -> None:
    assert keys(text) == []


def test_every_zone_in_use_is_found_by_its_name() -> None:
    assert [row.key for row in rows() if keys(row.key) != [row.key]] == []


def test_every_name_that_people_have_is_for_a_zone_in_use() -> None:
    known = people_say()
    in_use = {row.key for row in rows()} | {"Etc/UTC"}
    assert {key for key in (*known.places, *known.well_known) if key not in in_use} == set()
    assert [name for name in known.short if not search_zones(name)] == []
    assert [name for names in known.places.values() for name in names if not plain(name)] == []
    assert all(is_zone(key) for key in today().values())


def shown(now: datetime, hour: int, minute: int) -> list[tuple[float, list[str]]]:
    return [
        (one.offset / timedelta(hours=1), [zone.place for zone in one.zones])
        for one in zones_at(now, hour * 60 + minute)
    ]


def test_the_clock_on_the_wall_tells_the_offset_and_zones_with_other_rules_are_told_apart() -> None:
    assert shown(NOVEMBER, 21, 10) == [(5.5, ["Kolkata"])]
    ((offset, places),) = shown(NOVEMBER, 16, 40)
    assert (offset, places[:2]) == (1, ["Berlin", "Lagos"])
    ((offset, places),) = shown(JULY, 10, 40)
    assert (offset, places[:2]) == (-5, ["Chicago", "Bogota"])
    ((_, places),) = shown(NOVEMBER, 10, 40)
    assert places[:2] == ["New York", "Bogota"]


def test_who_changes_the_clock_on_the_same_day_at_another_hour_has_rules_of_their_own() -> None:
    ((_, places),) = shown(NOVEMBER, 17, 40)
    assert {"Athens", "Beirut", "Jerusalem", "Cairo"} <= set(places)


def test_other_well_known_places_of_the_same_rules_are_named_beside() -> None:
    ((_, zones),) = [(one.offset, one.zones) for one in zones_at(NOVEMBER, 16 * 60 + 40)]
    assert zones[0].also == ("Paris", "Madrid", "Rome")


def test_a_clock_that_is_a_few_minutes_off_is_understood() -> None:
    assert shown(NOVEMBER, 21, 13) == shown(NOVEMBER, 21, 10)
    assert [offset for offset, _ in shown(NOVEMBER, 21, 17)] == [5.5, 5.75]  # India and Nepal are as near
    assert shown(NOVEMBER, 21, 25) == [(5.75, ["Kathmandu"])]


def test_both_sides_of_the_date_line_are_offered() -> None:
    found = zones_at(NOVEMBER, 4 * 60 + 40)
    assert [one.offset / timedelta(hours=1) for one in found] == [13, -11]
    assert found[0].zones[0].key == "Pacific/Auckland"


def test_a_time_that_is_shown_nowhere_finds_nothing_or_what_is_near() -> None:
    found: tuple[ZonesNow, ...] = zones_at(NOVEMBER, 18 * 60 + 2)
    assert [
        one for one in found if abs((one.offset - timedelta(hours=2, minutes=22)) / timedelta(minutes=1)) > 15
    ] == []
