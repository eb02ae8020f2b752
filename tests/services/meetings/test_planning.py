"""A plan from its first question on: answered, skipped, left and taken up, mended, declined."""

import pytest

from bot.practice.meetings.plan import FIVE as QUESTIONS
from bot.practice.meetings.plan import Question
from bot.services.ask_drill import ask_drill
from bot.services.leave_round import resume_round
from bot.services.meetings.desk import MOST, plan_in
from bot.services.meetings.listing import plan_meeting
from bot.services.meetings.parts import FindingsShown, MeetingShown, MeetingsShown
from bot.services.replies import CounterpartSays, DrillJudged
from bot.services.start_round import begin_round
from storage.meeting_records import MeetingStatus
from storage.unit_of_work import Database
from tests.services.drilled import LINE, STEPS_DOWN
from tests.services.meetings.planned import (
    FIVE,
    FLOOR,
    LATER,
    OBJECTION,
    SKIP,
    STRETCH,
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
    said_by,
    saved,
    shown,
    taps,
    tells,
)
from tests.services.reminded import labels, text
from tests.services.samples import ANN, ASK, BEN, Clock, choice, part, say

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


class TestMending:
    TURNED = ("60k because it renewed at 410k", "target_above_stretch")
    SAME = ("68k because it renewed at 410k", "same_as_target")
    FAR = ("400k because it renewed at 410k", "implausible")
    UNITS = ("three more weeks, because the client asked for it", "units_differ")
    BARE = ("75k", "no_reason")

    @pytest.mark.parametrize(("answer", "advice"), [TURNED, SAME, FAR, UNITS, BARE])
    async def test_a_stretch_that_does_not_hold_is_mended_in_place(
        self, database: Database, answer: str, advice: str
    ) -> None:
        deps = at_desk(database)
        reply = await tells(deps, WHO, TARGET, FLOOR, answer)
        assert advice in [one.advice for one in part(reply, FindingsShown).findings]
        assert keys(reply) == ["meeting_mend"]
        assert reply.awaits_words
        assert asked(await say(deps, STRETCH)) == "meeting_ask_sincere"
        assert (await answers(database))["stretch"] == STRETCH

    @pytest.mark.parametrize(("answer", "advice"), [TURNED, SAME, FAR, UNITS, BARE])
    async def test_or_left_so_and_said_again_when_the_plan_is_shown(
        self, database: Database, answer: str, advice: str
    ) -> None:
        deps = at_desk(database)
        reply = await tells(deps, WHO, TARGET, FLOOR, answer)
        reply = await taps(deps, reply, "button_meeting_leave_so")
        assert asked(reply) == "meeting_ask_sincere"
        done = await taps(deps, await say(deps, "yes", OBJECTION), SKIP)
        assert advice in [one.advice for one in part(done, MeetingShown).findings]

    async def test_leave_it_so_does_in_words_as_well(self, database: Database) -> None:
        deps = at_desk(database)
        await tells(deps, WHO, TARGET, FLOOR, "60k because it renewed at 410k")
        assert asked(await say(deps, "Leave it so.")) == "meeting_ask_sincere"
        assert (await answers(database))["stretch"] == "60k because it renewed at 410k"

    @pytest.mark.parametrize("words", ["skip", "Skip it!", "I don't know", "no idea", "next"])
    async def test_and_so_does_skip(self, database: Database, words: str) -> None:
        deps = at_desk(database)
        assert asked(await tells(deps, WHO, words)) == "meeting_ask_floor"
        assert await answers(database) == {"who": WHO}
        assert plan_in(await meeting(database)).skipped == {Question.TARGET}

    async def test_a_floor_above_the_target_is_said_at_once(self, database: Database) -> None:
        deps = at_desk(database)
        reply = await tells(deps, "my boss Dana, my salary", "68k", "at least 72k")
        assert [one.advice for one in part(reply, FindingsShown).findings] == ["floor_above_target"]
        assert asked(await say(deps, "64k")) == "meeting_ask_stretch"


class TestEditing:
    @pytest.mark.parametrize("question", QUESTIONS)
    async def test_any_answer_is_edited_later(self, database: Database, question: Question) -> None:
        deps = at_desk(database)
        await saved(deps)
        new = dict(
            zip(
                QUESTIONS,
                ("my boss Tom, the raise", "66k", "62k", "78k, because it renewed at 410k", "no time"),
                strict=True,
            )
        )
        reply = await taps(
            deps,
            await presses(deps, (await meeting(database)).id, "show"),
            "button_meeting_edit",
            f"button_edit_{question}",
        )
        assert keys(reply) == ["meeting_so_far", f"meeting_ask_{question}"]
        reply = await say(deps, new[question])
        if question is Question.STRETCH:
            assert asked(reply) == "meeting_ask_sincere"
            reply = await say(deps, "yes")
        assert part(reply, MeetingShown).answers[question] == new[question]
        assert (await answers(database))[question] == new[question]
        assert (await meeting(database)).asking is None

    async def test_kept_as_it_is_nothing_changes(self, database: Database) -> None:
        deps = at_desk(database)
        done = await saved(deps)
        before = await answers(database)
        assert shown(await taps(deps, done, "button_meeting_edit", "button_edit_floor", "button_meeting_keep"))
        assert await answers(database) == before


class TestHarm:
    @pytest.mark.parametrize("place", range(len(QUESTIONS)), ids=list(QUESTIONS))
    async def test_a_harmful_answer_is_declined_with_its_words_and_not_stored(
        self, database: Database, place: int
    ) -> None:
        deps = at_desk(database)
        reply = await tells(deps, *FIVE[: min(place, 4)])
        if place > 3:
            reply = await say(deps, "yes")
        question = asked(reply)
        declined = await say(deps, "I will show her forged invoices from a competitor")
        assert keys(declined)[0] == "meeting_declined"
        assert "forged invoices" in text(declined)
        assert declined.awaits_words
        assert all("forged" not in one.body for one in await meetings(database))
        assert question == f"meeting_ask_{(await meeting(database)).asking}"
        assert keys(await say(deps, FIVE[place]))[0] != "meeting_declined"

    async def test_nor_is_it_as_the_first_words_or_on_the_card(self, database: Database) -> None:
        deps = at_desk(database)
        harm = "I will blackmail my boss Dana with the photos"
        assert keys(await plan_meeting(deps, ANN, harm))[0] == "meeting_declined"
        done = await saved(deps)
        await taps(deps, done, "button_meeting_card", "button_card_edit", "button_line_ask")
        assert keys(await say(deps, harm))[0] == "meeting_declined"
        assert all("blackmail" not in one.body for one in await meetings(database))


class TestBadInput:
    async def test_two_thousand_characters_are_kept_and_more_are_cut_and_told(self, database: Database) -> None:
        deps = at_desk(database)
        long = ("my boss Dana, the raise " * 200)[:2000].strip()
        assert "meeting_cut" not in keys(await tells(deps, long))
        assert (await answers(database))["who"] == long
        reply = await say(deps, ("68k " * 1000).strip())
        assert keys(reply)[0] == "meeting_cut"
        assert len((await answers(database))["target"]) == 2000

    @pytest.mark.parametrize(
        ("words", "said"), [("🙂🙂🙂", "needs_words"), ("Мой начальник", "needs_english"), ("…!?", "needs_words")]
    )
    async def test_what_nobody_can_read_leaves_the_question_open(
        self, database: Database, words: str, said: str
    ) -> None:
        deps = at_desk(database)
        assert keys(await tells(deps, words)) == [said]
        assert await answers(database) == {}
        assert asked(await say(deps, WHO)) == "meeting_ask_target"
        assert asked(await plan_meeting(deps, ANN, words)) == "meeting_ask_who"

    async def test_emoji_and_other_letters_among_words_stay_as_they_are(self, database: Database) -> None:
        deps = at_desk(database)
        await tells(deps, "my boss Däna 🙂 (Дана), the raise")
        assert await answers(database) == {"who": "my boss Däna 🙂 (Дана), the raise"}

    async def test_digits_alone_are_answers(self, database: Database) -> None:
        deps = at_desk(database)
        done = await saved(deps, WHO, "68000", "64000", "75000 because it renewed at 410k", "yes", "5")
        assert tuple((await answers(database)).values()) == (
            WHO,
            "68000",
            "64000",
            "75000 because it renewed at 410k",
            "5",
        )
        assert shown(done)

    async def test_the_thirty_first_meeting_is_one_too_many(self, database: Database) -> None:
        deps = at_desk(database)
        for _ in range(MOST):
            await tells(deps)
        assert keys(await tells(deps)) == ["meeting_too_many"]
        assert keys(await plan_meeting(deps, ANN, WHO)) == ["meeting_too_many"]
        assert len(await meetings(database)) == MOST


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
        assert part(await say(deps, ASK), CounterpartSays)
        assert await answers(database) == {}

    async def test_a_drill_goes_before_the_plan_and_the_plan_before_an_older_drill(self, database: Database) -> None:
        deps = at_desk(database)
        await tells(deps)
        await ask_drill(deps, ANN, LINE)
        assert part(await say(deps, STEPS_DOWN), DrillJudged)
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
        assert choice(await presses(deps, "list"), "button_meeting_new")
