"""A year by a clock of its own: it jumps to whatever happens next, while everything else is the bot's own code on a real database."""

import asyncio
import random
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from heapq import heappop, heappush
from itertools import count

from bot.services.send_due_reminders import BATCH
from bot.telegram.housekeeping import KEPT, PACES_KEPT, REMINDERS_KEPT
from storage.paces import Rate, Rates
from tests.year import faults as all_faults
from tests.year.actions import DAILY, Actions
from tests.year.facts import Look, Person, Year
from tests.year.faults import DAY, HOUR
from tests.year.installation import engine_for, fill, next_due, outdate, something_may_leave
from tests.year.people import Chance
from tests.year.telegram import NEAR, FakeTelegram, Killed
from tests.year.wall import rings, shown
from tests.year.worker import Mortal, Worker

PER_SECOND = 25
DRILLS_KEPT = timedelta(days=30)
_LEASED = 61.0
_CLOCKS_APART = 6
"""Seconds, with one for the pace: see Worker's skew."""
_SNOOZED = 0.06
_AT_ONCE = 0.25


@dataclass(frozen=True)
class Size:
    """`step`: seconds between two looks at least. `faults` and `deeds`: how many times as often as in ordinary bad times, and as users usually do."""

    users: int = 200
    days: int = 60
    workers: int = 1
    seed: int = 1
    step: float = 5.0
    faults: float = 3.0
    deeds: float = 1.0
    daily: bool = False
    start: str = "2026-02-02"

    @property
    def began(self) -> float:
        return datetime.fromisoformat(self.start).replace(tzinfo=UTC).timestamp()

    @property
    def between(self) -> float:
        """Seconds from what is sent to what is sent next; a sender without a pace would be found out."""
        return 0.2 if self.step < NEAR else 1.0

    @property
    def batch(self) -> int:
        """How many are decided in one transaction."""
        return BATCH if self.step < 2 * NEAR else 4 * BATCH

    @property
    def rates(self) -> Rates:
        """The bot's own; where looks are minutes apart, a second's worth leaves at once."""
        return Rates() if self.step < NEAR else Rates(bot=Rate(timedelta(seconds=1 / PER_SECOND), burst=PER_SECOND))


class World:
    def __init__(self, size: Size, url: str) -> None:
        self.size, self.faults = size, size.faults
        self._rng = random.Random(f"{size.seed} world")
        chance = Chance(size.seed, daily=size.daily)
        self.people = [chance.person(number, size.began) for number in range(1, size.users + 1)]
        self.year = Year(size.began, size.began + size.days * DAY, self.people)
        self.planned = all_faults.plan(size.seed, size.began, self.year.end, size.faults)
        self._clock = self._true = size.began
        self.telegram = FakeTelegram(self, size.seed)
        self.database = Mortal(engine_for(url, yields=False), size.rates, size.seed)
        self.workers = [self._worker(url, number) for number in range(size.workers)]
        self.actions = Actions(self, chance)
        self._coming: list[tuple[float, int, str, Person]] = []
        self._numbers = count()
        self._lately: deque[float] = deque()
        self.busiest = 0
        self.ticks = 0
        self.on_day: Callable[[int], None] = lambda _: None
        self._at_once = False
        self._wake_at = float("inf")
        self._unsettled_since: float | None = None
        self._tomorrow = size.began
        self._set_right_at = float("inf")

    def _worker(self, url: str, number: int) -> Worker:
        """A process with an engine and a clock of its own."""
        alone = self.size.workers == 1
        database = self.database if alone else Mortal(engine_for(url), self.size.rates, self.size.seed + number)
        return Worker(self, database, self.telegram, 0.0 if alone else (-2.0, 0.5, 2.5)[number % 3])

    def clock(self) -> float:
        return self._clock

    def person_of(self, user_id: int) -> Person:
        return self.people[user_id - 1]

    def later(self, at: float, action: str, person: Person) -> None:
        heappush(self._coming, (at, next(self._numbers), action, person))

    def reached(self, person: Person) -> None:
        if self._rng.random() < _SNOOZED:
            self.later(self._clock + self._rng.uniform(20, 1500), "snooze", person)

    def trouble(self) -> None:
        """Something is to be tried again, once every lease is over."""
        self._unsettled_since = self._clock
        self._wake_at = min(self._wake_at, self._clock + _LEASED)

    @property
    def something_waits(self) -> bool:
        return self._unsettled_since is not None or self._at_once

    def lose(self, person: Person, key: tuple[int, int, bool]) -> None:
        """A worker had it in its hands and is gone."""
        person.unknown.add(key)
        person.troubles.append((self._clock, self._clock + NEAR))
        self.trouble()

    def count_call(self) -> None:
        """Never more than the pace and what may leave at once, over all workers, whatever the clock shows."""
        self._lately.append(self._true)
        while self._lately[0] <= self._true - 1:
            self._lately.popleft()
        self.busiest = max(self.busiest, len(self._lately))
        if len(self._lately) > PER_SECOND + self.size.rates.bot.burst * len(self.workers):
            self.year.wrong.append(f"{len(self._lately)} calls within a second")

    async def run(self) -> Year:
        await fill(self.database.engine, self.people)
        try:
            while self._clock < self.year.end:
                await self._tick()
                await self._jump()
        finally:
            for database in {self.database, *(worker.database for worker in self.workers)}:
                await database.dispose()
        return self.year

    async def _jump(self) -> None:
        """To what happens next, but not in smaller steps than asked for."""
        coming = self._coming[0][0] if self._coming and not self._replaying() else float("inf")
        due = await next_due(self.database.engine) if self.size.users < 5000 else 0.0
        faulty = min(self.planned.next_after(self._clock), self._set_right_at)
        if self.planned.is_down(self._clock):
            due = faulty
        usual = max(self._clock + self.size.step, min(coming, due, faulty, self._tomorrow))
        self._advance(min(usual, max(self._wake_at, self._clock + 1)) - self._clock)

    def _advance(self, seconds: float) -> None:
        self._clock += seconds
        self._true += seconds

    async def _tick(self) -> None:
        self.ticks += 1
        if self._clock >= self._tomorrow:
            self._tomorrow += DAY
            self.on_day(round((self._clock - self.size.began) / DAY))
            self._draw_day()
            await self._keep_house()
        self._turn_clocks()
        if self._clock >= self._wake_at:
            self._wake_at = float("inf")
        actions = self._due_actions()
        down = self.planned.is_down(self._clock)
        self._at_once = not down and len(self.workers) > 1 and self._rng.random() < _AT_ONCE
        if self._at_once:
            for _, person in actions:
                person.troubles.append((self._clock, self._clock + 1))
            await asyncio.gather(self._act(actions), self._look())
            return
        await self._act(actions)
        await self._bump()
        if not down:
            await self._look()

    async def _act(self, actions: list[tuple[str, Person]]) -> None:
        if actions:
            await self.actions.do(actions)

    def _draw_day(self) -> None:
        for name, often in DAILY.items():
            for _ in range(int(self.size.users * self._times(name) * often + self._rng.random())):
                person = self._rng.choice(self.people)
                self.later(self._moment(person), name, person)

    def _times(self, deed: str) -> float:
        """What ends a day's reminders, or puts them off, must leave some to be looked at."""
        return min(self.size.deeds, 3.0) if deed in {"done", "play"} else self.size.deeds

    def _moment(self, person: Person) -> float:
        """Some time of the day, or just when a reminder is about to come or has come."""
        wish = next((history.now for history in person.slots.values() if history.now), None)
        if wish is None or self._rng.random() < 0.8:
            return self._clock + self._rng.uniform(0, DAY)
        at = rings(wish.zone, shown(wish.zone, self._clock + DAY / 2)[0], wish.minute)
        return at + self._rng.uniform(-900, 900)

    def _due_actions(self) -> list[tuple[str, Person]]:
        """One of a person's at a time: of two things done in the same instant nobody could say which came first."""
        found: list[tuple[str, Person]] = []
        later: list[tuple[str, Person]] = []
        busy: set[int] = set()
        while self._coming and self._coming[0][0] <= self._clock and not self._replaying():
            _, _, name, person = heappop(self._coming)
            (later if person.id in busy else found).append((name, person))
            busy.add(person.id)
        for name, person in later:
            self.later(self._clock + 1, name, person)
        return found

    def _replaying(self) -> bool:
        """Around a clock that goes wrong nobody changes anything: what they did before or after would be unknowable."""
        return any(at - HOUR <= self._clock <= at + 3 * HOUR for at in self.planned.set_back) or any(
            begin <= self._clock <= end for begin, end in self.year.replays
        )

    def _turn_clocks(self) -> None:
        """An hour back, and two hours later an hour on."""
        if self.planned.set_back and self._clock >= self.planned.set_back[0]:
            at = self.planned.set_back.pop(0)
            self.year.replays.append((at - 1.1 * HOUR, self._clock + 3 * HOUR))
            self._clock -= HOUR
            self._set_right_at = self._clock + 3 * HOUR
            self._wake_at = float("inf")
        elif self._clock >= self._set_right_at:
            self._set_right_at = float("inf")
            self._clock += HOUR

    async def _bump(self) -> None:
        """Every process comes back with another edition of the zones."""
        if self.planned.bumps and self._clock >= self.planned.bumps[0] and not self._replaying():
            self.planned.bumps.pop(0)
            await outdate(self.database.engine, later=self._rng.random() < 0.5)
            for worker in self.workers:
                await worker.bring_up_to_date()
            self.year.bumps.append(self._clock)

    async def _look(self) -> None:
        start, self.telegram.away = self._clock, self.planned.is_away(self._clock)
        at_work = self.workers if self._rng.random() < 0.4 else [self._rng.choice(self.workers)]
        for worker in self.workers:
            worker.database.chance = 0.002 * self.faults
        before = sum(sum(worker.verdicts.values()) for worker in self.workers)
        healthy = await self._all(*(worker.decide() for worker in at_work))
        decided = sum(sum(worker.verdicts.values()) for worker in self.workers) > before
        if decided or self._unsettled_since is not None or not healthy:
            healthy &= await self._send(at_work)
        for worker in self.workers:
            worker.database.chance = 0.0
        if not healthy:
            self.trouble()
            self._wake_at = min(self._wake_at, self._clock + self._rng.uniform(1, 60))
        self.year.looks.append(Look(start, self._clock, healthy and not self.telegram.away))

    async def _send(self, at_work: list[Worker]) -> bool:
        """Until nothing is left that may leave now."""
        healthy = True
        if (
            self._unsettled_since is not None
            and not self._unsettled_since <= self._clock < self._unsettled_since + _LEASED
        ):
            self._unsettled_since = None
        idle = 0
        while True:
            before = self._claimed()
            healthy &= await self._all(*(worker.send() for worker in at_work))
            idle = 0 if self._claimed() > before else idle + 1
            if self.telegram.away:
                self._unsettled_since = self._clock
            # A worker whose clock is behind takes the pace for used up until the others' second is over by its own.
            patient = (
                idle <= _CLOCKS_APART and len(self.workers) > 1 and await something_may_leave(self.database.engine)
            )
            if (idle and not patient) or self.telegram.away:
                return healthy
            self._advance(self.size.between)

    def _claimed(self) -> int:
        return sum(worker.claimed for worker in self.workers)

    @staticmethod
    async def _all(*work: Awaitable[object]) -> bool:
        """Whether nobody was killed."""

        async def alive(one: Awaitable[object]) -> bool:
            try:
                await one
            except Killed:
                return False
            return True

        return all(await asyncio.gather(*map(alive, work)))

    async def _keep_house(self) -> None:
        now = datetime.fromtimestamp(self._clock, UTC)
        async with self.database.unit_of_work() as uow:
            await uow.reminders.forget(now - REMINDERS_KEPT)
            await uow.outbox.forget(now - KEPT)
            await uow.outbox.forget_paces(now - PACES_KEPT)
            await uow.retention.erase_drills(now - DRILLS_KEPT)
            await uow.commit()
