"""What came of a meeting: four taps, a note, two weeks later, and the counts of all of them."""

import pytest

from bot.practice.meetings.outcome import LONGEST_NOTE, Outcome, Result
from bot.services.meetings.desk import plan_in
from bot.services.meetings.parts import PredictionShown, StatisticsShown
from storage.unit_of_work import Database
from tests.services.meetings.planned import (
    FIVE,
    SKIP,
    WHOLE,
    asked,
    at_desk,
    keys,
    meeting,
    presses,
    saved,
    shown,
    taps,
    tells,
)
from tests.services.reminded import text
from tests.services.samples import BEN, Clock, part, say

FOUR = ("button_asked_yes", "button_retreated_yes", "button_constraint_budget", "button_result_yes_smaller")
HAPPENED = "button_meeting_happened"


async def outcome(database: Database) -> Outcome:
    found = plan_in(await meeting(database)).outcome
    assert found is not None
    return found


class TestFourTaps:
    async def test_they_come_one_by_one_and_what_was_expected_stands_beside_what_came(self, database: Database) -> None:
        deps = at_desk(database)
        reply = await taps(deps, await saved(deps), HAPPENED)
        heard = [asked(reply)]
        for button in FOUR[:-1]:
            reply = await taps(deps, reply, button)
            heard.append(asked(reply))
        assert heard == [f"happened_ask_{tap}" for tap in ("asked", "retreated", "constraint", "result")]
        done = await taps(deps, reply, FOUR[-1])
        assert keys(done) == ["happened_kept"]
        assert part(done, PredictionShown).prediction.is_right
        assert "You expected money, and that is what stood in the way." in text(done)
        told = await outcome(database)
        assert (told.asked, told.retreated, told.constraint, told.result) == (True, True, "budget", Result.YES_SMALLER)

    async def test_another_constraint_than_those_expected_is_told_in_words(self, database: Database) -> None:
        deps = at_desk(database)
        done = await taps(deps, await saved(deps), HAPPENED, *FOUR[:2], "button_constraint_other", FOUR[3])
        assert "You expected money; it was something else." in text(done)

    async def test_whoever_did_not_ask_is_not_asked_whether_they_stepped_down(self, database: Database) -> None:
        deps = at_desk(database)
        reply = await taps(deps, await saved(deps), HAPPENED, "button_asked_no")
        assert asked(reply) == "happened_ask_constraint"

    async def test_every_one_can_be_passed_over(self, database: Database) -> None:
        deps = at_desk(database)
        done = await taps(deps, await saved(deps), HAPPENED, *["button_happened_pass"] * 4)
        assert keys(done) == ["happened_kept"]
        assert shown(done)

    async def test_any_is_changed_later_by_its_old_button_or_told_anew(self, database: Database) -> None:
        deps = at_desk(database)
        first = await taps(deps, await saved(deps), HAPPENED)
        done = await taps(deps, first, *FOUR)
        await presses(deps, (await meeting(database)).id, "done", "result", "no")
        assert (await outcome(database)).result is Result.NO
        assert asked(await taps(deps, done, "button_happened_anew")) == "happened_ask_asked"
        assert not (await outcome(database)).is_begun

    async def test_a_note_is_kept_and_a_long_one_cut(self, database: Database) -> None:
        deps = at_desk(database)
        done = await taps(deps, await saved(deps), HAPPENED, *FOUR)
        reply = await taps(deps, done, "button_happened_note")
        assert reply.awaits_words
        assert keys(await say(deps, "She smiled. Next time earlier."))[:1] == ["happened_noted"]
        assert (await outcome(database)).note == "She smiled. Next time earlier."
        await taps(deps, done, "button_happened_note")
        assert keys(await say(deps, "So it went. " * 300))[:2] == ["meeting_cut", "happened_noted"]
        assert len((await outcome(database)).note) == LONGEST_NOTE
        # What is told anew is what was tapped.
        await taps(deps, done, "button_happened_anew")
        assert len((await outcome(database)).note) == LONGEST_NOTE

    @pytest.mark.parametrize(("said", "words"), [("yes", "A yes that came true"), ("no", "what was agreed")])
    async def test_after_two_weeks_it_is_told_whether_it_came_true(
        self, database: Database, said: str, words: str
    ) -> None:
        deps = at_desk(database)
        await taps(deps, await saved(deps), HAPPENED, *FOUR)
        reply = await presses(deps, (await meeting(database)).id, "done", "happened", said)
        assert keys(reply)[0] == f"happened_{said}"
        assert words in text(reply)
        assert (await outcome(database)).happened is (said == "yes")


class TestCounts:
    async def test_before_the_first_there_is_nothing_to_count(self, database: Database) -> None:
        deps = at_desk(database)
        assert keys(await presses(deps, "stats")) == ["statistics_none"]

    async def test_direct_asks_stand_beside_steps_down_with_what_came_true(self, database: Database) -> None:
        deps = at_desk(database)
        await taps(deps, await saved(deps), HAPPENED, *FOUR)
        await presses(deps, (await meeting(database)).id, "done", "happened", "yes")
        other = await saved(
            deps, "my landlord, the rent", "1,200", "1,300", "1,100 because I pay on time", "yes", "costs"
        )
        await taps(
            deps,
            other,
            HAPPENED,
            "button_asked_yes",
            "button_retreated_no",
            "button_constraint_time",
            "button_result_no",
        )
        listed = await presses(deps, "list")
        reply = await taps(deps, listed, "button_meeting_statistics")
        counts = part(reply, StatisticsShown).statistics
        assert (counts.direct.meetings, counts.direct.no, counts.retreat.meetings, counts.retreat.yes) == (1, 1, 1, 1)
        assert (counts.retreat.known, counts.retreat.true) == (1, 1)
        said = text(reply)
        assert "A larger ask, then one step down: 1 (1 yes, 0 open, 0 no)" in said
        assert "no promise" in said
        assert "%" not in said

    async def test_they_are_of_ones_own_meetings_alone(self, database: Database) -> None:
        deps = at_desk(database)
        await taps(deps, await saved(deps), HAPPENED, *FOUR)
        assert keys(await presses(deps, "stats", person=BEN)) == ["statistics_none"]


class TestASecondUse:
    async def test_on_the_same_person_it_is_noticed_however_they_are_called(self, database: Database) -> None:
        clock = Clock()
        deps = at_desk(database, clock)
        await taps(deps, await saved(deps), HAPPENED, *FOUR)
        clock.forward(days=40)
        again = await tells(deps, "Dana, a training budget", *WHOLE[1:])
        assert keys(again) == ["meeting_fit_used_before"]
        assert "Have you asked Dana" in text(again)
        advised = await taps(deps, again, "button_yes")
        assert keys(advised)[:2] == ["meeting_fit_used_before_yes", "meeting_better_foot_in_the_door"]

    async def test_a_plan_that_was_not_used_is_no_use(self, database: Database) -> None:
        deps = at_desk(database)
        await taps(deps, await saved(deps), HAPPENED, "button_asked_no")
        assert asked(await tells(deps, *WHOLE)) == "meeting_ask_when"

    async def test_nor_is_it_on_somebody_else_or_by_somebody_else(self, database: Database) -> None:
        deps = at_desk(database)
        await taps(deps, await saved(deps), HAPPENED, *FOUR)
        assert asked(await tells(deps, "my manager Tom, the raise", *WHOLE[1:])) == "meeting_ask_when"
        assert asked(await tells(deps, *WHOLE, person=BEN)) == "meeting_ask_when"

    async def test_without_a_name_the_sentence_still_reads(self, database: Database) -> None:
        deps = at_desk(database)
        reply = await taps(deps, await tells(deps), SKIP)
        done = await taps(deps, await say(deps, *WHOLE[1:]), SKIP)
        assert reply.awaits_words
        await taps(deps, done, HAPPENED, *FOUR)
        told = await presses(deps, (await meeting(database)).id, "done", "happened", "yes")
        assert FIVE[1] in text(told)
