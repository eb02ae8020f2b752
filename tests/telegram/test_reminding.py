"""Reminders from the phone and from Telegram's side: what arrives, once, and what becomes of it."""

import asyncio
import logging
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.practice.library import Library
from bot.practice.reminding.zones import TZDATA_VERSION
from bot.services.deps import Deps
from bot.telegram.reminding import Reminding, private_chats
from bot.watch.metrics import Metrics
from storage.daily_records import PlanRecord, PlanStatus, SlotRecord
from storage.engine import create_engine
from storage.errors import DatabaseUnavailable
from storage.records import UserId
from storage.unit_of_work import Database
from tests.fake_bot_api.player import Clock, Player
from tests.fake_bot_api.server import PATIENCE, FakeBot
from tests.fake_bot_api.state import BotState, Fault
from tests.patience import eventually
from tests.services.reminded import with_lines_only
from tests.services.samples import ANN
from tests.storage.samples import add_user
from tests.telegram.running import all_kept, running

EVERYWHERE = pytest.mark.parametrize("backend", ["sqlite", "postgresql"], indirect=True)
MANY = 60


@pytest.fixture
def clock() -> Clock:
    """Reminders go by the time of day, so here the players do."""
    return Clock(datetime.now(UTC))


@pytest.fixture
def library(library: Library) -> Library:
    return with_lines_only(library)


async def plan_of(database: Database, user_id: UserId | None = None) -> PlanRecord:
    async with database.unit_of_work() as uow:
        user = await uow.users.by_identity(ANN.identity)
        plan = await uow.reminders.plan_of(user_id or (user.id if user else UserId(0)))
    assert plan is not None
    return plan


async def has_a_plan(ann: Player) -> None:
    """Every day at an hour that is half a day away."""
    hour = (datetime.now(UTC).hour + 12) % 24
    await ann.says(f"/remind {hour}:00")
    asked = await ann.sees("Where are you")
    assert any("New York" in label for row in asked.labels for label in row)
    await ann.says("/zone utc+0")
    await ann.sees("Which of these clocks is yours?")
    await ann.says("/zone Reykjavik")
    await ann.sees("Next:")


async def is_due(database: Database, user_id: UserId | None = None) -> None:
    """The time of every slot has come, for today."""
    plan = await plan_of(database, user_id)
    now = datetime.now(UTC) - timedelta(seconds=1)
    minute = now.hour * 60 + now.minute
    slots = tuple(replace(slot, minute=minute, on_date=now.date(), due_at=now) for slot in plan.slots)
    async with database.unit_of_work() as uow:
        await uow.reminders.keep_plan(replace(plan, slots=slots))
        await uow.commit()


async def settled(database: Database) -> None:
    """Nothing is due, and nothing waits to be sent."""
    async with asyncio.timeout(PATIENCE):
        while await overdue(database):  # noqa: ASYNC110 (a database has no event to wait for)
            await asyncio.sleep(0.02)
    await all_kept(database)


async def overdue(database: Database) -> bool:
    async with database.unit_of_work() as uow:
        return bool((await uow.reminders.overdue(datetime.now(UTC)))[0])


def reminders(state: BotState) -> int:
    return sum("A minute for a drill?" in shown.text for shown in state.shown)


@EVERYWHERE
async def test_a_plan_is_made_a_reminder_comes_and_is_put_off(ann: Player, database: Database) -> None:
    await has_a_plan(ann)
    await is_due(database)
    reminder = await ann.sees("A minute for a drill?")
    assert reminder.labels == [["10 min", "1 hour", "Tonight"], ["Skip today"]]
    now = datetime.now(UTC)
    await ann.presses("10 min")
    if (now + timedelta(minutes=11)).date() == now.date():
        await ann.sees("Back at")
    await settled(database)
    assert reminders(ann.bot.state) == 1


async def test_a_button_of_a_reminder_long_ago_says_that_its_moment_has_passed(ann: Player, database: Database) -> None:
    await has_a_plan(ann)
    await is_due(database)
    reminder = await ann.sees("A minute for a drill?")
    before = await plan_of(database)
    query = await ann.presses_data("snooze|0.0|skip.20200101.1", reminder)
    assert (await ann.toast(query)).startswith("That moment has passed")
    assert await plan_of(database) == before


async def test_a_plan_is_changed_where_it_stands(ann: Player) -> None:
    await has_a_plan(ann)
    shown = [message for message in ann.bot.state.shown if "Next:" in message.text][-1]
    await ann.presses("Turn off", shown)
    off = await ann.sees("Reminders are off")
    assert off.id == shown.id
    await ann.presses("Turn on", off)
    assert (await ann.sees("Next:")).id == shown.id


@EVERYWHERE
async def test_a_timeout_on_a_reminder_is_uncertain_and_never_resent(ann: Player, database: Database) -> None:
    await has_a_plan(ann)
    ann.bot.state.faults.append(Fault("sendMessage", broken_off=True))
    await is_due(database)
    await ann.sees("A minute for a drill?")
    await settled(database)
    await ann.says("/help")
    await ann.sees("/practice")
    assert reminders(ann.bot.state) == 1
    tomorrow = (await plan_of(database)).slots[0].on_date
    assert tomorrow is not None
    assert tomorrow > datetime.now(UTC).date() - timedelta(days=1)


async def test_a_reminder_that_a_busy_telegram_refuses_waits_and_comes_once(ann: Player, database: Database) -> None:
    await has_a_plan(ann)
    ann.bot.state.faults.append(Fault("sendMessage", status=429, retry_after=1))
    await is_due(database)
    await ann.sees("A minute for a drill?")
    await settled(database)
    assert reminders(ann.bot.state) == 1


@EVERYWHERE
async def test_whoever_blocked_the_bot_gets_no_reminders_until_start(ann: Player, database: Database) -> None:
    await has_a_plan(ann)
    ann.bot.state.blocked_by.add(ann.id)
    await is_due(database)
    await ann.bot.wait_for(lambda state: next((call for call in state.calls if call.status == 403), None), "a 403")
    await settled(database)
    stopped = await plan_of(database)
    assert (stopped.status, stopped.slots[0].due_at) == (PlanStatus.BLOCKED, None)
    ann.bot.state.blocked_by.clear()
    await ann.says("/start")
    await ann.sees("Your reminders are on again")
    back = await plan_of(database)
    assert back.status is PlanStatus.ON
    assert back.slots[0].due_at is not None
    assert back.slots[0].due_at > datetime.now(UTC)


async def test_a_reminder_follows_a_group_that_moved(ann: Player, database: Database) -> None:
    await has_a_plan(ann)
    ann.bot.state.faults.append(Fault("sendMessage", status=400, moved_to=-1009))
    await is_due(database)
    await ann.bot.wait_for(lambda state: reminders(state) or None, "the reminder")
    await settled(database)
    assert ann.bot.state.shown[-1].chat_id == -1009
    assert (await plan_of(database)).chat_id == -1009


async def test_delete_erases_the_plan_and_what_was_to_come_does_nothing(ann: Player, database: Database) -> None:
    await has_a_plan(ann)
    user_id = (await plan_of(database)).user_id
    await ann.says("/delete")
    await ann.sees("cannot be undone")
    await ann.presses("Yes, erase everything")
    await ann.sees("is erased")
    async with database.unit_of_work() as uow:
        assert await uow.reminders.plan_of(user_id) is None
        assert await uow.reminders.recent(user_id, 5) == ()
        assert await uow.reminders.overdue(datetime.now(UTC) + timedelta(days=9)) == (0, None)


@pytest.mark.parametrize("backend", ["postgresql"], indirect=True)
async def test_several_workers_send_each_reminder_once(
    deps: Deps, database: Database, database_url: str, fake: FakeBot
) -> None:
    users = [
        await add_user(database, replace(ANN.identity, external_id=str(number))) for number in range(1000, 1000 + MANY)
    ]
    now = datetime.now(UTC) - timedelta(seconds=1)
    minute = now.hour * 60 + now.minute
    slot = SlotRecord(slot=1, kind="drill", minute=minute, days=127, on_date=now.date(), due_at=now)
    async with database.unit_of_work() as uow:
        for number, user in enumerate(users, 1000):
            await uow.reminders.keep_plan(
                PlanRecord(
                    user_id=user.id,
                    bot_id=fake.state.id,
                    chat_id=number,
                    zone="UTC",
                    tzdata=TZDATA_VERSION,
                    status=PlanStatus.ON,
                    slots=(slot,),
                )
            )
        await uow.commit()
    others = [Database(create_engine(database_url), database.rates) for _ in range(2)]
    async with (
        running(deps, fake),
        running(replace(deps, database=others[0]), fake),
        running(replace(deps, database=others[1]), fake),
    ):
        await fake.wait_for(lambda state: reminders(state) >= MANY or None, "all reminders")
        await settled(database)
    for other in others:
        await other.dispose()
    assert sorted(shown.chat_id for shown in fake.state.shown) == list(range(1000, 1000 + MANY))


async def test_the_edition_of_the_zones_is_told_once_and_older_plans_are_computed_anew(
    deps: Deps, database: Database, fake: FakeBot, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    async with running(deps, fake):
        ann = Player(fake, clock)
        await has_a_plan(ann)
    plan = await plan_of(database)
    async with database.unit_of_work() as uow:
        await uow.reminders.keep_plan(replace(plan, tzdata="2020a"))
        await uow.commit()
    caplog.clear()
    async with running(deps, fake):
        await eventually(lambda: "Plans of reminders computed anew: 1" in caplog.text, "the new plan")
    assert caplog.text.count(f"Time zones: edition {TZDATA_VERSION}") == 1
    assert (await plan_of(database)).tzdata == TZDATA_VERSION


async def test_what_was_decided_is_counted_and_a_database_that_is_away_is_asked_again(
    deps: Deps, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    metrics, stop, woken = Metrics(), asyncio.Event(), asyncio.Event()
    looks = 0

    async def decided(*_: object) -> dict[str, int]:
        nonlocal looks
        looks += 1
        if looks == 1:
            raise DatabaseUnavailable("nobody answers")
        return {"send": 2, "missed": 1} if looks == 2 else {}

    monkeypatch.setattr("bot.telegram.reminding.send_due_reminders", decided)
    monkeypatch.setattr("bot.telegram.reminding._EVERY", 0.01)
    looking = asyncio.create_task(Reminding(7, deps, lambda: datetime.now(UTC), woken.set, metrics).run(stop))
    await eventually(lambda: looks > 3, "four looks")
    stop.set()
    await looking
    counted = metrics.registry.get_sample_value
    assert counted("stepdown_reminders_total", {"verdict": "send"}) == 2
    assert counted("stepdown_reminders_total", {"verdict": "missed"}) == 1
    assert woken.is_set()
    assert "Reminders wait for the database" in caplog.text


@pytest.mark.parametrize(
    ("front", "number", "found"), [("telegram", "501", True), ("terminal", "local", False), ("telegram", "x", False)]
)
def test_only_who_is_on_telegram_is_in_reach(front: str, number: str, found: bool) -> None:  # noqa: FBT001
    person = replace(ANN, identity=replace(ANN.identity, front=front, external_id=number))
    reach = private_chats(7)(person)
    assert (reach is not None) is found
    assert reach is None or (reach.bot_id, reach.chat_id) == (7, 501)
