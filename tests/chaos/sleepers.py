"""People who write nothing and wish to be reminded during the run, each in a zone of their own: by day they are owed a reminder, by night not.

They are others than the players: what comes by itself in the middle of a round would be in no replay.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, create_engine, insert

from bot.practice.reminding.zones import TZDATA_VERSION
from bot.services.reminder_plans import scheduled
from storage import engine as engines
from storage.daily_records import PlanRecord, PlanStatus, SlotRecord
from storage.models import DrillQuestion, IdentityRow, ReminderPlan, ReminderSlot, User
from storage.records import UserId
from storage.statements import plain
from tests.chaos.telegram import BOT_ID
from tests.year.people import ZONES
from tests.year.wall import is_quiet, shown

SLEEPERS = 150
FIRST_SLEEPER = 300_001
NIGHT = (22 * 60, 7 * 60)
_JITTER = 2
"""Minutes by which a reminder may leave later; so long before the end the last one is asked for."""


@dataclass(frozen=True)
class Sleeper:
    """`at`: when their reminder is due, but for the jitter; `verdict`: what must become of it."""

    id: int
    zone: str
    at: datetime
    verdict: str

    @property
    def day(self) -> date:
        return date.fromordinal(shown(self.zone, self.at.timestamp())[0])

    @property
    def minute(self) -> int:
        return shown(self.zone, self.at.timestamp())[1]


def sleepers(now: datetime, minutes: float) -> list[Sleeper]:
    """Spread over the run; every sixth has done the drill of the day already, every tenth has paused."""
    spread = max(1, int(minutes) - _JITTER + 1)
    begin = now.replace(second=0, microsecond=0)
    return [
        _sleeper(number, ZONES[number % len(ZONES)], begin + timedelta(minutes=number % spread))
        for number in range(SLEEPERS)
    ]


def _sleeper(number: int, zone: str, at: datetime) -> Sleeper:
    verdict = "quiet" if is_quiet(NIGHT, shown(zone, at.timestamp())[1]) else "send"
    if number % 6 == 0:
        verdict = "done"
    if number % 10 == 0:
        verdict = "paused"
    return Sleeper(FIRST_SLEEPER + number, zone, at, verdict)


def put_into_sqlite(path: str, people: Sequence[Sleeper]) -> None:
    """By an engine that does not keep the file to itself."""
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        _put(connection, people)
    engine.dispose()


async def put_into_postgresql(url: str, people: Sequence[Sleeper]) -> None:
    engine = engines.create_engine(url)
    async with engine.begin() as connection:
        await connection.run_sync(_put, people)
    await engine.dispose()


def _put(connection: Connection, people: Sequence[Sleeper]) -> None:
    since = datetime(2026, 1, 1, tzinfo=UTC)
    plans = [_plan(person) for person in people]
    rows: list[tuple[Any, list[dict[str, Any]]]] = [
        (User, [{"id": person.id, "name": "Ann", "timing": False, "created_at": since} for person in people]),
        (IdentityRow, [{"user_id": one.id, "front": "telegram", "external_id": str(one.id)} for one in people]),
        (ReminderPlan, [{name: value for name, value in vars(plan).items() if name != "slots"} for plan in plans]),
        (ReminderSlot, [{"user_id": plan.user_id, **vars(slot)} for plan in plans for slot in plan.slots]),
        (DrillQuestion, [dict(_done(person)) for person in people if person.verdict == "done"]),
    ]
    for table, values in rows:
        connection.execute(insert(plain(table)), values)


def _plan(person: Sleeper) -> PlanRecord:
    plan = PlanRecord(
        user_id=UserId(person.id),
        bot_id=BOT_ID,
        chat_id=person.id,
        zone=person.zone,
        tzdata=TZDATA_VERSION,
        status=PlanStatus.ON,
        slots=(SlotRecord(slot=1, kind="drill", minute=person.minute, days=127),),
        quiet_from=NIGHT[0],
        quiet_until=NIGHT[1],
        paused_until=person.day + timedelta(days=1) if person.verdict == "paused" else None,
    )
    return scheduled(plan, person.at - timedelta(seconds=1), ())


def _done(person: Sleeper) -> dict[str, Any]:
    return {
        "user_id": person.id,
        "drill": "take-the-no",
        "item": "lift",
        "skill": "retreat",
        "how": "asked",
        "body": "{}",
        "seed": 1,
        "asked_at": person.at,
        "on_date": person.day,
        "status": "answered",
        "answer": "Fine.",
        "outcome": "passed",
        "answered_at": person.at,
        "done_on": person.day,
    }
