"""What becomes of a reminder at the moment it is due."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.practice.reminding.decide import (
    GRACE,
    Decision,
    NotPossible,
    Snooze,
    Until,
    Verdict,
    WhyNot,
    decide,
    snooze_until,
)
from bot.practice.reminding.plan import Firing, Plan, Quiet, Slot, SlotKind, jitter, next_firing, upcoming
from bot.practice.reminding.zones import zone

MONDAY = date(2026, 11, 23)
DRILL, DIGEST = Slot(1, 8 * 60 + 30), Slot(0, 18 * 60, frozenset({0}), SlotKind.DIGEST)
PLAN = Plan("Europe/Berlin", (DRILL, DIGEST))
AT = datetime(2026, 11, 23, 7, 30, tzinfo=UTC)
FIRING = Firing(MONDAY, 1, AT)
NIGHT = Quiet(22 * 60, 7 * 60)
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


def verdict(
    plan: Plan = PLAN,
    firing: Firing = FIRING,
    *,
    after: timedelta = MINUTE,
    done: tuple[date, ...] = (),
    busy: bool = False,
) -> Verdict:
    return decide(plan, firing, firing.at + after, done_on=done, busy=busy).verdict


@pytest.mark.parametrize("after", [timedelta(0), MINUTE, HOUR, GRACE])
def test_what_is_owed_is_sent_for_two_hours(after: timedelta) -> None:
    assert verdict(after=after) is Verdict.SEND


def test_a_worker_down_for_six_hours_sends_no_burst() -> None:
    slots = tuple(Slot(number, (7 + number) * 60) for number in (1, 2, 3))
    plan = replace(PLAN, slots=slots)
    back = AT + timedelta(hours=6)
    owed = [firing for firing in upcoming(plan, AT - 2 * HOUR, 9) if firing.at <= back]
    assert [decide(plan, one, back, done_on=(), busy=False).verdict for one in owed] == [Verdict.MISSED] * 3
    assert all(next_firing(slot, zone(plan.zone), back).date == date(2026, 11, 24) for slot in slots)


def test_before_its_time_it_waits_also_on_a_clock_set_back() -> None:
    assert decide(PLAN, FIRING, AT - HOUR, done_on=(), busy=False) == Decision(Verdict.LATER, AT)


@pytest.mark.parametrize(
    ("plan", "expected"),
    [
        (replace(PLAN, on=False), Verdict.OFF),
        (replace(PLAN, slots=(DIGEST,)), Verdict.OFF),
        (replace(PLAN, paused_until=date(2026, 11, 24)), Verdict.PAUSED),
        (replace(PLAN, paused_until=MONDAY), Verdict.SEND),
        (replace(PLAN, skipped=MONDAY), Verdict.SKIPPED),
        (replace(PLAN, skipped=date(2026, 11, 22)), Verdict.SEND),
        (replace(PLAN, quiet=Quiet(8 * 60, 9 * 60)), Verdict.QUIET),
        (replace(PLAN, quiet=NIGHT), Verdict.SEND),
    ],
)
def test_the_plan_decides(plan: Plan, expected: Verdict) -> None:
    assert verdict(plan) is expected


def test_a_drill_that_is_done_is_not_sent_again_but_a_digest_comes() -> None:
    assert verdict(done=(MONDAY,)) is Verdict.DONE
    assert verdict(done=(date(2026, 11, 22),)) is Verdict.SEND
    assert verdict(firing=Firing(MONDAY, 0, AT), done=(MONDAY,)) is Verdict.SEND


def test_a_round_that_is_being_played_is_not_interrupted_within_the_grace() -> None:
    assert decide(PLAN, FIRING, AT, done_on=(), busy=True) == Decision(Verdict.LATER, AT + timedelta(minutes=10))
    late = AT + GRACE - MINUTE
    assert decide(PLAN, FIRING, late, done_on=(), busy=True) == Decision(Verdict.LATER, AT + GRACE)
    assert decide(PLAN, FIRING, AT + GRACE, done_on=(), busy=True) == Decision(Verdict.MISSED)
    assert decide(PLAN, FIRING, AT + GRACE, done_on=(), busy=False) == Decision(Verdict.SEND)


def test_jitter_into_quiet_hours_drops_nothing_but_being_late_does() -> None:
    plan = replace(PLAN, quiet=Quiet(8 * 60 + 31, 12 * 60))
    assert verdict(plan, after=jitter(1, FIRING)) is Verdict.SEND
    assert verdict(plan, after=timedelta(seconds=90)) is Verdict.SEND
    assert verdict(plan, after=timedelta(minutes=3)) is Verdict.QUIET


def test_what_was_due_in_quiet_hours_does_not_come_after_them() -> None:
    plan = replace(PLAN, quiet=Quiet(8 * 60, 9 * 60))
    assert verdict(plan, after=HOUR) is Verdict.QUIET


def berlin(hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, 23, hour - 1, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("how", "now", "until"),
    [
        (Snooze.TEN_MINUTES, berlin(8, 31), berlin(8, 41)),
        (Snooze.HOUR, berlin(8, 31), berlin(9, 31)),
        (Snooze.HOUR, berlin(22, 59), berlin(23, 59)),
        (Snooze.HOUR, berlin(23, 0), WhyNot.DAY_ENDS),
        (Snooze.TEN_MINUTES, berlin(23, 55), WhyNot.DAY_ENDS),
        (Snooze.TONIGHT, berlin(8, 31), berlin(20)),
        (Snooze.TONIGHT, berlin(19, 30), berlin(20)),
        (Snooze.TONIGHT, berlin(19, 31), berlin(22)),
        (Snooze.TONIGHT, berlin(21, 31), WhyNot.TOO_LATE),
        (2 * HOUR, berlin(8, 31), berlin(10, 31)),
        (24 * HOUR, berlin(8, 31), WhyNot.DAY_ENDS),
        (Until((540, 1260)), berlin(8, 31), berlin(9)),
        (Until((540, 1260)), berlin(9), berlin(21)),
        (Until((540,)), berlin(9), WhyNot.OVER),
    ],
)
def test_a_snooze_lasts_until_later_today(
    how: Snooze | timedelta | Until, now: datetime, until: datetime | WhyNot
) -> None:
    expected = NotPossible(until) if isinstance(until, WhyNot) else until
    assert snooze_until(PLAN, now, how) == expected


@pytest.mark.parametrize(
    ("how", "now", "until"),
    [
        (Snooze.HOUR, berlin(20, 59), berlin(21, 59)),
        (Snooze.HOUR, berlin(21), WhyNot.QUIET_HOURS),
        (Snooze.TEN_MINUTES, berlin(21, 50), WhyNot.QUIET_HOURS),
        (Snooze.TONIGHT, berlin(19, 30), berlin(20)),
        (Snooze.TONIGHT, berlin(19, 31), WhyNot.QUIET_HOURS),
    ],
)
def test_a_snooze_never_ends_in_quiet_hours(how: Snooze, now: datetime, until: datetime | WhyNot) -> None:
    expected = NotPossible(until) if isinstance(until, WhyNot) else until
    assert snooze_until(replace(PLAN, quiet=NIGHT), now, how) == expected


def test_quiet_hours_over_dinner_leave_ten_at_night() -> None:
    plan = replace(PLAN, quiet=Quiet(19 * 60, 21 * 60))
    assert snooze_until(plan, berlin(12), Snooze.TONIGHT) == berlin(22)


def test_a_snoozed_firing_is_the_same_firing_at_another_time() -> None:
    until = snooze_until(PLAN, AT + GRACE, Snooze.HOUR)
    assert isinstance(until, datetime)
    snoozed = replace(FIRING, at=until)
    assert verdict(firing=snoozed) is Verdict.SEND
    assert verdict(firing=snoozed, done=(MONDAY,)) is Verdict.DONE
    assert verdict(firing=snoozed, after=GRACE + MINUTE) is Verdict.MISSED
