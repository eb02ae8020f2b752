"""What becomes of a notice when it is due."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.hearing.cues import ConstraintKind
from bot.practice.meetings.around import Notice, notices_of
from bot.practice.meetings.deciding import decide, leaves_by
from bot.practice.meetings.outcome import Outcome, Result
from bot.practice.meetings.said_when import When
from bot.practice.reminding.decide import Decision, Verdict
from bot.practice.reminding.plan import Plan, Quiet, Slot, is_paused, is_quiet
from bot.practice.reminding.zones import zone
from tests.practice.meetings.spoken import KEYS

BERLIN = zone("Europe/Berlin")
FRIDAY = date(2026, 11, 27)
PLAN = Plan("Europe/Berlin")
NIGHT = Quiet(22 * 60, 7 * 60)
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
YES = Outcome(asked=True, retreated=True, result=Result.YES_SMALLER)


def berlin(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BERLIN).astimezone(UTC)


def three(minute: int | None = 15 * 60, plan: Plan = PLAN) -> tuple[Notice, ...]:
    return notices_of(When(FRIDAY, minute), BERLIN, plan)


BEFORE, MORNING, WEEKS = three()


def test_before_its_time_each_waits() -> None:
    for one in three():
        assert decide(one, PLAN, one.due_at - MINUTE, outcome=YES) == Decision(Verdict.LATER, one.due_at)


@pytest.mark.parametrize("after", [timedelta(0), MINUTE, HOUR - MINUTE])
def test_the_card_comes_until_the_meeting_begins(after: timedelta) -> None:
    assert decide(BEFORE, PLAN, BEFORE.due_at + after).verdict is Verdict.SEND


@pytest.mark.parametrize("after", [HOUR, 2 * HOUR, timedelta(days=9)])
def test_the_card_never_comes_once_the_meeting_has_begun(after: timedelta) -> None:
    assert decide(BEFORE, PLAN, BEFORE.due_at + after).verdict is Verdict.MISSED


def test_the_morning_after_is_asked_about_all_that_day() -> None:
    assert decide(MORNING, PLAN, berlin("2026-11-28 23:59")).verdict is Verdict.SEND
    assert decide(MORNING, PLAN, berlin("2026-11-29 00:00")).verdict is Verdict.MISSED


def test_what_came_of_it_is_asked_for_three_days() -> None:
    assert decide(WEEKS, PLAN, berlin("2026-12-13 23:59"), outcome=YES).verdict is Verdict.SEND
    assert decide(WEEKS, PLAN, berlin("2026-12-14 00:00"), outcome=YES).verdict is Verdict.MISSED


@pytest.mark.parametrize(
    "now", ["2026-11-27 14:30", "2026-11-27 16:00", "2026-11-28 20:00", "2026-12-12 12:00", "2027-01-05 12:00"]
)
def test_whoever_was_down_until_then_sends_no_burst(now: str) -> None:
    due = [one for one in three() if one.due_at <= berlin(now)]
    verdicts = [decide(one, PLAN, berlin(now), outcome=YES if one == WEEKS else None).verdict for one in due]
    assert verdicts.count(Verdict.SEND) <= 1
    assert set(verdicts) <= {Verdict.SEND, Verdict.MISSED}


@pytest.mark.parametrize("notice", three())
def test_who_turned_reminders_off_or_cannot_be_reached_gets_nothing(notice: Notice) -> None:
    at = notice.due_at + MINUTE
    assert decide(notice, replace(PLAN, on=False), at, outcome=YES) == Decision(Verdict.OFF)
    assert decide(notice, PLAN, at, outcome=YES, blocked=True) == Decision(Verdict.OFF)


def test_a_pause_and_a_skipped_day_hold() -> None:
    at = BEFORE.due_at
    assert decide(BEFORE, replace(PLAN, paused_until=date(2026, 11, 28)), at) == Decision(Verdict.PAUSED)
    assert decide(BEFORE, replace(PLAN, paused_until=FRIDAY), at) == Decision(Verdict.SEND)
    assert decide(BEFORE, replace(PLAN, skipped=FRIDAY), at) == Decision(Verdict.SKIPPED)
    assert decide(MORNING, replace(PLAN, skipped=date(2026, 11, 28)), MORNING.due_at) == Decision(Verdict.SKIPPED)


def test_the_question_of_two_weeks_waits_for_the_end_of_a_pause_of_a_day() -> None:
    plan = replace(PLAN, paused_until=date(2026, 12, 13), slots=(Slot(1, 8 * 60 + 30),))
    assert decide(WEEKS, plan, WEEKS.due_at, outcome=YES) == Decision(Verdict.LATER, berlin("2026-12-13 08:30"))
    longer = replace(plan, paused_until=date(2026, 12, 14))
    assert decide(WEEKS, longer, WEEKS.due_at, outcome=YES) == Decision(Verdict.PAUSED)
    skipped = replace(PLAN, skipped=date(2026, 12, 11))
    assert decide(WEEKS, skipped, WEEKS.due_at, outcome=YES) == Decision(Verdict.LATER, berlin("2026-12-12 09:00"))


@pytest.mark.parametrize(
    ("minute", "expected"),
    [
        (7 * 60 + 30, Decision(Verdict.LATER, berlin("2026-11-27 07:00"))),
        (7 * 60, Decision(Verdict.QUIET)),
        (6 * 60 + 45, Decision(Verdict.QUIET)),
        (8 * 60, Decision(Verdict.SEND)),
        (23 * 60, Decision(Verdict.QUIET)),
        (22 * 60 + 59, Decision(Verdict.SEND)),
    ],
)
def test_quiet_hours_move_the_card_to_their_end_if_that_is_before_the_meeting(minute: int, expected: Decision) -> None:
    before, *_ = three(minute)
    assert decide(before, replace(PLAN, quiet=NIGHT), before.due_at) == expected


def test_quiet_hours_move_the_question_within_its_day() -> None:
    until_noon, until_late = Quiet(22 * 60, 12 * 60), Quiet(8 * 60, 0)
    at = MORNING.due_at
    assert decide(MORNING, replace(PLAN, quiet=until_noon), at) == Decision(Verdict.LATER, berlin("2026-11-28 12:00"))
    assert decide(MORNING, replace(PLAN, quiet=until_late), at) == Decision(Verdict.QUIET)


@pytest.mark.parametrize(
    ("now", "until"),
    [
        ("2026-10-25 00:10", "2026-10-25 00:30"),  # 01:10, the first time
        ("2026-10-25 01:10", "2026-10-25 01:30"),  # 01:10, the second time
        ("2026-03-29 00:20", "2026-03-29 01:00"),  # after 00:59 the clock shows 02:00
    ],
)
def test_quiet_hours_end_at_the_right_minute_where_the_clock_is_changed(now: str, until: str) -> None:
    plan = Plan("Europe/London", quiet=Quiet(22 * 60, 90))
    at = datetime.fromisoformat(now).replace(tzinfo=UTC)
    notice = replace(BEFORE, due_at=at, worth_until=at + 3 * HOUR)
    assert decide(notice, plan, at) == Decision(Verdict.LATER, datetime.fromisoformat(until).replace(tzinfo=UTC))


def test_jitter_into_quiet_hours_holds_nothing_back() -> None:
    before, *_ = three(23 * 60 - 1)
    plan = replace(PLAN, quiet=NIGHT)
    assert decide(before, plan, before.due_at + MINUTE + timedelta(seconds=20)) == Decision(Verdict.SEND)
    assert decide(before, plan, before.due_at + 5 * MINUTE) == Decision(Verdict.QUIET)


def test_a_round_that_is_being_played_is_not_interrupted_but_the_meeting_is_not_missed_for_it() -> None:
    at = BEFORE.due_at
    assert decide(BEFORE, PLAN, at, busy=True) == Decision(Verdict.LATER, at + 10 * MINUTE)
    assert decide(BEFORE, PLAN, at + 50 * MINUTE, busy=True) == Decision(Verdict.MISSED)


def test_who_has_told_already_is_not_asked() -> None:
    told = Outcome(constraint=ConstraintKind.BUDGET)
    assert decide(MORNING, PLAN, MORNING.due_at, outcome=told) == Decision(Verdict.DONE)
    assert decide(BEFORE, PLAN, BEFORE.due_at, outcome=told) == Decision(Verdict.DONE)
    assert decide(MORNING, PLAN, MORNING.due_at, outcome=Outcome()) == Decision(Verdict.SEND)


@pytest.mark.parametrize(
    ("outcome", "verdict"),
    [
        (None, Verdict.DONE),
        (Outcome(asked=True), Verdict.DONE),
        (Outcome(result=Result.NO), Verdict.DONE),
        (Outcome(result=Result.YES_OTHER, happened=False), Verdict.DONE),
        (Outcome(result=Result.YES_OTHER), Verdict.SEND),
        (Outcome(result=Result.OPEN), Verdict.SEND),
    ],
)
def test_only_a_yes_or_what_was_left_open_is_asked_about_after_two_weeks(
    outcome: Outcome | None, verdict: Verdict
) -> None:
    assert decide(WEEKS, PLAN, WEEKS.due_at, outcome=outcome).verdict is verdict


def test_what_is_on_its_way_does_not_arrive_in_quiet_hours_or_too_late() -> None:
    evening = replace(MORNING, due_at=berlin("2026-11-28 21:30"))
    assert leaves_by(evening, PLAN, evening.due_at) == berlin("2026-11-29 00:00")
    jitter = timedelta(seconds=90)
    assert leaves_by(evening, replace(PLAN, quiet=NIGHT), evening.due_at) == berlin("2026-11-28 22:00") + jitter
    assert leaves_by(BEFORE, replace(PLAN, quiet=NIGHT), BEFORE.due_at) == BEFORE.worth_until


QUIETS = st.none() | st.builds(Quiet, st.integers(0, 1439), st.integers(0, 1439))
DATES = st.dates(date(2026, 1, 1), date(2035, 12, 31))


@given(
    st.sampled_from(KEYS),
    DATES,
    st.none() | st.integers(0, 1439),
    QUIETS,
    st.none() | st.integers(-2, 20),
    st.integers(0, 2),
    st.integers(0, 5000),
)
def test_whatever_the_settings_are_nothing_comes_too_late_or_against_them(
    key: str, on: date, minute: int | None, quiet: Quiet | None, pause: int | None, which: int, late: int
) -> None:
    plan = Plan(key, quiet=quiet, paused_until=None if pause is None else on + timedelta(days=pause))
    notice = notices_of(When(on, minute), zone(key), plan)[which]
    now = notice.due_at + late * MINUTE
    found = decide(notice, plan, now, outcome=YES if which == 2 else None)
    if found.verdict is Verdict.LATER:
        assert found.at is not None
        assert now < found.at < notice.worth_until
        assert decide(notice, plan, found.at, outcome=YES if which == 2 else None) == Decision(Verdict.SEND)
    if found.verdict is Verdict.SEND:
        assert now < notice.worth_until
        assert not is_paused(plan, now.astimezone(zone(key)).date())
        assert not (is_quiet(plan, now) and is_quiet(plan, now - 2 * MINUTE))
        assert now < leaves_by(notice, plan, now) <= notice.worth_until
