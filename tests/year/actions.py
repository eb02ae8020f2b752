"""What users do, by the repository calls that the bot's use cases make, and written down for the oracle."""

import random
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, insert, select, update

from bot.practice.reminding.decide import NotPossible, Snooze, snooze_until
from bot.services.reminder_plans import bits_of, plan_in, scheduled
from storage.columns import Instant
from storage.daily_records import PlanRecord, PlanStatus, SlotRecord
from storage.models import DrillQuestion, Round, User
from storage.records import UserId
from storage.statements import plain
from storage.unit_of_work import UnitOfWork
from tests.year.facts import History, Person, Schedule, Snoozed
from tests.year.people import Chance
from tests.year.telegram import FakeTelegram
from tests.year.wall import shown

if TYPE_CHECKING:
    from tests.year.world import World

_IN_PLAY = 600.0
_USERS = plain(User).c
_HOLD = select(_USERS.id).where(_USERS.id.in_(bindparam("ids", expanding=True))).order_by(_USERS.id).with_for_update()
_DATES_APART = timedelta(days=3)
_ROUNDS = plain(Round)
_PLAYED = (
    update(_ROUNDS).where(_ROUNDS.c.user_id == bindparam("whose")).values(last_line_at=bindparam("at", type_=Instant))
)
_DONE = insert(plain(DrillQuestion))
_QUESTION = {
    "drill": "take-the-no",
    "item": "lift",
    "skill": "retreat",
    "how": "asked",
    "body": "{}",
    "seed": 1,
    "status": "answered",
    "answer": "Fine.",
    "outcome": "passed",
}

DAILY = {
    "done": 0.1,
    "play": 0.02,
    "skip": 0.004,
    "pause": 0.0015,
    "unpause": 0.0005,
    "set_quiet": 0.001,
    "travel": 0.004,
    "edit": 0.002,
    "turn_off": 0.001,
    "block": 0.001,
    "migrate": 0.001,
}
"""How often somebody does it on a day."""


class Actions:
    """One batch of them is one transaction."""

    def __init__(self, world: "World", chance: Chance) -> None:
        self._world = world
        self._chance = chance
        self._rng: random.Random = chance.rng
        self._questions: list[dict[str, object]] = []
        self._lines: list[dict[str, object]] = []
        self._dropping: set[int] = set()
        self._stopped: dict[int, dict[int, Schedule]] = {}
        self._now = 0.0

    async def do(self, actions: Sequence[tuple[str, Person]]) -> None:
        known: dict[str, Callable[[UnitOfWork, Person], Awaitable[None]]] = {
            name: getattr(self, f"_do_{name}") for name in (*DAILY, "turn_on", "come_back", "snooze")
        }
        self._now = self._world.clock()
        async with self._world.database.unit_of_work() as uow:
            await uow._db_session.execute(_HOLD, {"ids": sorted({person.id for _, person in actions})})
            for name, person in actions:
                if not person.away.now or name == "come_back":
                    await known[name](uow, person)
            if self._questions:
                await uow._db_session.execute(_DONE, self._questions)
            if self._lines:
                await uow._db_session.execute(_PLAYED, self._lines)
            for chat in sorted(self._dropping):
                await uow.outbox.drop_reminders(FakeTelegram.id, chat, self._moment)
            await uow.commit()
        self._questions, self._lines, self._dropping = [], [], set()

    @property
    def _moment(self) -> datetime:
        return datetime.fromtimestamp(self._now, UTC)

    def _today(self, person: Person) -> int:
        return shown(person.zone.now, self._now)[0]

    async def _plan(self, uow: UnitOfWork, person: Person) -> PlanRecord:
        found = await uow.reminders.plan_of(UserId(person.id))
        assert found is not None
        return found

    async def _keep(self, uow: UnitOfWork, before: PlanRecord, after: PlanRecord) -> None:
        """What stays as it was keeps its instant: what is due this very minute is not lost to another wish."""
        now = self._moment
        fired = await uow.reminders.fired_since(after.user_id, now.date() - _DATES_APART)
        planned = scheduled(after, now, fired)
        if (before.status, before.zone, before.tzdata) == (planned.status, planned.zone, planned.tzdata):
            known = {_time(slot): slot for slot in before.slots if slot.due_at is not None}
            planned = replace(planned, slots=tuple(known.get(_time(slot), slot) for slot in planned.slots))
        await uow.reminders.keep_plan(planned)

    def _drop(self, person: Person) -> None:
        """In the end, chat by chat in the order in which workers settle: of many users at once, the bot itself never changes anything."""
        if self._world.something_waits:
            self._dropping.add(person.chat)

    async def _change(self, uow: UnitOfWork, person: Person, **values: object) -> None:
        before = await self._plan(uow, person)
        await self._keep(uow, before, replace(before, **values))  # type: ignore[arg-type]

    async def _do_done(self, _: UnitOfWork, person: Person) -> None:
        today = self._today(person)
        if today in person.done:
            return
        person.done[today] = self._now
        row = {"user_id": person.id, "asked_at": self._moment, "on_date": date.fromordinal(today)}
        self._questions.append({**_QUESTION, **row, "answered_at": self._moment, "done_on": date.fromordinal(today)})
        self._drop(person)

    async def _do_play(self, _: UnitOfWork, person: Person) -> None:
        """A line in a round; in half of the cases the round goes on."""
        if not person.played or person.played[-1][0] < self._now:
            person.played.append((self._now, self._now + _IN_PLAY))
            self._lines.append({"whose": person.id, "at": self._moment})
        if self._rng.random() < 0.6:
            self._world.later(self._now + self._rng.uniform(60, 590), "play", person)

    async def _do_skip(self, uow: UnitOfWork, person: Person) -> None:
        today = self._today(person)
        await self._change(uow, person, skipped_on=date.fromordinal(today))
        person.skipped.set(self._now, today)
        self._drop(person)

    async def _do_pause(self, uow: UnitOfWork, person: Person) -> None:
        until = self._today(person) + self._rng.randrange(1, 15)
        await self._change(uow, person, paused_until=date.fromordinal(until))
        person.paused.set(self._now, until)
        self._drop(person)

    async def _do_unpause(self, uow: UnitOfWork, person: Person) -> None:
        await self._change(uow, person, paused_until=None)
        person.paused.set(self._now, None)

    async def _do_set_quiet(self, uow: UnitOfWork, person: Person) -> None:
        quiet = None if person.quiet.now else self._chance.quiet()
        start, end = quiet or (None, None)
        await self._change(uow, person, quiet_from=start, quiet_until=end)
        person.quiet.set(self._now, quiet)

    async def _do_travel(self, uow: UnitOfWork, person: Person) -> None:
        """Anywhere, the other side of the date line included: half past eight stays half past eight."""
        zone = self._chance.zone()
        await self._change(uow, person, zone=zone)
        person.zone.set(self._now, zone)
        self._wish_anew(person, {slot: wish for slot, wish in _wishes(person).items() if wish})

    async def _do_edit(self, uow: UnitOfWork, person: Person) -> None:
        if not person.on.now:
            return
        zone = person.zone.now
        wishes = {wish.slot: Schedule(zone, wish.minute, wish.days) for wish in self._chance.wishes()}
        await self._change(uow, person, slots=slot_records(wishes))
        self._wish_anew(person, wishes)

    async def _do_turn_off(self, uow: UnitOfWork, person: Person) -> None:
        if not person.on.now:
            return
        await self._change(uow, person, status=PlanStatus.OFF)
        person.on.set(self._now, value=False)
        self._stop(person)
        self._drop(person)
        self._world.later(self._now + self._rng.uniform(600, 10 * 86400), "turn_on", person)

    async def _do_turn_on(self, uow: UnitOfWork, person: Person) -> None:
        if not person.on.now:
            await self._change(uow, person, status=PlanStatus.ON)
            person.on.set(self._now, value=True)
            self._wish_anew(person, self._stopped.pop(person.id, {}))

    async def _do_block(self, _: UnitOfWork, person: Person) -> None:
        if person.on.now:
            person.away.set(self._now, value=True)
            self._world.later(self._now + self._rng.uniform(600, 20 * 86400), "come_back", person)

    async def _do_come_back(self, uow: UnitOfWork, person: Person) -> None:
        """/start: what was stopped by a refusal begins again."""
        plan = await self._plan(uow, person)
        person.away.set(self._now, value=False)
        if plan.status is PlanStatus.BLOCKED:
            await self._keep(uow, plan, replace(plan, status=PlanStatus.ON, chat_id=person.chat))
            self._wish_anew(person, {slot: wish for slot, wish in _wishes(person).items() if wish}, always=True)

    async def _do_migrate(self, _: UnitOfWork, person: Person) -> None:
        if person.chat < 0:
            self._world.telegram.migrate(person)

    async def _do_snooze(self, uow: UnitOfWork, person: Person) -> None:
        """The reminder that came last, where it is today's."""
        recent = await uow.reminders.recent(UserId(person.id), 6)
        last = next((one for one in recent if one.kind == "drill" and one.status == "send"), None)
        today = self._today(person)
        if last is None or last.on_date.toordinal() != today or today in person.done or not person.on.now:
            return
        if person.skipped.now == today or (person.paused.now or 0) > today:
            return
        how = self._rng.choice(tuple(Snooze))
        at = snooze_until(plan_in(await self._plan(uow, person)), self._moment, how)
        again = None if isinstance(at, NotPossible) else at.timestamp()
        if not isinstance(at, NotPossible):
            await uow.reminders.snooze([(UserId(person.id), last.on_date, last.slot)], at)
        person.snoozed.append(Snoozed(self._now, last.on_date.toordinal(), last.slot, how.value, again))

    def _stop(self, person: Person) -> None:
        self._stopped[person.id] = {slot: wish for slot, wish in _wishes(person).items() if wish}
        self._wish_anew(person, {})

    def _wish_anew(self, person: Person, wishes: dict[int, Schedule], *, always: bool = False) -> None:
        """A wish that stays as it was goes on as it was, unless it had stopped."""
        zone = person.zone.now
        for slot in {*person.slots, *wishes}:
            wish = wishes.get(slot)
            new = Schedule(zone, wish.minute, wish.days) if wish else None
            history = person.slots.setdefault(slot, History(None))
            if always or new != history.now:
                history.set(self._now, new)


def _wishes(person: Person) -> dict[int, Schedule | None]:
    return {slot: history.now for slot, history in person.slots.items()}


def slot_records(wishes: dict[int, Schedule]) -> tuple[SlotRecord, ...]:
    return tuple(
        SlotRecord(slot=slot, kind="drill" if slot else "digest", minute=wish.minute, days=bits_of(wish.days))
        for slot, wish in sorted(wishes.items())
    )


def _time(slot: SlotRecord) -> SlotRecord:
    return replace(slot, on_date=None, due_at=None)
