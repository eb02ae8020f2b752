"""What an operator is told about one user's reminders."""

import asyncio
import re
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.practice.reminding.zones import TZDATA_VERSION
from bot.services.planning import NO_ZONE_YET
from bot.services.reminder_plans import scheduled
from storage.daily_records import Fired, PlanRecord, PlanStatus, SlotRecord
from storage.engine import create_engine, sqlite_url
from storage.records import UserId
from storage.schema import upgrade
from storage.unit_of_work import Database
from tests.storage.samples import ANN, add_user

MORNING = SlotRecord(slot=1, kind="drill", minute=570, days=127)
SUNDAYS = SlotRecord(slot=0, kind="digest", minute=1080, days=64)
Run = Callable[..., tuple[int, str, str]]


def plan(user_id: UserId, **changes: object) -> PlanRecord:
    return PlanRecord(
        **{
            "user_id": user_id,
            "bot_id": 7,
            "chat_id": 501,
            "zone": "Asia/Kathmandu",
            "tzdata": TZDATA_VERSION,
            "status": PlanStatus.ON,
            "slots": (MORNING, SUNDAYS),
            **changes,
        }
    )


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    """Runs the command on the test's own file."""

    def run_command(*args: str) -> tuple[int, str, str]:
        monkeypatch.setenv("DATABASE_URL", sqlite_url(tmp_path / "stepdown.db"))
        monkeypatch.setattr(sys, "argv", ["bot", "reminders", *args])
        status = 0
        try:
            main()
        except SystemExit as end:
            status = end.code if isinstance(end.code, int) else 0
        out, err = capsys.readouterr()
        return status, out, " ".join(err.split())

    return run_command


@pytest.fixture
async def user_id(tmp_path: Path) -> UserId:
    """A user with a plan, and what became of two reminders."""
    engine = create_engine(sqlite_url(tmp_path / "stepdown.db"))
    await upgrade(engine)
    database = Database(engine)
    user = await add_user(database, ANN)
    now = datetime.now(UTC)
    async with database.unit_of_work() as uow:
        await uow.reminders.keep_plan(scheduled(plan(user.id), now, ()))
        for days, status in ((2, "send"), (1, "missed")):
            at = (now - timedelta(days=days)).replace(hour=3, minute=45)
            fired = Fired(user_id=user.id, slot=1, kind="drill", on_date=at.date(), due_at=at, status=status)
            await uow.reminders.decide([fired], at)
        await uow.commit()
    await database.dispose()
    return user.id


@pytest.mark.parametrize("whose", ["telegram:501", "501"])
def test_what_comes_and_what_became_of_the_last_ones_is_told(run: Run, user_id: UserId, whose: str) -> None:
    status, out, err = run("--user", whose, "--next", "9")
    assert (status, err, user_id > 0) == (0, "", True)
    first, zone, *lines = out.splitlines()
    assert (first, zone) == ("Reminders: 09:30, every day, Kathmandu time.", "Zone: Asia/Kathmandu")
    coming = [line for line in lines if line.endswith("slot 1")]
    assert len(coming) + sum(line.endswith("digest") for line in lines) == 9
    assert all(re.fullmatch(r"  \w{3} [\d-]{10} 09:30 UTC\+5:45 +[\d-]{10}T03:45Z  slot 1", line) for line in coming)
    assert "The last: 2" in lines
    assert [line.rpartition(" ")[2] for line in lines[-2:]] == ["missed", "send"]


@pytest.mark.parametrize("whose", ["telegram:502", "terminal:501", "", "'; DROP TABLE users"])
def test_who_has_no_plan_is_told_so(run: Run, user_id: UserId, whose: str) -> None:
    status, out, err = run("--user", whose)
    assert (status, out, user_id > 0) == (2, "", True)
    assert "no plan of reminders" in err


@pytest.mark.parametrize("count", ["0", "-1", "many", "1000"])
def test_a_count_that_makes_no_sense_is_refused(run: Run, user_id: UserId, count: str) -> None:
    status, _, err = run("--user", "501", "--next", count)
    assert (status, user_id > 0) == (2, True)
    assert "--next" in err


async def test_a_plan_that_waits_for_a_zone_has_nothing_to_come(tmp_path: Path, user_id: UserId, run: Run) -> None:
    database = Database(create_engine(sqlite_url(tmp_path / "stepdown.db")))
    async with database.unit_of_work() as uow:
        waiting = plan(user_id, zone=NO_ZONE_YET, status=PlanStatus.OFF)
        await uow.reminders.keep_plan(scheduled(waiting, datetime.now(UTC), ()))
        await uow.commit()
    await database.dispose()
    status, out, _ = await asyncio.to_thread(run, "--user", "501")
    assert status == 0
    assert "Zone: not known yet\nTo come: 0" in out
