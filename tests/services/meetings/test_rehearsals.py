"""Rounds with a counterpart made from a plan, and the card that their best lines make."""

from dataclasses import replace

from bot.practice.meetings.card import Card
from bot.services.leave_round import resume_round
from bot.services.meetings.carding import LONGEST_LINE
from bot.services.meetings.parts import CardShown, LetterShown, MeetingShown, PictureSent
from bot.services.parts.rounds import BriefShown, CounterpartSays, DebriefShown, TranscriptShown
from bot.services.replies import Reply
from bot.services.review_round import show_history
from storage.unit_of_work import Database
from tests.services.meetings.planned import (
    FIVE,
    REHEARSED,
    WHOLE,
    asked,
    at_desk,
    keys,
    meeting,
    presses,
    said_by,
    saved,
    shown,
    taps,
    tells,
)
from tests.services.reminded import labels, text
from tests.services.samples import ANN, part, say

DANA_S = "Dana"


def card(reply: Reply) -> Card:
    return part(reply, CardShown).card


async def rounds(database: Database) -> int:
    record = await meeting(database)
    async with database.unit_of_work() as uow:
        return len(await uow.meetings.rounds_of(record.user_id, record.id))


class TestRehearsing:
    async def test_the_counterpart_has_the_plans_name_and_its_asks(self, database: Database) -> None:
        deps = at_desk(database)
        begun = await taps(deps, await saved(deps), "button_meeting_rehearse")
        assert keys(begun) == ["rehearsal_begins"]
        script = part(begun, BriefShown).script
        assert script.counterpart.name == DANA_S
        assert (script.ask.stretch.words, script.ask.target.words, script.ask.floor.words) == ("75k", "68k", "64k")
        assert said_by(begun)

    async def test_a_good_rehearsal_is_scored_and_stands_in_the_plan(self, database: Database) -> None:
        deps = at_desk(database)
        await taps(deps, await saved(deps), "button_meeting_rehearse")
        debrief = await say(deps, *REHEARSED)
        total = part(debrief, DebriefShown).debrief.score.total
        assert total >= 70
        plan = part(await presses(deps, (await meeting(database)).id, "show"), MeetingShown)
        assert plan.totals == (total,)

    async def test_again_is_the_next_rehearsal_and_not_the_same_one(self, database: Database) -> None:
        deps = at_desk(database)
        first = await taps(deps, await saved(deps), "button_meeting_rehearse")
        second = await taps(deps, await say(deps, *REHEARSED), "button_meeting_next")
        assert part(second, BriefShown).script == part(first, BriefShown).script
        assert said_by(first) != said_by(second)
        assert await rounds(database) == 2

    async def test_a_plan_edited_meanwhile_leaves_the_open_round_as_it_began(self, database: Database) -> None:
        deps = at_desk(database)
        first = await taps(deps, await saved(deps), "button_meeting_rehearse")
        number = (await meeting(database)).id
        await presses(deps, number, "edit", "stretch")
        await say(deps, "78k, because it renewed at 410k")
        await say(deps, "yes")
        again = await resume_round(deps, ANN)
        assert part(again, BriefShown).script == part(first, BriefShown).script
        assert part(again, CounterpartSays).text == said_by(first)
        debrief = await say(deps, *REHEARSED)
        assert part(debrief, DebriefShown).debrief.score.total >= 70
        next_one = await taps(deps, debrief, "button_meeting_next")
        assert part(next_one, BriefShown).script.ask.stretch.words == "78k"

    async def test_an_open_round_is_offered_first_and_a_second_tap_begins_no_second(self, database: Database) -> None:
        deps = at_desk(database)
        done = await saved(deps)
        await taps(deps, done, "button_meeting_rehearse")
        assert keys(await taps(deps, done, "button_meeting_rehearse")) == ["round_is_open"]
        assert await rounds(database) == 1

    async def test_an_unfinished_plan_says_what_is_missing(self, database: Database) -> None:
        deps = at_desk(database)
        await tells(deps, *FIVE[:2])
        reply = await presses(deps, (await meeting(database)).id, "go")
        assert keys(reply) == ["meeting_unfinished"]
        assert asked(await taps(deps, reply, "button_meeting_go_on")) == "meeting_ask_floor"

    async def test_with_the_meeting_go_its_rehearsals_even_one_that_is_open(self, database: Database) -> None:
        deps = at_desk(database)
        done = await saved(deps)
        await taps(deps, done, "button_meeting_rehearse")
        debrief = await say(deps, *REHEARSED)
        await taps(deps, debrief, "button_meeting_next")
        await presses(deps, (await meeting(database)).id, "delete", "yes")
        assert keys(await resume_round(deps, ANN)) == ["nothing_to_resume"]
        assert keys(await show_history(deps, ANN)) == ["history_empty"]
        again = await taps(deps, debrief, "button_meeting_next")
        assert not any(isinstance(found, (BriefShown, TranscriptShown)) for found in again.parts)


class TestTheCard:
    async def test_before_any_rehearsal_it_is_made_of_the_plan(self, database: Database) -> None:
        deps = at_desk(database)
        found = card(await taps(deps, await saved(deps), "button_meeting_card"))
        assert "75k" in found.ask
        assert "Rotterdam" in found.reason
        assert [one.kind for one in found.ifs] == ["budget", "people"]
        assert "68k" in found.ifs[0].retreat
        assert "64k" in found.floor

    async def test_the_best_rehearsed_lines_take_their_place(self, database: Database) -> None:
        deps = at_desk(database)
        done = await saved(deps)
        await taps(deps, done, "button_meeting_rehearse")
        await say(deps, *REHEARSED)
        found = card(await taps(deps, done, "button_meeting_card"))
        assert found.ask.startswith("I'd like 75k")
        assert any("let me step back to 68k" in one.retreat for one in found.ifs)

    async def test_any_line_of_it_is_worded_anew_and_the_button_says_which(self, database: Database) -> None:
        deps = at_desk(database)
        done = await saved(deps)
        which = await taps(deps, done, "button_meeting_card", "button_card_edit")
        assert labels(which)[:3] == ["The ask", "The reason", "If: There is no budget until april."]
        for place, row in enumerate(which.choices[:-1]):
            words = f"Line {place}, as I would say it."
            ask = await presses(deps, row[0].action.target)
            assert ask.awaits_words
            kept = await say(deps, words)
            assert keys(kept) == ["card_line_kept"]
            assert words in text(kept)
        assert [one.retreat for one in card(kept).ifs] == ["Line 2, as I would say it.", "Line 3, as I would say it."]

    async def test_a_line_that_is_too_long_is_asked_again(self, database: Database) -> None:
        deps = at_desk(database)
        await taps(deps, await saved(deps), "button_meeting_card", "button_card_edit", "button_line_closing")
        assert keys(await say(deps, "x" * (LONGEST_LINE + 1))) == ["card_line_long"]
        assert card(await say(deps, "So 68k from May.")).closing == "So 68k from May."

    async def test_its_picture_is_drawn_of_the_same_lines_by_light_and_dark(self, database: Database) -> None:
        drawn: list[tuple[str, Card, bool]] = []

        def draw(title: str, lines: Card, dark: bool) -> bytes:  # noqa: FBT001 (a signature of Deps)
            drawn.append((title, lines, dark))
            return b"dark" if dark else b"light"

        deps = replace(at_desk(database), draw_card=draw)
        shown_card = await taps(deps, await saved(deps), "button_meeting_card")
        light = await taps(deps, shown_card, "button_card_picture")
        dark = await taps(deps, light, "button_picture_dark")
        assert [part(reply, PictureSent).content for reply in (light, dark)] == [b"light", b"dark"]
        title, lines = "Dana: the yearly raise", replace(card(shown_card), floor="")
        assert drawn == [(title, lines, False), (title, lines, True)]

    async def test_ones_limit_is_on_the_picture_where_that_is_asked_for(self, database: Database) -> None:
        drawn: list[Card] = []

        def draw(_title: str, lines: Card, _dark: bool) -> bytes:  # noqa: FBT001 (a signature of Deps)
            drawn.append(lines)
            return b"picture"

        deps = replace(at_desk(database), draw_card=draw)
        shown_card = await taps(deps, await saved(deps), "button_meeting_card")
        light = await taps(deps, shown_card, "button_card_picture")
        await taps(deps, await taps(deps, light, "button_picture_limit"), "button_picture_no_limit")
        assert [bool(lines.floor) for lines in drawn] == [False, True, False]

    async def test_a_plan_half_way_has_neither_card_nor_picture(self, database: Database) -> None:
        deps = at_desk(database)
        await tells(deps, *FIVE[:2])
        number = (await meeting(database)).id
        for target in (("card",), ("picture", "light")):
            assert keys(await presses(deps, number, *target)) == ["meeting_unfinished"]


class TestTheLetter:
    async def test_it_names_both_options_and_never_the_floor(self, database: Database) -> None:
        deps = at_desk(database)
        reply = await taps(deps, await saved(deps), "button_meeting_letter")
        letter = part(reply, LetterShown).text
        assert "75k" in letter
        assert "68k" in letter
        assert "64k" not in letter
        assert shown(await taps(deps, reply, "button_meeting_back"))

    async def test_where_the_two_are_one_there_is_none(self, database: Database) -> None:
        deps = at_desk(database)
        reply = await tells(deps, *WHOLE[:3], "68k")
        reply = await taps(deps, reply, "button_meeting_leave_so")
        done = await taps(deps, await say(deps, "yes", FIVE[4]), "button_meeting_skip")
        assert keys(await taps(deps, done, "button_meeting_letter")) == ["letter_no_options"]
        assert labels(await taps(deps, done, "button_meeting_letter")) == ["Change"]
