"""What somebody has practised lately, in a few figures: to cheer, never to shame."""

from datetime import date, datetime, timedelta

from bot.practice.reminding.clock import instant, local
from bot.practice.reminding.streak import FREEZES, Streak, streak
from bot.practice.reminding.zones import zone as zone_of
from bot.practice.skills.cards import Card
from bot.practice.skills.skill import criterion_of
from bot.practice.skills.standing import by_weakness
from bot.services.deps import Deps
from bot.services.parts.reminders import DigestShown
from bot.services.replies import Action, Choice, CoachSays, Reply, Verb
from bot.services.skills import known_cards
from storage.daily_records import PlanRecord
from storage.records import UserId
from storage.unit_of_work import UnitOfWork

_WEEK = timedelta(days=6)
_LONGEST_STREAK = timedelta(days=400)
_MOST_ROUNDS = 50
_FEWEST_TO_COMPARE = 2
_WORTH_SAYING = 2


async def digest(deps: Deps, uow: UnitOfWork, plan: PlanRecord) -> Reply:
    """The last seven local days; one warm line where nothing was done in them."""
    now, zone = deps.now(), zone_of(plan.zone)
    today = local(zone, now).date
    first = today - _WEEK
    drills = await uow.drills.count_done(plan.user_id, first)
    rounds = await _rounds_since(uow, plan.user_id, instant(zone, first, 0))
    if not drills and not rounds:
        return Reply((CoachSays("digest_nothing"),), ((Choice(Action(Verb.DRILL), "button_drill_it"),),))
    days_done = await _days_done(uow, plan.user_id, today)
    running = streak(days_done, today)
    strongest, weakest = _extremes(deps, await known_cards(uow, plan.user_id), now)
    shown = DigestShown(
        drills=drills,
        rounds=rounds,
        days=sum(first <= day <= today for day in days_done),
        streak=running.length,
        freezes_left=running.freezes_left,
        strongest=strongest,
        weakest=weakest,
    )
    return Reply((shown,), ((Choice(Action(Verb.DRILL), "button_drill_it"),),))


async def streak_said(uow: UnitOfWork, user_id: UserId, today: date) -> tuple[CoachSays, ...]:
    """For below a drill that was just done on the local date `today`; nothing to say of a first day."""
    running: Streak = streak(await _days_done(uow, user_id, today), today)
    if running.length < _WORTH_SAYING:
        return ()
    key = "streak_best" if running.length == running.longest else "streak"
    left = min(running.freezes_left, FREEZES)
    return (CoachSays(f"{key}_{left}", {"days": str(running.length)}),)


async def week_said(uow: UnitOfWork, user_id: UserId, today: date) -> tuple[CoachSays, ...]:
    """The last seven local dates in a line; nothing before the first drill."""
    days_done = await _days_done(uow, user_id, today)
    if not days_done:
        return ()
    count = str(await uow.drills.count_done(user_id, today - _WEEK))
    running = streak(days_done, today)
    if running.length < _WORTH_SAYING:
        return (CoachSays("progress_week_only", {"count": count}),)
    figures = {"count": count, "days": str(running.length), "left": str(running.freezes_left)}
    return (CoachSays("progress_week", figures),)


async def _days_done(uow: UnitOfWork, user_id: UserId, today: date) -> set[date]:
    return (await uow.drills.done_on([user_id], today - _LONGEST_STREAK))[user_id]


async def _rounds_since(uow: UnitOfWork, user_id: UserId, since: datetime) -> int:
    finished = await uow.rounds.finished(user_id, limit=_MOST_ROUNDS)
    return sum(1 for record in finished if record.ended_at is not None and record.ended_at >= since)


def _extremes(deps: Deps, cards: list[Card], now: datetime) -> tuple[str, str]:
    """The titles of the strongest and the weakest skill; nothing where there is nothing to compare."""
    titles = {criterion.id: criterion.title for criterion in deps.library.rubric.criteria}
    known = list(dict.fromkeys(criterion_of(card.skill) for card in by_weakness(cards, now)))
    named = [titles[criterion] for criterion in known if criterion in titles]
    return (named[-1], named[0]) if len(named) >= _FEWEST_TO_COMPARE else ("", "")
