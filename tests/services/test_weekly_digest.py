"""The week in figures, and how to get it."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.practice.skills.cards import as_dict, review
from bot.practice.skills.grades import Grade
from bot.services.deps import Deps
from bot.services.hold_reminders import quiet
from bot.services.remind import remind
from bot.services.tell_zone import tell_zone
from bot.services.week import digest, streak_said
from bot.services.weekly_digest import set_digest
from storage.daily_records import CardRecord, PlanStatus
from storage.unit_of_work import Database
from tests.services.reminded import comes, drilled, in_lisbon, labels, plan_of, reached, tap, text
from tests.services.samples import ANN, Clock
from tests.storage.samples import finished_round

SUNDAY_AT_SIX = datetime(2026, 11, 29, 18, 0, tzinfo=UTC)
SOON = timedelta(minutes=2)
ON_SQLITE = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)


@pytest.fixture
def clock() -> Clock:
    return Clock()


async def week_of(deps: Deps, database: Database, clock: Clock) -> str:
    clock.at = SUNDAY_AT_SIX + SOON
    plan = await plan_of(database)
    async with database.unit_of_work() as uow:
        return text(await digest(deps, uow, plan))


async def test_the_digest_comes_once_a_week_beside_the_drills(database: Database, clock: Clock) -> None:
    deps = reached(database, clock)
    await in_lisbon(deps)
    shown = await set_digest(deps, ANN, "sunday 18:00")
    assert "Weekly digest: Sundays, 18:00." in text(shown)
    clock.at = SUNDAY_AT_SIX - timedelta(hours=9)
    while await comes(deps, clock, clock.at):
        pass
    [found] = await comes(deps, clock, SUNDAY_AT_SIX + SOON)
    assert "quiet week" in text(found)
    assert labels(found) == ["Drill it"]
    assert await comes(deps, clock, SUNDAY_AT_SIX + timedelta(minutes=5)) == []


async def test_the_digest_comes_without_any_drills_wanted(database: Database, clock: Clock) -> None:
    deps = reached(database, clock)
    asked = await tap(deps, await set_digest(deps, ANN), "Sunday 18:00")
    assert "Noted: 18:00." in text(asked)
    assert "only the weekly digest, Lisbon time" in text(await tell_zone(deps, ANN, "Lisbon"))
    assert "Sun 29 Nov, 18:00 (UTC+0), digest" in text(await remind(deps, ANN))
    assert "No weekly digest" in text(await set_digest(deps, ANN, "off"))
    assert (await plan_of(database)).status is PlanStatus.OFF


async def test_who_turned_reminders_off_gets_the_digest_alone(database: Database, clock: Clock) -> None:
    deps = reached(database, clock)
    await in_lisbon(deps)
    await remind(deps, ANN, "off")
    assert "only the weekly digest" in text(await set_digest(deps, ANN, "friday"))


async def test_a_digest_in_quiet_hours_says_what_wins(database: Database, clock: Clock) -> None:
    deps = reached(database, clock)
    await in_lisbon(deps)
    await quiet(deps, ANN, "17-7")
    assert "nothing comes at 18:00" in text(await set_digest(deps, ANN, "sunday"))


@ON_SQLITE
@pytest.mark.parametrize("words", ["weekdays 9", "sunday 9 and 10", "18:00", "blah", "🙂", "x" * 300])
async def test_a_digest_that_is_not_understood_changes_nothing(database: Database, clock: Clock, words: str) -> None:
    deps = reached(database, clock)
    await in_lisbon(deps)
    before = await plan_of(database)
    await set_digest(deps, ANN, words)
    assert await plan_of(database) == before


async def test_a_week_is_told_in_figures(database: Database, clock: Clock) -> None:
    deps = reached(database, clock)
    await in_lisbon(deps)
    user_id = (await plan_of(database)).user_id
    for day in (21, 25, 26, 27, 28, 28, 29):
        await drilled(database, user_id, datetime(2026, 11, day, 9, tzinfo=UTC))
    for at in (datetime(2026, 11, 20, tzinfo=UTC), datetime(2026, 11, 24, tzinfo=UTC)):
        await finished_round(database, user_id, started_at=at)
    criteria = [criterion.id for criterion in deps.library.rubric.criteria][:3]
    grades = zip(criteria, (Grade.HARD, Grade.AGAIN, Grade.EASY), strict=True)
    cards = [review(None, skill, grade, clock.at)[0] for skill, grade in grades]
    async with database.unit_of_work() as uow:
        await uow.drills.keep_cards(
            user_id, [CardRecord(skill=card.skill, body=json.dumps(as_dict(card)), due_at=card.due) for card in cards]
        )
        await uow.commit()
    titles = {criterion.id: criterion.title for criterion in deps.library.rubric.criteria}
    assert (await week_of(deps, database, clock)).splitlines() == [
        "Your last seven days",
        "6 drills on 5 days, one round.",
        "5 days in a row, with 2 days off left this month.",
        f"Strongest: {titles[criteria[2]]}. Next to grow: {titles[criteria[1]]}.",
    ]


@ON_SQLITE
@pytest.mark.parametrize(
    ("days", "rounds", "said"),
    [
        ((), 0, "A quiet week, and that is fine. Whenever you like, one minute is enough to begin."),
        ((29,), 0, "Your last seven days\nOne drill."),
        ((29, 29), 0, "Your last seven days\n2 drills on one day."),
        ((), 1, "Your last seven days\nOne round."),
        ((), 2, "Your last seven days\n2 rounds."),
        ((25, 27, 29), 0, "Your last seven days\n3 drills on 3 days.\n3 days in a row."),
        (
            (26, 28, 29),
            0,
            "Your last seven days\n3 drills on 3 days.\n3 days in a row, with one day off left this month.",
        ),
    ],
)
async def test_a_week_is_told_in_the_words_that_fit(
    database: Database, clock: Clock, days: tuple[int, ...], rounds: int, said: str
) -> None:
    deps = reached(database, clock)
    await in_lisbon(deps)
    user_id = (await plan_of(database)).user_id
    for day in days:
        await drilled(database, user_id, datetime(2026, 11, day, 9, tzinfo=UTC))
    for _ in range(rounds):
        await finished_round(database, user_id, started_at=SUNDAY_AT_SIX - timedelta(days=2))
    assert await week_of(deps, database, clock) == said


async def test_a_week_goes_by_the_users_own_calendar(database: Database, clock: Clock) -> None:
    deps = reached(database, clock)
    await in_lisbon(deps)
    plan = await plan_of(database)
    await drilled(database, plan.user_id, datetime(2026, 11, 23, 9, tzinfo=UTC))
    clock.at = datetime(2026, 11, 29, 12, tzinfo=UTC)
    async with database.unit_of_work() as uow:
        here = text(await digest(deps, uow, plan))
        # On Kiritimati it is the 30th already.
        there = text(await digest(deps, uow, replace(plan, zone="Pacific/Kiritimati")))
    assert ("One drill" in here, "quiet week" in there) == (True, True)


async def test_a_streak_is_worth_a_word_from_the_second_day_on(database: Database, clock: Clock) -> None:
    deps = reached(database, clock)
    await in_lisbon(deps)
    user_id = (await plan_of(database)).user_id
    said = []
    for day in (2, 3, 4, 20, 21):
        await drilled(database, user_id, datetime(2026, 11, day, 9, tzinfo=UTC))
        async with database.unit_of_work() as uow:
            said.append([(one.key, one.params["days"]) for one in await streak_said(uow, user_id, date(2026, 11, day))])
    assert said == [[], [("streak_best_2", "2")], [("streak_best_2", "3")], [], [("streak_2", "2")]]
