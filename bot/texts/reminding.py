"""Plans of reminders and weeks of practice, in words."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from bot.practice.reminding.spoken import spoken_days
from bot.services.parts.reminders import Coming, DigestShown, PlanShown
from bot.texts import say

_ON, _BLOCKED = "on", "blocked"


def plan_lines(plan: PlanShown) -> Iterator[str]:
    """What holds, then what comes next with the offset of the user's clock then."""
    yield _first_line(plan)
    if plan.digest:
        weekday, minute = plan.digest
        yield say("plan_digest", day=say("week_long").split()[weekday], time=clock(minute))
    if plan.quiet:
        start, end = map(clock, plan.quiet)
        yield say("plan_quiet", start=start, end=end)
    if plan.status != _ON:
        return
    if plan.paused_until:
        yield say("plan_paused", date=f"{plan.paused_until:%-d %B %Y}")
    elif plan.is_skipped:
        yield say("plan_skipped")
    if not plan.coming:
        yield say("plan_nothing_coming")
        return
    yield say("plan_next")
    yield from map(coming_line, plan.coming)


def _first_line(plan: PlanShown) -> str:
    if plan.status == _BLOCKED:
        return say("plan_blocked")
    if not plan.times:
        return _without_times(plan)
    said = {"times": _joined([clock(minute) for minute in plan.times]), "days": days_said(plan.days)}
    if not plan.place:
        return say("plan_waiting", **said)
    return say("plan_on", **said, place=plan.place) if plan.status == _ON else say("plan_off", **said)


def _without_times(plan: PlanShown) -> str:
    if plan.digest is None:
        return say("plan_none")
    if not plan.place:
        return say("plan_waiting_digest")
    return say("plan_digest_only", place=plan.place) if plan.status == _ON else say("plan_off_digest")


def coming_line(coming: Coming) -> str:
    key = "plan_coming_digest" if coming.is_digest else "plan_coming"
    return say(key, when=moment(coming.at), offset=offset(coming.at))


def moment(at: datetime) -> str:
    """“Mon 23 Nov, 08:30”, as the user's own clock and calendar have it."""
    weekday = say("week_short").split()[at.weekday()]
    return f"{weekday} {at:%-d %b, %H:%M}"


def offset(at: datetime) -> str:
    """As in “UTC+5:45” and “UTC-3”."""
    apart = at.utcoffset() or timedelta(0)
    hours, minutes = divmod(abs(apart) // timedelta(minutes=1), 60)
    sign = "-" if apart < timedelta(0) else "+"
    return f"UTC{sign}{hours}:{minutes:02}" if minutes else f"UTC{sign}{hours}"


def clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


def days_said(days: tuple[int, ...]) -> str:
    spoken = spoken_days(days)
    if isinstance(spoken, tuple):
        names = say("week_long").split()
        return say("days_several", days=_joined([names[day] for day in spoken]))
    return say(f"days_{spoken.value}")


def digest_lines(week: DigestShown) -> Iterator[str]:
    yield ", ".join(filter(None, [_drills(week), _rounds(week)])) + "."
    if week.streak > 1:
        yield _streak(week)
    if week.strongest:
        yield say("digest_skills", strongest=week.strongest, weakest=week.weakest)


def _drills(week: DigestShown) -> str:
    if not week.drills:
        return ""
    if week.drills == 1:
        return say("digest_drills_one")
    key = "digest_drills" if week.days > 1 else "digest_drills_same_day"
    return say(key, count=str(week.drills), days=str(week.days))


def _rounds(week: DigestShown) -> str:
    if not week.rounds:
        return ""
    if week.rounds == 1:
        return say("digest_rounds_one" if week.drills else "digest_only_rounds_one")
    return say("digest_rounds", count=str(week.rounds))


def _streak(week: DigestShown) -> str:
    key = {0: "digest_streak_none", 1: "digest_streak_one"}.get(week.freezes_left, "digest_streak")
    return say(key, days=str(week.streak), freezes=str(week.freezes_left))


def _joined(names: list[str]) -> str:
    """“a”, “a and b”, “a, b and c”."""
    return say("and").join(filter(None, [", ".join(names[:-1]), names[-1]]))
