"""What the coach makes of an answer: mended in place, edited later, declined, or not to be read at all."""

import pytest

from bot.practice.meetings.plan import FIVE as QUESTIONS
from bot.practice.meetings.plan import Question
from bot.services.meetings.desk import MOST, plan_in
from bot.services.meetings.listing import plan_meeting
from bot.services.meetings.parts import FindingsShown, MeetingShown
from storage.unit_of_work import Database
from tests.services.meetings.planned import (
    FIVE,
    FLOOR,
    OBJECTION,
    SKIP,
    STRETCH,
    TARGET,
    WHO,
    answers,
    asked,
    at_desk,
    keys,
    meeting,
    meetings,
    presses,
    saved,
    shown,
    taps,
    tells,
)
from tests.services.reminded import text
from tests.services.samples import ANN, part, say


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
        new: dict[Question, str] = dict(
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
