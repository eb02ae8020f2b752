"""What is written and tapped at another time than expected, and by another user."""

import pytest

from bot.practice.meetings.plan import Question
from bot.services.ask_drill import ask_drill
from bot.services.leave_round import resume_round
from bot.services.meetings.desk import plan_in
from bot.services.meetings.parts import MeetingShown, MeetingsShown
from bot.services.start_round import begin_round
from storage.unit_of_work import Database
from tests.services.drilled import LINE, STEPS_DOWN, result
from tests.services.meetings.planned import (
    SKIP,
    WHO,
    answers,
    asked,
    at_desk,
    keys,
    meeting,
    meetings,
    presses,
    resumed,
    said_by,
    saved,
    shown,
    taps,
    tells,
)
from tests.services.reminded import labels
from tests.services.samples import ANN, ASK, BEN, Clock, part, say


class TestWhatWasAskedLast:
    """What is written goes to what was asked last, be it a round, a drill or a plan."""

    async def test_a_plan_goes_before_a_round_that_is_open_until_it_is_resumed(self, database: Database) -> None:
        deps = at_desk(database)
        await begin_round(deps, ANN, "salary-raise", "cooperative")
        await tells(deps)
        assert asked(await say(deps, WHO)) == "meeting_ask_target"
        await resume_round(deps, ANN)
        assert said_by(await say(deps, ASK))
        assert await answers(database) == {"who": WHO}

    async def test_a_round_that_begins_silences_the_plan(self, database: Database) -> None:
        deps = at_desk(database)
        await tells(deps)
        await begin_round(deps, ANN, "salary-raise", "cooperative")
        assert said_by(await say(deps, ASK))
        assert await answers(database) == {}

    async def test_a_drill_goes_before_the_plan_and_the_plan_before_an_older_drill(self, database: Database) -> None:
        deps = at_desk(database)
        await tells(deps)
        await ask_drill(deps, ANN, LINE)
        assert result(await say(deps, STEPS_DOWN)) == "passed"
        await ask_drill(deps, ANN, LINE)
        assert asked(await resumed(deps)) == "meeting_ask_who"
        assert asked(await say(deps, WHO)) == "meeting_ask_target"

    async def test_of_two_plans_the_later_one_is_answered(self, database: Database) -> None:
        clock = Clock()
        deps = at_desk(database, clock)
        first = await tells(deps, WHO)
        clock.forward(minutes=1)
        await tells(deps, "my landlord, the rent")
        await say(deps, "1,200 a month")
        later, earlier = await meetings(database)
        assert plan_in(later).answers[Question.TARGET] == "1,200 a month"
        assert (Question.TARGET in plan_in(earlier).answers, earlier.asking) == (False, None)
        clock.forward(minutes=1)
        await taps(deps, first, SKIP)
        assert ((await meeting(database)).id, (await meeting(database)).asking) == (earlier.id, "floor")


class TestButtons:
    EVERY = (
        *(("show",), ("next",), ("later",), ("skip", "who"), ("sincere", "no"), ("fit", "one_shot", "yes"), ("edit",)),
        *(("edit", "who"), ("go",), ("card",), ("card", "edit", "ask"), ("lines",), ("letter",), ("done",)),
        *(("done", "asked", "yes"), ("done", "note"), ("done", "anew"), ("done", "happened", "yes"), ("nodate",)),
        *(("more",), ("archive",), ("back",), ("delete",), ("delete", "yes"), ("picture", "light")),
    )

    @pytest.mark.parametrize("target", EVERY, ids="/".join)
    async def test_anothers_meeting_is_not_there(self, database: Database, target: tuple[str, ...]) -> None:
        deps = at_desk(database)
        await saved(deps)
        await tells(deps, WHO, person=BEN)
        record, bens = await meeting(database), await meetings(database, BEN)
        assert keys(await presses(deps, record.id, *target, person=BEN)) == ["meeting_gone"]
        assert await meetings(database) == (record,)
        assert await meetings(database, BEN) == bens

    @pytest.mark.parametrize("target", EVERY, ids="/".join)
    async def test_after_deletion_an_old_button_says_so(self, database: Database, target: tuple[str, ...]) -> None:
        deps = at_desk(database)
        await saved(deps)
        number = (await meeting(database)).id
        assert keys(await presses(deps, number, "delete", "yes")) == ["meeting_deleted"]
        assert keys(await presses(deps, number, *target)) == ["meeting_gone"]

    @pytest.mark.parametrize("target", EVERY, ids="/".join)
    async def test_every_button_pressed_twice_leaves_what_the_first_press_left(
        self, database: Database, target: tuple[str, ...]
    ) -> None:
        deps = at_desk(database)
        await saved(deps)
        number = (await meeting(database)).id
        await presses(deps, number, *target)
        once = [(one.status, one.body, one.asking) for one in await meetings(database)]
        assert (await presses(deps, number, *target)).parts
        assert [(one.status, one.body, one.asking) for one in await meetings(database)] == once

    @pytest.mark.parametrize(
        "target",
        [
            "",
            "x",
            "0/show",
            "1/fly",
            "1/skip/fly",
            "1/fit/fly/yes",
            "99999999999999999999/show",
            "1/card/edit/fly",
            "1/done/asked/fly",
            "٣/show",
        ],
    )
    async def test_a_button_that_is_none_of_ours_changes_nothing(self, database: Database, target: str) -> None:
        deps = at_desk(database)
        await saved(deps)
        before = (await meeting(database)).body
        assert (await presses(deps, target)).parts
        assert (await meeting(database)).body == before


class TestPuttingAway:
    async def test_put_away_it_leaves_the_list_and_comes_back(self, database: Database) -> None:
        deps = at_desk(database)
        done = await saved(deps)
        await saved(deps, "my landlord, the rent", "1,200", "1,300", "1,100 because I pay on time", "yes", "costs")
        await taps(deps, done, "button_meeting_more", "button_meeting_archive")
        rows = part(await resumed(deps), MeetingsShown).rows
        assert [row.title for row in rows] == ["Your landlord: the rent"]
        archive = await taps(deps, await resumed(deps), "button_meeting_archived")
        assert [row.title for row in part(archive, MeetingsShown).rows] == ["Dana: the yearly raise"]
        back = await taps(deps, archive, "button_meeting_open", "button_meeting_unarchive")
        assert keys(back) == ["meeting_is_back"]
        assert not part(back, MeetingShown).is_archived
        assert len(part(await presses(deps, "list"), MeetingsShown).rows) == 2

    async def test_it_is_deleted_only_when_asked_once_more(self, database: Database) -> None:
        deps = at_desk(database)
        done = await saved(deps)
        sure = await taps(deps, done, "button_meeting_more", "button_meeting_delete")
        assert keys(sure) == ["meeting_delete_sure"]
        assert len(await meetings(database)) == 1
        assert shown(await taps(deps, sure, "button_meeting_back"))
        assert keys(await taps(deps, sure, "button_meeting_delete_yes")) == ["meeting_deleted"]
        assert await meetings(database) == ()
        assert labels(await presses(deps, "list")) == ["New meeting"]
