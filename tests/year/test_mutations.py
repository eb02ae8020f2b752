"""The simulated year can fail: what is broken on purpose about reminders is found within a few days."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from shutil import copy
from typing import Any

import pytest
from sqlalchemy import text

from bot.practice.reminding import decide
from bot.practice.reminding.plan import Firing, jitter
from bot.services import reminder_plans, send_due_reminders
from bot.telegram import sender
from storage.daily_records import Fired
from storage.drills import Drills
from storage.engine import sqlite_url
from storage.outbox import Outbox
from storage.paces import Paces
from storage.records import NewMessage, SendKind, UserId
from storage.reminders import Key, Reminders
from storage.rounds import Rounds
from tests.year.people import Chance
from tests.year.run import simulate
from tests.year.world import Size

SMALL = Size(users=120, days=2, step=110, faults=4, deeds=12, daily=True, start="2026-03-28")
"""With the night in which Europe's clocks go forward."""

Mutation = Callable[[pytest.MonkeyPatch], None]


def dates_forgotten(patch: pytest.MonkeyPatch) -> None:
    """Neither a plan nor the table knows what has fired."""
    keep = Reminders.decide

    async def decide_anew(reminders: Reminders, fired: Sequence[Fired], decided_at: datetime) -> set[Key]:
        await keep(reminders, fired, decided_at)
        return {(one.user_id, one.on_date, one.slot) for one in fired}

    async def none_fired(*_: object) -> set[tuple[int, date]]:
        return set()

    patch.setattr(Reminders, "decide", decide_anew)
    patch.setattr(Reminders, "fired_since", none_fired)


def a_day_is_24_hours(patch: pytest.MonkeyPatch) -> None:
    follows = send_due_reminders._next

    def later(one: Any, now: datetime) -> Firing:
        found = follows(one, now)
        return replace(found, at=one.firing.at + (found.date - one.firing.date))

    patch.setattr(send_due_reminders, "_next", later)


def no_grace(patch: pytest.MonkeyPatch) -> None:
    for module in (decide, send_due_reminders):
        patch.setattr(module, "GRACE", timedelta(days=1))


def jitter_twice(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(reminder_plans, "jitter", lambda user, firing: 2 * jitter(user, firing))


def done_not_looked_at(patch: pytest.MonkeyPatch) -> None:
    async def nothing_done(_: Drills, user_ids: Collection[UserId], __: date) -> dict[UserId, set[date]]:
        return {user_id: set() for user_id in user_ids}

    patch.setattr(Drills, "done_on", nothing_done)


def rounds_not_looked_at(patch: pytest.MonkeyPatch) -> None:
    async def nobody(*_: object) -> set[UserId]:
        return set()

    patch.setattr(Rounds, "in_play", nobody)


def snooze_moves_the_plan(patch: pytest.MonkeyPatch) -> None:
    snooze = Reminders.snooze
    moving = text("UPDATE reminder_slots SET minute = (minute + 60) % 1440 WHERE user_id = :user AND slot = :slot")

    async def move(reminders: Reminders, keys: Collection[Key], again_at: datetime | None) -> None:
        await snooze(reminders, keys, again_at)
        for user_id, _, slot in keys if again_at else ():
            await reminders._db_session.execute(moving, {"user": user_id, "slot": slot})

    patch.setattr(Reminders, "snooze", move)


def quiet_hours_not_looked_at(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(decide, "is_quiet", lambda *_: False)


def pauses_not_looked_at(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(decide, "is_paused", lambda *_: False)


def skipped_days_not_looked_at(patch: pytest.MonkeyPatch) -> None:
    as_it_is = reminder_plans.plan_in
    patch.setattr(send_due_reminders, "plan_in", lambda *given: replace(as_it_is(*given), skipped=None))


def the_unknown_is_sent_again(patch: pytest.MonkeyPatch) -> None:
    patch.setitem(sender.MOST_ATTEMPTS, SendKind.REMINDER, 2)


def decided_before_it_is_on_its_way(patch: pytest.MonkeyPatch) -> None:
    add = Outbox.add

    async def add_later(outbox: Outbox, messages: Sequence[NewMessage], now: datetime, **given: Any) -> None:
        await outbox._db_session.commit()
        await add(outbox, messages, now, **given)

    patch.setattr(Outbox, "add", add_later)


def no_pace(patch: pytest.MonkeyPatch) -> None:
    """Nobody counts, and everybody wants theirs at ten."""

    async def endless(*_: object) -> int:
        return 1000

    patch.setattr(Paces, "room", endless)
    patch.setattr(Chance, "minute", lambda _: 600)
    patch.setattr("tests.year.people.ZONES", ("UTC",))
    patch.setattr("tests.year.faults.Faults.is_down", lambda _, at: at % 86400 < 11 * 3600)


MUTATIONS: dict[str, Mutation] = {
    mutation.__name__: mutation
    for mutation in (
        dates_forgotten,
        a_day_is_24_hours,
        no_grace,
        jitter_twice,
        done_not_looked_at,
        rounds_not_looked_at,
        snooze_moves_the_plan,
        quiet_hours_not_looked_at,
        pauses_not_looked_at,
        skipped_days_not_looked_at,
        the_unknown_is_sent_again,
        decided_before_it_is_on_its_way,
        no_pace,
    )
}


def url_of_copy(template: Path, folder: Path) -> str:
    copy(template, folder / "year.db")
    return sqlite_url(folder / "year.db")


@pytest.mark.parametrize("mutation", MUTATIONS.values(), ids=MUTATIONS.keys())
async def test_what_is_broken_on_purpose_is_found(
    mutation: Mutation, monkeypatch: pytest.MonkeyPatch, sqlite_template: Path, tmp_path: Path
) -> None:
    mutation(monkeypatch)
    outcome = await simulate(SMALL, url_of_copy(sqlite_template, tmp_path))
    assert outcome.wrong


async def test_the_same_days_are_all_right_where_nothing_is_broken(sqlite_template: Path, tmp_path: Path) -> None:
    outcome = await simulate(SMALL, url_of_copy(sqlite_template, tmp_path))
    assert outcome.wrong == []
    assert outcome.counts["came"] > 50
    assert outcome.counts["came again"] > 5
