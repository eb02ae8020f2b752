"""What becomes of a notice at the moment it is due: the user's settings hold, and after a standstill nothing comes that is of no use any more."""

from datetime import date, datetime, timedelta

from bot.practice.meetings.around import Notice, NoticeKind, first_minute
from bot.practice.meetings.outcome import Outcome, may_come_true
from bot.practice.reminding.clock import DAY_MINUTES, instant, local
from bot.practice.reminding.decide import BUSY_WAIT, Decision, Verdict
from bot.practice.reminding.plan import LONGEST_JITTER, Plan, Quiet, is_paused, is_quiet
from bot.practice.reminding.zones import zone as zone_of

_MORNING = 9 * 60
_DAY = timedelta(days=1)
_MINUTE = timedelta(minutes=1)
_MOST_MOVES = 8


def decide(
    notice: Notice,
    plan: Plan,
    now: datetime,
    *,
    outcome: Outcome | None = None,
    blocked: bool = False,
    busy: bool = False,
) -> Decision:
    """`plan.on` is False for who turned reminders off; who never had any has said no to nothing.

    `blocked`: the user cannot be written to; `busy`: a round is being played right now. What meets quiet hours, a skipped day or a
    pause waits for their end where it is still of use then.
    """
    if now < notice.due_at:
        return Decision(Verdict.LATER, notice.due_at)
    if blocked or not plan.on:
        return Decision(Verdict.OFF)
    if is_answered(notice, outcome):
        return Decision(Verdict.DONE)
    if now >= notice.worth_until:
        return Decision(Verdict.MISSED)
    why, free_at = _free(plan, now, since=max(notice.due_at, now - LONGEST_JITTER))
    if why is not None:
        return Decision(Verdict.LATER, free_at) if free_at < notice.worth_until else Decision(why)
    if busy:
        again = now + BUSY_WAIT
        return Decision(Verdict.LATER, again) if again < notice.worth_until else Decision(Verdict.MISSED)
    return Decision(Verdict.SEND)


def is_answered(notice: Notice, outcome: Outcome | None) -> bool:
    """Whether there is nothing left to say: the meeting has been told about, or there is no yes that could come true."""
    if notice.kind is not NoticeKind.TWO_WEEKS:
        return outcome is not None and outcome.is_begun
    return outcome is None or outcome.happened is not None or not may_come_true(outcome)


def leaves_by(notice: Notice, plan: Plan, now: datetime) -> datetime:
    """What is on its way now and kept waiting, since Telegram is away, is not to arrive after this: it is of no use, or quiet hours have begun."""
    if plan.quiet is None or plan.quiet.start == plan.quiet.end:
        return notice.worth_until
    if is_quiet(plan, now):
        return min(notice.worth_until, now + LONGEST_JITTER)
    return min(notice.worth_until, _shows(plan, now, plan.quiet.start) + LONGEST_JITTER)


def _free(plan: Plan, now: datetime, since: datetime) -> tuple[Verdict | None, datetime]:
    """Why nothing may be sent now, None where it may; and from when on it may.

    Jitter may carry what is due just before quiet hours a little into them; that is no reason to hold it, if it was not quiet `since`.
    """
    why, at = _hindered(plan, now)
    if why is Verdict.QUIET and not is_quiet(plan, since):
        return None, now
    for _ in range(_MOST_MOVES):
        also, after = _hindered(plan, at)
        if also is None:
            break
        at = after
    return why, at


def _hindered(plan: Plan, at: datetime) -> tuple[Verdict | None, datetime]:
    on = local(zone_of(plan.zone), at).date
    if plan.paused_until is not None and is_paused(plan, on):
        return Verdict.PAUSED, _morning(plan, plan.paused_until)
    if on == plan.skipped:
        return Verdict.SKIPPED, _morning(plan, on + _DAY)
    return (Verdict.QUIET, _quiet_ends(plan, plan.quiet, at)) if plan.quiet and is_quiet(plan, at) else (None, at)


def _morning(plan: Plan, on: date) -> datetime:
    return instant(zone_of(plan.zone), on, first_minute(plan, on, _MORNING))


def _quiet_ends(plan: Plan, quiet: Quiet, at: datetime) -> datetime:
    """The first minute after `at` in which it is not quiet: by the clock, then by what that skips or shows twice until then."""
    there = local(zone_of(plan.zone), at).minute
    ends = at.replace(second=0, microsecond=0) + _MINUTE * ((quiet.end - there) % DAY_MINUTES)
    while is_quiet(plan, ends):
        ends += _MINUTE
    while ends - _MINUTE > at and not is_quiet(plan, ends - _MINUTE):
        ends -= _MINUTE
    return ends


def _shows(plan: Plan, after: datetime, minute: int) -> datetime:
    """When the user's clock shows that minute next."""
    zone = zone_of(plan.zone)
    today = local(zone, after).date
    instants = (instant(zone, today + days * _DAY, minute) for days in range(3))
    return next(at for at in instants if at > after)
