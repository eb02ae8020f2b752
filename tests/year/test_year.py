"""A few weeks of the simulated year: each reminder that was owed comes once and no other, whatever fails."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from tests.year import __main__ as command
from tests.year.facts import Got, History, Look, Person, Schedule, Year
from tests.year.oracle import Oracle
from tests.year.people import ZONES
from tests.year.run import Outcome, simulate
from tests.year.wall import rings, shown
from tests.year.world import Size

FAULTS = {"429", "away", "connect", "killed before", "killed after", "timeout, taken", "timeout, not taken"}
EVERY_DAY = frozenset(range(7))
MONDAY = date(2026, 3, 2).toordinal()
SMALL = {
    "sqlite": Size(users=100, days=7, step=600, faults=12, deeds=4, daily=True, start="2026-03-05"),
    "postgresql": Size(users=60, days=5, workers=3, step=600, faults=12, deeds=4, daily=True, start="2026-03-27"),
}


@pytest.fixture
async def outcome(backend: str, database_url: str) -> Outcome:
    return await simulate(SMALL[backend], database_url)


async def test_what_was_owed_came_once_and_nothing_else_on_either_database(outcome: Outcome) -> None:
    assert outcome.wrong == []
    assert outcome.counts["came"] > 200
    assert outcome.counts["came again"] > 5
    assert outcome.counts["unknowable"] < outcome.counts["owed"] / 10
    assert set(outcome.verdicts) >= {"send", "done", "quiet", "missed"}
    assert len(FAULTS & set(outcome.told)) >= 5


@pytest.mark.parametrize(
    ("zone", "day", "minute", "instant"),
    [
        ("America/New_York", date(2026, 3, 8), 150, "2026-03-08 07:30"),
        ("America/New_York", date(2026, 11, 1), 90, "2026-11-01 05:30"),
        ("Europe/London", date(2026, 3, 29), 90, "2026-03-29 01:30"),
        ("Australia/Lord_Howe", date(2026, 10, 4), 135, "2026-10-03 15:45"),
        ("Africa/Casablanca", date(2026, 2, 15), 150, "2026-02-15 01:30"),
        ("Asia/Kathmandu", date(2026, 5, 1), 570, "2026-05-01 03:45"),
        ("America/Santiago", date(2026, 9, 6), 30, "2026-09-06 04:30"),
        ("America/Vancouver", date(2026, 12, 1), 570, "2026-12-01 16:30"),
    ],
)
def test_the_oracle_reads_a_wall_clock_as_people_do(zone: str, day: date, minute: int, instant: str) -> None:
    expected = datetime.fromisoformat(instant).replace(tzinfo=UTC)
    assert datetime.fromtimestamp(rings(zone, day.toordinal(), minute), UTC) == expected


def test_there_are_sixty_zones() -> None:
    assert len(set(ZONES)) == 60
    assert all(ZoneInfo(key) for key in ZONES)


def person(*got: Got) -> Person:
    """Somebody in Lisbon who wishes to hear from the bot at half past eight."""
    slots = {1: History[Schedule | None](Schedule("Europe/Lisbon", 510, EVERY_DAY), at(0, 0))}
    quiet = History[tuple[int, int] | None](None)
    return Person(1, 501, History("Europe/Lisbon"), slots, quiet, at(0, 0), got=list(got))


def at(day: int, minute: float) -> float:
    return datetime(2026, 3, 2, tzinfo=UTC).timestamp() + day * 86400 + minute * 60


def told(someone: Person, *, down: tuple[float, float] = (0, 0)) -> list[str]:
    """What the oracle says of a day on which the workers looked each minute."""
    looks = [Look(at(0, minute), at(0, minute) + 1, healthy=True) for minute in range(1440)]
    up = [look for look in looks if not down[0] <= look.start < down[1]]
    oracle = Oracle(Year(at(0, 0), at(1, 0), [someone], up))
    oracle.check(someone)
    return [sentence.partition(": ")[2] for sentence in oracle.wrong]


def came(minute: float, *, again: bool = False) -> Got:
    return Got(at(0, minute), MONDAY, 1, again)


def test_a_reminder_comes_once_and_in_time() -> None:
    assert told(person(came(511))) == []
    assert told(person()) == ["was owed and did not come"]
    assert told(person(came(511), came(512))) == ["came 2 times"]
    assert told(person(came(509))) == ["came 60 s early"]
    assert told(person(came(560))) == ["came 2879 s late"]
    assert told(person(came(511, again=True))) == ["was owed and did not come", "came again, and nobody had asked"]


def test_what_the_user_did_decides_whether_it_is_owed() -> None:
    done, skipping, paused, quiet, off = (person() for _ in range(5))
    done.done[MONDAY] = at(0, 400)
    skipping.skipped.set(at(0, 400), MONDAY)
    paused.paused.set(at(0, 400), MONDAY + 1)
    quiet.quiet.set(at(0, 400), (480, 540))
    off.on.set(at(0, 400), value=False)
    for someone in (done, skipping, paused, quiet, off):
        assert told(someone) == []
        someone.got.append(came(511))
        assert told(someone)[0] == "was not owed and came"


def test_what_nobody_could_send_in_time_is_not_sent_later() -> None:
    six_hours = (at(0, 500), at(0, 860))
    assert told(person(), down=six_hours) == []
    assert "was not owed and came" in told(person(came(861)), down=six_hours)


def test_a_clock_shows_the_local_date_and_minute() -> None:
    assert shown("Asia/Kathmandu", at(0, 0)) == (MONDAY, 345)
    assert shown("America/New_York", at(0, 0)) == (MONDAY - 1, 1140)


def test_the_command_says_what_it_did(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.argv", ["year", "--users", "10", "--days", "1", "--step", "900"])
    assert command.main() == 0
    said = capsys.readouterr().out
    assert "0 wrong" in said
    assert "reminders: came" in said
