"""A plan from its first question on: answered, skipped, left and taken up days later."""

import pytest

from bot.practice.meetings.plan import FIVE as QUESTIONS
from bot.practice.meetings.plan import Question
from bot.services.meetings.desk import plan_in
from bot.services.meetings.listing import plan_meeting
from bot.services.meetings.parts import MeetingShown
from storage.meeting_records import MeetingStatus
from storage.unit_of_work import Database
from tests.services.meetings.planned import (
    FIVE,
    FLOOR,
    LATER,
    SKIP,
    TARGET,
    WHO,
    WHOLE,
    answers,
    asked,
    at_desk,
    keys,
    meeting,
    meetings,
    presses,
    resumed,
    shown,
    taps,
    tells,
)
from tests.services.reminded import labels, text
from tests.services.samples import ANN, Clock, part, say

DAYS = 3


class TestTheWholeWay:
    async def test_five_answers_a_yes_and_a_date_passed_over_make_a_saved_plan(self, database: Database) -> None:
        deps = at_desk(database)
        reply = await plan_meeting(deps, ANN)
        heard = [asked(reply)]
        for answer in WHOLE:
            reply = await say(deps, answer)
            heard.append(asked(reply))
        assert heard == [
            "meeting_ask_who",
            "meeting_ask_target",
            "meeting_ask_floor",
            "meeting_ask_stretch",
            "meeting_ask_sincere",
            "meeting_ask_objection",
            "meeting_ask_when",
        ]
        done = await taps(deps, reply, SKIP)
        assert asked(done) == "meeting_saved"
        plan = part(done, MeetingShown)
        assert plan.title == "Dana: the yearly raise"
        assert tuple(plan.answers.values()) == FIVE
        record = await meeting(database)
        assert (record.status, record.asking) == (MeetingStatus.SAVED, None)
        assert plan_in(record).sincere is True

    async def test_words_behind_the_command_are_the_first_answer(self, database: Database) -> None:
        deps = at_desk(database)
        reply = await plan_meeting(deps, ANN, WHO)
        assert asked(reply) == "meeting_ask_target"
        assert await answers(database) == {"who": WHO}

    async def test_where_nobody_can_be_written_to_no_date_is_asked(self, database: Database) -> None:
        done = await tells(at_desk(database, in_reach=False), *WHOLE)
        assert asked(done) == "meeting_saved"
        assert not any(found.key == "button_edit_when" for row in done.choices for found in row)

    async def test_a_fit_is_asked_only_where_the_answers_raise_it(self, database: Database) -> None:
        deps = at_desk(database)
        committee = ("the selection committee, my grant", *WHOLE[1:])
        reply = await tells(deps, *committee)
        assert asked(reply) == "meeting_fit_expert_committee"
        advised = await taps(deps, reply, "button_yes")
        assert keys(advised)[:2] == ["meeting_fit_expert_committee_yes", "meeting_better_single_ask"]
        assert asked(advised) == "meeting_ask_when"
        assert plan_in(await meeting(database)).fit == {"expert_committee": True}
        other = await taps(deps, await tells(deps, *committee), "button_no")
        assert keys(other) == ["meeting_ask_when"]

    @pytest.mark.parametrize("words", ["yes", "Yes, I would!", "sure", "absolutely"])
    async def test_a_yes_in_words_is_a_yes(self, database: Database, words: str) -> None:
        deps = at_desk(database)
        assert asked(await tells(deps, *FIVE[:4], words)) == "meeting_ask_objection"
        assert plan_in(await meeting(database)).sincere is True

    @pytest.mark.parametrize("words", ["no", "Nope", "not really", "I wouldn't"])
    async def test_whoever_would_not_take_it_is_asked_for_another_stretch(self, database: Database, words: str) -> None:
        deps = at_desk(database)
        reply = await tells(deps, *FIVE[:4], words)
        assert keys(reply) == ["meeting_not_sincere", "meeting_so_far", "meeting_ask_stretch"]
        # Another stretch may be meant.
        assert asked(await say(deps, "72k, because it renewed at 410k")) == "meeting_ask_sincere"

    async def test_neither_a_yes_nor_a_no_leaves_the_question_open(self, database: Database) -> None:
        deps = at_desk(database)
        assert asked(await tells(deps, *FIVE[:4], "that depends")) == "meeting_yes_or_no"
        assert asked(await say(deps, "yes")) == "meeting_ask_objection"


class TestLeaving:
    @pytest.mark.parametrize("place", range(len(QUESTIONS)), ids=list(QUESTIONS))
    async def test_each_question_can_be_skipped_and_the_plan_is_saved_all_the_same(
        self, database: Database, place: int
    ) -> None:
        deps = at_desk(database)
        reply = await tells(deps)
        for number, answer in enumerate(FIVE):
            reply = await (taps(deps, reply, SKIP) if number == place else say(deps, answer))
            if asked(reply) == "meeting_ask_sincere":
                reply = await say(deps, "yes")
            elif asked(reply) == "meeting_mend":
                reply = await taps(deps, reply, "button_meeting_leave_so")
        reply = await taps(deps, reply, SKIP)
        assert shown(reply)
        plan = plan_in(await meeting(database))
        assert plan.skipped - {Question.WHEN} == {QUESTIONS[place]}
        assert len(plan.answers) == len(FIVE) - 1
        assert (await meeting(database)).status is MeetingStatus.SAVED

    async def test_all_skipped_it_is_a_meeting_without_a_name(self, database: Database) -> None:
        deps = at_desk(database)
        reply = await taps(deps, await tells(deps), *[SKIP] * 6)
        assert part(reply, MeetingShown).title == "A meeting"
        for button, answer in (
            ("button_meeting_rehearse", "meeting_not_playable"),
            ("button_meeting_letter", "letter_no_options"),
        ):
            assert asked(await taps(deps, reply, button)) == answer
        assert text(await taps(deps, reply, "button_meeting_card"))
        listed = await presses(deps, "list")
        assert labels(listed)[0] == "A meeting"

    @pytest.mark.parametrize("answered", range(7))
    async def test_left_at_any_question_it_goes_on_there_days_later(self, database: Database, answered: int) -> None:
        clock = Clock()
        deps = at_desk(database, clock)
        left = await tells(deps, *WHOLE[:answered])
        clock.forward(days=DAYS)
        back = await resumed(deps)
        assert asked(back) == asked(left)
        assert keys(back)[0] == ("meeting_resumed" if answered else "meeting_intro")
        assert asked(back if answered == len(WHOLE) else await say(deps, *WHOLE[answered:])) == "meeting_ask_when"
        assert shown(await taps(deps, await resumed(deps), SKIP))

    async def test_later_says_how_to_come_back_and_what_is_written_then_is_no_answer(self, database: Database) -> None:
        deps = at_desk(database)
        reply = await tells(deps, WHO, TARGET)
        assert keys(await taps(deps, reply, LATER)) == ["meeting_later"]
        assert keys(await say(deps, FLOOR))[0] != "meeting_ask_stretch"
        assert await answers(database) == {"who": WHO, "target": TARGET}
        assert asked(await resumed(deps)) == "meeting_ask_floor"

    async def test_a_new_one_can_be_begun_beside_one_that_was_left(self, database: Database) -> None:
        deps = at_desk(database)
        await tells(deps, WHO)
        await taps(deps, await resumed(deps), "button_meeting_new")
        await say(deps, "my landlord, the rent")
        assert [len(plan_in(one).answers) for one in await meetings(database)] == [1, 1]
